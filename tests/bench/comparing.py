"""The printed comparison of 15,000 passages before a thousand commissions, against one of half of
them: what it costs is linear."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.jury.receiving import act_of
from app.domain.jury.rules import fold
from app.domain.jury.state import JuryState
from app.services.catalogue import catalogue
from app.services.jury_desk import groupings
from app.services.jury_report import report
from tests.bench.measure import Measure, seconds
from tests.services.deliberations import JUNE, act, exports, jury_acts, mark_of, number_of

CANDIDATES, COMMISSIONS = 7_500, 1_000
"""Each candidate sits both orals."""
LISTED = 1_500


def compare(folder: Path) -> Measure:
    whole, half = (_jury(CANDIDATES // part, COMMISSIONS // part) for part in (1, 2))
    _report(half)  # the fonts are read once
    pairs = [(_report(whole), _report(half)) for _ in range(3)]
    ours, baseline = (sorted(column)[1] for column in zip(*pairs, strict=True))
    return Measure(ours, baseline, 2.4)


def _report(state: JuryState) -> float:
    jury = state.jury
    assert jury is not None
    return seconds(lambda: report(state, jury))


def _jury(candidates: int, commissions: int) -> JuryState:
    """Every export received, every E31 loaded."""
    at, state = datetime.fromisoformat(JUNE), JuryState(catalogue(), groupings())
    told = [*jury_acts(candidates, commissions)]
    told += [act_of(e, "x.sqlite", "accepted") for e in exports(candidates, commissions)]
    for first in range(0, candidates, LISTED):
        ranks = range(first, min(first + LISTED, candidates))
        marks = [{"number": number_of(r), "unit": "E31", "mark": mark_of(r, "E31")} for r in ranks]
        told.append(act("load-marks", source="E31", sha256="3" * 64, marks=marks))
    folded: Any = state
    for one in told:
        folded = fold(folded, one, at)
    loaded: JuryState = folded
    return loaded
