"""Marks loaded, harmonised and decided: each change one act with its author and its reason.

The original is kept: what was proposed, what was harmonised and what the jury decided have each
their own place, and taking a decision back shows what stood before it (rule 1: nothing is ever
computed, bounded or suggested).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.errors import Refusal
from app.domain.instants import stamp
from app.domain.jury.marks import mark_before, status_of
from app.domain.jury.people import JuryCandidate
from app.domain.jury.results import Listed, MarkDecision, MarkList
from app.domain.jury.results_acts import (
    DecideMark,
    EnterMark,
    HarmoniseMark,
    LoadMarks,
    SetCode,
    SetCoefficient,
)
from app.domain.jury.results_words import (
    ABSENT,
    BENEFIT,
    CODED,
    DISPENSED,
    LARGEST_COEFFICIENT,
    MARKED,
    NOT_ENROLLED,
    NOT_VALID,
    OBLIGATORY,
    STANDINGS,
    Code,
)
from app.domain.jury.rules.base import need_jury, need_text, who
from app.domain.jury.rules.results_base import (
    logged,
    need_author,
    need_choice,
    need_mark,
    unit_of,
    with_results,
    with_unit,
)
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS, UNIT_STATUSES
from app.domain.marks import canonical_mark, half_points
from app.domain.rules.base import checks, folds

LISTED_KINDS = (ABSENT, NOT_VALID)
"""What a list may say of a unit to sit, in place of a mark."""
KEPT_FROM = 20
"""Half points from which a mark is kept in the forme globale (D643-23)."""


@checks(SetCoefficient)
def check_coefficient(state: JuryState, act: SetCoefficient, at: datetime) -> None:
    need_jury(state)
    need_choice(act.unit, OBLIGATORY, "une unité obligatoire")
    if act.coefficient is not None and not 1 <= act.coefficient <= LARGEST_COEFFICIENT:
        raise Refusal(
            f"{act.unit} : un coefficient est un nombre entier de 1 à {LARGEST_COEFFICIENT}."
        )


@folds(SetCoefficient)
def fold_coefficient(state: JuryState, act: SetCoefficient, at: datetime) -> JuryState:
    told = {u: c for u, c in state.results.coefficients.items() if u != act.unit}
    if act.coefficient is not None:
        told[act.unit] = act.coefficient
    return with_results(state, coefficients=told)


@checks(SetCode)
def check_code_table(state: JuryState, act: SetCode, at: datetime) -> None:
    need_jury(state)
    need_choice(act.kind, CODED, "un cas de la table des codes")
    need_text(act.label, f"Le code de « {CODED[act.kind].label} » a besoin d’un libellé.")
    for kind, other in state.results.codes.items():
        if kind != act.kind and act.code and act.code.casefold() == other.code.casefold():
            raise Refusal(f"Le code « {act.code} » est déjà celui de « {other.label} ».")


@folds(SetCode)
def fold_code(state: JuryState, act: SetCode, at: datetime) -> JuryState:
    codes = {**state.results.codes, act.kind: Code(act.code, act.label)}
    return with_results(state, codes=codes)


# --- from a list or by hand -----------------------------------------------------------------------


@checks(LoadMarks)
def check_load(state: JuryState, act: LoadMarks, at: datetime) -> None:
    """Whole or not at all: one wrong line refuses the list."""
    need_jury(state)
    if not act.marks:
        raise Refusal(f"La liste « {act.source} » ne donne aucune note.")
    seen: set[tuple[str, str]] = set()
    for line in act.marks:
        number, unit = _text(line, "number"), _text(line, "unit")
        candidate = unit_of(state, number, unit)
        if (number, unit) in seen:
            raise Refusal(f"{who(candidate)}, {unit} : la liste en parle deux fois.")
        seen.add((number, unit))
        check_listed(state, candidate, unit, _text(line, "mark"), _text(line, "kind"))


def check_listed(
    state: JuryState, candidate: JuryCandidate, unit: str, mark: str, kind: str
) -> None:
    """Refusal unless a list may say this of the unit: a mark, or a standing that agrees with what
    the candidate does of it. Marks of the commissions' own orals come from their exports."""
    whom = f"{who(candidate)}, {unit}"
    own = state.results.of(candidate.number).of(unit)
    status = status_of(candidate, own, unit) if unit != "EF" else candidate.units.get("EF", "")
    if unit in DOMAINS and status == "ponctuel":
        raise Refusal(f"{whom} : cette note vient de la commission, non d’une liste.")
    if bool(mark) == bool(kind):
        raise Refusal(f"{whom} : donnez une note ou un code, l’un des deux.")
    if kind:
        _check_kind(whom, status, kind)
    else:
        need_mark(mark, whom)
        _check_may_have_mark(whom, candidate, status, mark)


def _check_kind(whom: str, status: str, kind: str) -> None:
    if kind in LISTED_KINDS:
        if status in (BENEFIT, DISPENSED, NOT_ENROLLED):
            raise Refusal(
                f"{whom} : « {STANDINGS[kind]} » ne va pas avec « {UNIT_STATUSES[status]} »."
            )
    elif kind != status:
        raise Refusal(
            f"{whom} : « {STANDINGS.get(kind, kind)} » n’est pas l’état de cette unité "
            f"(« {UNIT_STATUSES.get(status, 'à passer')} ») : corrigez l’un des deux."
        )


