"""The dossier beside the choice: the exam’s fiches, chosen by a key, and a piece to read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QSizePolicy, QWidget

from app.domain.facts import dataclass
from app.domain.jury.people import JuryCandidate
from app.services.documents import dossier_folder
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.fiches import KIND_WORDS, FicheRow, rows_of
from ui.jury.pieces import NONE, REST_MS, piece_rows
from ui.jury.table import CellDelegate, Column, TableModel, TableView
from ui.piece_view import PieceView
from ui.theme import Theme
from ui.widgets import button, card, column, label, row

LINE, LEAST = 27, 380
PARTS = {"1": 0, "&": 0, "2": 1, "é": 1}
"""What the keys of a fiche mean: for the first part, or for the second."""
HOW = "1 : 1re fiche · 2 : 2e fiche · Entrée : celle qui manque"
HOW_ONE = "Entrée : choisir cette fiche"


@dataclass(frozen=True)
class ChosenRow:
    """A fiche, and the part it is chosen for."""

    fiche: FicheRow
    part: str


def _client(one: ChosenRow) -> str:
    return {True: "pro.", False: "part.", None: ""}[one.fiche.fiche.professional]


def _case(one: ChosenRow) -> str:
    return {True: "réel", False: "simulé", None: ""}[one.fiche.fiche.real]


COLUMNS: Sequence[Column[ChosenRow]] = (
    Column("N°", lambda one: str(one.fiche.fiche.number), 34),
    Column("Produit", lambda one: one.fiche.fiche.product or "non décrite", 150),
    Column("Genre", lambda one: KIND_WORDS.get(one.fiche.fiche.kind, ""), 86),
    Column("Client", _client, 52),
    Column("Cas", _case, 58),
    Column("Choisie", lambda one: one.part, 66),
)


def _key(one: ChosenRow) -> str:
    return str(one.fiche.fiche.number)


class ChoiceView(TableView):
    """1 and 2 choose the fiche the cursor is on, Enter for the part that lacks one."""

    chosen = Signal(object)
    """0 or 1: the part; None for whichever lacks one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        letter = event.text()
        if letter in PARTS:
            self.chosen.emit(PARTS[letter])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)


class ChoiceDossier(QWidget):
    """The fiches above, the piece chosen in a list beneath."""

    chosen = Signal(object, int)
    """The part (None: the one that lacks a fiche) and the number of the fiche."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self._candidate: JuryCandidate | None = None
        self._reading = ("", "")
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._open)
        self.model = TableModel(
            COLUMNS, lambda one: str(one.fiche.fiche.number), bridge.perform_all
        )
        self.view, self.viewer, self.piece = ChoiceView(), PieceView(theme), QComboBox()
        self.piece.setAccessibleName("Pièce à lire")
        self.piece.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.piece.activated.connect(lambda _: self._rest.start())
        self.large = button("Lire en grand", lambda: None, small=True)
        self.large.setCheckable(True)
        self.large.setToolTip("Lire la pièce en grand (Alt+3)")
        self._how = label(HOW, "caption")
        self._dress()
        fiches, read = card(), card()
        told = row(self._how, margins=(10, 3, 8, 5))
        fiches.setLayout(column(self.view, told, margins=(1, 1, 1, 1), spacing=0))
        head = row(self.piece, self.large, margins=(8, 6, 8, 4), spacing=6)
        head.setStretch(0, 1)
        inside = column(head, self.viewer, margins=(1, 1, 1, 1), spacing=0)
        inside.setStretch(1, 1)
        read.setLayout(inside)
        whole = column(fiches, read, spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.resized()

    def _dress(self) -> None:
        view = self.view
        view.setAccessibleName("Fiches d’activité du dossier")
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
        for section in range(len(COLUMNS)):
            heads.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        view.chosen.connect(self._choose)
        view.doubleClicked.connect(lambda _: self._choose(None))

    # --- what is shown --------------------------------------------------------------------------

    def show_candidate(self, candidate: JuryCandidate, exam: str) -> None:
        if not self._fresh.stale(candidate, exam):
            return
        self._candidate = candidate
        choice = candidate.of(exam).choice
        parts = dict(zip(choice.fiches, ("✓ 1re", "✓ 2e"), strict=False)) if choice else {}
        if exam == "E42":
            parts = dict.fromkeys(parts, "✓ oui")
        rows = [one for one in rows_of(candidate) if one.exam == exam]
        self.model.show_rows([ChosenRow(one, parts.get(one.fiche.number, "")) for one in rows])
        if rows and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._how.setText(HOW if exam == "E32" else HOW_ONE)
        self._fit()
        self._show_pieces(candidate, exam)

    def _show_pieces(self, candidate: JuryCandidate, exam: str) -> None:
        """The copy without the school first: it is the one the commission will have."""
        rows = sorted(piece_rows(candidate, (exam,)), key=lambda one: not one.piece.attested_by)
        names = [one.piece.name for one in rows]
        if names != [self.piece.itemText(n) for n in range(self.piece.count())]:
            self.piece.clear()
            self.piece.addItems(names)
        for shown in (self.piece, self.large):
            shown.setVisible(bool(names))
        wanted = candidate.number, self.piece.currentText()
        if wanted != self._reading:  # an act leaves a piece where one reads it
            self._reading = wanted
            self.viewer.show_none("" if names else NONE)
            self._rest.start()

    def _open(self) -> None:
        name = self.piece.currentText()
        if self._candidate is None or not self.isVisible():
            return
        self._reading = self._candidate.number, name
        if not name:
            self.viewer.show_none(NONE)
            return
        folder = dossier_folder(self._bridge.desk.path) / self._candidate.number
        self.viewer.show_file(folder / name, "du jury")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._rest.start()

    def _choose(self, part: int | None) -> None:
        place = self.view.currentIndex().row()
        if 0 <= place < len(self.model.shown):
            self.chosen.emit(part, self.model.shown[place].fiche.fiche.number)

    def close_file(self) -> None:
        """Let go of the file read."""
        self.viewer.show_none(NONE)

    def _fit(self) -> None:
        rows, head = self.model.rowCount(), self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(rows * self._theme.px(LINE) + head)

    def resized(self) -> None:
        """Texts have another size."""
        self.setMinimumWidth(self._theme.px(LEAST))
        self.view.verticalHeader().setDefaultSectionSize(self._theme.px(LINE))
        for section, each in enumerate(COLUMNS):
            self.view.horizontalHeader().resizeSection(section, self._theme.px(each.width))
        self._fit()
