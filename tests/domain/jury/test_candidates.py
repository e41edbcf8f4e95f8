"""Candidates of a jury file: routes, forms, units (§ 1.1 to 1.3)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.jury.scene import DAY, JuryScene, line


def test_a_list_adds_and_corrects_what_it_has_columns_for(jury: JuryScene) -> None:
    jury.enrol(line("001", school="Lycée A", uai="0690026D", category="SCOLAIRE"), line("004"))
    assert len(jury.state.candidates) == 4
    fields = {"fields": ["number", "last_name"], "candidates": [line("001")]}
    jury.do("enrol-candidates", source="x", **fields)
    assert (jury.c.school, jury.c.candidate.category) == ("Lycée A", "SCOLAIRE")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"number": ""}, "numéro"),
        ({"last_name": " "}, "nom"),
        ({"units": {"E99": "ponctuel"}}, "E99"),
        ({"units": {"E32": "peut-être"}}, "peut-être"),
        ({"units": {"E42": "ccf"}}, "E42"),
        ({"units": ["E32"]}, "units"),
        ({"form": "libre"}, "libre"),
        ({"school": 3}, "school"),
        ({"exam": "E5"}, "E5"),
        ({"commission": "C9"}, "C9"),
        ({"address": "Lyon"}, "address"),
        ({"born": "31/02/1999"}, "31/02/1999"),
        ({"form": "progressive", "category": "SCOLAIRE"}, "globale"),
    ],
)
def test_a_line_that_cannot_be_kept_is_named(
    jury: JuryScene, fields: dict[str, Any], said: str
) -> None:
    lines = [line("004"), {**line("005"), **fields}]
    told = jury.refused("enrol-candidates", source="liste.csv", candidates=lines)
    assert "n° 2" in told and said in told


def test_a_list_names_a_candidate_once_for_each_exam(jury: JuryScene) -> None:
    both = [line("004", exam="E32"), line("004", exam="E42")]
    twice = {"source": "x", "candidates": [both[0], both[0]]}
    assert "deux fois" in jury.refused("enrol-candidates", **twice)
    assert len(jury.enrol(*both).state.candidates) == 4
    assert "aucun" in jury.refused("enrol-candidates", source="x", candidates=[])


def test_a_number_is_never_given_to_someone_else(jury: JuryScene) -> None:
    other = {"number": "001", "last_name": "AUTRE", "first_names": "Luc"}
    told = jury.refused("enrol-candidates", source="x", candidates=[other])
    assert "NOM 001" in told and "AUTRE" in told
    jury.enrol({"number": "001", "last_name": "Nôm-001", "first_names": "Zoe"})


def test_what_a_person_corrected_outlives_the_list(jury: JuryScene) -> None:
    jury.do("edit-candidate", field="last_name", value="DUPONT")
    jury.do("edit-candidate", field="school", value="Lycée B")
    jury.do("set-unit", unit="E32", status="benefit", decision="jury 2018")
    jury.enrol(line("001", school="Lycée A", units={"E32": "ponctuel"}))
    assert (jury.c.candidate.last_name, jury.c.school) == ("DUPONT", "Lycée B")
    assert not jury.c.sits("E32")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "9"),
        ("last_name", ""),
        ("born", "hier"),
        ("category", "CCF"),
        ("form", "libre"),
        ("extra_parts", "beaucoup"),
    ],
)
def test_a_field_is_corrected_to_what_it_may_hold(jury: JuryScene, field: str, value: str) -> None:
    jury.refused("edit-candidate", field=field, value=value)


def test_extra_time_and_birth_date_are_corrected(jury: JuryScene) -> None:
    assert not jury.c.has_extra_time
    jury.do("edit-candidate", field="extra_parts", value="1/3")
    jury.do("edit-candidate", field="born", value="01/02/1999")
    assert jury.c.has_extra_time and str(jury.c.candidate.born) == "1999-02-01"


@pytest.mark.parametrize("route", ["SCOLAIRE", "APPRENTISSAGE"])
def test_the_forme_globale_is_compulsory_for_scolaires_and_apprentices(
    jury: JuryScene, route: str
) -> None:
    jury.do("edit-candidate", field="form", value="progressive")
    assert "globale" in jury.refused("edit-candidate", field="category", value=route)
    jury.do("edit-candidate", field="category", value="INDIVIDUEL")
    jury.do("edit-candidate", field="form", value="globale")
    jury.do("edit-candidate", field="category", value=route)
    assert "globale" in jury.refused("edit-candidate", field="form", value="progressive")


@pytest.mark.parametrize("unit", ["E41", "E42"])
def test_e41_and_e42_are_never_in_ccf(jury: JuryScene, unit: str) -> None:
    assert unit in jury.refused("set-unit", unit=unit, status="ccf")


@pytest.mark.parametrize("status", ["ccf", "benefit", "dispensed", "not-enrolled"])
def test_who_does_not_sit_is_asked_for_nothing_and_is_in_no_commission(
    jury: JuryScene, status: str
) -> None:
    jury.assign("001", "C1", "08:00").do("set-unit", unit="E32", status=status)
    assert jury.file().slot is None and jury.state.before("C1") == []
    for act, fields in (
        ("assign", {"commission": "C1", "day": DAY, "hour": "09:00"}),
        ("receive-dossier", {"received": "2019-04-02"}),
        ("describe-fiche", {"fiche": 1, "product": "Auto"}),
        ("choose-fiches", {"fiche_1": 1, "fiche_2": 2, "by": "x"}),
        ("give-verdict", {"verdict": "conforming", "authority": "DEC"}),
    ):
        assert "ponctuelle" in jury.refused(act, **fields)


def test_who_no_longer_sits_is_told_until_taken_out_of_the_commission(jury: JuryScene) -> None:
    jury.assign("001", "C1", "08:00").do("set-unit", unit="E32", status="ccf")
    assert jury.breaches() == ["not-sitting"]
    assert jury.do("unassign").breaches() == []


def test_a_status_given_by_mistake_gives_back_the_hour(jury: JuryScene) -> None:
    jury.assign("001", "C1", "08:00").do("set-unit", unit="E32", status="ccf")
    slot = jury.do("set-unit", unit="E32", status="ponctuel").file().slot
    assert slot and slot.commission == "C1"


def test_unknown_candidates_units_and_exams_are_refused(jury: JuryScene) -> None:
    assert "404" in jury.refused("set-unit", candidate="404", unit="E32", status="ccf")
    assert "E9" in jury.refused("set-unit", unit="E9", status="ccf")
    assert "E41" in jury.refused("unassign", exam="E41")
