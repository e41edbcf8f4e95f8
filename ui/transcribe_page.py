"""A sheet filled on paper while the machine was down, typed back in one act, by keyboard."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.acts import Transcribe
from app.domain.marks import printed_mark
from app.domain.state import Passage
from app.domain.status import examiners_of
from ui.bridge import Bridge
from ui.sheet_draft import SheetDraft, draft_of
from ui.stack import Pages
from ui.transcribe_parts import Dossier, Levels, Parts, line
from ui.veil import Veil
from ui.widgets import button, card, column, emptied, label, row

HIDDEN = "Les notes sont masquées"
VEIL = "Une grille montre des niveaux et une note : montrez-les (F9) pour la transcrire."
NOBODY = "Aucune grille à transcrire"
SEALED = (
    "Elles sont toutes scellées, ou leur candidat est absent. "
    "Une grille scellée se rouvre avec un motif."
)
HELP = "1 à 4 : TI à TS · 0 : NO · la ligne suivante vient seule · ↑ ↓ d’une ligne à l’autre"
FICHES = "o : oui · c : contexte absent · l : client absent · n : non"
NOTHING = "Rien n’est encore transcrit : tapez ce qui est écrit sur la grille, puis enregistrez."
TYPED_BACK = "La grille papier est transcrite ; il reste à la sceller, à la page de la journée."
UNSAVED = (
    "La transcription de {} n’est pas enregistrée : enregistrez-la, ou effacez-la, avant de passer "
    "à un autre candidat."
)


class TranscribePage(Pages):
    """The zones of the sheet in its order; only what differs from what is stored is sent."""

    left = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge = bridge
        self._number = ""
        self._filled: Passage | None = None
        self._room = ""
        self._whom = QComboBox()
        self._whom.setAccessibleName("Candidat de la grille")
        self._whom.setMinimumWidth(300)
        self._whom.currentIndexChanged.connect(self._chosen)
        exam = bridge.state.exam
        self.levels, self.parts = Levels(exam), Parts(exam)
        self.dossier = Dossier(exam)
        self.evidence = line("Pièce d’identité vue : CNI, passeport…")
        self.mark = line("Note sur 20")
        self.mark.setPlaceholderText("–,–")
        self.mark.setFixedWidth(84)
        self.doubt = line("Doute sur le dossier : motif, note réservée")
        self.reason = line("Motif de la transcription")
        self.reason.setPlaceholderText("Motif : panne d’ordinateur de 10:05 à 10:50…")
        self.appraisal = QPlainTextEdit()
        self.appraisal.setTabChangesFocus(True)
        self.appraisal.setAccessibleName("Appréciation globale")
        self.appraisal.setPlaceholderText("Appréciation globale, telle qu’elle est écrite")
        self.draft = SheetDraft(bridge, self)
        self._visas = QHBoxLayout()
        self._signed: dict[str, QCheckBox] = {}
        self.veil = Veil()
        self._assemble()
        self.levels.over.connect(self.parts.setFocus)
        bridge.changed.connect(self._stale)
        bridge.privacy.connect(self.refresh)
        self.refresh()

    def _assemble(self) -> None:
        title = label("Transcrire une grille papier", "title")
        back = button("Revenir aux feuilles  Échap", self.leave, flat=True)
        self.evidence.setMinimumWidth(260)
        card_seen = label("Pièce d’identité", "muted")
        head = row(title, self._whom, 8, card_seen, self.evidence, 1, back, spacing=12)
        head.setStretch(2, 0)
        grid = card()
        told = label(HELP, "muted")
        below = row(told, 1, self.draft.sign)
        rows = column(self.levels, below, 1, margins=(14, 10, 14, 10), spacing=8)
        rows.setStretch(0, 100)
        grid.setLayout(rows)
        middle = row(grid, self._right(), spacing=12)
        middle.setStretch(0, 3)
        middle.setStretch(1, 2)
        page = QWidget()
        page.setObjectName("page")
        whole = column(head, middle, self._bottom(), margins=(14, 10, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        page.setLayout(whole)
        self.addWidget(page)
        self.addWidget(self.veil)

    def _right(self) -> QFrame:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(8)
        for widget in (self.parts, self.dossier, self.doubt):
            box.addWidget(widget)
        if self.dossier.has_fiches:
            box.addWidget(label(FICHES, "muted"))
        box.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        frame = card()
        frame.setLayout(column(area, margins=(1, 1, 1, 1)))
        return frame

    def _bottom(self) -> QFrame:
        frame = card()
        self.appraisal.setFixedHeight(64)
        signed = row(label("Signée sur le papier par :", "muted"), self._visas, 1, spacing=12)
        mark = row(label("Note sur 20", "muted"), self.mark, spacing=8)
        self._clear = button("Effacer", self.clear)
        self._save = button("Enregistrer  Ctrl+Entrée", self.save, primary=True)
        last = row(self.reason, self._clear, self._save, spacing=10)
        last.setStretch(0, 1)
        right = column(row(mark, 16, signed, spacing=8), last, spacing=8)
        whole = row(self.appraisal, right, margins=(12, 10, 12, 10), spacing=12)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)
        frame.setLayout(whole)
        return frame

    # --- which candidate ------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Somebody may have come into the room meanwhile."""
        super().showEvent(event)
        self.refresh()

    def _stale(self, changed: object) -> None:
        room = self._bridge.in_room()
        moved = self._room != (room.number if room else "")
        mine = isinstance(changed, frozenset) and self._number in changed
        if self.isVisible() and (mine or moved):
            self.refresh()

    def refresh(self) -> None:
        """The candidates whose sheet may be typed back, and the stored state of the one chosen.

        Who is in the room when the machine fails is finished on paper: that one, and no other."""
        room = self._bridge.in_room()
        self._room = room.number if room else ""
        order = [p for p in self._bridge.state.in_order if _open(p) and room in (None, p)]
        veiled = self._bridge.hidden
        self.setCurrentIndex(1 if veiled or not order else 0)
        if veiled or not order:
            back = ("Revenir aux feuilles", "Grilles vierges, papiers du jour", "Échap", self.leave)
            self.veil.tell(*((HIDDEN, VEIL) if veiled else (NOBODY, SEALED)), [back])
            return
        shown = self._bridge.passage
        numbers = [passage.number for passage in order]
        if self._number not in numbers:  # what was typed of that one is kept, and comes back
            self.draft.flush()
            self._number, self._filled = "", None
        begun = self._number or draft_of(self._bridge, numbers)
        wanted = begun or (shown.number if shown else "")
        self._whom.blockSignals(True)
        self._whom.clear()
        for passage in order:
            name = f"{passage.candidate.hour}  {passage.candidate.name}".strip()
            self._whom.addItem(name, passage.number)
        self._whom.setCurrentIndex(numbers.index(wanted) if wanted in numbers else 0)
        self._whom.blockSignals(False)
        self._chosen()

    def _chosen(self, _: int = 0) -> None:
        """Another candidate's sheet, unless the one typed is not saved yet; what is typed stays."""
        number = self._whom.currentData() or ""
        if number != self._number and self.unsaved():
            name = self._bridge.state.passages[self._number].candidate.name
            self._whom.setCurrentIndex(self._whom.findData(self._number))
            self._bridge.refused.emit(UNSAVED.format(name))
            return
        self._number = number
        passage = self._bridge.state.passages.get(number)
        if passage is not None and passage is not self._filled:
            self._fill(passage)

    def unsaved(self) -> bool:
        """Whether something typed differs from what is stored."""
        known = self._bridge.state.passages.get(self._number)
        return known is not None and known is self._filled and bool(self.sheet())

    def clear(self) -> None:
        """Back to what is stored."""
        self.draft.forget()
        self._fill(self._bridge.state.passages[self._number])
        self.begin()

    def begin(self) -> None:
        """Where the hands start."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.currentIndex() == 0:
            first = self.evidence if self.evidence.isEnabled() else self.levels
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Back to the sheets; what is typed waits here."""
        self.left.emit()

    def _fill(self, passage: Passage) -> None:
        """What is stored already, so that only the rest need be typed."""
        self.draft.flush()
        self.reason.clear()
        self._filled = passage
        self.levels.show_levels(passage.levels)
        self.parts.show_runs(passage.runs)
        self.dossier.show_passage(passage)
        self.evidence.setText(passage.evidence)
        self.evidence.setEnabled(not passage.identity)
        self.mark.setText(printed_mark(passage.mark) if passage.mark else "")
        self.appraisal.setPlainText(passage.appraisal)
        self.doubt.setText(passage.doubt or "")
        self.doubt.setEnabled(passage.doubt is None)
        emptied(self._visas)
        self._signed = {}
        for examiner in examiners_of(self._bridge.state, passage):
            box = QCheckBox(examiner.name)
            box.setAccessibleName(f"Signée sur le papier par {examiner.name}")
            box.setChecked(examiner.name in passage.visas)
            self._signed[examiner.name] = box
            self._visas.addWidget(box)
        self._chain()

    def _chain(self) -> None:
        """The keyboard follows the paper, from the identity to the button that saves."""
        typed: list[QWidget] = [self.evidence, *self.levels.stops(), *self.parts.stops()]
        typed += [*self.dossier.stops(), self.doubt, self.appraisal, self.mark]
        typed += [*self._signed.values(), self.reason]
        for one, following in pairwise([self._whom, *typed, self._save, self._clear]):
            QWidget.setTabOrder(one, following)
        self.draft.follow(self._number, typed)

    # --- what is sent ---------------------------------------------------------------------------

    def sheet(self) -> dict[str, Any]:
        """The zones of ``Transcribe`` that differ from what is stored."""
        passage = self._bridge.state.passages[self._number]
        stored = printed_mark(passage.mark) if passage.mark else ""
        typed = self.mark.text().strip().replace(".", ",")
        written = self.appraisal.toPlainText().strip()
        zones: dict[str, Any] = {
            "evidence": "" if passage.identity else self.evidence.text().strip(),
            "doubt": "" if passage.doubt else self.doubt.text().strip(),
            "dossier": self.dossier.ticks(passage),
            "situation": self.dossier.situation(passage),
            "parts": self.parts.given(passage.runs),
            "levels": self.levels.given(passage.levels),
            "mark": typed if typed != stored else "",
            "appraisal": written if written != passage.appraisal.strip() else "",
            "visas": [name for name, box in self._signed.items() if box.isChecked()],
        }
        return {name: value for name, value in zones.items() if value}

    def save(self) -> None:
        """One act for the whole sheet; refused whole, with its sentence, or done whole."""
        if not self._number:
            return
        act = Transcribe(self._number, self.sheet(), self.reason.text().strip())
        if not self.reason.text().strip():
            self._bridge.refused.emit("Une grille papier se transcrit avec un motif : écrivez-le.")
            self.reason.setFocus()
            return
        if not act.sheet:
            self._bridge.refused.emit(NOTHING)
            return
        if self._bridge.perform(act, self.draft.settled()):
            self._bridge.select(self._number)
            self.reason.clear()
            self.left.emit()
            self._bridge.noted.emit(TYPED_BACK)
        else:
            self.draft.refused()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            focused.click() if isinstance(focused, QPushButton) else self.focusNextChild()
        else:
            super().keyPressEvent(event)


def _open(passage: Passage) -> bool:
    barred = passage.sealed or passage.absent or passage.not_valid is not None
    return not barred
