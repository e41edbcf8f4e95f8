"""A mark is 0 to 20 by half points, written with a point or a comma (rule 2)."""

from __future__ import annotations

import pytest

from app.domain.marks import canonical_mark, half_points, printed_mark
from tests.domain.scene import Scene

HALF_POINTS = [f"{n // 2}.{5 * (n % 2)}" for n in range(41)]
NO_MARKS = ["14.25", "21", "20.5", "20,5", "-1", "+1", "", " ", "14.", ".5", "14.55", "14..5"]
NO_MARKS += ["١٤", "१४", "14½", "½", "1e1", "0x10", "quatorze", "NO", "14/20", "1 4", "014", "100"]


@pytest.mark.parametrize("mark", HALF_POINTS)
def test_every_half_point_from_0_to_20_is_a_mark(mark: str) -> None:
    assert canonical_mark(mark) == canonical_mark(mark.replace(".", ",")) == mark


@pytest.mark.parametrize("whole", range(21))
def test_a_whole_point_needs_no_decimal(whole: int) -> None:
    assert canonical_mark(str(whole)) == f"{whole}.0"


@pytest.mark.parametrize("text", NO_MARKS)
def test_anything_else_is_no_mark(text: str) -> None:
    assert canonical_mark(text) is None


@pytest.mark.parametrize("text", NO_MARKS)
def test_what_is_no_mark_is_refused_and_changes_nothing(e32: Scene, text: str) -> None:
    e32.identified().do("set-mark", mark="11")
    assert "0 à 20" in e32.refused("set-mark", mark=text)
    assert e32.p.mark == "11.0"


@pytest.mark.parametrize("mark", ["0", "20", "14,5", "7.5"])
def test_a_mark_is_kept_with_a_point(e32: Scene, mark: str) -> None:
    e32.identified().do("set-mark", mark=mark)
    assert e32.p.mark == canonical_mark(mark)


def test_a_mark_is_taken_back_by_null(e32: Scene) -> None:
    e32.identified().do("set-mark", mark="20").do("set-mark", mark=None)
    assert e32.p.mark is None


def test_zero_is_a_mark_and_no_mark_is_not_zero(e32: Scene) -> None:
    assert e32.p.mark is None
    assert e32.identified().do("set-mark", mark="0").p.mark == "0.0"


def test_marks_count_in_half_points_and_print_as_the_french_write_them() -> None:
    assert [half_points(mark) for mark in HALF_POINTS] == list(range(41))
    assert [printed_mark("14.5"), printed_mark("14.0"), printed_mark("0.0")] == ["14,5", "14", "0"]
