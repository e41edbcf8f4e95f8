"""The parts and their ledger: order, room, pauses, minimum (§ 1.4.4)."""

from __future__ import annotations

from datetime import datetime

from app.domain import ledger
from app.domain.acts import PausePart, ResumePart, StartPart, StopPart
from app.domain.errors import Refusal
from app.domain.exam import PREPARATION, Part
from app.domain.facts import replace
from app.domain.instants import duration_text
from app.domain.rules.base import (
    checks,
    examinable,
    folds_passage,
    need_reason,
    of_whom,
    unsealed,
    who,
)
from app.domain.state import Passage, Pause, Run, State
from app.domain.status import examining, in_parts, preparing


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
    not_suspended(passage)
    run = passage.open_run
    check_room(state, passage, part)
    if run is not None and run.part == part.id:
        need_reason(act.reason, f"L’horloge de cette partie tourne déjà pour {who(passage)}")
    if ledger.runs_of(passage, part.id):
        need_reason(act.reason, f"{part.the_upper} a déjà eu lieu pour {who(passage)}")
    if part.id != _expected(state, passage):
        need_reason(act.reason, f"{part.the_upper} ne vient pas dans l’ordre pour {who(passage)}")
    if run is not None and run.unexplained_pause:
        need_reason(act.reason, "La pause en cours n’a pas de motif")


def not_suspended(passage: Passage) -> None:
    if passage.suspended:
        raise Refusal(f"Le passage {of_whom(passage)} est suspendu : reprenez-le d’abord.")


def _expected(state: State, passage: Passage) -> str | None:
    """The part that comes next: the first, or the one after the latest started."""
    order = [part.id for part in state.exam.clocks]
    if not passage.runs:
        return order[0]
    following = order.index(passage.runs[-1].part) + 1 if passage.runs[-1].part in order else 0
    return order[following] if following < len(order) else None


def check_room(state: State, passage: Passage, part: Part) -> None:
    """One passage is in its parts at a time, and one other may be preparing.

    Who holds the room already gives way only to a clock that runs.
    """
    others = [p for p in state.passages.values() if p.number != passage.number]
    if part.id == PREPARATION:
        busy = next((p for p in others if preparing(p)), None)
        doing = "est déjà en préparation"
    elif in_parts(state, passage):
        busy = next((p for p in others if examining(p)), None)
        doing = "est interrogé en ce moment"
    else:
        busy = next((p for p in others if in_parts(state, p)), None)
        doing = "est encore en cours de passage"
    if busy is not None:
        raise Refusal(f"{who(busy)} {doing} : terminez ou suspendez ce passage d’abord.")


@folds_passage(StartPart)
def fold_start(state: State, passage: Passage, act: StartPart, at: datetime) -> Passage:
    before = closed(passage, at, act.reason or "", act.reason or "")
    sitting = state.commission.examiners if state.commission else ()
    names = tuple(e.name for e in sitting)
    run = Run(act.part, at, start_reason=act.reason or "", examiners=names)
    return replace(
        before,
        runs=(*before.runs, run),
        examiners=passage.examiners if act.part == PREPARATION else sitting,
    )


def closed(passage: Passage, at: datetime, reason: str, pause_reason: str) -> Passage:
    """The passage with its open run, if any, stopped at ``at`` for ``reason``.

    ``pause_reason`` explains a pause that was not explained yet.
    """
    run = passage.open_run
    if run is None:
        return passage
    told = pause_reason if run.unexplained_pause else ""
    pauses = _ended(run, at, told) if run.paused else run.pauses
    return with_run(passage, replace(run, stopped=at, pauses=pauses, stop_reason=reason))


def _ended(run: Run, at: datetime, reason: str) -> tuple[Pause, ...]:
    """The pauses of the run, the last one over; its reasons on pausing and resuming are kept."""
    last = run.pauses[-1]
    told = dict.fromkeys(text for text in (last.reason, reason) if text)
    return (*run.pauses[:-1], replace(last, ended=at, reason=" ; ".join(told)))


def with_run(passage: Passage, run: Run) -> Passage:
    return replace(passage, runs=(*passage.runs[:-1], run))


def _open_run(passage: Passage, part: str | None) -> Run:
    """The running or paused run, which must be of ``part`` when that is given."""
    run = passage.open_run
    if run is None or part not in (None, run.part):
        raise Refusal(f"Aucune horloge ne tourne pour cette partie {of_whom(passage)}.")
    return run


@checks(PausePart)
def check_pause(state: State, act: PausePart, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    if act.part is not None:
        part_of(state, act.part)
    if _open_run(passage, act.part).paused:
        raise Refusal(f"L’horloge {of_whom(passage)} est déjà en pause.")


@folds_passage(PausePart)
def fold_pause(state: State, passage: Passage, act: PausePart, at: datetime) -> Passage:
    run = passage.open_run
    if run is None or run.paused:
        return passage
    pause = Pause(at, reason=act.reason or "")
    return with_run(passage, replace(run, pauses=(*run.pauses, pause)))


@checks(ResumePart)
def check_resume(state: State, act: ResumePart, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    not_suspended(passage)
    if act.part is not None:
        part_of(state, act.part)
    run = _open_run(passage, act.part)
    if not run.paused:
        raise Refusal(f"L’horloge {of_whom(passage)} n’est pas en pause.")
    if run.unexplained_pause:
        need_reason(act.reason, "La pause n’a pas de motif")
    examinable(state, act.passage)


@folds_passage(ResumePart)
def fold_resume(state: State, passage: Passage, act: ResumePart, at: datetime) -> Passage:
    run = passage.open_run
    if run is None or not run.paused:
        return passage
    return with_run(passage, replace(run, pauses=_ended(run, at, act.reason or "")))


@checks(StopPart)
def check_stop(state: State, act: StopPart, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    part = part_of(state, act.part)
    run = _open_run(passage, act.part)
    if run.unexplained_pause:
        need_reason(act.reason, "La pause en cours n’a pas de motif")
    if part.is_minimum and _short(passage, part, at):
        minimum = duration_text(ledger.allowed(part, passage.candidate))
        need_reason(act.reason, f"{part.the_upper} dure au moins {minimum} et n’est pas achevée")


def _short(passage: Passage, part: Part, at: datetime) -> bool:
    held = ledger.total_elapsed(ledger.runs_of(passage, part.id), at)
    return held < ledger.allowed(part, passage.candidate)


@folds_passage(StopPart)
def fold_stop(state: State, passage: Passage, act: StopPart, at: datetime) -> Passage:
    return closed(passage, at, act.reason or "", act.reason or "")
