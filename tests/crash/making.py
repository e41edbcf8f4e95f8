"""Kills while files are made: nothing half written under its name, nothing in the way after."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.errors import PassageError
from app.services.verifying import verify
from resources import resource
from tests.crash.campaign import Tally
from tests.crash.examine import examine
from tests.crash.victim import ROOT, command, run
from tests.e2e.days import play, whole_day
from tests.e2e.privacy import private_bytes


@dataclass(frozen=True)
class Making:
    """A command that makes ``target``, and what is wrong with what it leaves, if anything."""

    words: tuple[str | Path, ...]
    target: Path
    faults: Callable[[], Iterable[str]]


def making(rounds: int, seed: int, folder: Path) -> Tally:
    """Kill ``new``, ``export`` and ``sheets`` in turn, then let each end in peace."""
    dice, tally = random.Random(seed), Tally()
    kinds = (_new, _export, _sheets)
    for turn in range(rounds):
        home = folder / f"made-{seed}-{turn}"
        home.mkdir()
        kind = kinds[turn % len(kinds)]
        made = kind(home)
        _kill(made.words, dice.uniform(0.3, 1.05) * _usual_s(kind))
        tally.kills[kind.__name__.removeprefix("_")] += 1
        told = [f"killed: {fault}" for fault in made.faults()]
        told += [f"ended: {fault}" for fault in _ended(made)]
        tally.faults += [f"{home.name}, {made.words[0]}: {fault}" for fault in told]
    return tally


def _kill(words: Iterable[str | Path], after_s: float) -> None:
    process = subprocess.Popen(
        command(*words), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(after_s)
    process.kill()
    process.wait()


def _ended(made: Making) -> Iterable[str]:
    """What is wrong once the command was given again, unless it had ended before the kill."""
    if not made.target.is_file():
        again = run(*made.words)
        if again.returncode:
            yield again.stderr
    yield from made.faults()
    yield from (f"{left.name} remains" for left in made.target.parent.glob(".*.partiel*"))


@cache
def _usual_s(kind: Callable[[Path], Making]) -> float:
    """How long the command takes when nothing kills it."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        made = kind(Path(folder))
        began = time.perf_counter()
        run(*made.words)
        return time.perf_counter() - began


def _new(home: Path) -> Making:
    dossiers, target = home / "dossiers", home / "new.passage"
    for number in range(101, 109):
        (dossiers / f"00009900{number}").mkdir(parents=True)
        (dossiers / f"00009900{number}" / "fiche.pdf").write_bytes(b"%PDF-1.4" + bytes(50_000))
    listed = (resource("demo", "E32.toml"), resource("demo", "E32.csv"))
    words = ("new", *listed, "-o", target, "--dossiers", dossiers)
    return Making(words, target, lambda: examine(target).faults)


def _day(home: Path) -> Path:
    path = home / "day.passage"
    path.write_bytes(_finished())
    return path


@cache
def _finished() -> bytes:
    """A commission file whose day is over but not closed, so that it still has its notes."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.passage"
        play(path, whole_day("E42")[:-1])
        return path.read_bytes()


def _export(home: Path) -> Making:
    path = _day(home)
    target = home / "out" / "day.sqlite"
    target.parent.mkdir()

    def faults() -> Iterable[str]:
        if target.exists():
            try:
                yield from verify(target).differences
            except PassageError as error:
                yield str(error)
        for left in target.parent.iterdir():
            for secret in private_bytes(path):
                if secret in left.read_bytes():
                    yield f"{left.name} holds {secret[:20]!r}"

    return Making(("export", path, "-o", target), target, faults)


def _sheets(home: Path) -> Making:
    path, folder = _day(home), home / "sheets"

    def faults() -> Iterable[str]:
        for sheet in folder.glob("*.pdf"):
            if not sheet.read_bytes().rstrip().endswith(b"%%EOF"):
                yield f"{sheet.name} is cut"

    return Making(("sheets", path, "-o", folder), folder / "none", faults)
