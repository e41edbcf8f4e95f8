"""One candidate a line of the deliberation: what is told, sorted and filtered by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from app.domain.facts import dataclass
from app.domain.jury.marks import Standing
from app.domain.jury.means import PASS, Outcome, outcome
from app.domain.jury.people import JuryCandidate
from app.domain.jury.results import CandidateResults
from app.domain.jury.results_acts import Pronounce, RecordLivret
from app.domain.jury.results_words import (
    ABSENT,
    BENEFIT,
    DISPENSED,
    LIVRETS,
    MARKED,
    NOT_ENROLLED,
    NOT_VALID,
    RESERVED,
    RESULTS,
    Code,
)
from app.domain.jury.state import JuryState
from app.domain.marks import half_points
from app.services.jury_results import mark_text, mean_text
from ui.jury.table import Column

NEAR = Decimal(8)
"""From this mean up to ten the jury deliberates."""
SHAPES: Mapping[str, tuple[str, str]] = {
    RESERVED: ("◆ réservée", "doubtful"),
    NOT_VALID: ("■ ", "wrong"),
    ABSENT: ("○ ", "wrong"),
    DISPENSED: ("dispensé", ""),
    BENEFIT: ("bénéfice", "doubtful"),
    NOT_ENROLLED: ("–", ""),
    "conflict": ("≠ conflit", "wrong"),
    "recused": ("↷ récusé", "doubtful"),
    "transferred": ("↷ transféré", "doubtful"),
    "open": ("… en cours", "doubtful"),
    "missing": ("? manque", "doubtful"),
}
"""What stands in place of a mark, by word and shape, and its tone."""
LIVRET_WORDS = {"": "–", "examined": "examiné", "none": "aucun"}
RESULT_WORDS = {"": "–", **RESULTS}


@dataclass(frozen=True)
class Line:
    """A candidate as the deliberation sees them; ``closed``: only a rectification changes it."""

    candidate: JuryCandidate
    own: CandidateResults
    told: Outcome
    codes: Mapping[str, Code]
    closed: bool

    @property
    def number(self) -> str:
        return self.candidate.number

    @property
    def fraud(self) -> bool:
        """Whether a suspicion is pending."""
        return any(not fraud.outcome for fraud in self.own.frauds)

    @property
    def mean(self) -> Decimal | None:
        return self.told.general.value


class Lines:
    """Every candidate's line; one that did not change is the same object as before."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[tuple[object, ...], Line]] = {}

    def of(self, state: JuryState) -> list[Line]:
        return [self._line(state, number) for number in state.candidates]

    def _line(self, state: JuryState, number: str) -> Line:
        results, candidate = state.results, state.candidates[number]
        own = results.of(number)
        shared = (state.received, results.coefficients, results.codes, results.closing)
        seen = (candidate, own, *shared)
        known = self._made.get(number)
        if known is None or any(a is not b for a, b in zip(known[0], seen, strict=True)):
            told = outcome(state, number)
            line = Line(candidate, own, told, results.codes, results.closing is not None)
            known = self._made[number] = (seen, line)
        return known[1]


# --- what a cell says -----------------------------------------------------------------------------


def unit_text(line: Line, unit: str) -> str:
    """The mark in force, or what stands in its place in a word and a shape."""
    return standing_text(line.told.standings[unit], line.codes)


def standing_text(told: Standing, codes: Mapping[str, Code]) -> str:
    if told.kind == MARKED:
        return mark_text(told.mark) + (" ↻" if told.stale else "")
    code = codes[told.kind].code if told.kind in codes else ""
    shape = SHAPES.get(told.kind, (told.kind, ""))[0]
    return shape + code if shape.endswith(" ") else shape


def standing_tone(told: Standing) -> str:
    if told.kind == MARKED:
        return "doubtful" if told.stale else ""
    return SHAPES.get(told.kind, ("", ""))[1]


def left(line: Line) -> str:
    """What keeps the candidate from a result, a fraud first."""
    told = line.told
    words = [*told.troubles, *told.general.reasons]
    if told.proposal and not told.result:
        livret = told.proposal == "adjourned" and not line.own.livret
        words += ["livret à examiner"] if livret else ["à prononcer"]
    frauds = [f"▲ {word}" for word in words if "fraude" in word]
    return " ; ".join((*frauds, *(word for word in words if "fraude" not in word)))


# --- columns --------------------------------------------------------------------------------------

Author = Callable[[], str]
"""Who decides, as the page has it now."""


