"""Who is in the room: identity confirmed until the last part stops (rule 9)."""

from __future__ import annotations

from app.domain.status import in_room
from tests.domain.scene import Scene


def room(scene: Scene) -> str | None:
    found = in_room(scene.state)
    return found.number if found else None


def test_nobody_is_in_the_room_before_an_identity_is_confirmed(e32: Scene) -> None:
    assert room(e32) is None


def test_the_candidate_is_in_the_room_once_the_identity_is_confirmed(e42: Scene) -> None:
    assert room(e42.identified()) == "001"


def test_who_prepares_is_not_in_the_room(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation")
    assert room(e32) is None
    assert room(e32.do("stop-part", part="preparation")) == "001"


def test_the_room_is_left_when_the_last_part_stops(e42: Scene) -> None:
    e42.identified()
    for part in e42.exam.clocks:
        e42.do("start-part", part=part.id).wait(16)
        assert room(e42) == "001"
    assert room(e42.do("stop-part", part="part-2")) is None


def test_who_is_examined_comes_before_who_waits_in_the_room(e42: Scene) -> None:
    e42.do("confirm-identity", passage="002").identified().do("start-part", part="part-1")
    assert room(e42) == "001"


def test_a_suspended_passage_leaves_the_room(e42: Scene) -> None:
    e42.identified().do("start-part", part="part-1").do("suspend-passage", reason="malaise")
    assert room(e42) is None
