"""Texts that name a school, which no paper of a ponctuel exam may (rule 4)."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.jury.names import plain
from app.domain.jury.state import JuryState


class Schools:
    """Every school and UAI that a jury file knows, compared by their words."""

    def __init__(self, state: JuryState) -> None:
        of_candidates = (name for c in state.candidates.values() for name in (c.school, c.uai))
        of_examiners = (name for e in state.examiners.values() for name in e.schools)
        self._names = {plain(name) for name in (*of_candidates, *of_examiners)} - {""}

    def named_in(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts holds the words of a school's name, or a UAI."""
        padded = [f" {plain(text)} " for text in texts if text]
        return any(f" {name} " in text for text in padded for name in self._names)
