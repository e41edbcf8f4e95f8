"""Sheets: which PDFs a commission prints, written whole or not at all (annexes VIII and X)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.rules.base import passage_of
from app.domain.state import Passage, SealedVersion, State
from app.domain.status import status
from app.pdf.sheet import render_sheet
from app.pdf.sheet_data import Sheet, Variant
from app.services.desk import Desk
from app.services.listing import STATUS_WORDS
from app.system import sweep, world_error, write_all

Files = dict[str, bytes]


def sheets(state: State, number: str | None = None) -> tuple[Files, list[str]]:
    """File name to PDF of the sealed version in force of every passage, or of one, and a French
    line for each passage that has none. PassageError when the one asked for has none."""
    passages = state.in_order if number is None else [passage_of(state, number)]
    files: Files = {}
    without = []
    for passage in passages:
        if passage.in_force is None:
            word = STATUS_WORDS[status(state, passage)]
            without.append(
                f"{passage.candidate.name} ({passage.number}), {word} : pas de grille scellée."
            )
        else:
            files |= passage_sheets(state, passage, passage.in_force)
    if number is not None and without:
        raise PassageError(f"{without[0]} Une grille se scelle avant de s’imprimer.")
    return files, without


def passage_sheets(state: State, passage: Passage, sealed: SealedVersion) -> Files:
    """The sheets of a sealed version: one, or two when the mark is reserved (§ 1.4.2 B)."""
    stem = f"{_stem(state)}-{safe(passage.number)}-v{sealed.version}"
    if not passage.reserved:
        return {f"{stem}.pdf": _render(state, passage, sealed, "complete")}
    return {
        f"{stem}.pdf": _render(state, passage, sealed, "withheld"),
        f"{stem}-pli-reserve.pdf": _render(state, passage, sealed, "president"),
    }


def _render(state: State, passage: Passage, sealed: SealedVersion, variant: Variant) -> bytes:
    sheet = Sheet(
        record=sealed.record(),
        hash=sealed.hash,
        code=sealed.code,
        variant=variant,
        rehearsal=is_rehearsal(state),
        transcribed=passage.transcribed,
        canonical=sealed.canonical.encode(),
    )
    return render_sheet(state.exam, sheet)


def blank_sheet(state: State) -> Files:
    """The form to fill by hand when the machine fails."""
    sheet = Sheet(rehearsal=is_rehearsal(state))
    return {f"{_stem(state)}-vierge.pdf": render_sheet(state.exam, sheet)}


def is_rehearsal(state: State) -> bool:
    return state.commission is not None and state.commission.rehearsal


def _stem(state: State) -> str:
    return f"{state.exam.id}-{safe(state.commission.commission if state.commission else '')}"


def safe(text: str) -> str:
    """A commission's or candidate's name as part of a file name."""
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in text)


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write every file, or none; an existing file with other bytes stops all beforehand."""
    made = not os.path.lexists(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise world_error(folder, error) from error
    for path in _clashing(folder, files):
        raise PassageError(
            f"{path} : un autre contenu porte déjà ce nom et n’est pas remplacé. "
            "Choisissez un autre dossier."
        )
    new = {name: data for name, data in files.items() if not (folder / name).exists()}
    sweep(folder, new)
    try:
        write_all({folder / name: data for name, data in new.items()})
    except PassageError:
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise
    return [folder / name for name in files]


def _clashing(folder: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    for name, data in files.items():
        path = folder / name
        try:
            if path.exists() and path.read_bytes() != data:
                yield path
        except OSError as error:
            raise world_error(path, error) from error


def print_sheets(desk: Desk, folder: Path, number: str | None, *, blank: bool) -> list[str]:
    """Write the sheets (or the blank form) to ``folder``; returns what to tell the user."""
    if blank:
        return [str(path) for path in write_files(folder, blank_sheet(desk.state))]
    files, without = sheets(desk.state, number)
    if not files:
        raise PassageError("\n".join([*without, "Aucune grille n’est scellée : rien à imprimer."]))
    reopened = [
        f"{p.candidate.name} ({p.number}) : grille rouverte, la version {p.in_force.version} reste "
        "en vigueur jusqu’au prochain sceau."
        for p in desk.state.in_order
        if p.in_force and not p.sealed and number in (None, p.number)
    ]
    return [*(str(path) for path in write_files(folder, files)), *without, *reopened]
