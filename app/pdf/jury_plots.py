"""What the comparison of commissions draws: boxes, intervals, levels, written against oral.

Flowables on the bare canvas, in grey so that they print anywhere; every figure drawn stands in a
table beside it. Marks go from 0 to 20; lengths are in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, black, white
from reportlab.platypus import Flowable

from app.pdf.fonts import BODY, SEMIBOLD, ensure_fonts
from app.pdf.page import HAIRLINE

_SIZE, _ROW, _LABEL = 7.0, 13.0, 62.0
_PALE, _MID, _DARK = Color(0.88, 0.88, 0.88), Color(0.62, 0.62, 0.62), Color(0.3, 0.3, 0.3)
LEVEL_FILLS: tuple[Color, ...] = (
    Color(0.25, 0.25, 0.25),
    Color(0.5, 0.5, 0.5),
    Color(0.72, 0.72, 0.72),
    Color(0.9, 0.9, 0.9),
)
"""From the weakest level to the strongest; NO and nothing placed are white."""


@dataclass(frozen=True)
class Box:
    """One commission's marks in points: least, quartile, median, quartile, most."""

    name: str
    marks: tuple[float, float, float, float, float]


@dataclass(frozen=True)
class Interval:
    """One commission's difference and the bounds of chance, in points."""

    name: str
    gap: float
    low: float
    high: float


