"""Timing: two things measured in turns in one run, compared by their medians."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.acts import Act, LoadList, OpenCommission

SCALES = {"ms": 1e3, "MB": 1e-6}


@dataclass(frozen=True)
class Measure:
    """Seconds, or bytes, of ours and of the baseline, and the ratio allowed between them."""

    ours: float
    baseline: float
    budget: float
    unit: str = "ms"

    def line(self, name: str) -> str:
        ratio = self.ours / self.baseline
        scale = SCALES[self.unit]
        ours, baseline = (f"{n * scale:.3f}{self.unit}" for n in (self.ours, self.baseline))
        return f"{name:<12} {ours:>12} {baseline:>12} {ratio:>7.2f} {self.budget:>7.2f}"


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def in_turns(
    ours: Callable[[], object], baseline: Callable[[], object], times: int
) -> tuple[float, float]:
    """Median seconds of each, run alternately ``times`` times."""
    pairs = [(seconds(ours), seconds(baseline)) for _ in range(times)]
    ours_s, baseline_s = (statistics.median(column) for column in zip(*pairs, strict=True))
    return ours_s, baseline_s


def as_installed(folder: Path) -> dict[str, str]:
    """Surroundings of a process whose compiled modules are kept, as those of an installation."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


EXAMINERS = (
    {"name": "EXAMINATEUR A", "quality": "enseignant"},
    {"name": "EXAMINATEUR B", "quality": "professionnel"},
)


def opening_acts(candidates: int, day: date = date(2019, 6, 5)) -> list[tuple[Act, str | None]]:
    """The opening acts of an E32 commission with that many candidates."""
    lines = tuple(
        {"number": f"{n:011d}", "last_name": f"NOM{n}", "first_names": "Prénom", "hour": "08:00"}
        for n in range(1, candidates + 1)
    )
    opened = OpenCommission(
        session=2019,
        exam="E32",
        commission="C04",
        academy="Lyon",
        centre="Centre d’examen",
        room="B204",
        date=day.isoformat(),
        time_zone="Europe/Paris",
        examiners=EXAMINERS,
        rehearsal=False,
        program="bench",
    )
    return [(opened, None), (LoadList("liste.csv", lines), None)]
