"""The part band: each part's card, the running one largest, and the total. Overtime counts up."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain import ledger
from app.domain.acts import PausePart, ResumePart, StartPart, StopPart
from app.domain.exam import PREPARATION
from app.domain.ledger import PartTime
from app.domain.state import Passage
from ui.bridge import Bridge
from ui.flow import Flow, Flowing
from ui.part_card import Handles, PartCard, clock_text, minutes_text
from ui.theme import Theme
from ui.widgets import column, label, mark_as, tell

TICK_MS = 250
HEIGHT, TOTAL, ROOMY = 74, 64, 1080
NOT_SHOWN = "Un autre candidat était affiché : voici celui de la salle. F7 encore pour arrêter."


class Band(Flowing):
    """All parts of the candidate shown, brought up to date four times a second while one runs."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(Flow(rows=8))
        self._bridge, self._theme = bridge, theme
        exam = bridge.state.exam
        handles = Handles(self.start, self.toggle_pause, self.stop)
        self._cards = {part.id: PartCard(theme, part, handles) for part in exam.clocks}
        self._whole, self._end = label("", "caption"), label("", "caption")
        self._total, self._tight = label("", "figure"), False
        self._whole_total = QWidget()
        self._whole_total.setLayout(
            column(self._whole, self._total, self._end, 1, margins=(2, 7, 0, 4), spacing=3)
        )
        for shown in self._cards.values():
            self.flow.put(shown, 2)
        self.flow.put(self._whole_total)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)

    def resized(self) -> None:
        """Texts have another size."""
        for shown in (*self._cards.values(), self._whole_total):
            shown.setFixedHeight(self._theme.px(HEIGHT))
        self._whole_total.setMinimumWidth(self._theme.px(TOTAL))
        self._tighten()

    def _tighten(self) -> None:
        """Where there is little room the buttons leave their keys to the tips."""
        self._tight = self.width() < self._theme.px(ROOMY)
        changed = [shown.tighten(self._tight) for shown in self._cards.values()]
        if any(changed):
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._tighten()

    def refresh(self) -> None:
        passage = self._bridge.passage
        self.setEnabled(passage is not None)
        if passage is None:
            return
        now, exam = self._bridge.now(), self._bridge.state.exam
        times = ledger.part_times(exam, passage, now)
        following = _following(passage, list(self._cards))
        spare = ledger.spare_s(exam, passage, now)
        for time in times:
            shown = self._cards[time.part]
            shown.show_time(passage, time, spare, following=time.part == following)
            self.flow.set_stretch(shown, 5 if time.state in ("running", "paused") else 2)
        self._show_total(passage, times, now)
        self.fit()
        moving = any(time.state in ("running", "paused") for time in times)
        if moving != self._timer.isActive():
            self._timer.start() if moving else self._timer.stop()

    def _show_total(self, passage: Passage, times: list[PartTime], now: datetime) -> None:
        total = ledger.total_s(self._bridge.state.exam, passage.candidate)
        used = sum(time.elapsed_s for time in times if time.part != PREPARATION)
        running = any(t.state == "running" and t.part != PREPARATION for t in times)
        left = total - used
        tell(self._whole, f"Total {minutes_text(total)}")
        tell(self._total, clock_text(left))
        if left < 0:
            tell(self._end, "dépassé")
        else:
            end = now + timedelta(seconds=left)
            about = "fin" if self._tight else "fin vers"
            tell(self._end, f"{about} {end:%H:%M}" if running else "restant")
        mark_as(self._end, "role", "strong" if left < 0 else "caption")

    def focus_button(self) -> bool:
        """Put the cursor on pause while a part runs, else on the start of the next one."""
        passage = self._bridge.passage
        if passage is None:
            return False
        run = passage.open_run
        part = run.part if run else _following(passage, list(self._cards))
        return part is not None and self._cards[part].focus_button()

    # --- keys and buttons -----------------------------------------------------------------------

    def start(self, part: str) -> None:
        passage = self._bridge.passage
        if passage is not None:
            self._bridge.perform(StartPart(passage.number, part))

    def start_next(self) -> None:
        """Start the part that follows the last started one; after the last, stop it."""
        passage = self._bridge.passage
        following = _following(passage, list(self._cards)) if passage else None
        self.start(following) if following else self.stop()

    def toggle_pause(self) -> None:
        """Pause or resume; where the clock of the candidate in the room is meant, not that of the
        one shown, that candidate is shown first."""
        passage = self._meant()
        run = passage.open_run if passage else None
        if passage is not None and run is not None:
            self._bridge.select(passage.number)
            act = ResumePart if run.paused else PausePart
            self._bridge.perform(act(passage.number))

    def stop(self) -> None:
        """Stop the part; that of a candidate who was not in view only once they are."""
        passage = self._meant()
        run = passage.open_run if passage else None
        if passage is None or run is None:
            return
        if passage is self._bridge.passage:
            self._bridge.perform(StopPart(passage.number, run.part))
        else:
            self._bridge.select(passage.number)
            self._bridge.refused.emit(NOT_SHOWN)

    def _meant(self) -> Passage | None:
        """Whose clock the keys mean: the one in view, else the one that runs in the room."""
        shown, room = self._bridge.passage, self._bridge.in_room()
        in_view = self.isVisible() and shown is not None and shown.open_run is not None
        return shown if in_view or room is None or room.open_run is None else room


def _following(passage: Passage, order: list[str]) -> str | None:
    """The part after the latest started one, the first when none was."""
    last = passage.runs[-1].part if passage.runs else None
    place = order.index(last) + 1 if last in order else 0
    return order[place] if place < len(order) else None
