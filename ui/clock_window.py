"""The candidate's clock, for a second screen: the part, the time left, nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain import ledger
from app.domain.state import Passage
from app.domain.status import examining, preparing
from ui.bridge import Bridge
from ui.part_card import SHORT, clock_text
from ui.theme import Theme
from ui.widgets import column, label, mark_as, tell

TICK_MS = 250


class ClockWindow(QWidget):
    """Follows whoever's clock runs in the room; F11 fills the screen, Escape leaves."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setWindowTitle("Horloge du candidat")
        self._bridge = bridge
        self._part, self._clock = label("", "muted"), label("", "strong")
        for shown in (self._part, self._clock):
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown.setProperty("free", True)
        self.setLayout(column(1, self._part, self._clock, 1, margins=(24, 24, 24, 24)))
        self.resize(theme.px(720), theme.px(420))
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()

    def _running(self) -> Passage | None:
        """Who is being examined, else who prepares."""
        passages = list(self._bridge.state.passages.values())
        room = next((p for p in passages if examining(p)), None)
        return room or next((p for p in passages if preparing(p)), None)

    def refresh(self) -> None:
        shown = self._running()
        run = shown.open_run if shown else None
        if shown is None or run is None:
            tell(self._part, "")
            tell(self._clock, "--:--")
            return
        exam = self._bridge.state.exam
        part = exam.part_by_id[run.part]
        time = ledger.part_time(exam, shown, part, self._bridge.now())
        tell(self._part, SHORT.get(run.part, part.name) + (" · en pause" * run.paused))
        tell(self._clock, clock_text(time.planned_s - time.elapsed_s))
        mark_as(self._clock, "role", "over" if time.overtime_s else "strong")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The figures fill whatever screen they are on."""
        super().resizeEvent(event)
        for shown, share in ((self._part, 14), (self._clock, 4)):
            size = max(14, min(self.width() // share, self.height() * 4 // (share * 3)))
            weight = QFont.Weight.DemiBold if shown is self._clock else QFont.Weight.Normal
            shown.setStyleSheet(f"font-size: {size}px; font-weight: {int(weight)};")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        elif event.key() == Qt.Key.Key_Escape:
            self.showNormal() if self.isFullScreen() else self.hide()
        else:
            super().keyPressEvent(event)
