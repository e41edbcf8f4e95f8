"""When a passage keeps whom busy: preparation, interview, deliberation, with extra time."""

from __future__ import annotations

from app.domain import ledger
from app.domain.exam import Exam
from app.domain.jury.people import JuryCandidate, JuryCommission, Span


def preparation_min(exam: Exam, candidate: JuryCandidate) -> int:
    """Whole minutes of preparation, extra time included, rounded up."""
    seconds = ledger.extended(exam.preparation_seconds, candidate.candidate.extra_preparation)
    return -(-seconds // 60)


def interview_min(exam: Exam, candidate: JuryCandidate) -> int:
    """Whole minutes of interview, extra time included, rounded up."""
    return -(-ledger.total_s(exam, candidate.candidate) // 60)


def whole(exam: Exam, candidate: JuryCandidate, minute: int) -> Span:
    """The candidate's own time: from the preparation, which opens the slot, to the end."""
    length = preparation_min(exam, candidate) + interview_min(exam, candidate)
    return Span(minute, minute + length)


def preparation(exam: Exam, candidate: JuryCandidate, minute: int) -> Span:
    """When the candidate prepares; empty where the exam has no preparation."""
    return Span(minute, minute + preparation_min(exam, candidate))


def interview(exam: Exam, candidate: JuryCandidate, minute: int) -> Span:
    """When the examiners are busy with this candidate."""
    start = minute + preparation_min(exam, candidate)
    return Span(start, start + interview_min(exam, candidate))


def regular_min(exam: Exam) -> int:
    """Whole minutes of preparation and interview without extra time."""
    return -(-(exam.preparation_seconds + exam.total_seconds) // 60)


def starts(exam: Exam, commission: JuryCommission) -> list[int]:
    """Minutes of the day at which candidates without extra time can begin, one after another."""
    minute, length, found = commission.hours.start, regular_min(exam), list[int]()
    while minute + length <= commission.hours.end:
        pause = next((p for p in commission.breaks if p.meets(Span(minute, minute + length))), None)
        if pause is None:
            found.append(minute)
        minute = pause.end if pause else minute + commission.slot
    return found
