"""Working notes: stored outside the journal, so folding them changes nothing."""

from __future__ import annotations

from datetime import datetime

from app.domain.acts import Observe, StrikeObservation
from app.domain.errors import Refusal
from app.domain.rules.base import checks, folds, passage_of, unsealed
from app.domain.state import State
from app.domain.text import says


@checks(Observe)
def check_observe(state: State, act: Observe, at: datetime) -> None:
    unsealed(state, act.passage)
    if not says(act.text):
        raise Refusal("L’observation est vide : écrivez-la.")
    unknown = [c for c in act.competencies if c not in state.exam.competency_codes]
    if unknown:
        codes = ", ".join(c.code for c in state.exam.competencies)
        raise Refusal(f"« {unknown[0]} » n’est pas une compétence de l’{state.exam.id} : {codes}.")


@checks(StrikeObservation)
def check_strike(state: State, act: StrikeObservation, at: datetime) -> None:
    passage_of(state, act.passage)


@folds(Observe)
@folds(StrikeObservation)
def fold_nothing(state: State, act: Observe | StrikeObservation, at: datetime) -> State:
    return state
