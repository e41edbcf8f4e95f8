"""A blank form of the dossier as data: its wording, its fields, its rows (annexes IV, V, VI, IX,
XII), read once from ``resources/exams/<session>/forms``.

A cell holds lines of the circular's own wording, misprints included. ``{id}`` stands for a field,
two spaces or more for a gap, a tab for a stop shared by the lines of the cell; leading spaces
indent. A line may begin with ``# `` (centred title; ``#! ``
large), ``## `` (strong), ``~ `` (small) or ``+ ``
(small: what Passage adds to the circular's model).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.domain.facts import dataclass

MARKER = "passage-form"
"""The hidden field that names the form and its version."""
FIELD = re.compile(r"\{([a-zA-Z0-9-]+)\}")


@dataclass(frozen=True)
class FormField:
    """Something to fill in. ``tip`` is its French tooltip, ``width`` in millimetres (0 for what is
    left of the line), ``lines`` more than 0 for a field of several lines, ``check`` for a box."""

    id: str
    tip: str
    width: float = 0
    lines: int = 0
    check: bool = False


@dataclass(frozen=True)
class Cell:
    """Lines of wording and fields, or ``rows`` where the cell is itself divided."""

    lines: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Row:
    """Cells side by side. ``widths`` are their shares, ``grow`` the row's share of the page's
    spare height; ``page`` begins a page; without ``frame`` nothing is ruled."""

    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    grow: float = 0
    page: bool = False
    frame: bool = True


@dataclass(frozen=True)
class Form:
    """One form of one session. ``id`` is semantic: annexe numbers move from year to year."""

    id: str
    session: int
    version: int
    file: str
    title: str
    heading: str
    fields: Mapping[str, FormField]
    rows: tuple[Row, ...]

    @property
    def mark(self) -> str:
        """What the hidden field holds."""
        return f"{self.id}/{self.session}/{self.version}"

    @property
    def lines(self) -> Iterator[str]:
        """Every line of wording, in the form's order."""
        return _lines(self.rows)


def _lines(rows: tuple[Row, ...]) -> Iterator[str]:
    for row in rows:
        for cell in row.cells:
            yield from cell.lines
            yield from _lines(cell.rows)
