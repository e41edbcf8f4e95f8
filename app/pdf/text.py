"""Breaking text into lines: arithmetic on the shipped typeface, nothing is ever dropped.

Widths, heights and sizes are in points (1/72 inch). Text is literal: there is no markup. The
space before French double punctuation, or within a number, does not break.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.pdf.fonts import BODY, missing_glyphs, text_width

LEADING = 1.28
MISSING = "□"
FIXED = 400
"""Texts up to this length are broken once: the forms' own wording is no longer."""
_GLUED = re.compile(r"(?<=\S) (?=[:;!?»€%])|(?<=«) (?=\S)|(?<=°) (?=\d)|(?<=\d) (?=\d{3}\b)")
_NBSP = "\u00a0"


@dataclass(frozen=True)
class Block:
    """Lines ready to draw in one face at ``size``, their baselines ``leading`` apart."""

    lines: tuple[str, ...]
    font: str
    size: float
    leading: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading

    def split(self, height: float) -> tuple[Block, Block]:
        """The lines that fit in ``height`` (at least one) and the rest."""
        count = max(1, int(height / self.leading + 1e-6))
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])


class _Drawable(dict[int, str]):
    """Maps a code point to what is drawn for it, worked out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        hidden = unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\u00ad"
        self[code] = drawn = MISSING if hidden or missing_glyphs(char) else char
        return drawn


_DRAWABLE = _Drawable({ord("\n"): "\n", ord("\r"): "\n", ord("\t"): "    "})


def drawable(text: str) -> str:
    """``text`` with a visible ``MISSING`` for what has no glyph; tabs become spaces."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_DRAWABLE)


def block(text: str, width: float, size: float, font: str = BODY, leading: float = 0) -> Block:
    """``text`` broken at ``width``; ``leading`` defaults to ``LEADING`` times the size."""
    return Block(wrap(text, font, size, width), font, size, leading or LEADING * size)


def fit(text: str, width: float, height: float, sizes: Sequence[float], font: str = BODY) -> Block:
    """``text`` at the first of ``sizes`` that fits the height, else at the last (then higher)."""
    for size in sizes:
        tried = block(text, width, size, font)
        if tried.height <= height:
            break
    return tried


def wrap(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Lines no wider than ``width``: paragraphs at line ends, words too wide cut anywhere."""
    lines = _kept_lines if len(text) <= FIXED else _lines
    return lines(text, font, size, width)


def _lines(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    return tuple(
        line for paragraph in text.split("\n") for line in _fill(paragraph, font, size, width)
    )


_kept_lines = lru_cache(maxsize=1024)(_lines)


def _fill(paragraph: str, font: str, size: float, width: float) -> Iterator[str]:
    space = text_width(" ", font, size)
    line: list[str] = []
    used = -space
    for word in _GLUED.sub(_NBSP, paragraph).split(" "):
        wide = text_width(word, font, size)
        if line and used + space + wide > width:
            yield " ".join(line)
            line, used = [], -space
        if wide > width:
            *full, word = _cut(word, font, size, width)
            yield from full
            wide = text_width(word, font, size)
        line.append(word)
        used += space + wide
    yield " ".join(line)


def _cut(word: str, font: str, size: float, width: float) -> Iterator[str]:
    """A word too wide for a line, in pieces that fit (one character at least), cut after a hyphen
    where a piece has one."""
    piece, used = "", 0.0
    for char in word:
        wide = text_width(char, font, size)
        if piece and used + wide > width:
            end = piece.rfind("-") + 1 or len(piece)
            yield piece[:end]
            piece = piece[end:]
            used = text_width(piece, font, size)
        piece += char
        used += wide
    yield piece
