"""The plain tables of what the jury decided, as a pure function of the state.

A candidate's rows depend on that candidate, and on the coefficients and the closing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.codec import canonical
from app.domain.jury.marks import Standing
from app.domain.jury.means import Outcome, outcome
from app.domain.jury.received import Received, Sat
from app.domain.jury.state import JuryState
from db.projection import Changes, Row, Rows, row_changes

RESULT_KEYS: Mapping[str, int] = {
    "coefficient": 1,
    "result_code": 1,
    "unit_mark": 2,
    "candidate_result": 1,
    "jury_decision": 2,
    "mark_list": 1,
    "minute_note": 1,
    "juror": 1,
    "minutes": 1,
    "layout_column": 2,
    "purge": 1,
}
"""Every table of results and how many of its first columns make its key."""


def result_changes(before: JuryState, after: JuryState) -> list[Changes]:
    """What an act changes: the jury's own rows, and those of each candidate it touched."""
    same = before.results is after.results and before.jury is after.jury
    common = [] if same else [_common_changes(before, after)]
    touched = [one_result(before, after, n) for n in _touched(before, after)]
    return [*common, *touched, _heard_changes(before, after)]


def _common_changes(before: JuryState, after: JuryState) -> Changes:
    return row_changes(_common(before), _common(after))


def _heard_changes(before: JuryState, after: JuryState) -> Changes:
    """Rows of those of whom something else was received: none of them ever goes, so they are
    written without a look at what they were."""
    rows: list[tuple[str, Row]] = []
    units: dict[str, list[str]] = {}
    for number, exam in _heard(before.received, after.received):
        if number in after.candidates:
            units.setdefault(number, []).append(exam)
    for number, exams in units.items():
        told = outcome(after, number)
        rows += [("unit_mark", _unit(number, told.standings[exam])) for exam in sorted(exams)]
        rows.append(("candidate_result", _result(after, told)))
    return Changes([], rows)


def one_result(before: JuryState, after: JuryState, number: str) -> Changes:
    """What an act about one candidate changes."""
    return row_changes(_of_state(before, number), _of_state(after, number))


def result_rows(state: JuryState) -> Rows:
    """Every row of every table of results."""
    rows = _common(state)
    for number in state.candidates:
        rows |= _own(state, number)
    return rows


def _touched(before: JuryState, after: JuryState) -> Iterable[str]:
    """Candidates whose rows may differ: all of them where what they all depend on changed."""
    old, new = before.results, after.results
    if old.coefficients != new.coefficients or old.closing != new.closing:
        return after.candidates
    told = _differing(before.candidates, after.candidates)
    told |= _differing(old.candidates, new.candidates)
    return [number for number in told if number in after.candidates]


def _differing(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> set[Any]:
    """Keys whose value is not the very same."""
    if before is after:
        return set()
    gone = before.keys() - after.keys()
    return {key for key, value in after.items() if before.get(key) is not value} | gone


def _heard(before: Received, after: Received) -> set[Sat]:
    """(number, exam) of whom a commission, a paper sheet or a decision says something else."""
    if before is after:
        return set()
    changed = _differing(before.commissions, after.commissions)
    exports = [
        export
        for code in changed
        for told in (before.commissions.get(code), after.commissions.get(code))
        if told is not None
        for export in told.exports.values()
    ]
    heard = {(number, export.exam) for export in exports for number in export.passages}
    heard |= _differing(before.decisions, after.decisions)
    return heard | _differing(before.papers, after.papers)


def _of_state(state: JuryState, number: str) -> Rows:
    return _own(state, number) if number in state.candidates else {}


def _keyed(tables: Mapping[str, Iterable[Row]]) -> Rows:
    told = RESULT_KEYS
    return {(table, row[: told[table]]): row for table, rows in tables.items() for row in rows}


def _own(state: JuryState, number: str) -> Rows:
    told, own = outcome(state, number), state.results.of(number)
    return _keyed(
        {
            "unit_mark": [_unit(number, unit) for unit in told.standings.values()],
            "candidate_result": [_result(state, told)],
            "jury_decision": [
                (
                    *(number, rank, line.at, line.kind, line.unit, line.before, line.after),
                    *(line.by, line.reason, line.rectifies),
                )
                for rank, line in enumerate(own.log, 1)
            ],
        }
    )


def _unit(number: str, own: Standing) -> Row:
    marks = (own.proposed, own.harmonised, own.final, own.mark)
    return (number, own.unit, own.kind, *marks, own.note, int(own.stale))


def _result(state: JuryState, told: Outcome) -> Row:
    own = state.results.of(told.number)
    means = (told.means["E3"], told.means["E4"], told.general)
    return (
        told.number,
        *(str(mean.value) if mean.value is not None else None for mean in means),
        canonical(list(told.general.reasons)),
        *(told.result, own.livret, own.livret_by),
        own.pronounced.by if own.pronounced else "",
        canonical(list(told.troubles)),
    )


def _common(state: JuryState) -> Rows:
    """Rows that belong to no candidate."""
    if state.jury is None:
        return {}
    told = state.results
    closing = told.closing
    return _keyed(
        {
            "coefficient": told.coefficients.items(),
            "result_code": [(kind, c.code, c.label) for kind, c in told.codes.items()],
            "mark_list": [
                (rank, m.source, m.sha256, m.at, canonical(list(m.units)), m.count)
                for rank, m in enumerate(told.lists, 1)
            ],
            "minute_note": [
                (rank, n.at, n.kind, n.text, n.by, n.candidate)
                for rank, n in enumerate(told.notes, 1)
            ],
            "juror": [
                (j.name, j.sector, int(j.president), _list(j.attended), _list(j.remote))
                for j in told.jurors.values()
            ],
            "minutes": [(1, closing.at, closing.by, closing.without_result)] if closing else [],
            "layout_column": [
                (name, position, column.title, column.field)
                for name, columns in told.layouts.items()
                for position, column in enumerate(columns, 1)
            ],
            "purge": [
                (rank, p.at, p.before, _list(p.files)) for rank, p in enumerate(told.purges, 1)
            ],
        }
    )


def _list(texts: Iterable[str]) -> str:
    return canonical(list(texts))
