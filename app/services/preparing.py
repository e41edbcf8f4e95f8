"""Preparing a commission: what a list and dossiers say, shown before anything is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app.domain.acts import Act, AttachDocument, LoadList, OpenCommission
from app.domain.people import Candidate, Description
from app.domain.rules import fold
from app.domain.rules.lists import candidate_line
from app.domain.state import State
from app.intake.description import DEFAULT_ZONE, read_description
from app.intake.dossiers import read_loose_files, store_files
from app.intake.folders import list_folder
from app.intake.matching import Matcher
from app.intake.members import DossierFile, Listing
from app.intake.zips import list_zip
from app.services.desk import Desk
from app.services.documents import dossier_folder
from app.services.files import create_commission
from app.services.mid_morning import demo_commission, user_folder
from app.services.opening import changes
from app.services.understanding import FIELDS, Column, Line, Understood, understand
from app.services.version import VERSION

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


@dataclass(frozen=True)
class Preparation:
    """All that a new commission is made of."""

    description: Description
    source: str
    candidates: Sequence[Candidate]
    files: Sequence[DossierFile] = field(default=())
    rehearsal: bool = False


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
    if path.is_dir():
        return list_folder(path)
    if path.suffix.lower() == ".zip":
        return list_zip(path)
    return Listing(read_loose_files([path], ""), ())


def make_commission(path: Path, wanted: Preparation) -> None:
    """Make the commission file and store its dossiers, or nothing at all.

    PassageError when ``path`` exists or the disk refuses, Refusal when a rule forbids.
    """
    folder = dossier_folder(path)
    ours = not folder.exists()
    opening: list[tuple[Act, str | None]] = [
        (_opening_act(wanted), None),
        (loading_act(wanted.source, wanted.candidates), None),
    ]

    def keep_files(desk: Desk) -> None:
        for act in attaching_acts(path, wanted.files):
            desk.perform(act)

    try:
        create_commission(path, opening, keep_files)
    except BaseException:
        if ours:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _opening_act(wanted: Preparation) -> OpenCommission:
    told = wanted.description
    return OpenCommission(
        session=told.session,
        exam=told.exam,
        commission=told.commission,
        academy=told.academy,
        centre=told.centre,
        room=told.room,
        date=told.date.isoformat(),
        time_zone=told.time_zone,
        examiners=tuple({"name": e.name, "quality": e.quality} for e in told.examiners),
        rehearsal=wanted.rehearsal,
        program=VERSION,
    )


def loading_act(source: str, candidates: Sequence[Candidate]) -> LoadList:
    """The act that loads a list, new or corrected."""
    lines: tuple[Mapping[str, str], ...] = tuple(candidate_line(c) for c in candidates)
    return LoadList(source, lines)


def changes_by(state: State, act: LoadList, listed: Sequence[Candidate], at: datetime) -> list[str]:
    """What loading a corrected list would change, one French line each. Nothing is written."""
    return changes(state, fold(state, act, at), listed)


def attaching_acts(path: Path, files: Sequence[DossierFile]) -> list[AttachDocument]:
    """Store files beside the commission file at ``path``; the acts that are then to be performed.

    A file given to nobody is left aside. PassageError when one cannot be kept; none then is.
    """
    stored = store_files([file for file in files if file.number], dossier_folder(path))
    return [AttachDocument(f.number, f.name, f.sha256, f.size) for f in stored]


def known_suffix(path: Path) -> str:
    """What a dropped path is by its name: ``list``, ``description``, ``dossiers`` or ``file``."""
    if path.is_dir():
        return "dossiers"
    kinds = {
        "list": (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xls", ".ods"),
        "description": (".toml",),
        "dossiers": (".zip", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"),
    }
    found = path.suffix.lower()
    return next((kind for kind, suffixes in kinds.items() if found in suffixes), "file")
