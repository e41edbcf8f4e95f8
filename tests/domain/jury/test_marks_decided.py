"""Marks of lists, harmonised, decided: apart for ever, each change one act that can be undone."""

from __future__ import annotations

import pytest

from tests.domain.jury.results_scene import BY, ResultScene, passage
from tests.domain.jury.scene import line


@pytest.fixture
def jury() -> ResultScene:
    told = ResultScene().do("set-unit", unit="E5", status="ccf")
    assert isinstance(told, ResultScene)
    return told.load(E5="9", E31="14.5").receive(passage("001", "12"))


def test_in_ccf_proposed_harmonised_and_final_stay_apart_for_ever(jury: ResultScene) -> None:
    jury.do("harmonise-mark", unit="E5", mark="10", **BY)
    jury.do("decide-mark", unit="E5", mark="10,5", **BY)
    told = jury.of("E5")
    assert (told.proposed, told.harmonised, told.final) == ("9.0", "10.0", "10.5")
    assert told.mark == "10.5"


def test_in_ponctuel_the_jury_decides_and_nothing_is_harmonised(jury: ResultScene) -> None:
    assert "seul le CCF" in jury.refused("harmonise-mark", unit="E32", mark="13", **BY)
    jury.do("decide-mark", unit="E32", mark="13", **BY)
    told = jury.of()
    assert (told.proposed, told.harmonised, told.final) == ("12.0", None, "13.0")


def test_a_change_is_taken_back_and_the_original_stands_again(jury: ResultScene) -> None:
    jury.do("decide-mark", unit="E32", mark="13", **BY)
    jury.do("decide-mark", unit="E32", mark="", **BY)
    assert (jury.of().mark, jury.of().final) == ("12.0", None)
    log = jury.state.results.of("001").log
    assert [(told.before, told.after) for told in log] == [("12.0", "13.0"), ("13.0", "12.0")]


@pytest.mark.parametrize("lacking", ["by", "reason"])
def test_a_change_has_an_author_and_a_reason(jury: ResultScene, lacking: str) -> None:
    jury.refused("decide-mark", unit="E32", mark="13", **{**BY, lacking: " "})


@pytest.mark.parametrize("mark", ["13.25", "21", "-1", "treize"])
def test_a_mark_is_zero_to_twenty_by_half_points(jury: ResultScene, mark: str) -> None:
    assert "demi-point" in jury.refused("decide-mark", unit="E32", mark=mark, **BY)


def test_a_mark_that_is_not_there_cannot_be_changed(jury: ResultScene) -> None:
    assert "pas de note à changer" in jury.refused("decide-mark", unit="E42", mark="13", **BY)


def test_a_decision_on_a_mark_that_came_anew_is_to_be_taken_again(jury: ResultScene) -> None:
    jury.do("decide-mark", unit="E32", mark="13", **BY)
    jury.receive(passage("001", "16", version=2))
    assert jury.of().stale
    assert jury.told().troubles == ("E32 : la note proposée a changé depuis la décision",)


# --- lists --------------------------------------------------------------------------------------


def test_the_mark_of_a_commission_never_comes_from_a_list(jury: ResultScene) -> None:
    marks = [{"number": "001", "unit": "E32", "mark": "13"}]
    said = jury.refused("load-marks", source="x", sha256="0", marks=marks)
    assert "vient de la commission" in said


def test_a_list_loaded_again_keeps_what_it_said_before(jury: ResultScene) -> None:
    jury.load(E31="15")
    told = jury.state.results.of("001").of("E31")
    assert told.listed is not None and told.listed.mark == "15.0"
    assert [earlier.mark for earlier in told.earlier] == ["14.5"]


@pytest.mark.parametrize(
    ("status", "mark", "why"),
    [
        ("dispensed", "12", "elle n’a pas de note"),
        ("not-enrolled", "12", "elle n’a pas de note"),
        ("benefit", "9.5", "au moins 10"),
    ],
)
def test_a_list_cannot_say_what_the_unit_is_not(
    jury: ResultScene, status: str, mark: str, why: str
) -> None:
    jury.do("set-unit", unit="E1", status=status)
    marks = [{"number": "001", "unit": "E1", "mark": mark}]
    assert why in jury.refused("load-marks", source="x", sha256="0", marks=marks)


def test_in_forme_progressive_a_mark_below_ten_is_kept() -> None:
    jury = ResultScene(line("001", form="progressive", units={"E1": "benefit"}))
    jury.load(E1="8")
    assert (jury.of("E1").mark, jury.of("E1").kept) == ("8.0", True)


def test_a_mark_of_benefit_is_not_changed(jury: ResultScene) -> None:
    jury.do("set-unit", unit="E1", status="benefit")
    jury.load(E1="11")
    assert "conservée telle quelle" in jury.refused("decide-mark", unit="E1", mark="12", **BY)


def test_the_codes_are_a_table_one_may_edit(jury: ResultScene) -> None:
    jury.do("set-code", kind="dispensed", code="DI", label="Dispensé")
    assert jury.state.results.codes["dispensed"].code == "DI"
    assert "déjà celui" in jury.refused("set-code", kind="benefit", code="di", label="Bénéfice")
