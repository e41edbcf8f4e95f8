"""The dossier zone of the sheet, ticked while reading the dossier: fiches, boxes, count."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.acts import TickDossier
from app.domain.exam import DossierItem
from app.domain.state import Passage
from ui.bridge import Bridge, Fresh
from ui.typed import Typed
from ui.widgets import label, short

ANSWERS = {
    "yes": "oui",
    "context-missing": "contexte abs.",
    "client-missing": "client abs.",
    "no": "non",
}


def excluded(answer: str) -> set[str]:
    """The answers about a fiche that cannot stand beside this one: "non" stands alone."""
    return set(ANSWERS) - {answer} if answer == "no" else {"no"}


class Count(QSpinBox):
    """A number that the wheel does not change when it only passes over."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """What is typed takes the place of what stands, of the dash for nothing too."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.selectAll)  # a click puts its cursor first

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()


class Ticks(QScrollArea):
    """One line a rubric; a click sends the act, and what is stored is what is lit."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge, self._fresh = bridge, Fresh()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its boxes have it, and scroll into view
        self.setAccessibleName("Contenu du dossier professionnel")
        self._answers: dict[tuple[str, str], QToolButton] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._count: Count | None = None
        self._typed, self._number, self._showing = Typed(self._counted, self), "", False
        self._inside = QWidget()
        box = QVBoxLayout(self._inside)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(5)
        box.addLayout(self._fiches())
        for item in bridge.state.exam.dossier:
            if item.kind != "fiche":
                box.addLayout(self._line(item))
        box.addStretch(1)
        self.setWidget(self._inside)

    def _fiches(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        fiches = [item for item in self._bridge.state.exam.dossier if item.kind == "fiche"]
        for place, item in enumerate(fiches):
            grid.addWidget(label(item.label, "muted"), place, 0)
            for rank, (answer, word) in enumerate(ANSWERS.items(), 1):
                made = QToolButton()
                made.setText(word)
                made.setCheckable(True)
                made.setAccessibleName(f"{item.label} : {word}")
                made.clicked.connect(partial(self._answer, item.id, answer))
                self._answers[item.id, answer] = made
                grid.addWidget(made, place, rank)
        return grid

    def _line(self, item: DossierItem) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(18 if item.parent else 0, 0, 0, 0)
        if item.kind == "count":
            self._count = Count()
            self._count.setRange(-1, 99)
            self._count.setSpecialValueText("–")
            self._count.setAccessibleName(item.label)
            self._count.valueChanged.connect(self._counting)
            self._count.editingFinished.connect(self.flush)
            line.addWidget(label(item.label, "muted"))
            line.addWidget(self._count)
            line.addStretch(1)
            return line
        made = QCheckBox(short(item.label, 42))
        made.setAccessibleName(item.label)
        made.setToolTip(item.label)
        made.clicked.connect(lambda _=False: self._tick(item.id))
        self._boxes[item.id] = made
        line.addWidget(made, 1)
        return line

    def refresh(self) -> None:
        passage, veiled = self._bridge.passage, self._bridge.other_in_room
        number = passage.number if passage else ""
        if number != self._number:
            self.flush()
            self._number = number
        if self._fresh.stale(passage, veiled):
            self._show(passage, {} if veiled or passage is None else passage.dossier)

    def _show(self, passage: Passage | None, stored: Mapping[str, Any]) -> None:
        for (item, answer), made in self._answers.items():
            made.setChecked(answer in stored.get(item, ()))
        for name, box in self._boxes.items():
            box.setChecked(stored.get(name) is True)
        if self._count is not None and not self._typed.pending:
            self._showing = True
            self._count.setValue(stored.get("count", -1))
            self._showing = False
        editable = passage is not None and not passage.sealed and not self._bridge.other_in_room
        self._inside.setEnabled(editable)

    def _answer(self, item: str, answer: str, _: bool = False) -> None:
        """Circle an answer, or uncircle it; those it excludes go."""
        passage = self._bridge.passage
        if passage is None:
            return
        now = set(passage.dossier.get(item, ()))
        now = now - {answer} if answer in now else now - excluded(answer) | {answer}
        ordered = [a for a in ANSWERS if a in now]
        self._bridge.perform(TickDossier(passage.number, item, ordered or None))
        self._again()

    def _tick(self, item: str) -> None:
        passage, ticked = self._bridge.passage, self._boxes[item].isChecked()
        if passage is not None:
            self._bridge.perform(TickDossier(passage.number, item, True if ticked else None))
        self._again()

    def _again(self) -> None:
        """What is lit is what is stored: a refused click leaves nothing lit."""
        self._fresh = Fresh()
        self.refresh()

    def _counting(self, _: int) -> None:
        if not self._showing:
            self._typed.touch()

    def _counted(self) -> str:
        """Send the number typed, to the candidate it was typed for."""
        passage = self._bridge.state.passages.get(self._number)
        if passage is not None and self._count is not None:
            value = self._count.value() if self._count.value() >= 0 else None
            if passage.dossier.get("count") != value:
                self._bridge.perform(TickDossier(self._number, "count", value))
            self._again()
        return ""

    def flush(self) -> None:
        self._typed.flush()
