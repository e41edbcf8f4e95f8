"""Exam days continued across kills, each examined, each ending like a day nothing interrupted."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from app.services.listing import listing
from tests.crash.examine import examine, missing, reached, strays
from tests.crash.victim import DEATHS, Death, Victim, run
from tests.e2e.days import EXAMS, Lines, live_day, opening, play, whole_day


@dataclass
class Tally:
    """What a campaign counted; ``faults`` name what went wrong, and should stay empty."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    lost: int = 0
    unopened: int = 0
    days: int = 0
    recoveries_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.kills += other.kills
        self.acknowledged += other.acknowledged
        self.lost += other.lost
        self.unopened += other.unopened
        self.days += other.days
        self.recoveries_s += other.recoveries_s
        self.faults += other.faults


def campaign(rounds: int, seed: int, folder: Path, deaths: dict[Death, int] = DEATHS) -> Tally:
    """Kill ``perform`` that many times, over as many days as it takes."""
    dice, tally = random.Random(seed), Tally()
    while tally.kills.total() < rounds:
        exam, live = EXAMS[tally.days % 2], tally.days % 4 >= 2
        home = folder / f"day-{seed}-{tally.days}"
        home.mkdir()
        _Day(home / "day.passage", exam, live, dice, tally).until(rounds, deaths)
        tally.days += 1
    return tally


class _Day:
    def __init__(
        self, path: Path, exam: str, live: bool, dice: random.Random, tally: Tally
    ) -> None:
        self._path, self._exam, self._live = path, exam, live
        self._dice, self._tally = dice, tally
        self._lines = lines_of(exam, live)
        if live:
            play(path, opening(exam))
        self._next = 2 if live else 0

    def until(self, rounds: int, deaths: dict[Death, int]) -> None:
        """Kill and continue until the day is over, or the kills are; then end it in peace."""
        ways, weights = list(deaths), list(deaths.values())
        while self._next < len(self._lines) and self._tally.kills.total() < rounds:
            self._kill(self._dice.choices(ways, weights)[0])
        self._end()

    def _kill(self, death: Death) -> None:
        victim = self._victim()
        death(victim, self._dice)
        self._tally.kills[death.__name__] += 1
        self._account(victim)

    def _end(self) -> None:
        victim = self._victim()
        victim.send(victim.left)
        victim.hang_up()
        victim.wait()
        self._account(victim)
        listed = run("list", self._path, "--json")
        if self._next < len(self._lines):
            self._fault(f"the day stopped at line {self._next}")
        elif listed.returncode:
            self._fault(listed.stderr)
        else:
            self._compare(comparable(listed.stdout, self._live)["passages"])
        for stray in strays(self._path):
            self._fault(f"{stray} was left behind")

    def _compare(self, passages: list[dict[str, Any]]) -> None:
        for told, right in zip(passages, expected(self._exam, self._live), strict=True):
            wrong = {name: told[name] for name in right if told[name] != right[name]}
            if wrong:
                self._fault(f"{told['number']} ends with {wrong}")

    def _victim(self) -> Victim:
        return Victim(self._path, self._lines[self._next :], replay=not self._live)

    def _account(self, victim: Victim) -> None:
        found = examine(self._path)
        self._tally.acknowledged += len(victim.answers)
        self._tally.unopened += not found.opens
        for fault in filter(None, (*found.faults, victim.complaint)):
            self._fault(fault)
        for loss in missing(found, self._lines, self._next, victim.answers):
            self._tally.lost += 1
            self._fault(loss)
        if self._next and victim.first_answer_s is not None:
            self._tally.recoveries_s.append(victim.first_answer_s)
        self._next = reached(found, self._lines)

    def _fault(self, told: str) -> None:
        self._tally.faults.append(f"{self._path.parent.name}, {self._exam}: {told}")


def lines_of(exam: str, live: bool) -> Lines:
    return (*opening(exam), *live_day(exam)) if live else whole_day(exam)


def comparable(listed: str, live: bool) -> dict[str, Any]:
    """``list --json`` without what a day by the clock cannot repeat: times and hashes."""
    told: dict[str, Any] = json.loads(listed)
    for passage in told["passages"] if live else ():
        del passage["hash"]
        for part in passage["parts"]:
            for seconds in ("planned_s", "elapsed_s", "paused_s", "overtime_s"):
                del part[seconds]  # the last part is planned from what the others took
    return told


@cache
def expected(exam: str, live: bool) -> list[dict[str, Any]]:
    """The passages of what ``list --json`` tells after a day nothing interrupted."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.passage"
        if live:
            play(path, opening(exam))
            play(path, live_day(exam), replay=False)
        else:
            play(path, whole_day(exam))
        passages: list[dict[str, Any]] = comparable(json.dumps(listing(path)), live)["passages"]
        return passages
