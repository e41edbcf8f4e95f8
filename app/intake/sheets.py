"""Rows of cells, whatever file they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite

Cell = str | int | float | bool | date | time | timedelta | None

KEPT_ROWS = 2_200
KEPT_COLUMNS = 256


def is_blank(cells: Sequence[Cell]) -> bool:
    """Whether a row says nothing."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


@dataclass(frozen=True)
class Row:
    """A row that is not blank; ``line`` is its first physical line in the file (1-based).

    ``flaw`` says, in French, why its cells cannot be trusted.
    """

    line: int
    cells: Sequence[Cell]
    flaw: str = ""


@dataclass
class Sheet:
    """A table; the rows after the first ``KEPT_ROWS`` are counted in ``extra``, not kept."""

    name: str | None = None
    rows: list[Row] = field(default_factory=list)
    extra: int = 0

    def add(self, line: int, cells: Sequence[Cell], flaw: str = "") -> None:
        """Keep a row unless it is blank."""
        if is_blank(cells):
            return
        if len(self.rows) < KEPT_ROWS:
            self.rows.append(Row(line, tuple(cells[:KEPT_COLUMNS]), flaw))
        else:
            self.extra += 1


@dataclass(frozen=True)
class Book:
    """What a file holds: its kind, how it is written, and its sheets (one for a text)."""

    kind: str
    sheets: Sequence[Sheet]
    encoding: str | None = None
    delimiter: str | None = None


def text_of(cell: Cell) -> str:
    """A cell as the text a person would read in it; a whole number has no decimal part."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and isfinite(cell) and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)
