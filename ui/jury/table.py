"""One table for every list of the « Préparer » desk: filter, sort, keyboard, editing in place.

Columns say what they show, how they sort and which acts an edit means; the rows are facts of the
state, told again only where they are other objects than before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.acts import Act
from app.domain.facts import dataclass
from app.domain.text import counted
from ui.jury.bridge import JuryBridge
from ui.kept import keep_columns
from ui.paint import GROUNDS, tokens
from ui.search import plain
from ui.theme import Theme
from ui.widgets import card, column, label, row

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")
Acts = tuple[Act, ...]
LINE, FIELD = 30, 330
PAD, SHORT = 8, 12
TONE = Qt.ItemDataRole.UserRole + 1
NOTHING = "Aucune ligne ne correspond à ce filtre."


@dataclass(frozen=True)
class Column(Generic[R]):
    """``text`` is what a cell shows; ``sort`` orders, the text where there is none.

    ``edit`` says which acts make the cell read as typed (none: as it is); ``typed`` what the
    editor starts from, the text where there is none; ``choices`` code to French word where the
    value is one of few, then ``typed`` and ``edit`` speak in codes. ``tone`` paints the cell:
    "wrong", "doubtful" or "right"; "" as any other. ``may`` tells the rows that can be edited.
    """

    title: str
    text: Callable[[R], str]
    width: int = 120
    sort: Callable[[R], Any] | None = None
    edit: Callable[[R, str], Acts] | None = None
    typed: Callable[[R], str] | None = None
    choices: Mapping[str, str] | None = None
    tone: Callable[[R], str] | None = None
    may: Callable[[R], bool] | None = None
    tip: str = ""


class TableModel(QAbstractTableModel, Generic[R]):
    """The rows that pass the filter, in the order of the column sorted by."""

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], str], perform: Callable[[Acts], bool]
    ) -> None:
        super().__init__()
        self.columns, self._key, self._perform = columns, key, perform
        self._rows: list[R] = []
        self._told: dict[str, tuple[R, list[str], str]] = {}
        self._words: list[str] = []
        self._also: Callable[[R], bool] = lambda _: True
        self._sorted: tuple[int, bool] | None = None
        self.shown: list[R] = []

    # --- rows -----------------------------------------------------------------------------------

    def show_rows(self, rows: Iterable[R]) -> None:
        """These rows instead. Where they are those shown, some of them changed, they stay where
        they stand until one filters or sorts again: nothing jumps away from who edits it."""
        self._rows = list(rows)
        new = {self._key(one): one for one in self._rows}
        same = new.keys() == self._told.keys()
        changed = [
            k for k, one in new.items() if k not in self._told or self._told[k][0] is not one
        ]
        for key in changed:
            self._told[key] = (new[key], *self._told_of(new[key]))
        if not same:
            self._told = {key: self._told[key] for key in new}
            self._arrange()
        elif changed:
            self._replace({key: new[key] for key in changed})

    def retell(self) -> None:
        """The same rows, whose columns now say something else."""
        rows, self._told = self._rows, {}
        self.show_rows(rows)

    def _told_of(self, one: R) -> tuple[list[str], str]:
        texts = [each.text(one) for each in self.columns]
        return texts, plain(" ".join(texts))

    def _replace(self, changed: Mapping[str, R]) -> None:
        last = len(self.columns) - 1
        for place, one in enumerate(self.shown):
            if (new := changed.get(self._key(one))) is not None:
                self.shown[place] = new
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def filter(self, words: str, also: Callable[[R], bool]) -> None:
        """Show the rows that have every word, accents ignored, and of which ``also`` holds."""
        self._words, self._also = plain(words).split(), also
        self._arrange()

    def sort(self, section: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        self._sorted = (section, descending) if 0 <= section < len(self.columns) else None
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        self.shown = [one for one in self._rows if self._passes(one)]
        if self._sorted is not None:
            section, descending = self._sorted
            by = self.columns[section].sort
            self.shown.sort(key=by or self._by_text(section), reverse=descending)
        self.endResetModel()

    def _by_text(self, section: int) -> Callable[[R], str]:
        return lambda one: plain(self._told[self._key(one)][1][section])

    def _passes(self, one: R) -> bool:
        hay = self._told[self._key(one)][2]
        return all(word in hay for word in self._words) and self._also(one)

    @property
    def total(self) -> int:
        """Rows, shown or not."""
        return len(self._rows)

    def key_at(self, place: int) -> str:
        return self._key(self.shown[place]) if 0 <= place < len(self.shown) else ""

    def place_of(self, key: str) -> int:
        """Where the row of that key is shown; -1 where it is not."""
        return next((n for n, one in enumerate(self.shown) if self._key(one) == key), -1)

    # --- what Qt asks ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if way != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].tip or None
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column_ = self.shown[index.row()], self.columns[index.column()]
        text = self._told[self._key(one)][1][index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return column_.typed(one) if column_.typed is not None else text
        if role == TONE:
            return column_.tone(one) if column_.tone is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column_.title} : {text or 'vide'}"
        return text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def editable(self, index: Index) -> bool:
        found = self.columns[index.column()]
        return found.edit is not None and (found.may is None or found.may(self.shown[index.row()]))

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = super().flags(index)
        may = index.isValid() and self.editable(index)
        return known | Qt.ItemFlag.ItemIsEditable if may else known

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """What was typed becomes acts; what reads the same as before none."""
        edit = self.columns[index.column()].edit
        typed = str(value).strip()
        if edit is None or role != Qt.ItemDataRole.EditRole or typed == self.data(index, role):
            return False
        acts = edit(self.shown[index.row()], typed)
        return bool(acts) and self._perform(acts)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell; edits one in a field, or in a list where its value is one of few."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._refused: tuple[QPersistentModelIndex, str] | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        box, colours = option.rect, tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, QColor(colours.soft))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        ground, ink = GROUNDS.get(index.data(TONE), ("", "soft_ink" if selected else "ink"))
        inside = box.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(option.font)
        text = painter.fontMetrics().elidedText(
            index.data() or "", Qt.TextElideMode.ElideRight, inside.width()
        )
        if ground and text:
            self._pill(painter, option, text, ground)
        painter.setPen(QColor(getattr(colours, ink)))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def _pill(
        self, painter: QPainter, option: QStyleOptionViewItem, text: str, ground: str
    ) -> None:
        """The ground of a cell that says something is wrong, as wide as its text."""
        wide, high = painter.fontMetrics().horizontalAdvance(text), self._theme.px(20)
        box = option.rect.adjusted(2, 0, 0, 0)
        box.setTop(option.rect.center().y() - high // 2)
        box.setHeight(high)
        box.setWidth(min(wide + 2 * PAD - 4, option.rect.width() - 4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens(), ground)))
        painter.drawRoundedRect(box, high / 2, high / 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(40, self._theme.px(LINE))

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        found = _column(index)
        if found.choices is None:
            field = QLineEdit(parent)
            field.setAccessibleName(found.title)
            return field
        box = QComboBox(parent)
        box.setAccessibleName(found.title)
        for code, word in found.choices.items():
            box.addItem(word, code)
        box.activated.connect(lambda _: self._chosen(box))
        return box

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        told = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(told)))
        elif isinstance(editor, QLineEdit):
            editor.setText(self._refused[1] if self._refused else told)
            editor.selectAll()
            self._refused = None

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            typed = editor.text()
            same = typed.strip() == index.data(Qt.ItemDataRole.EditRole)
            if not model.setData(index, typed) and not same:
                self._refused = (QPersistentModelIndex(index), typed)
                QTimer.singleShot(0, self, self._again)

    def _again(self) -> None:
        """What was refused is typed on, not typed again."""
        if self._refused is not None and self._refused[0].isValid():
            at = self._view.model().index(*_place(self._refused[0]))
            self._view.setCurrentIndex(at)
            self._view.edit(at)

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)


def _place(index: QPersistentModelIndex) -> tuple[int, int]:
    return index.row(), index.column()


def _column(index: Index) -> Column[Any]:
    model = index.model()
    assert isinstance(model, TableModel)
    found: Column[Any] = model.columns[index.column()]
    return found


class TableView(QTableView):
    """Enter edits the cell, or means the line where it cannot be edited."""

    meant = Signal()
    """Enter or a double click on a cell that is not edited."""
    left = Signal()
    """Up from the first line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        at = self.currentIndex()
        plain_key = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the Enter that ends an edit comes here too
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain_key:
            self.enter(at)
        elif event.key() == Qt.Key.Key_Up and at.row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def enter(self, at: QModelIndex) -> None:
        """Edit the cell, or mean its line."""
        if at.isValid() and at.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(at)
        elif at.isValid():
            self.meant.emit()


