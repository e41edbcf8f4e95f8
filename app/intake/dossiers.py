"""Dossiers of candidates: found in a folder or zip, matched, and kept (see ``storing``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.people import Candidate
from app.intake.files import is_folder, regular_size, shown, system_sentence
from app.intake.folders import list_folder
from app.intake.matching import Matcher
from app.intake.members import EXTENSIONS, DossierFile, Listing, open_member, refusal
from app.intake.storing import StoredFile, store_each, store_files

__all__ = [
    "DossierFile",
    "DossierMatch",
    "StoredFile",
    "match_dossiers",
    "open_member",
    "read_loose_files",
    "store_each",
    "store_files",
]


@dataclass(frozen=True)
class DossierMatch:
    """Files that are a candidate's, names of those that are nobody's, « name : reason » of those
    that are no PDF or image. Nothing of the source is lost: every file is in one of the three."""

    matched: tuple[DossierFile, ...]
    unmatched: tuple[str, ...]
    ignored: tuple[str, ...]


def match_dossiers(source: Path, candidates: Sequence[Candidate]) -> DossierMatch:
    """The files of a folder (with its subfolders) or zip, each given to the candidate it names.

    A name names a candidate by the number, or by birth or usual name beside the first name,
    whole words, accents and case aside. PassageError for a source that cannot be read, or a zip
    with a dangerous member.
    """
    listing = _listing(source)
    matcher = Matcher(candidates)
    owners = [(file, matcher.number_of(file.name)) for file in listing.files]
    return DossierMatch(
        matched=tuple(replace(file, number=number) for file, number in owners if number),
        unmatched=tuple(shown(file.name, 200) for file, number in owners if not number),
        ignored=listing.ignored,
    )


def _listing(source: Path) -> Listing:
    if is_folder(source):
        return list_folder(source)
    from app.intake.zips import list_zip

    return list_zip(source)


def read_loose_files(paths: Sequence[Path], number: str) -> tuple[DossierFile, ...]:
    """Files that a person gives to candidate ``number``; a folder gives all it accepts.

    PassageError with every path that is missing, forbidden or no PDF or image.
    """
    found: list[DossierFile] = []
    problems: list[str] = []
    for path in paths:
        try:
            found.extend(_loose(path))
        except PassageError as error:
            problems.append(str(error))
    if problems:
        raise PassageError("\n".join(problems))
    return tuple(replace(file, number=number) for file in found)


def _loose(path: Path) -> Sequence[DossierFile]:
    if is_folder(path):
        files = list_folder(path).files
        if files:
            return files
        raise PassageError(f"« {shown(str(path), 200)} » ne contient ni PDF ni image.")
    size = regular_size(path)
    try:
        reason = refusal(path.name, size, lambda: path.open("rb"))
    except OSError as error:
        raise PassageError(system_sentence(path, error)) from error
    if reason:
        accepted = ", ".join(extension[1:] for extension in EXTENSIONS)
        raise PassageError(
            f"« {shown(path.name)} » ne peut être joint : {reason}. Types acceptés : {accepted}."
        )
    return [DossierFile("", path.name, path, size, path)]
