"""What the preparation pages are drawn with: the drop zone, rows coloured by their state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
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
)
from PySide6.QtWidgets import (
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.paint import GROUNDS, tokens
from ui.theme import RADIUS
from ui.widgets import button, column, label, row

STATE = Qt.ItemDataRole.UserRole


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
        self.setFocusProxy(made[0])
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
