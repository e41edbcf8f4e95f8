"""Typed text becomes an act after 0.8 s of rest, on leaving the field and on closing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

REST_MS = 800
LONGEST_MS = 3000
"""Whoever types without a rest has it sent all the same: no more than this is ever at risk."""


class Typed(QObject):
    """What waits in one field; ``send`` performs its act."""

    waiting = Signal(bool)

    def __init__(self, send: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._send = send
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        for timer in (self._rest, self._longest):
            timer.timeout.connect(self.flush)
        self.pending = False

    def touch(self, *, rests: bool = True) -> None:
        """Something was typed; what does not ``rest`` waits to be sent by ``flush`` alone."""
        self.pending = True
        self.waiting.emit(True)
        if not rests:
            self._rest.stop()
            self._longest.stop()
            return
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> None:
        """Send what waits, now."""
        self._rest.stop()
        self._longest.stop()
        if self.pending:
            self.pending = False
            self.waiting.emit(False)
            self._send()
