"""One pack on the disk: a folder with a commission file, its dossiers and a manifest."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.acts import (
    Act,
    AttachDocument,
    ChooseSituation,
    DeclareNotValid,
    LoadList,
    RaiseDoubt,
    TickDossier,
)
from app.domain.errors import PassageError
from app.domain.facts import dataclass
from app.domain.jury.packs import PackContent, Packed
from app.domain.rules.lists import PACK, candidate_line
from app.intake.members import DossierFile
from app.intake.storing import StoredFile, store_files
from app.services.desk import Desk
from app.services.documents import dossier_folder
from app.services.files import create_commission
from app.services.making import Namer, opening_act
from app.services.printing import safe
from app.services.version import VERSION
from app.system import flush_folder
from app.trust.keys import new_key_pair
from app.trust.passphrase import new_passphrase, wrap

MANIFEST = "manifeste.json"
Copied = Callable[[int], None]
"""Told how many bytes more are about to be copied; whatever it raises stops all."""


@dataclass(frozen=True)
class Written:
    """A pack under its temporary name: its public key in hex, the passphrase of its private one."""

    public: str
    passphrase: str


def stem_of(content: PackContent) -> str:
    """What a pack's folder and files are called."""
    return f"{content.description.exam}-{safe(content.description.commission)}"


def make_pack(
    folder: Path, content: PackContent, rank: int, stored: Sequence[StoredFile]
) -> Written:
    """Make the commission file and the manifest in ``folder``, where the pieces are ``stored``.

    PassageError when the disk refuses, Refusal when a rule forbids.
    """
    path = _file_in(folder, content)
    public, private = new_key_pair()
    written = Written(public.hex(), new_passphrase())

    def fill(desk: Desk) -> None:
        desk.keep_pack_key(public, wrap(private, written.passphrase))
        known = [*_loading(content), *_known(content), *_attaching(stored)]
        desk.perform_all([replace(opening, pack=written.public), *known])

    opening = opening_act(content.description, rehearsal=content.rehearsal)
    create_commission(path, [], fill)
    _write_manifest(folder, path, content, rank, written.public, stored)
    return written


def _file_in(folder: Path, content: PackContent) -> Path:
    return folder / f"{stem_of(content)}.passage"


# --- pieces -------------------------------------------------------------------------------------


def store_pieces(
    folder: Path, content: PackContent, dossiers: Path, copied: Copied
) -> Sequence[StoredFile]:
    """Copy the pieces of ``dossiers`` under names that can name no school.

    PassageError when one is missing or is not what was attested, or the disk refuses.
    """
    wanted = [(packed, piece) for packed in content.candidates for piece in packed.pieces]
    files = [
        DossierFile(packed.candidate.number, piece.name, place, piece.size, place)
        for packed, piece in wanted
        for place in [dossiers / packed.candidate.number / piece.name]
    ]

    def announced() -> Iterator[DossierFile]:
        for file in files:
            copied(file.size)
            yield file

    kept = dossier_folder(_file_in(folder, content))
    stored = store_files(announced(), kept, Namer(kept))
    for (packed, piece), file in zip(wanted, stored, strict=True):
        if file.sha256 != piece.sha256:
            raise PassageError(altered(packed, piece.name))
    return stored


def altered(packed: Packed, name: str) -> str:
    return (
        f"{packed.candidate.name} ({packed.candidate.number}) : la pièce « {name} » a été modifiée "
        "depuis son rangement, ce n’est plus celle qui a été attestée. Rangez-la de nouveau, "
        "faites-la relire, puis recommencez."
    )


# --- acts ---------------------------------------------------------------------------------------


def _loading(content: PackContent) -> Iterator[Act]:
    lines = tuple(candidate_line(packed.candidate) for packed in content.candidates)
    if lines:
        yield LoadList(PACK, lines)


def _known(content: PackContent) -> Iterator[Act]:
    for packed in content.candidates:
        number, verdict = packed.candidate.number, packed.verdict
        if packed.barred:
            yield DeclareNotValid(number, verdict.reason, verdict.authority, verdict.decided)
        if verdict.verdict == "doubtful":
            yield RaiseDoubt(number, verdict.reason)
        for item, value in packed.ticks.items():
            yield TickDossier(number, item, value)
        if packed.choice is not None:
            yield ChooseSituation(number, **_situation(packed))


def _situation(packed: Packed) -> Mapping[str, Any]:
    """The choice in the fields of ``choose-situation``; what is empty is left out."""
    chosen = packed.choice
    assert chosen is not None
    one = len(chosen.fiches) == 1
    fiches = dict(zip(("fiche",) if one else ("fiche_1", "fiche_2"), chosen.fiches, strict=True))
    texts = dict(zip(("scenario", "scenario_2"), chosen.scenarios, strict=False))
    told = {"parameters": chosen.parameters, **texts}
    return {**fiches, **{name: text for name, text in told.items() if text}}


def _attaching(stored: Sequence[StoredFile]) -> Iterator[Act]:
    return (AttachDocument(f.number, f.name, f.sha256, f.size) for f in stored)


# --- manifest -----------------------------------------------------------------------------------


def _write_manifest(
    folder: Path,
    path: Path,
    content: PackContent,
    rank: int,
    public: str,
    stored: Sequence[StoredFile],
) -> None:
    """What the pack is and what is in it, for whoever receives it."""
    told = content.description
    pieces = dossier_folder(path).name
    manifest = {
        "session": told.session,
        "exam": told.exam,
        "commission": told.commission,
        "rehearsal": content.rehearsal,
        "pack": rank,
        "public": public,
        "content": content.root,
        "program": VERSION,
        "file": path.name,
        "candidates": len(content.candidates),
        "pieces": [
            {"path": f"{pieces}/{f.number}/{f.name}", "sha256": f.sha256, "size": f.size}
            for f in stored
        ],
    }
    with (folder / MANIFEST).open("x", encoding="utf-8") as stream:
        json.dump(manifest, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    flush_folder(folder)
