"""Page 1 of a sheet: identity, mark, dossier, situation, appraisal, visas (annexes VIII and X)."""

from __future__ import annotations

from app.domain.exam import Exam
from app.pdf.fonts import BODY, BOLD, text_width
from app.pdf.page import INNER, LEFT, RIGHT, WIDTH, Pen
from app.pdf.sheet_data import Content
from app.pdf.sheet_dossier import dossier_zone
from app.pdf.sheet_flow import Flow
from app.pdf.sheet_furniture import Furniture
from app.pdf.sheet_zones import (
    LABEL,
    PAD,
    TITLE,
    labelled,
    mark_box,
    title_frame,
    visa_cells,
)
from app.pdf.text import block, fit

GAP = 7.0
ROW = 17.0
VISAS = 82.0
PARAMETERS = 76.0
PROSE = 9.0
PROSE_SIZES = (9.5, 9.0, 8.5)
NEARLY = 1.3
"""Beyond this many times its room a text is not tried in a smaller size."""
FIRST_FLOW_PAGE = 4


def front_page(pen: Pen, exam: Exam, content: Content, furniture: Furniture) -> list[Flow]:
    """Draw the body of page 1; returns the texts that go on after page 3, in order."""
    top = _title(pen, exam, furniture.top)
    top = _identity(pen, exam, content, top - GAP)
    top = mark_box(pen, content, top - GAP, exam.wording["mark_1"])
    top = dossier_zone(pen, exam, content, top - GAP)
    visas = furniture.bottom + VISAS
    room = min(PARAMETERS, max(26.0, top - visas - 150))
    top, annex = _situation(pen, exam, content, top - GAP, room)
    rest = _appraisal(pen, exam, content, top - GAP, visas + GAP)
    title_frame(pen, visas, VISAS, exam.wording["visas"])
    visa_cells(pen, content.members, visas - TITLE, VISAS - TITLE)
    return rest + annex


def _title(pen: Pen, exam: Exam, top: float) -> float:
    """The title of the exam framed under the annex's own heading, or that heading framed."""
    wording = exam.wording
    annex = "\n".join(wording[key] for key in ("annex", "annex_session") if wording.get(key))
    if wording.get("title"):
        top = pen.block_centre(WIDTH / 2, top, block(annex, INNER, 9)) - 3
    title = fit(wording.get("title", annex), INNER - 12, 26, (9.6, 9.2, 8.8), BOLD)
    pen.frame(LEFT, top, INNER, title.height + 9)
    return pen.block_centre(WIDTH / 2, top - 4.5, title) - 4.5


def _identity(pen: Pen, exam: Exam, content: Content, top: float) -> float:
    """Date and name; a name too long for one line is set smaller, then over several."""
    x = labelled(pen, LEFT + PAD, top - 11.8, exam.wording["date"])
    if content.date:
        pen.write(x, top - 11.8, content.date, 10, BOLD)
    else:
        pen.dots(x, top - 12.8, x + 90)
    label = exam.wording["name"]
    name_x = LEFT + PAD + text_width(label, BODY, LABEL) + 5
    name = fit(content.name, RIGHT - PAD - name_x, 26, (10, 9, 8, 7, 6, 5.5), BOLD)
    height = max(ROW, name.height + 5)
    labelled(pen, LEFT + PAD, top - ROW - 11.8, label)
    if content.name:
        pen.block(name_x, top - ROW - (height - name.height) / 2, name)
    else:
        pen.dots(name_x, top - ROW - 12.8, RIGHT - PAD)
    pen.frame(LEFT, top, INNER, ROW + height)
    pen.lines([(LEFT, top - ROW, RIGHT, top - ROW)])
    return top - ROW - height


def _situation(
    pen: Pen, exam: Exam, content: Content, top: float, room: float
) -> tuple[float, list[Flow]]:
    """The chosen fiches and the modified parameters; the modified fiche client is annexed."""
    pen.frame(LEFT, top, INNER, ROW + 15 + room)
    x = labelled(pen, LEFT + PAD, top - 11.8, exam.wording["situation"], BOLD)
    _fiches(pen, exam, content, x, top - 11.8)
    pen.lines([(LEFT, top - ROW, RIGHT, top - ROW)])
    labelled(pen, LEFT + PAD, top - ROW - 11, exam.wording["parameters"], BOLD)
    bottom = top - ROW - 15 - room
    if not content.parameters:
        return bottom, []
    text = block(content.parameters, INNER - 2 * PAD, PROSE)
    long = text.height > room - 3
    annexed = long or exam.situations > 1
    shown = text.split(room - 14)[0] if annexed else text
    pen.block(LEFT + PAD, top - ROW - 15.5, shown)
    if not annexed:
        return bottom, []
    left_out = len(shown.lines) < len(text.lines)
    note = "suite en annexe" if left_out else "fiche client modifiée en annexe"
    pen.write_right(RIGHT - PAD, bottom + 4, note, 8)
    part = ", 1re partie" if exam.situations > 1 else ""
    return bottom, [Flow(f"Annexe – fiche client modifiée{part}", text)]


def _fiches(pen: Pen, exam: Exam, content: Content, x: float, y: float) -> None:
    """The fiche, or each with its part where the exam holds two situations."""
    if exam.situations == 1:
        _written(pen, content.fiches[0] if content.fiches else "", x, y, 60)
        return
    ordinals = ("1re partie : fiche", " – 2e partie : fiche")
    for index, label in enumerate(ordinals):
        pen.write(x, y, label, 9.5)
        x += text_width(label, BODY, 9.5) + 3
        x = _written(pen, content.fiches[index] if content.fiches else "", x, y, 34)


def _written(pen: Pen, text: str, x: float, y: float, room: float) -> float:
    """A value, or dots to write it by hand; returns where it ends."""
    if not text:
        pen.dots(x, y - 1, x + room)
        return x + room + 2
    pen.write(x, y, text, 10, BOLD)
    return x + text_width(text, BOLD, 10) + 2


def _appraisal(pen: Pen, exam: Exam, content: Content, top: float, bottom: float) -> list[Flow]:
    """The appraisal zone takes what the page leaves; a longer text goes on after page 3."""
    title_frame(pen, top, top - bottom, exam.wording["appraisal"])
    room = top - TITLE - bottom - 6
    text = block(content.appraisal, INNER - 2 * PAD, PROSE_SIZES[0])
    if room < text.height < NEARLY * room:
        smaller = fit(content.appraisal, INNER - 2 * PAD, room, PROSE_SIZES[1:])
        text = smaller if smaller.height <= room else text
    flows: list[Flow] = []
    if text.height > room:
        text, rest = text.split(room - 11)
        pen.write_right(RIGHT - PAD, bottom + 4, f"suite page {FIRST_FLOW_PAGE}", 8)
        flows.append(Flow("Appréciation globale (suite)", rest))
    pen.block(LEFT + PAD, top - TITLE - 3, text)
    return flows
