"""Why a passage has no place in a plan, commission by commission, in French."""

from __future__ import annotations

from app.domain.jury.board import Board, Passage
from app.domain.jury.people import JuryCommission
from app.domain.jury.ties import conflicts


def reason(board: Board, passage: Passage) -> str:
    """What stands in the way in each commission that could be asked."""
    named = board.named(passage)
    if not named:
        listed = board.candidate(passage).of(passage[1]).listed.get("commission")
        if listed is not None:
            return f"La liste dit {listed}, qui n’est pas une commission d’{passage[1]} de ce jury."
        return f"Aucune commission d’{passage[1]} dans ce jury."
    told: dict[str, list[str]] = {}
    for commission in named:
        told.setdefault(_why(board, passage, commission), []).append(commission.code)
    return " ; ".join(f"{', '.join(codes)} : {why}" for why, codes in told.items()) + "."


def _why(board: Board, passage: Passage, commission: JuryCommission) -> str:
    known = conflicts(board.candidate(passage), commission, board.state)
    if known:
        return f"{' et '.join(known)} (§ 1.4)"
    desks, length = board.desks[commission.code], board.length(passage)
    if all(len(desk.taken) >= desk.room for desk in desks):
        return "aucune place n’est libre"
    if any(True for desk in desks for _ in desk.openings(passage, length, None)):
        return "aucune heure n’est libre hors de l’autre oral du candidat et du trajet"
    return f"aucune plage libre n’a {length.whole} minutes"
