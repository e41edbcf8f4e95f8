"""The plain tables as a pure function of the state: what people read with any SQLite browser.

A row is keyed by (table, key values); the rows of a passage depend on that passage and on the
commission only, so an act costs the same at the first candidate and the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from app.domain import ledger
from app.domain.codec import canonical
from app.domain.facts import dataclass
from app.domain.instants import stamp
from app.domain.people import Candidate
from app.domain.record import joined, situation_fields
from app.domain.state import Attempt, Passage, Run, SealedVersion, State
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
    "conformity": 1,
    "transfer": 2,
    "receipt": 1,
    "receipted": 2,
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
            "receipt": _numbered((stamp(r.at), r.jury, r.root, r.sha256) for r in state.receipts),
        }
    )


Build = Callable[[State, Passage], Iterable[Row]]

PASSAGE_TABLES: Mapping[str, tuple[tuple[str, ...], Build]] = {
    "candidate": (("candidate",), lambda s, p: [_candidate(p.candidate)]),
    "passage": ((), lambda s, p: [_passage(s, p)]),
    "passage_examiner": (
        ("examiners",),
        lambda s, p: _numbered(((e.name, e.quality) for e in examiners_of(s, p)), p.number),
    ),
    "known": (("known",), lambda s, p: [(p.number, k.examiner, k.tie, k.reason) for k in p.known]),
    "dossier": (
        ("dossier",),
        lambda s, p: [(p.number, item, canonical(v)) for item, v in p.dossier.items()],
    ),
    "document": (
        ("documents",),
        lambda s, p: [(p.number, d.name, d.sha256, d.size) for d in p.documents],
    ),
    "level": (("levels",), lambda s, p: [(p.number, c, level) for c, level in p.levels.items()]),
    "part": (("runs", "candidate"), lambda s, p: _parts(s, p)),
    "ledger": (("runs",), lambda s, p: _numbered(map(_run, p.runs), p.number)),
    "attempt": (("attempts",), lambda s, p: _numbered(map(_attempt, p.attempts), p.number)),
    "visa": (
        ("visas",),
        lambda s, p: [(p.number, v.examiner, v.drawing, int(v.paper)) for v in p.visas.values()],
    ),
    "sealed": (("versions",), lambda s, p: [_sealed(p.number, v) for v in p.versions]),
    "print": (
        ("prints",),
        lambda s, p: _numbered(((version, stamp(on)) for version, on in p.prints), p.number),
    ),
    "paper_signature": (
        ("paper_signatures",),
        lambda s, p: [(p.number, v, name, stamp(on)) for name, v, on in p.paper_signatures],
    ),
    "conformity": (
        ("candidate",),
        lambda s, p: [(p.number, p.candidate.conformity)] if p.candidate.conformity else [],
    ),
    "transfer": (
        ("transfers",),
        lambda s, p: _numbered(
            ((t.way, stamp(t.at), t.commission, t.reason, t.id) for t in p.transfers), p.number
        ),
    ),
    "receipted": (
        ("receipted",),
        lambda s, p: [(p.number, version, stamp(on)) for version, on in p.receipted],
    ),
}
"""Each table of a passage: the attributes its rows come from (none: any), and its rows."""


@dataclass(frozen=True)
class Changes:
    """What an act changes in the tables: keys of rows that go, rows that come or change."""

    gone: list[tuple[str, Row]]
    rows: list[tuple[str, Row]]


def passage_changes(before: State, after: State, number: str) -> Changes:
    """Changes of one passage; only tables whose sources changed are looked at."""
    old, new = before.passages.get(number), after.passages[number]
    same_commission = before.commission is after.commission
    was: Rows = {}
    now: Rows = {}
    for table, (sources, build) in PASSAGE_TABLES.items():
        if old is not None and same_commission and sources and _untouched(old, new, sources):
            continue
        now |= _rows({table: build(after, new)})
        was |= _rows({table: build(before, old)}) if old is not None else {}
    return row_changes(was, now)


def _untouched(old: Passage, new: Passage, sources: tuple[str, ...]) -> bool:
    return all(getattr(old, source) is getattr(new, source) for source in sources)


def commission_changes(before: State, after: State) -> Changes:
    """Changes of the rows that belong to no passage."""
    return row_changes(commission_rows(before), commission_rows(after))


def row_changes(was: Rows, now: Rows) -> Changes:
    """What brings the rows from ``was`` to ``now``."""
    gone = list(was.keys() - now.keys())
    return Changes(gone, [(key[0], row) for key, row in now.items() if was.get(key) != row])


def passage_rows(state: State, passage: Passage) -> Rows:
    """Every row about one passage."""
    return _rows({t: build(state, passage) for t, (_, build) in PASSAGE_TABLES.items()})


def all_rows(state: State) -> Rows:
    """Every row of every projected table."""
    rows = commission_rows(state)
    for passage in state.passages.values():
        rows |= passage_rows(state, passage)
    return rows


def _rows(tables: Mapping[str, Iterable[Row]]) -> Rows:
    return {(table, row[: KEYS[table]]): row for table, rows in tables.items() for row in rows}


def _sealed(number: str, s: SealedVersion) -> Row:
    return (number, s.version, stamp(s.at), s.reason, s.canonical, s.hash, s.code)


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
    reason = joined(run.start_reason, run.stop_reason)
    return (run.part, stamp(run.started), stopped, reason, run.corrected, canonical(_detail(run)))


def _detail(run: Run) -> dict[str, Any]:
    return {
        "pauses": [[stamp(p.started), _stamp(p.ended), p.reason] for p in run.pauses],
        "originals": [[*_run(original)] for original in run.originals],
        "examiners": list(run.examiners),
    }


def _attempt(attempt: Attempt) -> Row:
    kept = {
        "ledger": [[*_run(run)] for run in attempt.runs],
        "levels": dict(attempt.levels),
        "mark": attempt.mark,
        "appraisal": attempt.appraisal,
    }
    return (stamp(attempt.at), attempt.reason, canonical(kept))
