"""The lists printed before the day: planning, doors, attendance (§ 1.4); none names a school."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.facts import dataclass
from app.domain.jury.hours import hour_text
from app.domain.jury.people import JuryCandidate, JuryCommission, Slot, Span
from app.domain.jury.rules.people import by_default
from app.domain.jury.spans import interview, preparation
from app.domain.jury.state import JuryState
from app.pdf.jury_data import (
    Barred,
    CommissionDay,
    DoorLine,
    DoorList,
    PlannedPassage,
    RoomDay,
    RoomPassage,
)
from app.pdf.slip_data import AttendanceList, AttendanceRow, Signatory, SlipHead
from app.services.jury_desk import USUAL_ZONE

Turn = tuple[JuryCandidate, Slot]


@dataclass(frozen=True)
class Sitting:
    """One day of one commission: who passes, in order, and who may not be examined."""

    commission: JuryCommission
    day: date
    turns: tuple[Turn, ...]
    barred: tuple[JuryCandidate, ...]


def sittings(state: JuryState) -> list[Sitting]:
    """Every commission's days that have candidates, commissions as they were described."""
    return [
        sitting for commission in state.commissions.values() for sitting in _days(state, commission)
    ]


def _days(state: JuryState, commission: JuryCommission) -> Iterator[Sitting]:
    turns = state.before(commission.code)
    barred = [(c, c.told(commission.exam).slot) for c in state.barred(commission.code)]
    known = [slot.day for _, slot in (*turns, *barred) if slot is not None]
    for day in sorted(set(known)):
        yield Sitting(
            commission,
            day,
            tuple((c, slot) for c, slot in turns if slot.day == day),
            tuple(c for c, slot in barred if slot is not None and slot.day == day),
        )


def head_of(state: JuryState, sitting: Sitting) -> SlipHead:
    """What every paper says of a commission and its day."""
    commission = sitting.commission
    return SlipHead(
        session=_session(state),
        exam=commission.exam,
        exam_title=state.exam(commission.exam).title,
        commission=commission.code,
        academy=_academy(state),
        centre=commission.site,
        room=commission.room,
        day=sitting.day,
    )


def jury_head(
    state: JuryState, centre: str = "", room: str = "", day: date | None = None
) -> SlipHead:
    """What a paper of the whole jury, or of one of its rooms, says of it."""
    return SlipHead(_session(state), "", "", "", _academy(state), centre, room, day)


def _session(state: JuryState) -> int:
    return state.jury.session if state.jury else 0


def _academy(state: JuryState) -> str:
    return state.jury.pilot if state.jury else ""


# --- by commission ------------------------------------------------------------------------------


def commission_day(state: JuryState, sitting: Sitting) -> CommissionDay:
    """The planning of one commission's day."""
    commission = sitting.commission
    return CommissionDay(
        head=head_of(state, sitting),
        examiners=_signatories(state, commission),
        by_default=by_default(state, commission),
        hours=_hours(commission.hours),
        breaks=tuple(map(_hours, commission.breaks)),
        passages=tuple(_planned(state, commission.exam, turn) for turn in sitting.turns),
        barred=tuple(Barred(c.number, c.name, c.candidate.born) for c in sitting.barred),
        zone=_zone(state, commission.site),
    )


def attendance_of(state: JuryState, sitting: Sitting) -> AttendanceList:
    """Who signs: the candidates who pass and the examiners. Candidates read it, so it tells no
    more of the others than their hour."""
    rows = [
        AttendanceRow(hour_text(slot.minute), c.number, c.name, c.candidate.born)
        for c, slot in sitting.turns
    ]
    return AttendanceList(
        head_of(state, sitting), tuple(rows), _signatories(state, sitting.commission)
    )


def _planned(state: JuryState, exam_id: str, turn: Turn) -> PlannedPassage:
    candidate, slot = turn
    exam = state.exam(exam_id)
    prepares, examined = (of(exam, candidate, slot.minute) for of in (preparation, interview))
    start, end = _hours(examined)
    return PlannedPassage(
        candidate.number,
        candidate.name,
        candidate.candidate.born,
        hour_text(prepares.start) if exam.preparation_seconds else "",
        start,
        end,
        _extra_time(candidate, prepared=bool(exam.preparation_seconds)),
    )


