"""Sheets: one against bare canvas calls drawing the same strings, and many against one."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.domain.state import State
from app.pdf.sheet import render_sheet
from app.pdf.sheet_data import Sheet
from app.services.demo import demo_request, perform_day
from app.services.desk import Desk
from app.services.opening import open_commission
from tests.bench.measure import Measure, in_turns, seconds

String = tuple[str, float, float, float, str]
TIMES = 30


def sheet(folder: Path) -> Measure:
    """Median three-page sheet against the same strings, fonts and pages on a bare canvas."""
    state, shown = _sealed(folder)
    pages = _strings(state, shown)
    render_sheet(state.exam, shown)
    ours, bare = in_turns(lambda: render_sheet(state.exam, shown), lambda: _bare(pages), TIMES)
    return Measure(ours, bare, 2.0)


def many_sheets(folder: Path) -> Measure:
    """200 sheets of 200 candidates against 200 times one, each time the first of its process:
    what a batch owes to fonts and fixed texts being read once, and whether it stays linear."""
    state, shown = _sealed(folder)
    several = [_other(shown, number) for number in range(200)]
    ones = [_first_of_a_process(folder) for _ in range(5)]
    ours = seconds(lambda: [render_sheet(state.exam, s) for s in several])
    return Measure(ours, 200 * statistics.median(ones), 1.0)


FIRST = """import sys, time
from pathlib import Path
from app.services.desk import Desk
from app.services.printing import sheets
with Desk(Path(sys.argv[1])) as desk:
    state = desk.state
start = time.perf_counter()
sheets(state, state.in_order[0].number)
print(time.perf_counter() - start)"""


def _first_of_a_process(folder: Path) -> float:
    """Seconds of the first sheet of a fresh process, its imports left out."""
    command = [sys.executable, "-c", FIRST, str(folder / "day.passage")]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _sealed(folder: Path) -> tuple[State, Sheet]:
    """The state of the demonstration day and its first three-page sheet."""
    path = folder / "day.passage"
    open_commission(demo_request("E42", path))
    list(perform_day(path))
    with Desk(path) as desk:
        state = desk.state
    sealed = state.in_order[0].versions[-1]
    text = sealed.canonical
    return state, Sheet(json.loads(text), sealed.hash, sealed.code, canonical=text.encode())


def _other(shown: Sheet, number: int) -> Sheet:
    assert shown.record is not None
    candidate = {**shown.record["candidate"], "number": f"{number:011d}", "last_name": f"N{number}"}
    record = {**shown.record, "candidate": candidate}
    return Sheet(record, shown.hash, shown.code, canonical=shown.canonical)


def _strings(state: State, shown: Sheet) -> list[list[String]]:
    """Every string the sheet draws, page by page, caught on the canvas."""
    pages: list[list[String]] = [[]]
    draw, show = Canvas.drawString, Canvas.showPage

    def noted(self: Any, x: float, y: float, text: str, *rest: Any, **more: Any) -> None:
        pages[-1].append((self._fontname, self._fontsize, x, y, text))
        draw(self, x, y, text, *rest, **more)

    def turned(self: Any) -> None:
        show(self)
        pages.append([])

    Canvas.drawString, Canvas.showPage = noted, turned
    try:
        render_sheet(state.exam, shown)
    finally:
        Canvas.drawString, Canvas.showPage = draw, show
    return [page for page in pages if page]


def _bare(pages: list[list[String]]) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1, invariant=1)
    for page in pages:
        for font, size, x, y, text in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
