"""A large button that says what it does in two lines, with the key that does the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets import column, key_cap, label, row


class Tile(QPushButton):
    """A large button: what it does, in two lines, and its key."""

    def __init__(self, title: str, hint: str, key: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("tile", True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.keys = key
        texts = (label(title, "strong"), label(hint, "muted"))
        for text in texts:
            text.setWordWrap(True)
        keys = [key_cap(key)] if key else []
        inside = row(column(*texts, spacing=2), *keys, margins=(16, 11, 14, 11))
        inside.setStretch(0, 1)
        self.setLayout(inside)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _=False: clicked())

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its two lines are, whatever the size of texts."""
        return self.layout().sizeHint()  # type: ignore[union-attr]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
