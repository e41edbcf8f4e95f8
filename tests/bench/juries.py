"""An act of a jury of 300 candidates against the same act of a jury of 30."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from app.domain.acts import Act
from app.domain.jury.acts import Assign, DescribeFiche, KeepModel, TickConformity, Unassign
from app.services.jury_desk import JuryDesk
from app.services.jury_opening import JuryRequest, open_jury
from app.services.jury_planning import plan
from tests.bench.measure import Measure, seconds
from tests.e2e.juries import candidate_list, description, number_of, row

ROUNDS = 300
WHO = number_of(1)


def jury_act(folder: Path) -> Measure:
    """The median act, in turns; both juries have 24 commissions and everybody has an hour."""
    with ExitStack() as opened:
        desks = [opened.enter_context(_jury(folder, count)) for count in (300, 30)]
        acts = [_acts(desk) for desk in desks]
        taken: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            for desk, line, times in zip(desks, acts, taken, strict=True):
                act = next(line)
                times.append(seconds(lambda d=desk, a=act: d.perform(a)))  # type: ignore[misc]
    ours, baseline = map(statistics.median, taken)
    return Measure(ours, baseline, 1.5)


def _jury(folder: Path, candidates: int) -> JuryDesk:
    rows = (row(rank) for rank in range(1, candidates + 1))
    path = folder / f"{candidates}.jury"
    listed = candidate_list(folder, f"{candidates}.csv", *rows)
    open_jury(JuryRequest(description(folder), [listed], path))
    desk = JuryDesk(path)
    list(plan(desk, dry_run=False))
    return desk


def _acts(desk: JuryDesk) -> Iterator[Act]:
    """Acts of the organisers, over and over, each changing something."""
    slot = desk.state.candidates[WHO].of("E32").slot
    assert slot is not None
    hour = f"{slot.minute // 60:02d}:{slot.minute % 60:02d}"
    for turn in itertools.count():
        yield TickConformity(WHO, "E32", "cover", turn % 2 == 0)
        yield DescribeFiche(WHO, 1, f"Multirisque {turn}", "property")
        yield Unassign(WHO, "E32")
        yield Assign(WHO, "E32", slot.commission, slot.day.isoformat(), hour)
        yield KeepModel("refus", "E32", f"Le client refuse {turn}.")
