"""The two functions of the domain, and what every rule needs.

``check(state, act, at)`` raises Refusal, whose text is the French sentence the user reads.
``fold(state, act, at)`` is total: an act once accepted is taken as it is, for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from app.domain.acts import Act, PassageAct
from app.domain.errors import ReasonNeeded, Refusal
from app.domain.facts import replace
from app.domain.record import SIGNED, signed_content
from app.domain.state import EMPTY, Passage, State
from app.domain.status import recusing
from app.domain.text import of, says, shown

Check = Callable[[State, Any, datetime], None]
Fold = Callable[[State, Any, datetime], State]
PassageFold = Callable[[State, Passage, Any, datetime], Passage]

_CHECKS: dict[type[Act], Check] = {}
_FOLDS: dict[type[Act], Fold] = {}

F = TypeVar("F", bound=Callable[..., Any])


def checks(kind: type[Act]) -> Callable[[F], F]:
    """Register the rules of one act."""

    def register(function: F) -> F:
        _CHECKS[kind] = function
        return function

    return register


def folds(kind: type[Act]) -> Callable[[F], F]:
    """Register what one act changes in the whole state."""

    def register(function: F) -> F:
        _FOLDS[kind] = function
        return function

    return register


def folds_passage(kind: type[PassageAct]) -> Callable[[PassageFold], PassageFold]:
    """Register what one act changes in its passage; visas fall when what they cover changed."""

    def register(function: PassageFold) -> PassageFold:
        def fold_into(state: State, act: PassageAct, at: datetime) -> State:
            passage = state.passages.get(act.passage)
            if passage is None:
                return state
            return with_passage(state, function(state, passage, act, at))

        _FOLDS[kind] = fold_into
        return function

    return register


def check(state: State, act: Act, at: datetime) -> None:
    """Raise Refusal when a rule forbids ``act`` at ``at``."""
    _CHECKS[type(act)](state, act, at)


def fold(state: State, act: Act, at: datetime) -> State:
    """The state after ``act``, never raising."""
    return _FOLDS[type(act)](state, act, at)


def with_passage(state: State, passage: Passage) -> State:
    """The state with this passage; its visas are void when anything under them changed."""
    after = replace(state, passages={**state.passages, passage.number: passage})
    return keep_visas(state, after, passage.number)


def keep_visas(before: State, after: State, *numbers: str) -> State:
    """``after``, where visas stand only on what they were given for (all passages by default).

    A sealed record is not concerned: it changes by reopening only (rule 8).
    """
    void = [n for n in numbers or after.passages if _void(before, after, n)]
    if not void:
        return after
    bare = {number: replace(after.passages[number], visas=EMPTY) for number in void}
    return replace(after, passages={**after.passages, **bare})


def _void(before: State, after: State, number: str) -> bool:
    old, new = before.passages.get(number), after.passages[number]
    if old is None or not old.visas or not new.visas or new.sealed:
        return False
    if before.commission is after.commission and _untouched(old, new):
        return False
    return signed_content(before, old) != signed_content(after, new)


def _untouched(old: Passage, new: Passage) -> bool:
    """Whether nothing a visa covers was even written again."""
    return all(getattr(old, name) is getattr(new, name) for name in SIGNED)


def who(passage: Passage) -> str:
    """The candidate as a sentence names them."""
    return f"{passage.candidate.name} ({passage.number})"


def need_commission(state: State) -> None:
    """Refusal before the commission is opened."""
    if state.commission is None:
        raise Refusal("Ce fichier n’a pas encore de commission : commencez par l’ouvrir.")


def of_whom(passage: Passage) -> str:
    """ "de" and the candidate, elided where French elides."""
    return of(who(passage))


def passage_of(state: State, number: str) -> Passage:
    """The passage of that candidate number, or Refusal."""
    passage = state.passages.get(number)
    if passage is None:
        close = [n for n in state.passages if n.lstrip("0") == number.strip().lstrip("0")]
        told = f"serait-ce « {close[0]} » ?" if close else "vérifiez-le, ou ajoutez le candidat."
        raise Refusal(
            f"Aucun candidat ne porte le numéro « {shown(number)} » dans cette commission : {told}"
        )
    return passage


def here(state: State, number: str) -> Passage:
    """The passage of a candidate who was not transferred to another commission."""
    passage = passage_of(state, number)
    if passage.transferred is not None:
        to = passage.transferred.commission
        where = f"la commission {to}" if to else "une autre commission"
        raise Refusal(
            f"{who(passage)} a été transféré vers {where} : rien ne se fait plus ici. Si c’est une "
            "erreur, reprenez ici son fichier de transfert."
        )
    return passage


def unsealed(state: State, number: str) -> Passage:
    """The passage, refused once sealed (rule 8)."""
    passage = here(state, number)
    if passage.sealed:
        raise Refusal(
            f"La grille {of_whom(passage)} est scellée : rouvrez-la avec un motif pour la modifier."
        )
    return passage


def examinable(state: State, number: str) -> Passage:
    """The passage of a candidate who may be examined: unsealed, identified, not barred."""
    passage = unsealed(state, number)
    name = who(passage)
    if passage.not_valid is not None:
        raise Refusal(
            f"Le dossier {of(name)} est déclaré non valide : le candidat ne peut être interrogé "
            "ni noté (§ 1.4.2 B)."
        )
    if recusing(state, passage):
        raise Refusal(
            f"{name} est connu {of(' et '.join(recusing(state, passage)))} : un autre examinateur "
            "doit l’interroger (§ 1.4). Remplacez l’examinateur ou retirez la déclaration."
        )
    if passage.absent:
        raise Refusal(f"{name} est marqué absent : marquez-le présent d’abord.")
    if not passage.identity:
        raise Refusal(f"L’identité {of(name)} n’est pas confirmée : confirmez-la d’abord.")
    return passage


def not_evaluated(passage: Passage) -> None:
    """Refusal where levels, a mark or an appraisal stand: none may outlive who they are about."""
    if passage.evaluated:
        raise Refusal(
            f"{who(passage)} a déjà des niveaux, une note ou une appréciation : annulez d’abord "
            "ce qui a commencé, avec un motif."
        )


def never_sealed(passage: Passage) -> None:
    """Refusal once a version was sealed: who was examined is neither absent nor not valid here."""
    if passage.versions:
        raise Refusal(
            f"La grille {of_whom(passage)} a déjà été scellée, le candidat a été interrogé : "
            "seul le jury en décide désormais."
        )


def need_reason(reason: str | None, why: str) -> None:
    """Refusal saying why a reason is needed, when there is none."""
    if not says(reason):
        raise ReasonNeeded(f"{why} : indiquez un motif.")
