"""``passage jury board``: what is in, what is not, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.domain.jury.board_received import HELD_WORDS, Board, CommissionLine, Line, is_doubtful
from app.domain.jury.control import count
from app.domain.jury.received import CONFLICT, ELSEWHERE
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.text import counted, shown


def board_json(state: JuryState, board: Board) -> dict[str, Any]:
    """The board for a program."""
    return {
        "complete": board.complete,
        "commissions": [
            {
                "commission": c.code,
                "exam": c.exam,
                "expected": c.expected,
                "received": c.received,
                "complete": c.complete,
                "passages": c.passages,
                "final": c.final,
                "forked": c.forked,
                "closed": c.closed,
                "unexpected": c.unexpected,
            }
            for c in board.commissions
        ],
        "candidates": [_line_json(line) for line in board.lines],
        "counts": {exam: dict(board.counts(exam)) for exam in DOMAINS},
        "controls": [
            dict(zip(("round", "drawn", "seen", "right"), row, strict=True))
            for row in _rounds(state)
        ],
    }


def _line_json(line: Line) -> dict[str, Any]:
    kept = line.held.passage
    return {
        "candidate": line.candidate,
        "name": line.name,
        "exam": line.exam,
        "state": line.state,
        "commission": line.commission or None,
        "told_by": list(line.told_by),
        "version": kept.version if kept else None,
        "code": kept.code if kept else None,
        "recused_by": list(line.recused_by),
        "reassigned": line.reassigned,
        "typed_by": list(line.typed),
        "unexpected": line.unexpected or None,
        "statements": sorted(line.held.statements) if line.state == CONFLICT else [],
    }


def _rounds(state: JuryState) -> Iterator[tuple[int, int, int, int]]:
    for made in state.received.rounds:
        yield (made.number, len(made.drawn), *count(state.received, made))


def board_table(state: JuryState, board: Board) -> Iterator[str]:
    """The board for a person: commissions, how each exam stands, then every doubt."""
    yield from (_commission(line) for line in board.commissions)
    for exam in DOMAINS:
        counts = board.counts(exam)
        told = [f"{counts[held]} {word}" for held, word in HELD_WORDS.items() if counts[held]]
        yield f"{exam} : {', '.join(told) or 'personne'}"
    for line in board.doubts:
        yield f"  {_told(line)}"
    for number, drawn, seen, right in _rounds(state):
        yield f"Contrôle n° {number} : {seen} sur {drawn} vues, {counted(right, 'conforme')}"
    yield "Tout est là." if board.complete else "Il reste à faire."


def _commission(line: CommissionLine) -> str:
    if not line.received:
        told = "attendue"
    else:
        told = "complète" if line.complete else "reçue, incomplète"
        told += f", {line.final} sur {counted(max(line.expected, line.passages), 'candidat')}"
        told += ", journal dédoublé" if line.forked else ""
    stranger = " (hors de ce jury)" if line.unexpected else ""
    return f"{line.code:<8} {line.exam:<4} {told}{stranger}"


def _told(line: Line) -> str:
    """What there is to do about one candidate."""
    assert is_doubtful(line)
    parts = [HELD_WORDS[line.state], line.unexpected]
    if line.state in ELSEWHERE:
        parts.append("réaffecté" if line.reassigned else "pas réaffecté")
    if line.typed:
        parts.append(f"saisi du papier par {' et '.join(line.typed)} seulement")
    where = line.commission or "nulle part"
    told = " ; ".join(part for part in parts if part)
    return f"{shown(line.name)} ({shown(line.candidate)}), {line.exam} {where} : {told}"
