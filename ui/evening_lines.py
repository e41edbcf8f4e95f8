"""What the day still lacks, candidate by candidate, and the list that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.rules.sealing import missing
from app.domain.state import Passage
from app.domain.status import recusing, status
from ui.bridge import Bridge
from ui.daylist import WORDS
from ui.paint import tokens
from ui.papers import unprinted, unsigned

Index = QModelIndex | QPersistentModelIndex
Line = tuple[Passage, str]
TOLD = Qt.ItemDataRole.UserRole
PAD = 7
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def lacking(bridge: Bridge) -> Iterator[Line]:
    """Every passage whose grid is not sealed, and what it waits for, in words."""
    state, now = bridge.state, bridge.now()
    for passage in state.in_order:
        if passage.sealed:
            continue
        word = WORDS[status(state, passage)]
        if settled(bridge, passage):
            yield passage, f"{word} : pas de grille"
            continue
        if not (passage.identity or passage.versions):
            yield passage, word
            continue
        lacks = missing(state, passage, now)
        reopened = "rouverte, " if passage.versions else ""
        yield passage, f"{reopened}{word} ; il manque : {', '.join(lacks) or 'le sceau'}"


def settled(bridge: Bridge, passage: Passage) -> bool:
    """Whether the passage will have no sealed grid, and needs none."""
    barred = passage.absent or passage.not_valid is not None or passage.transferred is not None
    return barred or bool(recusing(bridge.state, passage))


def papers_due(bridge: Bridge) -> Iterator[Line]:
    """Every sealed sheet not printed or not signed by hand."""
    for passage in bridge.state.in_order:
        names = unsigned(passage)
        told = ["à imprimer"] if unprinted(passage) else []
        told += [f"à signer par {' et '.join(names)}"] if names else []
        if passage.in_force and told:
            yield passage, ", ".join(told)


class LinesDelegate(QStyledItemDelegate):
    """Hour and name on a line, what is told under it, over as many lines as it needs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        view = self.parent()
        assert isinstance(view, QListWidget)
        metrics = option.fontMetrics
        room = QRect(0, 0, max(60, view.viewport().width() - _hours(metrics) - 24), 10_000)
        told = metrics.boundingRect(room, _WRAPPED, _told(index)).height()
        return QSize(100, metrics.height() + told + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().soft))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -4, -1), 6, 6)
        strong, quiet = (tokens().soft_ink,) * 2 if chosen else (tokens().ink, tokens().muted)
        box = option.rect.adjusted(8, PAD, -12, -PAD)
        passage: Passage = index.data(TOLD)[0]
        painter.setPen(QPen(QColor(quiet)))
        painter.drawText(box, _WRAPPED, passage.candidate.hour)
        box.adjust(_hours(option.fontMetrics), 0, 0, 0)
        painter.drawText(box.adjusted(0, option.fontMetrics.height(), 0, 0), _WRAPPED, _told(index))
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(strong))
        name = painter.fontMetrics().elidedText(
            passage.candidate.name, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignTop, name)
        painter.restore()


def _told(index: Index) -> str:
    line: Line = index.data(TOLD)
    return line[1]


def _hours(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance("00:00") + 14


class Lines(QListWidget):
    """Candidates and what each waits for; Enter or a double click goes there."""

    wanted = Signal(str)
    """The number of a candidate."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(LinesDelegate(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(lambda item: self.wanted.emit(item.data(TOLD)[0].number))

    def show_lines(self, lines: list[Line]) -> None:
        """Bring the list to these lines, the current one kept."""
        kept = self.currentRow()
        self.clear()
        for passage, told in lines:
            candidate = passage.candidate
            item = QListWidgetItem(f"{candidate.hour}  {candidate.name} : {told}".strip(), self)
            item.setData(TOLD, (passage, told))
        self.setCurrentRow(min(max(kept, 0), len(lines) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
