"""The choice of fiches by the commission académique (§ 1.4.4)."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.jury.rules.choice import same_contract
from tests.domain.jury.scene import ANNE, BRUNO, JuryScene, examiner, line

TWO = {"fiche_1": 1, "fiche_2": 2, "by": ANNE}


def test_two_different_fiches_are_chosen_for_e32_and_who_chose_is_kept(jury: JuryScene) -> None:
    jury.do("choose-fiches", **TWO, parameters="P", scenario="S", scenario_2="T")
    choice = jury.file().choice
    assert choice and (choice.fiches, choice.by) == ((1, 2), ANNE)
    assert choice.scenarios == ("S", "T")
    assert "différer" in jury.refused("choose-fiches", **{**TWO, "fiche_2": 1})


@pytest.mark.parametrize(
    ("exam", "fields", "said"),
    [
        ("E32", {"fiche_1": 1}, "deux"),
        ("E32", {"fiche_1": 1, "fiche_2": 6}, "n° 1 à 5"),
        ("E32", {"fiche_1": 0, "fiche_2": 1}, "n° 0"),
        ("E42", {"fiche_1": 6, "fiche_2": 7}, "une fiche"),
        ("E42", {"fiche_1": 5}, "n° 6 à 9"),
    ],
)
def test_no_other_fiches_are_taken(
    jury: JuryScene, exam: str, fields: dict[str, Any], said: str
) -> None:
    assert said in jury.refused("choose-fiches", exam=exam, by=ANNE, **fields)


def test_one_fiche_is_chosen_for_e42(jury: JuryScene) -> None:
    choice = jury.do("choose-fiches", exam="E42", fiche_1=9, by=ANNE).file("E42").choice
    assert choice and choice.fiches == (9,) and choice.scenarios == ("",)


def test_a_member_of_the_commission_academique_chooses(jury: JuryScene) -> None:
    assert "Zoé" in jury.refused("choose-fiches", **{**TWO, "by": "Zoé"})


def test_no_member_chooses_for_a_candidate_they_know(jury: JuryScene) -> None:
    jury.do("set-member", name=ANNE, knows=["001"])
    assert ANNE in jury.refused("choose-fiches", **TWO)
    jury.do("choose-fiches", **{**TWO, "by": BRUNO})


def test_no_member_chooses_for_a_candidate_of_their_school_or_employer() -> None:
    scene = JuryScene(line("001", school="Lycée A"))
    scene.do("set-examiner", **examiner(ANNE, "DA1", schools=["LYCEE A"]))
    assert "enseigne" in scene.refused("choose-fiches", **TWO)
    scene.do("set-examiner", **examiner(BRUNO, employer="AXA"))
    scene.do("describe-context", context=1, company="Axa France")
    assert "employé" in scene.refused("choose-fiches", **{**TWO, "by": BRUNO})


def test_a_same_contract_only_warns(jury: JuryScene) -> None:
    jury.do("choose-fiches", **TWO)
    assert not same_contract(jury.c)
    jury.fiche(1, "Multirisque habitation").fiche(2, "MULTIRISQUE  Habitation")
    assert same_contract(jury.c)
    assert not same_contract(jury.fiche(2, "Auto").c)


def test_a_choice_is_changed_and_taken_back(jury: JuryScene) -> None:
    assert "Aucune" in jury.refused("withdraw-choice")
    jury.do("choose-fiches", **TWO).do("choose-fiches", **{**TWO, "fiche_2": 3})
    assert jury.do("withdraw-choice").file().choice is None


def test_a_scenario_is_kept_as_a_model_and_taken_out_when_emptied(jury: JuryScene) -> None:
    jury.do("keep-model", name="Auto", exam="E32", scenario="Vous recevez…")
    assert jury.state.models["Auto"].scenario == "Vous recevez…"
    assert jury.do("keep-model", name="Auto", exam="E32", scenario=" ").state.models == {}
    assert "nom" in jury.refused("keep-model", name="", exam="E32", scenario="x")
    assert "E5" in jury.refused("keep-model", name="x", exam="E5", scenario="x")
