"""Preparing a commission: what a list and dossiers say, shown before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from stat import S_ISDIR

from app.domain.acts import LoadList
from app.domain.people import Candidate
from app.domain.rules import fold
from app.domain.state import State
from app.intake.description import read_description
from app.intake.dossiers import read_loose_files
from app.intake.folders import list_folder
from app.intake.matching import Matcher
from app.intake.members import DossierFile, Listing
from app.intake.toml_fields import DEFAULT_ZONE
from app.intake.zips import list_zip
from app.services.making import Preparation, attaching_acts, loading_act, make_commission
from app.services.mid_morning import demo_commission, user_folder
from app.services.opening import changes
from app.services.understanding import FIELDS, Column, Line, Understood, understand
from app.system import is_there

__all__ = [
    "DEFAULT_ZONE",
    "FIELDS",
    "Column",
    "DossierFile",
    "Dossiers",
    "Line",
    "Preparation",
    "Understood",
    "attaching_acts",
    "changes_by",
    "demo_commission",
    "find_dossiers",
    "known_suffix",
    "loading_act",
    "make_commission",
    "read_description",
    "understand",
    "user_folder",
]


@dataclass(frozen=True)
class Dossiers:
    """Files found; ``number`` is "" on one that names nobody. ``ignored`` is « name : reason »."""

    files: tuple[DossierFile, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def unmatched(self) -> int:
        return sum(not file.number for file in self.files)

    def given(self, place: int, number: str) -> Dossiers:
        """The same, the file at ``place`` given to that candidate ("" for nobody)."""
        files = list(self.files)
        files[place] = replace(files[place], number=number)
        return replace(self, files=tuple(files))

    def __add__(self, other: Dossiers) -> Dossiers:
        files = tuple(dict.fromkeys((*self.files, *other.files)))
        return Dossiers(files, tuple(dict.fromkeys((*self.ignored, *other.ignored))))


def find_dossiers(paths: Iterable[Path], candidates: Sequence[Candidate]) -> Dossiers:
    """The files of folders, zips and loose files, each given to the candidate it names, if any.

    PassageError for a source that cannot be read, or a zip with a dangerous member.
    """
    matcher = Matcher(candidates)
    listings = [_listing(path) for path in paths]
    files = [file for listing in listings for file in listing.files]
    owned = (replace(file, number=matcher.number_of(file.name) or "") for file in files)
    ignored = [reason for listing in listings for reason in listing.ignored]
    return Dossiers(tuple(owned), tuple(ignored))


def _listing(path: Path) -> Listing:
    if is_there(path, S_ISDIR):
        return list_folder(path)
    if path.suffix.lower() == ".zip":
        return list_zip(path)
    return Listing(read_loose_files([path], ""), ())


def changes_by(state: State, act: LoadList, listed: Sequence[Candidate], at: datetime) -> list[str]:
    """What loading a corrected list would change, one French line each. Nothing is written."""
    return changes(state, fold(state, act, at), listed)


def known_suffix(path: Path) -> str:
    """What a dropped path is by its name: ``list``, ``description``, ``dossiers`` or ``file``."""
    if is_there(path, S_ISDIR):
        return "dossiers"
    kinds = {
        "list": (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xls", ".ods"),
        "description": (".toml",),
        "dossiers": (".zip", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"),
    }
    found = path.suffix.lower()
    return next((kind for kind, suffixes in kinds.items() if found in suffixes), "file")
