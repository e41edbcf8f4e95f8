"""Who and what a jury file holds: candidates with their school, examiners, commissions, members.

Unlike a commission file it knows the schools: the conflicts of § 1.4 are checked here, and nothing
of them leaves with a pack (rule 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from app.domain.facts import dataclass, replace
from app.domain.jury.names import plain
from app.domain.jury.words import DEFAULT_SLOTS, DOMAINS
from app.domain.people import TEACHER, Candidate


@dataclass(frozen=True)
class Grouping:
    """A line of annexe II: a pilot academy, those attached to it, those its name stands for."""

    pilot: str
    attached: tuple[str, ...]
    stands_for: tuple[str, ...] = ()

    @property
    def academies(self) -> tuple[str, ...]:
        """Every academy whose candidates it examines."""
        return (*(self.stands_for or (self.pilot,)), *self.attached)


@dataclass(frozen=True)
class Site:
    name: str
    time_zone: str
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True)
class JuryExaminer:
    """``domains`` are DA1, DA2; ``schools`` where they teach; ``knows`` candidates' numbers."""

    name: str
    quality: str
    domains: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    employer: str = ""
    knows: frozenset[str] = frozenset()

    def teaches(self, exam: str) -> bool:
        """Whether they teach the domain of activities of the exam (§ 1.4.4)."""
        return self.quality == TEACHER and DOMAINS[exam] in self.domains


@dataclass(frozen=True)
class Member:
    """A member of the commission académique; ``attended`` are the days they came."""

    name: str
    dates: tuple[date, ...] = ()
    president: bool = False
    knows: frozenset[str] = frozenset()
    attended: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Span:
    """Minutes of the day, the end left out."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class JuryCommission:
    """``slot`` in minutes from one candidate to the next."""

    code: str
    exam: str
    site: str
    room: str
    dates: tuple[date, ...]
    examiners: tuple[str, ...]
    hours: Span
    slot: int
    breaks: tuple[Span, ...] = ()
    packs: tuple[Pack, ...] = ()

    @staticmethod
    def usual_slot(exam: str) -> int:
        return DEFAULT_SLOTS.get(exam, 60)


@dataclass(frozen=True)
class Pack:
    """What was issued: the commission's public key in hex, the root of the contents."""

    public: str
    content: str


@dataclass(frozen=True)
class Fiche:
    """An activity fiche of the dossier: what annexes V and IX say and the controls need."""

    number: int
    product: str = ""
    kind: str = ""
    professional: bool | None = None
    real: bool | None = None
    context: int | None = None
    client: bool | None = None
    claim: bool | None = None


@dataclass(frozen=True)
class Piece:
    name: str
    sha256: str
    size: int
    attested_by: str = ""
    """Who says that it does not name the school; empty where nobody did."""


@dataclass(frozen=True)
class Verdict:
    verdict: str = "unchecked"
    authority: str = ""
    reason: str = ""
    decided: str = ""


@dataclass(frozen=True)
class Choice:
    """The fiches chosen, and by which member of the commission académique."""

    fiches: tuple[int, ...]
    by: str
    parameters: str = ""
    scenarios: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slot:
    """Before whom, on which day, at which minute of the day."""

    commission: str
    day: date
    minute: int


@dataclass(frozen=True)
class ExamFile:
    """Everything about one candidate for one exam."""

    received: date | None = None
    with_school: bool = False
    without_school: bool = False
    pieces: tuple[Piece, ...] = ()
    ticks: Mapping[str, bool] = field(default_factory=dict)
    verdict: Verdict = Verdict()
    choice: Choice | None = None
    slot: Slot | None = None
    listed: Mapping[str, str] = field(default_factory=dict)
    """Commission, day and hour as the list said them."""

    @property
    def barred(self) -> bool:
        """Not conforming: the candidate cannot be examined (§ 1.4.2 B)."""
        return self.verdict.verdict == "not-conforming"


NOTHING = ExamFile()


@dataclass(frozen=True)
class JuryCandidate:
    """A candidate with what only the organisers know.

    ``whole``: the dossier is one for both exams. ``corrected``: fields and units an act corrected,
    which a list read again leaves alone.
    """

    candidate: Candidate
    school: str = ""
    uai: str = ""
    form: str = "globale"
    units: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    contexts: Mapping[int, str] = field(default_factory=dict)
    fiches: Mapping[int, Fiche] = field(default_factory=dict)
    proof: str = ""
    days: int | None = None
    required_days: int | None = None
    days_decision: str = ""
    whole: bool = False
    exams: Mapping[str, ExamFile] = field(default_factory=dict)
    corrected: frozenset[str] = frozenset()

    @property
    def number(self) -> str:
        return self.candidate.number

    @property
    def name(self) -> str:
        return self.candidate.name

    def sits(self, exam: str) -> bool:
        """Whether they sit this exam before a commission (§ 1.1)."""
        return self.units.get(exam, "ponctuel") == "ponctuel"

    def passes(self, exam: str) -> bool:
        """Whether they are to be examined: they sit, and the dossier is not judged unfit."""
        return self.sits(exam) and not self.told(exam).barred

    def told(self, exam: str) -> ExamFile:
        """All that was ever said of the exam, whether they sit it or not."""
        return self.exams.get(exam, NOTHING)

    def of(self, exam: str) -> ExamFile:
        """What counts: nothing for who does not sit; no fiche, hour or commission for a dossier
        that does not conform. Either comes back if the status or the verdict does."""
        told = self.told(exam)
        if not self.sits(exam):
            return NOTHING
        return replace(told, slot=None, choice=None) if told.barred else told

    @property
    def has_extra_time(self) -> bool:
        return (self.candidate.extra_preparation, self.candidate.extra_parts) != ("0", "0")

    @property
    def school_key(self) -> str:
        """What tells their school from others; empty where it is not known."""
        return plain(self.uai or self.school)
