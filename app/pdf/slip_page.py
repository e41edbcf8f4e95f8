"""The page every slip stands on: A4, running foot, watermark of a rehearsal. Lengths in points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)

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
    """What a document carries on all its pages; ``subject`` names its candidate, or its day and
    place, in the foot."""

    head: SlipHead
    title: str
    rehearsal: bool
    subject: str = ""
    wide: bool = False

    @property
    def size(self) -> tuple[float, float]:
        size: tuple[float, float] = landscape(A4) if self.wide else A4
        return size


Paper = tuple[Sheet, Sequence[Flowable]]
"""What one hands over or pins up by itself: its pages are counted apart."""


def build(sheet: Sheet, story: Sequence[Flowable]) -> bytes:
    """The PDF of ``story``; the same sheet and story give the same bytes."""
    return build_run(f"{_title(sheet)} – {_origin(sheet.head)}", [(sheet, story)])


def build_run(title: str, papers: Sequence[Paper]) -> bytes:
    """One PDF of papers in order (one at least), each on pages of its own and in the outline.

    A run asks to be printed on one side, lest a paper stand on the back of another.
    """
    ensure_fonts()
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=papers[0][0].size,
        invariant=1,
        title=title,
        author="Passage",
        creator="Passage",
        lang="fr-FR",
    )
    document.addPageTemplates([_template(rank, sheet) for rank, (sheet, _) in enumerate(papers)])
    sheets = [sheet for sheet, _ in papers]
    document.build(list(_joined(papers)), canvasmaker=partial(_CountingCanvas, sheets=sheets))
    return out.getvalue()


def _template(rank: int, sheet: Sheet) -> PageTemplate:
    width, height = sheet.size
    frame = Frame(SIDE, BOTTOM, width - 2 * SIDE, height - TOP - BOTTOM, 0, 0, 0, 0)
    return PageTemplate(
        id=str(rank), frames=[frame], onPage=partial(_begin, rank, sheet), pagesize=sheet.size
    )


def _joined(papers: Sequence[Paper]) -> Iterator[Flowable]:
    for rank, (_, story) in enumerate(papers):
        if rank:
            yield NextPageTemplate(str(rank))
            yield PageBreak()
        yield from _trimmed(story)


def _trimmed(story: Sequence[Flowable]) -> list[Flowable]:
    """Without the white at the end, which might make a page of its own."""
    kept = list(story)
    while isinstance(kept[-1], Spacer):
        kept.pop()
    return kept


class _CountingCanvas(Canvas):  # type: ignore[misc]
    """Holds pages back until the number of each paper's is known, for "page 1/3"."""

    rank = 0

    def __init__(self, *args: Any, sheets: Sequence[Sheet], **options: Any) -> None:
        super().__init__(*args, **options)
        self._sheets = sheets
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        held = self._held
        counts = Counter(page["rank"] for page in held)
        shown: Counter[int] = Counter()
        for page in held:
            self.__dict__.update(page)
            shown[self.rank] += 1
            if shown[self.rank] == 1 and len(counts) > 1:
                self._enter_outline()
            numbers = f"page {shown[self.rank]}/{counts[self.rank]}"
            _foot(self, self._sheets[self.rank], numbers)
            super().showPage()
        if len(counts) > 1:
            self.setViewerPreference("Duplex", "Simplex")
        super().save()

    def _enter_outline(self) -> None:
        sheet = self._sheets[self.rank]
        told = [sheet.head.commission, sheet.subject]
        self.bookmarkPage(str(self.rank))
        self.addOutlineEntry(drawable(" – ".join(filter(None, told))), str(self.rank))


def _begin(rank: int, sheet: Sheet, canvas: _CountingCanvas, _document: BaseDocTemplate) -> None:
    canvas.rank = rank
    _watermark(sheet, canvas)


def _origin(head: SlipHead) -> str:
    told = ["BTS Assurance", f"session {head.session}", head.exam]
    told += [f"commission {head.commission}"] if head.commission else []
    return " – ".join(filter(None, told))


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
    room = right - SIDE - text_width(page, BODY, _FOOT_SIZE) - 8
    canvas.drawString(SIDE, base, _clipped(_origin(sheet.head), BODY, room))
    canvas.drawRightString(right, base, page)
    canvas.setFont(SEMIBOLD, _FOOT_SIZE)
    canvas.drawString(SIDE, base - 9, _clipped(_title(sheet), SEMIBOLD, right - SIDE))


def _clipped(text: str, font: str, room: float) -> str:
    """What the foot repeats, short enough for its line."""
    shown = drawable(text)
    if text_width(shown, font, _FOOT_SIZE) <= room:
        return shown
    while text_width(f"{shown}…", font, _FOOT_SIZE) > room:
        shown = shown[:-1]
    return f"{shown}…"


def _watermark(sheet: Sheet, canvas: Canvas) -> None:
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
