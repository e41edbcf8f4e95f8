"""Planned, elapsed, paused, overtime: whole seconds from facts and now (design, Time)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import ledger
from app.domain.people import Candidate
from app.domain.state import Passage, Pause, Run
from tests.domain.scene import CATALOGUE, MORNING, Scene

E32, E42 = CATALOGUE[2019, "E32"], CATALOGUE[2019, "E42"]


def planned(scene: Scene) -> list[int]:
    return [scene.time(part.id).planned_s for part in scene.exam.clocks]


# --- plan -----------------------------------------------------------------------------------------


def test_an_e32_is_planned_as_15_15_15_and_10_minutes(e32: Scene) -> None:
    assert planned(e32) == [900, 900, 900, 600]


def test_an_e42_is_planned_as_15_and_5_minutes(e42: Scene) -> None:
    assert planned(e42) == [900, 300]


@pytest.mark.parametrize(
    ("exam", "extra", "seconds"),
    [
        ("E32", {"extra_preparation": "1/3"}, [1200, 900, 900, 600]),
        ("E32", {"extra_parts": "1/3"}, [900, 1200, 1200, 800]),
        ("E32", {"extra_parts": "1/3", "extra_preparation": "1/3"}, [1200, 1200, 1200, 800]),
        ("E42", {"extra_parts": "1/3"}, [1200, 400]),
        ("E32", {"extra_parts": "1/2"}, [900, 1350, 1350, 900]),
        ("E42", {"extra_parts": "1"}, [1800, 600]),
    ],
)
def test_extra_time_multiplies_preparation_and_parts_separately(
    exam: str, extra: dict[str, str], seconds: list[int]
) -> None:
    assert planned(Scene(exam, **extra)) == seconds


def test_one_third_gives_the_durations_everyone_knows() -> None:
    durations = [ledger.extended(60 * minutes, "1/3") for minutes in (15, 40, 10, 5)]
    assert durations == [20 * 60, 53 * 60 + 20, 13 * 60 + 20, 6 * 60 + 40]


def test_a_fraction_of_a_second_is_given_to_the_candidate() -> None:
    assert ledger.extended(100, "1/3") == 134


def test_no_extra_time_changes_nothing() -> None:
    assert ledger.extended(900, "0") == 900


def hold(scene: Scene, *minutes: float) -> Scene:
    """Hold the parts, preparation left out, for so many minutes each."""
    scene.identified()
    for part, length in zip(scene.exam.parts, minutes, strict=False):
        scene.do("start-part", part=part.id, reason="plan").wait(length)
    return scene


def test_the_last_part_gains_what_the_others_left_of_the_total(e32: Scene) -> None:
    hold(e32, 10, 12, 0)
    assert e32.time("part-3").planned_s == 18 * 60


def test_the_last_part_keeps_its_minimum_when_the_others_ran_over(e32: Scene) -> None:
    hold(e32, 20, 20, 0)
    assert e32.time("part-3").planned_s == 10 * 60
    assert e32.time("part-1").overtime_s == 5 * 60


def test_the_last_part_of_an_e42_gains_too(e42: Scene) -> None:
    hold(e42, 8, 0)
    assert e42.time("part-2").planned_s == 12 * 60


def test_preparation_is_outside_the_total(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").wait(2)
    for part in ("part-1", "part-2"):
        e32.do("start-part", part=part).wait(15)
    e32.do("start-part", part="part-3")
    assert e32.time("part-3").planned_s == 10 * 60


def test_a_skipped_part_leaves_all_its_time_to_the_last(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-1", reason="x").wait(15)
    e32.do("start-part", part="part-3", reason="refuse la deuxième partie")
    assert e32.time("part-3").planned_s == 25 * 60


def test_with_extra_time_the_last_part_gains_from_the_longer_total() -> None:
    scene = hold(Scene("E32", extra_parts="1/3"), 15, 15, 0)
    assert scene.time("part-3").planned_s == 23 * 60 + 20


def test_a_pause_is_not_taken_from_the_total(e32: Scene) -> None:
    hold(e32, 10).do("pause-part", reason="x").wait(5).do("resume-part")
    e32.do("start-part", part="part-2").wait(15).do("start-part", part="part-3")
    assert e32.time("part-3").planned_s == 15 * 60


def test_overtime_counts_up_and_nothing_is_cut_off(e32: Scene) -> None:
    hold(e32, 15)
    for minute in range(1, 4):
        e32.wait(1)
        assert e32.time("part-1").overtime_s == minute * 60


# --- clocks, for any facts ------------------------------------------------------------------------

steps = st.lists(st.integers(0, 3 * 3600 * 1000), min_size=1, max_size=9)


def run_of(gaps: list[int], *, stopped: bool) -> tuple[Run, datetime]:
    """A run paused and resumed at those gaps (milliseconds), and the instant of its last fact."""
    moments = [MORNING]
    for gap in gaps:
        moments.append(moments[-1] + timedelta(milliseconds=gap))
    changes = moments[1:-1] if stopped else moments[1:]
    ends = [*changes[1::2], moments[-1] if stopped and len(changes) % 2 else None]
    pairs = zip(changes[::2], ends, strict=False)
    pauses = tuple(Pause(started, ended) for started, ended in pairs)
    return Run("part-1", MORNING, pauses, moments[-1] if stopped else None), moments[-1]


@given(steps, st.booleans(), st.integers(0, 10**8))
def test_elapsed_and_paused_never_exceed_the_wall_nor_go_negative(
    gaps: list[int], stopped: bool, later: int
) -> None:
    run, last = run_of(gaps, stopped=stopped)
    now = last + timedelta(milliseconds=later)
    elapsed, paused = ledger.elapsed_s(run, now), ledger.paused_s(run, now)
    wall = ((run.stopped or now) - MORNING) // timedelta(seconds=1)
    assert min(elapsed, paused) >= 0
    assert wall - 1 <= elapsed + paused <= wall


@given(steps, st.booleans(), st.integers(0, 10**8), st.integers(0, 10**8))
def test_clocks_never_go_back_as_now_goes_on(
    gaps: list[int], stopped: bool, soon: int, later: int
) -> None:
    run, last = run_of(gaps, stopped=stopped)
    first, second = (last + timedelta(milliseconds=ms) for ms in sorted((soon, later)))
    assert ledger.elapsed_s(run, first) <= ledger.elapsed_s(run, second)
    assert ledger.paused_s(run, first) <= ledger.paused_s(run, second)


@given(steps, st.integers(0, 10**8))
def test_a_paused_clock_stands_still_and_a_running_one_does_not(gaps: list[int], ms: int) -> None:
    run, last = run_of(gaps, stopped=False)
    gone = ledger.elapsed_s(run, last + timedelta(milliseconds=ms)) - ledger.elapsed_s(run, last)
    assert gone == 0 if run.paused else abs(gone * 1000 - ms) <= 1000


extras = st.builds("{}/{}".format, st.integers(0, 9), st.integers(1, 9)) | st.just("0")


@given(st.sampled_from([E32, E42]), extras, st.lists(st.integers(0, 3600), max_size=4))
def test_the_last_part_is_the_larger_of_its_minimum_and_what_the_total_leaves(
    exam: object, extra: str, lengths: list[int]
) -> None:
    form = E32 if exam is E32 else E42
    runs: list[Run] = []
    now = MORNING
    for part, length in zip(form.parts[:-1], lengths, strict=False):
        end = now + timedelta(seconds=length)
        runs.append(Run(part.id, now, stopped=end))
        now = end
    passage = Passage(Candidate("1", "A", "B", extra_parts=extra), 1, runs=tuple(runs))
    last = form.parts[-1]
    plans = [ledger.allowed(part, passage.candidate) for part in form.parts]
    used = sum(lengths[: len(runs)]) + sum(plans[len(runs) : -1])
    left = ledger.extended(form.total_seconds, extra) - used
    assert ledger.planned_s(form, passage, last, now) == max(plans[-1], left)


def test_a_part_that_runs_over_takes_its_overtime_from_the_last_one_at_once(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-1", reason="sans").wait(10)
    e32.do("start-part", part="part-2").wait(15)
    assert ledger.spare_s(e32.exam, e32.p, e32.now) == 300
    e32.wait(2)
    assert ledger.spare_s(e32.exam, e32.p, e32.now) == 180
    e32.wait(5)
    assert ledger.spare_s(e32.exam, e32.p, e32.now) == -120
    assert e32.time("part-3").planned_s == 600
