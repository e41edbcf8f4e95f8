"""Files cut anywhere or with a byte changed: a sentence or the right content, never a traceback,
and what is refused is left as it was."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import PassageError
from app.domain.state import State
from app.services.desk import Desk
from app.services.listing import listing, table
from tests.e2e.driving import content, crashed, execute, finished, write
from tests.services.desks import FakeClock

CUTS = random.Random(4)
Reader = Callable[[Path], object]


def state_of(path: Path) -> State:
    with Desk(path) as desk:
        return desk.state


def list_of(path: Path) -> dict[str, Any]:
    """The list at one instant, whatever the reading takes."""
    return listing(path, FakeClock())


READERS: list[Reader] = [state_of, list_of, table]


def outcome(read: Reader, path: Path) -> object:
    """What a reader tells, or the sentence it refuses with; a refused file is untouched."""
    before = content(path)
    try:
        return read(path)
    except PassageError as error:
        assert str(path) in str(error)
        assert content(path) == before
        return None


def cuts(data: bytes) -> list[int]:
    pages = range(4096, len(data), 4096)
    return [*range(201), *pages, *(CUTS.randrange(len(data)) for _ in range(60))]


@pytest.mark.parametrize("read", READERS)
def test_a_closed_file_cut_anywhere_is_refused(read: Reader, tmp_path: Path) -> None:
    data = finished("E42")
    for length in cuts(data):
        assert outcome(read, write(tmp_path / "cut.passage", data[:length])) is None, length


@pytest.mark.parametrize("read", READERS)
def test_a_crashed_file_cut_anywhere_is_refused_or_whole_by_its_log(
    read: Reader, tmp_path: Path
) -> None:
    data, log = crashed("E42")
    whole = read(write(tmp_path / "whole.passage", data, log))
    for length in cuts(data):
        found = outcome(read, write(tmp_path / "cut.passage", data[:length], log))
        assert found in (None, _renamed(whole, "whole", "cut")), length


def _renamed(told: object, old: str, new: str) -> object:
    return told.replace(old, new) if isinstance(told, str) else told


def test_a_crashed_file_whose_log_is_cut_opens_with_the_acts_that_are_whole(tmp_path: Path) -> None:
    data, log = crashed("E42")
    for length in [0, 1, 31, 32, 33, 4151, 4152, *(CUTS.randrange(len(log)) for _ in range(40))]:
        with Desk(write(tmp_path / "cut.passage", data, log[:length])) as desk:
            assert 1 <= desk.seq <= 140


def flips(data: bytes, count: int) -> list[bytes]:
    places = [CUTS.randrange(len(data)) for _ in range(count)]
    return [data[:p] + bytes([data[p] ^ 1 << CUTS.randrange(8)]) + data[p + 1 :] for p in places]


def test_a_changed_byte_is_refused_or_leaves_the_acts_as_they_were(tmp_path: Path) -> None:
    data = finished("E42")
    right = state_of(write(tmp_path / "right.passage", data))
    for changed in flips(data, 250):
        assert outcome(state_of, write(tmp_path / "changed.passage", changed)) in (None, right)


def test_a_table_no_longer_readable_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = write(tmp_path / "changed.passage", finished("E42"))
    execute(path, "UPDATE sealed SET record = CAST(x'ff' AS TEXT)")
    assert outcome(state_of, path) is None


def test_a_changed_byte_in_a_crashed_file_is_refused_or_leaves_the_acts_as_they_were(
    tmp_path: Path,
) -> None:
    data, log = crashed("E42")
    right = state_of(write(tmp_path / "right.passage", data, log))
    for changed in flips(data, 120):
        assert outcome(state_of, write(tmp_path / "changed.passage", changed, log)) in (None, right)


@pytest.mark.parametrize("read", [list_of, table])
def test_a_changed_byte_never_upsets_the_list(read: Reader, tmp_path: Path) -> None:
    for changed in flips(finished("E42"), 400):
        outcome(read, write(tmp_path / "changed.passage", changed))


def test_a_changed_byte_in_the_log_loses_no_act_before_it(tmp_path: Path) -> None:
    data, log = crashed("E42")
    for changed in flips(log, 60):
        path = write(tmp_path / "changed.passage", data, changed)
        found = outcome(state_of, path)
        assert found is None or isinstance(found, State)


def test_an_older_copy_put_beside_a_newer_log_is_never_taken_for_the_day(tmp_path: Path) -> None:
    old, _ = crashed("E42", 60)
    new, log = crashed("E42", 140)
    right = state_of(write(tmp_path / "right.passage", new, log))
    assert outcome(state_of, write(tmp_path / "mixed.passage", old, log)) in (None, right)
