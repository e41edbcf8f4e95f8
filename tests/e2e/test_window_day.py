"""Both sample commissions through the day in the real window, and again by ``perform``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from app.domain.acts import REGISTRY
from app.domain.codec import compact
from tests.e2e.driving import cli
from tests.e2e.window import e32, e42
from tests.e2e.window.day import Day
from tests.e2e.window.opening import clock_of

DAYS: dict[str, ModuleType] = {"e32-c04": e32, "e42-c11": e42}
OWN = {"manifest": ("exported_at", "public_key", "signature")}
"""Columns that are each export's own."""


Played = Callable[[str], Day]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """A day played to its end in the window, once; its export is ``fenêtre.sqlite``."""
    begun: dict[str, Day] = {}

    def play(name: str) -> Day:
        if name not in begun:
            begun[name] = Day(tmp_path_factory.mktemp(name), clock_of(name))
            DAYS[name].play(begun[name])
        return begun[name]

    yield play
    for day in begun.values():
        day.window.kill()


@pytest.fixture(params=DAYS)
def played(request: pytest.FixtureRequest, days: Played) -> Day:
    return days(request.param)


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of an export, but for what is each export's own."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name: _rows(connection, name) for (name,) in names.fetchall()}


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = ", ".join(column for column in columns if column not in OWN.get(table, ()))
    return sorted(connection.execute(f"SELECT {kept} FROM {table}").fetchall(), key=repr)


def by_perform(played: Day) -> Path:
    """The export of a new file, to which ``perform`` did what the hands meant, when they did it.

    The salts are those the program drew, since a sealed record holds them.
    """
    lines = [json.loads(line) for line in cli("journal", played.path).out.splitlines()]
    own = [{name: line[name] for name in ("at", "salt") if name in line} for line in lines]
    acts = [compact({**act, **more}) for act, more in zip(played.meant(), own, strict=True)][:-1]
    path, out = played.folder / "refait.passage", played.folder / "perform.sqlite"
    told = cli("perform", path, "--replay", given="\n".join(acts))
    assert told.code == 0 and all(answer["ok"] for answer in told.answers)
    assert cli("export", path, "-o", out).code == 0
    return out


def test_the_journal_holds_what_the_hands_meant_and_nothing_else(played: Day) -> None:
    assert played.journal(played.path) == played.meant()
    assert played.window.errors == ""


def test_the_export_is_the_one_perform_makes_of_the_same_acts(played: Day) -> None:
    shown, again = tables(played.folder / "fenêtre.sqlite"), tables(by_perform(played))
    assert shown.keys() == again.keys()
    for table, rows in shown.items():
        assert rows == again[table], table
    assert len(shown["sealed"]) >= 8


def test_the_export_is_verified_and_holds_no_observation(played: Day) -> None:
    out = played.folder / "fenêtre.sqlite"
    assert cli("verify", out).code == 0
    assert played.notes
    assert not any(note.encode() in out.read_bytes() for note in played.notes)


def test_a_closed_day_keeps_no_observation(played: Day) -> None:
    left = played.path.read_bytes()
    assert not any(note.encode() in left for note in played.notes)


AFTERWARDS = {"load-receipt"}
"""Done by the command line, once the jury has the export."""


def test_every_act_of_the_vocabulary_is_reached_by_hand(days: Played) -> None:
    reached = {act for name in DAYS for act in days(name).reached}
    assert REGISTRY.keys() - reached == AFTERWARDS
