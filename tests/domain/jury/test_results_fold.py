"""Whatever the jury decides in whatever order: nothing breaks, and no rule of marks bends."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from app.domain.acts import Act
from app.domain.codec import decode
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import JURY
from app.domain.jury.comparisons import comparisons, sentences
from app.domain.jury.means import Outcome, outcome
from app.domain.jury.results import Closing
from app.domain.jury.results_acts import DECISIONS
from app.domain.jury.results_words import DISPENSED, MARKED, PARTS
from app.domain.jury.rules import check, fold
from app.domain.jury.rules.closing import refuse_closed
from app.domain.jury.state import JuryState
from app.domain.marks import canonical_mark
from db.jury_results_projection import RESULT_KEYS, result_changes, result_rows
from tests.domain.jury.results_scene import CODE, ResultScene, passage
from tests.domain.jury.scene import SPRING, line
from tests.domain.scene import french

NUMBERS = ("001", "002", "003")
UNITS = ["E1", "E2", "E31", "E32", "E41", "E42", "E5", "EF", "E9"]
MARKS = ["", "0", "7.5", "9,5", "10", "14.5", "20", "20.5", "x"]
DECIDED = {"by": "X", "reason": "y"}
_LISTED: dict[str, list[Any]] = {
    "candidate": ["001", "001", "002", "003", "404"],
    "exam": ["E32", "E42", "E9"],
    "unit": UNITS,
    "mark": MARKS,
    "by": ["Irène DURAND", "X", ""],
    "reason": ["motif", "motif", ""],
    "text": ["texte", ""],
    "authority": ["DEC", "DEC", ""],
    "decided": ["2019-06-20", "20/06/2019", "x"],
    "code": ["", CODE, "ZZZZ9999", "AB", "NV"],
    "label": ["Absent", ""],
    "coefficient": [None, 1, 2, 5, 0, 21],
    "decision": ["lifted", "not-valid", "pending", "x"],
    "outcome": ["cleared", "sanctioned", ""],
    "livret": ["examined", "none", "", "x"],
    "result": ["admitted", "adjourned", "", "x"],
    "sector": ["public", "employer", "", "x"],
    "name": ["Irène DURAND", "X"],
    "juror": ["Irène DURAND", "X"],
    "date": ["2019-07-02", "x"],
    "status": ["ponctuel", "ccf", "benefit", "dispensed", "not-enrolled"],
    "without_result": [0, 1, 2, 3],
    "correction": [
        {"act": "decide-mark", "candidate": "001", "unit": "E1", "mark": "15", **DECIDED},
        {"act": "pronounce", "candidate": "001", "result": "admitted", "by": "X"},
        {"act": "close-minutes", "by": "X"},
        {"act": 3},
    ],
    "marks": [
        [{"number": "001", "unit": unit, "mark": "9.5"} for unit in ("E1", "E2", "E31", "E41")],
        [{"number": "002", "unit": "E1", "kind": "absent"}, {"number": "003", "unit": "E5"}],
        [{"number": 3, "unit": ["E1"], "mark": {}}],
    ],
}
_KINDS = ["", "absent", "not-valid", "dispensed", "benefit", "incident", "decision", "x"]
_DRAWN = {name: st.sampled_from(values) for name, values in _LISTED.items()}
_DRAWN["kind"] = st.sampled_from(_KINDS)
OTHERS = {"bool": st.booleans(), "str": st.sampled_from(["x", ""])}
NAMES = sorted({*DECISIONS, "load-marks", "set-unit", "set-layout", "purge-files"})
Line = dict[str, Any]


def _act(name: str) -> SearchStrategy[Line]:
    known = {f.name: str(f.type) for f in fields(JURY[name])}
    drawn = {n: _DRAWN.get(n, OTHERS.get(kind, st.just([]))) for n, kind in known.items()}
    return st.fixed_dictionaries({"act": st.just(name), **drawn})


decision = st.sampled_from(NAMES).flatmap(_act)


def begun() -> JuryState:
    """Three candidates: one with every mark, one reserved, one absent."""
    scene = ResultScene(*(line(number) for number in NUMBERS)).complete("001")
    scene.receive(
        *(passage("001", "12"), passage("001", "9", "E42")),
        *(passage("002", "14", reserved="doute"), passage("002", "8.5", "E42")),
        *(passage("003", "", status="absent"), passage("003", "16", "E42")),
    )
    return scene.state


BEGUN = begun()


def decoded(told: Line) -> Act | None:
    try:
        return decode(told, internal=True, known_acts=JURY)
    except Refusal:
        return None


def allowed(state: JuryState, act: Act) -> bool:
    try:
        refuse_closed(state, act)
        check(state, act, SPRING)  # type: ignore[arg-type]
    except Refusal as refusal:
        french(str(refusal))
        return False
    return True


def after(lines: list[Line]) -> JuryState:
    state: Any = BEGUN
    for act in map(decoded, lines):
        if act is not None and allowed(state, act):
            state = fold(state, act, SPRING)
    told: JuryState = state
    return told


@given(st.lists(decision, max_size=30), st.lists(decision, max_size=5))
def test_fold_never_raises_even_for_what_check_refuses(
    before: list[Line], lines: list[Line]
) -> None:
    state: Any = after(before)
    for act in map(decoded, lines):
        if act is not None:
            state = fold(state, act, SPRING)


def outcomes(state: JuryState) -> list[Outcome]:
    return [outcome(state, number) for number in state.candidates]


@given(st.lists(decision, max_size=40))
def test_there_is_a_mark_where_the_standing_is_one_and_nowhere_else(lines: list[Line]) -> None:
    for told in outcomes(after(lines)):
        for own in told.standings.values():
            assert (own.mark is not None) == (own.kind == MARKED)
            assert own.mark is None or canonical_mark(own.mark) == own.mark


@given(st.lists(decision, max_size=40))
def test_there_is_no_mean_where_a_mark_or_a_coefficient_is_missing(lines: list[Line]) -> None:
    state = after(lines)
    for told in outcomes(state):
        for exam, units in PARTS.items():
            counted = [told.standings[u] for u in units if told.standings[u].kind != DISPENSED]
            lacking = any(own.mark is None for own in counted) or not counted
            assert not (lacking and told.means[exam].value is not None)
            if len(units) > 1 and any(o.unit not in state.results.coefficients for o in counted):
                assert told.means[exam].value is None
        assert (told.general.value is None) == bool(told.general.reasons)
        assert told.result in ("", told.proposal)


@given(st.lists(decision, max_size=40))
def test_what_a_commission_sealed_is_never_changed_by_a_decision(lines: list[Line]) -> None:
    acts = [one for one in lines if not one["act"].startswith(("transcribe", "decide-conflict"))]
    state = after(acts)
    assert state.received.commissions == BEGUN.received.commissions
    assert state.received.held("001", "E32") == BEGUN.received.held("001", "E32")


@given(st.lists(decision, max_size=40))
def test_nobody_is_adjourned_without_a_livret_looked_at(lines: list[Line]) -> None:
    state = after(lines)
    for told in outcomes(state):
        assert told.result != "adjourned" or state.results.of(told.number).livret


@given(st.lists(decision, max_size=25))
def test_the_tables_follow_act_by_act(lines: list[Line]) -> None:
    state: Any = BEGUN
    rows = result_rows(state)
    for act in map(decoded, lines):
        if act is None or not allowed(state, act):
            continue
        new: Any = fold(state, act, SPRING)
        for change in result_changes(state, new):
            for key in change.gone:
                del rows[key]
            rows |= {(table, row[: RESULT_KEYS[table]]): row for table, row in change.rows}
        state = new
    assert rows == result_rows(state)


@given(st.lists(decision, max_size=25))
def test_every_reachable_state_can_be_compared(lines: list[Line]) -> None:
    for told in comparisons(after(lines)):
        for _, sentence in sentences(told):
            french(sentence)


@given(st.lists(decision, max_size=40))
def test_once_closed_only_rectifications_change_a_mark(lines: list[Line]) -> None:
    state: Any = replace(BEGUN, results=replace(BEGUN.results, closing=Closing("x", "X", 3)))
    for act in map(decoded, lines):
        if act is None or not allowed(state, act):
            continue
        new: Any = fold(state, act, SPRING)
        if outcomes(new) != outcomes(state):
            assert act.act == "rectify"
        state = new
