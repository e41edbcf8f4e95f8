"""The exam-day page: list, header, part band, tabs, grid, closing row, without scrolling."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.domain.exam import Competency
from ui.band import Band
from ui.bridge import Bridge
from ui.closing import Closing
from ui.daylist import DayList
from ui.grid import Grid
from ui.header import Header
from ui.prompt import Prompt
from ui.questions_strip import QuestionStrip
from ui.tabs import Tabs
from ui.theme import GAP, Theme
from ui.widgets import column, label, short

SIDE = 226
LOW = 680


class Wording(QLabel):
    """Under the grid: the focused competency in full, its indicators, the levels' meanings."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(12, 6, 12, 6)
        self.setFixedHeight(82)

    def tell(self, code: str) -> None:
        exam = self._bridge.state.exam
        competency = next(c for c in exam.competencies if c.code == code)
        passage = self._bridge.passage
        placed = passage.levels.get(code) if passage and not self._bridge.hidden else None
        meaning = next(
            (f" · {lv.code} : {lv.definition}" for lv in exam.levels if lv.code == placed), ""
        )
        notes = [n.text for n in self._bridge.observations() if code in n.competencies]
        heard = "\n" + " · ".join(notes) if notes else ""
        self.setText(f"{code} {competency.text}\n{self._indicators(competency)}{meaning}{heard}")

    def _indicators(self, competency: Competency) -> str:
        texts = {i.number: i.text for i in self._bridge.state.exam.indicators}
        room = max(18, 320 // max(1, len(competency.indicators)) - 8)
        shown = (f"({n}) {short(texts.get(n, ''), room)}" for n in competency.indicators)
        return "  ".join(shown)


class ExamDay(QWidget):
    """One page, one candidate at a time."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self.list = DayList(bridge, theme)
        self.header, self.prompt = Header(bridge), Prompt(bridge)
        self.band, self.tabs = Band(bridge, theme), Tabs(bridge)
        self.grid, self.closing = Grid(bridge, theme), Closing(bridge, theme)
        self._wording, self.questions = Wording(bridge), QuestionStrip(bridge)
        for strip in (self.prompt, self.questions):
            strip.shown.connect(self._make_room)
        self._veil = label("", "muted")
        self._veil.setWordWrap(True)
        self._assemble()
        self._wire()

    def _assemble(self) -> None:
        side = QWidget()
        side.setObjectName("side")
        side.setFixedWidth(SIDE)
        side.setLayout(column(self.list, self._veil, margins=(0, 8, 0, 10)))
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.setHandleWidth(GAP)
        middle.addWidget(_framed(self.tabs))
        middle.addWidget(_framed(self.grid, self._wording))
        middle.setSizes([372, 740])
        middle.setStretchFactor(1, 1)
        desk = QWidget()
        desk.setLayout(
            column(
                self.header,
                self.prompt,
                self.band,
                middle,
                self.questions,
                self.closing,
                margins=(14, 10, 14, 10),
                spacing=10,
            )
        )
        self.middle = middle
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(side)
        box.addWidget(desk, 1)
        desk.layout().setStretch(3, 1)  # type: ignore[union-attr]

    def _wire(self) -> None:
        self.grid.focused.connect(self._wording.tell)
        self._bridge.changed.connect(lambda _: self._refresh())
        self._bridge.selected.connect(self._refresh)
        self._bridge.privacy.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self._wording.tell(self.grid.competency().code)
        room = self._bridge.in_room()
        self._veil.setText("  Candidat dans la salle :\n  états des autres masqués" if room else "")

    def _make_room(self) -> None:
        """A strip takes the place of the wording, so that the grid never scrolls for it."""
        self._wording.setVisible(self.prompt.isHidden() and self.questions.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """On a low screen the wording gives way to the grid."""
        super().resizeEvent(event)
        self._wording.setFixedHeight(82 if self.height() >= LOW else 44)

    def widen_dossier(self) -> None:
        """One key gives the dossier the grid's width, and takes it back."""
        left, right = self.middle.sizes()
        self.tabs.setCurrentWidget(self.tabs.dossier)
        self.middle.setSizes([372, left + right - 372] if left > right else [right, left])

    def flush(self) -> None:
        self.closing.flush()


def _framed(*widgets: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(1, 1, 1, 1)
    box.setSpacing(0)
    for widget in widgets:
        box.addWidget(widget)
    return frame