class Choice(QComboBox):
    """A list to filter by, which may be narrower than its longest line."""

    def __init__(self, name: str, offered: Mapping[str, str]) -> None:
        """``offered`` is code to French text."""
        super().__init__()
        self.setAccessibleName(name)
        for code, text in offered.items():
            self.addItem(text, code)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = super().minimumSizeHint()
        return QSize(
            min(hint.width(), self.fontMetrics().averageCharWidth() * SHORT), hint.height()
        )


class TablePart(QWidget, Generic[R]):
    """The filter field, what the page adds beside it, and the rows."""

    meant = Signal(str)
    """The key of a line that Enter or a double click means."""
    selected = Signal(str)
    """The key of the line the cursor is on, "" for none."""

    def __init__(
        self,
        bridge: JuryBridge,
        theme: Theme,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
    ) -> None:
        """``name`` is what widths and sorting are remembered under; ``key`` names a row."""
        super().__init__()
        self._theme, self._key = theme, key
        self._kept, self._section = "", 0
        self._also: Callable[[R], bool] = lambda _: True
        self.model = TableModel(columns, key, bridge.perform_all)
        self.view = TableView()
        self.word = QLineEdit()
        self.count = label("", "muted")
        self._nothing = label(NOTHING, "muted")
        self.beside = row(spacing=10)
        self._dress(name, columns)
        self._assemble()
        self._wire()

    def _dress(self, name: str, columns: Sequence[Column[R]]) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(CellDelegate(self._theme, view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setCornerButtonEnabled(False)
        lines = view.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = view.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setStretchLastSection(True)
        heads.setSortIndicatorClearable(True)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for section, each in enumerate(columns):
            heads.resizeSection(section, self._theme.px(each.width))
        keep_columns(heads, f"jury-{name}")
        view.setSortingEnabled(True)
        self.resized()

    def _assemble(self) -> None:
        self.word.setPlaceholderText("Filtrer : nom, numéro, établissement…  Ctrl+F")
        self.word.setAccessibleName("Filtrer les lignes")
        self.word.setClearButtonEnabled(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines = QWidget()
        self._stack = QStackedLayout(lines)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        head = row(self.word, self.beside, 1, self.count, margins=(12, 10, 12, 8), spacing=10)
        head.setStretch(0, 9)  # the filter has what the rest leaves, up to its own width
        frame = card()
        inside = column(head, lines, margins=(1, 1, 1, 1), spacing=0)
        inside.setStretch(1, 1)
        frame.setLayout(inside)
        self.setLayout(column(frame))

    def _wire(self) -> None:
        self.word.textChanged.connect(self.filter)
        self.word.installEventFilter(self)
        self.view.left.connect(self.search)
        self.view.meant.connect(lambda: self.meant.emit(self.key))
        self.view.doubleClicked.connect(self._double)
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.modelReset.connect(self._restore)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._moved())

    # --- rows -----------------------------------------------------------------------------------

    def show_rows(self, rows: Iterable[R]) -> None:
        """These rows; the cursor stays on its own."""
        self.model.show_rows(rows)
        self._tell()

    def filter_by(self, also: Callable[[R], bool]) -> None:
        """Show only the rows of which ``also`` holds, beside what is typed."""
        self._also = also
        self.filter()

    def filter(self, _: object = None) -> None:
        self.model.filter(self.word.text(), self._also)
        self._tell()

    def _tell(self) -> None:
        shown, total = len(self.model.shown), self.model.total
        self._stack.setCurrentIndex(0 if shown or not total else 1)
        told = counted(total, "ligne")
        self.count.setText(told if shown == total else f"{shown} sur {told}")

    @property
    def key(self) -> str:
        """The key of the line the cursor is on, "" where there is none."""
        return self.model.key_at(self.view.currentIndex().row())

    def go(self, key: str, section: int | None = None) -> bool:
        """Put the cursor on that line; False where it is not shown."""
        place = self.model.place_of(key)
        if place >= 0:
            at = self.view.currentIndex().column() if section is None else section
            self.view.setCurrentIndex(self.model.index(place, max(0, at)))
        return place >= 0

    def _keep(self) -> None:
        self._kept, self._section = self.key or self._kept, self.view.currentIndex().column()

    def _restore(self) -> None:
        if not self._kept or not self.go(self._kept, max(0, self._section)):
            self._moved()

    def _moved(self) -> None:
        self.selected.emit(self.key)

    # --- keyboard -------------------------------------------------------------------------------

    def search(self) -> None:
        """Type what to look for."""
        self.word.setFocus()
        self.word.selectAll()

    def _double(self, at: QModelIndex) -> None:
        if not at.flags() & Qt.ItemFlag.ItemIsEditable:
            self.meant.emit(self.key)

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802
        """Down and Enter lead from the filter to the lines, Escape empties it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter_lines()
                return True
            if event.key() == Qt.Key.Key_Escape and self.word.text():
                self.word.clear()
                return True
        return False

    def _enter_lines(self) -> None:
        if self.model.shown:
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0, 0))
            self.view.setFocus()

    def resized(self) -> None:
        """Texts have another size."""
        self.view.verticalHeader().setDefaultSectionSize(self._theme.px(LINE))
        self.word.setMinimumWidth(self._theme.px(FIELD // 3))
        self.word.setMaximumWidth(self._theme.px(FIELD))
