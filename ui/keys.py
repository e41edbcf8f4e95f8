"""The keys of the table of actions, on a French keyboard first, whatever has the focus."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.actions import Action

FUNCTION = re.compile(r"F\d+")
OWN = frozenset({"undo"})
"""What a text field does itself while it has the focus."""
REPEATED = frozenset({"larger", "smaller"})
"""What a key held down goes on doing."""
ONWARD = "next-part"
"""Ends a part for good: taken once from a key held down."""
REST_MS = 1000
"""Longer than any system waits before a key held down repeats."""
LOCAL = frozenset({"full-screen"})
"""What means the window that has the focus: the candidate's clock has it too."""


class Keys(QObject):
    """Every key of the table in force does its action in ``window``."""

    def __init__(self, window: QWidget, run: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._run = window, run
        self._table: Sequence[Action] = ()
        self._bound: list[QShortcut] = []
        self._held_back: set[str] = set()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._watch)

    def bind(self, table: Sequence[Action], also: Mapping[str, Sequence[str]]) -> None:
        """Obey this table, and the other keys of its actions, in the place of the former."""
        if table is self._table:
            return
        for shortcut in self._bound:
            shortcut.setEnabled(False)  # it may be the one that was pressed
            shortcut.deleteLater()
        self._table, self._bound, self._held_back = table, [], set()
        for action in table:
            if action.keys:
                self._bind(action.id, [action.keys, *also.get(action.id, ())])

    def _bind(self, name: str, keys: list[str]) -> None:
        shortcut = QShortcut(self._window)
        self._bound.append(shortcut)
        shortcut.setKeys([QKeySequence(one) for one in keys])
        # X11 takes some repeats of F6 for presses: see _again
        shortcut.setAutoRepeat(name in REPEATED or name == ONWARD)
        if FUNCTION.fullmatch(keys[0]) and name not in LOCAL:
            # an open menu, or the candidate's clock, does not keep the privacy key from working
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        if name not in OWN:
            self._held_back |= {QKeySequence(one).toString() for one in keys}
        for pressed in (shortcut.activated, shortcut.activatedAmbiguously):
            pressed.connect(lambda: self._pressed(name))  # one press may match two of its keys

    @property
    def resting(self) -> bool:
        """Whether F6 would be taken for the press before."""
        return self._rest.isActive()

    def _again(self) -> bool:
        """Whether the finger never left the key, or trembled: it would run through the parts."""
        again = self.resting
        self._rest.start()
        return again

    def _pressed(self, name: str) -> None:
        if name == ONWARD and self._again():
            return
        menu = QApplication.activePopupWidget()
        if menu is not None:
            menu.close()
        self._run(name)

    def _watch(self, _: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A text field claims keys of its own (Ctrl+K erases a line on Linux): not these."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in self._held_back:
                event.ignore()
                return True
        return super().eventFilter(watched, event)
