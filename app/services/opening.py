"""Opening a commission: description and list in, corrected lists, dossiers (§ 1.2, § 1.4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from app.domain.acts import LoadList
from app.domain.errors import PassageError, UsageError
from app.domain.people import Candidate, Description
from app.domain.rules import check, fold
from app.domain.rules.lists import candidate_line
from app.domain.state import Passage, State
from app.domain.text import counted
from app.intake.description import read_description
from app.intake.dossiers import DossierMatch, match_dossiers
from app.intake.lists import read_list
from app.intake.members import DossierFile
from app.intake.reading import Reading
from app.intake.rendering import render_reading
from app.services.catalogue import catalogue
from app.services.desk import Desk
from app.services.documents import dossier_folder
from app.services.exporting import refuse_existing
from app.services.making import Preparation, loading_act, make_commission, opening_act

FIELD_WORDS = {
    "last_name": "nom",
    "usual_name": "nom d’usage",
    "first_names": "prénoms",
    "born": "date de naissance",
    "day": "jour",
    "hour": "heure",
    "category": "voie",
    "extra_preparation": "majoration de la préparation",
    "extra_parts": "majoration des parties",
}


@dataclass(frozen=True)
class Request:
    """What ``passage new`` is asked for."""

    description: Path
    list_path: Path
    output: Path
    dossiers: Path | None = None
    rehearsal: bool = False
    mapping: Mapping[str, str] | None = None
    at: str | None = None
    """Instant of the opening acts, for a day that is replayed; now by default."""


def mapping_of(pairs: Iterable[str]) -> Mapping[str, str]:
    """``COLUMN=field`` pairs; the last ``=`` separates, so a title may hold others."""
    mapping = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column.strip() or not field.strip():
            raise UsageError(f"--map « {pair} » : écrivez COLONNE=champ.")
        mapping[column.strip()] = field.strip()
    return mapping


def preview(request: Request) -> Iterator[str]:
    """What was understood of description, list and dossiers; then PassageError when the
    commission could not be opened as they are. Nothing is written."""
    description = read_description(request.description)
    yield _described(description)
    reading = read_list(request.list_path, request.mapping)
    yield render_reading(reading)
    if request.dossiers:
        yield from told_dossiers(match_dossiers(request.dossiers, reading.candidates))
    if reading.errors:
        raise PassageError(refused_rows(reading))
    opened = opening_act(description, rehearsal=request.rehearsal)
    check(State(catalogue()), opened, datetime.now(UTC))


def preview_load(
    path: Path, list_path: Path, mapping: Mapping[str, str] | None = None
) -> Iterator[str]:
    """What was understood of a corrected list and what it would change. Nothing is written."""
    with Desk(path) as desk:
        reading = read_list(list_path, mapping)
        yield render_reading(reading)
        if reading.errors:
            raise PassageError(refused_rows(reading))
        loading = _loading_act(reading)
        check(desk.state, loading, desk.now())
        after = fold(desk.state, loading, desk.now())
        yield from changes(desk.state, after, reading.candidates)


def _described(description: Description) -> str:
    examiners = ", ".join(f"{e.name} ({e.quality})" for e in description.examiners)
    return (
        f"{description.exam} {description.session}, commission {description.commission}, "
        f"{description.date:%d/%m/%Y}, {description.centre}, salle {description.room} : {examiners}"
    )


def refused_rows(reading: Reading) -> str:
    """How many rows of a list are wrong, and that it is not loaded."""
    count = len({error.line for error in reading.errors})
    rows = "une ligne fausse" if count == 1 else f"{count} lignes fausses"
    return f"{reading.source} : {rows}, rien n’est chargé. Corrigez la liste et recommencez."


def sound_list(list_path: Path, mapping: Mapping[str, str] | None) -> Reading:
    """A list without a wrong row; PassageError naming every one otherwise."""
    reading = read_list(list_path, mapping)
    if reading.errors:
        raise PassageError("\n".join(wrong_rows(reading)))
    return reading


def wrong_rows(reading: Reading) -> list[str]:
    """How many rows of a list are wrong, and which ones why."""
    rows = [f"  ligne {e.line}, {e.candidate or '?'} : {e.reason}" for e in reading.errors]
    return [refused_rows(reading), *rows]


def open_commission(request: Request) -> list[str]:
    """Make the commission file and store its dossiers, or nothing; returns what to tell."""
    description = read_description(request.description)
    reading = sound_list(request.list_path, request.mapping)
    refuse_existing(request.output)
    told: list[str] = []
    files: tuple[DossierFile, ...] = ()
    if request.dossiers:
        found = match_dossiers(request.dossiers, reading.candidates)
        told, files = told_dossiers(found), found.matched
    wanted = Preparation(description, reading.candidates, files, request.rehearsal, request.at)
    kept = make_commission(request.output, wanted)
    if request.dossiers:
        told.append(f"{counted(kept, 'pièce')} dans {dossier_folder(request.output)}")
    count = counted(len(reading.candidates), "candidat")
    return [f"{request.output} : {count}", *doubtful_rows(reading), *told]


def told_dossiers(found: DossierMatch) -> list[str]:
    """A French line for what was matched, one for each file that was not."""
    return [
        f"Dossiers : {counted(len(found.matched), 'pièce')} d’un candidat de la liste",
        *(f"  sans candidat : {name} (passage attach)" for name in found.unmatched),
        *(f"  laissé de côté : {name}" for name in found.ignored),
    ]


def _loading_act(reading: Reading) -> LoadList:
    return loading_act(reading.candidates, (column.field for column in reading.columns))


def doubtful_rows(reading: Reading) -> list[str]:
    """A French line for each doubt about a list."""
    return [f"  ligne {w.line}, {w.candidate or '?'} : {w.reason}" for w in reading.warnings]


def load_list(path: Path, list_path: Path, mapping: Mapping[str, str] | None = None) -> list[str]:
    """Load a corrected list into an existing file; returns what changed."""
    with Desk(path) as desk:
        reading = sound_list(list_path, mapping)
        before = desk.state
        desk.perform(_loading_act(reading))
        return [*changes(before, desk.state, reading.candidates), *doubtful_rows(reading)]


def changes(before: State, after: State, listed: Sequence[Candidate]) -> list[str]:
    """What a list changed, one French line each, and a last line that counts."""
    lines = []
    for candidate in listed:
        old, new = before.passages.get(candidate.number), after.passages[candidate.number]
        if old is None:
            lines.append(f"ajouté : {new.candidate.name} ({new.number})")
        elif old.sealed and old.candidate != candidate:
            lines.append(f"scellé, laissé tel quel : {old.candidate.name} ({old.number})")
        else:
            lines += _field_changes(old, new)
    lines += [
        f"absent de cette liste, gardé : {p.candidate.name} ({p.number})"
        for p in after.in_order
        if not p.listed or (p.sealed and p.number not in {c.number for c in listed})
    ]
    if before.passages and not any(c.number in before.passages for c in listed):
        lines.append("ATTENTION, aucun numéro de cette liste n’était connu : est-ce la bonne ?")
    return lines or ["La liste ne change rien."]


def _field_changes(old: Passage, new: Passage) -> Iterator[str]:
    before, after = candidate_line(old.candidate), candidate_line(new.candidate)
    for name, word in FIELD_WORDS.items():
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            said = f"« {_told(was)} » → « {_told(now)} »"
            yield f"modifié : {new.candidate.name} ({new.number}), {word} : {said}"


def _told(value: str) -> str:
    """A date as the French write it, "rien" for nothing; anything else as it is."""
    with suppress(ValueError):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return value or "rien"
