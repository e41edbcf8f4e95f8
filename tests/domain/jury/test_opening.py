"""Opening a jury file: academies, sites, examiners, commissions, members (annexe II, § 1.4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import PassageError
from app.domain.jury.people import Grouping
from app.domain.jury.rules.people import by_default
from app.domain.jury.state import JuryState
from app.domain.jury.words import FICHES
from app.intake.academies import load_groupings
from tests.domain.jury.scene import (
    ANNE,
    BRUNO,
    CHLOE,
    DAY,
    DENIS,
    GROUPINGS,
    JuryScene,
    commission,
    examiner,
    opening,
)
from tests.domain.scene import CATALOGUE


def unopened() -> JuryScene:
    scene = JuryScene()
    scene.state = JuryState(CATALOGUE, GROUPINGS)
    return scene


# --- annexe II ------------------------------------------------------------------------------------


def test_annexe_ii_has_six_pilots_and_twenty_three_attached_academies() -> None:
    annexe = GROUPINGS[2019]
    assert list(annexe) == ["Bordeaux", "Lille", "Montpellier", "Nantes", "SIEC", "Strasbourg"]
    attached = [academy for grouping in annexe.values() for academy in grouping.attached]
    assert len(attached) == len(set(attached)) == 23
    assert [len(grouping.attached) for grouping in annexe.values()] == [3, 2, 8, 3, 4, 3]


def test_the_groupings_cover_the_thirty_academies_of_2019_and_polynesia() -> None:
    covered = [academy for g in GROUPINGS[2019].values() for academy in g.academies]
    assert len(covered) == len(set(covered)) == 31
    assert "SIEC" not in covered


def test_a_list_of_academies_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "2020").mkdir()
    (tmp_path / "2020" / "academies.toml").write_text("[[groupings]]\npilot = 'Lille'\n")
    with pytest.raises(PassageError, match=r"academies\.toml"):
        load_groupings(tmp_path)


def test_the_siec_stands_for_paris_creteil_and_versailles() -> None:
    assert GROUPINGS[2019]["SIEC"].academies[:3] == ("Paris", "Créteil", "Versailles")


@pytest.mark.parametrize("grouping", GROUPINGS[2019].values(), ids=lambda g: g.pilot)
def test_a_pilot_academy_takes_the_candidates_of_its_grouping(grouping: Grouping) -> None:
    fields = opening(pilot=grouping.pilot, academies=list(grouping.academies))
    scene = unopened().do("open-jury", **fields)
    assert scene.state.jury and scene.state.jury.academies == grouping.academies


@pytest.mark.parametrize(
    ("pilot", "academies", "said"),
    [
        ("Lyon", ["Lyon"], "pilote"),
        ("Strasbourg", ["Nice"], "Nice"),
        ("SIEC", ["SIEC"], "Paris"),
        ("Lille", ["Caen"], "Amiens"),
    ],
)
def test_no_other_academy_is_taken(pilot: str, academies: list[str], said: str) -> None:
    told = unopened().refused("open-jury", **opening(pilot=pilot, academies=academies))
    assert said in told and "annexe II" in told


# --- the description ------------------------------------------------------------------------------


def test_a_jury_is_opened_once_for_a_known_session_with_a_president(jury: JuryScene) -> None:
    assert "déjà" in jury.refused("open-jury", **opening())
    assert "2018" in unopened().refused("open-jury", **opening(session=2018))
    assert "président" in unopened().refused("open-jury", **opening(president=" "))


@pytest.mark.parametrize("table", ["sites", "examiners", "commissions", "members"])
def test_each_line_of_a_description_is_there_once(table: str) -> None:
    lines = opening()[table]
    told = unopened().refused("open-jury", **opening(**{table: [*lines, lines[0]]}))
    assert "deux fois" in told and f"« {table} »" in told


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("sites", {"name": "Dijon"}),
        ("examiners", {"name": "Zoé", "quality": "enseignant", "school": "Lycée"}),
        ("commissions", {"commission": "C9"}),
        ("members", {"name": 3}),
    ],
)
def test_a_line_that_says_too_little_or_too_much_is_named(table: str, line: Any) -> None:
    lines = [*opening()[table], line]
    told = unopened().refused("open-jury", **opening(**{table: lines}))
    assert f"« {table} », ligne {len(lines)}" in told


def test_a_description_with_an_examiner_twice_at_once_is_refused() -> None:
    lines = [*opening()["commissions"], commission("C3", "E32", CHLOE, BRUNO)]
    told = unopened().refused("open-jury", **opening(commissions=lines))
    assert BRUNO in told or CHLOE in told


def test_a_description_with_a_room_twice_at_once_is_refused() -> None:
    lines = opening()["commissions"]
    lines[1]["room"] = lines[0]["room"]
    assert "BC1" in unopened().refused("open-jury", **opening(commissions=lines))


def test_nothing_is_done_before_the_jury_is_opened() -> None:
    scene = unopened()
    line = {"number": "1", "last_name": "X"}
    assert "ouvrir" in scene.refused("enrol-candidates", source="x", candidates=[line])
    assert "ouvrir" in scene.refused("set-examiner", **examiner("Zoé"))
    assert "ouvrir" in scene.refused("assign", commission="C1", day=DAY, hour="08:00")
    assert scene.breaches() == []


def test_the_president_and_the_academies_are_corrected_within_the_grouping(
    jury: JuryScene,
) -> None:
    jury.do("set-jury", president="Jean BON", academies=["Besançon"])
    assert jury.state.jury and jury.state.jury.president == "Jean BON"
    assert "Nice" in jury.refused("set-jury", president="X", academies=["Nice"])
    assert "président" in jury.refused("set-jury", president="", academies=[])


def test_the_fiches_of_the_dossier_are_those_of_the_exams() -> None:
    for exam, numbers in FICHES.items():
        assert CATALOGUE[2019, exam].fiches == tuple(numbers)


# --- composition (§ 1.4.4) ------------------------------------------------------------------------


def test_a_commission_is_a_teacher_of_the_domain_and_a_professional(jury: JuryScene) -> None:
    jury.do("set-commission", **commission("C3", "E32", ANNE, BRUNO, room="Z"))
    assert not by_default(jury.state, jury.state.commissions["C3"])


def test_failing_a_professional_a_second_teacher_sits_and_it_is_recorded(jury: JuryScene) -> None:
    jury.do("set-commission", **commission("C3", "E32", ANNE, "Élise BON", room="Z"))
    assert by_default(jury.state, jury.state.commissions["C3"])


@pytest.mark.parametrize(
    ("exam", "examiners", "said"),
    [
        ("E32", [BRUNO, DENIS], "DA1"),
        ("E42", [ANNE, BRUNO], "DA2"),
        ("E32", [ANNE], "deux"),
        ("E32", [], "deux"),
        ("E32", [ANNE, ANNE], "deux"),
        ("E32", [ANNE, BRUNO, CHLOE], "deux"),
        ("E32", [ANNE, "Zoé"], "Zoé"),
    ],
)
def test_no_other_composition_is_taken(
    jury: JuryScene, exam: str, examiners: list[str], said: str
) -> None:
    assert said in jury.refused("set-commission", **commission("C3", exam, *examiners))


def test_an_examiner_corrected_leaves_each_commission_with_its_teacher(jury: JuryScene) -> None:
    assert "C1" in jury.refused("set-examiner", **examiner(ANNE))
    assert "C1" in jury.refused("set-examiner", **examiner(ANNE, "DA2"))
    jury.do("set-examiner", **examiner(ANNE, "DA1", "DA2", schools=["Lycée A"]))
    assert jury.state.examiners[ANNE].schools == ("Lycée A",)


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"quality": "ami"}, "qualité"), ({"domains": ["DA9"]}, "DA9"), ({"name": " "}, "nom")],
)
def test_an_examiner_has_a_name_a_quality_and_known_domains(
    jury: JuryScene, fields: dict[str, Any], said: str
) -> None:
    assert said in jury.refused("set-examiner", **{**examiner("Zoé"), **fields})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"commission": ""}, "nom"),
        ({"exam": "E5"}, "E5"),
        ({"site": "Nice"}, "Nice"),
        ({"dates": []}, "date"),
        ({"dates": ["demain"]}, "demain"),
        ({"first_hour": "18:00", "last_hour": "08:00"}, "heure"),
        ({"slot": 5}, "5 minutes"),
        ({"breaks": ["midi"]}, "midi"),
        ({"breaks": ["13:00-12:00"]}, "pause"),
    ],
)
def test_a_commission_has_a_site_dates_and_hours(
    jury: JuryScene, fields: dict[str, Any], said: str
) -> None:
    line = {**commission("C3", "E32", ANNE, BRUNO), **fields}
    assert said in jury.refused("set-commission", **line)


def test_a_room_is_one_of_those_the_site_names(jury: JuryScene) -> None:
    jury.do("set-site", name="Dole", time_zone="Europe/Paris", rooms=["A1"])
    line = commission("C3", "E32", ANNE, BRUNO, site="Dole", room="A1")
    assert "B2" in jury.refused("set-commission", **{**line, "room": "B2"})
    jury.do("set-commission", **line)
    refused = jury.refused("set-site", name="Dole", time_zone="Europe/Paris", rooms=["B2"])
    assert "C3" in refused


def test_a_commission_with_candidates_keeps_its_exam(jury: JuryScene) -> None:
    jury.assign("001", "C1", "08:00")
    line = commission("C1", "E42", "Élise BON", BRUNO)
    assert "candidats" in jury.refused("set-commission", **line)
    assert jury.do("unassign").do("set-commission", **line).state.commissions["C1"].exam == "E42"


def test_a_commission_corrected_keeps_the_packs_it_was_issued(jury: JuryScene) -> None:
    jury.do("issue-pack", commission="C1", public="aa", content="bb")
    jury.do("set-commission", **commission("C1", "E32", ANNE, BRUNO, first_hour="00:00"))
    assert len(jury.state.commissions["C1"].packs) == 1
    assert jury.state.commissions["C1"].hours.start == 0


# --- taken out ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "name"), [("site", "Lyon"), ("examiner", ANNE)])
def test_what_a_commission_needs_is_not_taken_out(jury: JuryScene, table: str, name: str) -> None:
    assert "C1" in jury.refused("take-out", table=table, name=name)


def test_a_commission_is_taken_out_once_empty_and_never_issued(jury: JuryScene) -> None:
    jury.assign("001", "C1", "08:00").do("issue-pack", commission="C2", public="a", content="b")
    assert "candidats" in jury.refused("take-out", table="commission", name="C1")
    assert "paquet" in jury.refused("take-out", table="commission", name="C2")
    jury.do("unassign").do("take-out", table="commission", name="C1")
    assert "C1" not in jury.state.commissions
    jury.do("take-out", table="examiner", name=ANNE)
    assert ANNE not in jury.state.examiners


def test_only_a_line_of_a_known_table_is_taken_out(jury: JuryScene) -> None:
    assert "inconnue" in jury.refused("take-out", table="candidates", name="001")
    assert "Zoé" in jury.refused("take-out", table="member", name="Zoé")


# --- the commission académique --------------------------------------------------------------------


def test_members_have_days_and_one_of_them_presides(jury: JuryScene) -> None:
    jury.do("set-member", name=ANNE, dates=[DAY], president=True)
    jury.do("set-member", name=BRUNO, president=True)
    assert [m.name for m in jury.state.members.values() if m.president] == [BRUNO]
    assert "date" in jury.refused("set-member", name=ANNE, dates=["x"])
    assert "nom" in jury.refused("set-member", name="")


def test_attendance_is_recorded_day_by_day_and_taken_back(jury: JuryScene) -> None:
    jury.do("record-attendance", member=ANNE, date="05/06/2019")
    jury.do("set-member", name=ANNE, knows=["003"])
    assert [str(day) for day in jury.state.members[ANNE].attended] == [DAY]
    jury.do("record-attendance", member=ANNE, date=DAY, present=False)
    assert not jury.state.members[ANNE].attended
    assert "Zoé" in jury.refused("record-attendance", member="Zoé", date=DAY)


def test_a_member_who_sits_in_no_commission_is_told_but_for_the_president(
    jury: JuryScene,
) -> None:
    jury.do("set-member", name="Irène DURAND", president=True)
    assert jury.breaches() == []
    assert jury.do("set-member", name="Zoé PONS").breaches() == ["member"]
