"""``passage jury plan``: what is wrong with the assignment, and a proposal for what has none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.jury.acts import Assign
from app.domain.jury.breaches import breaches
from app.domain.jury.planning import Proposal, propose
from app.domain.jury.state import JuryState
from app.domain.text import counted
from app.services.jury_desk import JuryDesk


def plan(desk: JuryDesk, *, dry_run: bool) -> Iterator[str]:
    """Every breach, then who goes where and who could not be placed, in French; the proposal is
    performed act by act unless ``dry_run``."""
    proposal = propose(desk.state)
    if not dry_run:
        for act in proposal.acts:
            desk.perform(act)
    yield from checks_told(desk.state)
    yield from _proposed(desk.state, proposal, "proposé" if dry_run else "placé")


def checks_told(state: JuryState) -> Iterator[str]:
    """A line a breach, the hard ones first, after one that counts them."""
    found = breaches(state)
    hard = sum(breach.hard for breach in found)
    yield f"Contrôle : {counted(hard, 'interdit')}, {counted(len(found) - hard, 'point')} à revoir"
    for breach in found:
        yield f"  {'INTERDIT' if breach.hard else 'à revoir'} : {breach.text}"


def _proposed(state: JuryState, proposal: Proposal, word: str) -> Iterator[str]:
    yield f"Planning : {counted(len(proposal.acts), 'passage')} {word}" + (
        "s" if len(proposal.acts) > 1 else ""
    )
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
