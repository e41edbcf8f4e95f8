"""Who is enrolled, by which route and form, and what they do of each unit (§ 1.1, 1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import EditCandidate, EnrolCandidates, SetUnit
from app.domain.jury.people import ExamFile, JuryCandidate
from app.domain.jury.rules.base import candidate_of, need_jury, who, with_candidate
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS, FORMS, NEVER_CCF, UNIT_STATUSES, UNITS
from app.domain.people import CATEGORIES, known_category
from app.domain.rules.base import checks, folds
from app.domain.rules.identity import parse_date, read_date
from app.domain.rules.lists import candidate_from, check_line
from app.domain.text import says, shown

OWN = frozenset({"school", "uai", "form", "units", "commission", "exam"})
"""Fields of a line beside those a commission's list has."""
EDITABLE = {
    "last_name": "nom de naissance",
    "first_names": "prénoms",
    "usual_name": "nom d’usage",
    "born": "date de naissance",
    "category": "voie",
    "form": "forme",
    "school": "établissement",
    "uai": "UAI",
}


@checks(EnrolCandidates)
def check_enrol(state: JuryState, act: EnrolCandidates, at: datetime) -> None:
    need_jury(state)
    if not act.candidates:
        raise Refusal(f"La liste « {shown(act.source)} » ne contient aucun candidat.")
    for rank, line in enumerate(act.candidates, 1):
        try:
            check_line({k: v for k, v in line.items() if k not in OWN})
            for unit, status in line.get("units", {}).items():
                check_unit(unit, status)
        except Refusal as refusal:
            raise Refusal(
                f"Liste « {shown(act.source)} », candidat n° {rank} : {refusal}"
            ) from None


def check_unit(unit: str, status: str) -> None:
    """Refusal for an unknown unit or status, and for a unit that is never in CCF (§ 1.1, 1.3)."""
    if unit not in UNITS:
        raise Refusal(f"L’unité « {shown(unit)} » est inconnue : {', '.join(UNITS)}.")
    if status not in UNIT_STATUSES:
        raise Refusal(f"L’état « {shown(status)} » est inconnu : {', '.join(UNIT_STATUSES)}.")
    if status == "ccf" and unit in NEVER_CCF:
        raise Refusal(f"L’{unit} ne s’évalue jamais en contrôle en cours de formation (§ 1.3).")


@folds(EnrolCandidates)
def fold_enrol(state: JuryState, act: EnrolCandidates, at: datetime) -> JuryState:
    """A line adds a candidate or corrects one; what it does not tell stays."""
    candidates = dict(state.candidates)
    for line in act.candidates:
        told = candidate_from(line)
        if told.number:
            old = candidates.get(told.number, JuryCandidate(told))
            candidates[told.number] = _merged(old, line, act.fields)
    return replace(state, candidates=candidates)


def _merged(old: JuryCandidate, line: Mapping[str, Any], columns: tuple[str, ...]) -> JuryCandidate:
    told = candidate_from(line)
    kept = [name for name in vars(told) if columns and name not in columns and name != "number"]
    candidate = replace(told, **{name: getattr(old.candidate, name) for name in kept})
    exams = dict(old.exams)
    if line.get("commission") and line.get("exam") in DOMAINS:
        listed = {k: line[k] for k in ("commission", "day", "hour") if line.get(k)}
        exams[line["exam"]] = replace(exams.get(line["exam"], ExamFile()), listed=listed)
    return replace(
        old,
        candidate=candidate,
        school=line.get("school") or old.school,
        uai=line.get("uai") or old.uai,
        form=line.get("form") or old.form,
        units={**old.units, **line.get("units", {})},
        exams=exams,
    )


@checks(EditCandidate)
def check_edit(state: JuryState, act: EditCandidate, at: datetime) -> None:
    found = candidate_of(state, act.candidate)
    if act.field not in EDITABLE:
        raise Refusal(f"Le champ « {shown(act.field)} » ne se corrige pas : {', '.join(EDITABLE)}.")
    if act.field == "last_name" and not says(act.value):
        raise Refusal(f"{who(found)} : le nom ne peut être vide.")
    if act.field == "born":
        parse_date(act.value)
    if act.field == "form" and act.value not in FORMS:
        raise Refusal(f"La forme est {' ou '.join(FORMS)}, non « {shown(act.value)} ».")
    if act.field == "category" and act.value and act.value not in CATEGORIES.values():
        raise Refusal(f"La voie « {shown(act.value)} » est inconnue.")


@folds(EditCandidate)
def fold_edit(state: JuryState, act: EditCandidate, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    value: Any = act.value.strip()
    if act.field in ("form", "school", "uai"):
        own: dict[str, Any] = {act.field: value}
        return with_candidate(state, replace(found, **own))
    if act.field == "born":
        value = read_date(act.value)
    if act.field == "category":
        value = known_category(act.value)
    return with_candidate(
        state, replace(found, candidate=replace(found.candidate, **{act.field: value}))
    )


@checks(SetUnit)
def check_set_unit(state: JuryState, act: SetUnit, at: datetime) -> None:
    candidate_of(state, act.candidate)
    check_unit(act.unit, act.status)


@folds(SetUnit)
def fold_set_unit(state: JuryState, act: SetUnit, at: datetime) -> JuryState:
    """Who does not sit an exam is in no commission for it."""
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    units = {**found.units, act.unit: act.status}
    decisions = {**found.decisions, act.unit: act.decision}
    exams = dict(found.exams)
    if act.status != "ponctuel" and act.unit in exams:
        exams[act.unit] = replace(exams[act.unit], slot=None, choice=None)
    return with_candidate(state, replace(found, units=units, decisions=decisions, exams=exams))
