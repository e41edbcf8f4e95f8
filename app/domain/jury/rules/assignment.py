"""Who passes before whom, when: a hard conflict is refused, the rest is told (§ 1.4)."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import Refusal
from app.domain.jury.acts import Assign, Unassign
from app.domain.jury.breaches import breaches, conflicts
from app.domain.jury.hours import minute_of
from app.domain.jury.people import Slot
from app.domain.jury.rules.base import need_date, sitting, who, with_exam
from app.domain.jury.state import JuryState
from app.domain.rules.base import checks, folds
from app.domain.rules.identity import read_date
from app.domain.text import shown


@checks(Assign)
def check_assign(state: JuryState, act: Assign, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    if found.of(act.exam).verdict.verdict == "not-conforming":
        raise Refusal(
            f"Le dossier de {who(found)} est non conforme : il n’est convoqué devant aucune "
            "commission (§ 1.4.2 B)."
        )
    commission = state.commissions.get(act.commission)
    if commission is None:
        raise Refusal(f"La commission « {shown(act.commission)} » n’est pas dans ce jury.")
    need_date(act.day, f"{who(found)} : le jour")
    if minute_of(act.hour) is None:
        raise Refusal(f"{who(found)} : l’heure « {shown(act.hour)} » s’écrit HH:MM.")
    known = conflicts(found, commission, state)
    if known:
        raise Refusal(f"{commission.code} : {' ; '.join(known)} (§ 1.4).")
    _refuse_new(state, fold_assign(state, act, at), act)


def _refuse_new(before: JuryState, after: JuryState, act: Assign) -> None:
    """Refusal for a hard breach this assignment brings, not for those that stand already."""
    standing = {breach.text for breach in breaches(before) if breach.hard}
    for breach in breaches(after):
        if breach.hard and breach.text not in standing and act.candidate in breach.candidates:
            raise Refusal(breach.text)


@folds(Assign)
def fold_assign(state: JuryState, act: Assign, at: datetime) -> JuryState:
    day, minute = read_date(act.day), minute_of(act.hour)
    if day is None or minute is None:
        return state
    return with_exam(state, act.candidate, act.exam, slot=Slot(act.commission, day, minute))


@checks(Unassign)
def check_unassign(state: JuryState, act: Unassign, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    if found.of(act.exam).slot is None:
        raise Refusal(f"{who(found)} n’est devant aucune commission pour l’{act.exam}.")


@folds(Unassign)
def fold_unassign(state: JuryState, act: Unassign, at: datetime) -> JuryState:
    return with_exam(state, act.candidate, act.exam, slot=None)
