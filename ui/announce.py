"""What a screen reader says unasked: a part started or nearly over, a level placed, a seal, a
refusal. Of another candidate than the one shown or in the room nothing is ever said."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain import ledger
from app.domain.state import Passage
from ui.bridge import Bridge
from ui.part_card import mood

TICK_MS = 1000
WARNINGS = {
    "soon": "moins de deux minutes",
    "last": "moins d’une minute",
    "over": "temps dépassé",
}


def say(speaker: QObject, sentence: str) -> None:
    """Have a screen reader say it, where one listens."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # not before it is needed

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(speaker, sentence))


def alert(shown: QWidget) -> None:
    """Have a screen reader read what just came into view."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # not before it is needed

    QAccessible.updateAccessibility(QAccessibleEvent(shown, QAccessible.Event.Alert))


class Announcer(QObject):
    """Compares what was with what is after each act, and looks at the clock each second."""

    announced = Signal(str)

    def __init__(self, bridge: Bridge, speaker: QObject) -> None:
        super().__init__(speaker)
        self._bridge, self._before = bridge, bridge.state.passages
        self._warned: tuple[str, str, str] | None = None
        self.announced.connect(lambda sentence: say(speaker, sentence))
        for said in (bridge.refused, bridge.failed):
            said.connect(self._said)
        bridge.changed.connect(self._changed)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def _said(self, sentence: str) -> None:
        if self._bridge.may_say(sentence):
            self.announced.emit(sentence)

    def _changed(self, numbers: Collection[str]) -> None:
        before, self._before = self._before, self._bridge.state.passages
        for number in numbers:
            then, now = before.get(number), self._before.get(number)
            if then is not None and now is not None and self._concerns(now):
                for sentence in self._told(then, now):
                    self.announced.emit(sentence)

    def _concerns(self, passage: Passage) -> bool:
        room = self._bridge.in_room()
        return passage is self._bridge.passage if room is None else passage is room

    def _told(self, then: Passage, now: Passage) -> Iterator[str]:
        if now.identity and not then.identity:
            yield "Identité vérifiée."
        yield from self._told_clock(then, now)
        if now.levels != then.levels and not self._bridge.veiled:
            for code in self._bridge.state.exam.competency_codes:
                level = now.levels.get(code)
                if level != then.levels.get(code):
                    yield f"{code} : {level or 'sans niveau'}."
        if now.sealed and not then.sealed and now.in_force is not None:
            yield f"Grille scellée, version {now.in_force.version}."
        if then.sealed and not now.sealed:
            yield "Grille rouverte."

    def _told_clock(self, then: Passage, now: Passage) -> Iterator[str]:
        if then.runs == now.runs or not now.runs:
            return
        run, exam = now.runs[-1], self._bridge.state.exam
        part = exam.part_by_id[run.part]
        if len(now.runs) > len(then.runs):
            minutes = ledger.allowed(part, now.candidate) // 60
            yield f"{part.name} commencée, {minutes} minutes."
        elif not run.open:
            yield f"{part.name} arrêtée."
        else:
            yield f"{part.name} {'en pause' if run.paused else 'reprise'}."

    def look(self) -> None:
        """Say once that the part that runs comes near its end, or is past it."""
        shown = self._bridge.in_room() or self._bridge.passage
        run = shown.open_run if shown else None
        if shown is None or run is None:
            return
        exam = self._bridge.state.exam
        part = exam.part_by_id[run.part]
        now = mood(ledger.part_time(exam, shown, part, self._bridge.now()))
        where = (shown.number, part.id, now)
        if now in WARNINGS and where != self._warned:
            self._warned = where
            self.announced.emit(f"{part.name} : {WARNINGS[now]}.")
