"""What every rule of a jury file needs: naming, finding, putting back."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.people import ExamFile, JuryCandidate, Slot
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.rules.identity import read_date
from app.domain.text import says, shown


def need_jury(state: JuryState) -> None:
    """Refusal before the jury is opened."""
    if state.jury is None:
        raise Refusal("Ce fichier n’a pas encore de jury : commencez par l’ouvrir.")


def candidate_of(state: JuryState, number: str) -> JuryCandidate:
    """The candidate of that number, or Refusal."""
    need_jury(state)
    found = state.candidates.get(number)
    if found is None:
        raise Refusal(
            f"Aucun candidat ne porte le numéro « {shown(number)} » dans ce jury : vérifiez-le."
        )
    return found


def who(candidate: JuryCandidate) -> str:
    """The candidate as a sentence names them."""
    return f"{candidate.name} ({candidate.number})"


def check_exam(exam: str) -> None:
    if exam not in DOMAINS:
        raise Refusal(f"« {shown(exam)} » n’est pas un oral de ce jury : E32 ou E42.")


def sitting(state: JuryState, number: str, exam: str) -> JuryCandidate:
    """The candidate, who sits that exam before a commission; Refusal otherwise."""
    check_exam(exam)
    found = candidate_of(state, number)
    if not found.sits(exam):
        raise Refusal(
            f"{who(found)} ne passe pas l’{exam} en forme ponctuelle : rien n’est demandé pour "
            "cette épreuve."
        )
    return found


def with_candidate(state: JuryState, candidate: JuryCandidate) -> JuryState:
    return replace(state, candidates={**state.candidates, candidate.number: candidate})


def with_exam(state: JuryState, number: str, exam: str, **changes: Any) -> JuryState:
    """The state with that candidate's file for the exam changed; as it was for an unknown one."""
    found = state.candidates.get(number)
    if found is None:
        return state
    changed: ExamFile = replace(found.told(exam), **changes)
    return with_candidate(state, replace(found, exams={**found.exams, exam: changed}))


def with_slot(state: JuryState, number: str, exam: str, slot: Slot | None) -> JuryState:
    """The state with that hour, or none, for the candidate, and their seat before a commission."""
    found = state.candidates.get(number)
    if found is None or exam not in DOMAINS:
        return state
    seats, seat, old = dict(state.seats), {(number, exam)}, found.told(exam).slot
    if old is not None:
        seats[old.commission] = seats[old.commission] - seat
    if slot is not None:
        seats[slot.commission] = seats.get(slot.commission, frozenset()) | seat
    return replace(with_exam(state, number, exam, slot=slot), seats=seats)


def need_date(text: str, what: str) -> date:
    """The date, or Refusal naming what it is."""
    found = read_date(text)
    if found is None:
        raise Refusal(f"{what} « {shown(text)} » n’est pas une date : écrivez jj/mm/aaaa.")
    return found


def need_text(text: str, sentence: str) -> None:
    if not says(text):
        raise Refusal(sentence)
