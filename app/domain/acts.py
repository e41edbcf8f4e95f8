"""The vocabulary: everything a person can do, one small frozen dataclass each.

The JSON name of an act is its class name in kebab case (``PlaceLevel`` is ``place-level``) and its
JSON fields are its attributes. Fields with a default are optional. Instants and dates are text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from app.domain.facts import dataclass

Vocabulary = dict[str, "type[Act]"]
"""Every act a kind of file takes, by its name."""
REGISTRY: Vocabulary = {}
"""The vocabulary of a commission file."""


@dataclass(frozen=True)
class Act:
    """Something done to the commission as a whole."""

    act: ClassVar[str]
    vocabulary: ClassVar[Vocabulary] = REGISTRY
    internal: ClassVar[bool] = False
    """Made by the program on a person's command, never taken from ``perform`` but in a replay."""

    def __init_subclass__(cls, *, nameless: bool = False) -> None:
        if nameless:
            return
        cls.act = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()
        cls.vocabulary[cls.act] = cls


@dataclass(frozen=True)
class PassageAct(Act, nameless=True):
    """Something done to one candidate's passage, named by the candidate's number."""

    passage: str


# --- the file ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenCommission(Act):
    internal = True
    session: int
    exam: str
    commission: str
    academy: str
    centre: str
    room: str
    date: str
    time_zone: str
    examiners: tuple[Mapping[str, Any], ...]
    rehearsal: bool
    program: str
    pack: str = ""
    """Public key, in hex, by which a jury knows the pack this file came in; empty for none."""


@dataclass(frozen=True)
class LoadList(Act):
    internal = True
    source: str
    candidates: tuple[Mapping[str, Any], ...]
    fields: tuple[str, ...] = ()
    """Fields the list has a column for (empty: all); the others keep what was known."""


@dataclass(frozen=True)
class AttachDocument(PassageAct):
    internal = True
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class NoteClock(Act):
    """The clock jumped while the program was not running (reboot, clock set back)."""

    internal = True
    before: str
    wall: str
    cause: str


@dataclass(frozen=True)
class CloseDay(Act):
    """The day is over: the observations are destroyed."""


# --- who is here ------------------------------------------------------------------------------


@dataclass(frozen=True)
class ConfirmIdentity(PassageAct):
    evidence: str | None = None


@dataclass(frozen=True)
class WithdrawIdentity(PassageAct):
    reason: str


@dataclass(frozen=True)
class CorrectIdentity(PassageAct):
    field: str
    value: str
    reason: str


@dataclass(frozen=True)
class MarkAbsent(PassageAct):
    reason: str | None = None


@dataclass(frozen=True)
class MarkPresent(PassageAct):
    reason: str


@dataclass(frozen=True)
class AddCandidate(Act):
    number: str
    last_name: str
    first_names: str
    authority: str
    born: str | None = None


@dataclass(frozen=True)
class TransferOut(PassageAct):
    """The candidate goes to another commission, ``to`` where it is known already."""

    reason: str
    to: str | None = None


@dataclass(frozen=True)
class TransferIn(Act):
    """A candidate another commission gave up, as its signed file tells: see ``transfer.py``.

    ``public`` is the key, in hex, that signed it.
    """

    internal = True
    transfer: Mapping[str, Any]
    public: str
    hour: str | None = None


@dataclass(frozen=True)
class DeclareKnown(PassageAct):
    examiner: str
    reason: str
    tie: str | None = None


@dataclass(frozen=True)
class WithdrawKnown(PassageAct):
    reason: str
    examiner: str | None = None
    """Whose declaration; needed when several stand."""


@dataclass(frozen=True)
class ReplaceExaminer(Act):
    examiner: str
    by: str
    quality: str
    reason: str


@dataclass(frozen=True)
class RecordPerson(Act):
    name: str
    role: str


# --- the dossier ------------------------------------------------------------------------------


@dataclass(frozen=True)
class DeclareNotValid(PassageAct):
    reason: str
    authority: str
    decided: str | None = None


@dataclass(frozen=True)
class WithdrawNotValid(PassageAct):
    authority: str
    reason: str


@dataclass(frozen=True)
class RaiseDoubt(PassageAct):
    reason: str


@dataclass(frozen=True)
class WithdrawDoubt(PassageAct):
    reason: str


@dataclass(frozen=True)
class TickDossier(PassageAct):
    item: str
    value: Any


@dataclass(frozen=True)
class ChooseSituation(PassageAct):
    fiche_1: int | None = None
    fiche_2: int | None = None
    fiche: int | None = None
    parameters: str | None = None
    scenario: str | None = None
    scenario_2: str | None = None
    reason: str | None = None


# --- time -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StartPart(PassageAct):
    part: str
    reason: str | None = None


@dataclass(frozen=True)
class PausePart(PassageAct):
    part: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class ResumePart(PassageAct):
    part: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class StopPart(PassageAct):
    part: str
    reason: str | None = None


@dataclass(frozen=True)
class CorrectPart(PassageAct):
    part: str
    started: str
    stopped: str
    reason: str


@dataclass(frozen=True)
class AnnulAttempt(PassageAct):
    reason: str


@dataclass(frozen=True)
class SuspendPassage(PassageAct):
    reason: str
    authority: str | None = None


@dataclass(frozen=True)
class ResumePassage(PassageAct):
    reason: str
    authority: str | None = None


# --- the evaluation ---------------------------------------------------------------------------


@dataclass(frozen=True)
class PlaceLevel(PassageAct):
    competency: str
    level: str | None


@dataclass(frozen=True)
class SetMark(PassageAct):
    mark: str | None


@dataclass(frozen=True)
class WriteAppraisal(PassageAct):
    text: str


@dataclass(frozen=True)
class GiveVisa(PassageAct):
    examiner: str
    drawing: str | None = None
    paper: bool | None = None


@dataclass(frozen=True)
class AnswerQuestion(PassageAct):
    question: str


@dataclass(frozen=True)
class Seal(PassageAct):
    reason: str | None = None
    salt: str | None = None
    """32 hexadecimal digits, drawn by the program when the act is performed."""


@dataclass(frozen=True)
class Reopen(PassageAct):
    """``authority``: the president who permits it, once the jury has received the sheet."""

    reason: str
    authority: str | None = None


@dataclass(frozen=True)
class RecordPrint(PassageAct):
    version: int


@dataclass(frozen=True)
class ConfirmPaperSignature(PassageAct):
    examiner: str
    version: int


@dataclass(frozen=True)
class Transcribe(PassageAct):
    """A sheet filled on paper: ``sheet`` holds what stands on it, see ``transcription.py``."""

    sheet: Mapping[str, Any]
    reason: str


@dataclass(frozen=True)
class LoadReceipt(Act):
    """The jury's receipt: its public key and the root of its journal, in hex, the SHA-256 of the
    receipt, and the sheets received (``passage``, ``version``, ``record``)."""

    internal = True
    jury: str
    root: str
    sha256: str
    sheets: tuple[Mapping[str, Any], ...]


# --- besides ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReportIncident(Act):
    text: str
    kind: str | None = None
    informed: str | None = None
    passage: str | None = None


@dataclass(frozen=True)
class Observe(PassageAct):
    """A working note, kept outside the journal and destroyed when the day is closed."""

    text: str
    competencies: tuple[str, ...]


@dataclass(frozen=True)
class StrikeObservation(PassageAct):
    observation: int
