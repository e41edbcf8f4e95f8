"""Long and odd texts: nothing truncated, nothing overlapping, nothing off the page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

import pytest

from app.domain.exam import Exam
from app.pdf.fonts import text_width
from app.pdf.page import BOTTOM, LEFT, RIGHT, TOP, Pen
from app.pdf.sheet import render_sheet
from app.pdf.sheet_data import Sheet
from app.pdf.sheet_zones import parse, scaled
from app.pdf.text import drawable, wrap
from tests.pdf.test_sheet import COMMON, E32, E42, OWN, PROFESSIONAL, TEACHER, pages, sheet, tight

PROSE = "\n".join(f"{n}. Écoute, reformulation, suivi ; « bon recul »." for n in range(450))[:20000]
NAMES = {"last_name": "N" * 500, "usual_name": "U " * 250, "first_names": "Anne-Marie " * 45}
EXAMINERS = [{**TEACHER, "name": "E" * 500}, {**PROFESSIONAL, "name": "F " * 250}]


def situation(text: str | None) -> dict[str, Any]:
    return {**OWN["E32"]["situation"], "parameters": text}


CASES: dict[str, tuple[Exam, Sheet]] = {
    "usual": (E32, sheet(E32)),
    "e42": (E42, sheet(E42, variant="withheld")),
    "blank": (E32, Sheet()),
    "long": (E32, sheet(E32, fields={"appraisal": PROSE, "situation": situation(PROSE)})),
    "one word": (E42, sheet(E42, fields={"appraisal": "W" * 20000})),
    "worst": (
        E32,
        sheet(
            E32,
            fields={
                "candidate": {**COMMON["candidate"], **NAMES, "number": "9" * 200},
                "examiners": EXAMINERS,
                "appraisal": PROSE,
                "situation": situation("\n" * 400 + PROSE),
            },
            variant="president",
            transcribed=True,
        ),
    ),
}


class Box(NamedTuple):
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def holds(self, other: Box) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.bottom <= other.bottom and other.top <= self.top


@pytest.fixture(params=CASES)
def layout(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Box], list[Box]]:
    """The boxes of every line of text and of every frame of a case."""
    texts: list[Box] = []
    frames: list[Box] = []

    def write(pen: Pen, x: float, y: float, text: str, size: float, font: str = "Passage") -> None:
        right = x + text_width(text, font, size)
        texts.append(Box(pen.canvas.getPageNumber(), x, y - 0.1 * size, right, y + 0.72 * size))

    def frame(pen: Pen, x: float, top: float, wide: float, high: float, line: float = 0) -> None:
        frames.append(Box(pen.canvas.getPageNumber(), x, top - high, x + wide, top))

    monkeypatch.setattr(Pen, "write", write)
    monkeypatch.setattr(Pen, "frame", frame)
    render_sheet(*CASES[request.param])
    return texts, frames


def together(boxes: list[Box]) -> Iterator[tuple[Box, Box]]:
    for page in {box.page for box in boxes}:
        yield from combinations([box for box in boxes if box.page == page], 2)


def test_no_line_of_text_meets_another(layout: tuple[list[Box], list[Box]]) -> None:
    assert [pair for pair in together(layout[0]) if pair[0].meets(pair[1])] == []


def test_frames_are_apart_or_nested(layout: tuple[list[Box], list[Box]]) -> None:
    for one, other in together(layout[1]):
        assert not one.meets(other) or one.holds(other) or other.holds(one)


def test_nothing_leaves_the_margins(layout: tuple[list[Box], list[Box]]) -> None:
    for box in (*layout[0], *layout[1]):
        assert box.left >= LEFT - 0.1
        assert box.right <= RIGHT + 0.1
        assert box.bottom >= BOTTOM - 1
        assert box.top <= TOP + 1.1


@pytest.mark.parametrize("exam", [E32, E42], ids=lambda exam: str(exam.id))
def test_a_long_appraisal_goes_on_complete(exam: Exam) -> None:
    first, _, _, *further = pages(exam, sheet(exam, fields={"appraisal": PROSE}))
    assert "suite page 4" in first
    assert "Appréciation globale (suite)" in further[0]
    whole = tight(first + "".join(further))
    assert all(tight(line) in whole for line in PROSE.split("\n"))


def test_a_short_appraisal_stays_in_its_zone() -> None:
    assert "suite page" not in "".join(pages(E32, sheet(E32)))


def test_the_modified_fiche_of_an_e32_is_always_annexed() -> None:
    first, _, _, annex = pages(E32, sheet(E32))
    assert "fiche client modifiée en annexe" in first
    assert "Annexe – fiche client modifiée, 1re partie" in annex
    assert "Deux enfants au lieu d’un." in annex


def test_long_parameters_begin_in_the_zone_and_stand_whole_in_the_annex() -> None:
    first, _, _, *annex = pages(E32, sheet(E32, fields={"situation": situation(PROSE)}))
    assert "0. Écoute" in first
    assert "suite en annexe" in first
    assert all(tight(line) in tight("".join(annex)) for line in PROSE.split("\n"))


def test_no_annex_without_parameters() -> None:
    assert len(pages(E32, sheet(E32, fields={"situation": situation(None)}))) == 3


def test_long_names_are_printed_whole() -> None:
    text = tight(pages(*CASES["worst"])[0])
    for name in (*NAMES.values(), *(person["name"] for person in EXAMINERS)):
        assert tight(name) in text


def test_what_has_no_glyph_is_shown_as_a_box() -> None:
    assert drawable("中\u202ee\u0301\tx\x07") == "□□é    x□"


def test_markup_is_drawn_as_it_is() -> None:
    text = pages(E42, sheet(E42, fields={"appraisal": "<b>5 < 6 & 7</b> \\n (x) %s"}))[0]
    assert "<b>5 < 6 & 7</b> \\n (x) %s" in text


def test_a_word_wider_than_the_line_is_cut_and_kept() -> None:
    lines = wrap("un " + "W" * 300 + " fin", "Passage", 9, 100)
    assert "".join(lines).replace(" ", "") == "un" + "W" * 300 + "fin"
    assert all(text_width(line, "Passage", 9) <= 100 for line in lines)


def test_paragraphs_and_empty_lines_are_kept() -> None:
    assert wrap("a\n\nb", "Passage", 9, 100) == ("a", "", "b")


def test_double_punctuation_stays_with_its_word() -> None:
    width = text_width("le prix", "Passage", 9) + 1
    assert wrap("le prix : bas", "Passage", 9, width)[1].startswith("prix\u00a0:")


def test_a_visa_is_scaled_into_its_box() -> None:
    strokes = scaled(parse("M0 0 L1000 400 M500 900 L501 901"), 100, 200, 80, 40)
    points = [point for stroke in strokes for point in stroke]
    assert all(100 <= x <= 180 and 160 <= y <= 200 for x, y in points)


@pytest.mark.parametrize("drawing", ["", "M10 20", "rubbish", "L5 5", "M-5 -6 L3 9"])
def test_odd_drawings_are_no_failure(drawing: str) -> None:
    visas = [{"examiner": "EXAMINATEUR A", "drawing": drawing, "paper": False}]
    assert len(pages(E42, sheet(E42, fields={"visas": visas}))) == 3
