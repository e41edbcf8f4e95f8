"""``passage jury marks``: the marks of the other units, loaded from lists (§ 1.4)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.facts import dataclass
from app.domain.jury.results import Results
from app.domain.jury.results_acts import LoadMarks
from app.domain.jury.results_words import STANDINGS
from app.domain.jury.rules import check
from app.domain.jury.rules.candidates import someone_else
from app.domain.jury.state import JuryState
from app.domain.marks import canonical_mark, printed_mark
from app.domain.text import counted
from app.intake.cleaning import folded
from app.intake.mark_lists import MarkReading, read_mark_list
from app.services.jury_desk import JuryDesk
from app.services.opening import doubtful_rows, wrong_rows


def kinds_of(results: Results) -> Mapping[str, str]:
    """What a list may write in place of a mark: each standing's code, label and usual word."""
    told: dict[str, str] = {}
    for kind, code in results.codes.items():
        for text in (STANDINGS.get(kind, ""), code.label, code.code):
            if text:
                told[folded(text)] = kind
    return told


def load_marks(
    desk: JuryDesk, path: Path, mapping: Mapping[str, str], *, dry_run: bool = False
) -> Iterator[str]:
    """Load a list of marks whole, or refuse it naming every row that is wrong."""
    act, reading = read_marks(desk.state, path, mapping)
    if not dry_run:
        desk.perform(act)
    yield _summary(reading, dry_run=dry_run)
    yield from doubtful_rows(reading.reading)


def read_marks(
    state: JuryState, path: Path, mapping: Mapping[str, str]
) -> tuple[LoadMarks, MarkReading]:
    """The act that loads a list of marks; PassageError naming every row that is wrong."""
    reading = read_mark_list(path, kinds_of(state.results), mapping)
    problems = wrong_rows(reading.reading) if reading.reading.errors else []
    problems += _strangers(state, reading)
    if problems:
        raise PassageError("\n".join(problems))
    if not reading.marks:
        raise PassageError(
            f"« {reading.reading.source} » ne donne aucune note : il faut une colonne par unité "
            "(« E31 », « Note E41 »…), ou les colonnes « Unité » et « Note »."
        )
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return LoadMarks(reading.reading.source, sha256, reading.marks), reading


@dataclass(frozen=True)
class MarkPreview:
    """What a list of marks would change: ``told`` sums it up, ``lines`` are (candidate, unit,
    held, listed) for each mark that is new or other, ``doubts`` what to look at again."""

    act: LoadMarks
    told: str
    lines: tuple[tuple[str, str, str, str], ...]
    doubts: tuple[str, ...]


def preview_marks(state: JuryState, path: Path, at: datetime) -> MarkPreview:
    """All that loading the list would do, and nothing done; PassageError as loading would."""
    act, reading = read_marks(state, path, {})
    check(state, act, at)  # type: ignore[arg-type]
    lines = tuple(_changes(state, act))
    told = f"{_summary(reading, dry_run=True)}, {counted(len(lines), 'changement')}"
    return MarkPreview(act, told, lines, tuple(doubtful_rows(reading.reading)))


def _changes(state: JuryState, act: LoadMarks) -> Iterator[tuple[str, str, str, str]]:
    for line in act.marks:
        number, unit = str(line["number"]), str(line["unit"])
        held = state.results.of(number).of(unit).listed
        before = _told(held.mark, held.kind) if held else ""
        after = _told(canonical_mark(str(line.get("mark", ""))), str(line.get("kind", "")))
        if before != after:
            yield f"{state.candidates[number].name} ({number})", unit, before, after


def _told(mark: str | None, kind: str) -> str:
    return printed_mark(mark) if mark else STANDINGS.get(kind, kind)


def _strangers(state: JuryState, reading: MarkReading) -> Iterator[str]:
    """A French line for each candidate the jury does not know, or knows by another name."""
    for number, candidate in reading.candidates.items():
        known = state.candidates.get(number)
        if known is None:
            yield f"{candidate.name} ({number}) : ce numéro n’est pas dans le jury, vérifiez-le."
        elif someone_else(known.candidate, candidate):
            yield (
                f"{candidate.name} ({number}) : dans le jury ce numéro est celui de {known.name}, "
                "vérifiez lequel est le bon."
            )


def _summary(reading: MarkReading, *, dry_run: bool) -> str:
    units = Counter(mark["unit"] for mark in reading.marks)
    told = ", ".join(f"{unit} {count}" for unit, count in sorted(units.items()))
    done = "à charger" if dry_run else "chargée"
    return f"{reading.reading.source} : {counted(len(reading.marks), f'note {done}')} ({told})"
