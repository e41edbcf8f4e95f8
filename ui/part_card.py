"""One part of the band: its name, its plan, its clock; warnings by shape, colour and word."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain import ledger
from app.domain.exam import PREPARATION, Part
from app.domain.facts import dataclass
from app.domain.ledger import PartTime
from app.domain.state import Passage
from ui.focus import grant
from ui.theme import Theme
from ui.widgets import button, column, label, mark_as, row, tell

SHORT = {
    "preparation": "Préparation",
    "part-1": "1re partie",
    "part-2": "2e partie",
    "part-3": "3e partie",
}
SOON_S, LAST_S = 120, 60
MARGINS, TIGHT = (12, 5, 10, 7), (8, 5, 7, 7)
MOODS = {
    "calm": "restant",
    "paused": "en pause",
    "soon": "moins de 2 minutes",
    "last": "dernière minute",
    "over": "temps dépassé",
}
BRIEF = MOODS | {"soon": "< 2 minutes", "last": "< 1 minute", "over": "dépassé"}
"""The same where there is little room."""


def clock_text(seconds: int) -> str:
    """Minutes and seconds, with a plus sign beyond the plan."""
    sign = "+" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60:02d}:{abs(seconds) % 60:02d}"


def minutes_text(seconds: int) -> str:
    """``"15 min"``, ``"13 min 20"``."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest:02d}" if rest else f"{minutes} min"


def mood(time: PartTime) -> str:
    """Where a running part stands: ``paused``, ``calm``, ``soon``, ``last`` or ``over``."""
    left = time.planned_s - time.elapsed_s
    if time.state == "paused":
        return "paused"
    if left <= 0:
        return "over"
    return "last" if left <= LAST_S else "soon" if left <= SOON_S else "calm"


@dataclass(frozen=True)
class Handles:
    """What the buttons of a card do."""

    start: Callable[[str], object]
    pause: Callable[[], object]
    stop: Callable[[], object]


