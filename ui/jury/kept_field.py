"""Fields whose text becomes an act after a rest, on Enter, on leaving and before anything else is
shown in them; what the rules refuse stays as it was typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.typed import WAITS, Typed
from ui.widgets import mark_as

Send = Callable[[str], bool]
"""Performs what the text means; False where it was refused, which has then been said."""
REFUSED = "refusé"


class Waiting(QObject):
    """What waits in one field, and whether the stored text may be shown in it."""

    def __init__(
        self, field: QLineEdit | QPlainTextEdit, send: Send, read: Callable[[], str]
    ) -> None:
        super().__init__(field)
        self._field, self._send, self._read = field, send, read
        self.stored, self._refused = "", False
        self.typed = Typed(self._try, self)
        self.typed.said.connect(self._say)

    def _try(self) -> str:
        """What was sent counts as stored at once: it is not shown over what is typed next."""
        text, before = self._read().strip(), self.stored
        self.stored = text
        self._refused = text != before and not self._send(text)
        if self._refused:
            self.stored = before
        return REFUSED if self._refused else ""

    def _say(self, told: str) -> None:
        mark_as(self._field, "unkept", told == WAITS)
        mark_as(self._field, "refused", told == REFUSED)

    def show(self, text: str, *, afresh: bool) -> bool:
        """Whether to show the stored text: not over one being typed, or refused, unless what is
        shown is another thing now (``afresh``)."""
        kept = self._refused and self._read().strip() != text
        if not afresh and (self.typed.pending or kept):
            self.stored = text
            return False
        changed = afresh or text != self.stored
        self.stored, self._refused = text, False
        self.typed.settle()
        self._say("")
        return changed


class KeptLine(QLineEdit):
    """One line."""

    def __init__(self, name: str, send: Send, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._waiting = Waiting(self, send, self.text)
        self.textEdited.connect(lambda _: self._waiting.typed.touch())
        self.editingFinished.connect(self._waiting.typed.flush)

    def show_text(self, text: str, *, afresh: bool = False) -> None:
        if self._waiting.show(text, afresh=afresh) and self.text() != text:
            self.setText(text)

    def flush(self) -> None:
        """Send what waits, now."""
        self._waiting.typed.flush()


class KeptText(QPlainTextEdit):
    """Several lines; Tab leaves it."""

    def __init__(self, name: str, send: Send, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._waiting = Waiting(self, send, self.toPlainText)
        self._showing = False
        self.textChanged.connect(self._touch)
        self.said = self._waiting.typed.said

    def _touch(self) -> None:
        if not self._showing:
            self._waiting.typed.touch()

    def show_text(self, text: str, *, afresh: bool = False) -> None:
        if self._waiting.show(text, afresh=afresh) and self.toPlainText() != text:
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def flush(self) -> None:
        self._waiting.typed.flush()

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._lines(4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self._lines(2)

    def _lines(self, lines: int) -> QSize:
        return QSize(120, lines * self.fontMetrics().lineSpacing() + 20)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.flush()
