"""Who used what: fiches, products and scenarios given over a commission, and who meets whom.

Candidates who pass on one day at one site may talk in the corridor: what two of them share is told,
never forbidden (§ 1.4.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.domain.facts import dataclass
from app.domain.jury.names import plain, words
from app.domain.jury.people import Choice, JuryCandidate, Slot
from app.domain.jury.state import JuryState
from app.domain.text import says

SHARED: Mapping[str, str] = {
    "product": "produit",
    "parameters": "paramètres",
    "scenario": "scénario",
}
"""What two candidates may have the same of."""
ALIKE = 0.7
"""Share of their words from which two texts tell one story: adapted, the names changed."""
LEAST_WORDS = 4
"""Below, a text is the same only word for word: "franchise doublée" tells no story."""


@dataclass(frozen=True)
class Use:
    """What one candidate was given for an exam; ``products`` in the order of ``choice.fiches``.

    ``shared`` are the codes of ``SHARED`` that the candidate looked at has too, ``near`` that the
    two may meet: one day, one site.
    """

    candidate: JuryCandidate
    choice: Choice
    slot: Slot | None
    products: tuple[str, ...]
    near: bool = False
    shared: tuple[str, ...] = ()

    @property
    def warned(self) -> bool:
        """Whether somebody they may meet gets the same."""
        return self.near and bool(self.shared)


def uses(state: JuryState, looked_at: JuryCandidate, exam: str) -> list[Use]:
    """What was chosen over the commission of the candidate looked at, in order of passage, and
    for whomever of another commission they may meet who got the same; over the whole exam, by
    name, while they have no hour. They are in it themselves, once something is chosen."""
    own, slot = _use(looked_at, exam), looked_at.of(exam).slot
    others = state.candidates.values()
    if slot is None:
        found = [_beside(use, own, near=False) for use in _used(others, exam)]
        return sorted(found, key=lambda use: (plain(use.candidate.name), use.candidate.number))
    around = [one for one in others if _around(state, slot, one.told(exam).slot)]
    told = [_beside(use, own, near=_meet(state, slot, use.slot)) for use in _used(around, exam)]
    return sorted((u for u in told if _commission(u) == slot.commission or u.warned), key=_order)


def _used(candidates: Iterable[JuryCandidate], exam: str) -> Iterator[Use]:
    return (use for one in candidates if (use := _use(one, exam)) is not None)


def _commission(use: Use) -> str:
    return use.slot.commission if use.slot else ""


def _order(use: Use) -> tuple[str, int, str]:
    assert use.slot is not None  # only who has one is in a commission, or near
    return use.slot.day.isoformat(), use.slot.minute, use.candidate.number


def _use(candidate: JuryCandidate, exam: str) -> Use | None:
    file = candidate.of(exam)
    if file.choice is None:
        return None
    known = (candidate.fiches.get(number) for number in file.choice.fiches)
    products = tuple(fiche.product if fiche else "" for fiche in known)
    return Use(candidate, file.choice, file.slot, products)


def _beside(use: Use, own: Use | None, *, near: bool) -> Use:
    """The use of another, told beside one's own; who has an hour is told of those they may meet
    alone."""
    if own is None or use.candidate.number == own.candidate.number:
        return use
    shared = tuple(_shared(own, use)) if near or own.slot is None else ()
    return Use(use.candidate, use.choice, use.slot, use.products, near, shared)


def _around(state: JuryState, slot: Slot, other: Slot | None) -> bool:
    """Whether they are of one commission, or may meet."""
    if other is None:
        return False
    return other.commission == slot.commission or _meet(state, slot, other)


def _meet(state: JuryState, one: Slot | None, other: Slot | None) -> bool:
    if one is None or other is None or one.day != other.day:
        return False
    return state.commissions[one.commission].site == state.commissions[other.commission].site


def _shared(one: Use, other: Use) -> Iterator[str]:
    theirs = {plain(product) for product in other.products} - {""}
    if any(plain(product) in theirs for product in one.products):
        yield "product"
    if alike(one.choice.parameters, other.choice.parameters):
        yield "parameters"
    if any(alike(a, b) for a in one.choice.scenarios for b in other.choice.scenarios):
        yield "scenario"


def alike(one: str, other: str) -> bool:
    """Whether two texts tell one story; an empty one tells none."""
    if not says(one) or not says(other):
        return False
    first, second = words(one), words(other)
    if first == second:
        return True
    mine, theirs = set(first), set(second)
    if min(len(mine), len(theirs)) < LEAST_WORDS:
        return False
    return len(mine & theirs) >= ALIKE * len(mine | theirs)