def _check_may_have_mark(whom: str, candidate: JuryCandidate, status: str, mark: str) -> None:
    if status in (DISPENSED, NOT_ENROLLED):
        raise Refusal(f"{whom} : l’unité est « {UNIT_STATUSES[status]} », elle n’a pas de note.")
    kept = half_points(canonical_mark(mark) or "0.0")
    if status == BENEFIT and candidate.form == "globale" and kept < KEPT_FROM:
        raise Refusal(
            f"{whom} : en forme globale seule une note d’au moins 10 se conserve (D643-23)."
        )


@folds(LoadMarks)
def fold_load(state: JuryState, act: LoadMarks, at: datetime) -> JuryState:
    units: dict[str, None] = {}
    for line in act.marks:
        number, unit = _text(line, "number"), _text(line, "unit")
        state = _listed(
            state, number, unit, _text(line, "mark"), _text(line, "kind"), act.source, at
        )
        units[unit] = None
    told = MarkList(act.source, act.sha256, stamp(at), tuple(units), len(act.marks))
    return with_results(state, lists=(*state.results.lists, told))


@checks(EnterMark)
def check_enter(state: JuryState, act: EnterMark, at: datetime) -> None:
    candidate = unit_of(state, act.candidate, act.unit)
    need_author(act.by, act.reason, f"{who(candidate)}, {act.unit}")
    if act.mark or act.kind:
        check_listed(state, candidate, act.unit, act.mark, act.kind)
    elif state.results.of(act.candidate).of(act.unit).listed is None:
        raise Refusal(f"{who(candidate)} n’a pas de note saisie en {act.unit}.")


@folds(EnterMark)
def fold_enter(state: JuryState, act: EnterMark, at: datetime) -> JuryState:
    old = state.results.of(act.candidate).of(act.unit).listed
    state = _listed(state, act.candidate, act.unit, act.mark, act.kind, f"saisie : {act.by}", at)
    before = (old.mark or old.kind) if old else ""
    told = (act.unit, before, canonical_mark(act.mark) or act.kind, act.by, act.reason)
    return logged(state, act.candidate, at, "enter", *told)


def _listed(
    state: JuryState, number: str, unit: str, mark: str, kind: str, source: str, at: datetime
) -> JuryState:
    own = state.results.of(number).of(unit)
    told = Listed(canonical_mark(mark), kind, source, stamp(at)) if mark or kind else None
    earlier = (*own.earlier, own.listed) if own.listed else own.earlier
    return with_unit(state, number, unit, listed=told, earlier=earlier)


# --- harmonised, decided ------------------------------------------------------------------------


@checks(HarmoniseMark)
def check_harmonise(state: JuryState, act: HarmoniseMark, at: datetime) -> None:
    """The circular harmonises CCF; in ponctuel the jury decides (§ 1.4.3 D)."""
    candidate = unit_of(state, act.candidate, act.unit)
    whom, own = f"{who(candidate)}, {act.unit}", state.results.of(act.candidate).of(act.unit)
    if status_of(candidate, own, act.unit) != "ccf":
        raise Refusal(f"{whom} : seul le CCF s’harmonise ; en ponctuel le jury décide.")
    need_author(act.by, act.reason, whom)
    _check_new_mark(state, act, whom, own.harmonised, own.listed.mark if own.listed else None)


@folds(HarmoniseMark)
def fold_harmonise(state: JuryState, act: HarmoniseMark, at: datetime) -> JuryState:
    own = state.results.of(act.candidate).of(act.unit)
    upon = own.listed.mark if own.listed else None
    return _set_mark(state, act, at, "harmonised", upon)


@checks(DecideMark)
def check_decide(state: JuryState, act: DecideMark, at: datetime) -> None:
    candidate = unit_of(state, act.candidate, act.unit)
    whom, own = f"{who(candidate)}, {act.unit}", state.results.of(act.candidate).of(act.unit)
    need_author(act.by, act.reason, whom)
    before = mark_before(state, act.candidate, act.unit)
    _check_new_mark(state, act, whom, own.final, before.mark)
    if act.mark and before.kept:
        raise Refusal(f"{whom} : une note de bénéfice est conservée telle quelle (D643-23).")


@folds(DecideMark)
def fold_decide(state: JuryState, act: DecideMark, at: datetime) -> JuryState:
    if act.candidate not in state.candidates:
        return state
    return _set_mark(state, act, at, "final", mark_before(state, act.candidate, act.unit).mark)


def _check_new_mark(
    state: JuryState,
    act: HarmoniseMark | DecideMark,
    whom: str,
    decided: MarkDecision | None,
    upon: str | None,
) -> None:
    if not act.mark:
        if decided is None:
            raise Refusal(f"{whom} : aucune décision à reprendre.")
        return
    need_mark(act.mark, whom)
    told = mark_before(state, act.candidate, act.unit).kind
    if upon is None or told != MARKED:
        word = STANDINGS.get(told, told).lower()
        raise Refusal(f"{whom} : {word}, il n’y a pas de note à changer.")


def _set_mark(
    state: JuryState, act: HarmoniseMark | DecideMark, at: datetime, place: str, upon: str | None
) -> JuryState:
    own = state.results.of(act.candidate).of(act.unit)
    old: MarkDecision | None = getattr(own, place)
    mark = canonical_mark(act.mark)
    told = MarkDecision(mark, upon, act.by, act.reason, stamp(at)) if mark else None
    state = with_unit(state, act.candidate, act.unit, **{place: told})
    before = old.mark if old else upon
    after = mark or upon or ""
    return logged(state, act.candidate, at, place, act.unit, before, after, act.by, act.reason)


def _text(line: Mapping[str, Any], name: str) -> str:
    """A field of a line as text, whatever was once accepted there."""
    value = line.get(name, "")
    return value if isinstance(value, str) else ""
