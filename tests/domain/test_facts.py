"""Facts are frozen dataclasses, whatever they are made of."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain.facts import dataclass, replace


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 2
    names: dict[str, str] = dataclasses.field(default_factory=dict)
    seen: str = dataclasses.field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class Other:
    x: int
    y: int = 2


def test_facts_are_equal_by_their_kind_and_their_compared_fields() -> None:
    assert Point(1) == Point(1, 2, seen="here")
    assert Point(1) != Point(1, 3)
    assert Point(1) != Other(1)  # type: ignore[comparison-overlap]
    assert hash(Other(1)) == hash(Other(x=1, y=2))


def test_facts_do_not_change() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    assert point == Point(1)


def test_a_default_is_made_anew_for_each_fact() -> None:
    first, second = Point(1), Point(1)
    assert first.names is not second.names


def test_a_copy_has_the_other_values_and_leaves_the_first_as_it_was() -> None:
    first = Point(1, seen="here")
    assert (replace(first, y=5).y, replace(first, y=5).seen, first.y) == (5, "here", 2)


@pytest.mark.parametrize("given", [(), (1, 2, {}, "", 5)])
def test_a_fact_takes_all_its_fields_and_no_more(given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match="Point takes x, y, names, seen"):
        Point(*given)  # type: ignore[arg-type]


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="Point takes"):
        Point(1, z=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="z"):
        replace(Point(1), z=3)  # type: ignore[call-arg]


def test_facts_tell_their_fields_and_the_library_knows_them() -> None:
    assert repr(Other(1)) == "Other(x=1, y=2)"
    assert [field.name for field in dataclasses.fields(Point)] == ["x", "y", "names", "seen"]
    assert dataclasses.replace(Other(1), y=7) == Other(1, 7)
