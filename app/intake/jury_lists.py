"""A candidate list as a jury reads it: the commission's reader, with the school, the form, what
becomes of each unit, and the commission, day and hour as given (§ 1.1, 1.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.facts import dataclass
from app.domain.jury.words import DOMAINS, FORMS, NEVER_CCF
from app.domain.people import Candidate
from app.domain.rules.lists import candidate_line
from app.intake.cleaning import folded, tidy
from app.intake.jury_headers import JURY, UNIT, unit_named
from app.intake.lists import read_rows
from app.intake.reading import Reading
from app.intake.rows import Draft, RowReader, labelled
from app.intake.sheets import Cell, text_of

_STATUSES = (
    ("not-enrolled", re.compile(r"\b(?:non|pas) inscrite?\b|\bni\b")),
    ("ccf", re.compile(r"\bccf\b|\bcontrole en cours\b")),
    ("benefit", re.compile(r"\bbenef|\bconserv")),
    ("dispensed", re.compile(r"\bdispens")),
    ("ponctuel", re.compile(r"\bponctuel|\ba passer\b|^inscrite?$|^epreuve$")),
)
_PARTS = re.compile(r"[;,|/\n]")


@dataclass(frozen=True)
class JuryReading:
    """``reading`` as of any list; ``lines`` are what to enrol, one for each of its candidates."""

    reading: Reading
    lines: tuple[Mapping[str, Any], ...]


def read_jury_list(
    path: Path, mapping: Mapping[str, str] | None = None, *, today: date | None = None
) -> JuryReading:
    """The list in ``path``, as ``read_list`` reads one. PassageError as there."""
    reading, drafts = read_rows(path, mapping or {}, today, JURY, JuryRowReader)
    return JuryReading(reading, tuple(_line(d, d.candidate) for d in drafts if d.candidate))


def _line(draft: Draft, candidate: Candidate) -> dict[str, Any]:
    return {**candidate_line(candidate), **(draft.own or {})}


class JuryRowReader(RowReader):
    """Reads rows with what only a jury keeps of them."""

    def _candidate(self, cells: Mapping[str, Cell], draft: Draft) -> Candidate:
        candidate = super()._candidate(cells, draft)
        draft.own = {name: value for name, value in _own(cells, draft) if value}
        return candidate

    def _hour(self, cells: Mapping[str, Cell], draft: Draft) -> str:
        """Before the plan most have no hour yet: it is not missing."""
        before = list(draft.warnings)
        hour = super()._hour(cells, draft)
        if not hour:
            draft.warnings[:] = before
        return hour


def _own(cells: Mapping[str, Cell], draft: Draft) -> Iterator[tuple[str, Any]]:
    readers: dict[str, Callable[[Cell], Any]] = {
        "school": _text,
        "uai": _text,
        "form": _form,
        "exam": _exam,
        "commission": _text,
    }
    for name, read in readers.items():
        yield name, labelled(draft, name, read, cells, "")
    units: dict[str, str] = labelled(draft, "units", _units, cells, {})
    for name in cells:
        if name.startswith("unit_"):
            unit = name.removeprefix("unit_")
            status = labelled(draft, name, lambda cell, u=unit: _status(cell, u), cells, "")  # type: ignore[misc]
            units |= {unit: status} if status else {}
    yield "units", units


def _text(cell: Cell) -> str:
    return tidy(text_of(cell))


def _form(cell: Cell) -> str:
    said = folded(_text(cell))
    found = [form for form in FORMS if said and form.startswith(said.removeprefix("forme ")[:4])]
    if said and len(found) != 1:
        raise ValueError(f"illisible, écrivez {' ou '.join(FORMS)}")
    return found[0] if found else ""


def _exam(cell: Cell) -> str:
    said = _text(cell)
    unit = unit_named(said)
    if said and unit not in DOMAINS:
        raise ValueError(f"illisible, écrivez {' ou '.join(DOMAINS)}")
    return unit


def _status(cell: Cell, unit: str) -> str:
    said = folded(_text(cell))
    found = next((status for status, form in _STATUSES if form.search(said)), "")
    if said and not found:
        raise ValueError("illisible, écrivez ponctuel, CCF, bénéfice, dispense ou non inscrit")
    if found == "ccf" and unit in NEVER_CCF:
        raise ValueError("impossible, elle ne s’évalue jamais en CCF (§ 1.3)")
    return found


def _units(cell: Cell) -> dict[str, str]:
    """« E32 : CCF ; E42 : ponctuel »."""
    units = {}
    for part in _PARTS.split(text_of(cell)):
        unit = unit_named(part)
        if part.strip() and not unit:
            raise ValueError("illisible, écrivez « E32 : CCF ; E31 : bénéfice »")
        if unit:
            units[unit] = _status(UNIT.sub("", folded(part)).strip(" :="), unit) or "ponctuel"
    return units
