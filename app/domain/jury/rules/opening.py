"""Opening a jury file: its academies (annexe II), sites, examiners, commissions, members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from app.domain.codec import decode
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import (
    JURY,
    IssuePack,
    JuryAct,
    OpenJury,
    SetCommission,
    SetExaminer,
    SetJury,
    SetMember,
    SetSite,
)
from app.domain.jury.breaches import of_commission, two_places
from app.domain.jury.people import Pack
from app.domain.jury.rules.base import need_jury, need_text
from app.domain.jury.rules.people import (
    check_commission,
    check_examiner,
    check_member,
    check_site,
    fold_commission,
    fold_examiner,
    fold_member,
    fold_site,
)
from app.domain.jury.state import Jury, JuryState
from app.domain.jury.words import DOMAINS
from app.domain.rules.base import checks, folds
from app.domain.text import shown

NO_PRESIDENT = "Le jury n’a pas de président : indiquez-le."
Table = tuple[str, type[JuryAct], str, Callable[..., None], Callable[..., JuryState]]
TABLES: tuple[Table, ...] = (
    ("sites", SetSite, "name", check_site, fold_site),
    ("examiners", SetExaminer, "name", check_examiner, fold_examiner),
    ("commissions", SetCommission, "commission", check_commission, fold_commission),
    ("members", SetMember, "name", check_member, fold_member),
)
"""Each table of a description: the act one of its lines stands for, what names the line, the
rules and the fold of that act."""


@checks(OpenJury)
def check_open(state: JuryState, act: OpenJury, at: datetime) -> None:
    for sentence in contradictions(state, act, at):
        raise Refusal(sentence)


def contradictions(state: JuryState, act: OpenJury, at: datetime) -> Iterator[str]:
    """Every reason why the jury cannot be opened so, in French; the act is refused for the first.

    A wrong line is taken all the same, so that what needs it is not told wrong too.
    """
    try:
        _check_head(state, act)
    except Refusal as refusal:
        yield str(refusal)
        return
    yield from _refused(check_academies, state, act.session, act.pilot, act.academies)
    yield from _refused(need_text, act.president, NO_PRESIDENT)
    opened = _opened(state, act)
    for table, kind, name, check, fold in TABLES:
        for rank, line in enumerate(getattr(act, table), 1):
            step = _step(kind, line)
            for sentence in _refused(_decoded, kind, line):
                yield f"Description, « {table} », ligne {rank} : {sentence}"
            if step is not None:
                yield from _refused(check, opened, step, at)
                opened = fold(opened, step, at)
        yield from _twice(act, table, name)
    yield from (breach.text for breach in two_places(opened))


def _check_head(state: JuryState, act: OpenJury) -> None:
    if state.jury is not None:
        raise Refusal("Ce fichier a déjà son jury.")
    if any((act.session, exam) not in state.catalogue for exam in DOMAINS):
        raise Refusal(f"La session {act.session} n’est pas connue de ce programme.")
    pilots = state.groupings.get(act.session, {})
    if act.pilot not in pilots:
        raise Refusal(
            f"« {shown(act.pilot)} » n’est pas une académie pilote : {', '.join(pilots)} "
            "(annexe II)."
        )


def _refused(rule: Callable[..., object], *given: Any) -> Iterator[str]:
    """The sentence by which the rule refuses, if it does."""
    try:
        rule(*given)
    except Refusal as refusal:
        yield str(refusal)


def check_academies(state: JuryState, session: int, pilot: str, academies: tuple[str, ...]) -> None:
    """Refusal for an academy that is not of the pilot's grouping (annexe II)."""
    known = state.groupings[session][pilot].academies
    for academy in academies:
        if academy not in known:
            raise Refusal(
                f"L’académie « {shown(academy)} » n’est pas rattachée à {pilot} "
                f"(annexe II) : {', '.join(known)}."
            )


def _twice(act: OpenJury, table: str, name: str) -> Iterator[str]:
    """A line described twice, by what names it."""
    names = [str(line.get(name, "")) for line in getattr(act, table)]
    for described, times in Counter(names).items():
        if times > 1 and described:
            yield (
                f"Description, « {table} » : « {shown(described)} » est décrit deux fois, "
                "n’en gardez qu’un."
            )


def _opened(state: JuryState, act: OpenJury) -> JuryState:
    jury = Jury(act.session, act.pilot, act.academies, act.president, act.rehearsal, act.program)
    return replace(state, jury=jury)


@folds(OpenJury)
def fold_open(state: JuryState, act: OpenJury, at: datetime) -> JuryState:
    if state.jury is not None or any((act.session, e) not in state.catalogue for e in DOMAINS):
        return state
    opened = _opened(state, act)
    for table, kind, _, _, fold in TABLES:
        for line in getattr(act, table):
            step = _step(kind, line)
            opened = fold(opened, step, at) if step is not None else opened
    return opened


def _decoded(kind: type[JuryAct], line: Mapping[str, Any]) -> Any:
    return decode({**line, "act": kind.act}, known_acts=JURY)


def _step(kind: type[JuryAct], line: Mapping[str, Any]) -> Any:
    """The act a line stands for; None for one that says too little or too much."""
    try:
        return _decoded(kind, line)
    except Refusal:
        return None


@checks(SetJury)
def check_jury(state: JuryState, act: SetJury, at: datetime) -> None:
    need_jury(state)
    assert state.jury is not None
    need_text(act.president, NO_PRESIDENT)
    check_academies(state, state.jury.session, state.jury.pilot, act.academies)


@folds(SetJury)
def fold_jury(state: JuryState, act: SetJury, at: datetime) -> JuryState:
    if state.jury is None:
        return state
    jury = replace(state.jury, president=act.president, academies=act.academies)
    return replace(state, jury=jury)


@checks(IssuePack)
def check_issue(state: JuryState, act: IssuePack, at: datetime) -> None:
    if act.commission not in state.commissions:
        raise Refusal(f"La commission « {shown(act.commission)} » n’est pas dans ce jury.")
    for breach in of_commission(state, act.commission):
        if breach.hard:
            raise Refusal(f"Le paquet n’est pas prêt. {breach.text}")


@folds(IssuePack)
def fold_issue(state: JuryState, act: IssuePack, at: datetime) -> JuryState:
    found = state.commissions.get(act.commission)
    if found is None:
        return state
    issued = replace(found, packs=(*found.packs, Pack(act.public, act.content)))
    return replace(state, commissions={**state.commissions, act.commission: issued})
