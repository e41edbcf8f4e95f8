"""Who used what, and who may meet whom in the corridor with the same (§ 1.4.4)."""

from __future__ import annotations

import pytest

from app.domain.jury.usage import Use, alike, uses
from tests.domain.jury.scene import ANNE, NEXT_DAY, JuryScene

STORY = "Le client veut doubler la franchise de son contrat et s’inquiète de la prime."


def chosen(jury: JuryScene, number: str, product: str, scenario: str = "") -> None:
    for fiche, name in ((1, product), (2, f"autre {number}")):
        jury.do("describe-fiche", candidate=number, fiche=fiche, product=name)
    told = {"fiche_1": 1, "fiche_2": 2, "by": ANNE, "scenario": scenario}
    jury.do("choose-fiches", candidate=number, **told)


def found(jury: JuryScene, number: str = "001") -> dict[str, Use]:
    told = uses(jury.state, jury.state.candidates[number], "E32")
    return {use.candidate.number: use for use in told}


@pytest.fixture
def jury() -> JuryScene:
    """001 and 002 before C1 on one day, 003 before C2 at the same site that day."""
    made = JuryScene()
    for number, code, hour in (
        ("001", "C1", "08:00"),
        ("002", "C1", "09:00"),
        ("003", "C2", "08:00"),
    ):
        made.assign(number, code, hour)
    return made


def test_neighbours_of_a_day_with_the_same_product_are_told(jury: JuryScene) -> None:
    chosen(jury, "001", "Auto tous risques")
    chosen(jury, "002", "AUTO – tous risques")
    assert found(jury)["002"].shared == ("product",) and found(jury)["002"].warned


def test_another_commission_of_the_site_is_told_only_where_it_has_the_same(
    jury: JuryScene,
) -> None:
    chosen(jury, "001", "Auto")
    chosen(jury, "003", "Santé")
    assert list(found(jury)) == ["001"]
    chosen(jury, "003", "Auto")
    assert found(jury)["003"].warned


def test_candidates_of_two_days_do_not_meet(jury: JuryScene) -> None:
    jury.do("assign", candidate="002", commission="C1", day=NEXT_DAY, hour="08:00")
    chosen(jury, "001", "Auto", STORY)
    chosen(jury, "002", "Auto", STORY)
    assert not found(jury)["002"].warned and found(jury)["002"].shared == ()


def test_the_uses_stand_in_order_of_passage(jury: JuryScene) -> None:
    chosen(jury, "002", "Auto")
    chosen(jury, "001", "Santé")
    assert list(found(jury)) == ["001", "002"]


def test_without_an_hour_the_whole_exam_is_looked_through() -> None:
    jury = JuryScene()
    for number in ("001", "002"):
        chosen(jury, number, "Auto", STORY)
    told = found(jury)["002"]
    assert told.shared == ("product", "scenario") and not told.warned


def test_nothing_is_shared_before_a_choice(jury: JuryScene) -> None:
    chosen(jury, "002", "Auto")
    assert found(jury)["002"].shared == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (STORY, STORY.upper(), True),
        (STORY, STORY.replace("Le client", "Mme Petit"), True),
        (STORY, "Le client veut résilier son contrat sans attendre l’échéance.", False),
        ("Franchise doublée", "Franchise triplée", False),
        ("Franchise doublée.", "franchise  DOUBLÉE", True),
        ("", "", False),
    ],
)
def test_a_scenario_adapted_by_a_name_is_the_same(one: str, other: str, *, same: bool) -> None:
    assert alike(one, other) is same
