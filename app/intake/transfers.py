"""A transfer file: a zip of ``transfert.json``, its signature, and the pieces of one dossier."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from app.domain.errors import PassageError
from app.domain.facts import dataclass
from app.intake.archive import BROKEN
from app.intake.files import regular_size, shown
from app.intake.members import DossierFile
from app.intake.zips import list_zip

CONTENT, SIGNATURE, PIECES = "transfert.json", "signature", "pieces"
_MOST = {CONTENT: 1_000_000, SIGNATURE: 64}


@dataclass(frozen=True)
class TransferFile:
    """``content`` and ``signature`` as they stand; ``pieces`` by their own names."""

    content: bytes
    signature: bytes
    pieces: tuple[tuple[str, DossierFile], ...]


def write_transfer(
    path: Path, content: bytes, signature: bytes, pieces: Iterable[tuple[str, Path]]
) -> None:
    """Write the file at ``path``, which must not exist; each piece is (name, where it is)."""
    with ZipFile(path, "x", ZIP_STORED) as archive:
        archive.writestr(CONTENT, content)
        archive.writestr(SIGNATURE, signature)
        for name, place in pieces:
            archive.write(place, f"{PIECES}/{name}")


def read_transfer(path: Path) -> TransferFile:
    """The parts of a transfer file, nothing in them believed yet. PassageError for any other."""
    regular_size(path)
    try:
        with ZipFile(path) as archive:
            content, signature = (_read(archive, name) for name in (CONTENT, SIGNATURE))
    except (FileNotFoundError, PermissionError):
        raise
    except (*BROKEN, KeyError) as error:
        raise PassageError(
            f"« {shown(path.name)} » n’est pas un fichier de transfert de Passage, ou il est "
            "endommagé : redemandez-le à la commission de départ."
        ) from error
    found = [(file.name.partition("/"), file) for file in list_zip(path).files]
    pieces = tuple((name, file) for (folder, _, name), file in found if folder == PIECES)
    return TransferFile(content, signature, pieces)


def _read(archive: ZipFile, name: str) -> bytes:
    """The member, KeyError where it is not there, ValueError where it is longer than it can be."""
    with archive.open(name) as stream:
        data = stream.read(_MOST[name] + 1)
    if len(data) > _MOST[name]:
        raise ValueError(name)
    return data
