"""The state of a jury file: facts only, immutable, rebuilt by folding its journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from app.domain.exam import Catalogue, Exam
from app.domain.facts import dataclass
from app.domain.jury.people import (
    JuryCandidate,
    JuryCommission,
    JuryExaminer,
    Member,
    Site,
)


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


@dataclass(frozen=True)
class JuryState:
    """``groupings`` are annexe II: each pilot academy and those attached to it."""

    catalogue: Catalogue = field(compare=False, repr=False)
    groupings: Mapping[str, tuple[str, ...]] = field(compare=False, repr=False)
    jury: Jury | None = None
    sites: Mapping[str, Site] = field(default_factory=dict)
    examiners: Mapping[str, JuryExaminer] = field(default_factory=dict)
    commissions: Mapping[str, JuryCommission] = field(default_factory=dict)
    members: Mapping[str, Member] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    candidates: Mapping[str, JuryCandidate] = field(default_factory=dict)

    def exam(self, name: str) -> Exam:
        """The exam of this session; LookupError before the jury is opened."""
        if self.jury is None:
            raise LookupError("no jury opened")
        return self.catalogue[self.jury.session, name]

    def before(self, commission: str) -> list[JuryCandidate]:
        """Candidates assigned to a commission, in order of passage."""
        exam = self.commissions[commission].exam
        there = []
        for candidate in self.candidates.values():
            slot = candidate.of(exam).slot
            if slot is not None and slot.commission == commission:
                there.append((slot.day, slot.minute, candidate.number, candidate))
        return [candidate for *_, candidate in sorted(there, key=lambda line: line[:3])]
