"""Where everything stands on the board: lanes side by side, minutes from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRectF, QSize

from app.services.jury_lanes import Card, Lane
from ui.theme import Theme

HEAD, GUTTER, LANE, CARD, TOP = 66, 46, 172, 42, 8
"""Height of the heads, width of the hours, least width of a lane, least height of a usual card."""
FIRST, LAST, INDENT = 8 * 60, 18 * 60, 14


class Space:
    """Lengths in pixels of the viewport; ``offset`` is how far the board is scrolled."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.offset = QPoint()
        self.measure([], QSize(800, 600))

    def measure(self, lanes: list[Lane], room_of: QSize) -> None:
        """Make these lanes fit the room, where they can."""
        self.lanes, px = lanes, self._theme.px
        self.head, self.gutter = px(HEAD), px(GUTTER)
        room = room_of.width() - self.gutter
        self.lane = max(px(LANE), room // max(1, len(lanes)))
        if len(lanes) < room // px(LANE):
            self.lane = min(self.lane, px(2 * LANE))
        starts = [m for lane in lanes for m in self._span(lane)]
        self.first = min(starts, default=FIRST) // 60 * 60
        self.last = -(-max(starts, default=LAST) // 60) * 60
        usual = min((lane.commission.slot for lane in lanes), default=60)
        high = room_of.height() - self.head - 2 * TOP
        self.scale = max(px(CARD) / max(10, usual), high / max(60, self.last - self.first))

    @staticmethod
    def _span(lane: Lane) -> Iterator[int]:
        yield from (lane.commission.hours.start, lane.commission.hours.end)
        for card in lane.cards:
            yield from (card.slot.minute, card.until)

    def y(self, minute: float) -> float:
        down = (minute - self.first) * self.scale
        return self.head + TOP + down - self.offset.y()

    def lane_box(self, place: int) -> QRectF:
        """A lane on the viewport, its head left out."""
        left = self.gutter + place * self.lane - self.offset.x()
        top, bottom = self.y(self.first) - TOP, self.y(self.last) + TOP
        return QRectF(left, top, self.lane, bottom - top)

    def box(self, card: Card, place: int) -> QRectF:
        """A card on the viewport; set in where the one before runs into it."""
        lane = self.lane_box(place)
        cards = self.lanes[place].cards
        own = next((n for n, c in enumerate(cards) if c.passage == card.passage), len(cards))
        over = any(c.end > card.slot.minute for c in cards[:own] if not c.out)
        top, bottom = self.y(card.slot.minute), self.y(card.until)
        left = lane.left() + 5 + (self._theme.px(INDENT) if over else 0)
        return QRectF(left, top + 1, lane.right() - 5 - left, max(16.0, bottom - top - 2))

    def across(self, place: int) -> QRectF:
        lane = self.lane_box(place)
        return QRectF(lane.left(), 0, lane.width(), self.lane_box(place).bottom())

    def lane_at(self, at: QPoint) -> int:
        """The lane at a point of the viewport; -1 where there is none."""
        if at.x() < self.gutter:
            return -1
        place = (at.x() - self.gutter + self.offset.x()) // self.lane
        return place if place < len(self.lanes) else -1

    def place_of(self, code: str) -> int:
        known = enumerate(self.lanes)
        return next((n for n, lane in known if lane.commission.code == code), -1)
