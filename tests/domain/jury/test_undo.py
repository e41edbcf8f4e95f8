"""Every act of the tables has acts that give the former state back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.jury import acts
from app.domain.jury.acts import JURY
from app.domain.jury.state import JuryState
from app.domain.jury.undo import inverse
from app.domain.jury.words import DOMAINS
from tests.domain.jury.scene import ANNE, BRUNO, DAY, JuryScene, commission
from tests.domain.jury.strategies import any_act, wild_act
from tests.domain.jury.test_fold import after, allowed, decoded, folded
from tests.domain.strategies import Line

KEPT_FOR_EVER = {"open-jury", "enrol-candidates", "store-piece", "drop-piece", "issue-pack"}
"""What the tables do not edit."""
EDITED = sorted(
    name for name in JURY.keys() - KEPT_FOR_EVER if JURY[name].__module__ == acts.__name__
)
"""What is edited before the day; what was received or decided after it stays."""


def counting(state: JuryState) -> tuple[Any, ...]:
    """All of a state that can ever be read: of an exam that is not sat nothing is."""
    candidates = {
        number: (
            {name: value for name, value in vars(c).items() if name not in ("exams", "decisions")},
            {unit: told for unit, told in c.decisions.items() if told},
            {exam: c.told(exam) for exam in DOMAINS if c.sits(exam)},
        )
        for number, c in state.candidates.items()
    }
    seats = {code: there for code, there in state.seats.items() if there}
    tables = state.jury, state.sites, state.examiners, state.commissions, state.members
    return (*tables, state.models, candidates, seats)


def edited(act: Line) -> bool:
    return act["act"] in EDITED


@given(st.lists(any_act, max_size=30), st.lists(any_act.filter(edited), min_size=1, max_size=12))
def test_the_inverse_of_every_edit_gives_the_former_state_back(
    before: list[Line], lines: list[Line]
) -> None:
    state = after(before)
    for act in map(decoded, lines):
        if act is None or not allowed(state, act):
            continue
        backs = inverse(state, act)
        assert backs
        then = folded(state, act)
        for back in backs:
            then = folded(then, back)
        assert counting(then) == counting(state)


@given(st.lists(any_act, max_size=20), any_act | wild_act)
def test_what_the_rules_would_refuse_has_an_inverse_or_none_but_never_an_error(
    before: list[Line], line: Line
) -> None:
    act = decoded(line)
    if act is not None:
        inverse(after(before), act)


PREPARED = (
    ("store-piece", {"name": "dossier.pdf", "sha256": "0" * 64, "size": 9}),
    ("assign", {"commission": "C1", "day": DAY, "hour": "08:00"}),
    ("keep-model", {"name": "refus", "exam": "E32", "scenario": "Il refuse."}),
    ("set-member", {"name": "Zoé", "dates": [DAY], "president": True, "knows": ["002"]}),
    ("record-attendance", {"member": "Zoé", "date": DAY}),
    ("choose-fiches", {"fiche_1": 1, "fiche_2": 2, "by": BRUNO, "scenario_2": "Suite."}),
)
EDITS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("set-jury", {"president": "Jeanne ROY", "academies": ["Lyon"]}),
    ("set-site", {"name": "Lyon", "time_zone": "Indian/Reunion", "rooms": ["BC1", "BC2"]}),
    ("set-site", {"name": "Nancy", "time_zone": "Europe/Paris"}),
    ("take-out", {"table": "member", "name": "Zoé"}),
    ("set-examiner", {"name": "Zoé", "quality": "enseignant", "domains": ["DA1"]}),
    ("set-commission", commission("C1", "E32", ANNE, BRUNO, slot=45, breaks=["10:00-10:15"])),
    ("set-commission", commission("C9", "E32", ANNE, BRUNO)),
    ("set-member", {"name": ANNE, "president": True}),
    ("record-attendance", {"member": "Zoé", "date": DAY, "present": False}),
    ("edit-candidate", {"field": "born", "value": "02/03/1998"}),
    ("edit-candidate", {"field": "school", "value": "Lycée B"}),
    ("set-unit", {"unit": "E31", "status": "benefit", "decision": "jury 2018"}),
    ("receive-dossier", {"received": DAY, "with_school": True, "whole": True}),
    ("attest-anonymous", {"piece": "dossier.pdf", "by": ANNE}),
    ("tick-conformity", {"item": "cover", "value": True}),
    ("set-internship", {"proof": "work", "days": 60}),
    ("describe-fiche", {"fiche": 3, "product": "Auto", "kind": "property"}),
    ("describe-context", {"context": 1, "company": "MAIF"}),
    ("give-verdict", {"verdict": "doubtful", "authority": "DEC", "reason": "à revoir"}),
    ("choose-fiches", {"fiche_1": 4, "fiche_2": 5, "by": ANNE}),
    ("withdraw-choice", {}),
    ("keep-model", {"name": "refus", "exam": "E32", "scenario": ""}),
    ("assign", {"commission": "C2", "day": DAY, "hour": "09:00"}),
    ("unassign", {}),
)


@pytest.mark.parametrize(("name", "fields"), EDITS)
def test_an_edit_undone_by_acts_that_the_rules_allow(name: str, fields: dict[str, Any]) -> None:
    jury = JuryScene()
    for before, given_fields in PREPARED:
        jury.do(before, **given_fields)
    state, act = jury.state, jury.act(name, **fields)
    backs = inverse(state, act)
    then = folded(state, act)
    assert counting(then) != counting(state)
    for back in backs:
        assert allowed(then, back)
        then = folded(then, back)
    assert counting(then) == counting(state)


def test_each_edit_is_undone_in_an_example() -> None:
    assert {name for name, _ in EDITS} == set(EDITED)


def test_a_tick_that_replaced_two_different_ones_brings_both_back() -> None:
    jury = JuryScene().do("tick-conformity", item="cover", value=False)
    jury.do("tick-conformity", exam="E42", item="cover", value=True)
    jury.do("receive-dossier", received=DAY, whole=True)
    state, act = jury.state, jury.act("tick-conformity", item="cover", value=None)
    then = folded(state, act)
    for back in inverse(state, act):
        assert allowed(then, back)
        then = folded(then, back)
    assert counting(then) == counting(state)


def test_what_was_undone_is_the_list_s_again() -> None:
    jury = JuryScene()
    act = jury.act("edit-candidate", field="last_name", value="AUTRE")
    back = inverse(jury.state, act)
    jury.do("edit-candidate", field="last_name", value="AUTRE")
    assert "last_name" in jury.c.corrected
    jury.state = folded(jury.state, back[0])
    assert jury.c.corrected == frozenset() and jury.c.candidate.last_name == "NOM 001"
