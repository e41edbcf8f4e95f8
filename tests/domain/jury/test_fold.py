"""``fold`` is total over a jury file, ``check`` only ever refuses, and folding is repeatable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import Act
from app.domain.codec import decode, encode
from app.domain.errors import Refusal
from app.domain.jury.acts import JURY
from app.domain.jury.breaches import breaches
from app.domain.jury.checklist import coverage, missing, serving_twice
from app.domain.jury.planning import propose
from app.domain.jury.rules import check, fold
from app.domain.jury.rules.people import by_default
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from tests.domain.jury.scene import GROUPINGS, SPRING, JuryScene
from tests.domain.jury.strategies import any_act, half_opened, wild_act
from tests.domain.scene import CATALOGUE, french
from tests.domain.strategies import Line

OPENED = JuryScene().state


def decoded(line: Line) -> Act | None:
    """The act, or None where the codec refuses it."""
    try:
        return decode(line, internal=True, known_acts=JURY)
    except Refusal:
        return None


def allowed(state: JuryState, act: Act) -> bool:
    """Whether the rules allow the act; when not, they say so in French."""
    try:
        check(state, act, SPRING)  # type: ignore[arg-type]
    except Refusal as refusal:
        french(str(refusal))
        return False
    return True


def folded(state: JuryState, act: Act) -> JuryState:
    after: JuryState = fold(state, act, SPRING)  # type: ignore[arg-type,assignment]
    return after


def after(lines: list[Line]) -> JuryState:
    """The state after the acts that the rules allow."""
    state = OPENED
    for act in map(decoded, lines):
        if act is not None and allowed(state, act):
            state = folded(state, act)
    return state


@given(st.lists(any_act, max_size=30), st.lists(any_act | wild_act | half_opened, max_size=8))
def test_fold_never_raises_in_a_reachable_state_even_for_what_check_refuses(
    before: list[Line], lines: list[Line]
) -> None:
    state = after(before)
    for act in map(decoded, lines):
        if act is not None:
            allowed(state, act)
            folded(state, act)


@given(st.booleans(), st.lists(any_act | wild_act | half_opened, max_size=30))
def test_fold_never_raises_even_when_nothing_was_checked_before(
    opened: bool, lines: list[Line]
) -> None:
    state = OPENED if opened else JuryState(CATALOGUE, GROUPINGS)
    for act in map(decoded, lines):
        state = folded(state, act) if act is not None else state


@given(st.lists(any_act, max_size=40))
def test_every_reachable_state_can_be_shown_and_planned(lines: list[Line]) -> None:
    state = after(lines)
    for breach in breaches(state):
        french(breach.text)
    for commission in state.commissions.values():
        by_default(state, commission)
    for candidate in state.candidates.values():
        for exam in DOMAINS:
            assert [*coverage(candidate, exam)]
            missing(candidate, exam)
            serving_twice(candidate, exam)
    propose(state)


@given(st.lists(any_act, max_size=30))
def test_the_seats_are_those_of_the_candidates(lines: list[Line]) -> None:
    state = after(lines)
    told = {
        (c.told(exam).slot.commission, number, exam)  # type: ignore[union-attr]
        for number, c in state.candidates.items()
        for exam in DOMAINS
        if c.told(exam).slot is not None
    }
    assert told == {(code, *seat) for code, seats in state.seats.items() for seat in seats}


@given(st.lists(any_act, max_size=30))
def test_fold_depends_on_its_arguments_alone(lines: list[Line]) -> None:
    assert after(lines) == after(lines)


@given(any_act | wild_act)
def test_an_act_written_and_read_again_is_the_same(line: Line) -> None:
    act = decoded(line)
    if act is not None:
        assert decode(encode(act), internal=True, known_acts=JURY) == act
