"""The parts and their ledger: order, pauses, minimum, corrections, attempts (§ 1.4.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain import ledger
from app.domain.acts import (
    AnnulAttempt,
    CorrectPart,
    PausePart,
    ResumePart,
    ResumePassage,
    StartPart,
    StopPart,
    SuspendPassage,
)
from app.domain.errors import Refusal
from app.domain.exam import PREPARATION, Part
from app.domain.instants import clock_text, read_instant
from app.domain.rules.base import checks, examinable, folds_passage, need_reason, unsealed, who
from app.domain.state import EMPTY, Attempt, Passage, Pause, Run, State
from app.domain.status import examiners_of, in_parts, preparing
from app.domain.text import says

LONGEST_PART_S = 6 * 3600


def part_of(state: State, name: str) -> Part:
    """The part of this exam, or Refusal listing them."""
    part = state.exam.part_by_id.get(name)
    if part is None:
        names = ", ".join(state.exam.part_by_id)
        raise Refusal(f"L’{state.exam.id} n’a pas de partie « {name} » : choisissez {names}.")
    return part


@checks(StartPart)
def check_start(state: State, act: StartPart, at: datetime) -> None:
    passage = examinable(state, act.passage)
    part = part_of(state, act.part)
    _not_suspended(passage)
    run = passage.open_run
    if run is not None and run.part == part.id:
        raise Refusal(f"{part.name} : l’horloge tourne déjà pour {who(passage)}.")
    _check_room(state, passage, part)
    if ledger.runs_of(passage, part.id):
        need_reason(act.reason, f"{part.name} a déjà eu lieu pour {who(passage)}")
    if part.id != _expected(state, passage):
        need_reason(act.reason, f"{part.name} ne vient pas dans l’ordre pour {who(passage)}")
    if run is not None and run.unexplained_pause:
        need_reason(act.reason, "La pause en cours n’a pas de motif")


def _not_suspended(passage: Passage) -> None:
    if passage.suspended:
        raise Refusal(f"Le passage de {who(passage)} est suspendu : reprenez-le d’abord.")


def _expected(state: State, passage: Passage) -> str | None:
    """The part that comes next: the first, or the one after the latest started."""
    order = [part.id for part in state.exam.clocks]
    if not passage.runs:
        return order[0]
    following = order.index(passage.runs[-1].part) + 1 if passage.runs[-1].part in order else 0
    return order[following] if following < len(order) else None


def _check_room(state: State, passage: Passage, part: Part) -> None:
    """One passage is in its parts at a time, and one other may be preparing."""
    others = [p for p in state.passages.values() if p.number != passage.number]
    if part.id == PREPARATION:
        busy = next((p for p in others if preparing(p)), None)
        doing = "est déjà en préparation"
    else:
        busy = next((p for p in others if in_parts(state, p)), None)
        doing = "est encore en cours de passage"
    if busy is not None:
        raise Refusal(f"{who(busy)} {doing} : terminez ou suspendez ce passage d’abord.")


@folds_passage(StartPart)
def fold_start(state: State, passage: Passage, act: StartPart, at: datetime) -> Passage:
    closed = _closed(passage, at, "", pause_reason=act.reason or "")
    sitting = state.commission.examiners if state.commission else ()
    return replace(
        closed,
        runs=(*closed.runs, Run(act.part, at, start_reason=act.reason or "")),
        examiners=passage.examiners if act.part == PREPARATION else sitting,
    )


def _closed(passage: Passage, at: datetime, reason: str, pause_reason: str = "") -> Passage:
    """The passage with its open run, if any, stopped at ``at``."""
    run = passage.open_run
    if run is None:
        return passage
    pauses = _ended(run, at, pause_reason) if run.paused else run.pauses
    return _with_run(passage, replace(run, stopped=at, pauses=pauses, stop_reason=reason))


def _ended(run: Run, at: datetime, reason: str) -> tuple[Pause, ...]:
    last = run.pauses[-1]
    told = "; ".join(filter(None, (last.reason, reason))) if reason != last.reason else reason
    return (*run.pauses[:-1], replace(last, ended=at, reason=told))


def _with_run(passage: Passage, run: Run) -> Passage:
    return replace(passage, runs=(*passage.runs[:-1], run))


def _open_run(passage: Passage, part: str | None) -> Run:
    """The running or paused run, which must be of ``part`` when that is given."""
    run = passage.open_run
    if run is None or part not in (None, run.part):
        raise Refusal(f"Aucune horloge ne tourne pour cette partie de {who(passage)}.")
    return run


@checks(PausePart)
def check_pause(state: State, act: PausePart, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    if act.part is not None:
        part_of(state, act.part)
    if _open_run(passage, act.part).paused:
        raise Refusal(f"L’horloge de {who(passage)} est déjà en pause.")


@folds_passage(PausePart)
def fold_pause(state: State, passage: Passage, act: PausePart, at: datetime) -> Passage:
    run = passage.open_run
    if run is None or run.paused:
        return passage
    pause = Pause(at, reason=act.reason or "")
    return _with_run(passage, replace(run, pauses=(*run.pauses, pause)))


@checks(ResumePart)
def check_resume(state: State, act: ResumePart, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    _not_suspended(passage)
    if act.part is not None:
        part_of(state, act.part)
    run = _open_run(passage, act.part)
    if not run.paused:
        raise Refusal(f"L’horloge de {who(passage)} n’est pas en pause.")
    if run.unexplained_pause:
        need_reason(act.reason, "La pause n’a pas de motif")
    examinable(state, act.passage)


@folds_passage(ResumePart)
def fold_resume(state: State, passage: Passage, act: ResumePart, at: datetime) -> Passage:
    run = passage.open_run
    if run is None or not run.paused:
        return passage
    return _with_run(passage, replace(run, pauses=_ended(run, at, act.reason or "")))


@checks(StopPart)
def check_stop(state: State, act: StopPart, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    part = part_of(state, act.part)
    run = _open_run(passage, act.part)
    if run.unexplained_pause:
        need_reason(act.reason, "La pause en cours n’a pas de motif")
    if part.is_minimum and _short(passage, part, at):
        minimum = clock_text(ledger.allowed(part, passage.candidate))
        need_reason(act.reason, f"{part.name} dure au moins {minimum} et n’est pas achevée")


def _short(passage: Passage, part: Part, at: datetime) -> bool:
    held = ledger.total_elapsed(ledger.runs_of(passage, part.id), at)
    return held < ledger.allowed(part, passage.candidate)


@folds_passage(StopPart)
def fold_stop(state: State, passage: Passage, act: StopPart, at: datetime) -> Passage:
    reason = act.reason or ""
    run = passage.open_run
    unexplained = run is not None and run.unexplained_pause
    return _closed(passage, at, reason, pause_reason=reason if unexplained else "")


@checks(CorrectPart)
def check_correct_part(state: State, act: CorrectPart, at: datetime) -> None:
    passage = examinable(state, act.passage)
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
    if passage.open_run is not None and passage.open_run.part != part.id:
        raise Refusal(f"Une autre horloge tourne pour {who(passage)} : arrêtez-la d’abord.")


@folds_passage(CorrectPart)
def fold_correct_part(state: State, passage: Passage, act: CorrectPart, at: datetime) -> Passage:
    started, stopped = read_instant(act.started, at), read_instant(act.stopped, at)
    if started is None or stopped is None:
        return passage
    indexes = [i for i, run in enumerate(passage.runs) if run.part == act.part]
    original = passage.runs[indexes[-1]] if indexes else None
    if original is not None and original.open:
        original = _closed(passage, at, "").runs[-1]
    run = Run(act.part, started, stopped=stopped, corrected=act.reason, original=original)
    place = indexes[-1] if indexes else len(passage.runs)
    runs = (*passage.runs[:place], run, *passage.runs[place + 1 :])
    sat = examiners_of(state, passage) if act.part != PREPARATION else passage.examiners
    return replace(passage, runs=runs, examiners=sat)


@checks(AnnulAttempt)
def check_annul(state: State, act: AnnulAttempt, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Un essai s’annule avec un motif")
    if not passage.runs:
        raise Refusal(f"Le passage de {who(passage)} n’a pas commencé : rien à annuler.")


@folds_passage(AnnulAttempt)
def fold_annul(state: State, passage: Passage, act: AnnulAttempt, at: datetime) -> Passage:
    runs = _closed(passage, at, act.reason).runs
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
        passage = _with_run(passage, paused)
    elif run is not None and not says(run.pauses[-1].reason):
        told = replace(run.pauses[-1], reason=act.reason)
        passage = _with_run(passage, replace(run, pauses=(*run.pauses[:-1], told)))
    return replace(passage, suspended=True)


@checks(ResumePassage)
def check_resume_passage(state: State, act: ResumePassage, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Un passage se reprend avec un motif")
    if not passage.suspended:
        raise Refusal(f"Le passage de {who(passage)} n’est pas suspendu.")
    run = passage.open_run
    if run is not None:
        _check_room(state, passage, part_of(state, run.part))
    elif in_parts(state, replace(passage, suspended=False)):
        _check_room(state, passage, state.exam.parts[0])


@folds_passage(ResumePassage)
def fold_resume_passage(
    state: State, passage: Passage, act: ResumePassage, at: datetime
) -> Passage:
    return replace(passage, suspended=False)
