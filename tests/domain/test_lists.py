"""Opening a commission, its list, its documents, the end of its day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.people import Candidate, known_category
from app.domain.rules.lists import candidate_from, candidate_line
from app.domain.state import State
from tests.domain.scene import ANNE, Scene, candidate, opening

WHOLE = Candidate(
    "0042", "ZÉ", "Léa", "DURAND", date(1999, 2, 1), date(2019, 6, 6), "09:00", "INDIVIDUEL",
    "1/3", "1/2",
)  # fmt: skip


def blank(scene: Scene) -> Scene:
    """The scene before anything was opened."""
    scene.state = State(scene.state.catalogue)
    return scene


def opens(**fields: Any) -> dict[str, Any]:
    return {k: v for k, v in opening(**fields).items() if k != "act"}


def test_a_commission_is_opened_once(e32: Scene) -> None:
    assert "déjà" in e32.refused("open-commission", **opens())


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"exam": "E99"}, "E99"),
        ({"session": 2018}, "2018"),
        ({"date": "demain"}, "date"),
        ({"commission": " "}, "commission"),
        ({"examiners": []}, "examinateurs"),
        ({"examiners": [{"name": "A"}]}, "qualité"),
        ({"examiners": [{"name": "", "quality": "enseignant"}]}, "nom"),
        ({"examiners": [{"name": ["A"], "quality": ["enseignant"]}]}, "nom"),
        ({"examiners": [{"name": "A", "quality": "ami"}]}, "qualité"),
        ({"examiners": [{"name": "A", "quality": "enseignant", "school": "B"}]}, "rien d’autre"),
        ({"examiners": [{"name": "A", "quality": "enseignant"}] * 2}, "une fois"),
    ],
)
def test_an_impossible_commission_is_refused(e32: Scene, fields: dict[str, Any], why: str) -> None:
    assert why in blank(e32).refused("open-commission", **opens(**fields))


def test_a_list_needs_a_commission(e32: Scene) -> None:
    assert "commission" in blank(e32).refused("load-list", source="l", candidates=[candidate("1")])
    new = {"number": "1", "last_name": "A", "first_names": "B", "authority": "DEC"}
    assert "commission" in e32.refused("add-candidate", **new)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "aucun candidat"),
        ([candidate("1"), candidate("1")], "deux fois"),
        ([{"number": "1"}], "nom"),
        ([{"last_name": "A"}], "numéro"),
        ([candidate("a/b")], "numéro"),
        ([candidate("1", born="31/02/1999")], "31/02/1999"),
        ([candidate("1", hour="9 h")], "HH:MM"),
        ([candidate("1", hour="24:00")], "24:00"),
        ([candidate("1", extra_parts="un tiers")], "1/3"),
        ([candidate("1", extra_parts="1/0")], "1/3"),
        ([{**candidate("1"), "last_name": ["A"]}], "« last_name »"),
        ([{**candidate("1"), "number": 1}], "« number »"),
    ],
)
def test_an_impossible_list_is_refused_with_the_rank_of_the_line(
    e32: Scene, lines: list[Any], why: str
) -> None:
    assert why in e32.refused("load-list", source="liste.csv", candidates=lines)


@pytest.mark.parametrize("field", ["school", "uai", "Établissement"])
def test_no_school_enters_the_file_by_any_list(e32: Scene, field: str) -> None:
    lines = [{**candidate("1"), field: "LYCÉE B"}]
    assert field in e32.refused("load-list", source="l", candidates=lines)


def test_a_line_of_the_list_and_its_candidate_are_the_same_thing() -> None:
    assert candidate_from(candidate_line(WHOLE)) == WHOLE
    bare = Candidate("1", "A", "B")
    assert candidate_line(bare) == {"number": "1", "last_name": "A", "first_names": "B"}
    assert candidate_from(candidate_line(bare)) == bare


def test_candidates_come_by_day_then_hour_then_order_of_the_list(e32: Scene) -> None:
    lines = [
        candidate("d", day="2019-06-06", hour="08:00"),
        candidate("c"),
        candidate("b", hour="10:00"),
        candidate("a", hour="09:30"),
    ]
    e32.do("load-list", source="l", candidates=lines)
    order = [p.number for p in e32.state.in_order]
    assert [number for number in order if number in "abcd"] == ["a", "b", "c", "d"]


def test_a_corrected_list_updates_adds_and_flags_without_removing(e32: Scene) -> None:
    lines = [candidate("001", usual_name="DURAND"), candidate("004")]
    e32.do("load-list", source="corrigée", candidates=lines)
    passages = e32.state.passages
    assert passages["001"].candidate.usual_name == "DURAND"
    assert passages["004"].position == 4
    assert [n for n, p in passages.items() if not p.listed] == ["002", "003"]


def test_a_corrected_list_never_changes_a_sealed_passage(e32: Scene) -> None:
    before = e32.sealed().p
    e32.do("load-list", source="corrigée", candidates=[candidate("001", last_name="X")])
    assert e32.p is before


def test_a_corrected_list_keeps_what_was_done(e32: Scene) -> None:
    e32.examined().do("load-list", source="l", candidates=[candidate("001", hour="09:00")])
    assert (len(e32.p.runs), e32.p.candidate.hour) == (4, "09:00")


def test_a_list_without_a_column_keeps_what_was_known(e32: Scene) -> None:
    e32.do("load-list", source="l", candidates=[candidate("001", hour="09:00", extra_parts="1/3")])
    lines, columns = [candidate("001", hour="10:00")], ["number", "last_name", "hour"]
    e32.do("load-list", source="l", candidates=lines, fields=columns)
    assert (e32.p.candidate.hour, e32.p.candidate.extra_parts) == ("10:00", "1/3")


def test_a_corrected_list_does_not_undo_an_identity_corrected_by_hand(e32: Scene) -> None:
    e32.do("correct-identity", field="last_name", value="LEFÈVRE", reason="pièce d’identité")
    e32.do("load-list", source="l", candidates=[candidate("001", first_names="Zoë")])
    assert (e32.p.candidate.last_name, e32.p.candidate.first_names) == ("LEFÈVRE", "Zoë")


@pytest.mark.parametrize("category", ["LYCÉE B", "scolaire", "CFA C"])
def test_no_school_hides_in_a_category(e32: Scene, category: str) -> None:
    lines = [candidate("001", category=category)]
    assert category in e32.refused("load-list", source="l", candidates=lines)
    assert known_category("Scolaire au lycée B") == "SCOLAIRE"
    assert known_category("LYCÉE B") == ""


def test_who_was_added_by_an_authority_is_not_flagged_as_missing(e32: Scene) -> None:
    e32.do("add-candidate", number="9", last_name="A", first_names="B", authority="DEC")
    e32.do("load-list", source="l", candidates=[candidate("001")])
    assert e32.state.passages["9"].listed


def test_a_document_is_attached_once_under_its_name(e32: Scene) -> None:
    for digit in "01":
        e32.do("attach-document", name="cv.pdf", sha256=digit * 64, size=9)
    assert [document.sha256 for document in e32.p.documents] == ["1" * 64]


@pytest.mark.parametrize("name", ["", "a/b.pdf", "..\\cv.pdf"])
def test_a_document_has_a_plain_name(e32: Scene, name: str) -> None:
    assert "fichier" in e32.refused("attach-document", name=name, sha256="0" * 64, size=1)


def test_the_day_is_not_closed_while_a_clock_runs(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation")
    assert "NOM 001" in e32.refused("close-day")
    e32.do("suspend-passage", reason="reporté à demain").do("close-day")
    assert e32.state.closed == e32.now


def test_a_clock_that_jumped_is_noted(e32: Scene) -> None:
    e32.do("note-clock", before="a", wall="b", cause="clock-set-back")
    assert e32.state.clock_notes[0].cause == "clock-set-back"


def test_a_rehearsal_is_one_for_ever(e32: Scene) -> None:
    blank(e32).do("open-commission", **opens(rehearsal=True))
    assert e32.state.commission and e32.state.commission.rehearsal
    assert "déjà" in e32.refused("open-commission", **opens(rehearsal=False))
    assert ANNE in [examiner.name for examiner in e32.state.commission.examiners]
