"""How the planning is painted: heads of commissions, hours, breaks, cards."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen

from app.domain.jury.hours import hour_text
from app.domain.jury.people import Span
from app.services.jury_lanes import Card, Lane
from ui.jury.planning_space import Space
from ui.theme import Theme

LINE, BAR, ROUND = 17, 4, 6
GROUNDS = {
    "": ("card", "ink", "muted", "line"),
    "wrong": ("alert", "alert_ink", "alert_ink", "alert_ink"),
    "doubtful": ("warn", "warn_ink", "warn_ink", "warn_ink"),
    "right": ("soft", "soft_ink", "soft_ink", "accent"),
    "out": ("off", "off_ink", "off_ink", "off"),
}
"""Ground, ink, second ink and edge of a card, by what it says."""
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class BoardPainter:
    """Knows the theme and what fits; is told where."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._fitted: dict[tuple[str, int, int, bool], tuple[str, int]] = {}
        theme.changed.connect(self._fitted.clear)

    # --- a card ---------------------------------------------------------------------------------

    def card(
        self,
        painter: QPainter,
        box: QRectF,
        card: Card,
        *,
        tone: str = "",
        edge: str = "",
        dashed: bool = False,
        faint: bool = False,
    ) -> None:
        """``tone`` colours it; ``edge`` "focus" or "pointed" frames it; ``faint`` is a card that is
        being carried away."""
        ground, ink, second, line = GROUNDS[tone]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.35 if faint else 1.0)
        pen = QPen(self._theme.colour("focus" if edge else line), 2 if edge else 1)
        if dashed or edge == "pointed":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), ROUND, ROUND)
        self._bar(painter, box, card, ink if tone else "")
        self._texts(painter, box, card, ink, second)
        painter.restore()

    def _bar(self, painter: QPainter, box: QRectF, card: Card, ink: str) -> None:
        """Preparation pale, interview deep, in proportion."""
        px = self._theme.px
        at = QRectF(box.left() + 5, box.top() + 5, px(BAR), max(4.0, box.height() - 10))
        share = (card.examined - card.slot.minute) / max(1, card.until - card.slot.minute)
        long = (card.end - card.slot.minute) / max(1, card.until - card.slot.minute)
        first, whole = at.height() * share, at.height() * long
        painter.setPen(Qt.PenStyle.NoPen)
        if first:
            painter.setBrush(self._theme.colour("level_i"))
            painter.drawRect(QRectF(at.left(), at.top(), at.width(), first))
        painter.setBrush(self._theme.colour(ink or "level_ts"))
        painter.drawRect(QRectF(at.left(), at.top() + first, at.width(), whole - first))

    def _texts(self, painter: QPainter, box: QRectF, card: Card, ink: str, second: str) -> None:
        px = self._theme.px
        inside = box.adjusted(5 + px(BAR) + 6, 3, -7, -3)
        under = self._under(card, inside.height())
        line = QRectF(inside.left(), 0, inside.width(), px(LINE))
        high = px(LINE) * (1 + len(under))
        line.moveTop(inside.top() + max(0.0, (inside.height() - high) / 2))
        taken = self.write(painter, line, hour_text(card.slot.minute), second, 12)
        badge = self.badge(painter, line, card.extra) if card.extra and not under else 0
        name = line.adjusted(taken + px(6), 0, -badge, 0)
        self.write(painter, name, card.name, ink, 12, bold=True)
        for rank, text in enumerate(under, 1):
            below = line.translated(0, rank * px(LINE))
            shown = card.extra and rank == 1
            wide = self.badge(painter, below, card.extra) if shown else 0
            self.write(painter, below.adjusted(0, 0, -wide, 0), text, second, 11)

    def _under(self, card: Card, room: float) -> list[str]:
        """The texts under the name, as many lines of them as there is room for."""
        prepares = card.examined > card.slot.minute
        oral = f"oral {hour_text(card.examined)}" if prepares else ""
        number = card.passage[0]
        if room < self._theme.px(2 * LINE - 4):
            return []
        if card.out or not card.extra or room < self._theme.px(3 * LINE - 4):
            return [card.out or " · ".join(filter(None, (oral, number)))]
        return [oral or number, *([number] if oral else [])]

    def badge(self, painter: QPainter, line: QRectF, text: str) -> int:
        """A badge at the end of the line; how wide it is."""
        px = self._theme.px
        shown, wide = self._fit(text, round(line.width() / 2), 11, bold=True)
        box = QRectF(line.right() - wide - px(10), line.top() + 1, wide + px(10), px(16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setFont(self._theme.font(11, bold=True))
        painter.setPen(self._theme.colour("accent_ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        return round(box.width()) + px(4)

    # --- a lane ---------------------------------------------------------------------------------

    def head(self, painter: QPainter, box: QRectF, lane: Lane, *, pointed: bool) -> None:
        """Code and count, room and site, who examines."""
        px, commission = self._theme.px, lane.commission
        painter.fillRect(box, self._theme.colour("card"))
        inside = box.adjusted(9, px(6), -9, 0)
        line = QRectF(inside.left(), inside.top(), inside.width(), px(20))
        room = len(lane.starts)
        tone = "warn" if lane.taken > room else "soft"
        count = self._count(painter, line, f"{lane.taken} / {room}", tone)
        code = line.adjusted(0, 0, -count, 0)
        self.write(painter, code, commission.code, "focus" if pointed else "ink", 14, bold=True)
        salle = f"Salle {commission.room}" if commission.room.strip() else "Sans salle"
        where = f"{salle} · {commission.site}" if lane.sits else "Ne siège pas ce jour"
        second = line.translated(0, px(20))
        second.setHeight(px(16))
        self.write(painter, second, where, "ink" if lane.sits else "alert_ink", 12)
        names = ", ".join(commission.examiners) or "sans examinateur"
        self.write(painter, second.translated(0, px(16)), names, "muted", 11)

    def _count(self, painter: QPainter, line: QRectF, text: str, tone: str) -> int:
        px = self._theme.px
        shown, wide = self._fit(text, 999, 11, bold=True)
        box = QRectF(line.right() - wide - px(12), line.top() + 2, wide + px(12), px(17))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(tone))
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setFont(self._theme.font(11, bold=True))
        painter.setPen(self._theme.colour(f"{tone}_ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        return round(box.width()) + px(6)

    def ground(self, painter: QPainter, box: QRectF, hours: QRectF, *, sits: bool) -> None:
        """The lane, open within the hours of the commission."""
        painter.fillRect(box, self._theme.colour("ground"))
        if sits:
            painter.fillRect(hours, self._theme.colour("card"))

    def pause(self, painter: QPainter, box: QRectF, pause: Span) -> None:
        """A break, hatched, with its hours."""
        painter.fillRect(box, self._theme.colour("side"))
        hatch = QColor(self._theme.colour("hatch"))
        painter.fillRect(box, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        text = f"Pause {hour_text(pause.start)}–{hour_text(pause.end)}"
        shown, wide = self._fit(text, round(box.width()) - 16, 11, bold=False)
        high = self._theme.px(18)
        if box.height() < high:
            return
        words = QRectF(0, 0, wide + 14, high)
        words.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("side"))
        painter.drawRoundedRect(words, 5, 5)
        self.write(painter, words, shown, "muted", 11, how=Qt.AlignmentFlag.AlignCenter)

    # --- the board ---------------------------------------------------------------------------

    def lane(self, painter: QPainter, space: Space, place: int) -> None:
        lane, box = space.lanes[place], space.lane_box(place)
        hours = lane.commission.hours

        def band(start: int, end: int) -> QRectF:
            top = space.y(start)
            return QRectF(box.left(), top, box.width(), space.y(end) - top)

        self.ground(painter, box, band(hours.start, hours.end), sits=lane.sits)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        for minute in lane.starts:
            y = round(space.y(minute))
            painter.drawLine(round(box.left()), y, round(box.right()), y)
        for pause in lane.commission.breaks:
            self.pause(painter, band(pause.start, pause.end).adjusted(1, 0, 0, 0), pause)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(box.topRight(), box.bottomRight())

    def head_of(self, painter: QPainter, space: Space, place: int, *, pointed: bool) -> None:
        """The head of a lane, over whatever was scrolled under it."""
        lane, across = space.lanes[place], space.across(place)
        box = QRectF(across.left(), 0, across.width(), space.head)
        self.head(painter, box, lane, pointed=pointed)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())

    def hours(self, painter: QPainter, space: Space, height: int) -> None:
        """The hours, over whatever was scrolled under them."""
        gutter = QRectF(0, 0, space.gutter, height)
        painter.fillRect(gutter, self._theme.colour("card"))
        for hour in range(space.first, space.last + 1, 60):
            y = space.y(hour)
            if y > space.head:
                at = QRectF(0, y - 1, space.gutter - 8, self._theme.px(16))
                self.write(painter, at, hour_text(hour), "muted", 11, how=RIGHT)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(gutter.topRight(), gutter.bottomRight())
        corner = QRectF(0, 0, space.gutter, space.head)
        painter.fillRect(corner, self._theme.colour("card"))
        painter.drawLine(corner.bottomLeft(), corner.bottomRight())

    # --- texts ----------------------------------------------------------------------------------

    def write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        token: str,
        size: int,
        *,
        bold: bool = False,
        how: Qt.AlignmentFlag = LEFT,
    ) -> int:
        """Write on one line, cut where it must be; how wide it came."""
        shown, wide = self._fit(text, round(box.width()), size, bold=bold)
        painter.setFont(self._theme.font(size, bold=bold))
        painter.setPen(self._theme.colour(token))
        painter.drawText(box, how, shown)
        return wide

    def _fit(self, text: str, width: int, size: int, *, bold: bool) -> tuple[str, int]:
        """The text cut to the width, and how wide it is; measured once for many paintings."""
        key = (text, width, size, bold)
        if key not in self._fitted:
            metrics = QFontMetrics(self._theme.font(size, bold=bold))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(1, width))
            self._fitted[key] = shown, metrics.horizontalAdvance(shown)
        return self._fitted[key]
