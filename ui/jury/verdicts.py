"""Verdicts and states as a shape and a word: never a colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.jury.board_received import HELD_WORDS
from app.domain.jury.received import CONFLICT, MISSING, OPEN
from app.domain.jury.receiving import (
    ACCEPTED,
    ALREADY,
    ALTERED,
    DAMAGED,
    FOREIGN,
    FORK,
    IN_CONFLICT,
    NEWER,
    OTHER_SESSION,
    OUTDATED,
    REHEARSAL,
    UNKNOWN,
    UPDATED,
    VERDICTS,
)

SHAPES: Mapping[str, str] = {
    ACCEPTED: "+",
    ALREADY: "=",
    UPDATED: "↑",
    OUTDATED: "↓",
    IN_CONFLICT: "≠",
    FORK: "⚠",
    ALTERED: "×",
    DAMAGED: "×",
    FOREIGN: "○",
    REHEARSAL: "△",
    OTHER_SESSION: "◇",
    NEWER: "▲",
    UNKNOWN: "?",
}
TONES: Mapping[str, str] = {
    **dict.fromkeys((IN_CONFLICT, FORK, REHEARSAL, OTHER_SESSION, NEWER, UNKNOWN), "doubtful"),
    **dict.fromkeys((ALTERED, DAMAGED), "wrong"),
}
TO_COME: Mapping[str, str] = {ACCEPTED: "nouveau", UPDATED: "plus récent"}
"""What is said before it is written."""
STATE_SHAPES: Mapping[str, str] = {
    "sealed": "✓",
    "reserved": "■",
    "not-valid": "⊘",
    "absent": "–",
    "recused": "→",
    "transferred": "→",
    OPEN: "…",
    CONFLICT: "≠",
    MISSING: "?",
}
STATE_TONES: Mapping[str, str] = {
    **dict.fromkeys((MISSING, OPEN, "recused", "transferred"), "doubtful"),
    CONFLICT: "wrong",
}


def verdict_text(verdict: str, *, done: bool) -> str:
    """ "+ nouveau" before it is written, "✓ reçu" once it is."""
    if done:
        shape = "✓" if verdict in (ACCEPTED, UPDATED) else SHAPES[verdict]
        return f"{shape} {VERDICTS[verdict]}"
    return f"{SHAPES[verdict]} {TO_COME.get(verdict, VERDICTS[verdict])}"


def state_text(state: str) -> str:
    return f"{STATE_SHAPES[state]} {HELD_WORDS[state]}"
