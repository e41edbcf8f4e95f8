"""A move tried before it is made says what the rules and the checks will, and no less."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refusal
from app.domain.jury.board import Passage
from app.domain.jury.breaches import breaches
from app.domain.jury.checks import Checks
from app.domain.jury.moves import Move, move
from app.domain.jury.people import Slot
from app.domain.jury.planning import propose
from app.domain.jury.rules import check, fold
from app.domain.jury.state import JuryState
from app.domain.jury.undo import inverse
from tests.domain.jury.instances import DAYS, juries
from tests.domain.jury.scene import DAY, SPRING, JuryScene, line

WEDNESDAY = date.fromisoformat(DAY)


def tried(scene: JuryScene, number: str, commission: str, minute: int) -> Move:
    return move(scene.state, (number, "E32"), Slot(commission, WEDNESDAY, minute))


def played(scene: JuryScene, found: Move) -> bool:
    """Whether the rules take every act of the move, which are then done."""
    for act in found.acts:
        try:
            check(scene.state, act, SPRING)  # type: ignore[arg-type]
        except Refusal:
            return False
        scene.state = fold(scene.state, act, SPRING)  # type: ignore[arg-type,assignment]
    return True


def passages(state: JuryState) -> list[Passage]:
    everyone = state.candidates.items()
    return [(n, exam) for n, c in everyone for exam in ("E32", "E42") if c.passes(exam)]


@given(juries(), st.data())
def test_a_move_is_refused_by_the_rules_exactly_where_it_was_said(
    scene: JuryScene, data: st.DataObject
) -> None:
    known = passages(scene.state)
    for act in propose(scene.state).acts:
        scene.assign(act.candidate, act.commission, act.hour, act.day, act.exam)
    for _ in range(4 if known else 0):
        passage = data.draw(st.sampled_from(known))
        code = data.draw(st.sampled_from(sorted(scene.state.commissions)))
        day = date.fromisoformat(data.draw(st.sampled_from(DAYS[:3])))
        minute = data.draw(st.sampled_from([480, 510, 540, 600, 720, 840, 1050]))
        found = move(scene.state, passage, Slot(code, day, minute))
        assert played(scene, found) == (not found.hard)


@given(juries())
def test_the_checks_kept_from_act_to_act_are_all_there_are(scene: JuryScene) -> None:
    checks = Checks()
    assert checks.breaches(scene.state) == breaches(scene.state)
    for act in propose(scene.state).acts:
        scene.assign(act.candidate, act.commission, act.hour, act.day, act.exam)
        assert checks.breaches(scene.state) == breaches(scene.state)
    for number in scene.state.candidates:
        scene.do("set-unit", candidate=number, unit="E32", status="ccf")
        assert checks.breaches(scene.state) == breaches(scene.state)


def test_a_hard_breach_is_said_before_the_move() -> None:
    jury = JuryScene()
    jury.assign("001", "C1", "08:00").do("set-examiner", **knowing("002"))
    known, over = tried(jury, "002", "C1", 600), tried(jury, "003", "C1", 500)
    assert [b.kind for b in known.hard] == ["conflict"] and not known.allowed
    assert [b.kind for b in over.hard] == ["overlap"] and not over.allowed


def knowing(number: str) -> dict[str, object]:
    return {"name": "Bruno PETIT", "quality": "professionnel", "knows": [number]}


def test_a_soft_breach_is_allowed_and_named_once() -> None:
    jury = JuryScene()
    late = tried(jury, "001", "C1", 17 * 60 + 30)
    assert [b.kind for b in late.soft] == ["hours"] and late.allowed
    jury.assign("001", "C1", "17:30")
    assert tried(jury, "001", "C1", 17 * 60 + 30) == Move()


def test_the_last_of_a_school_who_joins_the_others_makes_it_whole() -> None:
    jury = JuryScene(*(line(number, school="Lycée A") for number in ("001", "002")))
    jury.assign("001", "C1", "08:00").assign("002", "C2", "08:00")
    assert [b.kind for b in tried(jury, "002", "C1", 540).soft] == ["whole-school"]


def test_who_is_dropped_on_another_changes_places_and_one_undo_takes_it_back() -> None:
    jury = JuryScene().assign("001", "C1", "08:00").assign("002", "C2", "09:00")
    before = jury.state
    found = tried(jury, "001", "C2", 540)
    assert found.swapped == ("002", "E32") and found.allowed
    backs = []
    for act in found.acts:
        backs.append(inverse(jury.state, act))
        assert played(jury, Move((act,)))
    slots = [jury.file(number=number).slot for number in ("001", "002")]
    assert slots == [Slot("C2", WEDNESDAY, 540), Slot("C1", WEDNESDAY, 480)]
    assert all(played(jury, Move(back)) for back in reversed(backs))
    assert jury.state == before


@pytest.mark.parametrize("placed", [True, False])
def test_who_has_no_place_to_leave_is_refused_on_another_ones(placed: bool) -> None:
    jury = JuryScene().assign("002", "C1", "08:00")
    if placed:
        jury.assign("001", "C1", "10:00")
    assert tried(jury, "001", "C1", 480).allowed is placed
