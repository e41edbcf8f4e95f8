"""The journal: who did what when, in French, by candidate and by word."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.services.narrating import Told, narrated
from ui.bridge import Bridge
from ui.paint import tokens
from ui.search import plain
from ui.widgets import card, column, label, row

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Heure", "Candidat", "Ce qui a été fait")
WIDTHS = (92, 210)
PAD = 7
EVERYONE, COMMISSION = "Tous les candidats et la commission", "La commission seule"
VEILED = "Masqué tant que le candidat est dans la salle."
HIDDEN = "Masqué (F9)."


class JournalModel(QAbstractTableModel):
    """A line an act, the latest last."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Told] = []

    def show_lines(self, lines: list[Told]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

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
        return (f"{told.at:%H:%M:%S}", told.who or "Commission", told.sentence)[index.column()]


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
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if index.column() == 1 else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(quiet if index.column() == 0 else strong))
        self._text(painter, option.rect, index)
        painter.restore()

    def _text(self, painter: QPainter, box: QRect, index: Index) -> None:
        inside = box.adjusted(10, PAD, -8, -PAD)
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


class JournalPage(QWidget):
    """The lines and their two filters."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge = bridge
        self._all: list[Told] = []
        self._read = -1
        self.whom, self.word = QComboBox(), QLineEdit()
        self.whom.setAccessibleName("Candidat")
        self.whom.setMinimumWidth(320)
        self.whom.currentIndexChanged.connect(self._filter)
        self.word.setPlaceholderText("Chercher un mot : note, rouverte, pause…")
        self.word.setAccessibleName("Chercher un mot")
        self.word.setClearButtonEnabled(True)
        self.word.textChanged.connect(self._filter)
        self._count = label("", "muted")
        self.model = JournalModel(self)
        self.view = QTreeView()
        self._dress()
        self._assemble()
        bridge.changed.connect(self._changed)
        bridge.privacy.connect(self._changed)
        self.refresh()

    def _dress(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(JournalDelegate(self.view))
        self.view.setAccessibleName("Journal des actes")
        self.view.setRootIsDecorated(False)
        self.view.setItemsExpandable(False)
        self.view.setAllColumnsShowFocus(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.view.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        for section, width in enumerate(WIDTHS):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(section, width)
        header.sectionResized.connect(lambda *_: self.view.scheduleDelayedItemsLayout())

    def _assemble(self) -> None:
        head = row(label("Journal", "title"), self._count, 1, self.whom, self.word, spacing=12)
        self.word.setFixedWidth(320)
        frame = card()
        frame.setLayout(column(self.view, margins=(1, 1, 1, 1)))
        whole = column(head, frame, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _changed(self, _: object = None) -> None:
        if self.isVisible():
            self.refresh()

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
        shown = [told for told in lines if _holds(told, words)]
        self.model.show_lines(shown)
        acts = "1 acte" if len(shown) == 1 else f"{len(shown)} actes"
        veil = " · un candidat est dans la salle, les autres sont masqués" if room else ""
        self._count.setText(acts + veil)
        self.view.scrollToBottom()

    def _veiled(self, told: Told) -> Told:
        """The line, its sentence masked when a candidate must not read it."""
        room = self._bridge.in_room()
        if told.confidential and (room or self._bridge.hidden):
            mask = VEILED if room else HIDDEN
            return Told(told.seq, told.at, told.passage, told.who, "", mask)
        return told


def _holds(told: Told, words: list[str]) -> bool:
    text = plain(f"{told.at:%H:%M} {told.who} {told.sentence}")
    return all(word in text for word in words)
