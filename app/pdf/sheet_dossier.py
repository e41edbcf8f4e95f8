"""The dossier zone of page 1: presence table, boxes to tick, count (annexes VIII and X)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import sqrt

from app.domain.exam import DossierItem, Exam
from app.pdf.fonts import BODY, BOLD, text_width
from app.pdf.page import INNER, LEFT, RIGHT, Pen, Segment
from app.pdf.sheet_data import Content
from app.pdf.sheet_zones import PAD, labelled
from app.pdf.text import wrap

BOX_STEP = 13.5
INSET = 3.0
SMALL = 6.6
LEADING = SMALL * 1.12
HALF_CAPITAL = SMALL * 0.365
HEAD_ROW, UPPER_ROW, LOWER_ROW = 13.5, 25.0, 31.0
TABLE = HEAD_ROW + UPPER_ROW + LOWER_ROW
COLUMNS = (0.37, 0.42, 0.21)
PLACES = ((0, 0), (1, 0), (0, 1), (2, 0))
"""Column and row of each answer, in the order of ``Exam.fiche_answers``."""


def dossier_height(exam: Exam) -> float:
    """Points the zone takes, frame included."""
    table = TABLE + 14 if _kind(exam, "fiche") else 0
    counts = 14 * len(_kind(exam, "count"))
    return 16 + table + counts + 7 + BOX_STEP * len(_kind(exam, "box")) + 3


def dossier_zone(pen: Pen, exam: Exam, content: Content, top: float) -> float:
    """Draw the zone; returns its lower edge."""
    height = dossier_height(exam)
    pen.frame(LEFT, top, INNER, height)
    y = top - 11.5
    pen.write(LEFT + PAD, y, exam.wording["dossier_title"], 9, BOLD)
    for item in _kind(exam, "count"):
        y -= 14
        _count(pen, content, item, y)
    fiches = _kind(exam, "fiche")
    if fiches:
        y -= 13
        pen.write(LEFT + PAD, y, exam.wording["dossier_count"], 8.5)
        _table(pen, exam, content, fiches, y - 5)
        y -= TABLE + 4
    _boxes(pen, exam, content, y - 7)
    return top - height


def _kind(exam: Exam, kind: str) -> list[DossierItem]:
    return [item for item in exam.dossier if item.kind == kind and item.printed]


def _count(pen: Pen, content: Content, item: DossierItem, y: float) -> None:
    x = labelled(pen, LEFT + PAD, y, item.label)
    value = content.dossier.get(item.id)
    if value is None:
        pen.dots(x, y - 1, x + 60)
    else:
        pen.write(x, y, str(value), 10.5, BOLD)


def _table(
    pen: Pen, exam: Exam, content: Content, fiches: Sequence[DossierItem], top: float
) -> None:
    """One fiche a column, four answers each in two rows; the given ones are circled."""
    wide = (INNER - 2 * INSET) / len(fiches)
    left = LEFT + INSET
    pen.frame(left, top, wide * len(fiches), TABLE)
    pen.lines(_rules(left, top, wide, len(fiches)))
    for index, item in enumerate(fiches):
        x = left + index * wide
        pen.write_centre(x + wide / 2, top - 9.3, item.label, 8, BOLD)
        chosen = content.dossier.get(item.id) or ()
        for (answer, label), place in zip(exam.fiche_answers.items(), PLACES, strict=True):
            _answer(pen, label, x, top - HEAD_ROW, wide, place, answer in chosen)


def _rules(left: float, top: float, wide: float, count: int) -> list[Segment]:
    right, lower = left + wide * count, top - TABLE
    head, middle = top - HEAD_ROW, top - HEAD_ROW - UPPER_ROW
    rules: list[Segment] = [(left, head, right, head), (left, middle, right, middle)]
    for index in range(count):
        x = left + index * wide
        rules.append((x, top, x, lower))
        for share in (COLUMNS[0], COLUMNS[0] + COLUMNS[1]):
            rules.append((x + wide * share, head, x + wide * share, lower))
    return rules


def _answer(
    pen: Pen, label: str, x: float, top: float, wide: float, place: tuple[int, int], chosen: bool
) -> None:
    column, row = place
    width = wide * COLUMNS[column]
    lines = wrap(label, BODY, SMALL, width - 2)
    centre = x + wide * sum(COLUMNS[:column]) + width / 2
    middle = top - UPPER_ROW / 2 if row == 0 else top - UPPER_ROW - LOWER_ROW / 2
    y = middle + LEADING * (len(lines) - 1) / 2 - HALF_CAPITAL
    for line in lines:
        pen.write_centre(centre, y, line, SMALL)
        y -= LEADING
    if chosen:
        pen.ellipse(centre, middle, *_around(lines))


@cache
def _around(lines: tuple[str, ...]) -> tuple[float, float]:
    """Half axes of the ellipse that goes round centred lines without touching a letter."""
    reach = (len(lines) - 1) / 2
    high = reach * LEADING + HALF_CAPITAL + 4.2
    edges = [abs(index - reach) * LEADING + HALF_CAPITAL for index in range(len(lines))]
    halves = [text_width(line, BODY, SMALL) / 2 for line in lines]
    wide = max(half / sqrt(1 - (y / high) ** 2) for half, y in zip(halves, edges, strict=True))
    return wide + 1.4, high


def _boxes(pen: Pen, exam: Exam, content: Content, top: float) -> None:
    """The boxes one below the other; those of a parent are indented, "ou" before the second."""
    previous: str | None = None
    y = top
    for item in _kind(exam, "box"):
        y -= BOX_STEP
        x = LEFT + PAD + (40 if item.parent else 0)
        if item.parent and item.parent == previous:
            pen.write_right(x - 6, y, exam.wording["professional_or"], 8.8)
        pen.tick_box(x, y - 1, bool(content.dossier.get(item.id)))
        pen.write(x + 13, y, item.label, 8.8)
        previous = item.parent
    pen.write_right(RIGHT - PAD, y, exam.wording["tick_hint"], 8)
