"""A visa stands on what it was given for: void as soon as that changes, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.domain.scene import ANNE, BRUNO, VISA, Scene, candidate

Change = Callable[[Scene], Any]

VOIDING: dict[str, Change] = {
    "a level": lambda s: s.do("place-level", competency="C2", level="TS"),
    "a level taken back": lambda s: s.do("place-level", competency="C2", level=None),
    "the mark": lambda s: s.do("set-mark", mark="13"),
    "the mark taken back": lambda s: s.do("set-mark", mark=None),
    "the appraisal": lambda s: s.do("write-appraisal", text="Très bon entretien."),
    "a tick": lambda s: s.do("tick-dossier", item="property", value=True),
    "the fiches": lambda s: s.do("choose-situation", fiche_1=3, fiche_2=2, reason="x"),
    "the parameters": lambda s: s.do(
        "choose-situation", fiche_1=1, fiche_2=2, parameters="Deux enfants.", reason="x"
    ),
    "the name": lambda s: s.do("correct-identity", field="last_name", value="X", reason="x"),
    "a corrected part": lambda s: s.do(
        "correct-part", part="part-1", started="08:15", stopped="08:20", reason="x"
    ),
    "a part started again": lambda s: s.do("start-part", part="part-3", reason="x"),
    "an annulled attempt": lambda s: s.do("annul-attempt", reason="x"),
    "a corrected list": lambda s: s.do(
        "load-list", source="l", candidates=[candidate("001", usual_name="DURAND")]
    ),
    "extra time found late": lambda s: s.do(
        "load-list", source="l", candidates=[candidate("001", extra_parts="1/3")]
    ),
}

HARMLESS: dict[str, Change] = {
    "the same level": lambda s: s.do("place-level", competency="C2", level="S"),
    "the same mark written otherwise": lambda s: s.do("set-mark", mark="12.5"),
    "the same appraisal": lambda s: s.do("write-appraisal", text="Bon entretien."),
    "the same fiches": lambda s: s.do("choose-situation", fiche_1=1, fiche_2=2, reason="autre"),
    "a box left blank": lambda s: s.do("tick-dossier", item="property", value=None),
    "time": lambda s: s.wait(600),
    "a doubt": lambda s: s.do("raise-doubt", reason="x"),
    "an incident": lambda s: s.do("report-incident", text="x", passage="001"),
    "a question seen": lambda s: s.do("answer-question", question="dossier-blank"),
    "an observation": lambda s: s.do("observe", text="x", competencies=[]),
    "a document": lambda s: s.do("attach-document", name="a.pdf", sha256="0" * 64, size=1),
    "a person in the room": lambda s: s.do("record-person", name="X", role="observer"),
    "the other candidate": lambda s: s.identified("002").do("set-mark", passage="002", mark="3"),
    "an examiner replaced afterwards": lambda s: s.do(
        "replace-examiner", examiner=BRUNO, by="C", quality="professionnel", reason="x"
    ),
    "the same list": lambda s: s.do(
        "load-list", source="l", candidates=[candidate("001", hour="09:30", category="INDIVIDUEL")]
    ),
    "the end of the day": lambda s: s.do("close-day"),
    "suspending between parts": lambda s: s.do("suspend-passage", reason="x"),
}


@pytest.mark.parametrize("change", VOIDING.values(), ids=VOIDING.keys())
def test_visas_are_void_as_soon_as_what_they_cover_changes(e32: Scene, change: Change) -> None:
    change(e32.ready())
    assert not e32.p.visas


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_visas_fall_by_nothing_else(e32: Scene, change: Change) -> None:
    change(e32.ready())
    assert set(e32.p.visas) == {ANNE, BRUNO}


def test_the_visas_of_another_candidate_never_fall(e32: Scene) -> None:
    e32.ready("001").ready("002").do("set-mark", passage="002", mark="3")
    assert set(e32.p.visas) == {ANNE, BRUNO}
    assert not e32.state.passages["002"].visas


def test_a_visa_given_on_an_unfinished_clock_is_void_when_it_stops(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-3", reason="x").evaluated().signed()
    assert e32.wait(10).p.visas
    assert not e32.do("stop-part", part="part-3").p.visas


def test_replacing_an_examiner_before_the_first_part_voids_the_visas(e32: Scene) -> None:
    e32.identified().evaluated().signed()
    e32.do("replace-examiner", examiner=BRUNO, by="C", quality="professionnel", reason="x")
    assert not e32.p.visas


def test_a_visa_may_be_drawn_again(e32: Scene) -> None:
    e32.ready().do("give-visa", examiner=ANNE, drawing="M 5 5 L 6 6")
    assert e32.p.visas[ANNE].drawing == "M 5 5 L 6 6"
    assert e32.p.visas[BRUNO].paper


@pytest.mark.parametrize(
    "drawing",
    [
        "M0 0",
        "M 0 0 L 1 1",
        "M-1,-2L3,4M5 6",
        " M 0 0\nL 1 1 ",
        "M 0 0" + " L 1 1" * 499,
    ],
)
def test_a_visa_is_drawn_as_an_integer_path(e32: Scene, drawing: str) -> None:
    e32.identified().do("give-visa", examiner=ANNE, drawing=drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        "L 1 1",
        "M 0",
        "M 0 0 L 1.5 2",
        "m 0 0",
        "M 0 0 C 1 1 2 2 3 3",
        "M 0 0 Z",
        "M ١ ٢",
        "M 9999999 0",
        "<svg/>",
        "M 0 0" + " L 1 1" * 500,
    ],
)
def test_no_other_drawing_is_a_visa(e32: Scene, drawing: str) -> None:
    assert "500 points" in e32.identified().refused("give-visa", examiner=ANNE, drawing=drawing)


@pytest.mark.parametrize(
    "fields", [{}, {"paper": False}, {"paper": True, "drawing": VISA}, {"drawing": None}]
)
def test_a_visa_is_either_drawn_or_on_paper(e32: Scene, fields: dict[str, Any]) -> None:
    assert "dessiné" in e32.identified().refused("give-visa", examiner=ANNE, **fields)


def test_a_stranger_gives_no_visa(e32: Scene) -> None:
    assert ANNE in e32.identified().refused("give-visa", examiner="Zoé", paper=True)
