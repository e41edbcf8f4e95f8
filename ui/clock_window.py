"""The candidate's clock, for a second screen: the part, the time left, nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain import ledger
from app.domain.status import in_parts, preparing
from ui.band import SHORT, TICK_MS, clock_text
from ui.bridge import Bridge
from ui.widgets import column, label


class ClockWindow(QWidget):
    """Follows whoever's clock runs in the room; F11 fills the screen, Escape leaves it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setWindowTitle("Horloge du candidat")
        self._bridge = bridge
        self._part = label("", "muted")
        self._part.setStyleSheet("font-size: 34px;")
        self._clock = label("", "strong")
        self._clock.setStyleSheet("font-size: 150px; font-weight: 600;")
        for shown in (self._part, self._clock):
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(1, self._part, self._clock, 1, margins=(24, 24, 24, 24)))
        self.resize(720, 420)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()

    def refresh(self) -> None:
        """The running part of the candidate in the room, else of the one preparing."""
        state = self._bridge.state
        passages = list(state.passages.values())
        shown = next((p for p in passages if in_parts(state, p) and p.open_run), None)
        shown = shown or next((p for p in passages if preparing(p)), None)
        run = shown.open_run if shown else None
        if shown is None or run is None:
            self._part.setText("")
            self._clock.setText("--:--")
            return
        part = state.exam.part_by_id[run.part]
        time = ledger.part_time(state.exam, shown, part, self._bridge.now())
        self._part.setText(SHORT.get(run.part, part.name) + (" · pause" * run.paused))
        self._clock.setText(clock_text(time.planned_s - time.elapsed_s))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.showNormal()
        else:
            super().keyPressEvent(event)
