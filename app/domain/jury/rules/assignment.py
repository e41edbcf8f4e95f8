"""Who passes before whom, when: a hard conflict is refused, the rest is told (§ 1.4)."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import Refusal
from app.domain.jury.acts import Assign, Unassign
from app.domain.jury.breaches import hard_of
from app.domain.jury.hours import minute_of
from app.domain.jury.people import Slot
from app.domain.jury.rules.base import candidate_of, check_exam, need_date, sitting, who, with_slot
from app.domain.jury.state import JuryState
from app.domain.rules.base import checks, folds
from app.domain.rules.identity import read_date
from app.domain.text import of, shown


@checks(Assign)
def check_assign(state: JuryState, act: Assign, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    if not found.passes(act.exam):
        raise Refusal(
            f"Le dossier {of(who(found))} est non conforme : il n’est convoqué devant aucune "
            "commission (§ 1.4.2 B)."
        )
    if act.commission not in state.commissions:
        raise Refusal(f"La commission « {shown(act.commission)} » n’est pas dans ce jury.")
    need_date(act.day, f"{who(found)} : le jour")
    if minute_of(act.hour) is None:
        raise Refusal(f"{who(found)} : l’heure « {shown(act.hour)} » s’écrit HH:MM.")
    for breach in hard_of(fold_assign(state, act, at), act.candidate, act.exam):
        raise Refusal(breach.text)


@folds(Assign)
def fold_assign(state: JuryState, act: Assign, at: datetime) -> JuryState:
    day, minute = read_date(act.day), minute_of(act.hour)
    if day is None or minute is None:
        return state
    return with_slot(state, act.candidate, act.exam, Slot(act.commission, day, minute))


@checks(Unassign)
def check_unassign(state: JuryState, act: Unassign, at: datetime) -> None:
    """Also of who no longer sits: the hour the lists gave them is freed for good."""
    check_exam(act.exam)
    found = candidate_of(state, act.candidate)
    if found.told(act.exam).slot is None:
        raise Refusal(f"{who(found)} n’est devant aucune commission pour l’{act.exam}.")


@folds(Unassign)
def fold_unassign(state: JuryState, act: Unassign, at: datetime) -> JuryState:
    return with_slot(state, act.candidate, act.exam, None)
