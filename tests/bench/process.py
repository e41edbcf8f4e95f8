"""``passage list`` as a process against a Python that only imports sqlite3 and json."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.services.demo import demo_request, perform_day
from app.services.opening import open_commission
from tests.bench.measure import Measure, as_installed, in_turns


def listing(folder: Path) -> Measure:
    """Median of processes taken in turns, on the E32 demonstration day."""
    path = folder / "day.passage"
    open_commission(demo_request("E32", path))
    list(perform_day(path))
    ours = [sys.executable, "-m", "app", "list", str(path), "--json"]
    bare = [sys.executable, "-c", "import sqlite3, json"]
    _run(ours, folder)  # compiles what an installed program has compiled
    return Measure(*in_turns(lambda: _run(ours, folder), lambda: _run(bare, folder), 25), 4.0)


def _run(command: list[str], folder: Path) -> None:
    env = as_installed(folder)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
