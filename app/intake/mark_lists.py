"""A list of marks as a jury loads it: one column a unit, or a unit and a mark a row.

The candidate reader reads it, so that encodings, separators, workbooks and lost zeros are met in
the one way there is; names are read too, and compared with those the jury knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.domain.facts import dataclass
from app.domain.jury.words import UNITS
from app.domain.marks import canonical_mark
from app.domain.people import Candidate
from app.intake.cleaning import folded, tidy
from app.intake.files import shown
from app.intake.headers import FIELDS, Words, meaning
from app.intake.jury_headers import UNIT, unit_named
from app.intake.lists import read_rows
from app.intake.reading import Reading, RowNote
from app.intake.rows import Draft, RowReader
from app.intake.sheets import Cell, text_of

MARK_FIELDS = {
    "unit": "unité",
    "mark": "note",
    **{f"mark_{unit}": f"note de l’{unit}" for unit in UNITS},
}
_IDLE = {"note", "notes", "sur", "20", "epreuve", "unite", "sous", "de", "du", "la", "l", "d"}
_IDLE |= {"definitive", "finale", "proposee", "points", "resultat", "oral", "ecrit", "ccf"}
_LONG = {"unite": "unit", "epreuve": "unit", "sous epreuve": "unit", "note": "mark"}
_LONG |= {"code unite": "unit", "code epreuve": "unit", "note sur 20": "mark", "note 20": "mark"}
_OUT_OF = re.compile(r"\s*/\s*20\s*$")
_ZEROS = re.compile(r"([.,]\d)0+$")

Kinds = Mapping[str, str]
"""What a list writes in place of a mark, folded, and the standing it means."""


@dataclass(frozen=True)
class MarkReading:
    """``marks`` as ``load-marks`` takes them; ``candidates`` those the rows name, by number;
    ``errors`` hold those of the rows and of their marks."""

    reading: Reading
    marks: tuple[Mapping[str, Any], ...]
    candidates: Mapping[str, Candidate]


@lru_cache(maxsize=4096)
def mark_meaning(title: str) -> tuple[str, int] | None:
    """As ``headers.meaning``, with the columns that only a list of marks has."""
    words = re.findall(r"[a-z0-9]+", folded(UNIT.sub(" ", folded(title[:200]))))
    unit = unit_named(title)
    if unit and set(words) <= _IDLE:
        return f"mark_{unit}", 0
    known = _LONG.get(" ".join(re.findall(r"[a-z0-9]+", folded(title[:200]))))
    return (known, 0) if known else meaning(title)


MARKS = Words(FIELDS | MARK_FIELDS, mark_meaning, (), "Partagez-la en plusieurs listes.")


def read_mark_list(
    path: Path, kinds: Kinds, mapping: Mapping[str, str] | None = None
) -> MarkReading:
    """The marks in ``path``. PassageError as ``read_list``; wrong rows are in ``errors``."""
    reading, drafts = read_rows(path, mapping or {}, None, MARKS, MarkRowReader)
    marks, errors = [], list(reading.errors)
    for draft in drafts:
        if draft.candidate is None:
            continue
        for unit, text in (draft.own or {}).get("marks", ()):
            try:
                marks.append({"number": draft.number, "unit": unit, **_told(text, kinds)})
            except ValueError as error:
                errors.append(RowNote(draft.line, draft.label, f"note de l’{unit} {error}"))
    people = {draft.number: draft.candidate for draft in drafts if draft.candidate}
    return MarkReading(replace(reading, errors=tuple(errors)), tuple(marks), people)


class MarkRowReader(RowReader):
    """Keeps of a row who it is about and what stands under each unit."""

    def _candidate(self, cells: Mapping[str, Cell], draft: Draft) -> Candidate:
        candidate = super()._candidate(cells, draft)
        marks = list(_marks(cells, draft))
        draft.own = {"marks": marks, "exam": " ".join(unit for unit, _ in marks)}
        return candidate


def _marks(cells: Mapping[str, Cell], draft: Draft) -> Iterator[tuple[str, str]]:
    """(unit, text) for each cell that says something."""
    for name, cell in cells.items():
        if name.startswith("mark_"):
            yield from _mark(name.removeprefix("mark_"), cell, draft)
    if "unit" in cells and "mark" in cells:
        unit = unit_named(text_of(cells["unit"]))
        if unit:
            yield from _mark(unit, cells["mark"], draft)
        else:
            said = shown(text_of(cells["unit"])) or "rien"
            draft.errors.append(f"unité « {said} » inconnue : {', '.join(UNITS)}")


def _mark(unit: str, cell: Cell, draft: Draft) -> Iterator[tuple[str, str]]:
    if isinstance(cell, date | datetime | time):
        draft.errors.append(
            f"note de l’{unit} : le tableur l’a changée en date, mettez la colonne en texte"
        )
        return
    text = tidy(text_of(cell))
    if text:
        yield unit, text


def _told(text: str, kinds: Kinds) -> dict[str, str]:
    """A mark, or the standing a code or its label means. ValueError in French."""
    mark = canonical_mark(_ZEROS.sub(r"\1", _OUT_OF.sub("", text)))
    if mark is not None:
        return {"mark": mark}
    if folded(text) in kinds:
        return {"kind": kinds[folded(text)]}
    raise ValueError(f"« {shown(text)} » n’est ni une note par demi-point ni un code connu")


__all__ = ["MARKS", "Kinds", "MarkReading", "read_mark_list"]
