"""A proposal for what is unassigned: greedy, then swaps; the same input gives the same plan.

E32 comes first, and whoever can go to the fewest commissions, each time where it costs least
(``Board.best``). Then passages of the plan, never those assigned already, are moved: so that no
commission takes a whole school, and to make room for who has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.domain.facts import dataclass
from app.domain.jury.acts import Assign
from app.domain.jury.board import Board, Desk, Passage
from app.domain.jury.hours import hour_text
from app.domain.jury.state import JuryState
from app.domain.jury.unplaced import reason
from app.domain.jury.words import DOMAINS


@dataclass(frozen=True)
class Unplaced:
    """Who has no hour in the plan, and why, in French."""

    candidate: str
    exam: str
    reason: str


@dataclass(frozen=True)
class Proposal:
    """Acts that may be performed in this order, by day and hour; what could not be placed."""

    acts: tuple[Assign, ...]
    unplaced: tuple[Unplaced, ...]


def propose(state: JuryState) -> Proposal:
    """A plan for every passage that has no hour yet; empty before the jury is opened."""
    if state.jury is None:
        return Proposal((), ())
    board, waiting = Board(state), list[Passage]()
    for exam in DOMAINS:
        waiting += fill(board, in_order(board, unassigned(state, exam)))
        spread(board, exam)
        waiting = settle(board, waiting)
    told = [Unplaced(*passage, reason(board, passage)) for passage in waiting]
    return Proposal(tuple(_acts(board)), tuple(sorted(told, key=lambda u: (u.exam, u.candidate))))


def unassigned(state: JuryState, exam: str) -> list[Passage]:
    """Candidates who are to pass an exam and have no hour for it."""
    return [
        (number, exam)
        for number, candidate in state.candidates.items()
        if candidate.passes(exam) and candidate.of(exam).slot is None
    ]


def in_order(board: Board, passages: list[Passage]) -> list[Passage]:
    """Who has the least choice first, then who is longest, then school by school."""
    return sorted(
        passages,
        key=lambda passage: (
            len(board.allowed(passage)),
            -board.length(passage).whole,
            board.candidate(passage).school_key,
            passage,
        ),
    )


def fill(board: Board, waiting: list[Passage]) -> list[Passage]:
    """Place each where it costs least; those for whom there is no opening are left."""
    left = []
    for passage in waiting:
        found = board.best(passage)
        if found is None:
            left.append(passage)
        else:
            board.put(passage, *found)
    return left


def settle(board: Board, waiting: list[Passage]) -> list[Passage]:
    """Make room until nobody else finds any; who is left."""
    left = fill(board, make_room(board, waiting))
    while len(left) < len(waiting):
        waiting, left = left, fill(board, make_room(board, left))
    return left


# --- no whole school in one commission ------------------------------------------------------------


def spread(board: Board, exam: str) -> None:
    """Move one of each school that a commission would take whole, alone or against another."""
    presented = presenting(board.state, exam)
    for passage in sorted(p for p in board.mine if p[1] == exam):
        if takes_whole(board, passage, presented):
            _move_alone(board, passage) or _move_against(board, passage, presented)


def presenting(state: JuryState, exam: str) -> Counter[str]:
    """How many candidates each school presents."""
    return Counter(c.school_key for c in state.candidates.values() if c.passes(exam))


def takes_whole(board: Board, passage: Passage, presented: Counter[str]) -> bool:
    """Whether the commission of this passage takes every candidate of its school, two or more."""
    school = board.candidate(passage).school_key
    code = board.where[passage][0].commission.code
    return bool(school) and 1 < presented[school] == board.school[code, school]


def _move_alone(board: Board, passage: Passage) -> bool:
    desk, minute = board.take(passage)
    found = board.best(passage, but=desk.commission.code)
    board.put(passage, *(found or (desk, minute)))
    return found is not None


def _move_against(board: Board, passage: Passage, presented: Counter[str]) -> bool:
    """Change places with a passage of another commission, where both may and no other school
    becomes whole."""
    here = board.where[passage][0]
    for other in sorted(p for p in board.mine if p[1] == passage[1]):
        there = board.where[other][0]
        codes = {c.code for c in board.allowed(passage)}, {c.code for c in board.allowed(other)}
        if there.commission.code not in codes[0] or here.commission.code not in codes[1]:
            continue
        if there.commission is not here.commission and _exchange(board, passage, other):
            if not takes_whole(board, passage, presented) and not takes_whole(
                board, other, presented
            ):
                return True
            _exchange(board, passage, other)
    return False


def _exchange(board: Board, one: Passage, other: Passage) -> bool:
    """Each at the desk of the other; nothing is changed where one of them finds no opening."""
    before = {one: board.take(one), other: board.take(other)}
    for passage, (desk, _) in zip((other, one), before.values(), strict=True):
        minute = next(board.openings(passage, desk), None)
        if minute is None:
            break
        board.put(passage, desk, minute)
    else:
        return True
    for passage in before.keys() & board.where.keys():
        board.take(passage)
    for passage, back in before.items():
        board.put(passage, *back)
    return False


# --- room for who has none ------------------------------------------------------------------------


def make_room(board: Board, waiting: list[Passage]) -> list[Passage]:
    """Move passages of the plan that could go elsewhere, so that who waits takes their place."""
    left = [passage for passage in waiting if not _turn(board, passage)]
    loose = {exam: list(_loose(board, exam)) for exam in {passage[1] for passage in left}}
    return [passage for passage in left if not _squeeze(board, passage, loose[passage[1]])]


def _turn(board: Board, passage: Passage) -> bool:
    """Move the other exam of the candidate, where it is of the plan and stands in the way."""
    other = passage[0], next(exam for exam in DOMAINS if exam != passage[1])
    if other not in board.mine:
        return False
    back = board.take(other)
    found = board.best(passage)
    if found is not None:
        board.put(passage, *found)
        again = board.best(other)
        if again is not None:
            board.put(other, *again)
            return True
        board.take(passage)
        board.mine.discard(passage)
    board.put(other, *back)
    return False


def _loose(board: Board, exam: str) -> Iterator[Passage]:
    """Passages of the plan with an opening in another commission or on another day."""
    for passage in sorted(p for p in board.mine if p[1] == exam):
        if _elsewhere(board, passage, board.where[passage][0]) is not None:
            yield passage


def _elsewhere(board: Board, passage: Passage, desk: Desk) -> tuple[Desk, int] | None:
    for commission in board.allowed(passage):
        for other in board.desks[commission.code]:
            if other is not desk:
                for minute in board.openings(passage, other):
                    return other, minute
    return None


def _squeeze(board: Board, passage: Passage, loose: list[Passage]) -> bool:
    codes = {commission.code for commission in board.allowed(passage)}
    for other in loose:
        if board.where[other][0].commission.code not in codes:
            continue
        desk, minute = board.take(other)
        freed = next(board.openings(passage, desk), None)
        found = None if freed is None else _elsewhere(board, other, desk)
        board.put(other, *(found or (desk, minute)))
        if found is not None and freed is not None:
            board.put(passage, desk, freed)
            return True
    return False


def _acts(board: Board) -> Iterator[Assign]:
    lines = [(*board.where[passage], passage) for passage in board.mine]
    lines.sort(key=lambda line: (line[0].day, line[1].start, line[0].commission.code))
    for desk, seat, (number, exam) in lines:
        day, hour = desk.day.isoformat(), hour_text(seat.start)
        yield Assign(number, exam, desk.commission.code, day, hour)
