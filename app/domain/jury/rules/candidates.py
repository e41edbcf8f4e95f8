"""Who is enrolled, by which route and form, and what they do of each unit (§ 1.1, 1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import EditCandidate, EnrolCandidates, SetUnit
from app.domain.jury.hours import minute_of
from app.domain.jury.names import plain
from app.domain.jury.people import JuryCandidate, Slot
from app.domain.jury.rules.base import (
    candidate_of,
    check_exam,
    need_jury,
    who,
    with_candidate,
    with_exam,
    with_slot,
)
from app.domain.jury.state import JuryState
from app.domain.jury.words import (
    DOMAINS,
    FORMS,
    GLOBAL_ONLY,
    NEVER_CCF,
    UNIT_STATUSES,
    UNITS,
)
from app.domain.people import Candidate
from app.domain.rules.base import checks, folds
from app.domain.rules.identity import read_date
from app.domain.rules.lists import candidate_from, check_line
from app.domain.text import of, shown

TEXTS = ("school", "uai", "form", "commission", "exam")
"""Fields of a line beside those a commission's list has, and beside ``units``."""
OWN = ("form", "school", "uai")
EDITABLE = {
    "last_name": "nom de naissance",
    "first_names": "prénoms",
    "usual_name": "nom d’usage",
    "born": "date de naissance",
    "category": "voie",
    "extra_preparation": "majoration de la préparation",
    "extra_parts": "majoration de l’entretien",
    "form": "forme",
    "school": "établissement",
    "uai": "UAI",
}


@checks(EnrolCandidates)
def check_enrol(state: JuryState, act: EnrolCandidates, at: datetime) -> None:
    need_jury(state)
    source = f"Liste « {shown(act.source)} »"
    if not act.candidates:
        raise Refusal(f"La liste « {shown(act.source)} » ne contient aucun candidat.")
    seen: dict[tuple[str, str], JuryCandidate] = {}
    for rank, line in enumerate(act.candidates, 1):
        try:
            _check_own(state, line)
            check_line({k: v for k, v in line.items() if k not in (*TEXTS, "units")})
            _check_against(state, seen, line, act.fields)
        except Refusal as refusal:
            raise Refusal(f"{source}, candidat n° {rank} : {refusal}") from None


def _check_own(state: JuryState, line: Mapping[str, Any]) -> None:
    """Refusal unless what only a jury knows is of its kind, and names an exam."""
    for name in TEXTS:
        if not isinstance(line.get(name, ""), str):
            raise Refusal(f"Le champ « {name} » n’est pas un texte.")
    units = line.get("units", {})
    if not isinstance(units, Mapping):
        raise Refusal("Le champ « units » dit l’état de chaque unité : {« E32 » : « ponctuel »}.")
    for unit, status in units.items():
        check_unit(unit, status)
    if line.get("exam"):
        check_exam(line["exam"])
    if line.get("form"):
        check_form(line["form"])
    if line.get("commission") and not exam_of(state, line):
        raise Refusal(
            f"La commission « {shown(line['commission'])} » n’est pas dans ce jury et la ligne ne "
            "dit pas l’épreuve : ajoutez l’une ou l’autre."
        )


def _check_against(
    state: JuryState,
    seen: dict[tuple[str, str], JuryCandidate],
    line: Mapping[str, Any],
    columns: tuple[str, ...],
) -> None:
    """One line a candidate and exam; one number a person; the form goes with the route."""
    key = line["number"], exam_of(state, line)
    if key in seen:
        raise Refusal(f"Le numéro « {line['number']} » figure deux fois, n’en gardez qu’un.")
    told = candidate_from(line)
    old = state.candidates.get(told.number)
    if old is not None and someone_else(old.candidate, told):
        raise Refusal(
            f"Le numéro « {told.number} » est déjà celui {of(old.name)} : "
            f"vérifiez lequel est celui {of(told.name)}."
        )
    seen[key] = _merged(old or JuryCandidate(told), line, columns)
    check_route(seen[key])


def someone_else(one: Candidate, other: Candidate) -> bool:
    """Whether two of name, first names and birth date are known and differ."""
    pairs = (
        (plain(one.last_name), plain(other.last_name)),
        (plain(one.first_names), plain(other.first_names)),
        (one.born, other.born),
    )
    return sum(bool(a and b and a != b) for a, b in pairs) > 1


def check_unit(unit: object, status: object) -> None:
    """Refusal for an unknown unit or status, and for a unit that is never in CCF (§ 1.1, 1.3)."""
    if unit not in UNITS:
        raise Refusal(f"L’unité « {shown(str(unit))} » est inconnue : {', '.join(UNITS)}.")
    if not isinstance(status, str) or status not in UNIT_STATUSES:
        raise Refusal(f"L’état « {shown(str(status))} » est inconnu : {', '.join(UNIT_STATUSES)}.")
    if status == "ccf" and unit in NEVER_CCF:
        raise Refusal(f"L’{unit} ne s’évalue jamais en contrôle en cours de formation (§ 1.3).")


def check_form(form: str) -> None:
    if form not in FORMS:
        raise Refusal(f"La forme est {' ou '.join(FORMS)}, non « {shown(form)} ».")


