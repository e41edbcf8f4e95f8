"""Typed text reaches the disk after 0.8 s of rest, on leaving the field and on closing.

Some of it becomes an act at once; the rest is kept as a draft until it becomes one. Either way the
field says that it is not recorded until it is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.widgets import Elided, mark_as

REST_MS = 800
LONGEST_MS = 3000
"""Whoever types without a rest has it sent all the same: no more than this is ever at risk."""

WAITS = "non enregistré…"
KEPT = "brouillon gardé"
FOUND = "texte retrouvé, pas encore enregistré"
REFUSED = "refusé, brouillon gardé"
ROLES = {FOUND: "now", REFUSED: "over"}


class Sign(Elided):
    """What a field says of the text in it; nothing once it is an act."""

    def __init__(self) -> None:
        super().__init__("caption")

    def tell(self, text: str, shorter: str = "") -> None:
        super().tell(text, shorter)
        mark_as(self, "role", ROLES.get(text, "caption"))


class Typed(QObject):
    """What waits in one field; ``send`` brings it to the disk and returns what the field says
    then: WAITS where it could not."""

    said = Signal(str)

    def __init__(self, send: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._send = send
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        for timer in (self._rest, self._longest):
            timer.timeout.connect(self.flush)
        self.pending = False

    def touch(self) -> None:
        """Something was typed."""
        self.pending = True
        self.said.emit(WAITS)
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> None:
        """Send what waits, now; what the disk refuses waits on."""
        if self.pending:
            self.settle()
            told = self._send()
            self.pending = told == WAITS
            self.said.emit(told)

    def settle(self) -> None:
        """Nothing waits any more: it was sent in another way, or left."""
        self._rest.stop()
        self._longest.stop()
        self.pending = False
