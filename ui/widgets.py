"""Small makings every page shares: a card, a label with a role, a button, a key cap."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """Plain text, never markup; ``role`` picks its type in the theme."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


def key_cap(text: str) -> QLabel:
    """The key that does the same."""
    made = label(text, "key")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def card(name: str = "card") -> QFrame:
    made = QFrame()
    made.setObjectName(name)
    return made


def button(
    text: str, clicked: Callable[[], object], *, primary: bool = False, flat: bool = False
) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("primary", primary)
    made.setProperty("flat", flat)
    made.clicked.connect(lambda _=False: clicked())
    return made


Item = QWidget | QLayout | int
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


def row(*items: Item, margins: Margins = NONE, spacing: int = 8) -> QHBoxLayout:
    """Items side by side; a number is that much stretch."""
    box = QHBoxLayout()
    _fill(box, items, margins, spacing)
    return box


def column(*items: Item, margins: Margins = NONE, spacing: int = 8) -> QVBoxLayout:
    """Items one under another; a number is that much stretch."""
    box = QVBoxLayout()
    _fill(box, items, margins, spacing)
    return box


def _fill(box: QBoxLayout, items: Iterable[Item], margins: Margins, spacing: int) -> None:
    box.setContentsMargins(*margins)
    box.setSpacing(spacing)
    for item in items:
        if isinstance(item, int):
            box.addStretch(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)


def expanding(widget: QWidget) -> QWidget:
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return widget


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at a property again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def short(text: str, limit: int = 62) -> str:
    """The text, cut at a word where it is longer."""
    return text if len(text) <= limit else text[: text.rfind(" ", 0, limit)] + "…"
