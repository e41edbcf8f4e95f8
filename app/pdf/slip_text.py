"""Literal text as flowables: a text that breaks and splits, a framed zone that goes on.

Lengths in points. Text is never markup and never cut off: what does not fit a page goes on to
the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import Color, black
from reportlab.platypus import Flowable

from app.pdf.fonts import BODY, SEMIBOLD, text_width
from app.pdf.page import HAIRLINE, first_baseline
from app.pdf.text import Block, block, drawable

GREY = Color(0.35, 0.35, 0.35)
PAD = 4.0
_SIZES = ((160, 6.0), (600, 4.0))
"""From how many characters on a cell is set so small."""

LEFT, CENTRE, RIGHT = "left", "centre", "right"


@dataclass(frozen=True)
class Style:
    """How a text is set; ``leading`` 0 is the typeface's own."""

    size: float = 9.5
    font: str = BODY
    align: str = LEFT
    colour: Color = black
    leading: float = 0
    indent: float = 0


BASE = Style()
SMALL = Style(size=7.5)
CAPTION = Style(size=7, colour=GREY)
STRONG = Style(font=SEMIBOLD)


class Text(Flowable):  # type: ignore[misc]
    """Literal text broken to the width it is given; splits between lines."""

    def __init__(self, text: str, style: Style = BASE, bullet: str = "") -> None:
        super().__init__()
        self._text = drawable(text)
        self._style = style
        self._bullet = bullet
        self._block: Block | None = None

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = self._set(width).height
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        whole = self._set(width)
        if height < whole.leading:
            return []
        first, rest = whole.split(height)
        return [self._piece(first, self._bullet), *([self._piece(rest)] if rest.lines else [])]

    def draw(self) -> None:
        lines, style = self._set(self.width), self._style
        self.canv.setFillColor(style.colour)
        self.canv.setFont(style.font, style.size)
        y = self.height - first_baseline(lines)
        self.canv.drawString(0, y, self._bullet)
        for line in lines.lines:
            self.canv.drawString(self._start(line), y, line)
            y -= lines.leading

    def _set(self, width: float) -> Block:
        style = self._style
        inner = width - style.indent
        return self._block or block(self._text, inner, style.size, style.font, style.leading)

    def _piece(self, lines: Block, bullet: str = "") -> Text:
        piece = Text("", self._style, bullet)
        piece._block = lines
        return piece

    def _start(self, line: str) -> float:
        style = self._style
        free = self.width - text_width(line, style.font, style.size)
        return {LEFT: style.indent, CENTRE: free / 2, RIGHT: free}[style.align]


def fitted(text: str, style: Style = BASE) -> Text:
    """``text`` for a table's cell, small when so long that a row might outgrow its page."""
    sizes = [size for length, size in _SIZES if len(text) > length]
    return Text(text, replace(style, size=sizes[-1]) if sizes else style)


class Zone(Flowable):  # type: ignore[misc]
    """A framed zone: its caption and texts; the frame goes on over as many pages as it takes."""

    def __init__(self, content: Sequence[Flowable], least: float = 0) -> None:
        super().__init__()
        self._content = list(content)
        self._least = least

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = max(self._least, sum(self._heights(width)) + 2 * PAD)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        room = height - 2 * PAD
        kept: list[Flowable] = []
        rest = list(self._content)
        while rest and (tall := rest[0].wrap(width - 2 * PAD, room)[1]) <= room:
            kept.append(rest.pop(0))
            room -= tall
        if rest and (pieces := rest[0].split(width - 2 * PAD, room)):
            kept.append(pieces[0])
            rest[:1] = pieces[1:]
        if len(kept) < 2 and len(self._content) > 1 and rest:
            return []  # never a caption alone at the foot of a page
        return [Zone(kept), *([Zone(rest)] if rest else [])] if kept else []

    def draw(self) -> None:
        self.canv.setLineWidth(HAIRLINE)
        self.canv.setStrokeColor(black)
        self.canv.rect(0, 0, self.width, self.height)
        y = self.height - PAD
        for flowable in self._content:
            _, tall = flowable.wrap(self.width - 2 * PAD, self.height)
            y -= tall
            flowable.drawOn(self.canv, PAD, y)

    def _heights(self, width: float) -> list[float]:
        return [flowable.wrap(width - 2 * PAD, 10_000)[1] for flowable in self._content]
