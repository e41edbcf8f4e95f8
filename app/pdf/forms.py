"""Blank forms of the dossier as fillable PDFs: one renderer for every description.

Rows are ruled like the circular's annexes; what is left of a page goes to the rows that grow.
The same description gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.forms import Cell, Form, Row
from app.pdf.fonts import BODY
from app.pdf.form_fields import BOX, Fields
from app.pdf.form_lines import FIELD_HEIGHT, Line, lay
from app.pdf.page import BOTTOM, INNER, LEFT, RIGHT, TOP, Pen

_PAD, _PAD_ABOVE = 4.0, 1.8
_HEAD = 14.0
_FOOT = 12.0
_SMALL = 7.0
_GREY = 0.35


def render_form(form: Form) -> bytes:
    """The blank form as PDF, its fields to be filled in any ordinary reader."""
    pen = Pen(f"{form.title} – session {form.session}", form.mark)
    fields = Fields(pen, form)
    pages = _pages([RowBox(row, form, INNER) for row in form.rows])
    for number, rows in enumerate(pages, 1):
        if number > 1:
            pen.next_page()
        _furniture(pen, form, f"{number}/{len(pages)}")
        _draw_page(pen, fields, rows)
    fields.finish()
    return pen.save()


def _furniture(pen: Pen, form: Form, page: str) -> None:
    pen.write(LEFT, TOP - _SMALL, form.heading, 8, BODY)
    pen.canvas.setFillGray(_GREY)
    pen.write_right(RIGHT, BOTTOM - 2, f"{form.title} – page {page}", _SMALL)
    pen.canvas.setFillGray(0)


def _pages(rows: Sequence[RowBox]) -> list[list[RowBox]]:
    """Rows filled page after page, in order."""
    pages: list[list[RowBox]] = [[]]
    for row in rows:
        used = sum(placed.height for placed in pages[-1])
        if pages[-1] and (row.row.page or used + row.height > _room()):
            pages.append([])
        pages[-1].append(row)
    return pages


def _room() -> float:
    return TOP - _HEAD - BOTTOM - _FOOT


def _draw_page(pen: Pen, fields: Fields, rows: Sequence[RowBox]) -> None:
    spare = max(0.0, _room() - sum(row.height for row in rows))
    shares = sum(row.row.grow for row in rows) or 1
    top = TOP - _HEAD
    for row in rows:
        height = row.height + spare * row.row.grow / shares
        row.draw(pen, fields, LEFT, top, height)
        top -= height


@dataclass(frozen=True)
class RowBox:
    """A row laid out ``width`` points wide; ``height`` is the least it needs."""

    row: Row
    form: Form
    width: float

    @cached_property
    def _cells(self) -> list[tuple[LinesBox | RowsBox, float]]:
        unit = self.width / sum(self.row.widths)
        sizes = [share * unit for share in self.row.widths]
        return [
            (_box(cell, self.form, size), size)
            for cell, size in zip(self.row.cells, sizes, strict=True)
        ]

    @property
    def height(self) -> float:
        return max(box.height for box, _ in self._cells)

    def draw(self, pen: Pen, fields: Fields, x: float, top: float, height: float) -> None:
        for box, width in self._cells:
            if self.row.frame:
                pen.frame(x, top, width, height)
            box.draw(pen, fields, x, top, height)
            x += width


def _box(cell: Cell, form: Form, width: float) -> LinesBox | RowsBox:
    if cell.rows:
        return RowsBox([RowBox(row, form, width) for row in cell.rows])
    return LinesBox(lay(cell.lines, form, width - 2 * _PAD), width)


@dataclass(frozen=True)
class RowsBox:
    """A cell that is itself divided into rows."""

    rows: Sequence[RowBox]

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)

    def draw(self, pen: Pen, fields: Fields, x: float, top: float, height: float) -> None:
        shares = sum(row.row.grow for row in self.rows) or 1
        for row in self.rows:
            tall = row.height + (height - self.height) * row.row.grow / shares
            row.draw(pen, fields, x, top, tall)
            top -= tall


@dataclass(frozen=True)
class LinesBox:
    """A cell of lines; its fields of several lines share the height that is left."""

    lines: Sequence[Line]
    width: float

    @property
    def height(self) -> float:
        return sum(line.height for line in self.lines) + 2 * _PAD_ABOVE

    def draw(self, pen: Pen, fields: Fields, x: float, top: float, height: float) -> None:
        areas = sum(line.area is not None for line in self.lines)
        spare = height - self.height
        more = spare / areas if areas else 0.0
        top -= _PAD_ABOVE + (spare / 2 if len(self.lines) == 1 and not areas else 0.0)
        for line in self.lines:
            tall = line.height + (more if line.area else 0.0)
            if line.area:
                fields.text(line.area, x + 2, top - tall + 1, self.width - 4, tall - 2)
            else:
                _draw_line(pen, fields, line, x + _PAD, top - tall)
            top -= tall


def _draw_line(pen: Pen, fields: Fields, line: Line, x: float, bottom: float) -> None:
    style = line.style
    y = bottom + (line.height - 0.73 * style.size) / 2
    pen.canvas.setFillGray(_GREY if style.grey else 0)
    for piece in line.pieces:
        if piece.field is None:
            if not piece.is_space:
                pen.write(x + piece.x, y, piece.text, style.size, style.font)
        elif piece.field.check:
            low = bottom + (line.height - BOX) / 2
            pen.tick_box(x + piece.x, low, False, BOX)
            fields.check(piece.field, x + piece.x, low)
        else:
            low = bottom + (line.height - FIELD_HEIGHT) / 2
            pen.dots(x + piece.x, y - 1.5, x + piece.x + piece.width)
            fields.text(piece.field, x + piece.x, low, piece.width, FIELD_HEIGHT)
    pen.canvas.setFillGray(0)
