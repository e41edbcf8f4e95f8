"""The window as a process, until its first paint, against a bare PySide6 window."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import days
from tests.bench.measure import Measure, as_installed, seconds

TIMES = 15
BARE = ("tests.bench.bare_window",)
"""The barest window with a list and a table."""
PAGE = ("tests.bench.bare_page",)
"""A bare window doing the same: the controls of the exam-day page, without theme or domain."""


def start(folder: Path) -> Measure:
    """Median seconds from the start of the process to the exam day painted, in the morning,
    against a bare window with the same page."""
    return _painted(_ours(folder, days.morning), folder, PAGE, 2.0)


def start_barest(folder: Path) -> Measure:
    """The same, against a window with little more than a list and a table."""
    return _painted(_ours(folder, days.morning), folder, BARE, 2.5)


def restart(folder: Path) -> Measure:
    """The start at the end of the last day: 1,400 acts to read back, half the grids sealed."""
    return _painted(_ours(folder, days.filled), folder, PAGE, 2.5)


def _painted(
    command: tuple[str, ...], folder: Path, plain: tuple[str, ...], budget: float
) -> Measure:
    """Processes in turns, whole: they end with their first paint."""
    taken = [
        (seconds(lambda: _run(command, folder)), seconds(lambda: _run(plain, folder)))
        for _ in range(TIMES)
    ]
    ours, bare = (statistics.median(column) for column in zip(*taken, strict=True))
    return Measure(ours, bare, budget)


def memory(folder: Path) -> Measure:
    """Median peak of the memory of each process at its first paint."""
    command = _ours(folder, days.filled)
    peaks = [(_run(command, folder), _run(BARE, folder)) for _ in range(5)]
    ours, bare = (statistics.median(column) for column in zip(*peaks, strict=True))
    return Measure(ours, bare, 2.0, "MB")


def _ours(folder: Path, make: Callable[[Path], None]) -> tuple[str, ...]:
    path = folder / "day.passage"
    make(path)
    ours = ("tests.bench.our_window", str(path))
    for command in (ours, BARE, PAGE):  # compiles what an installed program has compiled
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
