"""What is typed on a page whose controls make one act together: kept until they do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.codec import compact, parse_line
from app.domain.errors import Refusal
from ui.bridge import Bridge, Field
from ui.fields import put, raw
from ui.typed import FOUND, KEPT, WAITS, Sign, Typed

FIELD = "transcription"
HEARD = "heard"


class SheetDraft(QObject):
    """The controls of one candidate's sheet, by their accessible names; ``sign`` says whether what
    differs from what is stored is kept."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._number = bridge, ""
        self._controls: dict[str, QWidget] = {}
        self._stored: dict[str, Any] = {}
        self._typed, self.sign = Typed(self._send, self), Sign()
        self._typed.said.connect(self.sign.tell)

    def follow(self, number: str, controls: Iterable[QWidget]) -> None:
        """The controls show what is stored of that candidate; what was typed comes back into
        them."""
        self._number = number
        self._controls = {control.accessibleName(): control for control in controls}
        self._stored = self._now()
        found = self._found()
        for name in found.keys() & self._controls.keys():
            put(self._controls[name], found[name])
        for control in self._controls.values():
            self._hear(control)
        self._typed.settle()
        self.sign.tell(FOUND if found else "")

    def _found(self) -> dict[str, Any]:
        try:
            return parse_line(self._bridge.drafts(self._number).get(FIELD, "{}"))
        except Refusal:  # of another version of the program
            return {}

    def _hear(self, control: QWidget) -> None:
        if control.property(HEARD):
            return
        control.setProperty(HEARD, True)
        if isinstance(control, QLineEdit | QPlainTextEdit):
            control.textChanged.connect(lambda *_: self._typed.touch())
        elif isinstance(control, QComboBox):
            control.currentIndexChanged.connect(lambda _: self._typed.touch())
        elif isinstance(control, QAbstractButton):
            control.toggled.connect(lambda _: self._typed.touch())

    def _now(self) -> dict[str, Any]:
        return {name: raw(control) for name, control in self._controls.items()}

    def _send(self) -> str:
        typed = {name: now for name, now in self._now().items() if now != self._stored[name]}
        text = compact(typed) if typed else ""
        if not self._bridge.keep(self._number, FIELD, text):
            return WAITS
        return KEPT if typed else ""

    def flush(self) -> None:
        """Keep what is typed, now."""
        self._typed.flush()

    def settled(self) -> Field:
        """The draft's place, as its act is about to be made; nothing more is kept meanwhile."""
        self._typed.settle()
        return self._number, FIELD

    def refused(self) -> None:
        """The act was not made: what is typed stays."""
        self._typed.touch()
        self.flush()

    def forget(self) -> None:
        """What is typed was left."""
        self._typed.settle()
        self._bridge.keep(self._number, FIELD, "")


def draft_of(bridge: Bridge, numbers: Iterable[str]) -> str:
    """The first of these candidates whose sheet was begun, "" for none."""
    return next((number for number in numbers if FIELD in bridge.drafts(number)), "")
