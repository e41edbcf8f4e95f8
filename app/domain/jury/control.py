"""Paper against data: the sheet of a check code, and the sheets a control round draws."""

from __future__ import annotations

from app.domain.jury.received import EXAMINED, RESERVED, Received, ReceivedPassage, Round, Sat
from app.domain.record import digest


def right_sheet(received: Received, code: str) -> tuple[ReceivedPassage | None, bool]:
    """The sheet of that check code, and whether it is the one held. None when no file has it."""
    for sat in received.everyone():
        held = received.held(*sat)
        kept = held.passage
        if kept is not None and kept.code == code and held.state in (EXAMINED, RESERVED):
            return kept, True
    return next((told for told in _every(received) if told.code == code), None), False


def _every(received: Received) -> list[ReceivedPassage]:
    """Whatever was ever received, replaced since or not."""
    return [
        passage
        for commission in received.commissions.values()
        for export in sorted(commission.exports.values(), key=lambda e: (-e.acts, e.sha256))
        for passage in export.passages.values()
    ]


def drawn(received: Received, seed: str, count: int) -> tuple[Sat, ...]:
    """``count`` of the sheets held, or all, as the seed orders them."""
    sealed = [s for s in received.everyone() if received.held(*s).state in (EXAMINED, RESERVED)]
    return tuple(sorted(sealed, key=lambda sat: digest(f"{seed}|{sat[0]}|{sat[1]}"))[:count])


def count(received: Received, made: Round) -> tuple[int, int]:
    """How many sheets of a round were looked at, and how many of them are right."""
    seen = {(c.candidate, c.exam): c.right for c in received.controls if c.round == made.number}
    return len(seen), sum(seen.values())
