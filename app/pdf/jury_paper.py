"""The papers of the jury: headed tables and texts between rules, signatures at the end.

Plain data in, the bytes of a PDF out; texts are literal, never markup, and nothing is cut off: a
row too tall for a page goes on in further rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from app.pdf.fonts import SEMIBOLD
from app.pdf.slip_blocks import fields, gap, grid, section, signatures
from app.pdf.slip_data import Signatory, SlipHead
from app.pdf.slip_head import opening
from app.pdf.slip_page import WIDE, WIDTH, Sheet, build
from app.pdf.slip_text import CAPTION, RIGHT, Style, Text
from app.pdf.text import drawable, wrap

_HEAD = Style(size=7.5, font=SEMIBOLD)
_SIDE, _TALLEST = 4, 40
"""Points at each side of a cell; lines of a row at most."""
_SIZE = 8.0
_ONE_PAGE = 400
"""Points that surely stand on one page, a heading above."""


@dataclass(frozen=True)
class Column:
    """``share`` of the width; figures stand right, what names a line is bold."""

    title: str
    share: float
    right: bool = False
    bold: bool = False
    size: float = _SIZE


@dataclass(frozen=True)
class Listing:
    """A table under its heading; ``empty`` is said where it has no row, nothing where it is ""."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Facts:
    """Captioned boxes in a row, then sentences."""

    title: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signed:
    title: str
    people: tuple[Signatory, ...]
    tall: float = 13
    """Millimetres left to sign in."""


@dataclass(frozen=True)
class Plot:
    """What is drawn under its heading, on one page where one page holds it."""

    title: str
    drawn: tuple[Flowable, ...]
    note: str = ""


@dataclass(frozen=True)
class NewPage:
    """What follows begins a page."""


@dataclass(frozen=True)
class JuryPaper:
    head: SlipHead
    title: str
    blocks: tuple[Any, ...]
    """Each a ``Listing``, ``Facts``, ``Signed``, ``Plot`` or ``NewPage``."""
    rehearsal: bool
    warning: str = ""
    subject: str = ""
    wide: bool = False


def jury_paper(paper: JuryPaper) -> bytes:
    """PDF of the blocks in their order."""
    width = WIDE if paper.wide else WIDTH
    story = opening(paper.head, paper.title.upper(), paper.warning, width=width)
    for block in paper.blocks:
        story += _block(block, width)
    sheet = Sheet(paper.head, paper.title, paper.rehearsal, paper.subject, paper.wide)
    return build(sheet, story)


def _block(block: Any, width: float) -> list[Flowable]:
    if isinstance(block, Listing):
        return _listing(block, width)
    if isinstance(block, Facts):
        return _facts(block, width)
    if isinstance(block, Signed):
        people = [(person.name, person.role) for person in block.people]
        room = -(-len(people) // 2) * (block.tall + 10)
        return [*section(block.title, room), signatures(people, width, block.tall)]
    if isinstance(block, Plot):
        return _plot(block, width)
    return [PageBreak()]


def _plot(block: Plot, width: float) -> list[Flowable]:
    note = [gap(2), Text(block.note, CAPTION)] if block.note else []
    story = [*section(block.title)[1:], *block.drawn, *note]
    tall = sum(drawn.wrap(width, 0)[1] for drawn in block.drawn)
    return [KeepTogether(story)] if tall < _ONE_PAGE else story


def _facts(block: Facts, width: float) -> list[Flowable]:
    story = section(block.title) if block.title else []
    if block.pairs:
        story.append(fields(block.pairs, [width / len(block.pairs)] * len(block.pairs)))
        story.append(gap(1.5))
    for text in block.texts:
        story += [Text(text, Style(size=8.5)), gap(1)]
    return story


def _listing(block: Listing, width: float) -> list[Flowable]:
    story = section(block.title) if block.title else []
    if not block.rows:
        return [*story, Text(block.empty, Style(size=8.5))] if block.empty else []
    total = sum(column.share for column in block.columns)
    widths = [width * column.share / total for column in block.columns]
    titles = [Text(c.title, Style(_HEAD.size, _HEAD.font, _align(c))) for c in block.columns]
    rows = [cells for row in block.rows for cells in _rows(row, block.columns, widths)]
    story.append(grid([titles, *rows], widths, header=1, pad=2, align="TOP"))
    if block.note:
        story += [KeepTogether([gap(1), Text(block.note, CAPTION)])]
    return story


def _rows(
    row: Sequence[str], columns: Sequence[Column], widths: Sequence[float]
) -> Iterator[list[Text]]:
    """A row, and further ones where a text has more lines than a page takes."""
    styles = [Style(c.size, SEMIBOLD if c.bold else Style().font, _align(c)) for c in columns]
    wrapped = [
        wrap(drawable(text), style.font, style.size, width - 2 * _SIDE)
        for text, style, width in zip(row, styles, widths, strict=True)
    ]
    for first in range(0, max(map(len, wrapped)), _TALLEST):
        yield [
            Text("\n".join(lines[first : first + _TALLEST]), style)
            for lines, style in zip(wrapped, styles, strict=True)
        ]


def _align(column: Column) -> str:
    return RIGHT if column.right else Style().align
