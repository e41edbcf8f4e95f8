"""The one mark: typed "14,5" or "14.5" or stepped by halves, never defaulted (rules 1 and 2)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton

from app.domain.acts import SetMark
from app.domain.marks import canonical_mark, half_points, printed_mark
from ui.bridge import Bridge
from ui.theme import Theme
from ui.typed import FOUND, KEPT, REFUSED, WAITS, Typed
from ui.widgets import button, column, label, mark_as, row, tell

WIDTH = 124
FIELD, TITLE, UNRECORDED = "mark", "Note sur 20", "pas enregistrée"
TITLES = {WAITS: "non enregistrée…", KEPT: UNRECORDED, FOUND: UNRECORDED, REFUSED: UNRECORDED}


class MarkField(QFrame):
    """Sends a whole mark after a rest or on leaving. Half a one stays, said to be unrecorded,
    until it is whole or left by Escape; Enter says what is wrong and shows what is stored."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge, self._theme = bridge, theme
        self._place: tuple[str, object, object] = ("", None, None)
        self._stored, self._draft = "", ""
        self._leaving = False
        self._title = label(TITLE, "caption")
        self._typed = Typed(self._send, self)
        self._typed.said.connect(self._tell)
        self._edit = QLineEdit()
        self._edit.setProperty("mark", True)
        self._edit.setPlaceholderText("–,–")
        self._edit.setAccessibleName("Note sur 20")
        self._edit.setMaxLength(5)
        self._edit.textEdited.connect(lambda _: self._typed.touch())
        self._edit.returnPressed.connect(self._enter)
        self._edit.editingFinished.connect(self.flush)
        self._edit.installEventFilter(self)
        self._steps = [self._stepper(text, halves) for text, halves in (("+", 1), ("−", -1))]
        middle = row(self._edit, column(*self._steps, spacing=2), spacing=4)
        self.setLayout(column(self._title, middle, 1, margins=(12, 7, 8, 6), spacing=3))
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

    @property
    def unrecorded(self) -> bool:
        """Whether what is shown is not what is stored."""
        return bool(self._draft)

    def refresh(self) -> None:
        passage, veiled = self._bridge.passage, self._bridge.veiled
        number = passage.number if passage else ""
        writable = passage is not None and not passage.sealed and passage.identity and not veiled
        place = (number, writable, self._bridge.state.closed)
        if place != self._place:
            self.flush()
            self._place = place
            self._draft = self._bridge.drafts(number).get(FIELD, "") if writable else ""
            self._tell(FOUND if self._draft else "")
        mark = passage.mark if passage and not veiled else None
        self._stored = printed_mark(mark) if mark is not None else ""
        self._edit.setReadOnly(not writable)
        for step in self._steps:
            step.setVisible(writable)
        if not self._typed.pending:
            self._show()

    def _show(self) -> None:
        shown = self._draft or self._stored
        if self._edit.text() != shown:
            self._edit.setText(shown)

    def _tell(self, told: str) -> None:
        tell(self._title, TITLES.get(told, TITLE))
        mark_as(self._title, "role", "over" if TITLES.get(told) == UNRECORDED else "caption")
        self.setToolTip(told)

    def _send(self) -> str:
        """Record a whole mark, keep half a one; an empty field waits until it is left."""
        text = self._edit.text().strip()
        if text.replace(".", ",") == self._stored:
            return self._forget()
        if not text and not self._leaving:
            return WAITS
        if text and canonical_mark(text) is None:
            return self._keep(text, KEPT)
        return self._record(text)

    def _record(self, text: str) -> str:
        number, self._draft = self._place[0], ""
        if self._bridge.perform(SetMark(number, text or None), (number, FIELD)):
            self._show()
            return ""
        return self._keep(text, REFUSED)

    def _keep(self, text: str, told: str) -> str:
        self._draft = text
        return told if self._bridge.keep(self._place[0], FIELD, text) else WAITS

    def _forget(self) -> str:
        """Back to what is stored."""
        if self._draft:
            self._keep("", "")
        self._show()
        return ""

    def _enter(self) -> None:
        """What is no mark is refused with its sentence."""
        self._typed.settle()
        text = self._edit.text().strip()
        if text and canonical_mark(text) is None:
            self._bridge.perform(SetMark(self._place[0], text))
            told = self._forget()
        elif text.replace(".", ",") == self._stored:
            told = self._forget()
        else:
            told = self._record(text)
        self._tell(told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}.get(event.key())
            if step:
                self._step(step)
                return True
            if event.key() == Qt.Key.Key_Escape and (self._draft or self._typed.pending):
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self._typed.settle()
        self._tell(self._forget())

    def _step(self, halves: int) -> None:
        """Half a point more or less than the mark given; nothing where none was."""
        self.flush()
        passage = self._bridge.passage
        if passage is None or passage.mark is None or self._edit.isReadOnly():
            return
        self._tell(self._forget())
        now = min(40, max(0, half_points(passage.mark) + halves))
        if now != half_points(passage.mark):
            self._bridge.perform(SetMark(passage.number, f"{now // 2}.{5 * (now % 2)}"))

    def flush(self) -> None:
        """What is typed is left as it is: an emptied field means no mark."""
        self._leaving = True
        self._typed.flush()
        self._leaving = False

    def focus(self) -> None:
        self._edit.setFocus()
        self._edit.selectAll()
