"""Who used what: fiches, products and scenarios given over a commission, and who meets whom.

Candidates who pass on one day at one site may talk in the corridor: what two of them share is told,
never forbidden (§ 1.4.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    own = _use(looked_at, exam)
    slot = looked_at.of(exam).slot
    found = [
        _beside(state, own, slot, use, exam)
        for use in (_use(candidate, exam) for candidate in state.candidates.values())
        if use is not None
    ]
    if slot is None:
        return sorted(found, key=lambda use: (plain(use.candidate.name), use.candidate.number))
    there = [u for u in found if (u.slot and u.slot.commission == slot.commission) or u.warned]
    return sorted(there, key=_order)


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


def _beside(state: JuryState, own: Use | None, slot: Slot | None, use: Use, exam: str) -> Use:
    """The use of another, told beside one's own."""
    if own is None or use.candidate.number == own.candidate.number:
        return use
    near = _meet(state, slot, use.slot)
    shared = tuple(_shared(own, use)) if near or slot is None else ()
    return Use(use.candidate, use.choice, use.slot, use.products, near, shared)


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