def _extra_time(candidate: JuryCandidate, *, prepared: bool) -> str:
    before, oral = candidate.candidate.extra_preparation, candidate.candidate.extra_parts
    if before == oral or not prepared:
        return _plus(oral)
    told = [f"prép. {_plus(before)}" if before != "0" else ""]
    told += [f"oral {_plus(oral)}" if oral != "0" else ""]
    return "\n".join(filter(None, told))


def _plus(extra: str) -> str:
    return "" if extra == "0" else f"+ {extra}"


def _signatories(state: JuryState, commission: JuryCommission) -> tuple[Signatory, ...]:
    known = (state.examiners[name] for name in commission.examiners)
    return tuple(Signatory(examiner.name, examiner.quality) for examiner in known)


def _hours(span: Span) -> tuple[str, str]:
    return hour_text(span.start), hour_text(span.end)


def _zone(state: JuryState, site: str) -> str:
    """Whose hours these are, where a reader might take them for those of the mainland."""
    found = state.sites.get(site)
    if found is None or found.time_zone == USUAL_ZONE:
        return ""
    return f"Heures locales du centre (fuseau {found.time_zone})."


# --- by room ------------------------------------------------------------------------------------


def room_days(state: JuryState, held: Iterable[Sitting]) -> list[RoomDay]:
    """Each room's day, by site, day and room: which commission and candidate at what hour."""
    return [
        RoomDay(
            head=jury_head(state, site, room, day),
            commissions=tuple(_in_room(state, sitting) for sitting in there),
            passages=tuple(_room_passages(state, there)),
            zone=_zone(state, site),
        )
        for (site, day, room), there in _by_room(state, held)
    ]


def door_lists(state: JuryState, held: Iterable[Sitting]) -> list[DoorList]:
    """For each room's door and day: hour, name, first names, number."""
    return [
        DoorList(
            jury_head(state, site, room, day),
            tuple(map(_door_line, _turns(there))),
            _zone(state, site),
        )
        for (site, day, room), there in _by_room(state, held)
    ]


def _by_room(
    state: JuryState, held: Iterable[Sitting]
) -> list[tuple[tuple[str, date, str], list[Sitting]]]:
    """Sittings with candidates of each site, day and room; without a room, one by one."""
    found: dict[tuple[str, date, str], list[Sitting]] = {}
    for sitting in held:
        commission = sitting.commission
        room = commission.room.strip() or f"à préciser (commission {commission.code})"
        if sitting.turns:
            found.setdefault((commission.site, sitting.day, room), []).append(sitting)
    rank = {site: place for place, site in enumerate(state.sites)}
    return sorted(found.items(), key=lambda item: (rank.get(item[0][0], len(rank)), item[0]))


def _turns(held: Iterable[Sitting]) -> list[Turn]:
    turns = [turn for sitting in held for turn in sitting.turns]
    return sorted(turns, key=lambda turn: (turn[1].minute, turn[0].number))


def _in_room(state: JuryState, sitting: Sitting) -> tuple[str, str]:
    commission = sitting.commission
    exam = state.exam(commission.exam)
    return commission.code, f"{exam.id} – {exam.title} : {', '.join(commission.examiners)}"


def _room_passages(state: JuryState, held: Iterable[Sitting]) -> Iterator[RoomPassage]:
    exams = {sitting.commission.code: sitting.commission.exam for sitting in held}
    for turn in _turns(held):
        code = turn[1].commission
        yield RoomPassage(code, exams[code], _planned(state, exams[code], turn))


def _door_line(turn: Turn) -> DoorLine:
    candidate, slot = turn
    known = candidate.candidate
    usual = f" ({known.usual_name})" if known.usual_name else ""
    return DoorLine(
        hour_text(slot.minute), known.last_name + usual, known.first_names, candidate.number
    )
