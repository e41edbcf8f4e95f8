"""What the slips of the day print: plain data, built by the services from the state.

No slip has a place for a candidate's school (rule 4). Durations are whole seconds; an hour is
local time as "HH:MM", empty where unknown; texts are literal, never markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True)
class SlipHead:
    """What every slip says of its commission. ``day`` is the day of the passages listed.

    ``exam``, ``exam_title`` and ``commission`` are empty on a paper of a whole jury.
    """

    session: int
    exam: str
    exam_title: str
    commission: str
    academy: str = ""
    centre: str = ""
    room: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Duration:
    """A part's time for one candidate, extra time included; ``bound`` "maximum", "minimum", ""."""

    label: str
    seconds: int
    bound: str = ""


@dataclass(frozen=True)
class CandidateSubject:
    """The subject handed over (E32, § 1.4.4 A): the modified fiche, never the second one.

    ``part`` is the label of part 1, ``situation`` the circular's sentence on it; ``durations``
    are those of the preparation and of every part, longer than the circular's if ``extra_time``.
    """

    head: SlipHead
    number: str
    name: str
    hour: str
    part: str
    fiche: int
    parameters: str
    durations: tuple[Duration, ...]
    situation: str
    tasks_intro: str
    tasks: tuple[str, ...]
    extra_time: bool = False
    about: str = ""
    """The fiche in a few words, as the dossier describes it."""


@dataclass(frozen=True)
class ScenarioPart:
    """One part as the commission holds it; ``fiche`` None where the part has no fiche of its own.

    ``parameters`` and ``scenario`` are None where the part has none by the circular (the
    questioning, a fiche that is not modified), empty where nothing was transcribed.
    """

    duration: Duration
    situation: str = ""
    fiche: int | None = None
    parameters: str | None = None
    scenario: str | None = None
    tasks_intro: str = ""
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True)
class FicheLine:
    """An activity fiche of the dossier in French words, empty where nothing was described."""

    number: int
    product: str = ""
    kind: str = ""
    client: str = ""
    context: str = ""
    use: str = ""


@dataclass(frozen=True)
class DossierLines:
    """What the dossier holds and the authority's verdict; ``warning`` what a doubt entails."""

    conformity: str
    warning: str
    fiches: tuple[FicheLine, ...]


@dataclass(frozen=True)
class CommissionScenario:
    """Everything the commission académique prepared for one candidate (§ 1.4.4).

    ``dossier`` is None where the paper does not tell of it.
    """

    head: SlipHead
    number: str
    name: str
    hour: str
    parts: tuple[ScenarioPart, ...]
    extra_time: bool = False
    dossier: DossierLines | None = None


@dataclass(frozen=True)
class Signatory:
    """Someone who signs; ``role`` is a quality or role in French."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class AttendanceRow:
    """``mention`` ("Absent", "Non valide (NV)"…) is printed in place of a signature."""

    hour: str
    number: str
    name: str
    born: date | None = None
    mention: str = ""


@dataclass(frozen=True)
class AttendanceList:
    head: SlipHead
    rows: tuple[AttendanceRow, ...]
    examiners: tuple[Signatory, ...]
    others: tuple[Signatory, ...] = ()


class Outcome(Enum):
    """What a mark slip says of a candidate; only ``MARKED`` ever shows a figure."""

    MARKED = "Note arrêtée"
    ABSENT = "Absent"
    NOT_VALID = "Non valide (NV)"
    RESERVED = "Note réservée"
    RECUSED = "Non évalué (récusation)"
    TRANSFERRED = "Transféré à une autre commission"
    OPEN = ""


@dataclass(frozen=True)
class MarkRow:
    """``mark`` is the canonical text ("14.5"), ``code`` the 8 characters of the check code.

    Mark, version and code are printed for ``Outcome.MARKED`` only, whatever they hold.
    """

    number: str
    name: str
    outcome: Outcome
    mark: str = ""
    version: int | None = None
    code: str = ""


@dataclass(frozen=True)
class MarkSlip:
    head: SlipHead
    rows: tuple[MarkRow, ...]
    examiners: tuple[Signatory, ...]


@dataclass(frozen=True)
class IncidentEntry:
    """``kind`` is an incident kind of the domain ("material"…); ``number`` empty when it
    concerns nobody in particular."""

    hour: str
    kind: str
    text: str
    number: str = ""
    name: str = ""
    informed: str = ""


@dataclass(frozen=True)
class IncidentReport:
    """A report with no incident prints a blank form."""

    head: SlipHead
    incidents: tuple[IncidentEntry, ...]
    examiners: tuple[Signatory, ...]


@dataclass(frozen=True)
class TimeEntry:
    """A part's ledger in seconds; ``actual`` None when the part was never held."""

    planned: int
    actual: int | None = None
    overtime: int = 0


@dataclass(frozen=True)
class SummaryRow:
    """``status`` in French; ``times`` in the order of ``DaySummary.clocks``, empty if none."""

    hour: str
    number: str
    name: str
    status: str
    times: tuple[TimeEntry, ...] = ()


@dataclass(frozen=True)
class ExaminerCount:
    """How many candidates an examiner examined, for the IMAG'IN declaration."""

    name: str
    role: str
    examined: int


@dataclass(frozen=True)
class DaySummary:
    """``clocks`` labels the timed parts ("Préparation", "1re partie"…); ``counts`` pairs a
    French label and a number ("Examinés", 7)."""

    head: SlipHead
    clocks: tuple[str, ...]
    rows: tuple[SummaryRow, ...]
    counts: tuple[tuple[str, int], ...]
    examiners: tuple[ExaminerCount, ...]
    incidents: tuple[IncidentEntry, ...] = ()
