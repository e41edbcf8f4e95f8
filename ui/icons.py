"""Icons: they arrive just after the first paint, in places kept for them, so that nothing moves."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton

from ui.theme import Theme

SIZE = 16


def keep_place(button: QAbstractButton) -> None:
    """The room an icon will take."""
    empty = QPixmap(SIZE, SIZE)
    empty.fill(Qt.GlobalColor.transparent)
    button.setIcon(QIcon(empty))
    button.setIconSize(QSize(SIZE, SIZE))


def dress(buttons: Mapping[str, QAbstractButton], theme: Theme) -> None:
    """Give each button its icon, named as qtawesome names them, in the theme's quiet ink."""
    os.environ.setdefault("QT_API", "pyside6")
    import qtawesome  # a fifth of a second that the first paint does not wait for

    for name, button in buttons.items():
        button.setIcon(qtawesome.icon(name, color=theme.colour("muted")))
