"""Opening a jury file: its academies (annexe II), sites, examiners, commissions, members."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import IssuePack, JuryAct, OpenJury, SetCommission, SetExaminer, SetMember
from app.domain.jury.people import Pack, Site
from app.domain.jury.rules.people import (
    check_commission,
    check_examiner,
    check_member,
    fold_commission,
    fold_examiner,
    fold_member,
)
from app.domain.jury.state import Jury, JuryState
from app.domain.rules.base import checks, folds
from app.domain.text import says, shown


def act_of(kind: type[Any], line: Mapping[str, Any]) -> Any:
    """The act a table of the description stands for; lists become tuples."""
    known = {f.name for f in fields(kind)}
    told = {k: tuple(v) if isinstance(v, list) else v for k, v in line.items() if k in known}
    return kind(**told)


def steps(act: OpenJury) -> list[tuple[JuryAct, Callable[..., None], Callable[..., JuryState]]]:
    """What opening comes to: each table as the act it stands for, its rules and its fold."""
    tables = (
        (act.examiners, SetExaminer, check_examiner, fold_examiner),
        (act.commissions, SetCommission, check_commission, fold_commission),
        (act.members, SetMember, check_member, fold_member),
    )
    return [
        (act_of(kind, line), check, fold) for lines, kind, check, fold in tables for line in lines
    ]


@checks(OpenJury)
def check_open(state: JuryState, act: OpenJury, at: datetime) -> None:
    if state.jury is not None:
        raise Refusal("Ce fichier a déjà son jury.")
    if not any(session == act.session for session, _ in state.catalogue):
        raise Refusal(f"La session {act.session} n’est pas connue de ce programme.")
    if act.pilot not in state.groupings:
        pilots = ", ".join(state.groupings)
        raise Refusal(
            f"« {shown(act.pilot)} » n’est pas une académie pilote : {pilots} (annexe II)."
        )
    attached = (act.pilot, *state.groupings[act.pilot])
    for academy in act.academies:
        if academy not in attached:
            raise Refusal(
                f"L’académie « {shown(academy)} » n’est pas rattachée à {act.pilot} "
                f"(annexe II) : {', '.join(attached)}."
            )
    if not says(act.president):
        raise Refusal("Le jury n’a pas de président : indiquez-le.")
    check_once(act)
    opened = _opened(state, act)
    for step, check, fold in steps(act):
        check(opened, step, at)
        opened = fold(opened, step, at)


def check_once(act: OpenJury) -> None:
    """Each site, examiner, commission and member is described once."""
    tables = {
        "Le centre": [line["name"] for line in act.sites],
        "L’examinateur": [line["name"] for line in act.examiners],
        "La commission": [line["commission"] for line in act.commissions],
        "Le membre": [line["name"] for line in act.members],
    }
    for what, names in tables.items():
        for name in names:
            if names.count(name) > 1:
                raise Refusal(f"{what} « {shown(name)} » est décrit deux fois : n’en gardez qu’un.")


def _opened(state: JuryState, act: OpenJury) -> JuryState:
    jury = Jury(act.session, act.pilot, act.academies, act.president, act.rehearsal, act.program)
    sites = {
        line["name"]: Site(line["name"], line["time_zone"], tuple(line.get("rooms", ())))
        for line in act.sites
    }
    return replace(state, jury=jury, sites=sites)


@folds(OpenJury)
def fold_open(state: JuryState, act: OpenJury, at: datetime) -> JuryState:
    opened = _opened(state, act)
    for step, _, fold in steps(act):
        opened = fold(opened, step, at)
    return opened


@checks(IssuePack)
def check_issue(state: JuryState, act: IssuePack, at: datetime) -> None:
    if act.commission not in state.commissions:
        raise Refusal(f"La commission « {shown(act.commission)} » n’est pas dans ce jury.")


@folds(IssuePack)
def fold_issue(state: JuryState, act: IssuePack, at: datetime) -> JuryState:
    found = state.commissions.get(act.commission)
    if found is None:
        return state
    issued = replace(found, packs=(*found.packs, Pack(act.public, act.content)))
    return replace(state, commissions={**state.commissions, act.commission: issued})
