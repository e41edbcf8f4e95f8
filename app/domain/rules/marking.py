"""Levels, mark, appraisal: from identity to seal, whatever the clock (rules 1, 2, 3 and 7)."""

from __future__ import annotations

from datetime import datetime

from app.domain.acts import AnswerQuestion, PlaceLevel, SetMark, WriteAppraisal
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.marks import canonical_mark
from app.domain.questions import questions
from app.domain.rules.base import checks, examinable, folds_passage, unsealed, who
from app.domain.state import Passage, State


@checks(PlaceLevel)
def check_level(state: State, act: PlaceLevel, at: datetime) -> None:
    examinable(state, act.passage)
    exam = state.exam
    if act.competency not in exam.competency_codes:
        codes = ", ".join(c.code for c in exam.competencies)
        raise Refusal(f"« {act.competency} » n’est pas une compétence de l’{exam.id} : {codes}.")
    if act.level is not None and act.level not in exam.level_codes:
        codes = ", ".join(level.code for level in exam.levels)
        raise Refusal(f"« {act.level} » n’est pas un niveau de la grille : choisissez {codes}.")


@folds_passage(PlaceLevel)
def fold_level(state: State, passage: Passage, act: PlaceLevel, at: datetime) -> Passage:
    levels = {code: level for code, level in passage.levels.items() if code != act.competency}
    if act.level is not None:
        levels[act.competency] = act.level
    return replace(passage, levels=levels)


@checks(SetMark)
def check_mark(state: State, act: SetMark, at: datetime) -> None:
    examinable(state, act.passage)
    if act.mark is not None and canonical_mark(act.mark) is None:
        raise Refusal(
            f"« {act.mark[:20]} » n’est pas une note : écrivez un nombre de 0 à 20, en point "
            "entier ou en demi-point (§ 1.4), par exemple 14,5."
        )


@folds_passage(SetMark)
def fold_mark(state: State, passage: Passage, act: SetMark, at: datetime) -> Passage:
    return replace(passage, mark=canonical_mark(act.mark) if act.mark is not None else None)


@checks(WriteAppraisal)
def check_appraisal(state: State, act: WriteAppraisal, at: datetime) -> None:
    examinable(state, act.passage)


@folds_passage(WriteAppraisal)
def fold_appraisal(state: State, passage: Passage, act: WriteAppraisal, at: datetime) -> Passage:
    return replace(passage, appraisal=act.text)


@checks(AnswerQuestion)
def check_answer(state: State, act: AnswerQuestion, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    asked = questions(state, passage, at)
    if all(question.id != act.question for question in asked):
        raise Refusal(
            f"La question « {act.question} » ne se pose pas pour {who(passage)} : "
            f"{', '.join(q.id for q in asked) or 'aucune question ne se pose'}."
        )


@folds_passage(AnswerQuestion)
def fold_answer(state: State, passage: Passage, act: AnswerQuestion, at: datetime) -> Passage:
    if act.question in passage.answered:
        return passage
    return replace(passage, answered=(*passage.answered, act.question))
