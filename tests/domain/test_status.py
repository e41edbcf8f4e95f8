"""Presence, validity and recusal are stored apart; one status is shown, the first that holds."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from app.domain.state import Known, NotValid, Passage, Run, Transfer
from app.domain.status import STATUSES, status
from tests.domain.scene import ANNE, MORNING, Scene

OPEN, OVER = Run("part-1", MORNING), Run("part-3", MORNING, stopped=MORNING)


def with_fact(passage: Passage, name: str) -> Passage:
    """The passage with what makes that status hold."""
    return {
        "transferred": replace(passage, transfers=(Transfer("out", MORNING, "C05", "x"),)),
        "not-valid": replace(passage, not_valid=NotValid("not-signed", "DEC")),
        "recused": replace(passage, known=(Known(ANNE, "x"),)),
        "absent": replace(passage, absent=True),
        "sealed": replace(passage, sealed=True),
        "suspended": replace(passage, suspended=True),
        "running": replace(passage, runs=(*passage.runs, OPEN)),
        "deliberating": replace(passage, runs=(OVER, *passage.runs)),
        "present": replace(passage, identity=True),
        "planned": passage,
    }[name]


def test_the_statuses_stand_in_the_order_of_the_issue() -> None:
    order = "not-valid recused absent sealed suspended running deliberating present planned"
    assert " ".join(STATUSES) == f"transferred {order}"


@pytest.mark.parametrize("name", STATUSES)
def test_each_status_has_its_fact(e32: Scene, name: str) -> None:
    assert status(e32.state, with_fact(e32.p, name)) == name


@pytest.mark.parametrize(("first", "second"), list(combinations(STATUSES, 2)))
def test_of_two_that_hold_the_first_is_shown(e32: Scene, first: str, second: str) -> None:
    assert status(e32.state, with_fact(with_fact(e32.p, second), first)) == first


def test_all_at_once_the_first_is_shown(e32: Scene) -> None:
    passage = e32.p
    for name in reversed(STATUSES):
        passage = with_fact(passage, name)
        assert status(e32.state, passage) == name


def test_absence_recusal_and_validity_are_stored_apart(e32: Scene) -> None:
    e32.do("mark-absent").do("declare-known", examiner=ANNE, reason="x")
    e32.do("declare-not-valid", reason="not-signed", authority="DEC")
    assert e32.p.absent and e32.p.known and e32.p.not_valid
    e32.do("withdraw-not-valid", authority="DEC", reason="x")
    assert e32.status() == "recused"
    assert e32.do("withdraw-known", reason="x").status() == "absent"


def test_a_day_of_one_candidate_goes_through_its_statuses(e32: Scene) -> None:
    seen = [e32.status(), e32.identified().status()]
    for part in e32.exam.clocks:
        seen.append(e32.do("start-part", part=part.id).wait(15).status())
    seen.append(e32.do("stop-part", part="part-3").status())
    seen.append(e32.evaluated().signed().do("seal").status())
    seen.append(e32.do("reopen", reason="x").status())
    assert seen == (
        ["planned", "present"] + ["running"] * 4 + ["deliberating", "sealed", "deliberating"]
    )


def test_between_two_parts_the_candidate_is_present(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").do("stop-part", part="preparation")
    assert e32.status() == "present"