def check_route(candidate: JuryCandidate) -> None:
    """The forme globale is compulsory for scolaires and apprentices (§ 1.2)."""
    route = candidate.candidate.category
    if candidate.form == "progressive" and route in GLOBAL_ONLY:
        raise Refusal(
            f"{who(candidate)} : la forme globale est obligatoire par la voie {route.lower()} "
            "(§ 1.2)."
        )


def exam_of(state: JuryState, line: Mapping[str, Any]) -> str:
    """The exam a line is about: as it says, or that of its commission; empty when neither."""
    exam, commission = _text(line, "exam"), state.commissions.get(_text(line, "commission"))
    return exam if exam in DOMAINS else commission.exam if commission else ""


def _text(line: Mapping[str, Any], name: str) -> str:
    value = line.get(name)
    return value if isinstance(value, str) else ""


@folds(EnrolCandidates)
def fold_enrol(state: JuryState, act: EnrolCandidates, at: datetime) -> JuryState:
    """A line adds a candidate or corrects one; what it does not tell, and what an act corrected,
    stays. Its commission and hour are taken as they are: ``breaches`` tells what is wrong."""
    if state.jury is None:
        return state
    candidates = dict(state.candidates)
    for line in act.candidates:
        told = candidate_from(line)
        if told.number:
            old = candidates.get(told.number, JuryCandidate(told))
            candidates[told.number] = _merged(old, line, act.fields)
    state = replace(state, candidates=candidates)
    for line in act.candidates:
        state = _listed(state, _text(line, "number"), line)
    return state


def _merged(old: JuryCandidate, line: Mapping[str, Any], columns: tuple[str, ...]) -> JuryCandidate:
    told = candidate_from(line)
    kept = {name for name in vars(told) if columns and name not in columns} | old.corrected
    kept -= {"number"}
    same = {n: getattr(old.candidate, n) for n in vars(told) if n in kept}
    own: dict[str, Any] = {
        n: text for n in OWN if (text := _text(line, n)) and n not in old.corrected
    }
    units = line.get("units")
    new = units if isinstance(units, Mapping) else {}
    return replace(
        old,
        candidate=replace(told, **{**same, "day": None, "hour": ""}),
        units={**old.units, **{u: s for u, s in new.items() if u not in old.corrected}},
        **own,
    )


def _listed(state: JuryState, number: str, line: Mapping[str, Any]) -> JuryState:
    """The hour a line gives; one that says the same as before leaves what an act did since."""
    found, exam = state.candidates.get(number), exam_of(state, line)
    listed = {n: text for n in ("commission", "day", "hour") if (text := _text(line, n))}
    if found is None or not exam or "commission" not in listed:
        return state
    if listed == found.told(exam).listed:
        return state
    state = with_exam(state, number, exam, listed=listed)
    return with_slot(state, number, exam, slot_of(state, listed))


def slot_of(state: JuryState, listed: Mapping[str, str]) -> Slot | None:
    """The hour a list gave, on the commission's only day where it gives none; else None."""
    commission = state.commissions.get(listed["commission"])
    only = commission.dates[0] if commission and len(commission.dates) == 1 else None
    day, minute = read_date(listed.get("day")) or only, minute_of(listed.get("hour", ""))
    if day is None or minute is None:
        return None
    return Slot(listed["commission"], day, minute)


@checks(EditCandidate)
def check_edit(state: JuryState, act: EditCandidate, at: datetime) -> None:
    found = candidate_of(state, act.candidate)
    if act.field not in EDITABLE:
        raise Refusal(f"Le champ « {shown(act.field)} » ne se corrige pas : {', '.join(EDITABLE)}.")
    if act.field == "form":
        check_form(act.value)
    elif act.field not in OWN:
        check_line({"number": found.number, "last_name": found.name, act.field: act.value})
    check_route(fold_edit(state, act, at).candidates[found.number])


@folds(EditCandidate)
def fold_edit(state: JuryState, act: EditCandidate, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None or act.field not in EDITABLE:
        return state
    value = act.value.strip()
    changed: dict[str, Any] = {act.field: value}
    if act.field not in OWN:
        told = getattr(candidate_from(changed), act.field)
        changed = {"candidate": replace(found.candidate, **{act.field: told})}
    corrected = _corrected(found, act.field, listed=act.listed)
    return with_candidate(state, replace(found, **changed, corrected=corrected))


def _corrected(found: JuryCandidate, name: str, *, listed: bool) -> frozenset[str]:
    """What a list read again leaves alone, after a correction of that field or unit."""
    return found.corrected - {name} if listed else found.corrected | {name}


@checks(SetUnit)
def check_set_unit(state: JuryState, act: SetUnit, at: datetime) -> None:
    candidate_of(state, act.candidate)
    check_unit(act.unit, act.status or ("ponctuel" if act.listed else ""))


@folds(SetUnit)
def fold_set_unit(state: JuryState, act: SetUnit, at: datetime) -> JuryState:
    """Who does not sit an exam is in no commission for it: see ``JuryCandidate.of``."""
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    units = {unit: status for unit, status in found.units.items() if unit != act.unit}
    told = replace(
        found,
        units={**units, act.unit: act.status} if act.status else units,
        decisions={**found.decisions, act.unit: act.decision},
        corrected=_corrected(found, act.unit, listed=act.listed),
    )
    return with_candidate(state, told)
