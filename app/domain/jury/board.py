"""The board a plan is made on: who is where on each day of each commission, and what is free.

A passage put on the board breaks no rule of ``breaches``, hard or soft, but those about schools:
it stays within the hours and off the breaks, leaves the slot of the commission or, with extra time,
its own length before the next one, and leaves the way to another site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.domain.jury.breaches import placed, wider
from app.domain.jury.people import JuryCandidate, JuryCommission, Slot, Span
from app.domain.jury.spans import interview_min, preparation_min, starts
from app.domain.jury.state import JuryState
from app.domain.jury.ties import conflicts
from app.domain.jury.words import DOMAINS, TRAVEL_MIN

STEP = 5
"""Hours are proposed in multiples of five minutes."""
Passage = tuple[str, str]
"""A candidate's number and an exam."""


class Length(NamedTuple):
    """Minutes of a passage; ``apart`` until the next one may begin, where it asks for more than
    the slot of the commission."""

    preparation: int
    interview: int
    apart: int

    @property
    def whole(self) -> int:
        return self.preparation + self.interview


class Taken(NamedTuple):
    """A passage on the board, in minutes of its day. ``clear``: when the next one may begin."""

    passage: Passage
    start: int
    examined: int
    end: int
    clear: int


class Desk:
    """One commission on one day."""

    def __init__(self, commission: JuryCommission, day: date, room: int) -> None:
        self.commission, self.day, self.room = commission, day, room
        self.taken: dict[Passage, Taken] = {}

    def seat(self, passage: Passage, length: Length, minute: int) -> Taken:
        examined = minute + length.preparation
        clear = minute + max(self.commission.slot, length.apart)
        return Taken(passage, minute, examined, examined + length.interview, clear)

    def openings(self, passage: Passage, length: Length, away: Span | None) -> Iterator[int]:
        """Every minute at which the passage can begin and no earlier one would do as well:
        first thing, after a break, after another passage, or ``away`` over."""
        if len(self.taken) >= self.room:
            return
        hours, there = self.commission.hours, self.taken.values()
        after = [hours.start, *(pause.end for pause in self.commission.breaks)]
        after += [m for t in there for m in (t.clear, t.end - length.preparation)]
        after += [away.end] if away else []
        for minute in sorted({-(-m // STEP) * STEP for m in after}):
            if self.fits(self.seat(passage, length, minute), away):
                yield minute

    def fits(self, new: Taken, away: Span | None) -> bool:
        """Whether the passage can be there beside those on the board."""
        hours, breaks = self.commission.hours, self.commission.breaks
        if new.start < hours.start or new.end > hours.end:
            return False
        if any(pause.start < new.end and new.start < pause.end for pause in breaks):
            return False
        if away and away.start < new.end and new.start < away.end:
            return False
        return all(
            (old.clear <= new.start or (new.start < old.start and new.clear <= old.start))
            and not (old.examined < new.end and new.examined < old.end)
            for old in self.taken.values()
        )


class Board:
    """Every desk of a jury, with what is assigned already; what is put and taken off changes it.

    ``mine`` are the passages the plan put there: the only ones it may move.
    """

    def __init__(self, state: JuryState) -> None:
        self.state = state
        self.desks: dict[str, list[Desk]] = {}
        for code, commission in state.commissions.items():
            room = len(starts(state.exam(commission.exam), commission))
            self.desks[code] = [Desk(commission, day, room) for day in commission.dates]
        self.by_exam = {
            exam: [c for c in state.commissions.values() if c.exam == exam] for exam in DOMAINS
        }
        self.where: dict[Passage, tuple[Desk, Taken]] = {}
        self.mine: set[Passage] = set()
        self.load: Counter[str] = Counter()
        self.school: Counter[tuple[str, str]] = Counter()
        self._lengths: dict[Passage, Length] = {}
        self._allowed: dict[Passage, list[JuryCommission]] = {}
        for candidate, exam, slot in placed(state):
            self._keep(candidate, exam, slot)

    def _keep(self, candidate: JuryCandidate, exam: str, slot: Slot) -> None:
        """Put what is assigned already, right or wrong, even on a day without a sitting."""
        passage = candidate.number, exam
        commission = self.state.commissions[slot.commission]
        of_exam = candidate.number, commission.exam
        there = (desk for desk in self.desks[slot.commission] if desk.day == slot.day)
        desk = next(there, None) or Desk(commission, slot.day, 0)
        self._sit(passage, desk, desk.seat(passage, self.length(of_exam), slot.minute))

    # --- what is known of a passage ---------------------------------------------------------------

    def candidate(self, passage: Passage) -> JuryCandidate:
        return self.state.candidates[passage[0]]

    def length(self, passage: Passage) -> Length:
        if passage not in self._lengths:
            candidate, exam = self.candidate(passage), self.state.exam(passage[1])
            preparation, examined = preparation_min(exam, candidate), interview_min(exam, candidate)
            apart = preparation + examined if candidate.has_extra_time else 0
            self._lengths[passage] = Length(preparation, examined, apart)
        return self._lengths[passage]

    def allowed(self, passage: Passage) -> list[JuryCommission]:
        """The commissions of the exam without a conflict; the one a list named, where it did."""
        if passage not in self._allowed:
            candidate = self.candidate(passage)
            self._allowed[passage] = [
                commission
                for commission in self.named(passage)
                if not conflicts(candidate, commission, self.state)
            ]
        return self._allowed[passage]

    def named(self, passage: Passage) -> list[JuryCommission]:
        """The commissions a passage may be asked of: those of the exam, or the one listed."""
        listed = self.candidate(passage).of(passage[1]).listed.get("commission")
        there = self.by_exam[passage[1]]
        return [c for c in there if listed in (None, c.code)]

    def away(self, passage: Passage, desk: Desk) -> Span | None:
        """When the candidate is before the other commission that day, the way there included."""
        number, exam = passage
        for other in DOMAINS:
            found = self.where.get((number, other)) if other != exam else None
            if found is not None and found[0].day == desk.day:
                there, seat = found
                travel = TRAVEL_MIN if there.commission.site != desk.commission.site else 0
                return wider(Span(seat.start, seat.end), travel)
        return None

    # --- openings ---------------------------------------------------------------------------------

    def openings(self, passage: Passage, desk: Desk) -> Iterator[int]:
        return desk.openings(passage, self.length(passage), self.away(passage, desk))

    def best(self, passage: Passage, *, but: str | None = None) -> tuple[Desk, int] | None:
        """The first opening of the commission that suits best; None when there is none at all."""
        for commission in sorted(self.allowed(passage), key=lambda c: self._cost(passage, c)):
            if commission.code == but:
                continue
            for desk in self.desks[commission.code]:
                for minute in self.openings(passage, desk):
                    return desk, minute
        return None

    def _cost(self, passage: Passage, commission: JuryCommission) -> tuple[bool, int, float, str]:
        """Least first: the site of the other exam, few of the same school, a light load."""
        number, exam = passage
        sites = {
            self.where[number, other][0].commission.site
            for other in DOMAINS
            if other != exam and (number, other) in self.where
        }
        school = self.candidate(passage).school_key
        mates = self.school[commission.code, school] if school else 0
        desks = self.desks[commission.code]
        room = sum(desk.room for desk in desks) or 1
        return (
            bool(sites) and commission.site not in sites,
            mates,
            self.load[commission.code] / room,
            commission.code,
        )

    # --- moves ------------------------------------------------------------------------------------

    def put(self, passage: Passage, desk: Desk, minute: int) -> None:
        self._sit(passage, desk, desk.seat(passage, self.length(passage), minute))
        self.mine.add(passage)

    def _sit(self, passage: Passage, desk: Desk, seat: Taken) -> None:
        desk.taken[passage] = seat
        self.where[passage] = desk, seat
        self._count(passage, desk, 1)

    def take(self, passage: Passage) -> tuple[Desk, int]:
        """Take a passage off; where and when it was."""
        desk, seat = self.where.pop(passage)
        del desk.taken[passage]
        self._count(passage, desk, -1)
        return desk, seat.start

    def _count(self, passage: Passage, desk: Desk, change: int) -> None:
        code = desk.commission.code
        self.load[code] += change
        self.school[code, self.candidate(passage).school_key] += change
