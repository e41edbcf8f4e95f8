"""Kills of the real window while somebody types: what no field said to be unrecorded is there."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.domain.codec import compact
from app.domain.marks import printed_mark
from tests.crash.campaign import Tally
from tests.crash.examine import Found, examine, strays
from tests.crash.victim import ROOT
from tests.e2e.days import OPENED, Lines, opening, play

CANDIDATES = ("00009900100", "00009900101", "00009900102")
KILLS_A_FILE = 6
Told = dict[str, Any]
Field = tuple[str, str]


def examined() -> Lines:
    """A commission whose first candidates have left the room: all of them are being evaluated."""
    lines = [*opening("E32")]
    for hour, who in enumerate(CANDIDATES, 8):
        acts: list[Told] = [{"act": "confirm-identity"}]
        acts += [{"act": "start-part", "part": f"part-{n}", "reason": "essai"} for n in (1, 2, 3)]
        acts += [{"act": "stop-part", "part": "part-3", "reason": "essai"}]
        for minute, act in enumerate(acts):
            at = OPENED.replace("T07:00", f"T{hour:02d}:{minute:02d}")
            lines.append(compact({"at": at, "passage": who, **act}))
    return tuple(lines)


def typing(rounds: int, seed: int, folder: Path) -> Tally:
    """Kill the window that many times, over as many files as it takes."""
    dice, tally = random.Random(seed), Tally()
    while tally.kills.total() < rounds:
        home = folder / f"typed-{seed}-{tally.days}"
        home.mkdir()
        path = home / "day.passage"
        assert all(answer["ok"] for answer in play(path, examined()))
        kept = Kept()
        for _ in range(min(KILLS_A_FILE, rounds - tally.kills.total())):
            _kill(path, dice, kept, tally)
        tally.days += 1
    return tally


def _kill(path: Path, dice: random.Random, kept: Kept, tally: Tally) -> None:
    window = _Window(path, dice.randrange(10**6))
    told = window.until_ready()
    dice.choice(DEATHS)(window, dice)
    told += window.end()
    for fault in kept.not_shown(told):
        tally.faults.append(f"{path.parent.name}: {fault}")
    tally.kills["typing"] += 1
    tally.acknowledged += kept.hear(told)
    found = examine(path)
    losses = list(kept.missing(found))
    tally.lost += len(losses)
    tally.unopened += not found.opens
    complaint = [window.complaint] if window.complaint else []
    left = [f"{stray} was left behind" for stray in strays(path)]
    for fault in (*found.faults, *losses, *complaint, *left):
        tally.faults.append(f"{path.parent.name}: {fault}")


class _Window:
    """A typist's process; what it told is heard to the last line."""

    def __init__(self, path: Path, seed: int) -> None:
        self.complaint = ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.typist", str(path), str(seed)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "XDG_CONFIG_HOME": str(path.parent.parent)},
        )
        assert self._process.stdout and self._process.stderr
        self._out, self._err = self._process.stdout, self._process.stderr
        self._told: list[Told] = []

    def hear(self, kind: str) -> bool:
        """Wait for the next line of that kind; False when the window ended by itself."""
        for line in self._out:
            self._told.append(json.loads(line))
            if self._told[-1]["kind"] == kind:
                return True
        return False

    def until_ready(self) -> list[Told]:
        self.hear("ready")
        told, self._told = self._told, []
        return told

    def end(self) -> list[Told]:
        """SIGKILL, now."""
        self._process.kill()
        lines = [line for line in self._out.readlines() if line.endswith(b"\n")]
        self._told += map(json.loads, lines)
        said = self._err.read().decode().splitlines()
        self.complaint = "\n".join(line for line in said if "propagateSizeHints" not in line)
        self._process.wait(timeout=60)
        for stream in (self._out, self._err):
            stream.close()
        return self._told


def while_typing(window: _Window, dice: random.Random) -> None:
    """At any moment of a second or two."""
    time.sleep(dice.uniform(0.1, 1.5))


def as_the_sign_goes(window: _Window, dice: random.Random) -> None:
    """As soon as a field no longer says that it waits."""
    for _ in range(dice.randrange(1, 20)):
        window.hear("kept")


def in_mid_write(window: _Window, dice: random.Random) -> None:
    """While the text is being written."""
    for _ in range(dice.randrange(1, 20)):
        window.hear("writing")
    time.sleep(dice.uniform(0, 0.004))


DEATHS: tuple[Callable[[_Window, random.Random], None], ...] = (
    while_typing,
    as_the_sign_goes,
    in_mid_write,
)


class Kept:
    """What was acknowledged so far: texts that stand in fields, and those that became acts."""

    def __init__(self) -> None:
        self._standing: dict[Field, str] = {}
        self._done: list[tuple[Field, str]] = []

    def hear(self, told: list[Told]) -> int:
        """Take in what the window told before it died; how many texts it acknowledged."""
        for one in told:
            field = (one.get("who", ""), one.get("what", ""))
            if one["kind"] in ("anew", "done"):
                self._standing.pop(field, None)
            if one["kind"] == "done":
                self._done.append((field, one["text"].strip()))
            if one["kind"] == "kept":
                self._standing[field] = one["text"].strip()
        return sum(one["kind"] in ("kept", "done") for one in told)

    def not_shown(self, told: list[Told]) -> Iterator[str]:
        """Texts acknowledged before that a window opened again does not show in their fields."""
        shown = {(t["who"], t["what"]): t["text"] for t in told if t["kind"] == "shown"}
        for (who, what), text in self._standing.items():
            if text and not shown.get((who, what), "").strip().startswith(text):
                yield f"{what} of {who}: « {text} » is not shown, but {shown.get((who, what))!r}"

    def missing(self, found: Found) -> Iterator[str]:
        """Texts acknowledged that are neither an act nor a draft of the file; the fields themselves
        are then taken as the file has them, since more may have been stored than was told."""
        for (who, what), text in self._done:
            if text not in _acts(found, who, what):
                yield f"{what} of {who}: « {text} » was recorded and is gone"
        for (who, what), text in list(self._standing.items()):
            draft = _draft(found, who, what)
            stored = [draft, *_acts(found, who, what)]
            if not any(one.startswith(text) for one in stored):
                yield f"{what} of {who}: « {text} » was kept and is gone; there is {stored}"
            if text and not draft and what in ("observation", "report"):
                del self._standing[who, what]  # it became an act whose Enter was not told


def _draft(found: Found, who: str, what: str) -> str:
    """What is kept of that field, and is no act."""
    drafts = found.drafts.get(who, {})
    if what in ("report", "doubt"):
        typed = json.loads(drafts.get(f"question form {what}", "{}")).get("typed", {})
        return str(typed.get("text", typed.get("reason", ""))).strip()
    return drafts.get(what, "").strip()


def _acts(found: Found, who: str, what: str) -> list[str]:
    """The texts of the acts a field can have become."""
    if found.state is None:
        return []
    passage = found.state.passages[who]
    if what == "observation":
        return found.notes[who]
    if what == "report":
        return [incident.text for incident in found.state.incidents]
    if what == "mark":
        return [printed_mark(passage.mark) if passage.mark else ""]
    return [passage.appraisal.strip()] if what == "appraisal" else []