class Sign(QWidget):
    """The shape of a warning: two bars paused, a hollow then a full triangle, a full square."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._mood = theme, "calm"

    def show_mood(self, mood: str) -> None:
        self._mood = mood
        self.setFixedSize(self._theme.px(22), self._theme.px(22))
        self.setVisible(mood != "calm")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.width() - 4
        painter.translate(2, 2)
        painter.setFont(self._theme.font(13, bold=True))
        token = {"over": "alert_ink", "paused": "accent"}.get(self._mood, "warn_ink")
        ink = self._theme.colour(token)
        painter.setPen(ink)
        painter.setBrush(ink)
        triangle = QPolygonF([QPointF(side / 2, 1), QPointF(side, side), QPointF(0, side)])
        if self._mood == "paused":
            painter.drawRect(QRectF(side * 0.18, 1, side * 0.2, side - 2))
            painter.drawRect(QRectF(side * 0.62, 1, side * 0.2, side - 2))
        elif self._mood == "soon":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(triangle)
        elif self._mood == "last":
            painter.drawPolygon(triangle)
        elif self._mood == "over":
            painter.drawRect(QRectF(0, 0, side, side))
        if self._mood in ("last", "over"):
            painter.setPen(self._theme.colour("alert" if self._mood == "over" else "warn"))
            painter.drawText(QRectF(0, 2, side, side), Qt.AlignmentFlag.AlignCenter, "!")
        painter.end()


class PartCard(QFrame):
    """One part; the next one to start has a button, the running one pause and stop."""

    def __init__(self, theme: Theme, part: Part, handles: Handles) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme, self._part = theme, part
        self._bound = "" if part.id == PREPARATION else " min." if part.is_minimum else " max."
        self._name = label(SHORT.get(part.id, part.name), "caption")
        self._plan, self._note = label("", "caption"), label("", "caption")
        self._clock, self._word = label("--:--", "figure"), label("", "strong")
        self._handles, self._sign = handles, Sign(theme)
        self._start = button("Démarrer", lambda: handles.start(part.id), small=True)
        self._start.setAccessibleName(f"Démarrer {part.the}")
        self._share, self._mood, self._tight = 0.0, "", False
        self._told: tuple[object, ...] = ()
        self._whole = self._assembled()
        self.setLayout(self._whole)

    def _assembled(self) -> QVBoxLayout:
        words = column(1, self._word, self._note, 1, spacing=1)
        self._middle = row(self._sign, self._clock, words, 1, self._start, spacing=6)
        above = row(self._name, 1, self._plan)
        return column(above, 1, self._middle, 1, margins=MARGINS, spacing=0)

    @cached_property
    def _running(self) -> tuple[QPushButton, QPushButton]:
        """Pause and stop: made when the part first runs."""
        part = self._part
        pause = button("Pause", self._handles.pause, small=True)
        stop = button("Arrêter", self._handles.stop, small=True)
        stop.setToolTip(f"Arrêter {part.the} (F7)")
        stop.setAccessibleName(f"Arrêter {part.the}")
        for pressed in (pause, stop):
            self._middle.addWidget(pressed)
        return pause, stop

    def tighten(self, tight: bool) -> bool:
        """Have it say less, its buttons going without their keys; whether that is new."""
        changed = tight != self._tight
        if changed:
            self._tight, self._told = tight, ()
            self._whole.setContentsMargins(*(TIGHT if tight else MARGINS))
        return changed

    def show_time(self, passage: Passage, time: PartTime, spare: int, *, following: bool) -> None:
        """Bring the card to ``time``; only what differs is redrawn. ``spare`` is what the others
        leave of the total beyond the last part's minimum, in seconds."""
        told = (passage.candidate, passage.sealed, time, spare, following, self._theme.palette)
        if told == self._told:
            return
        self._told = told
        running = time.state in ("running", "paused")
        self._mood = mood(time) if running else ""
        own = ledger.allowed(self._part, passage.candidate)
        tell(self._plan, f"{minutes_text(own)}{'' if self._tight else self._bound}")
        self._plan.setVisible(not self._tight or time.state != "planned")
        left = time.planned_s - time.elapsed_s
        shown = left if running else time.elapsed_s if time.state == "stopped" else time.planned_s
        tell(self._clock, clock_text(shown))
        tell(self._word, (BRIEF if self._tight else MOODS).get(self._mood, ""))
        tell(self._note, self._brief(time) if self._tight else self._told_note(time, spare))
        self._sign.show_mood(self._mood or "calm")
        self._show_buttons(time.state, following=following, sealed=passage.sealed)
        mark_as(self._clock, "role", "clock" if running else "figure")
        mark_as(self, "mood", self._mood)
        self._share = min(1.0, time.elapsed_s / time.planned_s) if time.planned_s else 0.0
        told_mood = MOODS.get(self._mood, "")
        words = (self._name.text(), self._clock.text(), told_mood, self._told_note(time, spare))
        self.setAccessibleName(", ".join(filter(None, words)))
        self.setToolTip(self.accessibleName() if self._tight else "")
        self.update()

    def _show_buttons(self, state: str, *, following: bool, sealed: bool) -> None:
        running, part = state in ("running", "paused"), self._part
        tell(self._start, self._keyed("Démarrer", "F6") if following else "▶")
        mark_as(self._start, "flat", not following)
        self._start.setToolTip(f"Démarrer {part.the}" + " (F6)" * following)
        self._start.setVisible(state == "planned" and not sealed)
        self._word.setVisible(running)
        if running:
            self._tell_running("Reprendre" if state == "paused" else "Pause")
        if "_running" in self.__dict__:
            for shown in self._running:
                shown.setVisible(running)

    def _tell_running(self, verb: str) -> None:
        pause, stop = self._running
        tell(pause, self._keyed(verb, "F5"))
        tell(stop, self._keyed("Arrêter", "F7"))
        pause.setAccessibleName(f"{verb}, {self._part.name.lower()}")
        pause.setToolTip(f"{verb} (F5)")

    def _keyed(self, verb: str, key: str) -> str:
        return verb if self._tight else f"{verb}  {key}"

    def focus_button(self) -> bool:
        """Put the cursor on the button that means something now, if there is one."""
        made = self._running[:1] if "_running" in self.__dict__ else ()
        return any(map(grant, (*made, self._start)))

    def _told_note(self, time: PartTime, spare: int) -> str:
        """Beside the clock: what was done, or what the last part gains or loses."""
        pause = f" · pause {clock_text(time.paused_s)}" if time.paused_s else ""
        if time.state == "stopped":
            over = f" · {clock_text(-time.overtime_s)}" if time.overtime_s else ""
            return f"faite ✓{over}{pause}"
        if time.state == "planned":
            return self._told_spare(spare) if self._part.is_minimum else ""
        return f"{clock_text(time.elapsed_s)} écoulé{pause}"

    @staticmethod
    def _brief(time: PartTime) -> str:
        """The same where there is little room; the tip says the rest."""
        if time.state == "stopped":
            return f"✓ {clock_text(-time.overtime_s)}" if time.overtime_s else "✓"
        return f"{clock_text(time.elapsed_s)} écoulé" if time.state != "planned" else ""

    @staticmethod
    def _told_spare(spare: int) -> str:
        if not spare:
            return ""
        return f"gagne {clock_text(spare)}" if spare > 0 else f"total {clock_text(spare)}"

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._share <= 0:
            return
        painter = QPainter(self)
        tokens = {"over": "alert_ink", "soon": "warn_ink", "last": "warn_ink", "": "level_ti"}
        width = (self.width() - 20) * self._share
        ink = self._theme.colour(tokens.get(self._mood, "accent"))
        painter.fillRect(QRectF(10, self.height() - 6, width, 3), ink)
        painter.end()
