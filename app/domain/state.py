"""The state of a commission: facts only, immutable, rebuilt by folding the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Any

from app.domain.exam import Catalogue, Exam
from app.domain.facts import dataclass
from app.domain.people import Candidate, Description, Examiner

EMPTY: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Pause:
    started: datetime
    ended: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Run:
    """One line of the ledger: a part started, paused, stopped. ``originals`` is what a
    correction replaced: nothing where nothing had been timed."""

    part: str
    started: datetime
    pauses: tuple[Pause, ...] = ()
    stopped: datetime | None = None
    start_reason: str = ""
    stop_reason: str = ""
    corrected: str = ""
    originals: tuple[Run, ...] = ()
    examiners: tuple[str, ...] = ()
    """Who sat when it started: sheets name who examined whom."""

    @property
    def open(self) -> bool:
        return self.stopped is None

    @property
    def on_paper(self) -> bool:
        """Whether nothing of it was timed here."""
        return bool(self.corrected) and not self.originals

    @property
    def paused(self) -> bool:
        return self.open and bool(self.pauses) and self.pauses[-1].ended is None

    @property
    def unexplained_pause(self) -> bool:
        return self.paused and not self.pauses[-1].reason


@dataclass(frozen=True)
class Known:
    examiner: str
    reason: str
    tie: str = ""


@dataclass(frozen=True)
class NotValid:
    reason: str
    authority: str
    decided: str = ""


@dataclass(frozen=True)
class Situation:
    """The fiches chosen by the commission académique, one (E42) or two (E32), in order of part."""

    fiches: tuple[int, ...]
    parameters: str = ""
    scenarios: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Visa:
    examiner: str
    drawing: str = ""
    paper: bool = False


@dataclass(frozen=True)
class Attempt:
    """What an annulled attempt held: kept, never part of the record."""

    reason: str
    at: datetime
    runs: tuple[Run, ...]
    levels: Mapping[str, str]
    mark: str | None
    appraisal: str


@dataclass(frozen=True)
class SealedVersion:
    """A sealed record: ``canonical`` is its exact JSON text, ``hash`` its SHA-256 in hex."""

    version: int
    canonical: str
    hash: str
    code: str
    at: datetime
    reason: str = ""

    def record(self) -> dict[str, Any]:
        """The record, parsed."""
        record: dict[str, Any] = json.loads(self.canonical)
        return record


@dataclass(frozen=True)
class Document:
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Transfer:
    """``way`` is ``out`` (to that commission, empty where it is not known yet) or ``in`` (from
    it); ``id`` tells one coming in from any other."""

    way: str
    at: datetime
    commission: str
    reason: str
    id: str = ""


@dataclass(frozen=True)
class Passage:
    """One candidate before this commission."""

    candidate: Candidate
    position: int
    listed: bool = True
    corrected: tuple[str, ...] = ()
    """Fields of the candidate corrected by an act, which a later list does not undo."""
    authority: str = ""
    identity: bool = False
    evidence: str = ""
    absent: bool = False
    absent_reason: str = ""
    known: tuple[Known, ...] = ()
    not_valid: NotValid | None = None
    doubt: str | None = None
    dossier: Mapping[str, Any] = field(default_factory=dict)
    situation: Situation | None = None
    runs: tuple[Run, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    suspended: bool = False
    examiners: tuple[Examiner, ...] = ()
    """Who sat when its latest part started; empty before the first part."""
    levels: Mapping[str, str] = field(default_factory=dict)
    mark: str | None = None
    appraisal: str = ""
    visas: Mapping[str, Visa] = field(default_factory=dict)
    answered: tuple[str, ...] = ()
    transcribed: bool = False
    sealed: bool = False
    versions: tuple[SealedVersion, ...] = ()
    documents: tuple[Document, ...] = ()
    prints: tuple[tuple[int, datetime], ...] = ()
    paper_signatures: tuple[tuple[str, int, datetime], ...] = ()
    transfers: tuple[Transfer, ...] = ()
    receipted: tuple[tuple[int, datetime], ...] = ()
    """Versions that the jury received, and when that was told here."""

    @property
    def number(self) -> str:
        return self.candidate.number

    @property
    def evaluated(self) -> bool:
        """Whether anything of the evaluation stands."""
        return bool(self.levels or self.mark is not None or self.appraisal)

    @property
    def reserved(self) -> bool:
        return self.doubt is not None

    @property
    def transferred(self) -> Transfer | None:
        """The transfer by which the candidate left for another commission, if they are gone."""
        return self.transfers[-1] if self.transfers and self.transfers[-1].way == "out" else None

    @property
    def open_run(self) -> Run | None:
        return self.runs[-1] if self.runs and self.runs[-1].open else None

    @property
    def in_force(self) -> SealedVersion | None:
        return self.versions[-1] if self.versions else None

    @property
    def received(self) -> bool:
        """Whether the jury has the version in force."""
        return any(version == len(self.versions) for version, _ in self.receipted)


@dataclass(frozen=True)
class Person:
    name: str
    role: str
    at: datetime


@dataclass(frozen=True)
class Replacement:
    examiner: str
    by: str
    quality: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Incident:
    text: str
    kind: str
    informed: str
    passage: str
    at: datetime


@dataclass(frozen=True)
class JuryReceipt:
    """A receipt of the jury: its key, the root of its journal, the receipt's own SHA-256."""

    jury: str
    root: str
    sha256: str
    at: datetime


@dataclass(frozen=True)
class ClockNote:
    before: str
    wall: str
    cause: str


@dataclass(frozen=True)
class Commission(Description):
    """A commission as it was opened, by the examiners who sit now."""

    rehearsal: bool
    program: str
    pack: str = ""
    """As in ``OpenCommission``."""


@dataclass(frozen=True)
class State:
    """A commission file as its journal tells it; ``catalogue`` is what the program knows."""

    catalogue: Catalogue = field(compare=False, repr=False)
    commission: Commission | None = None
    passages: Mapping[str, Passage] = field(default_factory=dict)
    persons: tuple[Person, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    incidents: tuple[Incident, ...] = ()
    clock_notes: tuple[ClockNote, ...] = ()
    receipts: tuple[JuryReceipt, ...] = ()
    closed: datetime | None = None

    @property
    def exam(self) -> Exam:
        """The exam of this commission; LookupError before the file is opened."""
        if self.commission is None:
            raise LookupError("no commission opened")
        return self.catalogue[self.commission.session, self.commission.exam]

    @property
    def in_order(self) -> list[Passage]:
        """Passages by day, hour, then order of the list."""
        return sorted(self.passages.values(), key=self._order)

    def day_of(self, passage: Passage) -> date:
        """The candidate's own day, else the commission's."""
        return passage.candidate.day or (self.commission.date if self.commission else date.min)

    def _order(self, passage: Passage) -> tuple[date, str, int]:
        candidate = passage.candidate
        return self.day_of(passage), candidate.hour or "99:99", passage.position
