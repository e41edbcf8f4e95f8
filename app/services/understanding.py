"""A candidate list as the window shows it: every row in its place, the wrong ones too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.people import Candidate
from app.intake import lists
from app.intake.columns import resolve_columns
from app.intake.delimited import delimiter_text
from app.intake.files import read_file, shown
from app.intake.headers import COMMISSION, FIELDS, Words
from app.intake.reading import Column, Reading, RowNote
from app.intake.sheets import Row, text_of

__all__ = ["FIELDS", "Column", "Line", "Understood", "understand", "understood", "unread"]

_ADVICE = re.compile(r" ; ou nommez-les avec --map\.$|\. Indiquez-la avec --map .*$")
_HEADER_ROWS = 30


@dataclass(frozen=True)
class Line:
    """A row of the list. ``state`` is ``right``, ``doubtful`` or ``wrong``; ``line`` is 1-based,
    None where nothing is said of the row; ``label`` is "number name" of a wrong one."""

    state: str
    line: int | None
    candidate: Candidate | None
    label: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Understood:
    """A list as understood. ``trouble`` says why no row of it could be read, its columns being
    known all the same so that they can be named; ``remarks`` are on no candidate's row."""

    source: str
    facts: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    trouble: str = ""

    def count(self, state: str) -> int:
        return sum(line.state == state for line in self.lines)


def understand(path: Path, mapping: Mapping[str, str]) -> Understood:
    """What a list says, columns named by ``mapping`` first. Nothing is written.

    PassageError where not even columns can be read: missing, binary, too big, empty…
    """
    try:
        return understood(lists.read_list(path, mapping))
    except PassageError as error:
        return unread(path, mapping, error, COMMISSION)


def unread(path: Path, mapping: Mapping[str, str], error: PassageError, words: Words) -> Understood:
    """A list of which no row was read, with its columns to be named by hand; the error again where
    it has none."""
    columns = _columns_alone(path, mapping, words)
    if not columns:
        raise error
    trouble = _ADVICE.sub(". Choisissez le champ de chaque colonne ci-dessous.", str(error))
    return Understood(shown(path.name), (), columns, trouble=_window(trouble))


def _columns_alone(path: Path, mapping: Mapping[str, str], words: Words) -> tuple[Column, ...]:
    """The columns of a list whose header says too little to be read as one."""
    try:
        book = lists.read_book(read_file(path, lists.MAX_BYTES), shown(path.name), mapping, words)
        rows = [row for sheet in book.sheets[:1] for row in sheet.rows[:_HEADER_ROWS]]
        titles = max(map(_filled, rows), key=len, default=[])
        named = {title: field for title, field in mapping.items() if title in titles}
        return _shown_columns(resolve_columns(titles, named, words)) if len(titles) > 1 else ()
    except PassageError:
        return ()


def _filled(row: Row) -> list[str]:
    texts = [text_of(cell).strip() for cell in row.cells]
    return [] if any(len(text) > 80 for text in texts) else [text for text in texts if text]


def understood(reading: Reading) -> Understood:
    """A list that was read."""
    remarks = [f"ligne {w.line} : {w.reason}" for w in reading.warnings if not w.candidate]
    return Understood(
        source=reading.source,
        facts=tuple(_facts(reading)),
        columns=_shown_columns(reading.columns),
        lines=tuple(_lines(reading)),
        remarks=tuple(map(_window, remarks)),
        candidates=reading.candidates,
    )


def _facts(reading: Reading) -> Iterator[str]:
    yield reading.kind
    if reading.encoding:
        yield reading.encoding
    if reading.delimiter:
        yield delimiter_text(reading.delimiter)
    if reading.sheet:
        yield f"feuille « {reading.sheet} »"
    yield f"en-tête ligne {reading.header_line}"


def _shown_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    return tuple(replace(column, note=_window(column.note)) for column in columns)


def _window(text: str) -> str:
    """A sentence of the command line as the window says it."""
    return text.replace("selon --map", "choisie par vous").replace("--map : ", "")


def _lines(reading: Reading) -> Iterator[Line]:
    """Candidates and wrong rows, in the order of the list as far as their lines tell it."""
    wrong = _wrong(reading)
    doubts: dict[str, list[RowNote]] = defaultdict(list)
    for note in reading.warnings:
        doubts[note.candidate].append(note)
    cursor = reading.header_line
    for candidate in reading.candidates:
        notes = doubts.get(shown(f"{candidate.number} {candidate.name}".strip()), [])
        known = notes[0].line if notes else None
        while wrong and (wrong[0].line or 0) <= (known or cursor + 1):
            yield (line := wrong.pop(0))
            cursor = line.line or cursor
        cursor = known or cursor + 1
        state = "doubtful" if notes else "right"
        yield Line(state, known, candidate, reason=" ; ".join(note.reason for note in notes))
    yield from wrong


def _wrong(reading: Reading) -> list[Line]:
    """One line a wrong row, with all its reasons."""
    rows: dict[int, list[RowNote]] = defaultdict(list)
    for note in reading.errors:
        rows[note.line].append(note)
    return [
        Line("wrong", line, None, notes[0].candidate, " ; ".join(n.reason for n in notes))
        for line, notes in sorted(rows.items())
    ]
