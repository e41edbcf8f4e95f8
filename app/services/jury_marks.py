"""``passage jury marks``: the marks of the other units, loaded from lists (§ 1.4)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.jury.results import Results
from app.domain.jury.results_acts import LoadMarks
from app.domain.jury.results_words import STANDINGS
from app.domain.jury.rules.candidates import someone_else
from app.domain.jury.state import JuryState
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
    reading = read_mark_list(path, kinds_of(desk.state.results), mapping)
    problems = wrong_rows(reading.reading) if reading.reading.errors else []
    problems += _strangers(desk.state, reading)
    if problems:
        raise PassageError("\n".join(problems))
    if not reading.marks:
        raise PassageError(
            f"« {reading.reading.source} » ne donne aucune note : il faut une colonne par unité "
            "(« E31 », « Note E41 »…), ou les colonnes « Unité » et « Note »."
        )
    if not dry_run:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        desk.perform(LoadMarks(reading.reading.source, sha256, reading.marks))
    yield _summary(reading, dry_run=dry_run)
    yield from doubtful_rows(reading.reading)


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
