"""Undo: the ordinary act that restores the former value; never for time, visas or seals."""

from __future__ import annotations

from app.domain.acts import Act, PlaceLevel, SetMark, TickDossier, WriteAppraisal
from app.domain.state import State


def inverse(state: State, act: Act) -> Act | None:
    """The act that brings back what ``act`` is about to change; None when it has no undoing."""
    if not isinstance(act, PlaceLevel | SetMark | WriteAppraisal | TickDossier):
        return None
    passage = state.passages.get(act.passage)
    if passage is None:
        return None
    if isinstance(act, PlaceLevel):
        return PlaceLevel(act.passage, act.competency, passage.levels.get(act.competency))
    if isinstance(act, SetMark):
        return SetMark(act.passage, passage.mark)
    if isinstance(act, WriteAppraisal):
        return WriteAppraisal(act.passage, passage.appraisal)
    return TickDossier(act.passage, act.item, passage.dossier.get(act.item))
