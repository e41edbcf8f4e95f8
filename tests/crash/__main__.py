"""``python -m tests.crash [rounds] [seed]``: kill exam days at random moments and count."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.crash.campaign import Tally, campaign
from tests.crash.making import making
from tests.crash.mashed import mashing
from tests.crash.typed import typing

ROUNDS = 500
WORKERS = 2


def main(rounds: int, seed: int) -> int:
    """Run the kills on both processors; 1 when anything was lost or wrong."""
    with tempfile.TemporaryDirectory(prefix="passage-crash-") as folder:
        with ThreadPoolExecutor(WORKERS) as pool:
            jobs = [
                pool.submit(campaign, _share(rounds, worker), seed + worker, Path(folder))
                for worker in range(WORKERS)
            ]
            days = _sum([job.result() for job in jobs])
        made = making(max(3, rounds // 10), seed, Path(folder))
        typed = typing(max(3, rounds // 5), seed, Path(folder))
        mashed = mashing(max(1, rounds // 60), seed, Path(folder))
    for line in table(days, made, typed, mashed):
        print(line)
    return 1 if any(tally.faults for tally in (days, made, typed, mashed)) else 0


def _share(rounds: int, worker: int) -> int:
    return (rounds + worker) // WORKERS


def _sum(tallies: list[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def table(days: Tally, made: Tally, typed: Tally, mashed: Tally) -> list[str]:
    """The counts, then every fault."""
    times = sorted(days.recoveries_s) or [0.0]
    faults = (*days.faults, *made.faults, *typed.faults, *mashed.faults)
    rows = [
        ("days", days.days),
        ("kills of perform", days.kills.total()),
        *((f"  {way.replace('_', ' ')}", count) for way, count in sorted(days.kills.items())),
        ("acts acknowledged", days.acknowledged),
        ("acts lost", days.lost),
        ("files unopened", days.unopened),
        ("recovery, median", f"{statistics.median(times) * 1000:.0f} ms"),
        ("recovery, longest", f"{times[-1] * 1000:.0f} ms"),
        ("kills of new, export, sheets", made.kills.total()),
        ("kills while typing", typed.kills["typing"]),
        ("texts acknowledged", typed.acknowledged),
        ("texts lost", typed.lost),
        ("windows mashed", mashed.kills.total()),
        ("faults", len(faults)),
    ]
    return [*(f"{name:<30}{value:>10}" for name, value in rows), *faults]


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given + [ROUNDS, random.randrange(10**6)][len(given) :])))
