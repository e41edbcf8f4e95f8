"""When time goes wrong: corrected on paper, annulled, suspended, resumed (§ 1.4.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.acts import AnnulAttempt, CorrectPart, ResumePassage, SuspendPassage
from app.domain.errors import Refusal
from app.domain.exam import PREPARATION
from app.domain.instants import read_instant
from app.domain.rules.base import checks, examinable, folds_passage, need_reason, unsealed, who
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
        raise Refusal(f"{part.name} : la fin doit suivre le début.")
    if stopped > at:
        raise Refusal(f"{part.name} : la fin donnée n’est pas encore passée.")
    if (stopped - started).total_seconds() > LONGEST_PART_S:
        raise Refusal(f"{part.name} : une partie ne dure pas plus de six heures.")


@folds_passage(CorrectPart)
def fold_correct_part(state: State, passage: Passage, act: CorrectPart, at: datetime) -> Passage:
    started, stopped = read_instant(act.started, at), read_instant(act.stopped, at)
    if started is None or stopped is None:
        return passage
    original = next((run for run in reversed(passage.runs) if run.part == act.part), None)
    run = Run(act.part, started, stopped=stopped, corrected=act.reason)
    if original is None:
        runs = _inserted(passage.runs, run)
    else:
        kept = closed(passage, at, "", act.reason).runs[-1] if original.open else original
        line = replace(run, original=kept)
        runs = tuple(line if other is original else other for other in passage.runs)
    sat = examiners_of(state, passage) if act.part != PREPARATION else passage.examiners
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
        raise Refusal(f"Le passage de {who(passage)} n’a pas commencé : rien à annuler.")


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
        raise Refusal(f"Le passage de {who(passage)} est déjà suspendu.")
    if not passage.runs:
        raise Refusal(f"Le passage de {who(passage)} n’a pas commencé : rien à suspendre.")


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
        raise Refusal(f"Le passage de {who(passage)} n’est pas suspendu.")
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
