"""Commissions compared: exact figures, an interval of chance, and nothing that feeds a mark."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.jury.comparing import Chance, decimal_text, figures, signed
from app.domain.jury.comparisons import compare, sentences
from tests.domain.jury.results_scene import ResultScene, passage
from tests.domain.jury.scene import line
from tests.domain.scene import french

half_points = st.lists(st.integers(0, 40), min_size=1, max_size=40)


def test_figures_of_a_commission_are_exact() -> None:
    told = figures([16, 18, 20, 25, 30])
    assert (told.n, told.least, told.low, told.high, told.most) == (5, 16, 18, 25, 30)
    assert (told.median, told.mean, told.under_ten) == (Decimal(10), Decimal("10.9"), 2)
    assert (told.share_under_ten, told.spread) == (40, "8 à 15")


def test_the_median_of_an_even_number_is_between_two_marks() -> None:
    assert decimal_text(figures([20, 21]).median) == "10,25"


@given(half_points)
def test_quartiles_are_marks_of_the_group_and_in_order(marks: list[int]) -> None:
    told = figures(marks)
    assert {told.low, told.high} <= set(marks)
    assert told.least <= told.low <= told.median * 2 <= told.high <= told.most
    assert sum(mark <= told.low for mark in marks) * 4 >= len(marks)


@given(half_points, st.randoms(use_true_random=False))
def test_figures_do_not_depend_on_the_order(marks: list[int], random: object) -> None:
    assert figures(marks) == figures(sorted(marks))


def test_the_interval_holds_ninety_five_shares_of_a_hundred() -> None:
    values = [10, 14, 18, 20, 22, 22, 26, 30, 31, 36]
    chance = Chance(values)
    every = [chance.gap(sum(group), 3) for group in combinations(values, 3)]
    within = sum(gap is not None and gap.by_chance for gap in every)
    assert 0.93 <= within / len(every) <= 0.99


def test_the_same_marks_give_the_same_interval() -> None:
    values = [*range(40)]
    assert Chance(values).gap(300, 8) == Chance(values[::-1]).gap(300, 8)


@given(half_points, st.integers(1, 39))
def test_a_gap_of_all_equal_marks_is_nothing(marks: list[int], n: int) -> None:
    told = Chance([20] * len(marks)).gap(20 * n, n) if n < len(marks) else None
    assert told is None or not any((told.gap, told.low, told.high))


@pytest.mark.parametrize(
    ("value", "text"), [("1.2", "+1,2"), ("-0.4", "−0,4"), ("0.0", "0,0"), ("-0.0", "0,0")]
)
def test_a_gap_is_written_with_its_sign(value: str, text: str) -> None:
    assert signed(Decimal(value)) == text


# --- of a jury ----------------------------------------------------------------------------------

NUMBERS = [f"{rank:03d}" for rank in range(1, 13)]


def jury(shift: int = 0) -> ResultScene:
    """Twelve candidates, six before each of C1 and C2; C2 marks ``shift`` half points higher."""
    told = ResultScene(*(line(number) for number in NUMBERS))
    halves = [14 + rank % 6 + (shift if rank % 2 else 0) for rank in range(12)]
    marks = [f"{half // 2}.{5 * (half % 2)}" for half in halves]
    return told.receive(
        *(
            passage(n, mark, commission="C2" if rank % 2 else "C1", levels={"C2": "S"})
            for rank, (n, mark) in enumerate(zip(NUMBERS, marks, strict=True))
        )
    )


def test_a_small_gap_is_said_to_be_chance() -> None:
    told = [text for _, text in sentences(compare(jury(1).state, "E32"))]
    assert all("est dans le hasard" in french(text) for text in told)
    assert told[0].startswith("6 candidats : un écart de −1,0")


def test_a_large_gap_is_said_to_be_more_than_chance() -> None:
    told = dict(sentences(compare(jury(12).state, "E32")))
    assert "dépasse le hasard" in told["C2"]


def test_a_reserved_mark_is_not_compared() -> None:
    scene = jury()
    first = passage("001", "19", reserved="doute")
    scene.receive(first, *(passage(n, "12") for n in NUMBERS[1:]))
    told = compare(scene.state, "E32")
    assert told.commissions[0].marks.n == 11 and told.commissions[0].marks.most == 24


def test_a_mark_the_jury_changed_is_compared_as_it_was_proposed() -> None:
    scene = jury()
    before = compare(scene.state, "E32")
    scene.do("decide-mark", unit="E32", mark="20", by="X", reason="y")
    assert compare(scene.state, "E32") == before


def test_written_and_oral_are_compared_where_the_written_one_is_loaded() -> None:
    scene = jury(6)
    assert compare(scene.state, "E32").commissions[0].drift is None
    for number in NUMBERS:
        scene.load(number, E31="9")
    told = compare(scene.state, "E32").commissions
    assert [one.paired for one in told] == [6, 6]
    assert told[0].drift is not None and told[0].drift.gap < 0


def test_a_competency_nobody_placed_is_counted_apart_from_no() -> None:
    told = compare(jury().state, "E32").commissions[0].levels
    assert told["C2"] == {"S": 6}
    assert all(counts == {"": 6} for code, counts in told.items() if code != "C2")


def test_a_commission_that_sent_nothing_is_named() -> None:
    scene = ResultScene()
    assert compare(scene.state, "E32").without == ("C1", "C2")
    assert compare(scene.state, "E32").whole is None


def test_one_commission_alone_has_nobody_to_be_compared_with() -> None:
    scene = ResultScene().receive(passage("001", "12"))
    assert compare(scene.state, "E32").commissions[0].gap is None
