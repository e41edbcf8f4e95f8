"""The real window under a monkey's hands: nothing raised, hung, told or lost, whatever they do."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

from tests.crash.campaign import Tally
from tests.crash.examine import examine
from tests.crash.victim import ROOT

KINDS = ("mid-morning", "E32 morning", "E42 morning", "E42 evening")
STEPS = 2000
HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def mashing(rounds: int, seed: int, folder: Path, steps: int = STEPS) -> Tally:
    """Let that many monkeys loose, each on a demonstration of its own."""
    dice, tally = random.Random(seed), Tally()
    for place in range(rounds):
        home = folder / f"mashed-{seed}-{place}"
        home.mkdir()
        kind, own = KINDS[place % len(KINDS)], dice.randrange(10**6)
        for fault in _mash(home, kind, own, steps, tally):
            tally.faults.append(f"{kind}, seed {own}: {fault}")
        tally.kills["mashing"] += 1
    return tally


def _mash(home: Path, kind: str, seed: int, steps: int, tally: Tally) -> list[str]:
    words = [sys.executable, "-m", "tests.crash.monkey", str(home), kind, str(seed), str(steps)]
    env = {**os.environ, **dict.fromkeys(HOMES, str(home))}
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, env=env)
    found = examine(home / "C04.passage")
    tally.unopened += not found.opens
    if done.returncode:  # hung, or gone with the interpreter
        return [*found.faults, f"it ended with {done.returncode}: {done.stderr[-1500:]}"]
    told = json.loads(done.stdout.splitlines()[-1])
    tally.acknowledged += told["acts"]
    return [*found.faults, *told["faults"]]
