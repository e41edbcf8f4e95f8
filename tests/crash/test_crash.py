"""A short campaign in every test run; ``python -m tests.crash`` runs the long one."""

from pathlib import Path

from tests.crash.campaign import campaign
from tests.crash.making import making
from tests.crash.mashed import mashing
from tests.crash.typed import typing
from tests.crash.victim import DEATHS, at_rest

QUICK = {death: weight for death, weight in DEATHS.items() if death is not at_rest}


def test_a_killed_day_loses_no_acknowledged_act_and_goes_on_to_its_end(tmp_path: Path) -> None:
    tally = campaign(12, seed=1, folder=tmp_path, deaths=QUICK)
    assert (tally.faults, tally.lost, tally.unopened) == ([], 0, 0)
    assert tally.acknowledged > 0


def test_killed_commands_leave_nothing_half_written_and_nothing_in_the_way(tmp_path: Path) -> None:
    assert making(6, seed=1, folder=tmp_path).faults == []


def test_a_window_killed_while_somebody_types_loses_nothing_it_said_was_kept(
    tmp_path: Path,
) -> None:
    tally = typing(6, seed=1, folder=tmp_path)
    assert (tally.faults, tally.lost, tally.unopened) == ([], 0, 0)
    assert tally.acknowledged > 0


def test_a_window_mashed_at_random_raises_loses_and_tells_nothing(tmp_path: Path) -> None:
    tally = mashing(1, seed=1, folder=tmp_path, steps=200)
    assert (tally.faults, tally.unopened) == ([], 0)
    assert tally.acknowledged > 0
