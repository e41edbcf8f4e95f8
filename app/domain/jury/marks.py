"""What the jury holds of each unit of a candidate: a mark, or why there is none (rule 3).

Nothing here computes a mark: it is the one a commission sealed, a list gave, the harmonisation
commission or the jury set. In CCF three values stay apart for ever, proposed, harmonised and
final; in ponctuel two (§ 1.4.3 D).
"""

from __future__ import annotations

from functools import cache

from app.domain.facts import dataclass
from app.domain.jury.people import JuryCandidate
from app.domain.jury.results import UnitMarks
from app.domain.jury.results_words import (
    ABSENT,
    BENEFIT,
    DISPENSED,
    MARKED,
    NOT_ENROLLED,
    NOT_VALID,
    RESERVED,
)
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS, UNITS

ZERO = "0.0"


@dataclass(frozen=True)
class Standing:
    """One unit: ``kind`` is of ``STANDINGS``. The marks are canonical text ("14.5").

    ``final`` is what the jury decided, or, once the results are official, the mark in force.
    ``note`` says in French what a reader must know, "" mostly. ``stale`` is a decision taken on
    another value than the one now held: it must be taken again.
    """

    unit: str
    kind: str
    proposed: str | None = None
    harmonised: str | None = None
    final: str | None = None
    note: str = ""
    stale: bool = False
    kept: bool = False
    """A mark of benefit, kept from an earlier session."""

    @property
    def mark(self) -> str | None:
        """The mark in force; None where there is none, never a silent zero."""
        if self.kind != MARKED:
            return None
        return self.final or self.harmonised or self.proposed


def status_of(candidate: JuryCandidate, own: UnitMarks, unit: str) -> str:
    """What the candidate does of a unit; the optional EF is taken by who has something in it."""
    usual = "ponctuel" if unit != "EF" or own.listed else NOT_ENROLLED
    return candidate.units.get(unit, usual)


@cache
def _without(unit: str, kind: str) -> Standing:
    """No mark, and nothing else to say."""
    return Standing(unit, kind)


def standing(state: JuryState, number: str, unit: str) -> Standing:
    """What is held of a unit; LookupError for an unknown candidate."""
    return _standing(state, state.candidates[number], state.results.of(number).of(unit), unit)


def _standing(state: JuryState, candidate: JuryCandidate, own: UnitMarks, unit: str) -> Standing:
    status = status_of(candidate, own, unit)
    if status in (DISPENSED, NOT_ENROLLED):
        return _without(unit, status)
    if own.majeure and _before(state, candidate, own, unit).kind == ABSENT:
        return Standing(unit, MARKED, final=ZERO, note="absence par force majeure : zéro (D643-24)")
    return _decided(state, _before(state, candidate, own, unit), own)


def standings(state: JuryState, number: str) -> dict[str, Standing]:
    """Every unit of a candidate, in the order of the exams."""
    candidate, own = state.candidates[number], state.results.of(number)
    return {unit: _standing(state, candidate, own.of(unit), unit) for unit in UNITS}


def _before(state: JuryState, candidate: JuryCandidate, own: UnitMarks, unit: str) -> Standing:
    """The unit before the jury's own decisions."""
    status = status_of(candidate, own, unit)
    if unit in DOMAINS and status == "ponctuel":
        return _sealed(state, candidate, own, unit)
    if own.listed is None:
        return _without(unit, BENEFIT if status == BENEFIT else "missing")
    if own.listed.mark is None:
        return _without(unit, own.listed.kind)
    return Standing(unit, MARKED, proposed=own.listed.mark, kept=status == BENEFIT)


def _sealed(state: JuryState, candidate: JuryCandidate, own: UnitMarks, unit: str) -> Standing:
    """What the commissions sealed, once no reserve stands against it (§ 1.4.2 B)."""
    if candidate.told(unit).barred:
        return Standing(unit, NOT_VALID, note="dossier non conforme avant l’épreuve")
    held = state.received.held(candidate.number, unit)
    sealed = held.passage
    if held.state not in ("sealed", RESERVED) or sealed is None or sealed.mark is None:
        return _without(unit, held.state if held.state not in ("sealed", RESERVED) else "open")
    reserve = own.reserve
    if held.state != RESERVED:
        return Standing(unit, MARKED, proposed=sealed.mark)
    if reserve is None or reserve.record != sealed.record:
        note = "la décision vaut pour une autre version de la grille" if reserve else ""
        return Standing(unit, RESERVED, note=note, stale=reserve is not None)
    if reserve.decision == NOT_VALID:
        return Standing(unit, NOT_VALID, note="réserve changée en NV")
    note = "réserve levée" + ("" if reserve.reconciled else ", pli non rapproché")
    return Standing(unit, MARKED, proposed=sealed.mark, note=note)


def _decided(state: JuryState, before: Standing, own: UnitMarks) -> Standing:
    """With what was harmonised and decided; what was decided upon another value is stale."""
    if before.kind != MARKED:
        return before
    harmonised, final = own.harmonised, own.final
    stale = bool(harmonised and harmonised.upon != before.proposed)
    upon = harmonised.mark if harmonised else before.proposed
    stale = stale or bool(final and final.upon != upon)
    note = "la note proposée a changé depuis la décision" if stale else before.note
    official = upon if state.results.closing else None
    return Standing(
        unit=before.unit,
        kind=MARKED,
        proposed=before.proposed,
        harmonised=harmonised.mark if harmonised else None,
        final=final.mark if final else official,
        note=note,
        stale=stale,
        kept=before.kept,
    )


def mark_before(state: JuryState, number: str, unit: str) -> Standing:
    """The unit as the jury's own decision on its mark finds it: proposed or harmonised."""
    own = state.results.of(number).of(unit)
    before = _before(state, state.candidates[number], own, unit)
    if status_of(state.candidates[number], own, unit) in (DISPENSED, NOT_ENROLLED):
        return Standing(unit, status_of(state.candidates[number], own, unit))
    if own.harmonised is None or before.kind != MARKED:
        return before
    return Standing(unit, MARKED, proposed=before.proposed, harmonised=own.harmonised.mark)
