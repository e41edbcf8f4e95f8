"""The French account of a list that ``--dry-run`` prints."""

from __future__ import annotations

from collections.abc import Sequence

from app.intake.delimited import delimiter_text
from app.intake.jury_headers import LABELS
from app.intake.reading import Column, Reading, RowNote


def render_reading(reading: Reading) -> str:
    """What was understood, column by column, then every wrong and doubtful row; no school, no UAI.

    Lines end with a newline; nothing but the reading decides the text.
    """
    lines = [
        *_file_lines(reading),
        "",
        "Colonnes",
        *_column_lines(reading.columns),
        "",
        _counts_line(reading),
        *_note_lines("Erreurs, à corriger avant de charger la liste", reading.errors),
        *_note_lines("À vérifier", reading.warnings),
    ]
    return "\n".join(lines) + "\n"


def _file_lines(reading: Reading) -> list[str]:
    facts = [
        ("Liste", f"« {reading.source} » ({reading.kind})"),
        ("Encodage", reading.encoding),
        ("Séparateur", delimiter_text(reading.delimiter) if reading.delimiter else None),
        ("Feuille", f"« {reading.sheet} »" if reading.sheet else None),
        ("En-tête", f"ligne {reading.header_line}"),
    ]
    return [f"{name} : {fact}" for name, fact in facts if fact]


def _column_lines(columns: Sequence[Column]) -> list[str]:
    width = min(40, max(len(column.title) for column in columns))
    return [f"  {column.title:<{width}}  → {_meaning(column)}" for column in columns]


def _meaning(column: Column) -> str:
    if column.field is None:
        return column.note
    label = LABELS[column.field]
    return f"{label} ({column.note})" if column.note else label


def _counts_line(reading: Reading) -> str:
    return (
        f"{_count(reading.rows, 'ligne')} : {_count(len(reading.candidates), 'candidat')} sans "
        f"erreur, {_count(len(reading.errors), 'erreur')}, "
        f"{_count(len(reading.warnings), 'point')} à vérifier"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"


def _note_lines(title: str, notes: Sequence[RowNote]) -> list[str]:
    if not notes:
        return []
    return ["", title, *(_note_line(note) for note in notes)]


def _note_line(note: RowNote) -> str:
    who = f", {note.candidate}" if note.candidate else ""
    return f"  ligne {note.line}{who} : {note.reason}"
