"""What the comparison of commissions draws in the window, of the very figures of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionViewItem, QWidget

from app.domain.jury.comparing import Gap, decimal_text
from app.domain.jury.comparisons import UNSET, CommissionFigures, ExamComparison
from app.domain.text import counted
from ui.jury.table import CellDelegate, Index, TableModel
from ui.paint import tokens
from ui.theme import Theme

FULL = 40
"""Half points of the best mark."""
EDGE = 10
TICKS = (0, 10, 20, 30, 40)
BAR, CAP = 12, 3
MARKS, GAP, DRIFT = "marks", "gap", "drift"
NO_LEVEL = "NO"


class PlotDelegate(CellDelegate):
    """Cells of the plotted columns are drawn over one scale for all lines."""

    def __init__(self, theme: Theme, view: QWidget, plots: dict[int, str]) -> None:
        """``plots``: section to what is drawn there."""
        super().__init__(theme, view)  # type: ignore[arg-type]
        self._plots, self.reach = plots, 1.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        kind = self._plots.get(index.column())
        model = index.model()
        if kind is None or not isinstance(model, TableModel):
            super().paint(painter, option, index)
            return
        painter.save()
        self._ground(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        told: CommissionFigures = model.shown[index.row()]
        box = QRectF(option.rect).adjusted(EDGE, 0, -EDGE, 0)
        if kind == MARKS:
            _draw_box(painter, box, told)
        else:
            _draw_gap(painter, box, getattr(told, kind), self.reach)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens().focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.soft))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _across(box: QRectF, share: float) -> float:
    return box.left() + box.width() * share


def _draw_box(painter: QPainter, box: QRectF, told: CommissionFigures) -> None:
    """Least to most as a line, the quartiles as a box, the median as a bar."""
    marks, colours, y = told.marks, tokens(), box.center().y()
    for tick in TICKS:
        strong = tick == FULL // 2
        painter.setPen(QPen(QColor(colours.edge if strong else colours.line), 1))
        x = _across(box, tick / FULL)
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
    least, low, high, most = (
        _across(box, half / FULL) for half in (marks.least, marks.low, marks.high, marks.most)
    )
    painter.setPen(QPen(QColor(colours.accent), 1.5))
    painter.drawLine(QPointF(least, y), QPointF(most, y))
    for end in (least, most):
        painter.drawLine(QPointF(end, y - CAP), QPointF(end, y + CAP))
    painter.setBrush(QColor(colours.card))
    painter.drawRect(QRectF(low, y - BAR / 2, max(1.0, high - low), BAR))
    painter.setPen(QPen(QColor(colours.accent), 3))
    median = _across(box, float(marks.median) * 2 / FULL)
    painter.drawLine(QPointF(median, y - BAR / 2), QPointF(median, y + BAR / 2))


def _draw_gap(painter: QPainter, box: QRectF, gap: Gap | None, reach: float) -> None:
    """What chance does as a band, the difference as a dot, full where it is outside."""
    colours, y = tokens(), box.center().y()
    painter.setPen(QPen(QColor(colours.edge), 1))
    zero = _across(box, 0.5)
    painter.drawLine(QPointF(zero, box.top()), QPointF(zero, box.bottom()))
    if gap is None:
        return

    def at(value: object) -> float:
        return _across(box, 0.5 + float(value) / (2 * reach))  # type: ignore[arg-type]

    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.hatch))
    painter.drawRect(QRectF(at(gap.low), y - 4, max(1.0, at(gap.high) - at(gap.low)), 8))
    painter.setPen(QPen(QColor(colours.ink), 1.5))
    painter.setBrush(QColor(colours.card if gap.by_chance else colours.ink))
    painter.drawEllipse(QPointF(at(gap.gap), y), 4, 4)


def reach_of(told: ExamComparison) -> float:
    """How far the widest difference or band goes, in points."""
    gaps = [g for one in told.commissions for g in (one.gap, one.drift) if g is not None]
    ends = [abs(float(value)) for g in gaps for value in (g.gap, g.low, g.high)]
    return max([1.0, *ends]) * 1.05


class _Drawn(QWidget):
    """Drawn over its whole ground; what it shows is told in its accessible name, too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told: tuple[ExamComparison, CommissionFigures] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_commission(self, told: ExamComparison, one: CommissionFigures) -> None:
        self._told = told, one
        self.setAccessibleName(self.sentence(told, one))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        self._told = None
        self.setAccessibleName("")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._told is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(12))
        self.draw(painter, *self._told)
        painter.end()

    def sentence(self, told: ExamComparison, one: CommissionFigures) -> str:
        raise NotImplementedError

    def draw(self, painter: QPainter, told: ExamComparison, one: CommissionFigures) -> None:
        raise NotImplementedError


