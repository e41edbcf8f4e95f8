"""The board of the evening: which commission is in, and where each candidate of each exam stands.

Nothing unexpected goes unseen, nothing missing is silent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from app.domain.facts import dataclass
from app.domain.jury.people import JuryCandidate
from app.domain.jury.received import (
    CONFLICT,
    ELSEWHERE,
    EXAMINED,
    HELD,
    MISSING,
    OPEN,
    RECUSED,
    TRANSFERRED,
    Held,
    ReceivedCommission,
    Sat,
    agreed,
)
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS

HELD_WORDS: Mapping[str, str] = {
    EXAMINED: "scellé",
    "reserved": "note réservée",
    "not-valid": "non valide",
    "absent": "absent",
    RECUSED: "récusé",
    TRANSFERRED: "passé à une autre commission",
    OPEN: "pas encore scellé",
    CONFLICT: "en conflit",
    MISSING: "manque",
}
assert set(HELD_WORDS) == set(HELD)


@dataclass(frozen=True)
class Line:
    """One candidate for one exam. ``commission`` is where they were to go ("" for nowhere),
    ``told_by`` the commissions that say something of them; ``recused_by`` those where an examiner
    knows them, or that let them go, ``reassigned`` whether another one then has them; ``typed``
    who typed a paper sheet that is not proven yet; ``unexpected`` why nobody awaited this, in
    French."""

    candidate: str
    exam: str
    name: str
    commission: str
    held: Held
    told_by: tuple[str, ...] = ()
    recused_by: tuple[str, ...] = ()
    reassigned: bool = False
    typed: tuple[str, ...] = ()
    unexpected: str = ""

    @property
    def state(self) -> str:
        return self.held.state


@dataclass(frozen=True)
class CommissionLine:
    """One commission: candidates expected there, how many it told something final of; whether
    anything came, and whether it is all there."""

    code: str
    exam: str
    expected: int
    received: bool
    complete: bool
    passages: int
    final: int
    forked: bool
    unexpected: bool
    """Nobody issued a pack to it, or it is not in this jury any more."""
    closed: bool


@dataclass(frozen=True)
class Board:
    commissions: tuple[CommissionLine, ...]
    lines: tuple[Line, ...]

    def counts(self, exam: str) -> Counter[str]:
        """How many candidates of the exam stand in each state of ``HELD``."""
        return Counter(line.state for line in self.lines if line.exam == exam)

    @property
    def doubts(self) -> list[Line]:
        """Whoever something is to be done about."""
        return [line for line in self.lines if is_doubtful(line)]

    @property
    def complete(self) -> bool:
        """Whether everything awaited is there and nothing is in doubt."""
        return not self.doubts and all(c.complete for c in self.commissions)


def is_doubtful(line: Line) -> bool:
    """Whether something is still to be done about this candidate."""
    return bool(line.unexpected) or line.state in (CONFLICT, MISSING, OPEN, *ELSEWHERE)


def board(state: JuryState) -> Board:
    """The whole board, in one look over commissions and candidates."""
    awaited = _awaited(state)
    sats = sorted({*awaited, *state.received.everyone()}, key=lambda sat: (sat[1], sat[0]))
    codes = sorted(state.commissions.keys() | state.received.commissions.keys())
    expected: defaultdict[str, set[Sat]] = defaultdict(set)
    for sat, code in awaited.items():
        expected[code].add(sat)
    return Board(
        tuple(_commission(state, code, expected[code]) for code in codes),
        tuple(line for sat in sats if (line := _line(state, sat, awaited.get(sat)))),
    )


def _awaited(state: JuryState) -> dict[Sat, str]:
    """Whoever sits an exam and is not barred, with the commission they go before, "" for none."""
    return {
        (number, exam): _commission_of(candidate, exam)
        for number, candidate in state.candidates.items()
        for exam in DOMAINS
        if candidate.passes(exam)
    }


def _commission_of(candidate: JuryCandidate, exam: str) -> str:
    slot = candidate.told(exam).slot
    return slot.commission if slot else ""


def _line(state: JuryState, sat: Sat, commission: str | None) -> Line | None:
    """None for who is neither awaited nor spoken of any more."""
    number, exam = sat
    held = state.received.held(number, exam)
    if commission is None and not held.claims:
        return None
    candidate = state.candidates.get(number)
    told_by = tuple(sorted({claim.commission for claim in held.claims}))
    recused = tuple(sorted({c.commission for c in held.claims if c.status in ELSEWHERE}))
    name = candidate.name if candidate else next((c.name for c in held.claims), "")
    elsewhere = bool(set(told_by) - set(recused)) or bool(commission and commission not in recused)
    return Line(
        *(number, exam, name, commission or "", held, told_by, recused),
        bool(recused) and elsewhere,
        _typed(state, sat),
        _unexpected(state, sat, commission, told_by, recused),
    )


def _typed(state: JuryState, sat: Sat) -> tuple[str, ...]:
    """Who typed the paper sheet, as long as that does not suffice."""
    typed = state.received.papers.get(sat, ())
    return () if agreed(typed) else tuple(one.by for one in typed)


def _unexpected(
    state: JuryState,
    sat: Sat,
    commission: str | None,
    told_by: tuple[str, ...],
    recused: tuple[str, ...],
) -> str:
    number, exam = sat
    candidate = state.candidates.get(number)
    if candidate is None:
        return "n’est pas un candidat de ce jury"
    if commission is None:
        return f"ne passe pas l’{exam}" if not candidate.sits(exam) else "a un dossier non conforme"
    strangers = [code for code in told_by if code != commission and code not in recused]
    if commission and strangers and commission not in recused:
        return f"était attendu devant {commission}, pas devant {' et '.join(strangers)}"
    return ""


def _commission(state: JuryState, code: str, expected: set[Sat]) -> CommissionLine:
    known, came = state.commissions.get(code), state.received.commissions.get(code)
    exam = known.exam if known else next((head.exam for head in came.heads), "") if came else ""
    told = [p for head in came.heads for p in head.passages.values()] if came else []
    final = {p.candidate for p in told if p.statement or p.status in ELSEWHERE}
    return CommissionLine(
        *(code, exam, len(expected), bool(came and came.heads)),
        came is not None and _complete(came, {number for number, _ in expected} - final),
        *(len({p.candidate for p in told}), len(final), bool(came and came.forked), known is None),
        came is not None and all(head.closed for head in came.heads),
    )


def _complete(came: ReceivedCommission, lacking: set[str]) -> bool:
    return came.complete and not came.forked and not lacking
