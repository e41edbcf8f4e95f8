"""The shipped typeface, registered once with ReportLab when first needed.

Widths and sizes are in points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import resource

BODY = "Passage"
SEMIBOLD = "Passage-SemiBold"
BOLD = "Passage-Bold"

FILES: Mapping[str, str] = {
    BODY: "Inter-Regular.ttf",
    SEMIBOLD: "Inter-SemiBold.ttf",
    BOLD: "Inter-Bold.ttf",
}


@cache
def ensure_fonts() -> None:
    """Register every face of ``FILES`` under its name; the first call only does anything."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))


@lru_cache(maxsize=20_000)
def text_width(text: str, font: str, size: float) -> float:
    """Width in points of one line of ``text`` set in a face of ``FILES`` at ``size`` points."""
    width: float = pdfmetrics.stringWidth(text, _face(font).fontName, size)
    return width


def missing_glyphs(text: str, font: str = BODY) -> frozenset[str]:
    """The characters of ``text`` the face cannot draw (scripts it does not cover)."""
    known = _face(font).face.charToGlyph
    return frozenset(char for char in text if ord(char) not in known)


@cache
def _face(font: str) -> Any:
    ensure_fonts()
    return pdfmetrics.getFont(font)
