"""The day's list: hour, name, state by shape and word, badges. With a candidate in the room it
shows of the others only hour and passé, à venir or prépare (rule 9)."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.facts import dataclass
from app.domain.state import Passage
from app.domain.status import past, preparing, status
from ui.bridge import Bridge, Fresh
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEIGHT, NAMED = 50, 14
"""Pixels of a line, and down to the middle of the name in it: badges have the width under it."""
LEAST = 30
"""Pixels of text below which a badge says nothing."""
RESERVED = "réservée"
WORDS = {
    "transferred": "transféré",
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


ORIGIN = QPointF(0, 0)
TICK = QPolygonF([QPointF(-3, 0), QPointF(-1, 2.4), QPointF(3, -2.4)])
ARROW = QPolygonF([QPointF(-4, -6), QPointF(6, 0), QPointF(-4, 6)])
CROSS = (QLineF(-4, -4, 4, 4), QLineF(-4, 4, 4, -4))
STROKES = {
    "deliberating": (QLineF(-2.5, 0, 2.5, 0),),
    "suspended": (QLineF(-3, -5, -3, 5), QLineF(3, -5, 3, 5)),
    "transferred": (QLineF(-4, 0, 4, 0), QLineF(1, -3, 4, 0), QLineF(1, 3, 4, 0)),
    "absent": CROSS,
    "not-valid": CROSS,
    "recused": CROSS,
}


@dataclass(frozen=True)
class Line:
    """What the list may show of a passage now."""

    number: str
    hour: str
    name: str
    word: str
    shape: str
    badges: tuple[str, ...] = ()
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
    return Line(
        passage.number,
        hour,
        f"{passage.candidate.last_name} {passage.candidate.first_names}",
        word,
        "ring" if preparing(passage) else state,
        tuple(badge for badge in _badges(passage) if badge != RESERVED or not bridge.hushed),
        passage.number == following,
    )


def veiled_word(bridge: Bridge, passage: Passage) -> str:
    """``passé``, ``à venir`` or ``prépare``: all one may read of another candidate."""
    if preparing(passage):
        return "prépare"
    return "passé" if past(bridge.state.exam, passage) else "à venir"


def _badges(passage: Passage) -> tuple[str, ...]:
    """Printed and signed by hand, of the version in force; a mark reserved."""
    sealed = passage.in_force
    reserved = (RESERVED,) * passage.reserved
    if sealed is None:
        return reserved
    printed = any(version == sealed.version for version, _ in passage.prints)
    signed = {name for name, version, _ in passage.paper_signatures if version == sealed.version}
    whole = len(signed) >= len(passage.examiners or signed) and bool(signed)
    return (*reserved, *("imprimé",) * printed, *("signé",) * whole)


class DayModel(QAbstractListModel):
    """The passages in order of the day."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._fresh = Fresh()
        self.lines: list[Line] = []

    def refresh(self) -> None:
        """Tell again only the lines that differ."""
        bridge = self._bridge
        if not self._fresh.stale(bridge.state, bridge.in_room(), bridge.hidden):
            return
        order = self._bridge.state.in_order
        waiting = (p.number for p in order if status(self._bridge.state, p) == "planned")
        following = next(waiting, "")
        lines = [line_of(self._bridge, passage, following) for passage in order]
        if [line.number for line in lines] != [line.number for line in self.lines]:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        old, self.lines = self.lines, lines
        for place, (before, now) in enumerate(zip(old, lines, strict=True)):
            if before != now:
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.name}\n{', '.join((line.word, *line.badges))}" if line.name else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            told = (line.hour, line.name, line.word, *line.badges, "suivant" * line.next)
            return ", ".join(filter(None, told))
        return None


