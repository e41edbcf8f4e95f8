"""The journal: who did what when, in French, by candidate and by word, on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

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
from app.services.journalling import OWN, hours, journal_paper
from app.services.narrating import Told, narrated
from ui.bridge import Bridge
from ui.kept import keep_columns
from ui.outlet import Leaf, Outlet
from ui.paint import tokens
from ui.search import plain
from ui.widgets import Elided, button, card, column, expanding, label, row

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Heure", "Candidat", "Ce qui a été fait")
WIDTHS = (110, 220)
PAD, SIDE = 7, 10
EVERYONE, COMMISSION = "Tous les candidats et la commission", "La commission seule"
VEILED = "Masqué tant que le candidat est dans la salle."
HIDDEN = "Masqué (F9)."
NOTHING = "Aucun acte ne contient ces mots."
ROOM = " · un candidat est dans la salle, les autres sont masqués"
_SORTS: tuple[Callable[[Told], Any], ...] = (
    lambda told: told.seq,
    lambda told: (plain(told.who or OWN), told.seq),
    lambda told: (plain(told.sentence), told.seq),
)


class JournalModel(QAbstractTableModel):
    """A line an act, in the order of the column chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Told] = []
        self._hours: list[str] = []
        self._sort, self._order = 0, Qt.SortOrder.AscendingOrder

    def show_lines(self, lines: list[Told]) -> None:
        self.beginResetModel()
        down = self._order == Qt.SortOrder.DescendingOrder
        self.lines = sorted(lines, key=_SORTS[self._sort], reverse=down)
        self._hours = hours(self.lines)
        self.endResetModel()

    def told_hours(self) -> set[str]:
        return set(self._hours)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort, self._order = max(0, column), order
        self.show_lines(self.lines)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.lines)

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
        told = self.lines[index.row()]
        return (self._hours[index.row()], told.who or OWN, told.sentence)[index.column()]


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


class JournalPage(QWidget):
    """The lines, their two filters, and the way to paper."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge = bridge
        self._all: list[Told] = []
        self._read = -1
        self.whom, self.word = QComboBox(), QLineEdit()
        self.whom.setAccessibleName("Candidat")
        self.whom.currentIndexChanged.connect(self._filter)
        self.word.setPlaceholderText("Chercher un mot : note, rouverte, pause…")
        self.word.setAccessibleName("Chercher un mot")
        self.word.setClearButtonEnabled(True)
        self.word.textChanged.connect(self._filter)
        self._count, self._said = Elided("muted"), label("", "muted")
        self._nothing = label(NOTHING, "muted")
        self.outlet = Outlet(bridge, "papiers")
        self.model = JournalModel(self)
        self.view = QTreeView()
        self._dress()
        self._assemble()
        self._wire()
        self.refresh()

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
        keep_columns(header, "journal")
        self.view.setSortingEnabled(True)
        header.sectionResized.connect(lambda *_: self.view.scheduleDelayedItemsLayout())

    def _assemble(self) -> None:
        self._print = button("Imprimer…  Ctrl+P", self.print_shown)
        self._save = button("Enregistrer en PDF…", self.save_shown)
        head = row(label("Journal", "title"), expanding(self._count), spacing=12)
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
        self._bridge.changed.connect(self._changed)
        self._bridge.privacy.connect(self._changed)
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
        desk = self._bridge.desk
        if self._read != desk.seq:
            self._all = list(narrated(self._bridge.state, desk.journal()))
            self._read = desk.seq
        self._offer()
        self._filter()

    def _offer(self) -> None:
        """The candidates to choose from; with one in the room, only that one (rule 9)."""
        room = self._bridge.in_room()
        kept = self.whom.currentData()
        self.whom.blockSignals(True)
        self.whom.clear()
        if room is None:
            self.whom.addItem(EVERYONE, None)
            self.whom.addItem(COMMISSION, "")
        for passage in [room] if room else self._bridge.state.in_order:
            name = f"{passage.candidate.hour}  {passage.candidate.name}".strip()
            self.whom.addItem(name, passage.number)
        self.whom.setCurrentIndex(max(0, self.whom.findData(kept)))
        self.whom.setEnabled(room is None)
        self.whom.blockSignals(False)

    def _filter(self, _: object = None) -> None:
        room = self._bridge.in_room()
        whom: str | None = room.number if room else self.whom.currentData()
        words = plain(self.word.text()).split()
        lines = [self._veiled(told) for told in self._all if whom in (None, told.passage)]
        self.model.show_lines([told for told in lines if _holds(told, words)])
        self._stack.setCurrentIndex(0 if self.model.lines else 1)
        self._fit_hours()
        self._count.tell(counted(len(self.model.lines), "acte") + ROOM * (room is not None))
        if self.view.header().sortIndicatorOrder() == Qt.SortOrder.AscendingOrder:
            self.view.scrollToBottom()
        self._tell()

    def _tell(self) -> None:
        for widget in (self._print, self._save):
            widget.setEnabled(self.outlet.job is None and bool(self.model.lines))

    def _veiled(self, told: Told) -> Told:
        """The line, its sentence masked when a candidate must not read it."""
        room = self._bridge.in_room()
        if told.confidential and (room or self._bridge.hidden):
            mask = VEILED if room else HIDDEN
            return Told(told.seq, told.at, told.passage, told.who, "", mask)
        return told

    # --- on paper -------------------------------------------------------------------------------

    def _leaf(self) -> Leaf:
        """What is shown, in its order: nothing masked on screen comes out on paper."""
        words = self.word.text().strip()
        whom = self.whom.currentText() if self.whom.currentData() is not None else ""
        chosen = " ; ".join(filter(None, (whom, f"« {words} »" if words else "")))
        state, now, lines = self._bridge.state, self._bridge.now(), tuple(self.model.lines)
        return Leaf(partial(journal_paper, state, lines, chosen, now))

    def print_shown(self) -> None:
        """Print the lines shown."""
        self.outlet.print([self._leaf()])

    def save_shown(self) -> None:
        """Save the lines shown as PDF."""
        self.outlet.save([self._leaf()])

    def close_file(self) -> None:
        """Before the file is let go: nothing works on."""
        self.outlet.close_file()


def _holds(told: Told, words: list[str]) -> bool:
    text = plain(f"{told.at:%H:%M} {told.who} {told.sentence}")
    return all(word in text for word in words)
