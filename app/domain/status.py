"""What a passage is now, derived from its facts; nothing here is stored."""

from __future__ import annotations

from app.domain.exam import PREPARATION, Exam
from app.domain.people import Examiner
from app.domain.state import Passage, State

STATUSES = (
    "transferred",
    "not-valid",
    "recused",
    "absent",
    "sealed",
    "suspended",
    "running",
    "deliberating",
    "present",
    "planned",
)


def status(state: State, passage: Passage) -> str:
    """The one status shown: the first of ``STATUSES`` that holds."""
    if passage.transferred is not None:
        return "transferred"
    if passage.not_valid is not None:
        return "not-valid"
    if recusing(state, passage):
        return "recused"
    if passage.absent:
        return "absent"
    if passage.sealed:
        return "sealed"
    if passage.suspended:
        return "suspended"
    if passage.open_run is not None:
        return "running"
    if parts_over(state.exam, passage):
        return "deliberating"
    return "present" if passage.identity else "planned"


def recusing(state: State, passage: Passage) -> list[str]:
    """Sitting examiners who declared they know the candidate (§ 1.4): lifted by replacing them."""
    if not passage.known:
        return []
    sitting = {e.name for e in state.commission.examiners} if state.commission else set()
    return [known.examiner for known in passage.known if known.examiner in sitting]


def parts_over(exam: Exam, passage: Passage) -> bool:
    """The interview is over: its last part was held and no clock runs."""
    if not passage.runs or passage.open_run is not None:
        return False
    return exam.parts[-1].id in {run.part for run in passage.runs if not run.open}


def parts_never_held(exam: Exam, passage: Passage) -> list[str]:
    """Names of the parts (preparation left out) without a ledger line."""
    held = {run.part for run in passage.runs}
    return [part.the_upper for part in exam.parts if part.id not in held]


def in_parts(state: State, passage: Passage) -> bool:
    """Whether the passage holds the room: from its first part until the last is over.

    A part timed on paper only holds nothing, nor does a grid reopened to be corrected.
    """
    if passage.sealed or passage.suspended:
        return False
    if examining(passage):
        return True
    timed = any(run.part != PREPARATION and not run.on_paper for run in passage.runs)
    out = passage.versions or recusing(state, passage) or parts_over(state.exam, passage)
    return timed and not out


def in_room(state: State) -> Passage | None:
    """The candidate in the room: identity confirmed until the last part stops (rule 9).

    Who prepares is elsewhere; who is being examined comes before who only waits to be.
    """
    here = [p for p in state.passages.values() if _present(state, p)]
    return next((p for p in here if in_parts(state, p)), here[0] if here else None)


def _present(state: State, passage: Passage) -> bool:
    if not passage.identity or passage.sealed or passage.suspended or preparing(passage):
        return False
    if in_parts(state, passage):
        return True
    gone = passage.versions or passage.transcribed or parts_over(state.exam, passage)
    barred = passage.absent or passage.not_valid or recusing(state, passage)
    return not (gone or barred or passage.transferred)


def examining(passage: Passage) -> bool:
    """Whether the clock of a part runs, or is paused."""
    run = passage.open_run
    return run is not None and run.part != PREPARATION and not passage.suspended


def preparing(passage: Passage) -> bool:
    run = passage.open_run
    return run is not None and run.part == PREPARATION and not passage.suspended


def past(exam: Exam, passage: Passage) -> bool:
    """Nothing more is held: over, sealed, or barred. Who prepares is still to come."""
    barred = passage.absent or passage.not_valid is not None or passage.transferred is not None
    over = passage.sealed or barred or parts_over(exam, passage)
    return over and not preparing(passage)


def examiners_of(state: State, passage: Passage) -> tuple[Examiner, ...]:
    """Examiners of record: who sat when its latest part started, else who sits now."""
    if passage.examiners:
        return passage.examiners
    return state.commission.examiners if state.commission else ()
