"""Breaking the lines of a form's cell: words, boxes and fields placed side by side.

Lengths in points. ``lay`` gives lines whose pieces know where they start and how wide they are;
what is left of a line goes to its fields that have no width of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.forms import FIELD, Form, FormField
from app.pdf.fonts import BODY, BOLD, text_width
from app.pdf.form_fields import BOX
from app.pdf.page import MM

LINE, FIELD_LINE = 12.0, 16.0
FIELD_HEIGHT = 13.0
_GAP, _INDENT, _LEAST, _AFTER_BOX = 14.0, 7.0, 16 * MM, 1.8
_GLUED = re.compile(r"(?<=\S) (?=[:;!?»%])|(?<=«) (?=\S)|(?<=·) |(?<=\d-) ")
_SPLIT = re.compile(r"( {2,}| |\t)")


@dataclass(frozen=True)
class Style:
    """How the words of a line are set."""

    size: float = 8.6
    font: str = BODY
    centred: bool = False
    grey: bool = False


STYLES = {
    "#! ": Style(15, BOLD, centred=True),
    "# ": Style(9.6, BOLD, centred=True),
    "## ": Style(8.6, BOLD),
    "~ ": Style(7.4),
    "+ ": Style(7.4, grey=True),
    "": Style(),
}


@dataclass
class Piece:
    """A word or a field. ``width`` 0 for a field that takes what is left."""

    text: str = ""
    field: FormField | None = None
    width: float = 0
    x: float = 0

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def stretches(self) -> bool:
        return self.field is not None and not self.field.check and not self.field.width


@dataclass
class Line:
    """Pieces on one baseline; ``area`` is a field of several lines instead."""

    style: Style
    height: float
    pieces: list[Piece] = field(default_factory=list)
    area: FormField | None = None


def lay(lines: Sequence[str], form: Form, width: float) -> list[Line]:
    """The lines of a cell ``width`` points wide, in order."""
    stop = max((_before_tab(line) for line in lines if "\t" in line), default=0)
    return [line for text in lines for line in _lay(text, form, width, stop)]


def _before_tab(text: str) -> float:
    prefix, rest = _styled(text)
    style = STYLES[prefix]
    return text_width(rest.partition("\t")[0], style.font, style.size) + _GAP


def _styled(text: str) -> tuple[str, str]:
    prefix = next(mark for mark in STYLES if text.startswith(mark))
    return prefix, text[len(prefix) :]


def _lay(text: str, form: Form, width: float, stop: float) -> Iterator[Line]:
    prefix, rest = _styled(text)
    style = STYLES[prefix]
    alone = FIELD.fullmatch(rest)
    if alone and form.fields[alone[1]].lines:
        area = form.fields[alone[1]]
        yield Line(style, area.lines * LINE + 3, area=area)
        return
    indent = _INDENT * ((len(rest) - len(rest.lstrip(" "))) // 2)
    pieces = _pieces(rest.lstrip(" "), form, style)
    first = pieces[0].field if pieces else None
    hang = indent + (BOX + _AFTER_BOX + 2.4 if first and first.check else 0)
    for line in _broken(pieces, width - hang, stop):
        yield Line(style, _height(line, style), _spread(line, style, indent, width))
        indent = hang


def _pieces(text: str, form: Form, style: Style) -> list[Piece]:
    """Words, fields and the white space between them, which keeps its text."""
    pieces = []
    for part in _SPLIT.split(_GLUED.sub("\u00a0", text)):
        found = FIELD.fullmatch(part)
        if found:
            named = form.fields[found[1]]
            wide = BOX + _AFTER_BOX if named.check else named.width * MM
            pieces.append(Piece(field=named, width=wide))
        elif part:
            wide = _GAP if part.startswith("  ") else text_width(part, style.font, style.size)
            pieces.append(Piece(part, width=wide))
    return pieces


def _broken(pieces: list[Piece], width: float, stop: float) -> Iterator[list[Piece]]:
    """Lines no wider than ``width``, white space at their ends left out."""
    line: list[Piece] = []
    used = 0.0
    for piece in pieces:
        if piece.text == "\t":
            piece.width = max(0.0, stop - used)
        need = piece.width or _LEAST
        if piece.is_space and not line:
            continue
        if line and not piece.is_space and used + need > width + 0.01:
            yield _trimmed(line)
            line, used = [], 0.0
        line.append(piece)
        used += need
    yield _trimmed(line)


def _trimmed(line: list[Piece]) -> list[Piece]:
    while line and line[-1].is_space:
        line.pop()
    return line


def _height(pieces: Sequence[Piece], style: Style) -> float:
    if any(piece.field and not piece.field.check for piece in pieces):
        return FIELD_LINE
    return max(style.size * 1.34, LINE if any(piece.field for piece in pieces) else 0)


def _spread(pieces: list[Piece], style: Style, indent: float, width: float) -> list[Piece]:
    """Give each piece its place, and what is left of the line to the fields that stretch."""
    free = width - indent - sum(piece.width for piece in pieces)
    stretching = [piece for piece in pieces if piece.stretches]
    for piece in stretching:
        piece.width = free / len(stretching)
    x = indent + (free / 2 if style.centred and not stretching else 0)
    for piece in pieces:
        piece.x = x
        x += piece.width
    return pieces
