"""Instants are anchored to ticks: right to the second within a boot, and never going back."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import ledger
from app.domain.errors import Refusal
from app.services.clock import Anchor, instant
from app.services.desk import Desk
from app.services.listing import listing
from app.system import SystemClock
from tests.services.desks import FakeClock, perform

HOUR = 3600


def started(desk: Desk) -> Desk:
    perform(desk, "confirm-identity")
    perform(desk, "start-part", part="preparation")
    return desk


def elapsed(desk: Desk) -> int:
    return ledger.elapsed_s(desk.state.passages["001"].runs[0], desk.now())


def instants(desk: Desk) -> list[datetime]:
    return [datetime.fromisoformat(line["at"]) for line in desk.journal()]


def notes(desk: Desk) -> list[str]:
    return [note.cause for note in desk.state.clock_notes]


@pytest.mark.parametrize("change", [HOUR, -HOUR, 1, -1, 30 * HOUR, -30 * HOUR])
def test_a_changed_wall_clock_leaves_elapsed_right_to_the_second(
    desk: Desk, clock: FakeClock, change: int
) -> None:
    started(desk)
    clock.go(300)
    clock.set_wall(change)
    clock.go(300)
    assert elapsed(desk) == 600
    perform(desk, "pause-part", reason="x")
    assert elapsed(desk) == 600
    assert notes(desk) == []


def test_a_suspended_machine_counts_the_time_it_slept(desk: Desk, clock: FakeClock) -> None:
    started(desk)
    clock.go(20 * 60)
    assert elapsed(desk) == 20 * 60


@pytest.mark.parametrize("change", [0, HOUR, -HOUR])
def test_a_crash_leaves_elapsed_right_to_the_second_within_the_boot(
    desk: Desk, clock: FakeClock, change: int
) -> None:
    started(desk).close()
    clock.go(120)
    clock.set_wall(change)
    with Desk(desk.path, clock) as again:
        assert elapsed(again) == 120
        perform(again, "start-part", part="part-1")
        assert elapsed(again) == 120
        assert notes(again) == []


def test_instants_never_go_back_when_the_clock_does(desk: Desk, clock: FakeClock) -> None:
    started(desk)
    for change in (-HOUR, 2 * HOUR, -5 * HOUR):
        clock.set_wall(change)
        clock.go(1)
        perform(desk, "report-incident", text="x")
    moments = instants(desk)
    assert moments == sorted(moments)
    assert (moments[-1] - moments[-4]).total_seconds() == 3


def test_a_reboot_while_a_part_runs_is_journalled_once_before_the_next_act(
    desk: Desk, clock: FakeClock
) -> None:
    started(desk).close()
    clock.reboot(90)
    with Desk(desk.path, clock) as again:
        perform(again, "start-part", part="part-1")
        perform(again, "report-incident", text="Panne.", kind="material")
        assert [line["act"] for line in again.journal()][-3:] == [
            "note-clock",
            "start-part",
            "report-incident",
        ]
        assert notes(again) == ["reboot-while-running"]
        assert elapsed(again) == 90


def test_a_wall_clock_set_back_by_a_reboot_is_journalled_and_nothing_goes_back(
    desk: Desk, clock: FakeClock
) -> None:
    started(desk).close()
    clock.reboot(-HOUR)
    with Desk(desk.path, clock) as again:
        perform(again, "report-incident", text="x")
        assert notes(again) == ["clock-set-back"]
        moments = instants(again)
        assert moments == sorted(moments)
        clock.go(60)
        assert elapsed(again) == 60


def test_what_the_note_says_is_what_the_clocks_said(desk: Desk, clock: FakeClock) -> None:
    started(desk).close()
    clock.reboot(-HOUR)
    with Desk(desk.path, clock) as again:
        perform(again, "report-incident", text="x")
        note = again.state.clock_notes[0]
    assert note.before == "2019-06-05T08:00:00.000+02:00"
    assert note.wall == "2019-06-05T07:00:00.000+02:00"


def test_a_reboot_while_nothing_runs_is_nobody_s_concern(desk: Desk, clock: FakeClock) -> None:
    perform(desk, "confirm-identity")
    desk.close()
    clock.reboot(HOUR)
    with Desk(desk.path, clock) as again:
        perform(again, "start-part", part="preparation")
        assert notes(again) == []


def test_a_suspended_passage_has_no_clock_to_doubt(desk: Desk, clock: FakeClock) -> None:
    perform(started(desk), "suspend-passage", reason="reporté à demain")
    desk.close()
    clock.reboot(24 * HOUR)
    with Desk(desk.path, clock) as again:
        perform(again, "resume-passage", reason="le lendemain")
        assert notes(again) == []


def test_a_refused_act_journals_no_jump_either(desk: Desk, clock: FakeClock) -> None:
    started(desk).close()
    clock.reboot()
    with Desk(desk.path, clock) as again:
        before = again.seq
        with pytest.raises(Refusal, match="motif"):
            perform(again, "start-part", part="part-3")
        assert again.seq == before


def test_the_list_of_a_running_commission_counts_by_ticks_too(desk: Desk, clock: FakeClock) -> None:
    started(desk).close()
    clock.go(61)
    clock.set_wall(HOUR)
    part = listing(desk.path, clock)["passages"][0]["parts"][0]
    assert (part["part"], part["elapsed_s"], part["state"]) == ("preparation", 61, "running")


def test_the_centre_s_own_time_is_kept(desk: Desk) -> None:
    assert desk.now().utcoffset() == instants(desk)[0].utcoffset()
    assert desk.now().hour == 8


def test_without_ticks_of_the_same_boot_the_wall_counts_but_never_backwards() -> None:
    clock = FakeClock()
    anchor = Anchor(clock.wall, clock.tick_ms, clock.boot)
    clock.reboot(10)
    assert (instant(clock.read(), anchor, UTC) - anchor.at).seconds == 10
    clock.set_wall(-HOUR)
    assert instant(clock.read(), anchor, UTC) == anchor.at


moves = st.one_of(
    st.tuples(st.just("go"), st.integers(0, 4000)),
    st.tuples(st.just("set_wall"), st.integers(-5 * HOUR, 5 * HOUR)),
    st.tuples(st.just("act"), st.just(0)),
    st.tuples(st.just("reopen"), st.just(0)),
)


@settings(max_examples=15)
@given(st.lists(moves, max_size=10))
def test_whatever_happens_to_the_wall_elapsed_is_what_the_ticks_say(
    templates: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    story: list[tuple[str, int]],
) -> None:
    path = tmp_path_factory.mktemp("clock") / "c.passage"
    path.write_bytes(templates["E32"].read_bytes())
    clock, gone = FakeClock(), 0
    desk = started(Desk(path, clock))
    for move, seconds in story:
        if move == "act":
            perform(desk, "report-incident", text="x")
        elif move == "reopen":
            desk.close()
            desk = Desk(path, clock)
        else:
            getattr(clock, move)(seconds)
            gone += seconds if move == "go" else 0
        assert elapsed(desk) == gone
    moments = instants(desk)
    desk.close()
    assert moments == sorted(moments)


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's own clocks")
def test_the_machine_s_clock_ticks_through_suspension_and_knows_its_boot() -> None:
    reading = SystemClock().read()
    assert abs(reading.tick_ms - time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000) < 2000
    assert reading.boot
    assert reading.wall.tzinfo is not None
