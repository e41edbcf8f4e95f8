"""Means, rounding and the result they lead to: whole numbers and decimals, never a float.

A mean of sub-exams has two decimals, rounded half up (9.995 is 10.00): the circular says "two
decimals", not how, so the rule is written here and tested. It is never forced to a half point
(rule 2). Coefficients are data: where one is missing the mean is refused and names it.

The general mean is over every obligatory unit with its coefficient; of the optional EF only the
points above ten count, added to the total (D643-22). Ten is compared with the exact mean, never
with the rounded one. A unit the candidate is dispensed from counts in no mean (a usage: the texts
at hand do not say otherwise); a mark of benefit counts as a mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from app.domain.facts import dataclass
from app.domain.jury.marks import Standing, standings
from app.domain.jury.results import CandidateResults
from app.domain.jury.results_words import (
    DISPENSED,
    MARKED,
    OBLIGATORY,
    PARTS,
    RESULTS,
    STANDINGS,
)
from app.domain.jury.state import JuryState
from app.domain.marks import half_points

_ALONE = dict.fromkeys(OBLIGATORY, 1)
PASS = 10
"""The general mean from which the diploma is delivered (D643-22)."""


@dataclass(frozen=True)
class Mean:
    """``value`` has two decimals, None where it is refused for ``reasons``.

    ``points`` over ``weight`` is the exact mean, ``points`` counted in half points.
    """

    value: Decimal | None
    reasons: tuple[str, ...] = ()
    points: int = 0
    weight: int = 0

    @property
    def passes(self) -> bool:
        """Whether the exact mean is ten or more; false where there is none."""
        return self.value is not None and self.points >= 2 * PASS * self.weight


@dataclass(frozen=True)
class Outcome:
    """Everything about a candidate's results.

    ``proposal`` is what the mean leads to, "" where there is none; ``result`` what the jury
    pronounced, "" also where it no longer agrees with the mean. ``troubles`` must be cleared
    before the minutes are closed.
    """

    number: str
    standings: Mapping[str, Standing]
    means: Mapping[str, Mean]
    general: Mean
    proposal: str
    result: str
    troubles: tuple[str, ...]


def half_up(numerator: int, denominator: int) -> Decimal:
    """The fraction rounded half up to two decimals: exact whole-number arithmetic."""
    hundredths = (200 * numerator + denominator) // (2 * denominator)
    return Decimal(hundredths).scaleb(-2)


def mean_of(marks: Iterable[tuple[str, int]], bonus: int = 0) -> Mean:
    """Of canonical marks with their coefficients; ``bonus`` in half points is added to the total.

    ValueError where there is none."""
    pairs = [(half_points(mark), coefficient) for mark, coefficient in marks]
    points, weight = sum(p * c for p, c in pairs) + bonus, sum(c for _, c in pairs)
    if not weight:
        raise ValueError("no mark to take a mean of")
    return Mean(half_up(points, 2 * weight), (), points, weight)


def outcome(state: JuryState, number: str) -> Outcome:
    """What a candidate's marks come to; LookupError for an unknown candidate."""
    told, own = standings(state, number), state.results.of(number)
    general = _general(state, told, own)
    proposal = "" if general.value is None else "admitted" if general.passes else "adjourned"
    pronounced = own.pronounced.result if own.pronounced else ""
    return Outcome(
        number=number,
        standings=told,
        means={exam: _exam(state, told, own, exam) for exam in PARTS},
        general=general,
        proposal=proposal,
        result=pronounced if pronounced == proposal else "",
        troubles=tuple(_troubles(told, pronounced, proposal)),
    )


def _exam(state: JuryState, told: Mapping[str, Standing], own: CandidateResults, exam: str) -> Mean:
    """One exam: the mean of its units, or the mark of its only one, which needs no coefficient."""
    units = PARTS[exam]
    known = state.results.coefficients if len(units) > 1 else _ALONE
    return _mean(known, [told[unit] for unit in units], own, 0)


def _general(state: JuryState, told: Mapping[str, Standing], own: CandidateResults) -> Mean:
    optional = told["EF"].mark
    bonus = max(0, half_points(optional) - 2 * PASS) if optional else 0
    return _mean(state.results.coefficients, [told[u] for u in OBLIGATORY], own, bonus)


def _mean(
    coefficients: Mapping[str, int],
    told: Iterable[Standing],
    own: CandidateResults,
    bonus: int,
) -> Mean:
    counted = [unit for unit in told if unit.kind != DISPENSED]
    reasons = tuple(_reasons(coefficients, counted, own))
    if reasons:
        return Mean(None, reasons)
    if not counted:
        return Mean(None, ("dispensé",))
    return mean_of([(unit.mark or "", coefficients[unit.unit]) for unit in counted], bonus)


def _reasons(
    coefficients: Mapping[str, int], told: Iterable[Standing], own: CandidateResults
) -> Iterator[str]:
    """Why there is no mean, each in French (rules 2 and 3)."""
    for unit in told:
        if unit.kind != MARKED:
            yield _lacking(unit.unit, unit.kind)
        elif unit.stale:
            yield f"{unit.unit} : décision à reprendre"
        elif unit.unit not in coefficients:
            yield f"{unit.unit} : coefficient non saisi"
    for fraud in own.frauds:
        if fraud.outcome != "cleared":
            told_fraud = "sanction pour fraude" if fraud.outcome else "fraude en instance"
            yield f"{told_fraud}{f' ({fraud.unit})' if fraud.unit else ''}"


@cache
def _lacking(unit: str, kind: str) -> str:
    return f"{unit} : {STANDINGS.get(kind, kind).lower()}"


def _troubles(told: Mapping[str, Standing], pronounced: str, proposal: str) -> Iterator[str]:
    for unit in told.values():
        if unit.stale:
            yield f"{unit.unit} : {unit.note}"
    if pronounced and pronounced != proposal:
        word = RESULTS.get(pronounced, pronounced).lower()
        yield f"prononcé « {word} », ce que les notes ne disent plus : prononcez de nouveau"
