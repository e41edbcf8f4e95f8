"""The page every slip stands on: A4, running foot, watermark of a rehearsal. Lengths in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from app.pdf.fonts import BODY, BOLD, SEMIBOLD, ensure_fonts, text_width
from app.pdf.page import HAIRLINE, INNER, MARGIN, MM
from app.pdf.slip_data import SlipHead
from app.pdf.text import drawable

SIDE, TOP, BOTTOM = MARGIN, 13 * MM, 20 * MM
WIDTH = INNER
WIDE = A4[1] - 2 * MARGIN
REHEARSAL = "RÉPÉTITION – SANS VALEUR"
_WATERMARK_GREY = 0.88
_FOOT_SIZE = 7


@dataclass(frozen=True)
class Sheet:
    """What a document carries on all its pages; ``subject`` names its candidate in the foot."""

    head: SlipHead
    title: str
    rehearsal: bool
    subject: str = ""
    wide: bool = False

    @property
    def size(self) -> tuple[float, float]:
        size: tuple[float, float] = landscape(A4) if self.wide else A4
        return size


def build(sheet: Sheet, story: Sequence[Flowable]) -> bytes:
    """The PDF of ``story``; the same sheet and story give the same bytes."""
    ensure_fonts()
    out = BytesIO()
    width, height = sheet.size
    document = BaseDocTemplate(
        out,
        pagesize=sheet.size,
        invariant=1,
        title=f"{_title(sheet)} – {_origin(sheet.head)}",
        author="Passage",
        creator="Passage",
        lang="fr-FR",
    )
    frame = Frame(SIDE, BOTTOM, width - 2 * SIDE, height - TOP - BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=partial(_watermark, sheet)))
    document.build(_trimmed(story), canvasmaker=partial(_CountingCanvas, sheet=sheet))
    return out.getvalue()


def _trimmed(story: Sequence[Flowable]) -> list[Flowable]:
    """Without the white at the end, which might make a page of its own."""
    kept = list(story)
    while isinstance(kept[-1], Spacer):
        kept.pop()
    return kept


class _CountingCanvas(Canvas):  # type: ignore[misc]
    """Holds pages back until their number is known, for "page 1/3"."""

    def __init__(self, *args: Any, sheet: Sheet, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sheet = sheet
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        held = self._held
        for number, page in enumerate(held, 1):
            self.__dict__.update(page)
            _foot(self, self._sheet, f"page {number}/{len(held)}")
            super().showPage()
        super().save()


def _origin(head: SlipHead) -> str:
    return f"BTS Assurance – session {head.session} – {head.exam} – commission {head.commission}"


def _title(sheet: Sheet) -> str:
    return " – ".join(filter(None, [sheet.title, sheet.subject]))


def _foot(canvas: Canvas, sheet: Sheet, page: str) -> None:
    right = sheet.size[0] - SIDE
    line = BOTTOM - 5 * MM
    base = line - 4 * MM
    canvas.setStrokeColor(black)
    canvas.setFillColor(black)
    canvas.setLineWidth(HAIRLINE)
    canvas.line(SIDE, line, right, line)
    canvas.setFont(BODY, _FOOT_SIZE)
    canvas.drawString(SIDE, base, drawable(_origin(sheet.head)))
    canvas.drawRightString(right, base, page)
    canvas.setFont(SEMIBOLD, _FOOT_SIZE)
    canvas.drawString(SIDE, base - 9, drawable(_title(sheet)))


def _watermark(sheet: Sheet, canvas: Canvas, _document: BaseDocTemplate) -> None:
    """Under the text, so that nothing is hidden."""
    if not sheet.rehearsal:
        return
    width, height = sheet.size
    size = 0.8 * (width**2 + height**2) ** 0.5 / text_width(REHEARSAL, BOLD, 1)
    canvas.saveState()
    canvas.setFillGray(_WATERMARK_GREY)
    canvas.setFont(BOLD, size)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(35 if sheet.wide else 54)
    canvas.drawCentredString(0, -size / 3, REHEARSAL)
    canvas.restoreState()
