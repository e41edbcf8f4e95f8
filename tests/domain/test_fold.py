"""``fold`` is total, ``check`` only ever refuses, and acts survive being written and read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import Act
from app.domain.codec import canonical, compact, decode, encode, parse_line, revive
from app.domain.errors import Refusal
from app.domain.questions import questions
from app.domain.rules import check, fold
from app.domain.state import State
from app.domain.status import STATUSES, status
from db.projection import all_rows
from tests.domain.scene import MORNING, Scene, french
from tests.domain.strategies import Line, any_act, days, gaps, wild_act

EXAMS = st.sampled_from(["E32", "E42"])


def decoded(line: Line) -> Act | None:
    """The act, or None where the codec refuses it, which it does in French."""
    try:
        return decode(line, internal=True)
    except Refusal as refusal:
        french(str(refusal))
        return None


def allowed(state: State, act: Act, at: datetime) -> bool:
    """Whether the rules allow the act; when not, they say so in French."""
    try:
        check(state, act, at)
    except Refusal as refusal:
        french(str(refusal))
        return False
    return True


def after(exam: str, steps: list[tuple[int, Line]]) -> tuple[State, datetime]:
    """The state after the acts of the day that the rules allow."""
    state, at = Scene(exam).state, MORNING
    for gap, line in steps:
        at += timedelta(milliseconds=gap)
        act = decoded(line)
        if act is not None and allowed(state, act, at):
            state = fold(state, act, at)
    return state, at


@given(st.data(), EXAMS)
def test_fold_never_raises_in_a_reachable_state_even_for_what_check_refuses(
    data: st.DataObject, exam: str
) -> None:
    state, at = after(exam, data.draw(days(exam)))
    for line in data.draw(st.lists(wild_act | any_act, max_size=8)):
        act = decoded(line)
        if act is not None:
            allowed(state, act, at)
            fold(state, act, at)


@given(EXAMS, st.booleans(), st.lists(st.tuples(gaps, wild_act | any_act), max_size=40))
def test_fold_never_raises_even_when_nothing_was_checked_before(
    exam: str, opened: bool, steps: list[tuple[int, Line]]
) -> None:
    scene = Scene(exam)
    state, at = scene.state if opened else State(scene.state.catalogue), MORNING
    for gap, line in steps:
        at += timedelta(milliseconds=gap)
        act = decoded(line)
        state = fold(state, act, at) if act is not None else state


@given(st.data(), EXAMS)
def test_every_reachable_state_can_be_shown_and_stored(data: st.DataObject, exam: str) -> None:
    state, at = after(exam, data.draw(days(exam)))
    assert all_rows(state)
    for passage in state.in_order:
        assert status(state, passage) in STATUSES
        assert all(question.text.endswith("?") for question in questions(state, passage, at))


@given(st.data(), EXAMS)
def test_fold_depends_on_its_arguments_alone(data: st.DataObject, exam: str) -> None:
    steps = data.draw(days(exam))
    assert after(exam, steps) == after(exam, steps)


@given(wild_act | any_act)
def test_an_act_written_and_read_again_is_the_same(line: Line) -> None:
    act = decoded(line)
    if act is not None:
        written = compact({"format": 1, "seq": 1, "at": "x", **encode(act)})
        again = parse_line(written)
        assert revive(again) == act
        assert decode(encode(act), internal=True) == act
        assert canonical(encode(act)) == canonical(encode(revive(again)))


@given(st.text() | st.binary().map(lambda b: b.decode("latin-1")))
def test_any_line_is_an_act_or_is_refused_in_french(text: str) -> None:
    try:
        decode(parse_line(text))
    except Refusal as refusal:
        french(str(refusal))


texts = st.text() | st.text(st.characters(min_codepoint=0, max_codepoint=0x2FF))


@given(st.sampled_from(["text", "passage", "reason"]), texts)
def test_a_text_that_is_kept_is_kept_for_good(field: str, text: str) -> None:
    line: dict[str, Any] = {"act": "report-incident", "text": "x", "passage": "1"}
    if field == "reason":
        line = {"act": "reopen", "passage": "1", "reason": "x"}
    try:
        kept = decode({**line, field: text})
    except Refusal as refusal:
        assert f"« {field} »" in french(str(refusal))
        return
    compact(encode(kept)).encode()
    assert decode(parse_line(compact(encode(kept)))) == kept
