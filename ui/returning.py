"""Told on return: the file was closed, or the machine slept, while a clock ran."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.absence import Absence, LastSeen, last_sign, running, told
from app.services.diagnostics import log
from app.system import state_folder
from ui.bridge import Bridge

BEAT_MS = 5000
MISSED = timedelta(seconds=30)
"""Between two beats, this much means that the machine slept or the program was stopped."""


class Returning(QObject):
    """Leaves a sign of life every few seconds while a clock runs, and reads the last one left."""

    said = Signal(str)
    """What to say until it is seen."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._seen: LastSeen | None = None
        self._since = bridge.desk.last
        self._cause = bridge.note_jump() if running(bridge.state) else None
        self._opened = self._beaten = bridge.now()
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self.beat)
        bridge.changed.connect(lambda _: self._follow())
        bridge.closed.connect(self.leave)

    def tell(self) -> None:
        """Say what happened while the file was closed."""
        path = self._bridge.desk.path
        seen = self._seen = LastSeen(state_folder(), path)
        since = last_sign(path, self._since, seen.read(), self._opened)
        self._say(Absence(since, self._opened, self._cause or "closed"))
        self._follow()

    def _say(self, absence: Absence) -> None:
        sentence = told(self._bridge.state, absence)
        if sentence:
            log.info("absence of %d s, %s", absence.seconds, absence.cause)
            self.said.emit(sentence)

    def _follow(self) -> None:
        if running(self._bridge.state):
            if not self._beat.isActive():
                self._beaten = self._bridge.now()
                self._beat.start()
        else:
            self._beat.stop()

    def beat(self) -> None:
        """A sign of life; a beat that comes late tells that the machine slept."""
        now = self._bridge.now()
        if now - self._beaten > MISSED:
            self._say(Absence(self._beaten, now, "asleep"))
        self._beaten = now
        if self._seen is not None:
            self._seen.write(now)

    def leave(self) -> None:
        """The file closes: a clock that goes on leaves the instant to tell of."""
        self._beat.stop()
        if self._seen is None:
            return
        if running(self._bridge.state):
            self._seen.write(self._bridge.now())
        else:
            self._seen.forget()
