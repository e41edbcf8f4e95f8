"""Who passes before whom and when; every breach planted in a sound assignment (§ 1.4)."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.jury.breaches import breaches, school_counts
from app.domain.jury.names import same_company
from tests.domain.jury.scene import (
    ANNE,
    BRUNO,
    CHLOE,
    DAY,
    DENIS,
    NEXT_DAY,
    JuryScene,
    commission,
    examiner,
    line,
)

SCHOOLS = ("Lycée A", "Lycée A", "Lycée B", "Lycée B")


@pytest.fixture
def sound() -> JuryScene:
    """Four candidates of two schools, each before an E32 and an E42 commission, nothing wrong."""
    lines = [line(f"00{n}", school=school) for n, school in enumerate(SCHOOLS, 1)]
    scene = JuryScene(*lines)
    two = commission("D2", "E42", "Guy BEC", "Hugo LE", site="Grenoble")
    scene.do("set-examiner", **examiner("Guy BEC", "DA2"))
    scene.do("set-examiner", **examiner("Hugo LE")).do("set-commission", **two)
    for number, hour in (("001", "08:00"), ("003", "09:00")):
        scene.assign(number, "C1", hour).assign(number, "D1", hour, NEXT_DAY, "E42")
    for number, hour in (("002", "08:00"), ("004", "09:00")):
        scene.assign(number, "C2", hour).assign(number, "D2", hour, NEXT_DAY, "E42")
    return scene


def given(scene: JuryScene, number: str, code: str, hour: str, **fields: str) -> JuryScene:
    """An hour given by a list, taken as it is."""
    told = {"exam": "E32", "day": DAY, "commission": code, "hour": hour, **fields}
    school = scene.state.candidates[number].school
    return scene.enrol(line(number, school=school, **told))


def test_a_sound_assignment_has_no_breach(sound: JuryScene) -> None:
    assert sound.breaches() == []


# --- as a list gives it ---------------------------------------------------------------------------


def test_a_lists_commission_and_hour_are_taken_as_they_are(jury: JuryScene) -> None:
    slot = given(jury, "001", "C1", "10:00").file().slot
    assert slot and (slot.commission, str(slot.day), slot.minute) == ("C1", DAY, 600)
    assert jury.c.candidate.hour == "" and jury.c.candidate.day is None


def test_a_list_without_a_day_means_the_commissions_only_one(jury: JuryScene) -> None:
    jury.enrol(line("001", commission="C1", hour="10:00"))
    assert jury.file().slot is None and jury.file().listed["commission"] == "C1"
    jury.do("set-commission", **commission("C3", "E32", ANNE, BRUNO, dates=[DAY], room="Z"))
    jury.enrol(line("001", commission="C3", hour="10:00"))
    assert jury.file().slot is not None


def test_a_list_read_again_does_not_undo_a_move(jury: JuryScene) -> None:
    given(jury, "001", "C1", "10:00").assign("001", "C2", "09:00")
    given(jury, "001", "C1", "10:00")
    slot = jury.file().slot
    assert slot and slot.commission == "C2"
    moved = given(jury, "001", "C1", "11:00").file().slot
    assert moved and moved.minute == 660


# --- each breach ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "fields"),
    [
        (ANNE, {"knows": ["001"]}),
        (ANNE, {"schools": ["LYCEE  A"]}),
        (BRUNO, {"employer": "MAIF"}),
    ],
)
def test_no_examiner_has_a_candidate_they_know(
    sound: JuryScene, who: str, fields: dict[str, Any]
) -> None:
    domains = ["DA1"] if who == ANNE else []
    sound.do("describe-context", context=1, company="Maif – agence de Lyon")
    sound.do("set-examiner", **examiner(who, *domains, **fields))
    assert sound.breaches() == ["conflict!"]
    where = {"commission": "C1", "day": DAY, "hour": "10:00"}
    assert who in sound.refused("assign", **where)
    assert "C1" in sound.refused("issue-pack", commission="C1", public="a", content="b")
    assert sound.assign("001", "C2", "10:00").breaches() != ["conflict!"]


def test_a_conflict_in_a_given_list_is_told(sound: JuryScene) -> None:
    sound.do("set-examiner", **examiner(ANNE, "DA1", knows=["002"]))
    given(sound, "002", "C1", "10:00").assign("001", "C2", "08:00")
    assert sound.breaches() == ["conflict!"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("MAIF", "Maif – agence de Lyon", True),
        ("AXA France", "AXA", True),
        ("Société Générale", "GENERALE SA", True),
        ("La Banque Postale", "banque-postale", True),
        ("Crédit Agricole", "Crédit Mutuel", False),
        ("Allianz Durand", "Allianz Roche", False),
        ("MAIF", "MATMUT", False),
        ("", "MAIF", False),
        ("Agence", "Agence", True),
    ],
)
def test_two_names_are_one_company_when_the_words_of_one_open_the_other(
    one: str, other: str, same: bool
) -> None:
    assert same_company(one, other) is same_company(other, one) is same


def test_one_commission_does_not_take_every_candidate_of_a_school(sound: JuryScene) -> None:
    sound.assign("002", "C1", "10:00").assign("003", "C2", "10:00")
    found = breaches(sound.state)
    assert [b.kind for b in found] == ["whole-school", "whole-school"]
    assert "les 2 candidats de Lycée A" in found[0].text
    assert school_counts(sound.state, "E32")["lycee a"] == {"C1": 2}


def test_a_school_that_presents_one_candidate_is_not_told(sound: JuryScene) -> None:
    sound.enrol(line("005", school="Lycée C")).assign("005", "C1", "10:00")
    assert sound.breaches() == []


def test_a_commission_takes_no_more_candidates_than_it_has_hours(sound: JuryScene) -> None:
    hours = {"first_hour": "08:00", "last_hour": "09:00", "slot": 15}
    sound.do("set-commission", **commission("C1", "E32", ANNE, BRUNO, **hours))
    assert "capacity" in sound.breaches()


@pytest.mark.parametrize("hour", ["07:00", "17:30"])
def test_nobody_passes_outside_the_hours(sound: JuryScene, hour: str) -> None:
    assert sound.assign("003", "C1", hour).breaches() == ["hours"]


def test_nobody_is_examined_during_a_break(sound: JuryScene) -> None:
    assert sound.assign("003", "C1", "11:30").breaches() == ["break"]
    assert sound.assign("003", "C1", "13:15").breaches() == []


def test_extra_time_has_a_slot_long_enough(sound: JuryScene) -> None:
    sound.do("edit-candidate", field="extra_parts", value="1/3")
    sound.do("edit-candidate", field="extra_preparation", value="1/3")
    assert sound.breaches() == ["extra-time"]
    assert sound.assign("003", "C1", "09:15").breaches() == []


def test_a_preparation_does_not_overlap_the_previous_interview(sound: JuryScene) -> None:
    assert sound.assign("003", "C1", "08:45").breaches() == ["preparation"]


def test_two_interviews_of_one_commission_never_overlap(sound: JuryScene) -> None:
    where = {"commission": "C1", "day": DAY, "candidate": "003"}
    assert "recouvrent" in sound.refused("assign", hour="08:30", **where)
    assert "recouvrent" in sound.refused("assign", hour="08:00", **where)
    assert "overlap!" in given(sound, "003", "C1", "08:30").breaches()


def test_a_long_interview_is_compared_with_all_that_follow(sound: JuryScene) -> None:
    sound.do("edit-candidate", field="extra_parts", value="2")
    sound.enrol(line("005"))
    given(sound, "003", "C1", "08:55")
    given(sound, "005", "C1", "09:50")
    assert sound.breaches().count("overlap!") == 2


def test_nobody_has_both_exams_at_once(sound: JuryScene) -> None:
    where = {"commission": "D1", "day": DAY, "exam": "E42"}
    assert "en même temps" in sound.refused("assign", hour="08:30", **where)
    given(sound, "001", "D1", "08:30", exam="E42")
    assert sound.breaches() == ["two-exams!"]


def test_there_is_time_to_go_from_one_site_to_another(sound: JuryScene) -> None:
    assert sound.assign("001", "D1", "09:30", exam="E42").breaches() == ["travel"]
    assert sound.assign("001", "D1", "10:00", exam="E42").breaches() == []
    moved = commission("D1", "E42", "Élise BON", "Farid AZIZ", site="Lyon")
    sound.do("set-commission", **moved).assign("001", "D1", "09:00", exam="E42")
    assert sound.breaches() == []


def test_no_examiner_sits_in_two_commissions_at_once(sound: JuryScene) -> None:
    sound.do("set-commission", **commission("C3", "E32", CHLOE, BRUNO, first_hour="17:00"))
    assert sound.breaches() == ["two-examiners!"] * 4
    early = {"first_hour": "18:00", "last_hour": "20:00"}
    sound.do("set-commission", **commission("C3", "E32", CHLOE, BRUNO, **early))
    assert sound.breaches() == []


def test_no_room_is_used_twice_at_once(sound: JuryScene) -> None:
    sound.do("set-commission", **commission("C2", "E32", CHLOE, DENIS, room="BC1"))
    assert sound.breaches() == ["two-rooms!"] * 2


def test_a_commission_is_of_the_exam_and_sits_that_day(sound: JuryScene) -> None:
    other_day = {"commission": "C1", "day": "2019-06-20", "hour": "10:00"}
    assert "20/06/2019" in sound.refused("assign", **other_day)
    other_exam = {"commission": "D1", "day": DAY, "hour": "10:00"}
    assert "E42" in sound.refused("assign", **other_exam)
    given(sound, "001", "D1", "14:00")
    assert sound.breaches() == ["exam!"]
    given(sound, "001", "C1", "14:00", day="2019-06-20")
    assert sound.breaches() == ["day!"]


def test_a_commission_the_jury_does_not_know_is_told(sound: JuryScene) -> None:
    assert "C9" in sound.refused("assign", commission="C9", day=DAY, hour="10:00")
    assert given(sound, "001", "C9", "14:00").breaches() == ["unknown-commission!"]
    sound.do("set-examiner", **examiner("Zoé", "DA1")).do("set-examiner", **examiner("Yan"))
    sound.do("set-commission", **commission("C9", "E32", "Zoé", "Yan"))
    assert sound.breaches() == []


@pytest.mark.parametrize(
    ("fields", "said"), [({"day": "demain"}, "demain"), ({"hour": "8h75"}, "8h75")]
)
def test_a_day_and_an_hour_exist(jury: JuryScene, fields: dict[str, str], said: str) -> None:
    where = {"commission": "C1", "day": DAY, "hour": "08:00", **fields}
    assert said in jury.refused("assign", **where)


def test_an_hour_is_taken_back(jury: JuryScene) -> None:
    assert "aucune commission" in jury.refused("unassign")
    jury.assign("001", "C1", "08:00").do("unassign")
    assert jury.file().slot is None and jury.state.seats["C1"] == frozenset()


def test_a_pack_is_issued_for_a_commission_without_a_hard_breach(sound: JuryScene) -> None:
    sound.do("issue-pack", commission="C1", public="aa", content="bb")
    assert sound.state.commissions["C1"].packs[0].public == "aa"
    assert "C9" in sound.refused("issue-pack", commission="C9", public="a", content="b")
