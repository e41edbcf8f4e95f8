"""Undo is the ordinary act that restores the former value; never for time, visas or seals."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.rules import check, fold
from app.domain.undo import inverse
from tests.domain.scene import ANNE, VISA, Scene

UNDOABLE: dict[str, dict[str, Any]] = {
    "place-level": {"competency": "C2", "level": "NO"},
    "set-mark": {"mark": "3"},
    "write-appraisal": {"text": "Autre."},
    "tick-dossier": {"item": "fiche-1", "value": ["no"]},
}


@pytest.mark.parametrize(("act", "fields"), UNDOABLE.items(), ids=UNDOABLE.keys())
@pytest.mark.parametrize("filled", [True, False])
def test_undoing_restores_what_stood_before(
    e32: Scene, act: str, fields: dict[str, Any], filled: bool
) -> None:
    scene = e32.identified().evaluated() if filled else e32.identified()
    scene.do("tick-dossier", item="fiche-1", value=["yes"] if filled else None)
    before, done = scene.p, scene.act(act, **fields)
    back = inverse(scene.state, done)
    scene.do(act, **fields)
    assert scene.p != before
    assert back is not None
    check(scene.state, back, scene.now)
    assert fold(scene.state, back, scene.now).passages["001"] == before


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("confirm-identity", {}),
        ("start-part", {"part": "part-1"}),
        ("correct-part", {"part": "p", "started": "a", "stopped": "b", "reason": "x"}),
        ("give-visa", {"examiner": ANNE, "drawing": VISA}),
        ("seal", {}),
        ("reopen", {"reason": "x"}),
        ("annul-attempt", {"reason": "x"}),
        ("report-incident", {"text": "x"}),
    ],
)
def test_time_visas_seals_and_facts_have_no_undoing(
    e32: Scene, act: str, fields: dict[str, Any]
) -> None:
    assert inverse(e32.state, e32.act(act, **fields)) is None


def test_undoing_brings_no_visa_back(e32: Scene) -> None:
    e32.ready()
    back = inverse(e32.state, e32.act("set-mark", mark="3"))
    e32.do("set-mark", mark="3")
    assert back is not None
    assert not fold(e32.state, back, e32.now).passages["001"].visas


def test_an_unknown_candidate_has_nothing_to_undo(e32: Scene) -> None:
    assert inverse(e32.state, e32.act("set-mark", passage="404", mark="3")) is None
