"""Zones several pages of a sheet share: titled frames, the mark box, the visas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.exam import Exam
from app.pdf.fonts import BODY, BOLD, text_width
from app.pdf.page import INNER, LEFT, RIGHT, WIDTH, Pen, Point
from app.pdf.sheet_data import Content, Member
from app.pdf.text import block, fit

PAD = 5.0
TITLE = 15.0
LABEL = 9.0
MARK_HEIGHT = 27.0
_MOVE = re.compile(r"([ML])\s*(-?\d+)[\s,]+(-?\d+)")


def title_frame(pen: Pen, top: float, height: float, title: str) -> float:
    """A framed zone with its title in the first line, ruled off; returns the title's lower edge."""
    pen.frame(LEFT, top, INNER, height)
    pen.write_centre(WIDTH / 2, top - 10.8, title, 9, BOLD)
    pen.lines([(LEFT, top - TITLE, RIGHT, top - TITLE)])
    return top - TITLE


def heading(pen: Pen, exam: Exam, top: float, form_line: str = "") -> float:
    """The framed title of pages 2 and 3: diploma, exam, and the form where the annex says it."""
    wording = exam.wording
    pen.frame(LEFT, top, INNER, 44 if form_line else 33)
    pen.write_centre(WIDTH / 2, top - 13, wording["header"], 10.5, BOLD)
    pen.write_centre(WIDTH / 2, top - 26, wording["exam_line"], 9.5, BOLD)
    if form_line:
        pen.write_centre(WIDTH / 2, top - 38, form_line, 9)
        top -= 11
    return top - 33


def mark_box(pen: Pen, content: Content, top: float, label: str) -> float:
    """The mark as "14,5 / 20", withheld, or to be written by hand; returns the lower edge."""
    pen.frame(LEFT, top, INNER, MARK_HEIGHT, line=1)
    y = top - MARK_HEIGHT / 2 - 3.4
    pen.write(LEFT + PAD + 1, y, label, 9.5, BOLD)
    if content.mark:
        size = 11 if content.withheld else 14
        pen.write_right(RIGHT - 12, y - (0 if content.withheld else 1.5), content.mark, size, BOLD)
    else:
        pen.write_right(RIGHT - 12, y - 1.5, "/ 20", 14, BOLD)
        pen.dots(RIGHT - 100, y - 2.5, RIGHT - 48)
    return top - MARK_HEIGHT


def visa_cells(pen: Pen, members: Sequence[Member], top: float, height: float) -> None:
    """Side by side, one cell a member: name, then the drawn visa or room to sign by pen."""
    wide = INNER / len(members)
    for index, member in enumerate(members):
        x = LEFT + index * wide
        if index:
            pen.lines([(x, top, x, top - height)])
        lower = top - 2
        if member.name:
            name = fit(member.name, wide - 2 * PAD, height / 2, (8, 7, 6, 5), BODY)
            lower = pen.block(x + PAD, top - 2, name)
        signature(pen, member, x + PAD, lower - 2, wide - 2 * PAD, lower - 2 - (top - height) - 3)


def signature_rows(pen: Pen, exam: Exam, content: Content, top: float, height: float) -> None:
    """The table of names and signatures at the foot of the grid page."""
    middle = LEFT + INNER * 0.46
    pen.frame(LEFT, top, INNER, height)
    pen.write(LEFT + PAD, top - 10.8, exam.wording["examiners"], 9, BOLD)
    pen.write(middle + PAD, top - 10.8, exam.wording["signatures"], 9, BOLD)
    row = (height - TITLE) / len(content.members)
    edges = [top - TITLE - row * index for index in range(len(content.members))]
    pen.lines([(LEFT, edge, RIGHT, edge) for edge in edges])
    pen.lines([(middle, top, middle, top - height)])
    for member, edge in zip(content.members, edges, strict=True):
        _named(pen, member, edge, row, middle - LEFT - 2 * PAD)
        signature(pen, member, middle + PAD, edge - 6, RIGHT - middle - 2 * PAD, row - 12)


def _named(pen: Pen, member: Member, top: float, height: float, width: float) -> None:
    if not member.name:
        return
    name = fit(member.name, width, height - 16, (10, 9, 8, 7, 6, 5), BOLD)
    quality = block(member.quality, width, 8)
    start = top - max(1.0, (height - name.height - quality.height) / 2)
    pen.block(LEFT + PAD, pen.block(LEFT + PAD, start, name), quality)


def signature(pen: Pen, member: Member, x: float, top: float, width: float, height: float) -> None:
    """A drawn visa scaled into the box, its proportions kept; nothing when signed by pen."""
    strokes = scaled(parse(member.drawing), x, top, width, height)
    if strokes:
        pen.strokes(strokes)


def parse(drawing: str) -> list[list[Point]]:
    """Strokes of an integer M/L path; y grows downwards, as on the screen."""
    strokes: list[list[Point]] = []
    for verb, x, y in _MOVE.findall(drawing):
        if verb == "M" or not strokes:
            strokes.append([])
        strokes[-1].append((float(x), float(y)))
    return strokes


def scaled(
    strokes: list[list[Point]], x: float, top: float, width: float, height: float
) -> list[list[Point]]:
    """The strokes turned to page coordinates, centred in the box and no larger than it."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return []
    lowest_x, lowest_y = min(p[0] for p in points), min(p[1] for p in points)
    wide, high = max(p[0] for p in points) - lowest_x, max(p[1] for p in points) - lowest_y
    scale = min(width / max(wide, 1), height / max(high, 1), 1.5)
    left = x + (width - wide * scale) / 2
    upper = top - (height - high * scale) / 2
    return [
        [(left + (px - lowest_x) * scale, upper - (py - lowest_y) * scale) for px, py in stroke]
        for stroke in strokes
    ]


def labelled(pen: Pen, x: float, y: float, label: str, font: str = BODY) -> float:
    """A label; returns where what follows it starts."""
    pen.write(x, y, label, LABEL, font)
    return x + text_width(label, font, LABEL) + 5
