"""What was understood of a candidate list: the result the rest of the program works with."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.people import Candidate


@dataclass(frozen=True)
class Column:
    """A column of the list. ``field`` is a key of ``headers.FIELDS`` or None; ``note`` is French.

    ``title`` is unique in the list: a second « Nom » is « Nom (2) », a blank one « colonne 5 ».
    """

    title: str
    field: str | None
    note: str = ""


@dataclass(frozen=True)
class RowNote:
    """Something wrong or doubtful. ``line`` is 1-based in the file or sheet; all text is French.

    ``candidate`` is "number name" as far as they could be read, "" where the note is on no row.
    No note ever holds a school or UAI.
    """

    line: int
    candidate: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """A candidate list as understood. Nothing of a school or UAI is in it (rule 4).

    ``source`` is a file name without folder; ``encoding`` and ``delimiter`` are None for a
    workbook, ``sheet`` None for a text; ``header_line`` is 1-based; ``rows`` counts the rows under
    the header; ``candidates`` holds those without error, in the order of the list.
    """

    source: str
    kind: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_line: int
    columns: tuple[Column, ...]
    candidates: tuple[Candidate, ...]
    errors: tuple[RowNote, ...]
    warnings: tuple[RowNote, ...]
    rows: int

    @property
    def counts(self) -> dict[str, int]:
        """``rows``, ``candidates``, ``errors`` and ``warnings``, each as a number."""
        return {
            "rows": self.rows,
            "candidates": len(self.candidates),
            "errors": len(self.errors),
            "warnings": len(self.warnings),
        }
