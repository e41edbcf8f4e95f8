"""A plan for 300 candidates, two exams and 24 commissions, against one for half of them."""

from __future__ import annotations

from pathlib import Path

from app.domain.jury.planning import propose
from tests.bench.measure import Measure, in_turns
from tests.domain.jury.instances import large

ROUNDS = 15


def plan(folder: Path) -> Measure:
    """Twice the candidates and commissions; each candidate is weighed against each commission."""
    ours, half = large(300, 24).state, large(150, 12).state
    return Measure(*in_turns(lambda: propose(ours), lambda: propose(half), ROUNDS), 4.0)
