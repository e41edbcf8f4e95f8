"""The journal of any file: who did what when, by candidate and by word, on screen and on paper.

Each kind of file says whose its acts are, who may be chosen and what stays masked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.domain.text import counted
from app.services.journalling import hours
from app.services.narrating import Told
from ui.kept import keep_columns
from ui.outlet import Leaf, Outlet
from ui.paint import tokens
from ui.search import plain
from ui.widgets import Elided, button, card, column, expanding, label, row

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.jury.bridge import JuryBridge

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Heure", "Candidat", "Ce qui a été fait")
WIDTHS = (110, 220)
PAD, SIDE = 7, 10
NOTHING = "Aucun acte ne contient ces mots."


class JournalModel(QAbstractTableModel):
    """A line an act, in the order of the column chosen."""

    def __init__(self, parent: QWidget, own: str, most: int) -> None:
        """``own`` is who an act is by where it names no candidate; ``most`` lines are shown."""
        super().__init__(parent)
        self._own = own
        self._sorts: tuple[Callable[[Told], Any], ...] = (
            lambda told: told.seq,
            lambda told: (plain(told.who or own), told.seq),
            lambda told: (plain(told.sentence), told.seq),
        )
        self.most = most
        self.lines: list[Told] = []
        self.shown: list[Told] = []
        """The newest of the lines, where they are too many to be laid out at once."""
        self._hours: list[str] = []
        self._sort, self._order = 0, Qt.SortOrder.AscendingOrder

    def show_lines(self, lines: list[Told]) -> None:
        self.beginResetModel()
        down = self._order == Qt.SortOrder.DescendingOrder
        self.lines = sorted(lines, key=self._sorts[self._sort], reverse=down)
        self.shown = self.lines[: self.most] if down else self.lines[-self.most :]
        self._hours = hours(self.shown)
        self.endResetModel()

    def told_hours(self) -> set[str]:
        return set(self._hours)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort, self._order = max(0, column), order
        self.show_lines(self.lines)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(HEADS)

    def headerData(  # noqa: N802
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        shown = role == Qt.ItemDataRole.DisplayRole and way == Qt.Orientation.Horizontal
        return HEADS[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        told = self.shown[index.row()]
        return (self._hours[index.row()], told.who or self._own, told.sentence)[index.column()]


class JournalDelegate(QStyledItemDelegate):
    """Paints the sentence over as many lines as it needs."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, QColor(tokens().soft))
        painter.setPen(QPen(QColor(tokens().line), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        quiet = tokens().soft_ink if selected else tokens().muted
        strong = tokens().soft_ink if selected else tokens().ink
        named = index.column() == 1 and not _said_above(index)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if named else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(strong if named or index.column() == 2 else quiet))
        self._text(painter, option.rect, index)
        painter.restore()

    def _text(self, painter: QPainter, box: QRect, index: Index) -> None:
        inside = box.adjusted(SIDE, PAD, -8, -PAD)
        text = str(index.data())
        if index.column() == 2:
            how = QTextOption(Qt.AlignmentFlag.AlignLeft)
            how.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            painter.drawText(inside.toRectF(), text, how)
            return
        right = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, right, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        line = option.fontMetrics.height()
        view = self.parent()
        if index.column() != 2 or not isinstance(view, QTreeView):
            return QSize(40, line + 2 * PAD)
        width = view.columnWidth(2) - 18
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        room = QRect(0, 0, max(60, width), 10_000)
        needed = option.fontMetrics.boundingRect(room, flags, str(index.data())).height()
        return QSize(40, max(line, needed) + 2 * PAD)


def _said_above(index: Index) -> bool:
    """Whether the line above says the same."""
    return (
        bool(index.row()) and index.sibling(index.row() - 1, index.column()).data() == index.data()
    )


class JournalView(QWidget):
    """The lines, their two filters, and the way to paper."""

    everyone: ClassVar[str]
    own_alone: ClassVar[str]
    """What the two choices that name no candidate are called."""
    own: ClassVar[str]
    """Who an act is by where it names no candidate."""
    most: ClassVar[int] = 10_000
    """Lines shown until all are asked for: laying out thousands takes a second."""
    hint: ClassVar[str]
    kept: ClassVar[str]
    """What widths and sorting are remembered under."""

    def __init__(self, bridge: Bridge | JuryBridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._all: list[Told] = []
        self._texts: dict[Told, str] = {}
        """What a word is looked for in."""
        self._read = -1
        self.whom, self.word = QComboBox(), QLineEdit()
        self.whom.setAccessibleName("Candidat")
        self.whom.currentIndexChanged.connect(self._filter)
        self.word.setPlaceholderText(self.hint)
        self.word.setAccessibleName("Chercher un mot")
        self.word.setClearButtonEnabled(True)
        self.word.textChanged.connect(self._filter)
        self._count, self._said = Elided("muted"), label("", "muted")
        self._nothing = label(NOTHING, "muted")
        self.outlet = Outlet(bridge, "papiers")
        self.model = JournalModel(self, self.own, self.most)
        self.whole = button("", self._show_whole, flat=True)
        self.view = QTreeView()
        self._dress()
        self._assemble()
        self._wire()

    # --- what each kind of file says ------------------------------------------------------------

    def seq(self) -> int:
        """How many acts there are."""
        raise NotImplementedError

    def narrated(self) -> Iterable[Told]:
        """Every act told."""
        raise NotImplementedError

    def people(self) -> Iterable[tuple[str, str]]:
        """The candidates to choose from: what is shown, and the number."""
        raise NotImplementedError

    def alone(self) -> str | None:
        """The number of the one candidate who may be told of now; None for everybody."""
        return None

    def veiled(self, told: Told) -> Told:
        """The line, masked where it must not be read now."""
        return told

    def note(self) -> str:
        """What is said behind the count."""
        return ""

    def leaf(self, lines: tuple[Told, ...], chosen: str) -> Leaf:
        """The paper of these lines, in their order."""
        raise NotImplementedError

    # --- assembling -----------------------------------------------------------------------------

    def _dress(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(JournalDelegate(self.view))
        self.view.setAccessibleName("Journal des actes")
        self.view.setRootIsDecorated(False)
        self.view.setItemsExpandable(False)
        self.view.setAllColumnsShowFocus(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.view.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        for section, width in enumerate(WIDTHS):
            header.resizeSection(section, width)
        keep_columns(header, self.kept)
        self.view.setSortingEnabled(True)
        header.sectionResized.connect(lambda *_: self.view.scheduleDelayedItemsLayout())

    def _assemble(self) -> None:
        self._print = button("Imprimer…  Ctrl+P", self.print_shown)
        self._save = button("Enregistrer en PDF…", self.save_shown)
        head = row(label("Journal", "title"), expanding(self._count), self.whole, spacing=12)
        for widget in (self._said, self._save, self._print):
            head.addWidget(widget)
        filters = row(self.whom, self.word, 1, margins=(12, 10, 12, 8), spacing=10)
        self.whom.setMinimumWidth(320)
        self.word.setMinimumWidth(320)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines = QWidget()
        self._stack = QStackedLayout(lines)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        frame = card()
        inside = column(filters, lines, margins=(1, 1, 1, 1), spacing=0)
        inside.setStretch(1, 1)
        frame.setLayout(inside)
        whole = column(head, self.outlet, frame, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.outlet.told.connect(self._said.setText)
        self.outlet.turned.connect(self._tell)
        for one, following in pairwise((self.whom, self.word, self.view, self._save, self._print)):
            QWidget.setTabOrder(one, following)
        keys = QShortcut(QKeySequence("Ctrl+P"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._print.click)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """One looks for a word first."""
        super().showEvent(event)
        self.word.setFocus()

    def _changed(self, _: object = None) -> None:
        if self.isVisible():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_hours()

    def _fit_hours(self) -> None:
        """No hour is cut, whatever the size of texts."""
        metrics, header = self.view.fontMetrics(), self.view.header()
        hour = max(map(metrics.horizontalAdvance, self.model.told_hours()), default=0)
        least = max(hour + 2 * SIDE, header.sectionSizeHint(0))
        if header.sectionSize(0) < least:
            header.resizeSection(0, least)

    def refresh(self) -> None:
        """Tell the lines again when there are new ones; veil what must not be read now."""
        if self._read != self.seq():
            self._all = list(self.narrated())
            self._read = self.seq()
        self._offer()
        self._filter()

    def _offer(self) -> None:
        """The candidates to choose from; where one alone may be told of, only that one."""
        alone, kept = self.alone(), self.whom.currentData()
        self.whom.blockSignals(True)
        self.whom.clear()
        if alone is None:
            self.whom.addItem(self.everyone, None)
            self.whom.addItem(self.own_alone, "")
        for name, number in self.people():
            if alone in (None, number):
                self.whom.addItem(name, number)
        self.whom.setCurrentIndex(max(0, self.whom.findData(kept)))
        self.whom.setEnabled(alone is None)
        self.whom.blockSignals(False)

    def _filter(self, _: object = None) -> None:
        alone = self.alone()
        whom: str | None = alone if alone is not None else self.whom.currentData()
        words = plain(self.word.text()).split()
        lines = [self.veiled(told) for told in self._all if whom in (None, told.passage)]
        self.model.show_lines([told for told in lines if self._holds(told, words)])
        self._stack.setCurrentIndex(0 if self.model.lines else 1)
        self._fit_hours()
        self._count.tell(counted(len(self.model.lines), "acte") + self.note())
        if self.view.header().sortIndicatorOrder() == Qt.SortOrder.AscendingOrder:
            self.view.scrollToBottom()
        self._tell()

    def _holds(self, told: Told, words: list[str]) -> bool:
        if not words:
            return True
        text = self._texts.get(told)
        if text is None:
            text = self._texts[told] = plain(f"{told.at:%H:%M} {told.who} {told.sentence}")
        return all(word in text for word in words)

    def _tell(self) -> None:
        for widget in (self._print, self._save):
            widget.setEnabled(self.outlet.job is None and bool(self.model.lines))
        left = len(self.model.lines) - len(self.model.shown)
        self.whole.setText(f"Tout montrer, {left} de plus")
        self.whole.setVisible(left > 0)

    def _show_whole(self) -> None:
        self.model.most = len(self._all)
        self._filter()

    # --- on paper -------------------------------------------------------------------------------

    def _leaf(self) -> Leaf:
        """What is shown, in its order: nothing masked on screen comes out on paper."""
        words = self.word.text().strip()
        whom = self.whom.currentText() if self.whom.currentData() is not None else ""
        chosen = " ; ".join(filter(None, (whom, f"« {words} »" if words else "")))
        return self.leaf(tuple(self.model.lines), chosen)

    def print_shown(self) -> None:
        """Print the lines shown."""
        self.outlet.print([self._leaf()])

    def save_shown(self) -> None:
        """Save the lines shown as PDF."""
        self.outlet.save([self._leaf()])

    def close_file(self) -> None:
        """Before the file is let go: nothing works on."""
        self.outlet.close_file()
