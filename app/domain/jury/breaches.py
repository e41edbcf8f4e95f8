"""What is wrong with the assignment, each breach named (§ 1.4, § 1.4.4).

``hard`` breaches forbid: nobody examines a candidate they know or of a school where they teach, and
nobody is in two places. The others warn and the organiser decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, groupby

from app.domain.facts import dataclass
from app.domain.jury.hours import hour_text
from app.domain.jury.people import JuryCandidate, JuryCommission, Slot, Span
from app.domain.jury.spans import interview, preparation, starts, whole
from app.domain.jury.state import JuryState
from app.domain.jury.ties import conflicts
from app.domain.jury.words import DOMAINS, TRAVEL_MIN


@dataclass(frozen=True)
class Breach:
    """``kind`` names the rule; ``candidates`` and ``commissions`` whom it concerns."""

    kind: str
    hard: bool
    text: str
    candidates: tuple[str, ...] = ()
    commissions: tuple[str, ...] = ()


def breaches(state: JuryState) -> list[Breach]:
    """Every breach there is, hard ones first; none before the jury is opened."""
    if state.jury is None:
        return []
    found = [
        *(b for c in state.candidates.values() for b in of_candidate(state, c)),
        *(b for code in state.commissions for b in _of_hours(state, code)),
        *two_places(state),
        *whole_schools(state),
        *members(state),
    ]
    return sorted(found, key=lambda breach: not breach.hard)


def of_commission(state: JuryState, code: str) -> list[Breach]:
    """The breaches of one commission and of whoever passes before it."""
    commission = state.commissions[code]
    found = [
        *(b for c, slot in state.before(code) for b in _of_slot(state, c, commission.exam, slot)),
        *(b for c, _ in state.before(code) for b in _two_exams(state, c)),
        *_of_hours(state, code),
    ]
    return found + [b for b in two_places(state) if code in b.commissions]


def hard_of(state: JuryState, number: str, exam: str) -> list[Breach]:
    """The hard breaches of one candidate's hour for one exam, at the cost of their commission."""
    return [breach for breach in of_passage(state, number, exam) if breach.hard]


def of_passage(state: JuryState, number: str, exam: str) -> list[Breach]:
    """The breaches of one candidate's hour for one exam, and of that day before their commission
    where it concerns them all, at the cost of their commission."""
    candidate = state.candidates[number]
    slot = candidate.of(exam).slot
    if slot is None:
        return []
    found = [*_of_slot(state, candidate, exam, slot), *_two_exams(state, candidate)]
    if slot.commission in state.commissions:
        there = of_day(state, slot.commission, slot.day)
        found += [b for b in there if number in b.candidates or not b.candidates]
    return found


def placed(state: JuryState) -> Iterator[tuple[JuryCandidate, str, Slot]]:
    """Every hour given before a commission of this jury: candidate, exam and slot."""
    for candidate in state.candidates.values():
        for exam in DOMAINS:
            slot = candidate.of(exam).slot
            if slot is not None and slot.commission in state.commissions:
                yield candidate, exam, slot


# --- one candidate ------------------------------------------------------------------------------


def of_candidate(state: JuryState, candidate: JuryCandidate) -> Iterator[Breach]:
    """What is wrong with the hours of one candidate, each by itself and together."""
    for exam in DOMAINS:
        slot, told = candidate.of(exam).slot, candidate.told(exam).slot
        if slot is not None:
            yield from _of_slot(state, candidate, exam, slot)
        if told is not None and not candidate.sits(exam):
            text = f"{candidate.name}, {told.commission} : ne passe pas l’{exam}, retirez-le."
            yield Breach("not-sitting", False, text, (candidate.number,), (told.commission,))
    yield from _two_exams(state, candidate)


def _of_slot(state: JuryState, candidate: JuryCandidate, exam: str, slot: Slot) -> Iterator[Breach]:
    """What is wrong with one hour by itself."""
    whom, where = (candidate.number,), (slot.commission,)
    told = f"{candidate.name}, {slot.commission}"
    commission = state.commissions.get(slot.commission)
    if commission is None:
        text = f"{told} : cette commission n’est pas dans ce jury."
        yield Breach("unknown-commission", True, text, whom, where)
        return
    for text in conflicts(candidate, commission, state):
        yield Breach("conflict", True, f"{commission.code} : {text} (§ 1.4).", whom, where)
    if commission.exam != exam:
        text = f"{told} : la commission est de l’{commission.exam}, non de l’{exam}."
        yield Breach("exam", True, text, whom, where)
    if slot.day not in commission.dates:
        text = f"{told} : la commission ne siège pas le {slot.day:%d/%m/%Y}."
        yield Breach("day", True, text, whom, where)
    yield from _of_minute(state, candidate, commission, slot.minute)


def _of_minute(
    state: JuryState, candidate: JuryCandidate, commission: JuryCommission, minute: int
) -> Iterator[Breach]:
    exam = state.exam(commission.exam)
    span, examined = whole(exam, candidate, minute), interview(exam, candidate, minute)
    told = f"{candidate.name}, {commission.code} à {hour_text(minute)}"
    whom, where = (candidate.number,), (commission.code,)
    if span.start < commission.hours.start or span.end > commission.hours.end:
        text = f"{told} : finit à {hour_text(span.end)}, hors des heures de la commission."
        yield Breach("hours", False, text, whom, where)
    for pause in commission.breaks:
        if pause.meets(examined):
            text = f"{told} : déborde sur la pause de {hour_text(pause.start)}."
            yield Breach("break", False, text, whom, where)


