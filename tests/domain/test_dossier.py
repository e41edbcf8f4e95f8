"""The dossier professionnel: validity, doubt, ticks, situation (§ 1.4.2, § 1.4.4)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.scene import Scene

BOXES = ["property", "persons", "professional", "professional-property", "professional-persons"]
BOXES += ["savings", "general-conditions", "documents"]
E42_BOXES = ["claims-only", "property", "persons", "three-products", "general-conditions"]
E42_BOXES += ["documents"]
NV = {"reason": "dossier-missing", "authority": "DEC de Lyon"}


# --- not valid, or a doubt ------------------------------------------------------------------------


def test_a_dossier_not_valid_forbids_the_interrogation(e32: Scene) -> None:
    e32.identified().do("declare-not-valid", **NV, decided="2019-06-03")
    assert e32.status() == "not-valid"
    assert "non valide" in e32.refused("start-part", part="preparation")
    assert "non valide" in e32.refused("set-mark", mark="0")
    assert "non valide" in e32.refused("seal", reason="non valide")


@pytest.mark.parametrize("reason", ["dossier-missing", "internship-short", "not-signed", "autre"])
def test_a_dossier_is_not_valid_for_a_listed_reason_or_a_text(e32: Scene, reason: str) -> None:
    e32.do("declare-not-valid", reason=reason, authority="DEC")
    assert e32.p.not_valid and e32.p.not_valid.reason == reason


def test_an_authority_decides_with_a_reason_that_a_dossier_is_not_valid(e32: Scene) -> None:
    assert "motif" in e32.refused("declare-not-valid", reason=" ", authority="DEC")
    assert "autorité" in e32.refused("declare-not-valid", reason="not-signed", authority="")
    assert "déjà" in e32.do("declare-not-valid", **NV).refused("declare-not-valid", **NV)


def test_a_dossier_is_not_declared_invalid_once_a_part_started(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation")
    assert "réservée" in e32.refused("declare-not-valid", **NV)


def test_a_dossier_is_not_declared_invalid_over_a_mark(e32: Scene) -> None:
    e32.identified().do("set-mark", mark="12")
    assert "annulez" in e32.refused("declare-not-valid", **NV)


@pytest.mark.parametrize(("act", "fields"), [("declare-not-valid", NV), ("mark-absent", {})])
def test_who_was_sealed_once_is_neither_absent_nor_not_valid_afterwards(
    e32: Scene, act: str, fields: dict[str, str]
) -> None:
    e32.sealed().do("reopen", reason="x").do("annul-attempt", reason="mauvais candidat")
    assert "jury" in e32.refused(act, **fields)


def test_an_authority_withdraws_it_with_a_reason(e32: Scene) -> None:
    back = {"authority": "DEC", "reason": "dossier retrouvé"}
    assert "non valide" in e32.refused("withdraw-not-valid", **back)
    e32.do("declare-not-valid", **NV)
    assert "motif" in e32.refused("withdraw-not-valid", **{**back, "reason": ""})
    assert "autorité" in e32.refused("withdraw-not-valid", **{**back, "authority": ""})
    assert e32.do("withdraw-not-valid", **back).status() == "planned"


def test_a_doubt_forbids_nothing_and_reserves_the_mark(e32: Scene) -> None:
    e32.do("raise-doubt", reason="stage trop court ?").sealed()
    assert e32.status() == "sealed"
    assert e32.p.reserved


def test_a_doubt_is_raised_once_with_a_reason_at_any_time_before_the_seal(e32: Scene) -> None:
    assert "motif" in e32.refused("raise-doubt", reason="")
    e32.ready().do("raise-doubt", reason="fiche 3 absente")
    assert "déjà" in e32.refused("raise-doubt", reason="encore")
    assert "scellée" in e32.do("seal").refused("raise-doubt", reason="trop tard")


def test_a_doubt_is_withdrawn_before_the_first_seal_only(e32: Scene) -> None:
    assert "Aucun doute" in e32.refused("withdraw-doubt", reason="x")
    e32.do("raise-doubt", reason="x")
    assert "motif" in e32.refused("withdraw-doubt", reason="")
    assert not e32.do("withdraw-doubt", reason="retrouvée").p.reserved


def test_after_the_first_seal_the_authority_alone_lifts_the_reserve(e32: Scene) -> None:
    e32.do("raise-doubt", reason="x").sealed().do("reopen", reason="faute de frappe")
    assert "autorité" in e32.refused("withdraw-doubt", reason="retrouvée")


# --- ticks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", BOXES)
@pytest.mark.parametrize("value", [True, False])
def test_e32_has_its_boxes(e32: Scene, item: str, value: bool) -> None:
    assert e32.do("tick-dossier", item=item, value=value).p.dossier == {item: value}


@pytest.mark.parametrize("item", E42_BOXES)
def test_e42_has_its_boxes(e42: Scene, item: str) -> None:
    assert e42.do("tick-dossier", item=item, value=True).p.dossier == {item: True}


@pytest.mark.parametrize("fiche", range(1, 6))
@pytest.mark.parametrize(
    "value", [["yes"], ["context-missing"], ["context-missing", "client-missing"], ["no"]]
)
def test_each_fiche_of_an_e32_takes_several_answers(
    e32: Scene, fiche: int, value: list[str]
) -> None:
    e32.do("tick-dossier", item=f"fiche-{fiche}", value=value)
    assert e32.p.dossier[f"fiche-{fiche}"] == value


def test_a_single_answer_may_be_given_bare(e32: Scene) -> None:
    assert e32.do("tick-dossier", item="fiche-1", value="no").p.dossier == {"fiche-1": ["no"]}


def test_answers_are_kept_in_the_order_of_the_form(e32: Scene) -> None:
    e32.do("tick-dossier", item="fiche-1", value=["client-missing", "context-missing"])
    assert e32.p.dossier["fiche-1"] == ["context-missing", "client-missing"]


@pytest.mark.parametrize(
    "value",
    [
        True,
        1,
        "maybe",
        ["maybe"],
        ["yes", "yes"],
        ["yes", "no"],
        ["no", "client-missing"],
        [["yes"]],
        [1],
        {"a": 1},
    ],
)
def test_a_fiche_takes_no_other_answer(e32: Scene, value: Any) -> None:
    assert "fiche-1" in e32.refused("tick-dossier", item="fiche-1", value=value)


@pytest.mark.parametrize("value", ["yes", 1, ["yes"], {}])
def test_a_box_is_ticked_or_not(e32: Scene, value: Any) -> None:
    assert "property" in e32.refused("tick-dossier", item="property", value=value)


def test_e42_counts_its_fiches(e42: Scene) -> None:
    assert e42.do("tick-dossier", item="count", value=4).p.dossier == {"count": 4}
    for value in (True, -1, 100, "4", [4]):
        assert "Nombre de fiches" in e42.refused("tick-dossier", item="count", value=value)


@pytest.mark.parametrize("value", [None, []])
def test_a_tick_is_taken_back(e32: Scene, value: Any) -> None:
    e32.do("tick-dossier", item="fiche-2", value=["yes"])
    assert e32.do("tick-dossier", item="fiche-2", value=value).p.dossier == {}


def test_each_exam_has_its_own_items(e32: Scene, e42: Scene) -> None:
    assert "fiche-1" in e32.refused("tick-dossier", item="count", value=4)
    assert "count" in e42.refused("tick-dossier", item="fiche-1", value=["yes"])


# --- situation ------------------------------------------------------------------------------------


def test_an_e32_has_two_different_fiches_of_1_to_5(e32: Scene) -> None:
    e32.do("choose-situation", fiche_1=5, fiche_2=1, parameters="P", scenario="S", scenario_2="T")
    situation = e32.p.situation
    assert situation and situation.fiches == (5, 1) and situation.scenarios == ("S", "T")
    assert "différente" in e32.refused("choose-situation", fiche_1=2, fiche_2=2)


@pytest.mark.parametrize("pair", [(0, 1), (1, 6), (6, 7), (-1, 2)])
def test_an_e32_takes_no_other_fiche(e32: Scene, pair: tuple[int, int]) -> None:
    assert "1 à 5" in e32.refused("choose-situation", fiche_1=pair[0], fiche_2=pair[1])


@pytest.mark.parametrize("fields", [{}, {"fiche_1": 1}, {"fiche_2": 1}, {"fiche": 6}])
def test_an_e32_is_given_by_its_two_fiches(e32: Scene, fields: dict[str, int]) -> None:
    assert "fiche_1" in e32.refused("choose-situation", **fields)


def test_an_e42_has_one_fiche_of_6_to_9(e42: Scene) -> None:
    e42.do("choose-situation", fiche=9, scenario="S")
    assert e42.p.situation and e42.p.situation.fiches == (9,)
    for fiche in (5, 10, 1):
        assert "6 à 9" in e42.refused("choose-situation", fiche=fiche)


@pytest.mark.parametrize(
    "fields", [{}, {"fiche_1": 1, "fiche_2": 2}, {"fiche": 6, "scenario_2": "S"}]
)
def test_an_e42_is_given_by_one_fiche_alone(e42: Scene, fields: dict[str, Any]) -> None:
    assert "« fiche »" in e42.refused("choose-situation", **fields)


def test_the_situation_changes_freely_before_the_first_start(e32: Scene) -> None:
    e32.do("choose-situation", fiche_1=1, fiche_2=2).do("choose-situation", fiche_1=3, fiche_2=4)
    assert e32.p.situation and e32.p.situation.fiches == (3, 4)


def test_after_the_first_start_the_situation_needs_a_reason(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation")
    assert "motif" in e32.refused("choose-situation", fiche_1=1, fiche_2=2)
    e32.do("choose-situation", fiche_1=1, fiche_2=2, reason="mauvaise fiche remise")
    assert e32.p.situation and e32.p.situation.reason == "mauvaise fiche remise"
