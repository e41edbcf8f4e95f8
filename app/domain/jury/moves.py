"""A passage moved by hand: the acts it takes, and what they would break, said beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.acts import Act
from app.domain.facts import dataclass
from app.domain.jury.acts import Assign, ExamAct, Unassign
from app.domain.jury.board import Passage
from app.domain.jury.breaches import Breach, of_passage, whole_schools
from app.domain.jury.hours import hour_text
from app.domain.jury.people import Slot
from app.domain.jury.rules import fold
from app.domain.jury.state import JuryState

EVER = datetime(2000, 1, 1)
"""No hour given depends on when it was given."""


@dataclass(frozen=True)
class Move:
    """``acts`` in their order; ``swapped`` who takes the place left; what they would break that is
    not broken yet, the hard breaches being refused."""

    acts: tuple[Act, ...] = ()
    swapped: Passage | None = None
    hard: tuple[Breach, ...] = ()
    soft: tuple[Breach, ...] = ()

    @property
    def allowed(self) -> bool:
        return bool(self.acts) and not self.hard


def move(state: JuryState, passage: Passage, to: Slot) -> Move:
    """Have a passage at that slot; whoever begins there at that very hour takes the place left.

    No act where it is there already.
    """
    here = _slot(state, passage)
    if here == to:
        return Move()
    other = _there(state, to, but=passage) if here is not None else None
    if other is None or here is None:
        return _tried(state, (_assign(passage, to),), None)
    acts = Unassign(*other), _assign(passage, to), _assign(other, here)
    return _tried(state, acts, other)


def _slot(state: JuryState, passage: Passage) -> Slot | None:
    found = state.candidates[passage[0]].of(passage[1]).slot
    return found if found is not None and found.commission in state.commissions else None


def _there(state: JuryState, to: Slot, but: Passage) -> Passage | None:
    for number, exam in sorted(state.seats.get(to.commission, ())):
        if (number, exam) != but and state.candidates[number].of(exam).slot == to:
            return number, exam
    return None


def _assign(passage: Passage, to: Slot) -> Assign:
    return Assign(*passage, to.commission, to.day.isoformat(), hour_text(to.minute))


def _tried(state: JuryState, acts: tuple[ExamAct, ...], swapped: Passage | None) -> Move:
    after = state
    for act in acts:
        after = fold(after, act, EVER)  # type: ignore[arg-type,assignment]
    moved = {(act.candidate, act.exam) for act in acts}
    found, before = _of(after, moved), _of(state, moved)
    found, before = [*found, *whole_schools(after)], [*before, *whole_schools(state)]
    new = [b for b in found if b not in before]
    hard = tuple(b for b in found if b.hard)
    return Move(acts, swapped, hard, tuple(b for b in new if not b.hard))


def _of(state: JuryState, passages: Iterable[Passage]) -> list[Breach]:
    found = [b for passage in sorted(passages) for b in of_passage(state, *passage)]
    return list(dict.fromkeys(found))
