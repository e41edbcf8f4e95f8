"""An A4 page and the few strokes official forms are made of, on ReportLab's bare canvas.

Lengths are in points (1/72 inch), the origin at the bottom left; ``top`` is the upper edge of
what is drawn. The same calls give the same bytes: no date, no randomness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.pdf.fonts import BODY, ensure_fonts, text_width
from app.pdf.text import Block

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
MARGIN = 14 * MM
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
INNER = RIGHT - LEFT
TOP, BOTTOM = HEIGHT - 12.5 * MM, 12.5 * MM
HAIRLINE = 0.5
_ASCENT = 0.73  # of the size: accent-free capitals stand this high in the shipped face

rl_config.useA85 = 0  # page streams stay binary: a quarter smaller, and faster to write

Segment = tuple[float, float, float, float]
Point = tuple[float, float]


class Pen:
    """Draws pages in order; ``save`` gives the PDF's bytes."""

    def __init__(self, title: str, subject: str = "") -> None:
        ensure_fonts()
        self._buffer = BytesIO()
        self.canvas = Canvas(
            self._buffer,
            pagesize=(WIDTH, HEIGHT),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang="fr-FR",
            initialFontName=BODY,
        )
        for setter, text in (("Title", title), ("Subject", subject), ("Author", "")):
            getattr(self.canvas, f"set{setter}")(text)
        self.canvas.setCreator("Passage")
        self._attached: list[Any] = []
        self._fresh_page()

    def next_page(self) -> None:
        self.canvas.showPage()
        self._fresh_page()

    def _fresh_page(self) -> None:
        self.canvas.setLineWidth(HAIRLINE)

    # Text

    def write(self, x: float, y: float, text: str, size: float, font: str = BODY) -> None:
        """One line starting at ``x`` on baseline ``y``."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def write_right(self, x: float, y: float, text: str, size: float, font: str = BODY) -> None:
        """One line ending at ``x``."""
        self.write(x - text_width(text, font, size), y, text, size, font)

    def write_centre(self, x: float, y: float, text: str, size: float, font: str = BODY) -> None:
        """One line centred on ``x``."""
        self.write(x - text_width(text, font, size) / 2, y, text, size, font)

    def block(self, x: float, top: float, block: Block) -> float:
        """A block set left, its upper edge at ``top``; returns its lower edge."""
        y = top - first_baseline(block)
        for line in block.lines:
            if line:
                self.write(x, y, line, block.size, block.font)
            y -= block.leading
        return top - block.height

    def block_centre(self, x: float, top: float, block: Block) -> float:
        """A block whose lines are centred on ``x``; returns its lower edge."""
        y = top - first_baseline(block)
        for line in block.lines:
            self.write_centre(x, y, line, block.size, block.font)
            y -= block.leading
        return top - block.height

    # Strokes

    def lines(self, segments: Iterable[Segment]) -> None:
        """Straight lines, each (x1, y1, x2, y2)."""
        self._stroke(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in segments)

    def _stroke(self, pieces: Iterable[str]) -> None:
        """Path operators as they are, then a stroke: formatting each number by the canvas's own
        calls would take most of the time of a sheet with drawn visas."""
        self.canvas._code.append(f"n {' '.join(pieces)} S")

    def frame(self, x: float, top: float, width: float, height: float, line: float = 0) -> None:
        """An empty rectangle; ``line`` is its thickness where it is not a hairline."""
        if line:
            self.canvas.setLineWidth(line)
        self.canvas.rect(x, top - height, width, height)
        if line:
            self.canvas.setLineWidth(HAIRLINE)

    def dots(self, x: float, y: float, end: float) -> None:
        """A dotted line to write on by hand."""
        self.canvas.setDash(0.6, 2)
        self.canvas.line(x, y, end, y)
        self.canvas.setDash()

    def cross(self, x: float, y: float, half: float, line: float = 1.3) -> None:
        """A cross centred on (x, y), ``half`` its half side."""
        self.canvas.setLineWidth(line)
        self.lines(
            [(x - half, y - half, x + half, y + half), (x - half, y + half, x + half, y - half)]
        )
        self.canvas.setLineWidth(HAIRLINE)

    def tick_box(self, x: float, y: float, ticked: bool, side: float = 8) -> None:
        """A square whose lower left corner is (x, y), crossed when ``ticked``."""
        self.canvas.setLineWidth(0.7)
        self.canvas.rect(x, y, side, side)
        if ticked:
            self.cross(x + side / 2, y + side / 2, side / 2 - 1.4)
        self.canvas.setLineWidth(HAIRLINE)

    def ellipse(self, x: float, y: float, half_width: float, half_height: float) -> None:
        """An ellipse centred on (x, y), as a pen circles a word."""
        self.canvas.setLineWidth(1.1)
        self.canvas.ellipse(x - half_width, y - half_height, x + half_width, y + half_height)
        self.canvas.setLineWidth(HAIRLINE)

    def strokes(self, strokes: Iterable[Sequence[Point]], line: float = 1) -> None:
        """Freehand polylines with round ends."""
        self.canvas.saveState()
        self.canvas.setLineWidth(line)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        self._stroke(_polyline(stroke) for stroke in strokes)
        self.canvas.restoreState()

    def watermark(self, text: str, size: float = 46) -> None:
        """Large light-grey diagonal text; call it first, so that all else stands above it."""
        self.canvas.saveState()
        self.canvas.setFillGray(0.88)
        self.canvas.translate(WIDTH / 2, HEIGHT / 2)
        self.canvas.rotate(54)
        self.write_centre(0, -size / 3, text, size)
        self.canvas.restoreState()

    # The file

    def attach(self, name: str, data: bytes, description: str) -> None:
        """Embed a file in the document's EmbeddedFiles name tree (ISO 32000, 7.11.4)."""
        document = self.canvas._doc
        content = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("EmbeddedFile"),
                    "Subtype": "/application#2Fjson",  # PDFName would leave the slash
                    "Params": pdfdoc.PDFDictionary({"Size": len(data)}),
                }
            ),
            data,
            [pdfdoc.PDFZCompress],
        )
        reference = document.Reference(content)
        name_text = pdfdoc.PDFString(name)
        filespec = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Filespec"),
                "F": name_text,
                "UF": name_text,
                "Desc": pdfdoc.PDFString(description),
                "EF": pdfdoc.PDFDictionary({"F": reference, "UF": reference}),
            }
        )
        self._attached += [name_text, document.Reference(filespec)]

    def save(self) -> bytes:
        """End the last page and return the whole document."""
        if self._attached:
            tree = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(self._attached)})
            self.canvas._doc.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": tree})
        self.canvas.save()
        return self._buffer.getvalue()


def _polyline(points: Sequence[Point]) -> str:
    first, *others = points
    ends = " ".join(f"{x:.1f} {y:.1f} l" for x, y in others or [first])
    return f"{first[0]:.1f} {first[1]:.1f} m {ends}"


def first_baseline(block: Block) -> float:
    """Distance from a block's upper edge to its first baseline."""
    return (block.leading + _ASCENT * block.size) / 2
