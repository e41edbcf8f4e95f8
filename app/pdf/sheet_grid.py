"""Pages 2 and 3 of a sheet: the grid with its legend, and the reminder of the indicators."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.exam import Exam, Level
from app.pdf.fonts import BODY, BOLD
from app.pdf.page import INNER, LEFT, RIGHT, WIDTH, Pen, Segment
from app.pdf.sheet_data import Content
from app.pdf.sheet_furniture import Furniture
from app.pdf.sheet_zones import PAD, heading, mark_box, signature_rows
from app.pdf.text import Block, block, fit

CELL = 24.0
HEAD = 18.0
ROW_MAX = 40.0
GAP = 8.0
LEGEND_SIZE = 8.3
LEGEND_INDENT = 106.0
LOWER = 300.0
"""Points the page keeps under the grid: legend, mark, names and signatures, notice."""


def grid_page(pen: Pen, exam: Exam, content: Content, furniture: Furniture) -> None:
    """Draw the body of page 2: grid, legend, mark again, names, signatures, notice."""
    top = heading(pen, exam, furniture.top, exam.wording.get("form_line", ""))
    top = _page_title(pen, exam.wording["grid_title"], top)
    top = _grid(pen, exam, content, top, furniture.bottom + LOWER)
    top = _legend(pen, exam, top - GAP)
    top = mark_box(pen, content, top - GAP, exam.wording["mark_2"])
    notice = fit(exam.wording["notice"], INNER, 11, (8.3, 7.9, 7.6))
    bottom = furniture.bottom + notice.height + 4
    signature_rows(pen, exam, content, top - GAP, min(top - GAP - bottom - 4, 200))
    pen.block(LEFT, bottom - 2, notice)


def reminder_page(pen: Pen, exam: Exam, furniture: Furniture) -> None:
    """Draw the body of page 3: every indicator, its number hanging."""
    top = heading(pen, exam, furniture.top)
    top = _page_title(pen, exam.wording["indicators_title"], top) - 4
    blocks = [_hanging(indicator.printed) for indicator in exam.indicators]
    room = top - furniture.bottom - sum(text.height for _, text in blocks)
    gap = min(10.0, room / len(blocks))
    for number, text in blocks:
        pen.write_right(LEFT + 21, top - 10.5, number, text.size, BOLD)
        top = pen.block(LEFT + 27, top, text) - gap


def _page_title(pen: Pen, title: str, top: float) -> float:
    pen.write_centre(WIDTH / 2, top - 20, title, 11.5, BOLD)
    return top - 31


def _hanging(printed: str) -> tuple[str, Block]:
    number, _, text = printed.partition(" ")
    return number, block(text, INNER - 27, 10, leading=13.6)


class _Row(NamedTuple):
    text: Block
    level: str | None
    top: float


def _grid(pen: Pen, exam: Exam, content: Content, top: float, bottom: float) -> float:
    """The table: competencies down, levels across, a cross where the candidate stands."""
    columns = exam.columns or tuple(level.code for level in exam.levels)
    edge = RIGHT - CELL * len(columns)
    texts = [block(c.printed, edge - LEFT - 2 * PAD, 8.6) for c in exam.competencies]
    row = min(ROW_MAX, (top - HEAD - bottom) / len(texts))
    lower = top - HEAD - row * len(texts)
    pen.frame(LEFT, top, INNER, top - lower)
    pen.lines(_rules(top, lower, row, edge, len(texts), len(columns)))
    pen.write(LEFT + PAD, top - 12, exam.wording["grid_header"], 8.8, BOLD)
    for index, name in enumerate(columns):
        if name:
            pen.write_centre(edge + CELL * (index + 0.5), top - 12, name, 9, BOLD)
    for index, (competency, text) in enumerate(zip(exam.competencies, texts, strict=True)):
        middle = top - HEAD - row * (index + 0.5)
        pen.block(LEFT + PAD, middle + text.height / 2, text)
        level = content.levels.get(competency.code)
        if level and level in columns:
            pen.cross(edge + CELL * (columns.index(level) + 0.5), middle, 5.5, 1.5)
    return lower


def _rules(
    top: float, lower: float, row: float, edge: float, rows: int, columns: int
) -> list[Segment]:
    heights = [top - HEAD - row * index for index in range(rows)]
    return [(LEFT, y, RIGHT, y) for y in heights] + [
        (edge + CELL * index, top, edge + CELL * index, lower) for index in range(columns)
    ]


def _legend(pen: Pen, exam: Exam, top: float) -> float:
    """The levels as the annex explains them; returns the lower edge."""
    for level in exam.levels:
        head, rest = _explained(level)
        pen.block(LEFT, top, block(head, INNER, LEGEND_SIZE, BOLD))
        text = block(rest, INNER - LEGEND_INDENT, LEGEND_SIZE, BODY)
        top = pen.block(LEFT + LEGEND_INDENT, top, text) - 1.5
    return top


def _explained(level: Level) -> tuple[str, str]:
    """ "TS = Très satisfaisant" and what follows; the whole line where nothing can be parted."""
    head = f"{level.code} = {level.label}"
    rest = level.printed.removeprefix(head)
    return (head, rest.strip()) if rest.startswith(" ") else (level.printed, "")
