"""The official grid sheets of annexes VIII (E32) and X (E42) as PDF, filled or blank.

Three pages faithful to the annex, zone by zone; texts longer than their zone go on to further
pages. The same exam and sheet always give the same bytes.
"""

from __future__ import annotations

from app.domain.exam import Exam
from app.pdf.page import Pen
from app.pdf.sheet_data import Content, Sheet, content_of
from app.pdf.sheet_flow import flow_page, flow_pages
from app.pdf.sheet_front import front_page
from app.pdf.sheet_furniture import Furniture
from app.pdf.sheet_grid import grid_page, reminder_page

FORM_PAGES = 3
ATTACHED = "Relevé scellé de l’épreuve (JSON)"


def render_sheet(exam: Exam, sheet: Sheet) -> bytes:
    """The PDF of one sheet, A4 portrait: three pages, then the texts that go on.

    A filled sheet embeds the sealed record's exact bytes as ``record-<number>-v<version>.json``,
    unless its mark is withheld. Raises KeyError where the record lacks one of its keys.
    """
    content = content_of(exam, sheet)
    furniture = Furniture(exam, sheet, content)
    pen = Pen(_title(exam, content))
    furniture.beneath(pen)
    flows = front_page(pen, exam, content, furniture)
    further = [page for flow in flows for page in flow_pages(content, furniture, flow)]
    total = FORM_PAGES + len(further)
    furniture.around(pen, 1, total)
    ...
    return pen.save()
