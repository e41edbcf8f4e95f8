"""Dossiers: matched to candidates, stored beside the commission file, told by acts (§ 1.4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.domain.acts import AttachDocument
from app.domain.people import Candidate
from app.domain.rules.base import passage_of
from app.intake.dossiers import DossierFile, match_dossiers, read_loose_files, store_files
from app.services.desk import Desk
from app.services.documents import dossier_folder


def attach_matching(
    desk: Desk, source: Path, folder: Path, candidates: Sequence[Candidate], at: str | None
) -> Iterator[str]:
    """Store in ``folder`` every file of ``source`` that is a candidate's; a French line each for
    what was stored, what matches nobody, what was left aside."""
    found = match_dossiers(source, candidates)
    stored = _attach(desk, found.matched, folder, at)
    yield f"Dossiers : {stored} pièce(s) rangée(s) dans {folder}."
    yield from (f"  sans candidat : {name} (passage attach)" for name in found.unmatched)
    yield from (f"  laissé de côté : {name}" for name in found.ignored)


def _attach(desk: Desk, items: Sequence[DossierFile], folder: Path, at: str | None = None) -> int:
    stored = store_files(items, folder)
    for file in stored:
        desk.perform(AttachDocument(file.number, file.name, file.sha256, file.size), at)
    return len(stored)


def attach(path: Path, number: str, files: Sequence[Path]) -> list[str]:
    """Attach files by hand to a candidate's dossier; returns what was stored."""
    with Desk(path) as desk:
        passage = passage_of(desk.state, number)
        count = _attach(desk, read_loose_files(files, number), dossier_folder(path))
    return [f"{count} pièce(s) jointe(s) au dossier de {passage.candidate.name} ({number})."]
