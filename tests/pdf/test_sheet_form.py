"""Faithfulness to the annexes: every fixed wording on its page, every zone of the form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from app.domain.exam import Exam
from app.pdf.page import Pen
from app.pdf.sheet import render_sheet
from app.pdf.sheet_data import Sheet
from tests.pdf.test_sheet import E32, E42, pages, read, sheet, tight

ON_PAGE = {
    0: (
        "annex annex_session title date name mark_1 dossier_title dossier_count professional_or "
        "tick_hint situation parameters appraisal visas"
    ),
    1: "header exam_line form_line grid_title grid_header mark_2 examiners signatures notice",
    2: "header exam_line indicators_title",
}
BOTH = pytest.mark.parametrize("exam", [E32, E42], ids=lambda exam: str(exam.id))


def fixed(exam: Exam) -> Iterator[tuple[int, str]]:
    """Every text the annex prints, with the index of its page."""
    for page, keys in ON_PAGE.items():
        yield from ((page, exam.wording[key]) for key in keys.split() if key in exam.wording)
    yield from ((0, item.label) for item in exam.dossier if item.printed)
    yield from ((1, competency.printed) for competency in exam.competencies)
    yield from ((1, level.printed) for level in exam.levels)
    yield from ((1, column) for column in exam.columns)
    yield from ((2, indicator.printed) for indicator in exam.indicators)


@BOTH
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "blank"])
def test_every_wording_of_the_annex_stands_on_its_page(exam: Exam, filled: bool) -> None:
    found = [tight(text) for text in pages(exam, sheet(exam) if filled else Sheet())]
    missing = [text for page, text in fixed(exam) if tight(text) not in found[page]]
    assert missing == []


@BOTH
def test_wording_stands_in_the_order_of_the_annex(exam: Exam) -> None:
    text = tight(pages(exam, sheet(exam))[0])
    keys = ["date", "name", "mark_1", "dossier_title", "situation", "parameters", "appraisal"]
    places = [text.index(tight(exam.wording[key])) for key in [*keys, "visas"]]
    assert places == sorted(places)


def test_presence_table_offers_four_answers_for_five_fiches() -> None:
    text = pages(E32, Sheet())[0]
    for answer in ("Oui", "F. Contexte absente", "Fiche client absente", "Non"):
        assert text.count(answer) >= 5


@pytest.mark.parametrize(("exam", "count"), [(E32, 16), (E42, 12)])
def test_reminder_lists_every_indicator(exam: Exam, count: int) -> None:
    text = pages(exam, sheet(exam))[2]
    assert [f"({n})" in text for n in range(1, count + 2)] == [True] * count + [False]


@BOTH
def test_a_form_has_three_pages(exam: Exam) -> None:
    assert len(pages(exam, Sheet())) == 3


def test_blank_sheet_has_places_to_write_and_no_fact() -> None:
    for text in pages(E32, Sheet()):
        for label in ("Candidat n°", "Commission", "Session", "Date"):
            assert label in text
        assert "Version" not in text
        assert "SHA-256" not in text
    assert not read(E32, Sheet()).attachments


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[float, ...]]]:
    """Crosses, boxes and ellipses as they are drawn, by verb."""
    calls: dict[str, list[tuple[float, ...]]] = {"cross": [], "tick_box": [], "ellipse": []}
    for verb, kept in calls.items():

        def spy(pen: Pen, *given: float, kept: list[tuple[float, ...]] = kept) -> None:
            kept.append(given)

        monkeypatch.setattr(Pen, verb, spy)
    return calls


def test_each_placed_level_gets_one_cross_in_its_column(
    drawn: dict[str, list[tuple[float, ...]]],
) -> None:
    render_sheet(E32, sheet(E32, fields={"levels": {"C2": "TI", "C3": "TS", "C5": "NO"}}))
    (ti, first), (ts, second), (no, third) = [call[:2] for call in drawn["cross"]]
    assert first > second > third
    assert (no - ti) / (ts - ti) == pytest.approx(5 / 3)


def test_given_answers_are_circled_and_boxes_ticked(
    drawn: dict[str, list[tuple[float, ...]]],
) -> None:
    render_sheet(E32, sheet(E32, fields={"dossier": {"fiche-4": ["no"], "savings": True}}))
    assert len(drawn["ellipse"]) == 1
    assert [bool(call[2]) for call in drawn["tick_box"]] == [False] * 5 + [True]


def test_e42_writes_the_count_of_fiches() -> None:
    assert "Nombre de fiches d’activité et contexte : 4" in pages(E42, sheet(E42))[0]


def strokes(reader: PdfReader, page: int) -> int:
    contents = reader.pages[page].get_contents()
    assert contents is not None
    return contents.get_data().count(b" l")


@pytest.mark.parametrize("page", [0, 1])
def test_a_drawn_visa_is_drawn_and_a_paper_one_left_empty(page: int) -> None:
    paper = [{"examiner": "EXAMINATEUR A", "drawing": None, "paper": True}]
    signed, unsigned = read(E32, sheet(E32)), read(E32, sheet(E32, fields={"visas": paper}))
    assert strokes(signed, page) - strokes(unsigned, page) == 3
