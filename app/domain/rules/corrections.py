"""When time goes wrong: corrected on paper, annulled, suspended, resumed (§ 1.4.4)."""

from __future__ import annotations

from datetime import datetime

from app.domain.acts import AnnulAttempt, CorrectPart, ResumePassage, SuspendPassage
from app.domain.errors import Refusal
from app.domain.exam import PREPARATION
from app.domain.facts import replace
from app.domain.instants import read_instant
from app.domain.rules.base import (
    checks,
    examinable,
    folds_passage,
    need_reason,
    of_whom,
    unsealed,
)
from app.domain.rules.timing import check_room, closed, part_of, with_run
from app.domain.state import EMPTY, Attempt, Passage, Pause, Run, State
from app.domain.status import examiners_of, in_parts
from app.domain.text import says

LONGEST_PART_S = 6 * 3600


@checks(CorrectPart)
def check_correct_part(state: State, act: CorrectPart, at: datetime) -> None:
    examinable(state, act.passage)
    part = part_of(state, act.part)
    need_reason(act.reason, "Une durée se corrige avec un motif")
    started, stopped = read_instant(act.started, at), read_instant(act.stopped, at)
    if started is None or stopped is None:
        raise Refusal("Donnez le début et la fin de la partie, par exemple « 09:31 » et « 09:46 ».")
    if stopped <= started:
        raise Refusal(f"{part.the_upper} : la fin doit suivre le début.")
    if stopped > at:
        raise Refusal(f"{part.the_upper} : la fin donnée n’est pas encore passée.")
    if (stopped - started).total_seconds() > LONGEST_PART_S:
        raise Refusal(f"{part.the_upper} : une partie ne dure pas plus de six heures.")


@folds_passage(CorrectPart)
def fold_correct_part(state: State, passage: Passage, act: CorrectPart, at: datetime) -> Passage:
    started, stopped = read_instant(act.started, at), read_instant(act.stopped, at)
    if started is None or stopped is None:
        return passage
    run = passage.open_run
    stopped_now = run is not None and run.part == act.part
    before = closed(passage, at, "", act.reason) if stopped_now else passage
    originals = tuple(run for run in before.runs if run.part == act.part)
    others = tuple(run for run in before.runs if run.part != act.part)
    sat = examiners_of(state, passage) if act.part != PREPARATION else passage.examiners
    names = originals[-1].examiners if originals else tuple(e.name for e in sat)
    line = Run(act.part, started, (), stopped, corrected=act.reason, originals=originals)
    line = replace(line, examiners=names)
    place = passage.runs.index(originals[0]) if originals and not stopped_now else None
    runs = _inserted(others, line) if place is None else (*others[:place], line, *others[place:])
    return replace(passage, runs=runs, examiners=sat)


def _inserted(runs: tuple[Run, ...], run: Run) -> tuple[Run, ...]:
    """The ledger with ``run`` where it belongs by its start, before one that is not over."""
    later = (i for i, other in enumerate(runs) if other.open or other.started > run.started)
    place = next(later, len(runs))
    return (*runs[:place], run, *runs[place:])


@checks(AnnulAttempt)
def check_annul(state: State, act: AnnulAttempt, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Un essai s’annule avec un motif")
    if not passage.runs and not passage.evaluated:
        raise Refusal(f"Le passage {of_whom(passage)} n’a pas commencé : rien à annuler.")


@folds_passage(AnnulAttempt)
def fold_annul(state: State, passage: Passage, act: AnnulAttempt, at: datetime) -> Passage:
    runs = closed(passage, at, act.reason, act.reason).runs
    attempt = Attempt(act.reason, at, runs, passage.levels, passage.mark, passage.appraisal)
    return replace(
        passage,
        attempts=(*passage.attempts, attempt),
        runs=(),
        examiners=(),
        suspended=False,
        levels=EMPTY,
        mark=None,
        appraisal="",
        visas=EMPTY,
        answered=(),
        transcribed=False,
    )


@checks(SuspendPassage)
def check_suspend(state: State, act: SuspendPassage, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Un passage se suspend avec un motif")
    if passage.suspended:
        raise Refusal(f"Le passage {of_whom(passage)} est déjà suspendu.")
    if not passage.runs:
        raise Refusal(f"Le passage {of_whom(passage)} n’a pas commencé : rien à suspendre.")


@folds_passage(SuspendPassage)
def fold_suspend(state: State, passage: Passage, act: SuspendPassage, at: datetime) -> Passage:
    run = passage.open_run
    if run is not None and not run.paused:
        paused = replace(run, pauses=(*run.pauses, Pause(at, reason=act.reason)))
        passage = with_run(passage, paused)
    elif run is not None and not says(run.pauses[-1].reason):
        told = replace(run.pauses[-1], reason=act.reason)
        passage = with_run(passage, replace(run, pauses=(*run.pauses[:-1], told)))
    return replace(passage, suspended=True)


@checks(ResumePassage)
def check_resume_passage(state: State, act: ResumePassage, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Un passage se reprend avec un motif")
    if not passage.suspended:
        raise Refusal(f"Le passage {of_whom(passage)} n’est pas suspendu.")
    run = passage.open_run
    if run is not None:
        check_room(state, passage, part_of(state, run.part))
    elif in_parts(state, replace(passage, suspended=False)):
        check_room(state, passage, state.exam.parts[0])


@folds_passage(ResumePassage)
def fold_resume_passage(
    state: State, passage: Passage, act: ResumePassage, at: datetime
) -> Passage:
    return replace(passage, suspended=False)
