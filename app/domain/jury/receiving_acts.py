"""The acts by which the jury receives what the commissions did (§ 1.4.3 C and D, III)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.facts import dataclass
from app.domain.jury.acts import ExamAct, JuryAct


@dataclass(frozen=True)
class ReceiveExport(JuryAct):
    """An export is received; the file itself is kept beside the jury file under its SHA-256.

    ``lineage`` is the chain of its journal, cut in texts; ``passages`` what it says of each
    candidate, in the fields of ``ReceivedPassage`` (``levels`` as "C2 S, C3 TS…", ``doubt`` where
    it is reserved); ``verdict`` what it was when it came.
    """

    internal = True
    file: str
    sha256: str
    verdict: str
    commission: str
    exam: str
    public: str
    acts: int
    root: str
    lineage: tuple[str, ...]
    exported: str
    program: str
    passages: tuple[Mapping[str, Any], ...]
    incidents: tuple[Mapping[str, Any], ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class RefuseExport(JuryAct):
    """A file that says it is an export is not received; nothing of it is kept but its name."""

    internal = True
    file: str
    sha256: str
    verdict: str
    reason: str
    commission: str = ""


@dataclass(frozen=True)
class RecogniseKey(JuryAct):
    """The president takes a key (64 hexadecimal digits) for that of a commission that worked
    without a pack of this jury."""

    commission: str
    public: str
    by: str
    reason: str


@dataclass(frozen=True)
class DecideConflict(ExamAct):
    """Of several statements about one passage, the one that counts: the ``record`` of a sealed
    version, ``absent`` or ``not-valid``. Both examiners of what is kept confirm it."""

    keep: str
    confirmed_by: tuple[str, ...]
    by: str
    reason: str


@dataclass(frozen=True)
class TranscribePaper(ExamAct):
    """A sheet that exists on paper only, typed by one person: its check code proves it, or a
    second person types it independently. ``doubt`` is given where the mark is reserved."""

    commission: str
    mark: str
    levels: Mapping[str, Any]
    appraisal: str
    examiners: tuple[str, ...]
    by: str
    version: int = 1
    code: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class DropTranscription(ExamAct):
    """What one person typed from paper is taken back, to be typed again."""

    by: str
    reason: str


@dataclass(frozen=True)
class DrawControl(JuryAct):
    """Sheets are drawn, to be compared on paper with what is held; ``seed`` is the root hash of
    the jury's journal, so that nobody chooses them."""

    internal = True
    count: int
    seed: str


@dataclass(frozen=True)
class CheckSheet(JuryAct):
    """The check code of a printed sheet was compared with what is held."""

    code: str
    by: str = ""
