"""What the jury decided: facts only, immutable, rebuilt by folding the journal.

What the commissions sealed stands in ``Received``; nothing here ever overwrites it. A mark that is
proposed, harmonised or decided keeps its own place for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from app.domain.facts import dataclass
from app.domain.jury.results_words import CODED, KNOWN_COEFFICIENTS, Code


@dataclass(frozen=True)
class Listed:
    """What a list said of a unit, or a person by hand: a canonical mark ("14.5"), or a standing."""

    mark: str | None
    kind: str
    source: str
    at: str


@dataclass(frozen=True)
class MarkDecision:
    """A mark harmonised or decided; ``upon`` is the mark it was decided upon."""

    mark: str
    upon: str | None
    by: str
    reason: str
    at: str


@dataclass(frozen=True)
class ReserveDecision:
    """What became of a reserve: for the sealed ``record`` it was decided on, and no other.

    ``reconciled``: the check code of the sheet under seal was read and is that of the record.
    """

    decision: str
    record: str
    authority: str
    decided: str
    reason: str
    reconciled: bool


@dataclass(frozen=True)
class Majeure:
    """An absence the authority ascribes to force majeure: the mark is zero (D643-24)."""

    authority: str
    decided: str
    reason: str


@dataclass(frozen=True)
class UnitMarks:
    """All that was said of one candidate's unit beside what a commission sealed."""

    listed: Listed | None = None
    earlier: tuple[Listed, ...] = ()
    harmonised: MarkDecision | None = None
    final: MarkDecision | None = None
    reserve: ReserveDecision | None = None
    majeure: Majeure | None = None


@dataclass(frozen=True)
class Fraud:
    """A suspicion reported; ``outcome`` is empty while it is pending."""

    at: str
    by: str
    text: str
    unit: str = ""
    outcome: str = ""
    authority: str = ""
    decided: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Pronounced:
    result: str
    by: str
    reason: str
    at: str


@dataclass(frozen=True)
class Appeal:
    """A recourse; while it is open nothing of the candidate is purged."""

    date: str
    text: str
    open: bool


@dataclass(frozen=True)
class Logged:
    """One decision as the minutes tell it; ``rectifies`` says why it came after the closing."""

    at: str
    kind: str
    unit: str
    before: str
    after: str
    by: str
    reason: str
    rectifies: str = ""


@dataclass(frozen=True)
class CandidateResults:
    units: Mapping[str, UnitMarks] = field(default_factory=dict)
    livret: str = ""
    livret_by: str = ""
    pronounced: Pronounced | None = None
    frauds: tuple[Fraud, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    log: tuple[Logged, ...] = ()

    def of(self, unit: str) -> UnitMarks:
        return self.units.get(unit, NO_MARKS)

    @property
    def on_appeal(self) -> bool:
        return any(appeal.open for appeal in self.appeals)


NO_MARKS = UnitMarks()
NO_RESULTS = CandidateResults()


@dataclass(frozen=True)
class MarkList:
    """A list of marks that was loaded, by the SHA-256 of its bytes."""

    source: str
    sha256: str
    at: str
    units: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Note:
    """A line of the minutes."""

    at: str
    kind: str
    text: str
    by: str
    candidate: str = ""


@dataclass(frozen=True)
class Juror:
    """A member of the jury; ``attended`` are ISO dates, ``remote`` those by video."""

    name: str
    sector: str
    president: bool = False
    attended: tuple[str, ...] = ()
    remote: tuple[str, ...] = ()


@dataclass(frozen=True)
class Closing:
    """The minutes are closed: the results are official, reception is over."""

    at: str
    by: str
    without_result: int


@dataclass(frozen=True)
class LayoutColumn:
    title: str
    field: str


@dataclass(frozen=True)
class Purge:
    """What was taken from the disk at the end of the retention: SHA-256 or names of files."""

    at: str
    before: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    coefficients: Mapping[str, int] = field(default_factory=lambda: dict(KNOWN_COEFFICIENTS))
    codes: Mapping[str, Code] = field(default_factory=lambda: dict(CODED))
    candidates: Mapping[str, CandidateResults] = field(default_factory=dict)
    lists: tuple[MarkList, ...] = ()
    notes: tuple[Note, ...] = ()
    jurors: Mapping[str, Juror] = field(default_factory=dict)
    layouts: Mapping[str, tuple[LayoutColumn, ...]] = field(default_factory=dict)
    closing: Closing | None = None
    purges: tuple[Purge, ...] = ()

    def of(self, number: str) -> CandidateResults:
        return self.candidates.get(number, NO_RESULTS)