def _two_exams(state: JuryState, candidate: JuryCandidate) -> Iterator[Breach]:
    """E32 and E42 of one candidate at once, or too close for the way between two sites."""
    known = []
    for exam in DOMAINS:
        slot = candidate.of(exam).slot
        if slot is not None and slot.commission in state.commissions:
            commission = state.commissions[slot.commission]
            span = whole(state.exam(commission.exam), candidate, slot.minute)
            known.append((slot.day, span, commission))
    for (day, one, first), (other_day, other, second) in combinations(known, 2):
        if day != other_day:
            continue
        whom, where = (candidate.number,), (first.code, second.code)
        told = f"{candidate.name}, {first.code} et {second.code} le {day:%d/%m/%Y}"
        if one.meets(other):
            yield Breach("two-exams", True, f"{told} : les deux oraux en même temps.", whom, where)
        elif first.site != second.site and wider(one, TRAVEL_MIN).meets(other):
            text = f"{told} : moins de {TRAVEL_MIN} minutes pour aller d’un centre à l’autre."
            yield Breach("travel", False, text, whom, where)


def wider(span: Span, minutes: int) -> Span:
    """The span with as many minutes before and after."""
    return Span(span.start - minutes, span.end + minutes)


# --- one commission -----------------------------------------------------------------------------


def _of_hours(state: JuryState, code: str) -> Iterator[Breach]:
    days = groupby(state.before(code), key=lambda line: line[1].day)
    for day in [day for day, _ in days]:
        yield from of_day(state, code, day)


def of_day(state: JuryState, code: str, day: date) -> Iterator[Breach]:
    """A commission's candidates of one day, two by two and all together."""
    there = [(c, slot.minute) for c, slot in state.before(code) if slot.day == day]
    commission = state.commissions[code]
    for one, other in combinations(there, 2):
        yield from _of_pair(state, commission, one, other)
    room = len(starts(state.exam(commission.exam), commission))
    if len(there) > room:
        text = f"{code}, le {day:%d/%m/%Y} : {len(there)} candidats pour {room} passages possibles."
        yield Breach("capacity", False, text, (), (code,))


def _of_pair(
    state: JuryState,
    commission: JuryCommission,
    one: tuple[JuryCandidate, int],
    other: tuple[JuryCandidate, int],
) -> Iterator[Breach]:
    """Two candidates of one day, the first the earlier."""
    exam = state.exam(commission.exam)
    whom, where = (one[0].number, other[0].number), (commission.code,)
    told = f"{commission.code} : {one[0].name} puis {other[0].name} à {hour_text(other[1])}"
    examined = interview(exam, *one)
    if examined.meets(interview(exam, *other)):
        yield Breach("overlap", True, f"{told}, les entretiens se recouvrent.", whom, where)
    elif one[0].has_extra_time and whole(exam, *one).end > other[1]:
        text = f"{told}, le temps majoré du premier finit à {hour_text(examined.end)}."
        yield Breach("extra-time", False, text, whom, where)
    elif preparation(exam, *other).meets(examined):
        text = f"{told}, la préparation empiète sur l’entretien précédent."
        yield Breach("preparation", False, text, whom, where)


# --- the whole ----------------------------------------------------------------------------------


def two_places(state: JuryState) -> Iterator[Breach]:
    """An examiner or a room in two commissions whose hours meet on one day."""
    seen: dict[tuple[str, str, date], list[JuryCommission]] = {}
    for kind, name, day, commission in _busy(state):
        there = seen.setdefault((kind, name, day), [])
        for other in there:
            if other.hours.meets(commission.hours):
                where = f"en {other.code} et en {commission.code} en même temps"
                text = f"{name} est {where}, le {day:%d/%m/%Y}."
                yield Breach(f"two-{kind}s", True, text, (), (other.code, commission.code))
        there.append(commission)


def _busy(state: JuryState) -> Iterator[tuple[str, str, date, JuryCommission]]:
    """(kind, who or what, day, commission) that a commission keeps busy on a day."""
    for commission in state.commissions.values():
        for day in commission.dates:
            for name in commission.examiners:
                yield "examiner", name, day, commission
            if commission.room.strip():
                yield "room", f"La salle {commission.room} ({commission.site})", day, commission


def school_counts(state: JuryState, exam: str) -> dict[str, dict[str, int]]:
    """School to commission, or "" for none yet, to number of its candidates who pass the exam."""
    counts: dict[str, dict[str, int]] = {}
    for candidate in state.candidates.values():
        if candidate.school_key and candidate.passes(exam):
            slot = candidate.of(exam).slot
            there = counts.setdefault(candidate.school_key, {})
            code = slot.commission if slot else ""
            there[code] = there.get(code, 0) + 1
    return counts


def whole_schools(state: JuryState) -> Iterator[Breach]:
    """One commission takes every candidate of a school that presents two or more (§ 1.4)."""
    names = {c.school_key: c.school or c.uai for c in state.candidates.values()}
    for exam in DOMAINS:
        for school, there in school_counts(state, exam).items():
            code, count = next(iter(there.items()))
            if len(there) == 1 and code and count > 1:
                text = (
                    f"{code} interroge en {exam} les {count} candidats de {names[school]} (§ 1.4)."
                )
                yield Breach("whole-school", False, text, (), (code,))


def members(state: JuryState) -> Iterator[Breach]:
    """A member of the commission académique who sits in no commission (§ 1.4.4); its president
    need not."""
    sitting = {name for commission in state.commissions.values() for name in commission.examiners}
    for member in state.members.values():
        if not member.president and member.name not in sitting:
            text = f"{member.name} choisit les fiches sans siéger dans une commission (§ 1.4.4)."
            yield Breach("member", False, text)
