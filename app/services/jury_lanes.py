"""The planning as a board: one exam and day, a lane a commission, a card a passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from app.domain.facts import dataclass, replace
from app.domain.jury.board import Board, Passage
from app.domain.jury.breaches import Breach
from app.domain.jury.hours import hour_text
from app.domain.jury.moves import EVER
from app.domain.jury.people import JuryCandidate, JuryCommission, Slot
from app.domain.jury.planning import Proposal
from app.domain.jury.rules import fold
from app.domain.jury.spans import interview, starts
from app.domain.jury.state import JuryState
from app.domain.jury.unplaced import reason
from app.pdf.slip_format import long_date


@dataclass(frozen=True)
class Card:
    """A passage on the board, in minutes of its day: preparation from the slot's minute to
    ``examined``, interview to ``end``. ``until``: what it keeps of its lane.

    ``out`` says in French why it does not count; ``extra`` the extra time, "" for none.
    """

    passage: Passage
    slot: Slot
    name: str
    examined: int
    end: int
    until: int
    extra: str = ""
    out: str = ""

    @property
    def hours(self) -> str:
        """When the candidate comes, and is examined where that is later."""
        prepares = self.examined > self.slot.minute
        oral = f"préparation, oral à {hour_text(self.examined)}" if prepares else "oral"
        return f"{hour_text(self.slot.minute)} {oral} jusqu’à {hour_text(self.end)}"


@dataclass(frozen=True)
class Lane:
    """One commission on one day: ``starts`` are the minutes at which one usually begins, as many as
    it can take; ``sits`` whether it sits that day."""

    commission: JuryCommission
    day: date
    starts: tuple[int, ...]
    cards: tuple[Card, ...]

    @property
    def sits(self) -> bool:
        return self.day in self.commission.dates

    @property
    def taken(self) -> int:
        """Passages that count."""
        return sum(not card.out for card in self.cards)

    @property
    def minutes(self) -> list[int]:
        """Where a passage may be meant to begin: the usual hours, and wherever another is over."""
        over = (-(-card.until // 5) * 5 for card in self.cards)
        last = self.commission.hours.end
        return sorted({*self.starts, *(m for m in over if m < last)})


def days(state: JuryState, exam: str) -> list[date]:
    """The days on which commissions of the exam sit, or somebody has an hour before one."""
    found = {day for c in state.commissions.values() if c.exam == exam for day in c.dates}
    for code, seats in state.seats.items():
        if code in state.commissions and state.commissions[code].exam == exam:
            slots = (state.candidates[number].told(of).slot for number, of in seats)
            found |= {slot.day for slot in slots if slot is not None}
    return sorted(found)


def lanes(state: JuryState, exam: str, day: date) -> list[Lane]:
    """The commissions of the exam that sit that day, or before which somebody has an hour."""
    known = [_lane(state, c, day) for c in state.commissions.values() if c.exam == exam]
    return [lane for lane in known if lane.sits or lane.cards]


def _lane(state: JuryState, commission: JuryCommission, day: date) -> Lane:
    cards = list[Card]()
    for number, exam in state.seats.get(commission.code, ()):
        candidate = state.candidates[number]
        told = candidate.told(exam)
        if told.slot is not None and told.slot.day == day and not told.barred:
            cards.append(_card(state, candidate, exam, commission, told.slot))
    cards.sort(key=lambda card: (card.slot.minute, card.passage))
    usual = starts(state.exam(commission.exam), commission)
    return Lane(commission, day, tuple(usual), tuple(_beside(cards)))


def _card(
    state: JuryState, one: JuryCandidate, exam: str, commission: JuryCommission, slot: Slot
) -> Card:
    examined = interview(state.exam(commission.exam), one, slot.minute)
    until = max(examined.end, slot.minute + commission.slot)
    out = "" if one.sits(exam) else f"ne passe pas l’{exam}"
    return Card(
        (one.number, exam), slot, one.name, examined.start, examined.end, until, _extra(one), out
    )


def _beside(cards: list[Card]) -> Iterator[Card]:
    """What a card keeps ends where the next one begins, unless its own time does not."""
    for card, after in zip(cards, [*cards[1:], None], strict=False):
        ends = after.slot.minute if after is not None else card.until
        yield replace(card, until=max(card.end, min(card.until, ends)))


def _extra(one: JuryCandidate) -> str:
    before, oral = one.candidate.extra_preparation, one.candidate.extra_parts
    if before == oral:
        return f"+ {oral}" if oral != "0" else ""
    told = (("prép.", before), ("oral", oral))
    return ", ".join(f"{word} + {extra}" for word, extra in told if extra != "0")


def card_if(state: JuryState, passage: Passage, slot: Slot) -> Card:
    """The card of a passage, were it at that slot."""
    one, commission = state.candidates[passage[0]], state.commissions[slot.commission]
    return _card(state, one, passage[1], commission, slot)


def marks(found: Iterable[Breach]) -> Mapping[tuple[str, str], list[Breach]]:
    """The breaches of each candidate before each commission."""
    told: dict[tuple[str, str], list[Breach]] = {}
    for breach in found:
        for number in breach.candidates:
            for code in breach.commissions:
                told.setdefault((number, code), []).append(breach)
    return told


def slot_text(slot: Slot) -> str:
    """``"C04, mercredi 5 juin 2019 à 09:00"``."""
    return f"{slot.commission}, {long_date(slot.day)} à {hour_text(slot.minute)}"


def day_text(day: date) -> str:
    """``"Mercredi 5 juin 2019"``."""
    return long_date(day).capitalize()


# --- who has no hour ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """A passage without an hour before a commission of this jury: where it could go now, or why it
    cannot, in French."""

    passage: Passage
    name: str
    first: Slot | None
    why: str


def waiting(state: JuryState, exam: str) -> list[Passage]:
    """Who is to pass the exam and has no hour before a commission there is."""
    return [
        (number, exam)
        for number, one in state.candidates.items()
        if one.passes(exam) and not _placed(state, one, exam)
    ]


def _placed(state: JuryState, one: JuryCandidate, exam: str) -> bool:
    slot = one.told(exam).slot
    return slot is not None and slot.commission in state.commissions


class Openings:
    """Where each who waits could go, told one by one as they are asked for."""

    def __init__(self, state: JuryState) -> None:
        self._state, self._board = state, Board(state)
        self._known: dict[Passage, Waiting] = {}

    def of(self, passage: Passage) -> Waiting:
        if passage not in self._known:
            self._known[passage] = self._look(passage)
        return self._known[passage]

    def _look(self, passage: Passage) -> Waiting:
        one = self._state.candidates[passage[0]]
        found = self._board.best(passage)
        if found is None:
            return Waiting(passage, one.name, None, reason(self._board, passage))
        slot = Slot(found[0].commission.code, found[0].day, found[1])
        free = f"{slot.commission}, {slot.day:%d/%m} à {hour_text(slot.minute)}"  # a narrow list
        return Waiting(passage, one.name, slot, f"Libre : {free}")


def with_proposal(state: JuryState, proposal: Proposal) -> JuryState:
    """Things as they would be, were the proposal accepted."""
    for act in proposal.acts:
        state = fold(state, act, EVER)  # type: ignore[arg-type,assignment]
    return state