class _Rows(Flowable):  # type: ignore[misc]
    """Rows named at the left, drawn over a scale at the foot; splits between rows."""

    least: float = 0
    most: float = 20
    step: float = 5

    def __init__(self, rows: Sequence[Box | Interval]) -> None:
        super().__init__()
        ensure_fonts()
        self._rows: list[Box | Interval] = [*rows]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = len(self._rows) * _ROW + 18
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        room = int((height - 18) // _ROW)
        if room < 2:
            return []
        return [self._part(self._rows[:room]), self._part(self._rows[room:])]

    def _part(self, rows: Sequence[Box | Interval]) -> Flowable:
        return type(self)(rows)

    def x(self, value: float) -> float:
        inner = self.width - _LABEL - 10
        return _LABEL + inner * (value - self.least) / (self.most - self.least)

    def draw(self) -> None:
        self._scale()
        self.canv.setLineWidth(HAIRLINE)
        for rank, row in enumerate(self._rows):
            y = self.height - (rank + 0.5) * _ROW
            self.canv.setFillColor(black)
            self.canv.setFont(SEMIBOLD, _SIZE)
            self.canv.drawString(0, y - _SIZE / 3, row.name[:14])
            self._row(row, y)

    def _scale(self) -> None:
        canvas = self.canv
        canvas.setFont(BODY, _SIZE - 1)
        canvas.setFillColor(_DARK)
        value = self.least
        while value <= self.most:
            strong = value == self.strong
            canvas.setStrokeColor(_DARK if strong else _PALE)
            canvas.setLineWidth(0.8 if strong else HAIRLINE)
            canvas.line(self.x(value), 12, self.x(value), self.height)
            canvas.drawCentredString(self.x(value), 3, self.label(value))
            value += self.step
        canvas.setStrokeColor(black)

    strong: float = 10

    def label(self, value: float) -> str:
        return f"{value:g}".replace(".", ",").replace("-", "−")

    def _row(self, row: Box | Interval, y: float) -> None:
        raise NotImplementedError


class Boxes(_Rows):
    """Least to most as a line, the quartiles as a box, the median as a bar."""

    def _row(self, row: Box | Interval, y: float) -> None:
        assert isinstance(row, Box)
        least, low, median, high, most = (self.x(mark) for mark in row.marks)
        canvas = self.canv
        canvas.line(least, y, most, y)
        for end in (least, most):
            canvas.line(end, y - 2.5, end, y + 2.5)
        canvas.setFillColor(_PALE)
        canvas.rect(low, y - 3.5, max(high - low, 0.5), 7, fill=1)
        canvas.setLineWidth(1.8)
        canvas.line(median, y - 3.5, median, y + 3.5)
        canvas.setLineWidth(HAIRLINE)


class Intervals(_Rows):
    """The bounds of chance as a grey band, the difference as a dot, black where it is outside."""

    strong = 0

    def __init__(self, rows: Sequence[Box | Interval], reach: float = 0) -> None:
        super().__init__(rows)
        told = [abs(v) for r in rows if isinstance(r, Interval) for v in (r.gap, r.low, r.high)]
        self._reach = reach or max(1.0, *(round(value + 0.5) for value in told))
        self.least, self.most = -self._reach, self._reach
        self.step = 1 if self._reach <= 8 else 2

    def _part(self, rows: Sequence[Box | Interval]) -> Flowable:
        return Intervals(rows, self._reach)

    def _row(self, row: Box | Interval, y: float) -> None:
        assert isinstance(row, Interval)
        canvas = self.canv
        canvas.setFillColor(_PALE)
        low, high = self.x(row.low), self.x(row.high)
        canvas.rect(low, y - 3, max(high - low, 0.5), 6, fill=1, stroke=0)
        outside = not row.low <= row.gap <= row.high
        canvas.setFillColor(black if outside else white)
        canvas.circle(self.x(row.gap), y, 2.6, fill=1)


class Levels(Flowable):  # type: ignore[misc]
    """For each competency and commission a bar of its levels, from the weakest to the strongest.

    ``columns`` is how many share the width; ``cells[row][column]`` are the counts, level by level,
    then NO, then nothing placed.
    """

    HEIGHT = 11.0

    def __init__(
        self,
        competencies: Sequence[str],
        commissions: Sequence[str],
        cells: Sequence[Sequence[Sequence[int]]],
        columns: int,
    ) -> None:
        super().__init__()
        ensure_fonts()
        self._competencies = list(competencies)
        self._commissions = list(commissions)
        self._cells, self._columns = cells, columns

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = (len(self._competencies) + 1) * self.HEIGHT
        return width, self.height

    def draw(self) -> None:
        canvas, named = self.canv, 34.0
        column = (self.width - named) / self._columns
        canvas.setFont(SEMIBOLD, _SIZE - 0.5)
        canvas.setFillColor(black)
        for rank, name in enumerate(self._commissions):
            canvas.drawString(named + rank * column, self.height - 8, name[: int(column // 4)])
        canvas.setLineWidth(0.3)
        for row, name in enumerate(self._competencies):
            y = self.height - (row + 2) * self.HEIGHT
            canvas.setFillColor(black)
            canvas.drawString(0, y + 2.5, name)
            for rank, counts in enumerate(self._cells[row]):
                self._bar(named + rank * column, y + 1, column - 5, counts)

    def _bar(self, x: float, y: float, width: float, counts: Sequence[int]) -> None:
        total, tall = sum(counts), self.HEIGHT - 2.5
        fills = (*LEVEL_FILLS, white, white)
        for count, fill in zip(counts, fills, strict=True):
            if count:
                self.canv.setFillColor(fill)
                self.canv.rect(x, y, width * count / total, tall, fill=1)
                x += width * count / total


class LevelKey(Flowable):  # type: ignore[misc]
    """What each shade of ``Levels`` is."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = list(names)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, 12.0
        return width, self.height

    def draw(self) -> None:
        canvas, x = self.canv, 0.0
        canvas.setLineWidth(0.3)
        canvas.setFont(BODY, _SIZE)
        for name, fill in zip(self._names, (*LEVEL_FILLS, white), strict=False):
            canvas.setFillColor(fill)
            canvas.rect(x, 2, 8, 7, fill=1)
            canvas.setFillColor(black)
            canvas.drawString(x + 11, 3, name)
            x += 11 + canvas.stringWidth(name, BODY, _SIZE) + 16


class Pairs(Flowable):  # type: ignore[misc]
    """Oral over written, a dot a candidate, larger where several share it; the line is equality."""

    SIDE = 170.0

    def __init__(self, pairs: Sequence[tuple[float, float, int]], written: str, oral: str) -> None:
        """``pairs`` are (written, oral, how many) in points."""
        super().__init__()
        ensure_fonts()
        self._pairs, self._written, self._oral = list(pairs), written, oral

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.SIDE + 26
        return width, self.height

    def draw(self) -> None:
        canvas, side, left, foot = self.canv, self.SIDE, 30.0, 22.0
        scale = side / 20
        canvas.setLineWidth(HAIRLINE)
        canvas.setFont(BODY, _SIZE - 1)
        for value in range(0, 21, 5):
            canvas.setStrokeColor(_PALE)
            canvas.line(left + value * scale, foot, left + value * scale, foot + side)
            canvas.line(left, foot + value * scale, left + side, foot + value * scale)
            canvas.setFillColor(_DARK)
            canvas.drawCentredString(left + value * scale, foot - 9, str(value))
            canvas.drawRightString(left - 4, foot + value * scale - 2, str(value))
        canvas.setStrokeColor(_MID)
        canvas.line(left, foot, left + side, foot + side)
        canvas.setFillColor(black)
        canvas.setFont(SEMIBOLD, _SIZE)
        canvas.drawRightString(left + side, 2, f"{self._written} (écrit)")
        canvas.drawString(left + side + 6, foot + side - 7, f"{self._oral} (oral)")
        canvas.setFillColor(_DARK)
        for written, oral, count in self._pairs:
            radius = min(5.0, 1.5 * count**0.5)
            canvas.circle(left + written * scale, foot + oral * scale, radius, stroke=0, fill=1)