class DayDelegate(QStyledItemDelegate):
    """Paints a line: hour on the left, name over state and badges, the state's shape right."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._fitted: dict[tuple[str, int, int, bool], tuple[str, int]] = {}
        theme.changed.connect(self._fitted.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(180, self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(7, 2, -7, -2)
        if index == self._view.currentIndex():
            focused = self._view.hasFocus()
            painter.setPen(QPen(self._theme.colour("focus" if focused else "line"), 1 + focused))
            painter.setBrush(self._theme.colour("card"))
            painter.drawRoundedRect(box, 8, 8)
        self._texts(painter, box, line)
        middle = box.top() + self._theme.px(NAMED) if line.name else box.center().y()
        at = QPointF(box.right() - self._theme.px(15), middle)
        self._shape(painter, at, line.shape)

    def _texts(self, painter: QPainter, box: QRectF, line: Line) -> None:
        px = self._theme.px
        hour = QRectF(box.left() + 9, box.top(), px(44), box.height())
        self._write(painter, hour, line.hour, "muted", 13)
        left = hour.right() + px(7)
        whole = QRectF(left, box.top(), box.right() - left - px(28), box.height())
        if not line.name:
            self._write(painter, whole, line.word, "muted", 13)
            return
        upper = QRectF(left, box.top() + px(4), whole.width(), px(20))
        self._write(painter, upper, line.name, "ink", 13, bold=True)
        lower = upper.translated(0, px(19))
        at = left + self._write(painter, lower, line.word, "muted", 12) + px(6)
        for badge in (*line.badges, *("suivant",) * line.next):
            at = self._chip(painter, QPointF(at, lower.top() + px(2)), badge, box.right() - 6)

    def _chip(self, painter: QPainter, at: QPointF, text: str, end: float) -> float:
        """A badge, cut where the line ends; returns where the next one starts."""
        px, warns = self._theme.px, text == RESERVED
        room = round(end - at.x()) - px(10)
        if room < px(LEAST):
            return end
        shown, wide = self._fit(text, room, 11, bold=False)
        width = wide + px(10)
        box = QRectF(at.x(), at.y(), width, px(16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("warn" if warns else "soft"))
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setPen(self._theme.colour("warn_ink" if warns else "soft_ink"))
        painter.setFont(self._theme.font(11))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        return box.right() + px(4)

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        token: str,
        size: int,
        *,
        bold: bool = False,
    ) -> int:
        """Write on one line, cut where it must be; returns its width in pixels."""
        shown, width = self._fit(text, round(box.width()), size, bold=bold)
        painter.setFont(self._theme.font(size, bold=bold))
        painter.setPen(self._theme.colour(token))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        return width

    def _fit(self, text: str, width: int, size: int, *, bold: bool) -> tuple[str, int]:
        """The text cut to the width, and how wide it is; measured once for many paintings."""
        key = (text, width, size, bold)
        found = self._fitted.get(key)
        if found is None:
            metrics = QFontMetrics(self._theme.font(size, bold=bold))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            found = self._fitted[key] = (shown, metrics.horizontalAdvance(shown))
        return found

    def _shape(self, painter: QPainter, at: QPointF, shape: str) -> None:
        """Each state has its own outline, so that none is told by colour alone."""
        accent, scale = self._theme.colour("accent"), self._theme.scale
        painter.setPen(QPen(accent, 1.6))
        painter.setBrush(accent if shape in ("running", "sealed") else Qt.BrushStyle.NoBrush)
        painter.save()
        painter.translate(at)
        painter.scale(scale, scale)
        if shape == "sealed":
            painter.drawEllipse(ORIGIN, 6, 6)
            painter.setPen(QPen(self._theme.colour("accent_ink"), 1.6))
            painter.drawPolyline(TICK)
        elif shape == "running":
            painter.drawPolygon(ARROW)
        elif shape in ("present", "ring", "deliberating"):
            painter.drawEllipse(ORIGIN, 5, 5)
        for line in STROKES.get(shape, ()):
            painter.drawLine(line)
        painter.restore()


class DayList(QListView):
    """The list; choosing a line shows that candidate."""

    entered = Signal()
    """Enter: on to the work with the candidate chosen."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("bare")
        self.setAccessibleName("Candidats du jour")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self._model = DayModel(bridge, self)
        self.setModel(self._model)
        self.setItemDelegate(DayDelegate(theme, self))
        self.selectionModel().currentChanged.connect(self._chosen)

    def refresh(self) -> None:
        self.selectionModel().blockSignals(True)
        self._model.refresh()
        shown = self._bridge.passage
        for place, line in enumerate(self._model.lines):
            if shown is not None and line.number == shown.number:
                self._point_at(place)
        self.selectionModel().blockSignals(False)

    def _point_at(self, place: int) -> None:
        if self.currentIndex().row() != place:
            self.setCurrentIndex(self._model.index(place))
            self.scrollTo(self._model.index(place))
            self._repaint()  # the selection moved without saying so

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resized(self) -> None:
        """Texts have another size."""
        self.scheduleDelayedItemsLayout()
        self._repaint()

    def _repaint(self) -> None:
        if self.isVisible():
            self.viewport().update()

    def _chosen(self, index: QModelIndex, _: QModelIndex) -> None:
        if index.isValid():
            self._bridge.select(self._model.lines[index.row()].number)
