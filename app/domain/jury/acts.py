"""The vocabulary of a jury file: everything the organisers do before the day (§ 1.1 to 1.4.2).

The JSON form follows the same rules as the acts of a commission.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.acts import Act, Vocabulary
from app.domain.facts import dataclass

JURY: Vocabulary = {}
"""The vocabulary of a jury file."""


@dataclass(frozen=True)
class JuryAct(Act, nameless=True):
    """Something done to the jury as a whole."""

    vocabulary = JURY


@dataclass(frozen=True)
class CandidateAct(JuryAct, nameless=True):
    """Something about one candidate, named by the candidate's number."""

    candidate: str


@dataclass(frozen=True)
class ExamAct(CandidateAct, nameless=True):
    """Something about one candidate for one exam (``E32`` or ``E42``)."""

    exam: str


# --- the jury -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenJury(JuryAct):
    internal = True
    session: int
    pilot: str
    academies: tuple[str, ...]
    president: str
    sites: tuple[Mapping[str, Any], ...]
    examiners: tuple[Mapping[str, Any], ...]
    commissions: tuple[Mapping[str, Any], ...]
    members: tuple[Mapping[str, Any], ...]
    rehearsal: bool
    program: str


@dataclass(frozen=True)
class SetJury(JuryAct):
    """The president and the attached academies, corrected."""

    president: str
    academies: tuple[str, ...]


@dataclass(frozen=True)
class SetSite(JuryAct):
    """A site, new or corrected; ``rooms`` empty where any room is admitted."""

    name: str
    time_zone: str
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True)
class TakeOut(JuryAct):
    """A line of a table taken out again: ``site``, ``examiner``, ``commission`` or ``member``."""

    table: str
    name: str


@dataclass(frozen=True)
class SetExaminer(JuryAct):
    """An examiner, new or corrected: ``domains`` DA1 or DA2, schools where they teach, a
    professional's employer, numbers of candidates they know (§ 1.4)."""

    name: str
    quality: str
    domains: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    employer: str = ""
    knows: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetCommission(JuryAct):
    """A commission, new or corrected. ``dates`` are ISO dates, hours "HH:MM"."""

    commission: str
    exam: str
    site: str
    room: str
    dates: tuple[str, ...]
    examiners: tuple[str, ...]
    first_hour: str = "08:00"
    last_hour: str = "18:00"
    slot: int | None = None
    """Minutes from one candidate to the next; the exam's usual by default."""
    breaks: tuple[str, ...] = ()
    """Spans "12:00-13:30" in which nobody is examined."""


@dataclass(frozen=True)
class SetMember(JuryAct):
    """A member of the commission académique: days of work, who presides, whom they know."""

    name: str
    dates: tuple[str, ...] = ()
    president: bool = False
    knows: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordAttendance(JuryAct):
    """A member of the commission académique was there, or was not after all."""

    member: str
    date: str
    present: bool = True


# --- candidates ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class EnrolCandidates(JuryAct):
    internal = True
    source: str
    candidates: tuple[Mapping[str, Any], ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditCandidate(CandidateAct):
    """A field corrected, which a list read again then leaves alone; not where ``listed`` says that
    the value is the list's own again."""

    field: str
    value: str
    reason: str = ""
    listed: bool = False


@dataclass(frozen=True)
class SetUnit(CandidateAct):
    """What the candidate does of a unit: ``ponctuel``, ``ccf``, ``benefit``, ``dispensed`` or
    ``not-enrolled`` (§ 1.1). ``listed`` as in ``EditCandidate``; an empty status, then, says that
    the list tells nothing of the unit."""

    unit: str
    status: str
    decision: str = ""
    listed: bool = False


# --- dossiers -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReceiveDossier(ExamAct):
    """The dossier came in (§ 1.4.2 A): the two copies, with and without the school.

    An empty ``received`` takes it back. ``whole`` says that it is one dossier for both exams, not
    one of two sub-dossiers: what is received or ticked then counts for both.
    """

    received: str
    with_school: bool = False
    without_school: bool = False
    whole: bool = False


@dataclass(frozen=True)
class StorePiece(ExamAct):
    internal = True
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class DropPiece(ExamAct):
    """A piece that does not belong to this dossier is taken out of it."""

    name: str
    reason: str = ""


@dataclass(frozen=True)
class AttestAnonymous(ExamAct):
    """A person read this piece and says that it does not name the school (rule 4)."""

    piece: str
    by: str
    anonymous: bool = True


@dataclass(frozen=True)
class TickConformity(ExamAct):
    """One item of the conformity control, seen (true), lacking (false) or not looked at."""

    item: str
    value: bool | None = None


@dataclass(frozen=True)
class SetInternship(CandidateAct):
    """How the activity is shown (``PROOFS``; empty: by the route), days of internship certified,
    days this candidate owes, the decision that reduced them."""

    proof: str = ""
    days: int | None = None
    required: int | None = None
    decision: str = ""


@dataclass(frozen=True)
class DescribeFiche(CandidateAct):
    """One activity fiche as the dossier tells it (annexes V and IX); all empty takes it out."""

    fiche: int
    product: str = ""
    kind: str = ""
    professional: bool | None = None
    real: bool | None = None
    context: int | None = None
    client: bool | None = None
    claim: bool | None = None


@dataclass(frozen=True)
class DescribeContext(CandidateAct):
    """One context fiche (annexe IV): its number and the company; an empty one takes it out."""

    context: int
    company: str = ""


@dataclass(frozen=True)
class GiveVerdict(ExamAct):
    """The authority's decision on conformity (§ 1.4.2 B)."""

    verdict: str
    authority: str
    reason: str = ""
    decided: str = ""


# --- choice of fiches ---------------------------------------------------------------------------


@dataclass(frozen=True)
class ChooseFiches(ExamAct):
    """The commission académique's choice: two different fiches for E32, one for E42 (§ 1.4.4)."""

    fiche_1: int
    by: str
    fiche_2: int | None = None
    parameters: str = ""
    scenario: str = ""
    scenario_2: str = ""


@dataclass(frozen=True)
class WithdrawChoice(ExamAct):
    """The choice is taken back, as if none had been made."""

    reason: str = ""


@dataclass(frozen=True)
class KeepModel(JuryAct):
    """A scenario kept to be adapted to others."""

    name: str
    exam: str
    scenario: str
    parameters: str = ""


# --- assignment ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Assign(ExamAct):
    """This candidate goes before that commission at that day and hour."""

    commission: str
    day: str
    hour: str


@dataclass(frozen=True)
class Unassign(ExamAct):
    reason: str = ""


@dataclass(frozen=True)
class IssuePack(JuryAct):
    """A pack was written for a commission: its public key in hex, the root of its contents."""

    internal = True
    commission: str
    public: str
    content: str
