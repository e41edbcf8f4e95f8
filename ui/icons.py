"""Icons: they arrive just after the first paint, in places kept for them, so that nothing moves."""

from __future__ import annotations

import os

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import Theme

SIZE = 16
NAME = "icon_name"


def wears(button: QAbstractButton, name: str) -> None:
    """Keep the room of the icon of that qtawesome name; ``dress`` brings it."""
    empty = QPixmap(SIZE, SIZE)
    empty.fill(Qt.GlobalColor.transparent)
    button.setIcon(QIcon(empty))
    button.setIconSize(QSize(SIZE, SIZE))
    button.setProperty(NAME, name)


def dress(whole: QWidget, theme: Theme) -> None:
    """Bring every button below ``whole`` its icon, in the ink of its own text."""
    os.environ.setdefault("QT_API", "pyside6")
    import qtawesome  # a fifth of a second that the first paint does not wait for

    for button in whole.findChildren(QAbstractButton):
        name = button.property(NAME)
        if name:
            token = "accent_ink" if button.property("primary") else "muted"
            disabled = theme.colour("off_ink")
            button.setIconSize(QSize(theme.px(SIZE), theme.px(SIZE)))
            icon = qtawesome.icon(name, color=theme.colour(token), color_disabled=disabled)
            button.setIcon(icon)
