"""The board: a lane a commission, a card a passage; cards are carried by mouse or by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QToolTip

from app.domain.jury.board import Passage
from app.domain.jury.people import Slot
from app.services.jury_lanes import Lane, card_if
from ui.jury.bridge import JuryBridge
from ui.jury.planning_carry import Carry
from ui.jury.planning_model import CardModel, Index, Marks, Placed
from ui.jury.planning_paint import BoardPainter
from ui.jury.planning_space import TOP, Space
from ui.theme import Theme

STEP = 5
EDGE_PX, SCROLL_PX, SCROLL_MS = 30, 18, 30
"""Near an edge the board scrolls under what is carried."""
Key = Qt.Key
WAYS = {
    Key.Key_Up: (0, -1),
    Key.Key_Down: (0, 1),
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
}
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class BoardView(QListView):
    """Shows the lanes of a ``CardModel``; what is carried is a ``Carry``'s to know.

    To who reads the screen it is the list that it is a picture of; Qt tells so of lists alone.
    """

    picked = Signal(object)
    """The passage of the card the cursor is on, None for none."""
    removed = Signal(object)
    """A passage whose hour is to be taken away."""
    hovered = Signal(QPoint)
    """A card is carried over that point of the screen."""
    left = Signal()
    """Escape, with nothing carried."""
    turned = Signal(int)
    """Another day is meant: so many later."""

    def __init__(self, bridge: JuryBridge, theme: Theme, carry: Carry) -> None:
        super().__init__()
        self._bridge, self._theme, self.carry = bridge, theme, carry
        self._paint, self.space = BoardPainter(theme), Space(theme)
        self.cards = CardModel()
        self.locked = False
        self._press: tuple[QPoint, Placed] | None = None
        self._grip, self._global = 0, QPoint()
        self._pointed: tuple[frozenset[Passage], frozenset[str]] = (frozenset(), frozenset())
        self._ghost = QRect()
        self._scroll = QTimer(self, interval=SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        self.setModel(self.cards)
        self.setAccessibleName("Planning du jour")
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        carry.turned.connect(self._carried)

    # --- what is shown --------------------------------------------------------------------------

    def show_lanes(
        self, lanes: list[Lane], marks: Marks, proposed: frozenset[Passage] = frozenset()
    ) -> None:
        """These lanes; the cursor stays on its passage where it is there."""
        kept = self.passage
        if self.cards.show_lanes(lanes, marks, proposed):
            self._measure()
            self.updateGeometries()
            if kept is not None:
                self.go(kept, reveal=False)
            self.viewport().update()

    @property
    def lanes(self) -> list[Lane]:
        return self.cards.lanes

    @property
    def placed(self) -> Placed | None:
        """What the cursor is on."""
        row = self.currentIndex().row()
        return self.cards.placed[row] if 0 <= row < len(self.cards.placed) else None

    @property
    def passage(self) -> Passage | None:
        return self.placed.card.passage if self.placed else None

    def go(self, passage: Passage, *, reveal: bool = True) -> bool:
        """Put the cursor on that passage; False where it is not on this board."""
        row = self.cards.row_of(passage)
        if row >= 0:
            self.setCurrentIndex(self.cards.index(row))
            if reveal:
                self.scrollTo(self.cards.index(row))
        return row >= 0

    def point(self, passages: frozenset[Passage], codes: frozenset[str]) -> None:
        """Frame these cards, and the heads of these commissions."""
        self._pointed = passages, codes
        place = next(
            (n for n, lane in enumerate(self.lanes) if lane.commission.code in codes), None
        )
        if place is not None and not passages:
            self._reveal(self.space.lane_box(place).toRect().adjusted(0, 0, 0, -9999))
        self.viewport().update()

    def resized(self) -> None:
        """Texts have another size."""
        self._measure()
        self.updateGeometries()
        self.viewport().update()

    def _measure(self) -> None:
        self.space.measure(self.lanes, self.viewport().size())

    def slot_at(self, at: QPoint, *, grip: int = 0, exact: bool = False) -> Slot | None:
        """The slot meant by a card held ``grip`` pixels under its top: the nearest usual hour,
        or, ``exact``, the nearest five minutes."""
        place = self.space.lane_at(at)
        if place < 0 or not self.viewport().rect().contains(at):
            return None
        lane = self.lanes[place]
        minute = (
            self.space.first + (at.y() - grip - self.space.y(self.space.first)) / self.space.scale
        )
        if exact or not lane.minutes:
            nearest = max(0, min(24 * 60 - STEP, round(minute / STEP) * STEP))
        else:
            nearest = min(lane.minutes, key=lambda m: abs(m - minute))
        return Slot(lane.commission.code, lane.day, nearest)

    # --- what an item view is asked -------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        if not index.isValid():
            return QRect()
        placed = self.cards.placed[index.row()]
        return self.space.box(placed.card, placed.lane).toAlignedRect()

    def indexAt(self, at: QPoint) -> QModelIndex:  # noqa: N802
        """The card at a point of the viewport; of two, the one on top."""
        if at.y() > self.space.head and at.x() > self.space.gutter:
            for row in reversed(range(len(self.cards.placed))):
                placed = self.cards.placed[row]
                if self.space.box(placed.card, placed.lane).contains(at):
                    return self.cards.index(row)
        return QModelIndex()

    def scrollTo(  # noqa: N802
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if index.isValid():
            self._reveal(self.visualRect(index))

    def _reveal(self, box: QRect) -> None:
        across, down, room = self.horizontalScrollBar(), self.verticalScrollBar(), self.viewport()
        if box.left() < self.space.gutter:
            across.setValue(across.value() + box.left() - self.space.gutter - 5)
        elif box.right() > room.width():
            over = min(box.right() - room.width(), box.left() - self.space.gutter - 11)
            across.setValue(across.value() + over + 6)
        if box.bottom() > room.height():
            down.setValue(down.value() + box.bottom() - room.height() + TOP)
        elif box.top() < self.space.head and box.height() > 0:
            down.setValue(down.value() + box.top() - self.space.head - TOP)

    def horizontalOffset(self) -> int:  # noqa: N802
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:  # noqa: N802
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: N802
        return False

    def setSelection(self, box: QRect, command: object) -> None:  # noqa: N802
        found = self.indexAt(box.center())
        if found.isValid():
            self.selectionModel().select(found, command)  # type: ignore[call-overload]

    def visualRegionForSelection(self, selection: object) -> QRegion:  # noqa: N802
        """The cards are painted anew by whoever moves the cursor."""
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:  # noqa: N802
        room = self.viewport().size()
        wide = self.space.gutter + self.space.lane * len(self.lanes)
        high = (
            self.space.head
            + 2 * TOP
            + round((self.space.last - self.space.first) * self.space.scale)
        )
        for bar, whole, seen in (
            (self.horizontalScrollBar(), wide, room.width()),
            (self.verticalScrollBar(), high, room.height()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, whole - seen))
        QAbstractItemView.updateGeometries(self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        QAbstractItemView.resizeEvent(self, event)
        self._measure()
        self.updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        self.space.offset = QPoint(self.horizontalOffset(), self.verticalOffset())
        self.viewport().update()  # heads and hours stay where they are

    def currentChanged(self, now: Index, before: Index) -> None:  # noqa: N802
        super().currentChanged(now, before)
        self.viewport().update()
        self.picked.emit(self.passage)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.placed:
            self.setCurrentIndex(self.cards.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.pos().y() < self.space.head:
            place = self.space.lane_at(event.pos())
            text = head_text(self.lanes[place]) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    # --- keys -----------------------------------------------------------------------------------

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Up and down in the lane, left and right to the nearest hour of another one."""
        moves = QAbstractItemView.CursorAction
        ways = {
            moves.MoveUp: (0, -1),
            moves.MoveDown: (0, 1),
            moves.MoveLeft: (-1, 0),
            moves.MoveRight: (1, 0),
        }
        placed = self.placed
        if placed is None:
            return self.cards.index(0)
        if action in ways:
            return self._towards(placed, *ways[action])
        ends = {moves.MoveHome: -9999, moves.MoveEnd: 9999}
        return self._in_lane(placed.lane, self._rank(placed) + ends.get(action, 0))

    def _rank(self, placed: Placed) -> int:
        return self.lanes[placed.lane].cards.index(placed.card)

    def _in_lane(self, lane: int, rank: int) -> QModelIndex:
        there = self.lanes[lane].cards
        card = there[max(0, min(rank, len(there) - 1))]
        return self.cards.index(self.cards.row_of(card.passage))

    def _towards(self, placed: Placed, across: int, down: int) -> QModelIndex:
        if down:
            return self._in_lane(placed.lane, self._rank(placed) + down)
        lane = placed.lane + across
        while 0 <= lane < len(self.lanes) and not self.lanes[lane].cards:
            lane += across
        if not 0 <= lane < len(self.lanes):
            return self.currentIndex()
        minute = placed.card.slot.minute
        cards = self.lanes[lane].cards
        nearest = min(cards, key=lambda card: abs(card.slot.minute - minute))
        return self.cards.index(self.cards.row_of(nearest.passage))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = Key(event.key())
        doing = self._carrying(key, event.modifiers()) or self._choosing(key, event.modifiers())
        if doing is None:
            super().keyPressEvent(event)
        else:
            doing()

    def _carrying(self, key: Qt.Key, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
        """What a key does to a card that is carried."""
        if self.carry.passage is None:
            return None
        if key in WAYS:
            return lambda: self._shift(*WAYS[key], fine=bool(held & SHIFT))
        done = {
            Key.Key_Return: self.carry.drop,
            Key.Key_Enter: self.carry.drop,
            Key.Key_Space: self.carry.drop,
            Key.Key_Escape: self.carry.abandon,
            Key.Key_Delete: self._remove,
        }
        return done.get(key)

    def _choosing(self, key: Qt.Key, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
        """What a key does to the card the cursor is on."""
        if self.carry.passage is not None:
            return None
        if key in WAYS and held & CTRL:
            return lambda: self._take_on(*WAYS[key])
        done: dict[Qt.Key, Callable[[], object]] = {
            Key.Key_Return: self._take,
            Key.Key_Enter: self._take,
            Key.Key_Space: self._take,
            Key.Key_Delete: self._remove,
            Key.Key_Escape: self.left.emit,
            Key.Key_PageUp: lambda: self.turned.emit(-1),
            Key.Key_PageDown: lambda: self.turned.emit(1),
        }
        return done.get(key)

    def _take(self) -> bool:
        """Take up the card the cursor is on, where it may be moved."""
        placed = self.placed
        if placed is None or placed.card.out or self.locked:
            return False
        self.carry.begin(placed.card.passage)
        self.carry.aim(placed.card.slot)
        return True

    def _take_on(self, across: int, down: int) -> None:
        if self._take():
            self._shift(across, down)

    def _remove(self) -> None:
        passage = self.carry.passage or self.passage
        self.carry.abandon()
        if passage is not None and not self.locked:
            self.removed.emit(passage)

    def hold(self, passage: Passage, at: Slot | None) -> None:
        """Take a passage up from elsewhere, to be moved by keys."""
        first = self.lanes[0] if self.lanes else None
        if self.locked or first is None:
            return
        minute = next(iter(first.starts), first.commission.hours.start)
        self.carry.begin(passage)
        self.carry.aim(at or Slot(first.commission.code, first.day, minute))
        self.setFocus()

    def _shift(self, across: int, down: int, *, fine: bool = False) -> None:
        """Hold what is carried over another hour, or another commission at the nearest hour."""
        to = self.carry.to
        place = self.space.place_of(to.commission) if to is not None else -1
        if to is None or place < 0:
            return
        place = max(0, min(place + across, len(self.lanes) - 1))
        lane, minute = self.lanes[place], to.minute
        if down and fine:
            minute += down * STEP
        elif down:
            others = [m for m in lane.minutes if (m - minute) * down > 0]
            minute = (min if down > 0 else max)(others, default=minute)
        self.carry.aim(Slot(lane.commission.code, lane.day, minute))
        self._reveal(self._ghost)

    # --- mouse ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.carry.abandon()
        at = event.position().toPoint()
        found = self.indexAt(at)
        if event.button() == Qt.MouseButton.LeftButton and found.isValid():
            self.setCurrentIndex(found)
            self._press = at, self.cards.placed[found.row()]
            self._grip = at.y() - self.visualRect(found).top()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._press is None:
            return
        at, placed = self._press
        far = (event.position().toPoint() - at).manhattanLength()
        if self.carry.passage is None and far >= QApplication.startDragDistance():
            if placed.card.out or self.locked:
                return
            self.carry.begin(placed.card.passage)
        self.hover(event.globalPosition().toPoint(), self._grip)

    def hover(self, at: QPoint, grip: int = 0) -> None:
        """What is carried by mouse is at that point of the screen."""
        if self.carry.passage is None:
            return
        self._global, self._grip = at, grip
        inside = self.viewport().mapFromGlobal(at)
        exact = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        self.carry.aim(self.slot_at(inside, grip=grip, exact=exact))
        self.hovered.emit(at)
        if self._edge() != (0, 0):
            self._scroll.start()

    def _edge(self) -> tuple[int, int]:
        """Which way the board goes under what is held near its edge."""
        at, room = self.viewport().mapFromGlobal(self._global), self.viewport().rect()
        if self.carry.passage is None or not room.contains(at):
            return 0, 0
        left, top = self.space.gutter + EDGE_PX, self.space.head + EDGE_PX
        across = (at.x() > room.right() - EDGE_PX) - (at.x() < left)
        return across, (at.y() > room.bottom() - EDGE_PX) - (at.y() < top)

    def _scroll_on(self) -> None:
        across, down = self._edge()
        if (across, down) == (0, 0):
            self._scroll.stop()
            return
        bars = (self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)
        before = [bar.value() for bar, _ in bars]
        for bar, way in bars:
            bar.setValue(bar.value() + way * SCROLL_PX)
        if before == [bar.value() for bar, _ in bars]:
            self._scroll.stop()
        else:
            self.hover(self._global, self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        pressed, self._press = self._press, None
        self._scroll.stop()
        if pressed is not None and self.carry.passage is not None:
            self.release()

    def release(self) -> None:
        """Drop what is carried by mouse; what is refused goes back."""
        if not self.carry.drop():
            self.carry.abandon()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.mousePressEvent(event)

    def _carried(self) -> None:
        """Paint where it was held and where it is held."""
        before, self._ghost = self._ghost, self._ghost_box()
        held = self.carry.passage is not None
        shapes = Qt.CursorShape
        wrong = held and bool(self.carry.found.hard)
        self.viewport().setCursor(
            shapes.ForbiddenCursor
            if wrong
            else shapes.ClosedHandCursor
            if held
            else shapes.ArrowCursor
        )
        if held and before.isValid() and self._ghost.isValid():
            for box in (before, self._ghost):
                self.viewport().update(box.adjusted(-4, -4, 4, 4))
        else:
            self.viewport().update()

    def _ghost_box(self) -> QRect:
        to, passage = self.carry.to, self.carry.passage
        place = self.space.place_of(to.commission) if to is not None else -1
        if to is None or passage is None or place < 0 or self.lanes[place].day != to.day:
            return QRect()
        card = card_if(self._bridge.state, passage, to)
        lane = self.space.lane_box(place)
        top, bottom = self.space.y(card.slot.minute), self.space.y(card.until)
        return QRectF(lane.left() + 5, top + 1, lane.width() - 10, bottom - top - 2).toAlignedRect()

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        asked = QRectF(event.rect())
        painter.fillRect(asked, self._theme.colour("ground"))
        shown = [n for n in range(len(self.lanes)) if self.space.across(n).intersects(asked)]
        for place in shown:
            self._paint.lane(painter, self.space, place)
        self._paint_cards(painter, asked)
        self._paint_ghost(painter)
        for place in shown:
            code = self.lanes[place].commission.code
            self._paint.head_of(painter, self.space, place, pointed=code in self._pointed[1])
        self._paint.hours(painter, self.space, self.viewport().height())
        painter.end()

    def _paint_cards(self, painter: QPainter, asked: QRectF) -> None:
        here = self.currentIndex().row()
        for row, placed in enumerate(self.cards.placed):
            box = self.space.box(placed.card, placed.lane)
            if box.intersects(asked):
                self._paint_card(painter, box, placed, here=row == here)

    def _paint_card(self, painter: QPainter, box: QRectF, placed: Placed, *, here: bool) -> None:
        passage = placed.card.passage
        edge = "focus" if here else "pointed" if passage in self._pointed[0] else ""
        tone = placed.tone or ("right" if placed.proposed else "")
        self._paint.card(
            painter,
            box,
            placed.card,
            tone=tone,
            edge=edge,
            dashed=placed.proposed or (here and not self.hasFocus()),
            faint=passage == self.carry.passage and self.carry.to != placed.card.slot,
        )

    def _paint_ghost(self, painter: QPainter) -> None:
        passage, to = self.carry.passage, self.carry.to
        box = self._ghost_box()
        if passage is not None and to is not None and box.isValid():
            card = card_if(self._bridge.state, passage, to)
            tone = self.carry.tone
            self._paint.card(painter, QRectF(box), card, tone=tone, edge="focus", dashed=True)


def head_text(lane: Lane) -> str:
    """All that the head of a lane says, whole."""
    commission = lane.commission
    return (
        f"{commission.code}, {commission.exam}, salle {commission.room or '–'}, {commission.site}\n"
        f"{', '.join(commission.examiners)}\n"
        f"{lane.taken} sur {len(lane.starts)} passages possibles"
    )
