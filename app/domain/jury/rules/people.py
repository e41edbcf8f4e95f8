"""Examiners, commissions and members of the commission académique (§ 1.4, § 1.4.4)."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import RecordAttendance, SetCommission, SetExaminer, SetMember
from app.domain.jury.hours import minute_of, span_of
from app.domain.jury.people import JuryCommission, JuryExaminer, Member, Span
from app.domain.jury.rules.base import check_exam, need_date, need_jury, need_text
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.people import QUALITIES
from app.domain.rules.base import checks, folds
from app.domain.rules.identity import read_date
from app.domain.text import shown


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
    if not act.dates:
        raise Refusal(f"{name} n’a pas de date : indiquez-en une.")
    for text in act.dates:
        need_date(text, f"{name} : la date")
    _check_hours(act, name)
    check_composition(state, act, name)


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


def check_composition(state: JuryState, act: SetCommission, name: str) -> None:
    """One teacher of the domain and one professional, or failing that a second teacher of
    professional subjects (§ 1.4.4)."""
    unknown = [one for one in act.examiners if one not in state.examiners]
    if unknown:
        raise Refusal(f"{name} : {unknown[0]} n’est pas parmi les examinateurs de ce jury.")
    if len(set(act.examiners)) != 2 or len(act.examiners) != 2:
        raise Refusal(f"{name} compte deux examinateurs différents (§ 1.4.4).")
    if not any(state.examiners[one].teaches(act.exam) for one in act.examiners):
        raise Refusal(
            f"{name} n’a pas d’enseignant du domaine {DOMAINS[act.exam]} : il en faut un (§ 1.4.4)."
        )


def commission_from(state: JuryState, act: SetCommission) -> JuryCommission:
    """The commission the act tells; packs already issued are kept."""
    old = state.commissions.get(act.commission)
    dates = tuple(found for text in act.dates if (found := read_date(text)) is not None)
    breaks = tuple(span for text in act.breaks if (span := span_of(text)) is not None)
    hours = Span(minute_of(act.first_hour) or 480, minute_of(act.last_hour) or 1080)
    return JuryCommission(
        act.commission,
        act.exam,
        act.site,
        act.room,
        tuple(sorted(dates)),
        act.examiners,
        hours,
        act.slot or JuryCommission.usual_slot(act.exam),
        breaks,
        old.packs if old else (),
    )


@folds(SetCommission)
def fold_commission(state: JuryState, act: SetCommission, at: datetime) -> JuryState:
    made = commission_from(state, act)
    return replace(state, commissions={**state.commissions, act.commission: made})


def by_default(state: JuryState, commission: JuryCommission) -> bool:
    """Whether a second teacher stands in for the professional, "à défaut" (§ 1.4.4)."""
    return all(state.examiners[name].quality == QUALITIES[0] for name in commission.examiners)


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
