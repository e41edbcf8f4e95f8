"""The pieces of a dossier: who attests which is the copy without the school, and each one read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QWidget

from app.domain.facts import dataclass
from app.domain.jury.acts import AttestAnonymous, DropPiece
from app.domain.jury.people import JuryCandidate, Piece
from app.domain.jury.words import DOMAINS
from app.services.documents import dossier_folder, size_text
from ui.jury.bridge import JuryBridge
from ui.jury.table import CellDelegate, Column, TableModel, TableView
from ui.piece_view import PieceView
from ui.theme import Theme
from ui.widgets import button, column, label, row

NONE = "Aucune pièce numérique : le dossier est sur papier, ou pas encore déposé ici."
REST_MS = 60
"""A piece is read from the disk once one stops at it."""
LINE, LIST = 25, 4
ATTESTED = "✓ {}"


@dataclass(frozen=True)
class PieceRow:
    """A piece, and the exams it is kept for."""

    piece: Piece
    exams: tuple[str, ...]


def piece_rows(candidate: JuryCandidate, exams: Sequence[str] = tuple(DOMAINS)) -> list[PieceRow]:
    """Each piece once."""
    found: dict[str, PieceRow] = {}
    for exam in exams:
        for piece in candidate.told(exam).pieces if candidate.sits(exam) else ():
            known = found.get(piece.name)
            kept = known.piece if known is not None and known.piece.attested_by else piece
            found[piece.name] = PieceRow(kept, (*(known.exams if known else ()), exam))
    return list(found.values())


def _attested(one: PieceRow) -> str:
    return ATTESTED.format(one.piece.attested_by) if one.piece.attested_by else ""


COLUMNS: Sequence[Column[PieceRow]] = (
    Column("Pièce", lambda one: one.piece.name, 150),
    Column("Oral", lambda one: " ".join(one.exams), 74),
    Column("Taille", lambda one: size_text(one.piece.size), 66),
    Column(
        "Sans étab.",
        _attested,
        118,
        tip="Qui atteste que cette copie ne nomme pas l’établissement : elle seule part en paquet",
    ),
)


class PiecesView(TableView):
    """a attests, Delete takes out, Enter goes to read."""

    attest = Signal()
    drop = Signal()
    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Delete:
            self.drop.emit()
        elif event.text().casefold() == "a":
            self.attest.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)


class Pieces(QWidget):
    """The list above, the piece the cursor is on beneath."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._theme = bridge, theme
        self._reading = ("", "", "")
        self._candidate: JuryCandidate | None = None
        self.model = TableModel(COLUMNS, lambda one: one.piece.name, bridge.perform_all)
        self.view, self.viewer = PiecesView(), PieceView(theme)
        self.by = QLineEdit()
        self.by.setPlaceholderText("relu par…")
        self.by.setAccessibleName("Qui a relu la pièce")
        self._attest = button("Attester : sans établissement", self._turn, small=True)
        self._drop = button("Ôter", self._take_out, small=True)
        self._drop.setAccessibleName("Ôter la pièce de ce dossier")
        self._how = label("a : attester · Suppr : ôter · Entrée : lire", "caption")
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._open)
        self._dress()
        tools = row(self.by, self._attest, self._drop, margins=(8, 6, 8, 2), spacing=6)
        tools.setStretch(0, 1)
        told = row(self._how, margins=(10, 0, 8, 4))
        whole = column(self.view, tools, told, self.viewer, spacing=0)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.resized()

    def _dress(self) -> None:
        view = self.view
        view.setAccessibleName("Pièces du dossier")
        view.setModel(self.model)
        view.setItemDelegate(CellDelegate(self._theme, view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        lines, heads = view.verticalHeader(), view.horizontalHeader()
        lines.hide()
        lines.setMinimumSectionSize(10)
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in range(1, len(COLUMNS)):
            heads.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
        view.selectionModel().currentRowChanged.connect(lambda *_: self._moved())
        view.attest.connect(self._turn)
        view.drop.connect(self._take_out)
        view.meant.connect(self._read)

    # --- what is shown --------------------------------------------------------------------------

    def show_candidate(self, candidate: JuryCandidate) -> None:
        other = self._candidate is None or self._candidate.number != candidate.number
        self._candidate = candidate
        self.model.show_rows(piece_rows(candidate))
        if self.model.shown and (other or not self.view.currentIndex().isValid()):
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._moved()

    @property
    def current(self) -> PieceRow | None:
        place = self.view.currentIndex().row()
        return self.model.shown[place] if 0 <= place < len(self.model.shown) else None

    def _moved(self) -> None:
        one = self.current
        for each in (self._attest, self._drop):
            each.setEnabled(one is not None)
        attested = one is not None and bool(one.piece.attested_by)
        self._attest.setText("Retirer l’attestation" if attested else "Attester : sans étab.")
        if not self.viewer.isVisible():
            return
        number = self._candidate.number if self._candidate else ""
        wanted = (number, one.piece.name, one.piece.sha256) if one else (number, "", "")
        if wanted != self._reading:
            self._reading = wanted
            self.viewer.show_none("" if one else NONE)
            self._rest.start()

    def _open(self) -> None:
        one = self.current
        if one is None or self._candidate is None:
            self.viewer.show_none(NONE)
            return
        folder = dossier_folder(self._bridge.desk.path) / self._candidate.number
        self.viewer.show_file(folder / one.piece.name, "du jury")

    def _read(self) -> None:
        shown = self.viewer.currentWidget()
        if shown is not None:
            shown.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Nothing is read from the disk before somebody looks."""
        super().showEvent(event)
        self._reading = ("", "", "")
        self._moved()

    # --- acts -----------------------------------------------------------------------------------

    def _turn(self) -> None:
        """Attest the piece, or take the attestation back; for every exam it is kept for."""
        one = self.current
        if one is None or self._candidate is None:
            return
        number, name = self._candidate.number, one.piece.name
        by = one.piece.attested_by or self.by.text().strip()
        anonymous = not one.piece.attested_by
        acts = (AttestAnonymous(number, exam, name, by, anonymous) for exam in one.exams)
        if not self._bridge.perform_all(tuple(acts)) and not by:
            self.by.setFocus()

    def _take_out(self) -> None:
        one = self.current
        if one is not None and self._candidate is not None:
            number, name = self._candidate.number, one.piece.name
            acts = tuple(DropPiece(number, exam, name, "ôtée à la main") for exam in one.exams)
            self._bridge.perform_all(acts)

    def close_file(self) -> None:
        """Let go of the file read."""
        self.viewer.show_none(NONE)

    def resized(self) -> None:
        """Texts have another size."""
        px = self._theme.px
        self.view.verticalHeader().setDefaultSectionSize(px(LINE))
        heads = self.view.horizontalHeader()
        for section, each in enumerate(COLUMNS):
            heads.resizeSection(section, px(each.width))
        self.view.setFixedHeight(heads.sizeHint().height() + LIST * px(LINE) + 2)
