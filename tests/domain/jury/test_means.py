"""Means: two decimals, half up, refused where anything is missing (rules 2 and 3)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.jury.means import half_up, mean_of
from app.domain.jury.results_words import OBLIGATORY
from app.domain.marks import half_points
from tests.domain.jury.results_scene import ResultScene, passage
from tests.domain.jury.scene import line

marks = st.integers(0, 40).map(lambda half: f"{half // 2}.{5 * (half % 2)}")
weighted = st.lists(st.tuples(marks, st.integers(1, 20)), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("numerator", "denominator", "told"),
    [(10, 1, "10.00"), (1, 200, "0.01"), (1999, 200, "10.00"), (1, 3, "0.33"), (2, 3, "0.67")],
)
def test_a_mean_is_rounded_half_up(numerator: int, denominator: int, told: str) -> None:
    assert str(half_up(numerator, denominator)) == told


@given(st.integers(0, 100_000), st.integers(1, 5_000))
def test_rounding_is_never_further_than_half_a_hundredth_and_halves_go_up(
    numerator: int, denominator: int
) -> None:
    exact, told = Fraction(numerator, denominator), Fraction(half_up(numerator, denominator))
    assert -Fraction(1, 200) < told - exact <= Fraction(1, 200)
    assert told == Fraction(floor(exact * 100 + Fraction(1, 2)), 100)


@given(weighted)
def test_a_mean_is_the_weighted_one_of_its_marks(pairs: list[tuple[str, int]]) -> None:
    total = sum(half_points(mark) * c for mark, c in pairs)
    exact = Fraction(total, 2 * sum(c for _, c in pairs))
    told = mean_of(pairs)
    assert told.value is not None and abs(Fraction(told.value) - exact) <= Fraction(1, 200)
    assert told.passes == (exact >= 10)
    assert told.value.as_tuple().exponent == -2


@given(weighted)
def test_the_order_of_the_marks_changes_nothing(pairs: list[tuple[str, int]]) -> None:
    assert mean_of(pairs) == mean_of(pairs[::-1])


@given(marks, st.integers(1, 20), st.integers(1, 20))
def test_a_mean_of_equal_marks_is_that_mark(mark: str, one: int, other: int) -> None:
    assert mean_of([(mark, one), (mark, other)]).value == Decimal(mark).quantize(Decimal("0.01"))


def test_ten_is_compared_with_the_exact_mean_never_the_rounded_one() -> None:
    under = mean_of([("10.0", 299), ("9.0", 1)])
    assert str(under.value) == "10.00"
    assert not under.passes


# --- of a candidate -----------------------------------------------------------------------------


def test_a_mean_of_sub_exams_has_two_decimals_and_is_no_half_point() -> None:
    jury = ResultScene().coefficients(E31=2, E32=1).load(E31="12").receive(passage("001", "14.5"))
    assert str(jury.told().means["E3"].value) == "12.83"


@pytest.mark.parametrize("unit", [unit for unit in OBLIGATORY if unit != "E5"])
def test_a_missing_coefficient_refuses_the_mean_and_is_named(unit: str) -> None:
    jury = ResultScene().complete()
    jury.do("set-coefficient", unit=unit, coefficient=None)
    assert jury.told().general.reasons == (f"{unit} : coefficient non saisi",)
    assert jury.told().general.value is None


def test_coefficients_are_empty_but_that_of_e5() -> None:
    assert ResultScene().state.results.coefficients == {"E5": 2}


@pytest.mark.parametrize("coefficient", [0, -1, 21])
def test_a_coefficient_is_a_small_whole_number(coefficient: int) -> None:
    ResultScene().refused("set-coefficient", unit="E1", coefficient=coefficient)


@pytest.mark.parametrize("unit", OBLIGATORY)
def test_a_missing_mark_refuses_the_mean_and_is_named(unit: str) -> None:
    jury = ResultScene().coefficients()
    orals = [passage("001", "12", oral) for oral in ("E32", "E42") if oral != unit]
    jury.receive(*orals)
    jury.load(**{u: "12" for u in OBLIGATORY if u not in ("E32", "E42", unit)})
    assert jury.told().general.reasons == (f"{unit} : note manquante",)


def test_a_unit_one_is_dispensed_from_counts_in_no_mean() -> None:
    jury = ResultScene().complete(mark="12").do("set-unit", unit="E31", status="dispensed")
    assert isinstance(jury, ResultScene)
    assert str(jury.told().means["E3"].value) == "12.00"
    assert jury.told().general.weight == 3 + 2 + 3 + 2 + 1 + 2


def test_a_mark_of_benefit_counts_as_a_mark() -> None:
    jury = ResultScene(line("001", units={"E1": "benefit"})).complete(mark="12")
    assert str(jury.told().general.value) == "12.00"
    assert jury.of("E1").kept


def test_a_benefit_whose_mark_is_not_known_refuses_the_mean() -> None:
    jury = ResultScene().complete().do("set-unit", unit="E32", status="benefit")
    assert isinstance(jury, ResultScene)
    assert jury.told().general.reasons == ("E32 : bénéfice sans note connue",)


def test_who_is_not_enrolled_in_a_unit_gets_no_result() -> None:
    jury = ResultScene().complete().do("set-unit", unit="E42", status="not-enrolled")
    assert isinstance(jury, ResultScene)
    assert jury.told().proposal == ""


@pytest.mark.parametrize(("mark", "points"), [("8", 0), ("10", 0), ("13.5", 7)])
def test_of_the_optional_exam_only_the_points_above_ten_count(mark: str, points: int) -> None:
    without = ResultScene().complete(mark="9").told().general
    jury = ResultScene().complete(mark="9").load(EF=mark)
    assert jury.told().general.points - without.points == points


def test_absence_at_the_optional_exam_takes_nothing_away() -> None:
    jury = ResultScene().complete().load(EF="absent")
    assert jury.told().proposal == "admitted"
