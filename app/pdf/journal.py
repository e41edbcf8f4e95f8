"""The journal on paper: who did what when, as the page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.pdf.fonts import SEMIBOLD
from app.pdf.slip_blocks import gap, grid
from app.pdf.slip_data import SlipHead
from app.pdf.slip_head import opening
from app.pdf.slip_lists import place
from app.pdf.slip_page import WIDTH, Sheet, build
from app.pdf.slip_text import CAPTION, STRONG, Style, Text, fitted
from app.pdf.text import drawable, wrap

TITLE = "Journal"
_HEAD = Style(size=7.5, font=SEMIBOLD)
_CELL = Style(size=8.5)
_NAME = Style(size=8.5, font=STRONG.font)
_WIDTHS = [WIDTH * part for part in (0.12, 0.25, 0.63)]
_SIDE, _TALLEST = 4, 40
"""Points at each side of a cell; lines of a row at most."""


@dataclass(frozen=True)
class JournalLine:
    """One act: its hour, the candidate or the commission, and the sentence."""

    hour: str
    who: str
    sentence: str


def journal(head: SlipHead, told: str, lines: Sequence[JournalLine], *, rehearsal: bool) -> bytes:
    """PDF of the lines in their order; ``told`` says which they are and when it was printed. Where
    the head names no commission, it is a whole jury's."""
    whose = "DE LA COMMISSION" if head.commission else "DU JURY"
    story = opening(head, f"JOURNAL {whose}") + (place(head) if head.commission else [])
    story += [gap(2), Text(told, CAPTION), gap(2)]
    titles = [Text(title, _HEAD) for title in ("Heure", "Candidat", "Ce qui a été fait")]
    rows = [row for line in lines for row in _rows(line)]
    story.append(grid([titles, *rows], _WIDTHS, header=1, pad=2, align="TOP"))
    return build(Sheet(head, TITLE, rehearsal), story)


def _rows(line: JournalLine) -> Iterator[list[Text]]:
    """A long sentence goes on in further rows, so that none outgrows its page."""
    whole = wrap(drawable(line.sentence), _CELL.font, _CELL.size, _WIDTHS[2] - 2 * _SIDE)
    for first in range(0, len(whole), _TALLEST):
        sentence = Text("\n".join(whole[first : first + _TALLEST]), _CELL)
        told = (line.hour, line.who) if not first else ("", "")
        yield [Text(told[0], _CELL), fitted(told[1], _NAME), sentence]
