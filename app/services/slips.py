"""The slips of the day as data: subject, scenarios, attendance, marks, incidents, summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from app.domain import ledger
from app.domain.exam import PREPARATION
from app.domain.people import Examiner
from app.domain.state import Incident, Passage, State
from app.domain.status import examiners_of, parts_over, recusing, status
from app.pdf.slip_data import (
    AttendanceList,
    AttendanceRow,
    CandidateSubject,
    CommissionScenario,
    DaySummary,
    ExaminerCount,
    IncidentEntry,
    IncidentReport,
    MarkRow,
    MarkSlip,
    Outcome,
    Signatory,
    SlipHead,
    SummaryRow,
    TimeEntry,
)
from app.pdf.slips import (
    attendance_list,
    candidate_subject,
    commission_scenario,
    day_summary,
    incident_report,
    mark_slip,
)
from app.services.listing import STATUS_WORDS
from app.services.printing import Files, is_rehearsal, safe
from app.services.subjects import scenario_of, subject_of

ROLES = {
    "secretary": "secrétaire",
    "interpreter": "interprète",
    "inspector": "inspecteur",
    "observer": "observateur",
}


Maker = Callable[[], bytes]


def slips(state: State, now: datetime) -> Files:
    """File name to PDF of every slip of the commission; none names a school (rule 4)."""
    return {name: make() for name, make in makers(state, now).items()}


def makers(state: State, now: datetime) -> dict[str, Maker]:
    """File name of every slip, and what makes its PDF when one alone is wanted."""
    stem = f"{state.exam.id}-{safe(slip_head(state).commission)}"
    rehearsal = is_rehearsal(state)
    days = sorted({state.day_of(passage) for passage in state.passages.values()})
    found: dict[str, Maker] = {}
    for day in days:
        name = f"{stem}-{day:%Y%m%d}" if len(days) > 1 else stem
        found |= _day_makers(state, day, now, name)
    found[f"{stem}-incidents.pdf"] = lambda: incident_report(incidents(state), rehearsal=rehearsal)
    for passage in state.in_order:
        found |= _own_makers(state, passage, f"{stem}-{safe(passage.number)}", rehearsal)
    return found


def _day_makers(state: State, day: date, now: datetime, stem: str) -> dict[str, Maker]:
    """What is printed once a day: attendance, marks, summary."""
    rehearsal = is_rehearsal(state)
    return {
        f"{stem}-emargement.pdf": lambda: attendance_list(
            attendance(state, day), rehearsal=rehearsal
        ),
        f"{stem}-bordereau.pdf": lambda: mark_slip(marks(state, day), rehearsal=rehearsal),
        f"{stem}-recapitulatif.pdf": lambda: day_summary(
            summary(state, now, day), rehearsal=rehearsal
        ),
    }


def _of_day(state: State, day: date | None) -> tuple[SlipHead, list[Passage]]:
    """Head and passages of one day, or of all when none is named."""
    if day is None:
        return slip_head(state), state.in_order
    return replace(slip_head(state), day=day), [p for p in state.in_order if state.day_of(p) == day]


def _own_makers(state: State, passage: Passage, stem: str, rehearsal: bool) -> dict[str, Maker]:
    """The candidate's subject (E32 only) and the commission's scenarios, once chosen."""
    if passage.situation is None or passage.transferred is not None:
        return {}
    found: dict[str, Maker] = {
        f"{stem}-scenario.pdf": lambda: commission_scenario(
            scenario(state, passage), rehearsal=rehearsal
        )
    }
    if state.exam.situations == 2:
        found[f"{stem}-sujet.pdf"] = lambda: candidate_subject(
            subject(state, passage), rehearsal=rehearsal
        )
    return found


def slip_head(state: State, passage: Passage | None = None) -> SlipHead:
    """What every paper says of its commission, on the day of ``passage`` where it has its own."""
    commission = state.commission
    assert commission is not None
    return SlipHead(
        session=commission.session,
        exam=commission.exam,
        exam_title=state.exam.title,
        commission=commission.commission,
        academy=commission.academy,
        centre=commission.centre,
        room=commission.room,
        day=(passage.candidate.day if passage else None) or commission.date,
    )


def subject(state: State, passage: Passage) -> CandidateSubject:
    """What the candidate of an E32 receives: see ``subject_of``."""
    assert passage.situation is not None
    head = slip_head(state, passage)
    return subject_of(state.exam, head, passage.candidate, passage.situation)


def scenario(state: State, passage: Passage) -> CommissionScenario:
    """What the commission holds: see ``scenario_of``."""
    assert passage.situation is not None
    head = slip_head(state, passage)
    return scenario_of(state.exam, head, passage.candidate, passage.situation)


def attendance(state: State, day: date | None = None) -> AttendanceList:
    """Who is expected, with a box to sign, and who else is in the room."""
    head, passages = _of_day(state, day)
    rows = [
        AttendanceRow(
            p.candidate.hour, p.number, p.candidate.name, p.candidate.born, _attendance_word(p)
        )
        for p in passages
    ]
    others = [Signatory(p.name, ROLES.get(p.role, p.role)) for p in state.persons]
    return AttendanceList(head, tuple(rows), _signatories(state), tuple(others))


def _attendance_word(passage: Passage) -> str:
    if passage.transferred is not None:
        return "Transféré"
    if passage.not_valid:
        return Outcome.NOT_VALID.value
    return Outcome.ABSENT.value if passage.absent else ""


def _examiners(state: State) -> list[Examiner]:
    """Everyone who sits or sat: the sitting ones, then those of record who were replaced."""
    sitting = list(state.commission.examiners) if state.commission else []
    record = [e for passage in state.in_order for e in passage.examiners]
    known = {e.name: e for e in [*record, *sitting]}
    return [known[name] for name in dict.fromkeys(e.name for e in [*sitting, *record])]


def _signatories(state: State) -> tuple[Signatory, ...]:
    return tuple(Signatory(e.name, e.quality) for e in _examiners(state))


def marks(state: State, day: date | None = None) -> MarkSlip:
    """The mark or the mention of every candidate; never a figure that is not sealed."""
    head, passages = _of_day(state, day)
    rows = tuple(_mark_row(state, passage) for passage in passages)
    return MarkSlip(head, rows, _signatories(state))


def _mark_row(state: State, passage: Passage) -> MarkRow:
    number, name, sealed = passage.number, passage.candidate.name, passage.in_force
    outcome = _outcome(state, passage)
    if outcome is not Outcome.MARKED or sealed is None:
        return MarkRow(number, name, outcome)
    mark = sealed.record()["mark"]
    return MarkRow(number, name, outcome, mark, sealed.version, sealed.code)


def _outcome(state: State, passage: Passage) -> Outcome:
    if passage.transferred is not None:
        return Outcome.TRANSFERRED
    if passage.not_valid:
        return Outcome.NOT_VALID
    if passage.in_force is not None:
        return Outcome.RESERVED if passage.reserved else Outcome.MARKED
    if recusing(state, passage):
        return Outcome.RECUSED
    return Outcome.ABSENT if passage.absent else Outcome.OPEN


def incidents(state: State) -> IncidentReport:
    """Every incident told; none prints a blank form."""
    entries = tuple(_incident(state, incident) for incident in state.incidents)
    return IncidentReport(slip_head(state), entries, _signatories(state))


def _incident(state: State, incident: Incident) -> IncidentEntry:
    passage = state.passages.get(incident.passage)
    name = passage.candidate.name if passage else ""
    return IncidentEntry(
        incident.at.strftime("%H:%M"),
        incident.kind,
        incident.text,
        incident.passage,
        name,
        incident.informed,
    )


def summary(state: State, now: datetime, day: date | None = None) -> DaySummary:
    """The day in one page: statuses, times, counts, candidates examined per examiner."""
    head, passages = _of_day(state, day)
    return DaySummary(
        head=head,
        clocks=tuple(part.name for part in state.exam.clocks),
        rows=tuple(_summary_row(state, p, now) for p in passages),
        counts=_counts(state, passages),
        examiners=tuple(
            ExaminerCount(e.name, e.quality, sum(_examined(state, p, e) for p in passages))
            for e in _examiners(state)
        ),
        incidents=tuple(_incident(state, incident) for incident in state.incidents),
    )


def _summary_row(state: State, passage: Passage, now: datetime) -> SummaryRow:
    times = [
        TimeEntry(t.planned_s, t.elapsed_s if t.state != "planned" else None, t.overtime_s)
        for t in ledger.part_times(state.exam, passage, now)
    ]
    word = STATUS_WORDS[status(state, passage)]
    candidate = passage.candidate
    return SummaryRow(
        candidate.hour,
        passage.number,
        candidate.name,
        _status_word(passage, word),
        tuple(times) if passage.runs else (),
    )


def _status_word(passage: Passage, word: str) -> str:
    told = {"récusé": "récusé, à réaffecter"}.get(word, word)
    return f"{told}, note réservée" if passage.reserved else told


def _counts(state: State, passages: list[Passage]) -> tuple[tuple[str, int], ...]:
    here = [p for p in passages if p.transferred is None]
    return (
        ("Inscrits", len(here)),
        ("Interrogés", sum(parts_over(state.exam, p) or bool(p.versions) for p in passages)),
        ("Grilles scellées", sum(p.sealed for p in passages)),
        ("Notes réservées", sum(p.reserved and bool(p.versions) for p in passages)),
        ("Absents", sum(p.absent for p in here)),
        ("Non valides", sum(p.not_valid is not None for p in here)),
        ("À réaffecter (récusés)", sum(bool(recusing(state, p)) for p in here)),
    )


def _examined(state: State, passage: Passage, examiner: Examiner) -> bool:
    """Whether this examiner sat for any part of a candidate who was examined."""
    examined = parts_over(state.exam, passage) or bool(passage.versions)
    sat = {name for run in passage.runs if run.part != PREPARATION for name in run.examiners}
    return examined and (examiner.name in sat or examiner in examiners_of(state, passage))
