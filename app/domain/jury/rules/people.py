"""Examiners, commissions and members of the commission académique (§ 1.4, § 1.4.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import (
    RecordAttendance,
    SetCommission,
    SetExaminer,
    SetMember,
    SetSite,
    TakeOut,
)
from app.domain.jury.hours import minute_of, span_of
from app.domain.jury.people import JuryCommission, JuryExaminer, Member, Site, Span
from app.domain.jury.rules.base import check_exam, need_date, need_jury, need_text
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.people import QUALITIES, TEACHER
from app.domain.rules.base import checks, folds
from app.domain.rules.identity import read_date
from app.domain.text import shown


@checks(SetSite)
def check_site(state: JuryState, act: SetSite, at: datetime) -> None:
    need_jury(state)
    need_text(act.name, "Le centre n’a pas de nom : indiquez-le.")
    need_text(act.time_zone, f"{act.name} : indiquez le fuseau du centre (Europe/Paris).")
    for commission in state.commissions.values():
        if commission.site == act.name:
            check_room(commission.room, Site(act.name, act.time_zone, act.rooms), commission.code)


def check_room(room: str, site: Site, commission: str) -> None:
    """Refusal for a room that the site, where it names its rooms, does not have."""
    if room and site.rooms and room not in site.rooms:
        raise Refusal(
            f"La commission « {shown(commission)} » : la salle « {shown(room)} » n’est pas une "
            f"salle du centre {site.name} : {', '.join(site.rooms)}."
        )


@folds(SetSite)
def fold_site(state: JuryState, act: SetSite, at: datetime) -> JuryState:
    site = Site(act.name, act.time_zone, act.rooms)
    return replace(state, sites={**state.sites, act.name: site})


@checks(SetExaminer)
def check_examiner(state: JuryState, act: SetExaminer, at: datetime) -> None:
    need_jury(state)
    need_text(act.name, "L’examinateur n’a pas de nom : indiquez-le.")
    if act.quality not in QUALITIES:
        raise Refusal(
            f"{act.name} : la qualité « {shown(act.quality)} » est inconnue ; "
            f"choisissez {' ou '.join(QUALITIES)}."
        )
    for domain in act.domains:
        if domain not in DOMAINS.values():
            raise Refusal(f"{act.name} : le domaine « {shown(domain)} » est inconnu : DA1 ou DA2.")
    corrected = fold_examiner(state, act, at)
    for commission in state.commissions.values():
        if act.name in commission.examiners:
            check_composition(corrected, commission.exam, commission.examiners, commission.code)


def examiner_from(act: SetExaminer) -> JuryExaminer:
    return JuryExaminer(
        act.name, act.quality, act.domains, act.schools, act.employer, frozenset(act.knows)
    )


@folds(SetExaminer)
def fold_examiner(state: JuryState, act: SetExaminer, at: datetime) -> JuryState:
    return replace(state, examiners={**state.examiners, act.name: examiner_from(act)})


@checks(SetCommission)
def check_commission(state: JuryState, act: SetCommission, at: datetime) -> None:
    need_jury(state)
    name = f"La commission « {shown(act.commission)} »"
    need_text(act.commission, "La commission n’a pas de nom : indiquez-le.")
    check_exam(act.exam)
    old = state.commissions.get(act.commission)
    if old is not None and old.exam != act.exam and state.before(act.commission):
        raise Refusal(f"{name} a des candidats en {old.exam} : retirez-les avant d’en changer.")
    if act.site not in state.sites:
        raise Refusal(f"{name} : le centre « {shown(act.site)} » n’est pas dans ce jury.")
    check_room(act.room, state.sites[act.site], act.commission)
    if not act.dates:
        raise Refusal(f"{name} n’a pas de date : indiquez-en une.")
    for text in act.dates:
        need_date(text, f"{name} : la date")
    _check_hours(act, name)
    check_composition(state, act.exam, act.examiners, act.commission)


def _check_hours(act: SetCommission, name: str) -> None:
    first, last = minute_of(act.first_hour), minute_of(act.last_hour)
    if first is None or last is None or first >= last:
        raise Refusal(
            f"{name} : donnez une première et une dernière heure, « 08:00 » et « 18:00 »."
        )
    if act.slot is not None and not 10 <= act.slot <= 240:
        raise Refusal(f"{name} : un candidat toutes les {act.slot} minutes n’est pas possible.")
    for text in act.breaks:
        if span_of(text) is None:
            raise Refusal(f"{name} : la pause « {shown(text)} » s’écrit « 12:00-13:30 ».")


def check_composition(
    state: JuryState, exam: str, examiners: tuple[str, ...], commission: str
) -> None:
    """One teacher of the domain and one professional, or failing that a second teacher of
    professional subjects (§ 1.4.4)."""
    name = f"La commission « {shown(commission)} »"
    for one in examiners:
        if one not in state.examiners:
            raise Refusal(f"{name} : {shown(one)} n’est pas parmi les examinateurs de ce jury.")
    if len(set(examiners)) != 2 or len(examiners) != 2:
        raise Refusal(f"{name} compte deux examinateurs différents (§ 1.4.4).")
    if not any(state.examiners[one].teaches(exam) for one in examiners):
        raise Refusal(
            f"{name} n’a pas d’enseignant du domaine {DOMAINS[exam]} : il en faut un (§ 1.4.4)."
        )


def commission_from(state: JuryState, act: SetCommission) -> JuryCommission:
    """The commission the act tells; packs already issued are kept."""
    old = state.commissions.get(act.commission)
    dates = tuple(found for text in act.dates if (found := read_date(text)) is not None)
    breaks = tuple(span for text in act.breaks if (span := span_of(text)) is not None)
    first, last = minute_of(act.first_hour), minute_of(act.last_hour)
    hours = Span(480 if first is None else first, 1080 if last is None else last)
    return JuryCommission(
        act.commission,
        act.exam,
        act.site,
        act.room,
        tuple(sorted(set(dates))),
        act.examiners,
        hours,
        act.slot if act.slot and act.slot > 0 else JuryCommission.usual_slot(act.exam),
        tuple(sorted(breaks, key=lambda pause: pause.start)),
        old.packs if old else (),
    )


@folds(SetCommission)
def fold_commission(state: JuryState, act: SetCommission, at: datetime) -> JuryState:
    made = commission_from(state, act)
    return replace(state, commissions={**state.commissions, act.commission: made})


def by_default(state: JuryState, commission: JuryCommission) -> bool:
    """Whether a second teacher stands in for the professional, "à défaut" (§ 1.4.4)."""
    return all(state.examiners[name].quality == TEACHER for name in commission.examiners)


@checks(SetMember)
def check_member(state: JuryState, act: SetMember, at: datetime) -> None:
    need_jury(state)
    need_text(act.name, "Le membre de la commission académique n’a pas de nom : indiquez-le.")
    for text in act.dates:
        need_date(text, f"{act.name} : la date")


@folds(SetMember)
def fold_member(state: JuryState, act: SetMember, at: datetime) -> JuryState:
    dates = tuple(found for text in act.dates if (found := read_date(text)) is not None)
    old = state.members.get(act.name)
    attended = old.attended if old else frozenset()
    made = Member(act.name, dates, act.president, frozenset(act.knows), attended)
    others = state.members
    if act.president:  # one presides
        others = {name: replace(one, president=False) for name, one in others.items()}
    return replace(state, members={**others, act.name: made})


@checks(RecordAttendance)
def check_attendance(state: JuryState, act: RecordAttendance, at: datetime) -> None:
    need_jury(state)
    if act.member not in state.members:
        raise Refusal(f"« {shown(act.member)} » n’est pas membre de la commission académique.")
    need_date(act.date, f"{act.member} : la date")


@folds(RecordAttendance)
def fold_attendance(state: JuryState, act: RecordAttendance, at: datetime) -> JuryState:
    member, day = state.members.get(act.member), read_date(act.date)
    if member is None or day is None:
        return state
    attended = member.attended | {day} if act.present else member.attended - {day}
    return replace(state, members={**state.members, act.member: replace(member, attended=attended)})


@checks(TakeOut)
def check_take_out(state: JuryState, act: TakeOut, at: datetime) -> None:
    need_jury(state)
    lines = _table(state, act.table)
    if lines is None:
        raise Refusal(f"La table « {shown(act.table)} » est inconnue : {', '.join(TABLES)}.")
    if act.name not in lines:
        raise Refusal(f"« {shown(act.name)} » n’est pas dans la table « {act.table} ».")
    users = [
        commission.code
        for commission in state.commissions.values()
        if act.table in USES and act.name in USES[act.table](commission)
    ]
    if users:
        raise Refusal(f"{act.name} sert encore à {', '.join(users)} : changez-en d’abord.")
    if act.table == "commission" and state.seats.get(act.name):
        raise Refusal(f"La commission {act.name} a des candidats : déplacez-les d’abord.")
    if act.table == "commission" and state.commissions[act.name].packs:
        raise Refusal(f"La commission {act.name} a reçu un paquet : elle reste dans ce jury.")


TABLES = {
    "site": "sites",
    "examiner": "examiners",
    "commission": "commissions",
    "member": "members",
}
"""What can be taken out, and where the state keeps it."""
USES: dict[str, Callable[[JuryCommission], tuple[str, ...]]] = {
    "site": lambda commission: (commission.site,),
    "examiner": lambda commission: commission.examiners,
}
"""What a commission needs of a table."""


def _table(state: JuryState, table: str) -> Mapping[str, Any] | None:
    return getattr(state, TABLES[table]) if table in TABLES else None


@folds(TakeOut)
def fold_take_out(state: JuryState, act: TakeOut, at: datetime) -> JuryState:
    lines = _table(state, act.table)
    if lines is None:
        return state
    kept = {name: line for name, line in lines.items() if name != act.name}
    return replace(state, **{TABLES[act.table]: kept})  # type: ignore[arg-type]
