"""The plain tables as a pure function of the state: what people read with any SQLite browser.

A row is keyed by (table, key values); the rows of a passage depend on that passage and on the
commission only, so an act costs the same at the first candidate and the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from app.domain import ledger
from app.domain.codec import canonical
from app.domain.instants import stamp
from app.domain.people import Candidate
from app.domain.record import situation_fields
from app.domain.state import Attempt, Passage, Run, State
from app.domain.status import examiners_of, status

Row = tuple[Any, ...]
Rows = dict[tuple[str, Row], Row]

KEYS: Mapping[str, int] = {
    "commission": 1,
    "examiner": 1,
    "replacement": 1,
    "person": 1,
    "incident": 1,
    "clock_note": 1,
    "candidate": 1,
    "passage": 1,
    "passage_examiner": 2,
    "known": 2,
    "dossier": 2,
    "document": 2,
    "level": 2,
    "part": 2,
    "ledger": 2,
    "attempt": 2,
    "visa": 2,
    "sealed": 2,
    "print": 2,
    "paper_signature": 3,
}
"""Every projected table and how many of its first columns make its key."""


def commission_rows(state: State) -> Rows:
    """Rows that belong to no passage."""
    c = state.commission
    if c is None:
        return {}
    closed = _stamp(state.closed)
    head = (1, c.session, c.exam, c.commission, c.academy, c.centre, c.room, c.date.isoformat())
    return _rows(
        {
            "commission": [(*head, c.time_zone, int(c.rehearsal), c.program, closed)],
            "examiner": _numbered((e.name, e.quality) for e in c.examiners),
            "replacement": _numbered(
                (stamp(r.at), r.examiner, r.by, r.quality, r.reason) for r in state.replacements
            ),
            "person": _numbered((stamp(p.at), p.name, p.role) for p in state.persons),
            "incident": _numbered(
                (stamp(i.at), i.kind, i.text, i.informed, i.passage or None)
                for i in state.incidents
            ),
            "clock_note": _numbered((n.before, n.wall, n.cause) for n in state.clock_notes),
        }
    )


def passage_rows(state: State, passage: Passage) -> Rows:
    """Every row about one passage."""
    n = passage.number
    return _rows(
        {
            "candidate": [_candidate(passage.candidate)],
            "passage": [_passage(state, passage)],
            "passage_examiner": _numbered(
                ((e.name, e.quality) for e in examiners_of(state, passage)), n
            ),
            "known": [(n, k.examiner, k.tie, k.reason) for k in passage.known],
            "dossier": [(n, item, canonical(v)) for item, v in passage.dossier.items()],
            "document": [(n, d.name, d.sha256, d.size) for d in passage.documents],
            "level": [(n, code, level) for code, level in passage.levels.items()],
            "part": _parts(state, passage),
            "ledger": _numbered((_run(run) for run in passage.runs), n),
            "attempt": _numbered((_attempt(a) for a in passage.attempts), n),
            "visa": [(n, v.examiner, v.drawing, int(v.paper)) for v in passage.visas.values()],
            "sealed": [
                (n, s.version, stamp(s.at), s.reason, s.canonical, s.hash, s.code)
                for s in passage.versions
            ],
            "print": _numbered(((version, stamp(on)) for version, on in passage.prints), n),
            "paper_signature": [
                (n, version, name, stamp(on)) for name, version, on in passage.paper_signatures
            ],
        }
    )


def all_rows(state: State) -> Rows:
    """Every row of every projected table."""
    rows = commission_rows(state)
    for passage in state.passages.values():
        rows |= passage_rows(state, passage)
    return rows


def _rows(tables: Mapping[str, Iterable[Row]]) -> Rows:
    return {(table, row[: KEYS[table]]): row for table, rows in tables.items() for row in rows}


def _numbered(rows: Iterable[Row], *prefix: str) -> list[Row]:
    return [(*prefix, index, *row) for index, row in enumerate(rows, 1)]


def _stamp(instant: datetime | None) -> str | None:
    return stamp(instant) if instant else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _candidate(c: Candidate) -> Row:
    names = (c.number, c.last_name, c.usual_name, c.first_names, _day(c.born), _day(c.day))
    return (*names, c.hour, c.category, c.extra_preparation, c.extra_parts)


def _passage(state: State, p: Passage) -> Row:
    nv = p.not_valid
    situation = situation_fields(p.situation)
    return (
        p.number,
        p.position,
        int(p.listed),
        p.authority,
        status(state, p),
        int(p.identity),
        p.evidence,
        int(p.absent),
        p.absent_reason,
        nv.reason if nv else None,
        nv.authority if nv else None,
        nv.decided if nv else None,
        p.doubt,
        int(p.reserved),
        int(p.suspended),
        canonical(situation) if situation else None,
        p.mark,
        p.appraisal,
        canonical(p.answered),
        int(p.transcribed),
        int(p.sealed),
        p.in_force.version if p.in_force else None,
    )


def _parts(state: State, passage: Passage) -> list[Row]:
    run = passage.open_run
    settled = run.started if run else datetime.min
    if run and run.pauses:
        settled = run.pauses[-1].ended or run.pauses[-1].started
    times = ledger.part_times(state.exam, passage, settled)
    return _numbered(
        ((t.part, t.planned_s, t.elapsed_s, t.paused_s, t.state, _stamp(t.since)) for t in times),
        passage.number,
    )


def _run(run: Run) -> Row:
    stopped = _stamp(run.stopped)
    reason = " ; ".join(filter(None, (run.start_reason, run.stop_reason)))
    return (run.part, stamp(run.started), stopped, reason, run.corrected, canonical(_detail(run)))


def _detail(run: Run) -> dict[str, Any]:
    return {
        "pauses": [[stamp(p.started), _stamp(p.ended), p.reason] for p in run.pauses],
        "original": [*_run(run.original)] if run.original else None,
    }


def _attempt(attempt: Attempt) -> Row:
    kept = {
        "ledger": [[*_run(run)] for run in attempt.runs],
        "levels": dict(attempt.levels),
        "mark": attempt.mark,
        "appraisal": attempt.appraisal,
    }
    return (stamp(attempt.at), attempt.reason, canonical(kept))