class LevelBars(_Drawn):
    """Each competency: this commission's levels over those of all, thinner, as whole bars."""

    def sizeHint(self) -> QSize:  # noqa: N802
        rows = len(self._told[0].competencies) if self._told else 8
        return QSize(self._theme.px(320), self._theme.px(24 + 30 * rows))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(240), self.sizeHint().height())

    def sentence(self, told: ExamComparison, one: CommissionFigures) -> str:
        order = _order(told)
        lines = []
        for code, _ in told.competencies:
            counts = one.levels.get(code, {})
            words = [
                f"{n} {level or 'non positionné'}" for level in order if (n := counts.get(level))
            ]
            lines.append(f"{code} : {', '.join(words)}")
        return "\n".join(lines)

    def draw(self, painter: QPainter, told: ExamComparison, one: CommissionFigures) -> None:
        px, colours, order = self._theme.px, tokens(), _order(told)
        left, row = px(40), px(30)
        everyone = _all_levels(told)
        used = {level for counts in everyone.values() for level in counts}
        self._key(painter, [level for level in order if level in used or level])
        for place, (code, _) in enumerate(told.competencies):
            top = px(26) + place * row
            painter.setPen(QColor(colours.ink))
            name = QRectF(0, top, left, px(16))
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, code)
            width = self.width() - left - 2
            self._bar(painter, order, QRectF(left, top, width, px(16)), one.levels[code], True)
            self._bar(
                painter, order, QRectF(left, top + px(17), width, px(6)), everyone[code], False
            )

    def _key(self, painter: QPainter, order: Sequence[str]) -> None:
        px, x = self._theme.px, 0.0
        for level in order:
            text = level or "non positionné"
            wide = painter.fontMetrics().horizontalAdvance(text) + px(14)
            box = QRectF(x, 1, wide, px(17))
            self._fill(painter, level, box)
            painter.setPen(_ink(level))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            x += wide + px(6)
        painter.setPen(QColor(tokens().muted))
        rest = QRectF(x, 1, self.width() - x, px(17))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, "barre fine : toutes")

    def _bar(
        self,
        painter: QPainter,
        order: Sequence[str],
        box: QRectF,
        counts: object,
        told: bool,
    ) -> None:
        assert isinstance(counts, dict)
        total, x = sum(counts.values()), box.left()
        for level in order:
            count = counts.get(level, 0)
            if not count:
                continue
            part = QRectF(x, box.top(), box.width() * count / total, box.height())
            self._fill(painter, level, part)
            x += part.width()
            if told and part.width() > 16:
                painter.setPen(_ink(level))
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, str(count))

    def _fill(self, painter: QPainter, level: str, box: QRectF) -> None:
        colours = tokens()
        ground = getattr(colours, f"level_{level.lower()}", "") if level else ""
        painter.setPen(QPen(QColor(colours.card if ground else colours.hatch), 1))
        painter.fillRect(box, QColor(ground or colours.card))
        if level == NO_LEVEL:
            painter.fillRect(box, QBrush(QColor(colours.hatch), Qt.BrushStyle.BDiagPattern))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)


def _ink(level: str) -> QColor:
    colours = tokens()
    return QColor(getattr(colours, f"level_{level.lower()}_ink", colours.ink))


def _order(told: ExamComparison) -> list[str]:
    """From the weakest level to the strongest, then NO, then what nobody placed."""
    return [*(level for level in told.levels if level != NO_LEVEL), NO_LEVEL, UNSET]


def _all_levels(told: ExamComparison) -> dict[str, dict[str, int]]:
    whole: dict[str, Counter[str]] = {code: Counter() for code, _ in told.competencies}
    for one in told.commissions:
        for code, counts in one.levels.items():
            whole[code].update(counts)
    return {code: dict(counts) for code, counts in whole.items()}


class Scatter(_Drawn):
    """Written mark across, oral mark up; the commission's candidates full, the others pale."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(340), self._theme.px(340))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(200), self._theme.px(200))

    def sentence(self, told: ExamComparison, one: CommissionFigures) -> str:
        pairs = counted(one.paired, "candidat")
        if not one.paired:
            return f"Aucune note {told.written} n’est chargée pour cette commission."
        mean = f"{pairs} : oral {told.exam}, moyenne {decimal_text(one.marks.mean)}."
        return f"{mean} Oral moins {told.written} : {one.drift.sentence}" if one.drift else mean

    def draw(self, painter: QPainter, told: ExamComparison, one: CommissionFigures) -> None:
        px, colours = self._theme.px, tokens()
        side = min(self.width() - px(48), self.height() - px(62))
        box = QRectF(px(34), px(26), side, side)
        for tick in TICKS:
            self._tick(painter, box, tick)
        painter.setPen(QPen(QColor(colours.edge), 1, Qt.PenStyle.DashLine))
        painter.drawLine(box.bottomLeft(), box.topRight())
        painter.setPen(QColor(colours.muted))
        foot = QRectF(box.left(), box.bottom() + px(16), side, px(18))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"{told.written}, écrit")
        head = QRectF(0, 0, px(120), px(18))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, f"{told.exam}, oral")
        for other in told.commissions:
            if other is not one:
                self._dots(painter, box, other, colours.hatch)
        self._dots(painter, box, one, colours.accent)

    def _tick(self, painter: QPainter, box: QRectF, tick: int) -> None:
        px, colours, share = self._theme.px, tokens(), tick / FULL
        x, y = _across(box, share), box.bottom() - box.height() * share
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QColor(colours.muted))
        text = str(tick // 2)
        painter.drawText(
            QRectF(x - 20, box.bottom() + 2, 40, px(16)), Qt.AlignmentFlag.AlignCenter, text
        )
        place = QRectF(0, y - px(8), box.left() - 6, px(16))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right, text)

    def _dots(self, painter: QPainter, box: QRectF, one: CommissionFigures, ink: str) -> None:
        painter.setPen(QPen(QColor(tokens().card), 1))
        painter.setBrush(QColor(ink))
        for sat in one.sat:
            if sat.written is not None:
                x = _across(box, sat.written / FULL)
                y = box.bottom() - box.height() * sat.oral / FULL
                painter.drawEllipse(QPointF(x, y), 4.5, 4.5)
