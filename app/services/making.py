"""What a commission file begins with: the acts that open it, load its list, keep its dossiers."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.acts import Act, AttachDocument, LoadList, OpenCommission
from app.domain.people import Candidate, Description
from app.domain.rules.lists import FIELDS, candidate_line
from app.intake.dossiers import store_files
from app.intake.members import DossierFile
from app.services.desk import Desk
from app.services.documents import dossier_folder
from app.services.files import create_commission
from app.services.version import VERSION

SEVERAL = {
    "extra_time": ("extra_preparation", "extra_parts"),
    "full_name": ("last_name", "usual_name", "first_names"),
    "moment": ("day", "hour"),
}
"""Columns that tell several fields of a candidate."""
_TELLING = re.compile(
    r"fiche|contexte|client|garde|attestation|certificat|conditions|annexe|\d{1,2}(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Preparation:
    """All that a new commission is made of; ``columns`` are the fields its list has."""

    description: Description
    candidates: Sequence[Candidate]
    files: Sequence[DossierFile] = field(default=())
    rehearsal: bool = False
    at: str | None = None
    """Instant of the opening acts, for a day that is replayed; now by default."""


def make_commission(path: Path, wanted: Preparation) -> int:
    """Make the commission file and keep its dossiers, or nothing at all; how many files it kept.

    PassageError when ``path`` exists or the disk refuses, Refusal when a rule forbids.
    """
    folder = dossier_folder(path)
    ours = not folder.exists()
    opening: list[tuple[Act, str | None]] = [
        (opening_act(wanted.description, rehearsal=wanted.rehearsal), wanted.at),
        (loading_act(wanted.candidates), wanted.at),
    ]
    kept: list[AttachDocument] = []

    def keep(desk: Desk) -> None:
        kept.extend(attaching_acts(path, wanted.files))
        for act in kept:
            desk.perform(act, wanted.at)

    try:
        create_commission(path, opening, keep)
    except BaseException:
        if ours:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return len(kept)


def opening_act(told: Description, *, rehearsal: bool) -> OpenCommission:
    """The act a commission file begins with."""
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
        rehearsal=rehearsal,
        program=VERSION,
    )


def loading_act(candidates: Sequence[Candidate], columns: Iterable[str | None] = ()) -> LoadList:
    """The act that loads a list, new or corrected; ``columns`` are the fields it has.

    The file's name stays out: it might be that of a school (rule 4).
    """
    lines = tuple(candidate_line(c) for c in candidates)
    return LoadList("liste", lines, fields_told(columns))


def fields_told(columns: Iterable[str | None]) -> tuple[str, ...]:
    """The fields of a candidate that these columns tell."""
    told = [name for column in columns if column for name in SEVERAL.get(column, (column,))]
    return tuple(dict.fromkeys(name for name in told if name in FIELDS))


def attaching_acts(path: Path, files: Sequence[DossierFile]) -> list[AttachDocument]:
    """Store files beside the commission file at ``path``; the acts that are then to be performed.

    A file given to nobody is left aside. PassageError when one cannot be kept; none then is.
    """
    folder = dossier_folder(path)
    owned = [file for file in files if file.number]
    stored = store_files(owned, folder, Namer(folder))
    return [AttachDocument(f.number, f.name, f.sha256, f.size) for f in stored]


class Namer:
    """Names that can name no school (rule 4): the rank of a file, and what its own name tells."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ranks: Counter[str] = Counter()

    def __call__(self, file: DossierFile) -> str:
        if file.number not in self._ranks:
            there = (self._folder / file.number).glob("piece-*")
            self._ranks[file.number] = sum(1 for _ in there)
        self._ranks[file.number] += 1
        own = Path(file.name)
        telling = _TELLING.findall(own.stem.replace(file.number, " "))
        told = "-".join([f"piece-{self._ranks[file.number]:02d}", *telling]).lower()
        return f"{told}{own.suffix.lower()}"