def columns(author: Author) -> list[Column[Line]]:
    return [
        Column("Numéro", lambda c: c.number, 116),
        Column("Nom", lambda c: c.candidate.name, 152),
        *(_unit(unit, 50) for unit in ("E1", "E2", "E31")),
        _unit("E32", 98),
        _mean("E3"),
        _unit("E41", 50),
        _unit("E42", 98),
        _mean("E4"),
        _unit("E5", 50),
        Column(
            "Moyenne",
            lambda c: mean_text(c.mean),
            74,
            lambda c: (c.mean is None, c.mean or 0),
            tone=lambda c: "doubtful" if near(c) else "",
            tip="Moyenne générale, à deux décimales ; en couleur de 8 à moins de 10",
        ),
        _livret(author),
        _result(author),
        Column("À régler", left, 96, tone=lambda c: "wrong" if c.fraud else ""),
    ]


def _unit(unit: str, width: int) -> Column[Line]:
    def place(c: Line) -> tuple[bool, float | str]:
        told = c.told.standings[unit]
        return (True, told.kind) if told.mark is None else (False, half_points(told.mark))

    return Column(
        unit,
        lambda c: unit_text(c, unit),
        width,
        place,
        tone=lambda c: standing_tone(c.told.standings[unit]),
    )


def _mean(exam: str) -> Column[Line]:
    def value(c: Line) -> Decimal | None:
        return c.told.means[exam].value

    return Column(
        exam,
        lambda c: mean_text(value(c)),
        58,
        lambda c: (value(c) is None, value(c) or 0),
        tip=f"Moyenne de l’épreuve {exam}, à deux décimales",
    )


def _livret(author: Author) -> Column[Line]:
    return Column(
        "Livret",
        lambda c: LIVRET_WORDS[c.own.livret] if c.own.livret else "",
        72,
        edit=lambda c, typed: (RecordLivret(c.number, typed, author()),),
        typed=lambda c: c.own.livret,
        choices={"": "–", **LIVRETS},
        may=lambda c: not c.closed,
        tip="Livret examiné par le jury, avant tout ajournement (D643-26)",
    )


def _result(author: Author) -> Column[Line]:
    return Column(
        "Résultat",
        lambda c: RESULTS.get(c.told.result, ""),
        70,
        edit=lambda c, typed: (Pronounce(c.number, typed, author()),),
        typed=lambda c: c.told.result,
        choices=RESULT_WORDS,
        may=lambda c: not c.closed,
        tip="Ce que le jury a prononcé",
    )


# --- filters --------------------------------------------------------------------------------------


def near(line: Line) -> bool:
    """Whether the mean is from eight to less than ten."""
    return line.mean is not None and line.mean >= NEAR and not line.told.general.passes


def stands(line: Line, *kinds: str) -> bool:
    """Whether one of the units stands so."""
    return any(told.kind in kinds for told in line.told.standings.values())


Held = Callable[[Line], bool]
FILTERS: Mapping[str, tuple[str, Held]] = {
    "": ("Tous les candidats", lambda _: True),
    "without": ("Sans résultat", lambda c: not c.told.result),
    "waiting": ("À prononcer", lambda c: bool(c.told.proposal) and not c.told.result),
    "near": (f"À délibérer : entre {NEAR} et {PASS}", near),
    "reserve": ("Réserve à lever", lambda c: stands(c, RESERVED)),
    "fraud": ("Fraude en instance", lambda c: c.fraud),
    "livret": (
        "Livret à examiner",
        lambda c: c.told.proposal == "adjourned" and not c.own.livret,
    ),
    "stale": ("Décision à reprendre", lambda c: bool(c.told.troubles)),
    "absent": ("Absents", lambda c: stands(c, ABSENT)),
    "not-valid": ("Non valides (NV)", lambda c: stands(c, NOT_VALID)),
    "missing": (
        "Note manquante ou en conflit",
        lambda c: stands(c, "missing", "open", "conflict", "recused", "transferred"),
    ),
    "admitted": ("Admis", lambda c: c.told.result == "admitted"),
    "adjourned": ("Ajournés", lambda c: c.told.result == "adjourned"),
}
"""Each filter: what it is called, and of whom it holds."""


def counts(lines: list[Line]) -> dict[str, int]:
    """How many each filter holds of."""
    return {code: sum(map(held, lines)) for code, (_, held) in FILTERS.items()}


def summary(lines: list[Line], told: Mapping[str, int]) -> str:
    """ "300 candidats · 212 admis · 60 ajournés · 28 sans résultat"."""
    return " · ".join(_summary(lines, told))


def _summary(lines: list[Line], told: Mapping[str, int]) -> Iterator[str]:
    yield f"{len(lines)} candidats" if len(lines) > 1 else f"{len(lines)} candidat"
    yield f"{told['admitted']} admis"
    yield f"{told['adjourned']} ajourné{'s' * (told['adjourned'] > 1)}"
    yield f"{told['without']} sans résultat"
