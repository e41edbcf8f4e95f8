"""The day's list: hour, name, state by shape and word, badges. With a candidate in the room it
shows of the others only hour and passé, à venir or prépare (rule 9)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.state import Passage
from app.domain.status import parts_over, preparing, status
from ui.bridge import Bridge
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 50
WORDS = {
    "not-valid": "non valide",
    "recused": "récusé",
    "absent": "absent",
    "sealed": "scellé",
    "suspended": "suspendu",
    "running": "en cours",
    "deliberating": "délibération",
    "present": "présent",
    "planned": "à venir",
}


@dataclass(frozen=True)
class Line:
    """What the list may show of a passage now."""

    number: str
    hour: str
    name: str
    word: str
    shape: str
    badges: str = ""
    next: bool = False


def line_of(bridge: Bridge, passage: Passage, following: str) -> Line:
    """The line of a passage, cut down to hour and word while another candidate is in the room."""
    room = bridge.in_room()
    hour = passage.candidate.hour or "--:--"
    if room is not None and room.number != passage.number:
        word = veiled_word(bridge, passage)
        return Line(passage.number, hour, "", word, "ring" if word == "prépare" else "none")
    state = status(bridge.state, passage)
    word = "prépare" if preparing(passage) else WORDS[state]
    if passage.reserved:
        word += " · réservée"
    return Line(
        passage.number,
        hour,
        f"{passage.candidate.last_name} {passage.candidate.first_names}",
        word,
        "ring" if preparing(passage) else state,
        _badges(passage),
        passage.number == following,
    )


def veiled_word(bridge: Bridge, passage: Passage) -> str:
    """``passé``, ``à venir`` or ``prépare``: all one may read of another candidate."""
    if preparing(passage):
        return "prépare"
    barred = passage.absent or passage.not_valid is not None
    done = passage.sealed or barred or parts_over(bridge.state.exam, passage)
    return "passé" if done else "à venir"


def _badges(passage: Passage) -> str:
    """Printed and signed by hand, of the version in force."""
    sealed = passage.in_force
    if sealed is None:
        return ""
    printed = any(version == sealed.version for version, _ in passage.prints)
    signed = {name for name, version, _ in passage.paper_signatures if version == sealed.version}
    whole = len(signed) >= len(passage.examiners or signed) and bool(signed)
    return " · ".join(filter(None, ("imprimé" * printed, "signé" * whole)))


class DayModel(QAbstractListModel):
    """The passages in order of the day."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.lines: list[Line] = []
        self.refresh()

    def refresh(self) -> None:
        order = self._bridge.state.in_order
        waiting = (p.number for p in order if status(self._bridge.state, p) == "planned")
        following = next(waiting, "")
        self.beginResetModel()
        self.lines = [line_of(self._bridge, passage, following) for passage in order]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            told = (line.hour, line.name, line.word, line.badges, "suivant" if line.next else "")
            return ", ".join(filter(None, told))
        return None


class DayDelegate(QStyledItemDelegate):
    """Paints a line: hour on the left, name over state, the shape of the state on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(180, round(HEIGHT * self._theme.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(7, 2, -7, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.colour("line")))
            painter.setBrush(self._theme.colour("card"))
            painter.drawRoundedRect(box, 8, 8)
        self._texts(painter, box, line)
        self._shape(painter, QPointF(box.right() - 16, box.center().y()), line.shape)
        painter.restore()

    def _texts(self, painter: QPainter, box: QRectF, line: Line) -> None:
        scale = self._theme.scale
        quiet, ink = self._theme.colour("muted"), self._theme.colour("ink")
        left = box.left() + 9
        self._write(painter, quiet, round(13 * scale), False)
        painter.drawText(
            QRectF(left, box.top(), 44 * scale, box.height()),
            Qt.AlignmentFlag.AlignVCenter,
            line.hour,
        )
        column = QRectF(left + 50 * scale, box.top() + 5, box.width() - 88, box.height() / 2 - 4)
        if not line.name:
            self._write(painter, quiet, round(13 * scale), False)
            whole = QRectF(column.left(), box.top(), column.width(), box.height())
            painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter, line.word)
            return
        name = line.name
        self._write(painter, ink, round(13 * scale), True)
        shown = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, round(column.width())
        )
        painter.drawText(column, Qt.AlignmentFlag.AlignVCenter, shown)
        self._write(painter, quiet, round(12 * scale), False)
        told = " · ".join(filter(None, (line.word, line.badges, "suivant" * line.next)))
        painter.drawText(
            column.translated(0, column.height() + 1), Qt.AlignmentFlag.AlignVCenter, told
        )

    def _write(self, painter: QPainter, colour: object, size: int, bold: bool) -> None:
        font = QFont(painter.font())
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colour)

    def _shape(self, painter: QPainter, at: QPointF, shape: str) -> None:
        """Each state has its own outline, so that none is told by colour alone."""
        accent = self._theme.colour("accent")
        painter.setPen(QPen(accent, 1.6))
        painter.setBrush(accent if shape in ("running", "sealed") else Qt.BrushStyle.NoBrush)
        x, y = at.x(), at.y()
        if shape == "running":
            painter.drawPolygon(
                QPolygonF([QPointF(x - 4, y - 6), QPointF(x + 6, y), QPointF(x - 4, y + 6)])
            )
        elif shape == "sealed":
            painter.drawEllipse(at, 5, 5)
        elif shape in ("present", "ring", "deliberating"):
            painter.drawEllipse(at, 5, 5)
            if shape == "deliberating":
                painter.drawLine(QPointF(x - 2.5, y), QPointF(x + 2.5, y))
        elif shape == "suspended":
            painter.drawLine(QPointF(x - 3, y - 5), QPointF(x - 3, y + 5))
            painter.drawLine(QPointF(x + 3, y - 5), QPointF(x + 3, y + 5))
        elif shape in ("absent", "not-valid", "recused"):
            painter.drawLine(QPointF(x - 4, y - 4), QPointF(x + 4, y + 4))
            painter.drawLine(QPointF(x - 4, y + 4), QPointF(x + 4, y - 4))


class DayList(QListView):
    """The list; choosing a line shows that candidate."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName("Candidats du jour")
        self.setMouseTracking(False)
        self._model = DayModel(bridge, self)
        self.setModel(self._model)
        self.setItemDelegate(DayDelegate(theme, self))
        self.setStyleSheet("QListView { background: transparent; }")
        self.selectionModel().currentChanged.connect(self._chosen)
        bridge.changed.connect(lambda _: self.refresh())
        bridge.selected.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.selectionModel().blockSignals(True)
        self._model.refresh()
        shown = self._bridge.passage
        for place, line in enumerate(self._model.lines):
            if shown is not None and line.number == shown.number:
                self.setCurrentIndex(self._model.index(place))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def _chosen(self, index: QModelIndex, _: QModelIndex) -> None:
        if index.isValid():
            self._bridge.select(self._model.lines[index.row()].number)
