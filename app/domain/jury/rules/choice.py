"""The choice of fiches and scenarios by the commission académique (§ 1.4.4)."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import ChooseFiches, KeepModel, WithdrawChoice
from app.domain.jury.names import plain
from app.domain.jury.people import Choice, JuryCandidate
from app.domain.jury.rules.base import check_exam, need_jury, need_text, sitting, who, with_exam
from app.domain.jury.state import JuryState, Model
from app.domain.jury.ties import member_ties
from app.domain.jury.words import FICHES
from app.domain.rules.base import checks, folds
from app.domain.text import of, shown


@checks(ChooseFiches)
def check_choose(state: JuryState, act: ChooseFiches, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    if not found.passes(act.exam):
        raise Refusal(
            f"Le dossier {of(who(found))} est non conforme : le candidat ne peut être interrogé, "
            "il n’y a pas de fiche à choisir (§ 1.4.2 B)."
        )
    _check_member(state, act, found)
    _check_fiches(act, found)


def _check_member(state: JuryState, act: ChooseFiches, found: JuryCandidate) -> None:
    """No member chooses for a candidate they know, from the school, the work or life (§ 1.4)."""
    member = state.members.get(act.by)
    if member is None:
        raise Refusal(
            f"« {shown(act.by)} » n’est pas membre de la commission académique : "
            "dites qui choisit la fiche."
        )
    known = member_ties(found, member, state)
    if known:
        raise Refusal(f"{' ; '.join(known)} : un autre membre doit choisir (§ 1.4).")


def _check_fiches(act: ChooseFiches, found: JuryCandidate) -> None:
    chosen = [act.fiche_1] + ([act.fiche_2] if act.fiche_2 is not None else [])
    if len(chosen) != (2 if act.exam == "E32" else 1):
        wanted = "deux fiches" if act.exam == "E32" else "une fiche"
        raise Refusal(f"{who(found)} : l’{act.exam} demande {wanted} (§ 1.4.4).")
    for fiche in chosen:
        if fiche not in FICHES[act.exam]:
            span = FICHES[act.exam]
            raise Refusal(
                f"{who(found)} : la fiche n° {fiche} n’est pas de l’{act.exam} "
                f"(n° {span[0]} à {span[-1]})."
            )
    if len(set(chosen)) != len(chosen):
        raise Refusal(f"{who(found)} : les deux fiches doivent différer (§ 1.4.4).")


@folds(ChooseFiches)
def fold_choose(state: JuryState, act: ChooseFiches, at: datetime) -> JuryState:
    fiches = (act.fiche_1,) if act.fiche_2 is None else (act.fiche_1, act.fiche_2)
    scenarios = (act.scenario,) if act.fiche_2 is None else (act.scenario, act.scenario_2)
    choice = Choice(fiches, act.by, act.parameters, scenarios)
    return with_exam(state, act.candidate, act.exam, choice=choice)


def same_contract(candidate: JuryCandidate) -> bool:
    """Whether the second E32 fiche is about the same product as the first: it only warns."""
    choice = candidate.of("E32").choice
    if choice is None or len(choice.fiches) < 2:
        return False
    known = [candidate.fiches[number] for number in choice.fiches if number in candidate.fiches]
    products = {plain(fiche.product) for fiche in known}
    return len(known) == len(choice.fiches) and len(products) == 1 and products != {""}


@checks(WithdrawChoice)
def check_withdraw(state: JuryState, act: WithdrawChoice, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    if found.told(act.exam).choice is None:
        raise Refusal(f"Aucune fiche n’est choisie pour {who(found)} en {act.exam}.")


@folds(WithdrawChoice)
def fold_withdraw(state: JuryState, act: WithdrawChoice, at: datetime) -> JuryState:
    return with_exam(state, act.candidate, act.exam, choice=None)


@checks(KeepModel)
def check_model(state: JuryState, act: KeepModel, at: datetime) -> None:
    need_jury(state)
    check_exam(act.exam)
    need_text(act.name, "Donnez un nom au modèle de scénario.")


@folds(KeepModel)
def fold_model(state: JuryState, act: KeepModel, at: datetime) -> JuryState:
    """A model without a scenario is taken out."""
    models = {name: model for name, model in state.models.items() if name != act.name}
    if act.scenario.strip() or act.parameters.strip():
        models[act.name] = Model(act.name, act.exam, act.scenario, act.parameters)
    return replace(state, models=models)
