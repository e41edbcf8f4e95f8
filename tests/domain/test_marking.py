"""Levels, mark, appraisal: from identity to seal, whatever the clock (rules 1, 3, 7)."""

from __future__ import annotations

import pytest

from tests.domain.scene import Scene

LEVELS = ["TI", "I", "S", "TS", "NO"]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("exam", ["E32", "E42"])
def test_every_competency_of_the_form_takes_every_level(exam: str, level: str) -> None:
    scene = Scene(exam).identified()
    for competency in scene.exam.competencies:
        scene.do("place-level", competency=competency.code, level=level)
    assert set(scene.p.levels.values()) == {level}
    assert len(scene.p.levels) == {"E32": 13, "E42": 8}[exam]


@pytest.mark.parametrize("level", ["", "ti", "N", "0", "3", "Très satisfaisant"])
def test_nothing_else_is_a_level_not_even_the_nameless_column(e32: Scene, level: str) -> None:
    assert "TI, I, S, TS, NO" in e32.identified().refused(
        "place-level", competency="C2", level=level
    )


@pytest.mark.parametrize("code", ["C1", "C25", "c2", "C02", ""])
def test_a_competency_of_another_form_is_refused(e32: Scene, code: str) -> None:
    assert "E32" in e32.identified().refused("place-level", competency=code, level="S")


def test_unset_is_not_a_level_and_null_unsets(e32: Scene) -> None:
    e32.identified().do("place-level", competency="C2", level="NO")
    assert e32.p.levels == {"C2": "NO"}
    assert e32.do("place-level", competency="C2", level=None).p.levels == {}


def test_a_level_is_replaced_by_the_next_one(e32: Scene) -> None:
    e32.identified().do("place-level", competency="C2", level="I")
    assert e32.do("place-level", competency="C2", level="TS").p.levels == {"C2": "TS"}


@pytest.mark.parametrize("levels", LEVELS)
@pytest.mark.parametrize("mark", ["0", "20"])
def test_the_grid_neither_computes_nor_bounds_the_mark(e32: Scene, levels: str, mark: str) -> None:
    e32.identified()
    for competency in e32.exam.competencies:
        e32.do("place-level", competency=competency.code, level=levels)
    assert e32.p.mark is None
    assert float(e32.do("set-mark", mark=mark).p.mark or "nan") == float(mark)


def evaluate(scene: Scene) -> None:
    scene.do("place-level", competency="C2", level="S")
    scene.do("set-mark", mark="12").do("write-appraisal", text="Bien.")


def test_evaluating_is_allowed_from_identity_on_before_any_clock(e32: Scene) -> None:
    evaluate(e32.identified())


@pytest.mark.parametrize("part", ["preparation", "part-1", "part-2", "part-3"])
def test_evaluating_is_allowed_while_any_clock_runs_or_is_paused(e32: Scene, part: str) -> None:
    evaluate(e32.identified().do("start-part", part=part, reason="x").wait(90))
    evaluate(e32.do("pause-part"))
    evaluate(e32.do("stop-part", part=part, reason="x"))


def test_evaluating_is_allowed_after_the_day_was_closed(e32: Scene) -> None:
    evaluate(e32.examined().do("close-day").wait(24 * 60))


def test_evaluating_is_refused_once_sealed(e32: Scene) -> None:
    e32.sealed()
    assert "rouvrez" in e32.refused("set-mark", mark="12")
    assert "rouvrez" in e32.refused("place-level", competency="C2", level="S")
    assert "rouvrez" in e32.refused("write-appraisal", text="Bien.")


def test_an_appraisal_is_written_and_rewritten(e32: Scene) -> None:
    e32.identified().do("write-appraisal", text="Bien.").do("write-appraisal", text="")
    assert e32.p.appraisal == ""


def test_one_candidate_s_evaluation_touches_no_other(e32: Scene) -> None:
    before = e32.state.passages["002"]
    evaluate(e32.identified())
    assert e32.state.passages["002"] is before
