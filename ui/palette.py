"""The command palette (Ctrl+K): every command, searchable, with the key that does the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.actions import Action, Form, shown_keys
from ui.announce import say
from ui.focus import grant
from ui.search import plain
from ui.theme import Theme
from ui.top_bar import HEIGHT as TOP
from ui.widgets import column, label

WIDTH, LINES, LINE, CAP = 560, 12, 32, 90
KEYS = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Line(NamedTuple):
    """A command: the id of its action, its text and keys, other words it is found by."""

    id: str
    title: str
    keys: str
    other: str


def lines_of(actions: Sequence[Action], forms: Mapping[str, Form]) -> Iterator[Line]:
    """Every command of the tables but the palette itself."""
    yield from (Line(a.id, a.text, a.keys, a.tip) for a in actions if a.id != "palette")
    yield from (Line(name, form.text, "", form.other) for name, form in forms.items())


class CommandDelegate(QStyledItemDelegate):
    """A line: the command on the left, its key cap on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(200, self._theme.px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("soft"))
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 6, 6)
        painter.setPen(self._theme.colour("soft_ink" if chosen else "ink"))
        text = box.adjusted(14, 0, -14, 0)
        keys = index.data(KEYS)
        room = text.width() - (self._theme.px(CAP) if keys else 0)
        painter.setFont(self._theme.font(13))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        if keys:
            self._cap(painter, text, keys)
        painter.restore()

    def _cap(self, painter: QPainter, box: QRectF, keys: str) -> None:
        painter.setFont(self._theme.font(11))
        width = painter.fontMetrics().horizontalAdvance(keys) + self._theme.px(12)
        high = self._theme.px(19)
        cap = QRectF(box.right() - width, box.center().y() - high / 2, width, high)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("card"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)


class Palette(QFrame):
    """Floats over the page; Escape leaves it, Enter runs the line chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme, offered: Callable[[], list[Line]]) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self._theme, self._offered = theme, offered
        self._former: QWidget | None = None
        self._search = QLineEdit()
        self._search.setPlaceholderText("Chercher une commande : absent, pause, incident…")
        self._search.setAccessibleName("Chercher une commande")
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName("Commandes")
        self._list.setFixedHeight(theme.px(LINE) * LINES)
        self._list.setItemDelegate(CommandDelegate(theme, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _: self._run())
        self._hint = label("↑ ↓ choisir · Entrée lancer · Échap fermer", "caption")
        box = column(self._search, self._list, self._hint, margins=(10, 10, 10, 8), spacing=6)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.hide()

    def open(self) -> None:
        """Show it, empty, in the middle of the window."""
        self._former = self.window().focusWidget()
        parent = self.window()
        self._search.clear()
        self._filter("")
        top = 2 * self._theme.px(TOP)
        width = min(self._theme.px(WIDTH), parent.width() - 40)
        self._list.setFixedHeight(self._lines(parent.height() - top - 26))
        high = self.sizeHint().height()
        self.setGeometry((parent.width() - width) // 2, top, width, high)
        self.show()
        self.raise_()
        self._search.setFocus()

    def _lines(self, room: int) -> int:
        """Pixels of the list: whole lines alone, as many as the room has."""
        line, around = self._theme.px(LINE), self.sizeHint().height() - self._list.height()
        return line * max(3, min(LINES, (room - around) // line))

    def leave(self) -> None:
        """Go back to where the cursor was."""
        self.hide()
        grant(self._former)

    def _filter(self, text: str) -> None:
        self._list.clear()
        words = plain(text).split()
        for name, title, keys, other in self._offered():
            if all(word in plain(f"{title} {other}") for word in words):
                item = QListWidgetItem(title)
                item.setToolTip(title)
                item.setData(Qt.ItemDataRole.UserRole, name)
                item.setData(KEYS, shown_keys(keys))
                spoken = ", ".join(filter(None, (title, shown_keys(keys))))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _run(self) -> None:
        item = self._list.currentItem()
        self.leave()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key()) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        step = {
            int(Qt.Key.Key_Down): 1,
            int(Qt.Key.Key_Up): -1,
            int(Qt.Key.Key_PageDown): 10,
            int(Qt.Key.Key_PageUp): -10,
        }.get(key)
        if step:
            last = self._list.count() - 1
            self._list.setCurrentRow(min(last, max(0, self._list.currentRow() + step)))
            if (item := self._list.currentItem()) is not None:
                say(self._search, item.data(Qt.ItemDataRole.AccessibleTextRole))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        return bool(step) or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
