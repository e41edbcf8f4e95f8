"""One row of a list made a candidate, with all that is wrong or doubtful in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from app.domain.people import Candidate
from app.intake.cleaning import tidy
from app.intake.dates import parse_date, parse_hour, quoted, two_figure_year
from app.intake.extra_time import Extra, parse_extra
from app.intake.files import shown
from app.intake.identity import (
    Names,
    name_doubt,
    parse_name,
    parse_number,
    same_person,
    split_name,
    uai_doubt,
)
from app.intake.jury_headers import LABELS
from app.intake.sheets import Cell, Row, text_of

YOUNGEST, OLDEST = 12, 100
_NO_EXTRA = Extra("0", "0")
_USUAL_HOURS = ("06:00", "22:00")

T = TypeVar("T")


@dataclass
class Draft:
    """A row on its way to being a candidate; ``numeric`` says the number was a numeric cell."""

    line: int
    number: str = ""
    numeric: bool = False
    label: str = ""
    candidate: Candidate | None = None
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    own: dict[str, Any] | None = None
    """What only a jury keeps of the row; None where a commission reads it."""


class RowReader:
    """Reads rows under a header: ``places`` maps a field to its column, ``today`` bounds births."""

    def __init__(self, places: Mapping[str, int], width: int, today: date) -> None:
        self._places = places
        self._width = width
        self._today = today

    def read(self, row: Row) -> Draft:
        """The draft of a row; its candidate is None where the row is wrong."""
        draft = Draft(row.line, errors=[row.flaw] if row.flaw else [])
        if any(text_of(cell).strip() for cell in row.cells[self._width :]):
            draft.errors.append(
                "plus de cellules que de colonnes, un séparateur de trop décale la ligne"
            )
        cells = {name: self._cell(row, place) for name, place in self._places.items()}
        candidate = self._candidate(cells, draft)
        draft.label = shown(f"{draft.number} {candidate.name}".strip())
        draft.candidate = None if draft.errors else candidate
        return draft

    @staticmethod
    def _cell(row: Row, place: int) -> Cell:
        return row.cells[place] if place < len(row.cells) else None

    def _candidate(self, cells: Mapping[str, Cell], draft: Draft) -> Candidate:
        number = cells.get("number")
        draft.numeric = isinstance(number, float | int)
        draft.number = labelled(draft, "number", parse_number, {"number": number}, "")
        names = self._names(cells, draft)
        preparation, parts = self._extra(cells, draft)
        doubt = uai_doubt(cells.get("uai"))
        candidate = Candidate(
            number=draft.number,
            last_name=names.last,
            first_names=names.first,
            usual_name="" if same_person(names.usual, names.last) else names.usual,
            born=self._born(cells, draft),
            day=self._day(cells, draft),
            hour=self._hour(cells, draft),
            category=labelled(draft, "category", lambda cell: tidy(text_of(cell)), cells, ""),
            extra_preparation=preparation,
            extra_parts=parts,
        )
        draft.warnings.extend([doubt] if doubt else [])
        return candidate

    def _names(self, cells: Mapping[str, Cell], draft: Draft) -> Names:
        before = len(draft.errors)
        last, usual, first, full = (
            labelled(draft, name, parse_name, cells, "")
            for name in ("last_name", "usual_name", "first_names", "full_name")
        )
        names = Names(last, usual, first)
        if full and not last:
            pieces = split_name(full)
            names = Names(pieces.last, usual or pieces.usual, first or pieces.first, pieces.doubt)
        self._doubt_names(names, draft)
        if not names.last and len(draft.errors) == before:
            draft.errors.append("nom de naissance manquant")
        if names.last and not names.first and len(draft.errors) == before:
            draft.warnings.append("prénoms manquants")
        return names

    def _doubt_names(self, names: Names, draft: Draft) -> None:
        if names.doubt:
            draft.warnings.append(names.doubt)
        texts = (names.last, names.usual, names.first)
        doubts = dict.fromkeys(name_doubt(text) for text in texts if text)
        draft.warnings.extend(f"{doubt}, vérifiez le nom" for doubt in doubts if doubt)

    def _born(self, cells: Mapping[str, Cell], draft: Draft) -> date | None:
        if "born" not in cells:
            return None
        pivot = self._today.year - YOUNGEST
        before = len(draft.errors)
        born = labelled(draft, "born", lambda cell: parse_date(cell, pivot), cells, None)
        if born is None and len(draft.errors) == before:
            draft.warnings.append("date de naissance manquante")
        if born is not None:
            self._check_birth(born, cells["born"], draft)
        return born

    def _check_birth(self, born: date, cell: Cell, draft: Draft) -> None:
        age = self._today.year - born.year
        if born > self._today:
            draft.errors.append(f"date de naissance{quoted(cell)} dans le futur")
        elif not YOUNGEST <= age <= OLDEST:
            draft.warnings.append(f"date de naissance{quoted(cell)} invraisemblable ({age} ans)")
        elif two_figure_year(cell):
            draft.warnings.append(f"année de naissance sur deux chiffres, comprise {born.year}")

    def _day(self, cells: Mapping[str, Cell], draft: Draft) -> date | None:
        name = "moment" if "day" not in cells and "moment" in cells else "day"
        day = labelled(draft, name, lambda cell: parse_date(cell, 2099), cells, None)
        if day is not None and not 2000 <= day.year <= 2100:
            draft.warnings.append(f"jour de passage{quoted(cells[name])} invraisemblable")
        return day

    def _hour(self, cells: Mapping[str, Cell], draft: Draft) -> str:
        name = "moment" if "hour" not in cells and "moment" in cells else "hour"
        if name not in cells:
            return ""
        before = len(draft.errors)
        hour, doubt = labelled(draft, name, parse_hour, cells, ("", ""))
        if doubt:
            draft.warnings.append(f"heure de passage, {doubt}")
        if not hour and len(draft.errors) == before:
            draft.warnings.append("heure de passage manquante")
        if hour and not _USUAL_HOURS[0] <= hour <= _USUAL_HOURS[1]:
            draft.warnings.append(f"heure de passage inhabituelle ({hour})")
        return hour

    def _extra(self, cells: Mapping[str, Cell], draft: Draft) -> tuple[str, str]:
        """Preparation and parts: each from its own column, else from the common one."""
        both = labelled(draft, "extra_time", parse_extra, cells, _NO_EXTRA)
        preparation = labelled(draft, "extra_preparation", parse_extra, cells, both)
        parts = labelled(draft, "extra_parts", parse_extra, cells, both)
        doubts = dict.fromkeys((both.doubt, preparation.doubt, parts.doubt))
        draft.warnings.extend(doubt for doubt in doubts if doubt)
        return _own(preparation, both, "preparation"), _own(parts, both, "parts")


def _own(extra: Extra, both: Extra, part: str) -> str:
    """The share of a part; in its own column the part needs no naming (« 1/3 oral »)."""
    if extra is both:
        return str(getattr(both, part))
    return next((s for s in (extra.preparation, extra.parts) if s != "0"), "0")


def labelled(
    draft: Draft, name: str, parse: Callable[[Cell], T], cells: Mapping[str, Cell], fallback: T
) -> T:
    """What ``parse`` makes of a field's cell; its complaint is kept under the field's name."""
    if name not in cells:
        return fallback
    try:
        return parse(cells[name])
    except ValueError as error:
        draft.errors.append(f"{LABELS[name]} {error}")
        return fallback
