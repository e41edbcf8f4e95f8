"""The one mark: typed "14,5" or "14.5" or stepped by halves, never defaulted (rules 1 and 2)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton

from app.domain.acts import SetMark
from app.domain.marks import canonical_mark, half_points, printed_mark
from ui.bridge import Bridge
from ui.theme import Theme
from ui.typed import Typed
from ui.widgets import button, column, label, row, tell

WIDTH = 124


class MarkField(QFrame):
    """Sends a whole mark after a rest, whatever is typed on Enter or on leaving."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge, self._theme = bridge, theme
        self._number, self._stored = "", ""
        self._state = label("", "caption")
        self._edit = QLineEdit()
        self._edit.setProperty("mark", True)
        self._edit.setPlaceholderText("–,–")
        self._edit.setAccessibleName("Note sur 20")
        self._edit.setMaxLength(5)
        self._edit.textEdited.connect(lambda _: self._edited())
        self._edit.editingFinished.connect(self.flush)
        self._edit.installEventFilter(self)
        self._typed = Typed(self._send, self)
        steps = [self._stepper(text, halves) for text, halves in (("+", 1), ("−", -1))]
        middle = row(self._edit, column(*steps, spacing=2), spacing=4)
        head = row(label("Note sur 20", "caption"), 1, self._state)
        self.setLayout(column(head, middle, 1, margins=(12, 7, 8, 6), spacing=3))
        self.resized()

    def _stepper(self, text: str, halves: int) -> QPushButton:
        made = button(text, lambda: self._step(halves), small=True)
        made.setProperty("step", True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName("Un demi-point de " + ("plus" if halves > 0 else "moins"))
        made.setToolTip(made.accessibleName())
        return made

    def resized(self) -> None:
        """Texts have another size."""
        self.setFixedWidth(self._theme.px(WIDTH))

    def refresh(self) -> None:
        passage, veiled = self._bridge.passage, self._bridge.veiled
        number = passage.number if passage else ""
        if number != self._number or veiled:
            self.flush()
            self._number = number
        mark = passage.mark if passage and not veiled else None
        stored = printed_mark(mark) if mark is not None else ""
        self._edit.setReadOnly(passage is None or passage.sealed or not passage.identity or veiled)
        self._stored = stored
        if not self._typed.pending:
            self._show()

    def _show(self) -> None:
        if self._edit.text() != self._stored:
            self._edit.setText(self._stored)
        tell(self._state, "")

    def _edited(self) -> None:
        """A whole mark goes after a rest; half a one waits for Enter or for leaving."""
        self._typed.touch(rests=canonical_mark(self._edit.text()) is not None)
        tell(self._state, "…")

    def _send(self) -> None:
        text = self._edit.text().strip()
        if text.replace(".", ",") != self._stored:
            self._bridge.perform(SetMark(self._number, text or None))
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}.get(event.key())
            if step:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, halves: int) -> None:
        """Half a point more or less than the mark given; nothing where none was."""
        self.flush()
        passage = self._bridge.passage
        if passage is None or passage.mark is None or self._edit.isReadOnly():
            return
        now = min(40, max(0, half_points(passage.mark) + halves))
        if now != half_points(passage.mark):
            self._bridge.perform(SetMark(passage.number, f"{now // 2}.{5 * (now % 2)}"))

    def flush(self) -> None:
        self._typed.flush()

    def focus(self) -> None:
        self._edit.setFocus()
        self._edit.selectAll()
