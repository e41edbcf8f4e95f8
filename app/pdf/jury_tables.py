"""Lists that go on over pages, with their caption and titles again on each."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table, TableStyle

from app.pdf.fonts import SEMIBOLD
from app.pdf.slip_blocks import grid
from app.pdf.slip_page import WIDTH
from app.pdf.slip_text import Style, Text

_HEAD = Style(size=7.5, font=SEMIBOLD)


def captioned(
    caption: Sequence[Flowable],
    titles: Sequence[str],
    rows: Sequence[Sequence[Flowable]],
    shares: Sequence[float],
    pad: float = 5,
    style: Style = _HEAD,
) -> Table:
    """A table whose caption, across its columns, says on a loose page what it is of."""
    above = [list(caption), *([""] * (len(titles) - 1))]
    widths = [WIDTH * share / sum(shares) for share in shares]
    named = [Text(title, style) for title in titles]
    table = grid([above, named, *rows], widths, header=2, pad=pad)
    table.setStyle(TableStyle([("SPAN", (0, 0), (-1, 0))]))
    return table
