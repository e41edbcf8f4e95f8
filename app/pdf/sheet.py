"""The official grid sheets of annexes VIII (E32) and X (E42) as PDF, filled or blank.

Three pages faithful to the annex, zone by zone; texts longer than their zone go on to further
pages. The same exam and sheet always give the same bytes.
"""

from __future__ import annotations

import re
from functools import partial

from app.domain.exam import Exam
from app.pdf.page import Pen
from app.pdf.sheet_data import Content, Sheet, content_of
from app.pdf.sheet_flow import flow_page, flow_pages
from app.pdf.sheet_front import front_page
from app.pdf.sheet_furniture import Furniture
from app.pdf.sheet_grid import grid_page, reminder_page

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
    bodies = [
        partial(grid_page, pen, exam, content, furniture),
        partial(reminder_page, pen, exam, furniture),
        *(
            partial(flow_page, pen, exam, content, furniture, page)
            for flow in flows
            for page in flow_pages(content, furniture, flow)
        ),
    ]
    total = 1 + len(bodies)
    furniture.around(pen, 1, total)
    for number, draw in enumerate(bodies, 2):
        pen.next_page()
        furniture.beneath(pen)
        draw()
        furniture.around(pen, number, total)
    if sheet.canonical and not content.blank and not content.withheld:
        pen.attach(_file_name(content), sheet.canonical, ATTACHED)
    return pen.save()


def _title(exam: Exam, content: Content) -> str:
    if content.blank:
        return f"{exam.id} {exam.session} feuille vierge"
    return f"{exam.id} {content.commission} {content.number} v{content.version}"


def _file_name(content: Content) -> str:
    return re.sub(r"[^\w.-]", "_", f"record-{content.number}-v{content.version}.json")
