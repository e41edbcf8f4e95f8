"""Small makings every page shares: a card, a label with a role, a button, a key cap."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
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


class Elided(QLabel):
    """One line with "…" where there is no room; the whole stands in the tip."""

    def __init__(
        self,
        role: str = "",
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._whole, self._shorter = "", ""
        self.tell(text)

    def tell(self, text: str, shorter: str = "") -> None:
        """The text, and what to say where there is no room for it, before anything is cut."""
        if (text, shorter) != (self._whole, self._shorter):
            self._whole, self._shorter = text, shorter
            self.setAccessibleName(text)
            self.updateGeometry()
            self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(48, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._whole) <= self.width()
        told = self._whole if fits or not self._shorter else self._shorter
        shown = self.fontMetrics().elidedText(told, self._mode, max(1, self.width()))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


def key_cap(text: str) -> QLabel:
    """The key that does the same."""
    made = label(text, "key")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def card(name: str = "card") -> QFrame:
    made = QFrame()
    made.setObjectName(name)
    return made


class Button(QPushButton):
    """Enter presses it as Space does; a key held down presses it once."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not event.isAutoRepeat():
            super().keyPressEvent(event)


def button(
    text: str,
    clicked: Callable[[], object],
    *,
    primary: bool = False,
    flat: bool = False,
    small: bool = False,
) -> QPushButton:
    made = Button(text)
    for name, value in (("primary", primary), ("flat", flat), ("small", small)):
        made.setProperty(name, value)
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


def emptied(box: QLayout) -> None:
    """Take every widget out of the layout; gone from sight at once, and then for good."""
    while item := box.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def expanding(widget: QWidget) -> QWidget:
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return widget


def mark_as(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at; what is as it was costs nothing."""
    if (widget.property(name) or "") == (value or ""):
        return
    widget.setProperty(name, value)
    application = QApplication.instance()
    if not (isinstance(application, QApplication) and application.styleSheet()):
        return  # it comes once all stands, and looks then
    for restyled in (widget, *widget.findChildren(QWidget)):
        restyled.style().unpolish(restyled)
        restyled.style().polish(restyled)


def tell(shown: QLabel | QAbstractButton, text: str) -> None:
    """Set a text; what is as it was costs nothing."""
    if shown.text() != text:
        shown.setText(text)


def short(text: str, limit: int = 62) -> str:
    """The text, cut at a word where it is longer."""
    return text if len(text) <= limit else text[: text.rfind(" ", 0, limit)] + "…"
