"""Incidents: told as they happened; a suspected fraud stops nothing (the candidate finishes)."""

from __future__ import annotations

from datetime import datetime

from app.domain.acts import ReportIncident
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.rules.base import checks, folds, need_commission, passage_of
from app.domain.state import Incident, State
from app.domain.text import says

KINDS = {
    "material": "matériel",
    "fraud-suspected": "suspicion de fraude",
    "alarm": "alarme, évacuation",
    "late": "retard",
    "document": "document",
    "other": "autre",
}


@checks(ReportIncident)
def check_incident(state: State, act: ReportIncident, at: datetime) -> None:
    need_commission(state)
    if not says(act.text):
        raise Refusal("Décrivez l’incident en quelques mots.")
    if act.kind is not None and act.kind not in KINDS:
        raise Refusal(f"Le genre « {act.kind[:40]} » est inconnu : {', '.join(KINDS)}.")
    if act.passage is not None:
        passage_of(state, act.passage)


@folds(ReportIncident)
def fold_incident(state: State, act: ReportIncident, at: datetime) -> State:
    incident = Incident(act.text, act.kind or "other", act.informed or "", act.passage or "", at)
    return replace(state, incidents=(*state.incidents, incident))
