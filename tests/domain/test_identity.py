"""Who is here: identity, absence, candidates who were not on the list."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.scene import VISA, Scene


def test_a_candidate_is_planned_until_their_identity_is_confirmed(e32: Scene) -> None:
    assert e32.status() == "planned"
    assert e32.identified().status() == "present"


def test_the_evidence_of_identity_may_be_noted(e32: Scene) -> None:
    e32.do("confirm-identity", evidence="CNI")
    assert e32.p.evidence == "CNI"


def test_identity_comes_before_the_first_part_preparation_included(e32: Scene) -> None:
    for part in ("preparation", "part-1"):
        assert "identité" in e32.refused("start-part", part=part, reason="pressé")


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("place-level", {"competency": "C2", "level": "S"}),
        ("set-mark", {"mark": "12"}),
        ("write-appraisal", {"text": "Bien."}),
        ("give-visa", {"examiner": "Anne MARTIN", "drawing": VISA}),
        ("seal", {}),
    ],
)
def test_nothing_is_evaluated_before_identity(e32: Scene, act: str, fields: dict[str, str]) -> None:
    assert "identité" in e32.refused(act, **fields)


def test_identity_is_confirmed_once(e32: Scene) -> None:
    assert "déjà" in e32.identified().refused("confirm-identity")


def test_identity_is_withdrawn_with_a_reason(e32: Scene) -> None:
    e32.identified()
    assert "motif" in e32.refused("withdraw-identity", reason=" ")
    assert e32.do("withdraw-identity", reason="frère jumeau").status() == "planned"


def test_only_a_confirmed_identity_is_withdrawn(e32: Scene) -> None:
    assert "rien à retirer" in e32.refused("withdraw-identity", reason="erreur")


def test_identity_is_not_withdrawn_under_a_started_passage(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation")
    assert "annulez" in e32.refused("withdraw-identity", reason="erreur")


def test_identity_is_not_withdrawn_under_an_evaluation(e32: Scene) -> None:
    e32.identified().do("set-mark", mark="12")
    assert "annulez" in e32.refused("withdraw-identity", reason="erreur")


@pytest.mark.parametrize("field", ["last_name", "first_names", "usual_name"])
def test_a_name_is_corrected_with_a_reason(e32: Scene, field: str) -> None:
    assert "motif" in e32.refused("correct-identity", field=field, value="ÉVA", reason="")
    e32.do("correct-identity", field=field, value=" ÉVA ", reason="pièce d’identité")
    assert getattr(e32.p.candidate, field) == "ÉVA"


@pytest.mark.parametrize("value", ["1997-08-16", "16/08/1997"])
def test_a_date_of_birth_is_corrected_in_either_form(e32: Scene, value: str) -> None:
    e32.do("correct-identity", field="born", value=value, reason="pièce d’identité")
    assert e32.p.candidate.born == date(1997, 8, 16)


@pytest.mark.parametrize("value", ["31/02/1997", "1997", "hier", ""])
def test_an_impossible_date_of_birth_is_refused(e32: Scene, value: str) -> None:
    assert "date" in e32.refused("correct-identity", field="born", value=value, reason="x")


@pytest.mark.parametrize("field", ["number", "extra_parts", "school", "uai", "mark", ""])
def test_nothing_but_names_and_birth_is_corrected(e32: Scene, field: str) -> None:
    assert "last_name" in e32.refused("correct-identity", field=field, value="X", reason="x")


@pytest.mark.parametrize("field", ["last_name", "first_names"])
def test_a_name_is_not_emptied(e32: Scene, field: str) -> None:
    assert "vides" in e32.refused("correct-identity", field=field, value=" ", reason="x")


def test_the_usual_name_may_be_emptied(e32: Scene) -> None:
    e32.do("correct-identity", field="usual_name", value="DURAND", reason="x")
    e32.do("correct-identity", field="usual_name", value="", reason="erreur")
    assert e32.p.candidate.name == "NOM 001 Zoé"


def test_absence_is_a_fact_that_needs_no_reason(e32: Scene) -> None:
    assert e32.do("mark-absent").status() == "absent"


def test_absence_says_why_when_it_is_known_and_never_whether_it_is_justified(e32: Scene) -> None:
    e32.do("mark-absent", reason="a téléphoné, train en panne")
    assert e32.p.absent_reason == "a téléphoné, train en panne"


def test_the_absent_candidate_is_neither_timed_nor_marked(e32: Scene) -> None:
    e32.identified().do("mark-absent")
    assert "absent" in e32.refused("start-part", part="preparation")
    assert "absent" in e32.refused("set-mark", mark="0")
    assert "absent" in e32.refused("seal", reason="absent")


def test_absence_is_refused_once_a_part_started(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation")
    assert "commencé" in e32.refused("mark-absent")
    e32.do("annul-attempt", reason="mauvais candidat")
    assert e32.do("mark-absent").status() == "absent"


def test_absence_is_refused_where_a_mark_stands_since_absent_is_no_mark(e32: Scene) -> None:
    e32.identified().do("set-mark", mark="12")
    assert "annulez" in e32.refused("mark-absent")
    e32.do("annul-attempt", reason="mauvais candidat").do("mark-absent")
    assert e32.p.mark is None


def test_an_absence_is_lifted_with_a_reason(e32: Scene) -> None:
    e32.do("mark-absent")
    assert "motif" in e32.refused("mark-present", reason="")
    assert e32.do("mark-present", reason="arrivé à 8 h 20").status() == "planned"


def test_absence_and_presence_are_noted_once(e32: Scene) -> None:
    assert "rien à lever" in e32.refused("mark-present", reason="x")
    assert "déjà" in e32.do("mark-absent").refused("mark-absent")
    assert "absent" in e32.refused("confirm-identity")


def test_someone_not_on_the_list_is_added_by_an_authority(e32: Scene) -> None:
    new = {"number": "0099", "last_name": "DUPONT", "first_names": "Léa", "born": "01/02/1999"}
    assert "autorité" in e32.refused("add-candidate", **new, authority=" ")
    e32.do("add-candidate", **new, authority="chef de centre")
    passage = e32.state.passages["0099"]
    assert passage.candidate.born == date(1999, 2, 1)
    assert e32.state.in_order[-1] is passage


def test_the_added_candidate_is_examined_like_any_other(e32: Scene) -> None:
    e32.do("add-candidate", number="99", last_name="A", first_names="B", authority="DEC")
    assert e32.sealed("99").status("99") == "sealed"


def test_a_number_on_the_list_is_not_added_again(e32: Scene) -> None:
    new = {"number": "001", "last_name": "A", "first_names": "B", "authority": "DEC"}
    assert "déjà" in e32.refused("add-candidate", **new)


@pytest.mark.parametrize("number", ["", " ", " 1", "1 ", "a/b", "a\\b", ".", ".."])
def test_a_number_can_name_a_folder(e32: Scene, number: str) -> None:
    new = {"last_name": "A", "first_names": "B", "authority": "DEC"}
    assert "numéro" in e32.refused("add-candidate", number=number, **new)


def test_an_added_candidate_has_a_name_and_a_possible_birth(e32: Scene) -> None:
    new = {"number": "9", "first_names": "B", "authority": "DEC"}
    assert "nom" in e32.refused("add-candidate", last_name=" ", **new)
    assert "date" in e32.refused("add-candidate", last_name="A", born="demain", **new)


def test_an_unknown_candidate_is_refused_by_number(e32: Scene) -> None:
    assert "« 404 »" in e32.refused("confirm-identity", passage="404")


def test_leading_zeros_belong_to_the_number(e32: Scene) -> None:
    assert "« 1 »" in e32.refused("confirm-identity", passage="1")
