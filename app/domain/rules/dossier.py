"""The dossier professionnel: validity, doubt, ticks, choice of the situation (§ 1.4.2, § 1.4.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.acts import (
    ChooseSituation,
    DeclareNotValid,
    RaiseDoubt,
    TickDossier,
    WithdrawDoubt,
    WithdrawNotValid,
)
from app.domain.errors import Refusal
from app.domain.exam import DossierItem, Exam
from app.domain.facts import replace
from app.domain.rules.base import (
    checks,
    folds_passage,
    need_reason,
    never_sealed,
    not_evaluated,
    of_whom,
    unsealed,
    who,
)
from app.domain.state import NotValid, Passage, Situation, State
from app.domain.text import says

NOT_VALID_REASONS = {
    "dossier-missing": "dossier professionnel absent",
    "internship-short": "durée de stage insuffisante",
    "not-signed": "dossier non visé ou non signé",
}


@checks(DeclareNotValid)
def check_not_valid(state: State, act: DeclareNotValid, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "La mention « non valide » se déclare avec un motif")
    if not says(act.authority):
        raise Refusal("La mention « non valide » est décidée par une autorité : nommez-la.")
    if passage.not_valid is not None:
        raise Refusal(f"Le dossier {of_whom(passage)} est déjà déclaré non valide.")
    if passage.runs:
        raise Refusal(
            f"{who(passage)} a commencé son passage : en cas de doute sur le dossier, la note est "
            "réservée (§ 1.4.2 B), le dossier n’est plus déclaré non valide ici."
        )
    never_sealed(passage)
    not_evaluated(passage)


@folds_passage(DeclareNotValid)
def fold_not_valid(state: State, passage: Passage, act: DeclareNotValid, at: datetime) -> Passage:
    return replace(passage, not_valid=NotValid(act.reason, act.authority, act.decided or ""))


@checks(WithdrawNotValid)
def check_withdraw_not_valid(state: State, act: WithdrawNotValid, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "La mention « non valide » se lève avec un motif")
    if not says(act.authority):
        raise Refusal("La mention « non valide » est levée par une autorité : nommez-la.")
    if passage.not_valid is None:
        raise Refusal(f"Le dossier {of_whom(passage)} n’est pas déclaré non valide.")


@folds_passage(WithdrawNotValid)
def fold_withdraw_not_valid(
    state: State, passage: Passage, act: WithdrawNotValid, at: datetime
) -> Passage:
    return replace(passage, not_valid=None)


@checks(RaiseDoubt)
def check_doubt(state: State, act: RaiseDoubt, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Un doute sur le dossier se signale avec un motif")
    if passage.doubt is not None:
        raise Refusal(f"Un doute est déjà signalé sur le dossier {of_whom(passage)}.")


@folds_passage(RaiseDoubt)
def fold_doubt(state: State, passage: Passage, act: RaiseDoubt, at: datetime) -> Passage:
    return replace(passage, doubt=act.reason)


@checks(WithdrawDoubt)
def check_withdraw_doubt(state: State, act: WithdrawDoubt, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Un doute se retire avec un motif")
    if passage.doubt is None:
        raise Refusal(f"Aucun doute n’est signalé sur le dossier {of_whom(passage)}.")
    if passage.versions:
        raise Refusal(
            f"La grille {of_whom(passage)} a déjà été scellée une fois : seule l’autorité "
            "académique lève désormais la réserve (§ 1.4.2 B)."
        )


@folds_passage(WithdrawDoubt)
def fold_withdraw_doubt(
    state: State, passage: Passage, act: WithdrawDoubt, at: datetime
) -> Passage:
    return replace(passage, doubt=None)


@checks(TickDossier)
def check_tick(state: State, act: TickDossier, at: datetime) -> None:
    unsealed(state, act.passage)
    item = state.exam.dossier_by_id.get(act.item)
    if item is None:
        raise Refusal(
            f"« {act.item} » n’est pas une rubrique du dossier de l’{state.exam.id} : "
            f"choisissez {', '.join(state.exam.dossier_by_id)}."
        )
    if act.value is not None:
        _check_value(state.exam, item, act.value)


def _check_value(exam: Exam, item: DossierItem, value: Any) -> None:
    if item.kind == "box" and not isinstance(value, bool):
        raise Refusal(f"La case « {item.id} » est cochée (true) ou non (false).")
    if item.kind == "count":
        number = value if isinstance(value, int) and not isinstance(value, bool) else -1
        if not 0 <= number <= 99:
            label = item.label.rstrip(" \u00a0:")
            raise Refusal(f"« {label} » est un nombre, de 0 à 99.")
    if item.kind == "fiche":
        _check_answers(exam, item, value)


def _check_answers(exam: Exam, item: DossierItem, value: Any) -> None:
    allowed = list(exam.fiche_answers)
    answers = value if isinstance(value, list) else [value]
    known = [answer for answer in answers if answer in allowed]
    if known != answers or len(set(known)) != len(known):
        raise Refusal(f"« {item.id} » prend une liste parmi {', '.join(allowed)}.")
    if "no" in known and len(known) > 1:
        raise Refusal(
            f"« {item.id} » prend « no » (absente) seul, ou les autres réponses : choisissez."
        )


@folds_passage(TickDossier)
def fold_tick(state: State, passage: Passage, act: TickDossier, at: datetime) -> Passage:
    ticks = {key: value for key, value in passage.dossier.items() if key != act.item}
    value = _stored(state, act)
    if value is not None and value != []:
        ticks[act.item] = value
    return replace(passage, dossier=ticks)


def _stored(state: State, act: TickDossier) -> Any:
    """The value as it is kept: answers about a fiche as a list, in the order of the form."""
    item = state.exam.dossier_by_id.get(act.item)
    if item is None or item.kind != "fiche" or act.value is None:
        return act.value
    answers = act.value if isinstance(act.value, list) else [act.value]
    order = list(state.exam.fiche_answers)
    return sorted(answers, key=lambda a: order.index(a) if a in order else len(order))


@checks(ChooseSituation)
def check_situation(state: State, act: ChooseSituation, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    exam = state.exam
    fiches = _fiches(exam, act)
    low, high = exam.fiches[0], exam.fiches[-1]
    if any(fiche not in exam.fiches for fiche in fiches):
        raise Refusal(f"Les fiches de l’{exam.id} portent les numéros {low} à {high}.")
    if len(set(fiches)) != len(fiches):
        raise Refusal(
            "La fiche de la deuxième partie doit être différente de celle de la première (§ 1.4.4)."
        )
    if passage.runs:
        need_reason(act.reason, f"Le passage {of_whom(passage)} a commencé, la situation change")


def _fiches(exam: Exam, act: ChooseSituation) -> tuple[int, ...]:
    """The fiches the act gives, as many as the exam has situations; Refusal otherwise."""
    pair = (act.fiche_1, act.fiche_2)
    wanted = pair if exam.situations == 2 else (act.fiche,)
    other = (act.fiche, None) if exam.situations == 2 else (*pair, act.scenario_2)
    if any(fiche is None for fiche in wanted) or any(given is not None for given in other):
        names = "« fiche_1 » et « fiche_2 »" if exam.situations == 2 else "« fiche » seule"
        raise Refusal(f"La situation d’un {exam.id} se donne par {names}.")
    return tuple(fiche for fiche in wanted if fiche is not None)


@folds_passage(ChooseSituation)
def fold_situation(state: State, passage: Passage, act: ChooseSituation, at: datetime) -> Passage:
    given = (act.fiche_1, act.fiche_2) if act.fiche is None else (act.fiche,)
    fiches = tuple(fiche for fiche in given if fiche is not None)
    if not fiches:
        return passage
    scenarios = (act.scenario or "", act.scenario_2 or "")[: len(fiches)]
    situation = Situation(fiches, act.parameters or "", scenarios, act.reason or "")
    return replace(passage, situation=situation)
