"""The few things slips are made of: headings, tables, boxes to tick and to sign.

Flowables for ReportLab; lengths in points unless a name says millimetres.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import black
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from app.pdf.fonts import SEMIBOLD, text_width
from app.pdf.page import HAIRLINE, MM
from app.pdf.slip_text import BASE, CAPTION, STRONG, Style, Text, fitted
from app.pdf.text import drawable

RULE = 1.0
_LINE = 15.0


class Ticks(Flowable):  # type: ignore[misc]
    """Boxes to tick in a row, each before its label, on as many lines as they need."""

    def __init__(self, boxes: Sequence[tuple[str, bool]], style: Style = BASE) -> None:
        super().__init__()
        self._boxes = [(drawable(label), ticked) for label, ticked in boxes]
        self._style = style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self._places = self._placed(width)
        self.height = (self._places[-1][1] + 1) * _LINE if self._places else 0.0
        return width, self.height

    def draw(self) -> None:
        size = self._style.size
        self.canv.setFont(self._style.font, size)
        self.canv.setFillColor(black)
        for (label, ticked), (x, row) in zip(self._boxes, self._places, strict=True):
            y = self.height - (row + 1) * _LINE + (_LINE - size) / 2 + 1
            self._box(x, y, size * 0.85, ticked)
            self.canv.drawString(x + size + 3, y, label)

    def _placed(self, width: float) -> list[tuple[float, int]]:
        places, x, row = [], 0.0, 0
        for label, _ in self._boxes:
            wide = self._style.size + 3 + text_width(label, self._style.font, self._style.size)
            if x and x + wide > width:
                x, row = 0.0, row + 1
            places.append((x, row))
            x += wide + 14
        return places

    def _box(self, x: float, y: float, side: float, ticked: bool) -> None:
        self.canv.setLineWidth(0.7)
        self.canv.rect(x, y, side, side)
        if ticked:
            self.canv.setLineWidth(1.2)
            a, b = 1.5, side - 1.5
            self.canv.lines([(x + a, y + a, x + b, y + b), (x + a, y + b, x + b, y + a)])


class Ruled(Flowable):  # type: ignore[misc]
    """Dotted lines to write on by hand."""

    def __init__(self, count: int, spacing: float = 20) -> None:
        super().__init__()
        self._count = count
        self._spacing = spacing

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = self._count * self._spacing
        return width, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(HAIRLINE)
        self.canv.setDash(0.6, 2)
        for row in range(self._count):
            y = row * self._spacing + 4
            self.canv.line(0, y, self.width, y)
        self.canv.setDash()


class Rule(Flowable):  # type: ignore[misc]
    """A line across the page."""

    def __init__(self, thickness: float = RULE) -> None:
        super().__init__()
        self._thickness = thickness

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, self._thickness

    def draw(self) -> None:
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(self._thickness)
        self.canv.line(0, 0, self.width, 0)


def gap(millimetres: float) -> Spacer:
    return Spacer(0, millimetres * MM)


def section(title: str, room: float = 25) -> list[Flowable]:
    """A heading; it moves to the next page unless ``room`` millimetres are left below it."""
    heading = Text(title, Style(size=10.5, font=SEMIBOLD))
    return [CondPageBreak((room + 10) * MM), gap(5), heading, gap(1.5)]


def bullets(texts: Sequence[str]) -> list[Flowable]:
    return [Text(text, Style(indent=10), bullet="–") for text in texts]


def fields(pairs: Sequence[tuple[str, str]], widths: Sequence[float]) -> Table:
    """One row of captioned boxes."""
    cells = [
        [Text(label, CAPTION), gap(0.8), fitted(value or " ", STRONG)] for label, value in pairs
    ]
    return grid([cells], widths, align="TOP")


def grid(
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    header: int = 0,
    pad: float = 3,
    align: str = "MIDDLE",
) -> Table:
    """Cells between hairlines; the first ``header`` rows come again on each page."""
    style = [
        ("GRID", (0, 0), (-1, -1), HAIRLINE, black),
        ("VALIGN", (0, 0), (-1, -1), align),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, header), (-1, -1), pad),
        ("BOTTOMPADDING", (0, header), (-1, -1), pad),
    ]
    if header:
        style.append(("LINEBELOW", (0, header - 1), (-1, header - 1), RULE, black))
    cells = [list(row) for row in rows]
    return Table(cells, colWidths=list(widths), repeatRows=header, style=style)


def signatures(
    people: Sequence[tuple[str, str]], width: float, millimetres: float = 13
) -> Flowable:
    """Boxes to sign, two abreast: a name and a role above so much empty space."""
    cells: list[list[Flowable]] = [
        [fitted(name or " ", STRONG), Text(role or " ", CAPTION), gap(millimetres)]
        for name, role in people
    ]
    if len(cells) % 2:
        cells.append([])
    rows = [cells[i : i + 2] for i in range(0, len(cells), 2)]
    boxes = [
        ("BOX", at, at, HAIRLINE, black) for at in ((i % 2, i // 2) for i in range(len(people)))
    ]
    style = [*boxes, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 4)]
    return KeepTogether([Table(rows, colWidths=[width / 2] * 2, style=style)]) if rows else gap(0)
