"""``breaches`` from one state to the next: what an act did not touch is not looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from app.domain.jury.breaches import (
    Breach,
    members,
    of_candidate,
    of_day,
    two_places,
    whole_schools,
)
from app.domain.jury.people import JuryCandidate
from app.domain.jury.state import JuryState

Seen = tuple[object, ...]


class Checks:
    """Gives what ``breaches`` does, in the same order, at the cost of what changed since."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[Seen, list[Breach]]] = {}

    def breaches(self, state: JuryState) -> list[Breach]:
        """Every breach there is, hard ones first; none before the jury is opened."""
        if state.jury is None:
            return []
        jury = state.commissions, state.examiners
        found: list[Breach] = []
        for number, one in state.candidates.items():
            look = partial(of_candidate, state, one)
            found += self._of("candidate", number, (one, *jury), look)
        for code in state.commissions:
            for day, there in _by_day(state, code):
                look = partial(of_day, state, code, day)
                found += self._of("day", f"{code} {day}", (*there, *jury), look)
        found += self._of("jury", "places", jury, partial(two_places, state))
        found += self._of("jury", "schools", (state.candidates,), partial(whole_schools, state))
        found += self._of("jury", "members", (*jury, state.members), partial(members, state))
        return sorted(found, key=lambda breach: not breach.hard)

    def _of(
        self, kind: str, name: str, seen: Seen, look: Callable[[], Iterable[Breach]]
    ) -> list[Breach]:
        """What was found the last time where it was found in the same objects."""
        known = self._known.get((kind, name))
        if known is None or not _same(known[0], seen):
            known = self._known[kind, name] = seen, list(look())
        return known[1]


def _by_day(state: JuryState, code: str) -> list[tuple[date, list[JuryCandidate]]]:
    """Whoever has an hour before the commission, day by day."""
    days: dict[date, list[JuryCandidate]] = {}
    for number, exam in sorted(state.seats.get(code, ())):
        candidate = state.candidates[number]
        slot = candidate.told(exam).slot
        if slot is not None:
            days.setdefault(slot.day, []).append(candidate)
    return sorted(days.items())


def _same(one: Seen, other: Seen) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
