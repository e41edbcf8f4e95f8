"""The window as a process, until its first paint, against a bare PySide6 window."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench import days
from tests.bench.measure import Measure, as_installed, seconds

TIMES = 15
BARE = ("tests.bench.bare_window",)


def start(folder: Path) -> Measure:
    """Median seconds from the start of the process to the exam day painted, in turns."""
    command = _ours(folder)
    taken = [
        (seconds(lambda: _run(command, folder)), seconds(lambda: _run(BARE, folder)))
        for _ in range(TIMES)
    ]
    ours, bare = (statistics.median(column) for column in zip(*taken, strict=True))
    return Measure(ours, bare, 2.0)


def memory(folder: Path) -> Measure:
    """Median peak of the memory of each process at its first paint."""
    command = _ours(folder)
    peaks = [(_run(command, folder), _run(BARE, folder)) for _ in range(5)]
    ours, bare = (statistics.median(column) for column in zip(*peaks, strict=True))
    return Measure(ours, bare, 2.0, "MB")


def _ours(folder: Path) -> tuple[str, ...]:
    path = folder / "day.passage"
    days.filled(path)
    ours = ("tests.bench.our_window", str(path))
    for command in (ours, BARE):  # compiles what an installed program has compiled
        _run(command, folder)
    return ours


def _run(command: tuple[str, ...], folder: Path) -> int:
    """Run a window to its first paint; the bytes it took at most."""
    alone = {"XDG_CONFIG_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        env={**as_installed(folder), **alone},
        check=True,
        capture_output=True,
    )
    return int(done.stdout)
