"""The part band: each part's card, the running one largest, and the total. Overtime counts up."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain import ledger
from app.domain.acts import PausePart, ResumePart, StartPart, StopPart
from app.domain.exam import PREPARATION, Part
from app.domain.ledger import PartTime
from app.domain.state import Passage
from ui.bridge import Bridge
from ui.theme import Theme
from ui.widgets import column, label, restyle, row

TICK_MS = 250
SHORT = {
    "preparation": "Préparation",
    "part-1": "1re partie",
    "part-2": "2e partie",
    "part-3": "3e partie",
}


def clock_text(seconds: int) -> str:
    """Minutes and seconds, with a plus sign beyond the plan."""
    sign = "+" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60:02d}:{abs(seconds) % 60:02d}"


def minutes_text(seconds: int) -> str:
    """``"15 min"``, ``"13 min 20"``."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest:02d}" if rest else f"{minutes} min"


def mood(time: PartTime) -> str:
    """Where a running part stands: ``calm``, ``soon`` (two minutes), ``last`` (one), ``over``."""
    left = time.planned_s - time.elapsed_s
    if left <= 0:
        return "over"
    return "last" if left <= 60 else "soon" if left <= 120 else "calm"


MOODS = {"calm": "restant", "soon": "moins de 2 min", "last": "dernière minute", "over": "dépassé"}


class PartCard(QFrame):
    """One part: its name, its plan, its clock; a click starts it."""

    def __init__(self, bridge: Bridge, theme: Theme, part: Part) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge, self._theme, self._part = bridge, theme, part
        self._bound = "" if part.id == PREPARATION else " min." if part.is_minimum else " max."
        self._name = label(SHORT.get(part.id, part.name), "muted")
        self._plan = label("", "muted")
        self._clock = label("--:--", "figure")
        self._note = label("", "muted")
        self._share, self._state = 0.0, "planned"
        top = row(self._name, 1, self._plan)
        bottom = row(self._clock, self._note, 1)
        self.setLayout(column(top, bottom, 1, margins=(12, 8, 12, 9), spacing=2))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"Démarrer : {part.name}")

    def show_time(self, passage: Passage, time: PartTime) -> None:
        """Bring the card to ``time``; only what differs is redrawn."""
        given = ledger.allowed(self._part, passage.candidate)
        self._plan.setText(f"{minutes_text(given)}{self._bound}")
        running = time.state in ("running", "paused")
        left = time.planned_s - time.elapsed_s
        self._clock.setText(clock_text(left if running else self._settled(time)))
        self._note.setText(self._told(time))
        self._share = min(1.0, time.elapsed_s / time.planned_s) if time.planned_s else 0.0
        if time.state != self._state:
            self._state = time.state
            self._clock.setProperty("role", "clock" if running else "figure")
            self.setProperty("lit", running)
            for widget in (self, self._clock):
                restyle(widget)
        self.setAccessibleName(
            f"{self._name.text()}, {self._clock.text()}, {self._note.text() or time.state}"
        )
        self.update()

    def _settled(self, time: PartTime) -> int:
        return time.elapsed_s if time.state == "stopped" else time.planned_s

    def _told(self, time: PartTime) -> str:
        if time.state == "stopped":
            over = f" · {clock_text(-time.overtime_s)}" if time.overtime_s else ""
            return f"faite ✓{over}"
        if time.state == "paused":
            return f"en pause · {clock_text(time.elapsed_s)} écoulé"
        if time.state == "running":
            return f"{MOODS[mood(time)]} · {clock_text(time.elapsed_s)} écoulé"
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._share <= 0:
            return
        painter = QPainter(self)
        token = "accent" if self._state in ("running", "paused") else "level_ti"
        width = (self.width() - 16) * self._share
        painter.fillRect(8, self.height() - 5, round(width), 3, self._theme.colour(token))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        passage = self._bridge.passage
        if passage is not None and self._state == "planned":
            self._bridge.perform(StartPart(passage.number, self._part.id))


class Band(QWidget):
    """All parts of the candidate shown, brought up to date four times a second while one runs."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        exam = bridge.state.exam
        self._cards = {part.id: PartCard(bridge, theme, part) for part in exam.clocks}
        self._whole = label("", "muted")
        self._total = label("", "figure")
        self._end = label("", "muted")
        total = column(
            self._whole,
            self._total,
            self._end,
            1,
            margins=(4, 8, 0, 6),
            spacing=2,
        )
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._box = box
        for card in self._cards.values():
            box.addWidget(card, 2)
        box.addLayout(total, 1)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        bridge.changed.connect(lambda _: self.refresh())
        bridge.selected.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        passage = self._bridge.passage
        if passage is None:
            return
        now = self._bridge.now()
        times = ledger.part_times(self._bridge.state.exam, passage, now)
        for place, time in enumerate(times):
            self._cards[time.part].show_time(passage, time)
            self._box.setStretch(place, 4 if time.state in ("running", "paused") else 2)
        self._show_total(passage, times, now)
        moving = any(time.state in ("running", "paused") for time in times)
        if moving != self._timer.isActive():
            self._timer.start() if moving else self._timer.stop()

    def _show_total(self, passage: Passage, times: list[PartTime], now: datetime) -> None:
        exam = self._bridge.state.exam
        total = ledger.extended(exam.total_seconds, passage.candidate.extra_parts)
        used = sum(time.elapsed_s for time in times if time.part != PREPARATION)
        self._whole.setText(f"Total {minutes_text(total)}")
        self._total.setText(clock_text(total - used))
        running = any(t.state == "running" and t.part != PREPARATION for t in times)
        end = now + timedelta(seconds=max(0, total - used))
        self._end.setText(f"fin vers {end:%H:%M}" if running else "restant")

    # --- keys -----------------------------------------------------------------------------------

    def start_next(self) -> None:
        """Start the part that follows the last started one."""
        passage, order = self._bridge.passage, list(self._cards)
        if passage is None:
            return
        last = passage.runs[-1].part if passage.runs else None
        following = order.index(last) + 1 if last in order else 0
        if following < len(order):
            self._bridge.perform(StartPart(passage.number, order[following]))
        else:
            self.stop()

    def toggle_pause(self) -> None:
        passage = self._bridge.passage
        run = passage.open_run if passage else None
        if passage is not None and run is not None:
            act = ResumePart if run.paused else PausePart
            self._bridge.perform(act(passage.number))

    def stop(self) -> None:
        passage = self._bridge.passage
        run = passage.open_run if passage else None
        if passage is not None and run is not None:
            self._bridge.perform(StopPart(passage.number, run.part))
