"""The list of what can be printed: a box to tick, hour, name, state in words, under three heads."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.paint import scaled, tokens
from ui.papers import GROUPS, Paper

Index = QModelIndex | QPersistentModelIndex
PAPER = Qt.ItemDataRole.UserRole
CHECK = Qt.ItemDataRole.CheckStateRole
BOX = 16
LEFT = 40


class PapersDelegate(QStyledItemDelegate):
    """Paints a line; a click on its box, or Space, ticks it."""

    def _px(self, pixels: int) -> int:
        """A length at the size texts have now."""
        view = self.parent()
        return scaled(view, pixels) if isinstance(view, QWidget) else pixels

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        line = option.fontMetrics.height()
        return QSize(240, 2 * line + 14 if index.data(PAPER) else line + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().soft))
            painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 6, 6)
        _tick(painter, _box(box, self._px(BOX)), Qt.CheckState(index.data(CHECK)))
        paper = index.data(PAPER)
        if paper is None:
            self._head(painter, box, index, bool(state & QStyle.StateFlag.State_Open))
        else:
            self._line(painter, box, paper, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _head(self, painter: QPainter, box: QRectF, index: Index, opened: bool) -> None:
        _write(painter, tokens().muted, bold=True)
        text = box.adjusted(self._px(LEFT), 0, -30, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setPen(QPen(QColor(tokens().muted), 1.6))
        x, y, unit = box.right() - 22, box.center().y(), self._px(10) / 10
        turns = [(-4, -2), (0, 2), (4, -2)] if opened else [(-2, -4), (2, 0), (-2, 4)]
        painter.drawPolyline(QPolygonF([QPointF(x + dx * unit, y + dy * unit) for dx, dy in turns]))

    def _line(self, painter: QPainter, box: QRectF, paper: Paper, selected: bool) -> None:
        ink = tokens().soft_ink if selected else tokens().ink
        quiet = tokens().soft_ink if selected else tokens().muted
        left = float(self._px(LEFT))
        if paper.hour:
            _write(painter, quiet)
            hour = painter.fontMetrics().horizontalAdvance("00:00 ") + 6
            painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, paper.hour)
            left += hour
        half = (box.height() - 10) / 2
        upper = QRectF(left, box.top() + 5, box.width() - left - 12, half)
        _write(painter, ink, bold=True)
        _elided(painter, upper, paper.title)
        _write(painter, quiet)
        _elided(painter, upper.translated(0, half), paper.told)

    def editorEvent(  # noqa: N802
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        box = QRectF(option.rect)
        if isinstance(event, QMouseEvent):
            over = event.position().x() < box.left() + self._px(LEFT) - 4
            if not over or event.type() != QEvent.Type.MouseButtonRelease:
                return over and event.type() == QEvent.Type.MouseButtonDblClick
        elif not (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space):
            return False
        ticked = Qt.CheckState(index.data(CHECK)) == Qt.CheckState.Checked
        now = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, now, CHECK)


def _box(box: QRectF, side: int) -> QRectF:
    return QRectF(box.left() + 14, box.center().y() - side / 2, side, side)


def _tick(painter: QPainter, box: QRectF, state: Qt.CheckState) -> None:
    on, unit = state != Qt.CheckState.Unchecked, box.width() / BOX
    painter.setPen(QPen(QColor(tokens().accent if on else tokens().muted), 1.2))
    painter.setBrush(QColor(tokens().accent if on else tokens().card))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QPen(QColor(tokens().accent_ink), 2))
    centre = box.center()
    if state == Qt.CheckState.Checked:
        points = [QPointF(-4, 0), QPointF(-1, 3), QPointF(4, -3)]
        painter.drawPolyline(QPolygonF([centre + point * unit for point in points]))
    elif on:
        painter.drawLine(centre - QPointF(4, 0) * unit, centre + QPointF(4, 0) * unit)


def _write(painter: QPainter, colour: str, *, bold: bool = False) -> None:
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(colour))


def _elided(painter: QPainter, box: QRectF, text: str) -> None:
    right = Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(text, right, round(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class PapersList(QTreeWidget):
    """The papers by group; what was ticked and chosen stays so when the states change."""

    chosen = Signal()
    """Another paper is current."""
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Feuilles à imprimer")
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(PapersDelegate(self))
        self._heads: dict[str, QTreeWidgetItem] = {}
        self._lines: dict[str, QTreeWidgetItem] = {}
        self._away: set[str] = set()
        for group in GROUPS:
            head = QTreeWidgetItem(self, [group])
            head.setFlags(_FLAGS | Qt.ItemFlag.ItemIsAutoTristate)
            head.setCheckState(0, Qt.CheckState.Unchecked)
            head.setExpanded(group != GROUPS[-1])
            self._heads[group] = head
        self.currentItemChanged.connect(lambda *_: self.chosen.emit())
        self.itemChanged.connect(lambda *_: self.ticked.emit())
        self.itemClicked.connect(self._clicked)

    def _clicked(self, item: QTreeWidgetItem) -> None:
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        if item.data(0, PAPER) is None and at.x() >= scaled(self, LEFT) - 4:
            item.setExpanded(not item.isExpanded())

    def show_papers(self, papers: list[Paper]) -> None:
        """Bring the list to these papers; one that comes back is ticked as it was."""
        if [line.data(0, PAPER).key for line in self._lines.values()] != [p.key for p in papers]:
            self._rebuild(papers)
        self.blockSignals(True)
        for paper in papers:
            line = self._lines[paper.key]
            line.setData(0, PAPER, paper)
            line.setText(0, f"{paper.hour} {paper.title}, {paper.told}".strip())
            line.setToolTip(0, paper.told)
        self.blockSignals(False)
        self.viewport().update()

    def _rebuild(self, papers: list[Paper]) -> None:
        kept = self._away | {paper.key for paper in self.checked()}
        self._away = kept - {paper.key for paper in papers}
        current = self.current()
        self.blockSignals(True)
        for head in self._heads.values():
            head.takeChildren()
        self._lines = {paper.key: self._line(paper, paper.key in kept) for paper in papers}
        for group, head in self._heads.items():
            head.setText(0, f"{group} · {head.childCount()}" if head.childCount() else group)
            head.setHidden(not head.childCount())
        self.blockSignals(False)
        self._choose(current.key if current else "", papers)

    def _line(self, paper: Paper, ticked: bool) -> QTreeWidgetItem:
        line = QTreeWidgetItem(self._heads[paper.group])
        line.setFlags(_FLAGS | Qt.ItemFlag.ItemNeverHasChildren)
        line.setData(0, PAPER, paper)
        line.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return line

    def _choose(self, key: str, papers: list[Paper]) -> None:
        line = self._lines.get(key) or self._lines[papers[0].key]
        self.setCurrentItem(line)
        self.chosen.emit()

    def current(self) -> Paper | None:
        """The paper under the cursor."""
        item = self.currentItem()
        paper = item.data(0, PAPER) if item else None
        return paper if isinstance(paper, Paper) else None

    def checked(self) -> list[Paper]:
        """The ticked papers in their order."""
        lines = self._lines.values()
        on = Qt.CheckState.Checked
        return [line.data(0, PAPER) for line in lines if line.checkState(0) == on]

    def tick(self, group: str, *, on: bool = True) -> None:
        """Tick a whole group, or none of it."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        self._heads[group].setCheckState(0, state)


_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
