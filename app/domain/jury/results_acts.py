"""The vocabulary of the jury's decisions: marks, reserves, deliberation, results (§ 1.4, III)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.facts import dataclass
from app.domain.jury.acts import CandidateAct, ExamAct, JuryAct
from app.domain.jury.receiving_acts import (
    CheckSheet,
    DecideConflict,
    DropTranscription,
    RecogniseKey,
    TranscribePaper,
)


@dataclass(frozen=True)
class UnitAct(CandidateAct, nameless=True):
    """Something about one unit of a candidate (``E1`` … ``E5``, ``EF``)."""

    unit: str


# --- marks --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SetCoefficient(JuryAct):
    """A whole number from 1 to 20; None takes it out."""

    unit: str
    coefficient: int | None = None


@dataclass(frozen=True)
class SetCode(JuryAct):
    """How lists and exports write a standing (``CODED``)."""

    kind: str
    code: str
    label: str


@dataclass(frozen=True)
class LoadMarks(JuryAct):
    """A list of marks: each line has ``number``, ``unit`` and a ``mark`` or a ``kind``."""

    internal = True
    source: str
    sha256: str
    marks: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class EnterMark(UnitAct):
    """One unit's mark by hand, or the standing ``kind`` in its place; both empty take it out."""

    by: str
    reason: str
    mark: str = ""
    kind: str = ""


@dataclass(frozen=True)
class HarmoniseMark(UnitAct):
    """The harmonisation commission's mark in CCF (§ 1.4.3 D); an empty one takes it back."""

    mark: str
    by: str
    reason: str


@dataclass(frozen=True)
class DecideMark(UnitAct):
    """The jury's own mark; an empty one takes the decision back, the original stands again."""

    mark: str
    by: str
    reason: str


@dataclass(frozen=True)
class RecordForceMajeure(UnitAct):
    """An absence by force majeure duly established: the mark becomes zero (D643-24)."""

    authority: str
    decided: str
    reason: str
    granted: bool = True


@dataclass(frozen=True)
class DecideReserve(ExamAct):
    """A reserve is lifted, turned into NV, or that decision taken back (``RESERVE_DECISIONS``).

    ``code`` is the check code of the sheet kept under seal (the "pli réservé")."""

    decision: str
    authority: str
    decided: str
    reason: str
    code: str = ""


# --- deliberation -------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReportFraud(CandidateAct):
    by: str
    text: str
    unit: str = ""


@dataclass(frozen=True)
class SettleFraud(CandidateAct):
    """Every pending suspicion about the candidate is settled (``FRAUD_OUTCOMES``)."""

    outcome: str
    authority: str
    decided: str
    reason: str


@dataclass(frozen=True)
class RecordLivret(CandidateAct):
    """The jury examined the livret, or none was supplied (D643-26); empty takes it back."""

    livret: str
    by: str


@dataclass(frozen=True)
class Pronounce(CandidateAct):
    """Admitted or adjourned; empty takes it back."""

    result: str
    by: str
    reason: str = ""


@dataclass(frozen=True)
class NoteMinutes(JuryAct):
    """A line of the minutes (``NOTE_KINDS``)."""

    kind: str
    text: str
    by: str
    candidate: str = ""


@dataclass(frozen=True)
class SetJuror(JuryAct):
    """A member of the jury, new or corrected; an empty ``sector`` takes them out."""

    name: str
    sector: str
    president: bool = False


@dataclass(frozen=True)
class RecordJuryAttendance(JuryAct):
    """A member came on that day, by video where ``remote`` (D643-31-1), or did not after all."""

    juror: str
    date: str
    present: bool = True
    remote: bool = False


@dataclass(frozen=True)
class CloseMinutes(JuryAct):
    """The results become official; ``without_result`` says how many candidates get none."""

    by: str
    without_result: int = 0


@dataclass(frozen=True)
class Rectify(CandidateAct):
    """After the closing: one act of decision, ``correction``, and why."""

    by: str
    reason: str
    correction: Mapping[str, Any]


# --- after --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SetLayout(JuryAct):
    """The columns of an academy's result file: each has a ``title`` and a ``field``."""

    name: str
    columns: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class RecordAppeal(CandidateAct):
    """A recourse, or its end: while one is open nothing of the candidate is purged."""

    date: str
    text: str
    open: bool = True


@dataclass(frozen=True)
class PurgeFiles(JuryAct):
    """Files were taken from the disk at the end of the retention."""

    internal = True
    before: str
    files: tuple[str, ...]


DECISIONS = frozenset(
    kind.act
    for kind in (
        *(EnterMark, HarmoniseMark, DecideMark, RecordForceMajeure, DecideReserve),
        *(ReportFraud, SettleFraud, RecordLivret, Pronounce, NoteMinutes, Rectify),
        *(SetCoefficient, SetCode, SetJuror, RecordJuryAttendance, CloseMinutes, RecordAppeal),
        *(RecogniseKey, DecideConflict, TranscribePaper, DropTranscription, CheckSheet),
    )
)
"""What ``passage jury decide`` takes."""
