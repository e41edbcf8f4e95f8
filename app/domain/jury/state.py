"""The state of a jury file: facts only, immutable, rebuilt by folding its journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from app.domain.exam import Catalogue, Exam
from app.domain.facts import dataclass
from app.domain.jury.people import (
    Grouping,
    JuryCandidate,
    JuryCommission,
    JuryExaminer,
    Member,
    Site,
    Slot,
)
from app.domain.jury.received import Received
from app.domain.jury.results import Results


@dataclass(frozen=True)
class Model:
    """A scenario kept to be adapted."""

    name: str
    exam: str
    scenario: str
    parameters: str = ""


@dataclass(frozen=True)
class Jury:
    """Who examines whom where: the session, the pilot academy and those attached to it."""

    session: int
    pilot: str
    academies: tuple[str, ...]
    president: str
    rehearsal: bool
    program: str


Groupings = Mapping[int, Mapping[str, Grouping]]
"""Annexe II of each session, by pilot academy."""


@dataclass(frozen=True)
class JuryState:
    """``seats`` follow from the candidates: (number, exam) of whoever has an hour before each
    commission, so that an act looks at that commission only."""

    catalogue: Catalogue = field(compare=False, repr=False)
    groupings: Groupings = field(compare=False, repr=False)
    jury: Jury | None = None
    sites: Mapping[str, Site] = field(default_factory=dict)
    examiners: Mapping[str, JuryExaminer] = field(default_factory=dict)
    commissions: Mapping[str, JuryCommission] = field(default_factory=dict)
    members: Mapping[str, Member] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    candidates: Mapping[str, JuryCandidate] = field(default_factory=dict)
    seats: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    received: Received = Received()
    results: Results = Results()

    def exam(self, name: str) -> Exam:
        """The exam of this session; LookupError before the jury is opened."""
        if self.jury is None:
            raise LookupError("no jury opened")
        return self.catalogue[self.jury.session, name]

    def before(self, commission: str) -> list[tuple[JuryCandidate, Slot]]:
        """Who passes before a commission and when, in order of passage."""
        return [
            (candidate, slot) for candidate, slot, barred in self._there(commission) if not barred
        ]

    def barred(self, commission: str) -> list[JuryCandidate]:
        """Who had an hour before a commission and cannot be examined (§ 1.4.2 B)."""
        return [candidate for candidate, _, barred in self._there(commission) if barred]

    def _there(self, commission: str) -> list[tuple[JuryCandidate, Slot, bool]]:
        there = []
        for number, exam in self.seats.get(commission, ()):
            candidate = self.candidates[number]
            slot = candidate.told(exam).slot
            if slot is not None and candidate.sits(exam):
                there.append((candidate, slot, candidate.told(exam).barred))
        return sorted(there, key=lambda line: (line[1].day, line[1].minute, line[0].number))
