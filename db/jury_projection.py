"""The plain tables of a jury file as a pure function of its state.

The rows of a candidate depend on that candidate only, so an act costs the same with 300 candidates
as with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.domain.codec import canonical
from app.domain.jury.hours import hour_text
from app.domain.jury.people import ExamFile, JuryCandidate, JuryCommission, Span
from app.domain.jury.rules.people import by_default
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from db.jury_results_projection import RESULT_KEYS, one_result, result_changes, result_rows
from db.projection import Changes, Row, Rows, row_changes
from db.received_projection import RECEIVED_KEYS, received_rows

JURY_KEYS: Mapping[str, int] = {
    "jury": 1,
    "site": 1,
    "examiner": 1,
    "commission": 1,
    "commission_examiner": 2,
    "pack": 2,
    "member": 1,
    "model": 1,
    "candidate": 1,
    "unit": 2,
    "context": 2,
    "fiche": 2,
    "exam_file": 2,
    "conformity": 3,
    "piece": 3,
    **RECEIVED_KEYS,
    **RESULT_KEYS,
}
"""Every projected table and how many of its first columns make its key."""
Tables = dict[str, Iterable[Row]]


def jury_changes(before: JuryState, after: JuryState) -> list[Changes]:
    """What an act changes: the rows of the jury, and those of each candidate it touched."""
    old = before.candidates
    touched = (n for n, c in after.candidates.items() if old.get(n) is not c)
    changes = [candidate_changes(before, after, number) for number in touched]
    common = row_changes(_common(before), _common(after))
    return [common, *changes, *result_changes(before, after)]


def one_candidate(before: JuryState, after: JuryState, number: str) -> list[Changes]:
    """What an act about one candidate changes, their results with it."""
    return [candidate_changes(before, after, number), one_result(before, after, number)]


def candidate_changes(before: JuryState, after: JuryState, number: str) -> Changes:
    """What an act about one candidate changes in what the organisers prepared."""
    old, new = before.candidates.get(number), after.candidates[number]
    return row_changes(_rows(_candidate(old)) if old else {}, _rows(_candidate(new)))


def jury_rows(state: JuryState) -> Rows:
    """Every row of every projected table."""
    rows = _common(state)
    for candidate in state.candidates.values():
        rows |= _rows(_candidate(candidate))
    return rows | received_rows(state.received) | result_rows(state)


def _rows(tables: Tables) -> Rows:
    return {(table, row[: JURY_KEYS[table]]): row for table, rows in tables.items() for row in rows}


def _common(state: JuryState) -> Rows:
    """Rows that belong to no candidate."""
    jury = state.jury
    if jury is None:
        return {}
    head = (1, jury.session, jury.pilot, canonical(list(jury.academies)), jury.president)
    return _rows(
        {
            "jury": [(*head, int(jury.rehearsal), jury.program)],
            "site": [(s.name, s.time_zone, canonical(list(s.rooms))) for s in state.sites.values()],
            "examiner": [
                (e.name, e.quality, _list(e.domains), _list(e.schools), e.employer, _list(e.knows))
                for e in state.examiners.values()
            ],
            "commission": [_commission(state, c) for c in state.commissions.values()],
            "commission_examiner": [
                (c.code, place, name)
                for c in state.commissions.values()
                for place, name in enumerate(c.examiners, 1)
            ],
            "pack": [
                (c.code, issue, pack.public, pack.content)
                for c in state.commissions.values()
                for issue, pack in enumerate(c.packs, 1)
            ],
            "member": [
                (m.name, int(m.president), _days(m.dates), _list(m.knows), _days(m.attended))
                for m in state.members.values()
            ],
            "model": [(m.name, m.exam, m.scenario, m.parameters) for m in state.models.values()],
        }
    )


def _list(texts: Iterable[str]) -> str:
    return canonical(sorted(texts))


def _days(days: Iterable[date]) -> str:
    return canonical([day.isoformat() for day in sorted(days)])


def _commission(state: JuryState, c: JuryCommission) -> Row:
    hours = (hour_text(c.hours.start), hour_text(c.hours.end))
    breaks = canonical([_span(pause) for pause in c.breaks])
    return (
        *(c.code, c.exam, c.site, c.room, _days(c.dates), *hours, c.slot, breaks),
        int(by_default(state, c)),
    )


def _span(span: Span) -> str:
    return f"{hour_text(span.start)}-{hour_text(span.end)}"


def _candidate(c: JuryCandidate) -> Tables:
    own, number = c.candidate, c.number
    born = own.born.isoformat() if own.born else None
    names = (number, own.last_name, own.usual_name, own.first_names, born, own.category)
    extra = (own.extra_preparation, own.extra_parts)
    return {
        "candidate": [
            (
                *(*names, c.form, c.school, c.uai, *extra),
                *(c.proof, c.days, c.required_days, c.days_decision, int(c.whole)),
                _list(c.corrected),
            )
        ],
        "unit": [(number, u, s, c.decisions.get(u, "")) for u, s in c.units.items()],
        "context": [(number, n, company) for n, company in c.contexts.items()],
        "fiche": [
            (
                *(number, f.number, f.product, f.kind, _flag(f.professional), _flag(f.real)),
                *(f.context, _flag(f.client), _flag(f.claim)),
            )
            for f in c.fiches.values()
        ],
        "exam_file": [_exam_file(c, exam) for exam in DOMAINS],
        "conformity": [
            (number, exam, item, int(value))
            for exam, file in c.exams.items()
            for item, value in file.ticks.items()
        ],
        "piece": [
            (number, exam, p.name, p.sha256, p.size, p.attested_by)
            for exam, file in c.exams.items()
            for p in file.pieces
        ],
    }


def _flag(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _exam_file(c: JuryCandidate, exam: str) -> Row:
    file = c.told(exam)
    v, received = file.verdict, file.received.isoformat() if file.received else None
    return (
        *(c.number, exam, int(c.sits(exam)), received),
        *(int(file.with_school), int(file.without_school)),
        *(v.verdict, v.authority, v.reason, v.decided),
        *_choice(file),
        *_slot(file),
        canonical(dict(file.listed)),
    )


def _choice(file: ExamFile) -> tuple[Any, ...]:
    chosen = file.choice
    if chosen is None:
        return (None,) * 6
    fiches, scenarios = (*chosen.fiches, None), (*chosen.scenarios, "", "")
    return (*fiches[:2], chosen.by, chosen.parameters, *scenarios[:2])


def _slot(file: ExamFile) -> tuple[Any, ...]:
    slot = file.slot
    if slot is None:
        return (None,) * 3
    return (slot.commission, slot.day.isoformat(), hour_text(slot.minute))
