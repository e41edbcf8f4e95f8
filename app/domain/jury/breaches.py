"""What is wrong with an assignment, each breach named (§ 1.4, § 1.4.4).

``hard`` breaches forbid: nobody examines a candidate they know or of a school where they teach, and
nobody is in two places. ``soft`` ones warn and the organiser decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from app.domain.facts import dataclass
from app.domain.jury.hours import hour_text
from app.domain.jury.people import JuryCandidate, JuryCommission, JuryExaminer, Slot
from app.domain.jury.spans import interview, preparation, whole
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.text import of


@dataclass(frozen=True)
class Breach:
    """``kind`` names the rule; ``candidates`` and ``commissions`` whom it concerns."""

    kind: str
    hard: bool
    text: str
    candidates: tuple[str, ...] = ()
    commissions: tuple[str, ...] = ()


def breaches(state: JuryState) -> list[Breach]:
    """Every breach there is, hard ones first."""
    found = [
        *_each(state),
        *_two_exams(state),
        *_one_after_another(state),
        *_two_places(state),
        *_whole_schools(state),
    ]
    return sorted(found, key=lambda breach: not breach.hard)


def conflicts(candidate: JuryCandidate, commission: JuryCommission, state: JuryState) -> list[str]:
    """Why this commission may not examine this candidate, in French (§ 1.4)."""
    told: list[str] = []
    for name in commission.examiners:
        told += _conflict(candidate, state.examiners[name], commission.exam)
    return told


def _conflict(candidate: JuryCandidate, examiner: JuryExaminer, exam: str) -> Iterator[str]:
    if candidate.number in examiner.knows:
        yield f"{examiner.name} connaît {candidate.name}"
    if candidate.schools & set(examiner.schools):
        yield f"{examiner.name} enseigne dans l’établissement {of(candidate.name)}"
    companies = {company.strip().casefold() for company in candidate.contexts.values()}
    if examiner.employer.strip() and examiner.employer.strip().casefold() in companies:
        yield f"{examiner.name} est employé par une entreprise du dossier {of(candidate.name)}"


def placed(state: JuryState) -> Iterator[tuple[JuryCandidate, str, Slot, JuryCommission]]:
    """Every assignment: candidate, exam, slot and commission."""
    for candidate in state.candidates.values():
        for exam in DOMAINS:
            slot = candidate.of(exam).slot
            if slot is not None and slot.commission in state.commissions:
                yield candidate, exam, slot, state.commissions[slot.commission]


def _each(state: JuryState) -> Iterator[Breach]:
    """What is wrong with one assignment by itself."""
    for candidate, exam, slot, commission in placed(state):
        whom, where = (candidate.number,), (commission.code,)
        for text in conflicts(candidate, commission, state):
            yield Breach("conflict", True, f"{commission.code} : {text} (§ 1.4).", whom, where)
        told = f"{candidate.name}, {commission.code}"
        if commission.exam != exam:
            yield Breach(
                "exam", True, f"{told} : la commission est de l’{commission.exam}.", whom, where
            )
        if not candidate.sits(exam) or candidate.of(exam).verdict.verdict == "not-conforming":
            yield Breach("not-sitting", True, f"{told} : ne passe pas l’{exam}.", whom, where)
        if slot.day not in commission.dates:
            yield Breach("day", True, f"{told} : ne siège pas le {slot.day:%d/%m/%Y}.", whom, where)
        yield from _hours(state, candidate, slot, commission)


def _hours(
    state: JuryState, candidate: JuryCandidate, slot: Slot, commission: JuryCommission
) -> Iterator[Breach]:
    span = whole(state.exam(commission.exam), candidate, slot.minute)
    told = f"{candidate.name}, {commission.code} à {hour_text(slot.minute)}"
    whom, where = (candidate.number,), (commission.code,)
    if span.start < commission.hours.start or span.end > commission.hours.end:
        text = f"{told} : finit à {hour_text(span.end)}, hors des heures de la commission."
        yield Breach("hours", False, text, whom, where)
    examined = interview(state.exam(commission.exam), candidate, slot.minute)
    for pause in commission.breaks:
        if pause.meets(examined):
            text = f"{told} : déborde sur la pause de {hour_text(pause.start)}."
            yield Breach("break", False, text, whom, where)


def _two_exams(state: JuryState) -> Iterator[Breach]:
    """E32 and E42 of one candidate at once."""
    for candidate in state.candidates.values():
        slots = [(exam, candidate.of(exam).slot) for exam in DOMAINS]
        known = [(exam, slot) for exam, slot in slots if slot is not None]
        for (one, first), (other, second) in pairwise(known):
            spans = [
                whole(state.exam(one), candidate, first.minute),
                whole(state.exam(other), candidate, second.minute),
            ]
            if first.day == second.day and spans[0].meets(spans[1]):
                text = f"{candidate.name} : l’{one} et l’{other} à la même heure."
                yield Breach("two-exams", True, text, (candidate.number,))


def _one_after_another(state: JuryState) -> Iterator[Breach]:
    """Interviews of one commission overlap; a preparation begins while another one goes on."""
    for commission in state.commissions.values():
        exam = state.exam(commission.exam)
        line = [(c, c.of(commission.exam).slot) for c in state.before(commission.code)]
        for (one, first), (other, second) in pairwise(line):
            assert first is not None and second is not None
            if first.day != second.day:
                continue
            whom, where = (one.number, other.number), (commission.code,)
            spans = interview(exam, one, first.minute), interview(exam, other, second.minute)
            told = f"{commission.code} : {one.name} puis {other.name}"
            if spans[0].meets(spans[1]):
                yield Breach("overlap", True, f"{told}, les entretiens se recouvrent.", whom, where)
            elif preparation(exam, other, second.minute).meets(spans[0]):
                text = f"{told}, la préparation empiète sur l’entretien précédent."
                yield Breach("preparation", False, text, whom, where)


def _busy(state: JuryState) -> Iterator[tuple[str, str, date, JuryCommission]]:
    """(kind, who or what, day, commission) that a commission keeps busy on a day."""
    for commission in state.commissions.values():
        for day in commission.dates:
            for name in commission.examiners:
                yield "examiner", name, day, commission
            if commission.room.strip():
                yield "room", f"{commission.site}, salle {commission.room}", day, commission


def _two_places(state: JuryState) -> Iterator[Breach]:
    """An examiner or a room in two commissions whose hours meet on one day."""
    seen: dict[tuple[str, str, date], list[JuryCommission]] = {}
    for kind, name, day, commission in _busy(state):
        for other in seen.get((kind, name, day), []):
            if other.hours.meets(commission.hours):
                text = f"{name} : {other.code} et {commission.code} le {day:%d/%m/%Y}."
                yield Breach(f"two-{kind}s", True, text, (), (other.code, commission.code))
        seen.setdefault((kind, name, day), []).append(commission)


def school_counts(state: JuryState, exam: str) -> dict[str, dict[str, int]]:
    """School to commission to number of its candidates there."""
    counts: dict[str, dict[str, int]] = {}
    for candidate, name, slot, _ in placed(state):
        school = candidate.uai or candidate.school
        if name == exam and school:
            there = counts.setdefault(school, {})
            there[slot.commission] = there.get(slot.commission, 0) + 1
    return counts


def _whole_schools(state: JuryState) -> Iterator[Breach]:
    """One commission takes every candidate of a school that presents two or more (§ 1.4)."""
    for exam in DOMAINS:
        for school, there in school_counts(state, exam).items():
            total = sum(
                candidate.sits(exam) and school in candidate.schools
                for candidate in state.candidates.values()
            )
            for code, count in there.items():
                if count == total >= 2:
                    text = f"{code} interroge les {count} candidats de {school} en {exam} (§ 1.4)."
                    yield Breach("whole-school", False, text, (), (code,))
