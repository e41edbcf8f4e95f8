"""What the welcome and preparation pages are drawn with: drop zone, short paths, row states."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import DARK, LIGHT, RADIUS, Palette
from ui.widgets import button, column, label, row

BASE = 13
STATE = Qt.ItemDataRole.UserRole
GROUNDS = {"wrong": ("alert", "alert_ink"), "doubtful": ("warn", "warn_ink")}


def tokens() -> Palette:
    """The colours of the style sheet in force."""
    application = QApplication.instance()
    sheet = application.styleSheet() if isinstance(application, QApplication) else ""
    return DARK if DARK.ground in sheet else LIGHT


def scaled(widget: QWidget, pixels: int) -> int:
    """A length meant for texts of the usual size, at the size texts have now."""
    widget.ensurePolished()
    return round(pixels * max(1.0, widget.fontInfo().pixelSize() / BASE))


def typeset(text: str) -> str:
    """French spaces that must not break at a line's end."""
    return re.sub(r" (?=[:;!?»])|(?<=«) ", "\u00a0", text)


def dropped_paths(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """The local files being dropped."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


class DropZone(QFrame):
    """A dashed place to drop files on, with a button that does the same by a dialog."""

    dropped = Signal(object)
    """list of paths."""

    def __init__(
        self, title: str, hint: str, buttons: list[tuple[str, Callable[[], None]]]
    ) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._over = False
        centred = Qt.AlignmentFlag.AlignCenter
        words = [label(title, "figure"), label(hint, "muted")]
        for word in words:
            word.setAlignment(centred)
            word.setWordWrap(True)
        made = [button(text, clicked) for text, clicked in buttons]
        line = row(1, *made, 1)
        self.setLayout(column(1, *words, line, 1, margins=(24, 20, 24, 20), spacing=10))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dropped_paths(event):
            event.acceptProposedAction()
            self._lit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self._lit(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self._lit(False)
        event.acceptProposedAction()
        self.dropped.emit(dropped_paths(event))

    def _lit(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens().accent if self._over else tokens().hatch), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), RADIUS, RADIUS)
        painter.end()


class Pill(QLabel):
    """A count or a state in a few words, in the colours of what it says."""

    def __init__(self, text: str = "", state: str = "right") -> None:
        super().__init__(text)
        self._state = state
        self.setProperty("role", "strong")
        self.setContentsMargins(10, 3, 10, 3)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        ground, ink = GROUNDS.get(self._state, ("soft", "soft_ink"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens(), ground)))
        round_end = self.height() / 2
        painter.drawRoundedRect(self.rect(), round_end, round_end)
        painter.setPen(QColor(getattr(tokens(), ink)))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Elided(QLabel):
    """One line, its middle left out where it is too long; the whole is in its tip."""

    def __init__(self, text: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self._whole = text
        self.setMinimumWidth(40)
        self.tell(text)

    def tell(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self._elide()

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self.fontMetrics().horizontalAdvance(self._whole) + 4
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._whole, middle, self.width()))


class StateDelegate(QStyledItemDelegate):
    """Colours the rows whose state, in ``STATE``, is wrong or doubtful; a word says it too."""

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        ground = GROUNDS.get(index.sibling(index.row(), 0).data(STATE) or "")
        if ground is None:
            return
        back, ink = (QColor(getattr(tokens(), name)) for name in ground)
        option.backgroundBrush = QBrush(back)
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, ink)
