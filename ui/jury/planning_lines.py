"""The lists beside the board: who waits for an hour, what is wrong; each line is two texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.domain.facts import dataclass
from ui.jury.planning_model import Index
from ui.theme import Theme

LINE = Qt.ItemDataRole.UserRole
PAD, BAR = 10, 4
Wrap = Qt.TextFlag.TextWordWrap
BARS = {"wrong": "alert_ink", "doubtful": "warn_ink", "": "line", "right": "accent"}


@dataclass(frozen=True)
class Line:
    """``title`` in bold, ``note`` under it on as many lines as it takes; ``about`` is what the line
    stands for."""

    about: Any
    title: str
    note: str
    tone: str = ""

    @property
    def text(self) -> str:
        return f"{self.title} : {self.note}" if self.note else self.title


class LineModel(QAbstractListModel):
    """Lines told one by one, when they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.abouts: Sequence[Any] = ()
        self._tell: Callable[[Any], Line] = lambda about: Line(about, "", "")
        self._told: dict[int, Line] = {}

    def show_lines(self, abouts: Sequence[Any], tell: Callable[[Any], Line]) -> None:
        """A line for each of these, as ``tell`` tells it."""
        if list(abouts) == list(self.abouts):
            self._tell, self._told = tell, {}
            if abouts:
                self.dataChanged.emit(self.index(0), self.index(len(abouts) - 1))
            return
        self.beginResetModel()
        self.abouts, self._tell, self._told = abouts, tell, {}
        self.endResetModel()

    def line(self, row: int) -> Line:
        if row not in self._told:
            self._told[row] = self._tell(self.abouts[row])
        return self._told[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.abouts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role == LINE:
            return line
        texts = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return line.text if role in texts else line.title if role == 0 else None


class LineDelegate(QStyledItemDelegate):
    """A bar in the tone of the line, the title, the note under it."""

    def __init__(self, theme: Theme, view: QListView, note_lines: int) -> None:
        """``note_lines`` is how many lines a note has at most; where it is one, all are as high."""
        super().__init__(view)
        self._theme, self._view, self._most = theme, view, note_lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        px, lines = self._theme.px, 1
        if self._most > 1:
            line: Line = index.data(LINE)
            lines = self._count(line.note, self._view.viewport().width() - self._around())
        return QSize(100, px(18) * bool(self._most == 1) + px(16) * lines + px(16))

    def _around(self) -> int:
        return 2 * PAD + self._theme.px(BAR) + 8

    def _count(self, note: str, width: int) -> int:
        metrics = QFontMetrics(self._theme.font(12))
        box = metrics.boundingRect(0, 0, max(40, width), 9999, Wrap, note)
        return max(1, min(self._most, -(-box.height() // metrics.lineSpacing())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        px, colour = self._theme.px, self._theme.colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("soft"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        bar = QRectF(box.left() + PAD - 2, box.top() + 8, px(BAR), box.height() - 16)
        painter.fillRect(bar, colour(BARS[line.tone]))
        inside = box.adjusted(PAD + px(BAR) + 6, px(7), -PAD, -px(7))
        self._texts(painter, inside, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def _texts(self, painter: QPainter, inside: QRectF, line: Line) -> None:
        px, colour = self._theme.px, self._theme.colour
        note = inside
        if self._most == 1:
            title = QRectF(inside.left(), inside.top(), inside.width(), px(18))
            painter.setFont(self._theme.font(13, bold=True))
            painter.setPen(colour("ink"))
            shown = self._cut(painter, line.title, title.width())
            painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, shown)
            note = inside.adjusted(0, px(18), 0, 0)
        painter.setFont(self._theme.font(12))
        inks = {"wrong": "alert_ink", "doubtful": "warn_ink"}
        short = self._most == 1
        painter.setPen(colour("muted" if short and not line.tone else "ink"))
        if short and line.tone:
            painter.setPen(colour(inks.get(line.tone, "muted")))
        text = self._cut(painter, line.note, note.width()) if short else line.note
        painter.drawText(note, int(Wrap | Qt.AlignmentFlag.AlignTop), text)

    @staticmethod
    def _cut(painter: QPainter, text: str, width: float) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(width))


class LineList(QListView):
    """Enter or a click means a line; a line may be carried away by mouse."""

    meant = Signal(object)
    """What the line stands for that Enter, or a click, means."""
    dragged = Signal(object)
    """What the line stands for that the mouse begins to carry away."""
    carried = Signal(QPoint)
    dropped = Signal()
    left = Signal()
    """Up from the first line, or Escape."""

    def __init__(
        self, theme: Theme, name: str, *, note_lines: int = 1, drags: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._drags = theme, drags
        self._press: tuple[QPoint, object] | None = None
        self._carries = False
        self.lines = LineModel()
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(theme, self, note_lines))
        self.setAccessibleName(name)
        self.setUniformItemSizes(note_lines == 1)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    @property
    def about(self) -> Any:
        """What the line of the cursor stands for, None where there is none."""
        row = self.currentIndex().row()
        return self.lines.abouts[row] if 0 <= row < len(self.lines.abouts) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, here = event.key(), self.about
        first = self.currentIndex().row() <= 0
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and here is not None:
            self.meant.emit(here)
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and first):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        found = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and found.isValid():
            self._press = event.position().toPoint(), self.lines.abouts[found.row()]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._press is None or not self._drags:
            return
        far = (event.position().toPoint() - self._press[0]).manhattanLength()
        if not self._carries and far >= QApplication.startDragDistance():
            self._carries = True
            self.dragged.emit(self._press[1])
        if self._carries:
            self.carried.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        pressed, self._press = self._press, None
        carries, self._carries = self._carries, False
        if carries:
            self.dropped.emit()
        elif pressed is not None and not self._drags:
            self.meant.emit(pressed[1])

    def resized(self) -> None:
        """Texts have another size."""
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
