"""What every rule of the jury's decisions needs: finding, putting back, logging."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.instants import stamp
from app.domain.jury.people import JuryCandidate
from app.domain.jury.results import Logged, UnitMarks
from app.domain.jury.rules.base import candidate_of, need_text
from app.domain.jury.state import JuryState
from app.domain.jury.words import UNITS
from app.domain.marks import canonical_mark
from app.domain.rules.identity import read_date
from app.domain.text import shown


def unit_of(state: JuryState, number: str, unit: str) -> JuryCandidate:
    """The candidate; Refusal for an unknown one or an unknown unit."""
    if unit not in UNITS:
        raise Refusal(f"L’unité « {shown(unit)} » est inconnue : {', '.join(UNITS)}.")
    return candidate_of(state, number)


def need_mark(text: str, whom: str) -> None:
    """Refusal unless it is a mark (rule 2)."""
    if canonical_mark(text) is None:
        raise Refusal(
            f"{whom} : « {shown(text)} » n’est pas une note. Écrivez de 0 à 20, par demi-point."
        )


def need_author(by: str, reason: str, whom: str) -> None:
    """Each decision has its author and its reason."""
    need_text(by, f"{whom} : dites qui décide.")
    need_text(reason, f"{whom} : dites pourquoi.")


def need_choice(value: str, known: Collection[str], what: str) -> None:
    """Refusal unless the value is one of those known; ``what`` is "un résultat", "une unité"…"""
    if value not in known:
        raise Refusal(f"« {shown(value)} » n’est pas {what} : choisissez parmi {', '.join(known)}.")


def with_results(state: JuryState, **changes: Any) -> JuryState:
    return replace(state, results=replace(state.results, **changes))


def with_own(state: JuryState, number: str, **changes: Any) -> JuryState:
    """The state with that candidate's results changed; as it was for an unknown candidate."""
    if number not in state.candidates:
        return state
    own = replace(state.results.of(number), **changes)
    return with_results(state, candidates={**state.results.candidates, number: own})


def with_unit(state: JuryState, number: str, unit: str, **changes: Any) -> JuryState:
    if unit not in UNITS:
        return state
    own = state.results.of(number)
    told: UnitMarks = replace(own.of(unit), **changes)
    return with_own(state, number, units={**own.units, unit: told})


def logged(
    state: JuryState,
    number: str,
    at: datetime,
    kind: str,
    unit: str = "",
    before: str | None = "",
    after: str = "",
    by: str = "",
    reason: str = "",
) -> JuryState:
    """The state with one more line in what was decided about the candidate."""
    line = Logged(stamp(at), kind, unit, before or "", after, by, reason)
    return with_own(state, number, log=(*state.results.of(number).log, line))


def dated(reason: str, decided: str, also: str = "") -> str:
    """The reason of an authority's decision, with its date as the French write it."""
    day = read_date(decided)
    told = f"décision du {day:%d/%m/%Y}" if day else decided
    return f"{reason} ({', '.join(filter(None, (told, also)))})"
