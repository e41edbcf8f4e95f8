"""Dossiers beside a commission file: where they are, and whether they still are as stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.intake.files import size_text

__all__ = ["altered", "dossier_folder", "size_text"]


def dossier_folder(path: Path) -> Path:
    """The folder beside a commission file that keeps its dossiers, by candidate's number."""
    return path.with_name(f"{path.stem}-dossiers")


def altered(path: Path, documents: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A French line for each (number, name, SHA-256) whose file is missing or altered.

    It is told and blocks nothing: the dossier may be at hand on paper.
    """
    for number, name, sha256 in documents:
        file = dossier_folder(path) / number / name
        try:
            with file.open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            yield f"{file} : la pièce manque ou ne peut être lue."
            continue
        if found != sha256:
            yield f"{file} : la pièce a été modifiée depuis son rangement."
