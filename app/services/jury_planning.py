"""``passage jury plan``: what is wrong with the assignment, and a proposal for what has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.jury.acts import Assign
from app.domain.jury.breaches import Breach, breaches
from app.domain.jury.planning import Proposal, propose
from app.domain.jury.rules import fold
from app.domain.jury.state import JuryState
from app.domain.text import counted
from app.services.jury_desk import JuryDesk


def plan(desk: JuryDesk, *, dry_run: bool) -> Iterator[str]:
    """Every breach, then who goes where, what that breaks besides, and who could not be placed, in
    French. The proposal is performed act by act unless ``dry_run``."""
    before, after = desk.state, desk.state
    proposal, now = propose(before), desk.now()
    for act in proposal.acts:
        after = fold(after, act, now)  # type: ignore[arg-type,assignment]
    if not dry_run:
        for act in proposal.acts:
            desk.perform(act)
    found, then = breaches(before), breaches(after)
    yield from _checks("Contrôle", found)
    yield from _proposed(before, proposal, "proposé" if dry_run else "placé")
    yield from _checks("Contrôle de ce planning", [b for b in then if b not in found])


def _checks(title: str, found: Sequence[Breach]) -> Iterator[str]:
    """A line that counts the breaches, then one for each, the hard ones first."""
    hard = sum(breach.hard for breach in found)
    yield f"{title} : {counted(hard, 'interdit')}, {counted(len(found) - hard, 'point')} à revoir"
    for breach in found:
        yield f"  {'INTERDIT' if breach.hard else 'à revoir'} : {breach.text}"


def _proposed(state: JuryState, proposal: Proposal, word: str) -> Iterator[str]:
    yield f"Planning : {counted(len(proposal.acts), f'passage {word}')}"
    yield from (_line(state, act) for act in proposal.acts)
    if proposal.unplaced:
        yield f"Sans place : {counted(len(proposal.unplaced), 'passage')}"
    for left in proposal.unplaced:
        name = state.candidates[left.candidate].name
        yield f"  {left.exam}, {name} ({left.candidate}) : {left.reason}"


def _line(state: JuryState, act: Assign) -> str:
    day = f"{date.fromisoformat(act.day):%d/%m/%Y}"
    name = state.candidates[act.candidate].name
    return f"  {act.exam} {act.commission} {day} {act.hour} {name} ({act.candidate})"
