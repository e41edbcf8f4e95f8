"""The running clock, in view wherever one is: the way back to the candidate in the room."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton

from app.domain import ledger
from app.domain.state import Passage
from ui.bridge import Bridge
from ui.part_card import SHORT, clock_text, mood
from ui.widgets import mark_as, tell

TICK_MS = 250


class RoomChip(QPushButton):
    """Shown while a part runs that the page in view does not show."""

    wanted = Signal()
    """The candidate in the room is to be shown again."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("chip", True)
        self._bridge: Bridge | None = None
        self._elsewhere = False
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self.clicked.connect(lambda _=False: self._return())
        self.hide()

    def follow(self, bridge: Bridge | None) -> None:
        """The file whose clock it shows, or none."""
        self._bridge = bridge
        if bridge is not None:
            bridge.watch(self.refresh)
        self.refresh()

    def show_page(self, name: str) -> None:
        """The page in view: only the day's shows the clock itself."""
        self._elsewhere = name != "day"
        self.refresh()

    def refresh(self) -> None:
        room = self._bridge.in_room() if self._bridge else None
        run = room.open_run if room else None
        shown = room is not None and run is not None and self._bridge is not None
        if shown and room is not None and self._bridge is not None:
            shown = self._elsewhere or self._bridge.other_in_room
            self._tell(self._bridge, room)
        self.setVisible(shown)
        self._timer.start() if shown else self._timer.stop()

    def _tell(self, bridge: Bridge, room: Passage) -> None:
        assert room.open_run is not None
        exam = bridge.state.exam
        part = exam.part_by_id[room.open_run.part]
        time = ledger.part_time(exam, room, part, bridge.now())
        left = clock_text(time.planned_s - time.elapsed_s)
        tell(self, f"◂ {SHORT.get(part.id, part.name)} {left}")
        self.setToolTip(f"Revenir à {room.candidate.name}")
        self.setAccessibleName(f"Dans la salle : {part.name}, {left}. Revenir à ce candidat")
        mark_as(self, "mood", mood(time))

    def _return(self) -> None:
        room = self._bridge.in_room() if self._bridge else None
        if room is not None and self._bridge is not None:
            self._bridge.select(room.number)
            self.wanted.emit()
