"""Keeping dossiers beside the commission file: whole or not at all, nothing overwritten."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import uuid4

from app.domain.errors import PassageError
from app.intake.files import shown, system_sentence
from app.intake.identity import check_number
from app.intake.members import DossierFile, MemberStream, Opener, nfc

_CHUNK = 1 << 20
_MAX_STEM = 100
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\<>:"|?*]')
_PART = re.compile(r"\.[0-9a-f]{32}\.part")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True)
class StoredFile:
    """A file kept at ``number/name`` under the destination; ``size`` in bytes."""

    number: str
    name: str
    sha256: str
    size: int


def store_files(
    items: Iterable[DossierFile],
    destination: Path,
    name_of: Callable[[DossierFile], str] | None = None,
) -> tuple[StoredFile, ...]:
    """Copy every item to ``destination/<number>/<safe name>``, synced to the disk.

    ``name_of`` gives the name to keep a file under, its own by default.

    A file of the same name and content is left as it is; one of another content is never
    overwritten, the new one gets " (2)". On any failure what was written is removed and
    PassageError says which file and why.
    """
    return tuple(dict.fromkeys(store_each(items, destination, name_of)))


def store_each(
    items: Iterable[DossierFile],
    destination: Path,
    name_of: Callable[[DossierFile], str] | None = None,
) -> list[StoredFile]:
    """As ``store_files``: what each item was kept as, in their order; two may be kept as one."""
    storing = _Storing(destination, name_of or (lambda item: item.name))
    try:
        with Opener() as opener:
            for item in items:
                with opener.open(item) as stream:
                    storing.keep(item, stream)
        storing.settle()
    except OSError as error:
        storing.undo()
        raise PassageError(system_sentence(error.filename or destination, error)) from error
    except BaseException:
        storing.undo()
        raise
    return storing.stored


class _Storing:
    """One call's worth of copying, with what is needed to undo it."""

    def __init__(self, destination: Path, name_of: Callable[[DossierFile], str]) -> None:
        self._destination, self._name_of = destination, name_of
        self._written: list[Path] = []
        self._folders: list[Path] = []
        self._swept: set[Path] = set()
        self.stored: list[StoredFile] = []

    def keep(self, item: DossierFile, stream: MemberStream) -> None:
        """Copy one file under a temporary name, then give it its own."""
        folder = self._folder(item.number)
        temporary = folder / f".{uuid4().hex}.part"
        self._written.append(temporary)
        digest = _copy(stream, temporary)
        name = self._settle(temporary, folder, safe_name(self._name_of(item)), digest)
        self._written.remove(temporary)
        self.stored.append(StoredFile(item.number, name, digest, item.size))

    def _folder(self, number: str) -> Path:
        try:
            folder = self._destination / check_number(number)
        except ValueError as error:
            raise PassageError(
                f"Le numéro « {shown(number)} » ne peut nommer un dossier : corrigez-le."
            ) from error
        missing = [p for p in (folder, *folder.parents) if not p.exists()]
        for path in reversed(missing):
            path.mkdir()
            self._folders.append(path)
        if folder.is_symlink():
            raise PassageError(
                f"« {shown(str(folder), 200)} » est un lien, non un dossier : ôtez-le."
            )
        if folder not in self._swept:
            self._swept.add(folder)
            _sweep(folder)
        return folder

    def _settle(self, temporary: Path, folder: Path, name: str, digest: str) -> str:
        """Give a copied file the first name that is free or already holds the same content."""
        stem, _, suffix = name.rpartition(".")
        for number in count(1):
            candidate = folder / (name if number == 1 else f"{stem} ({number}).{suffix}")
            if _renamed(temporary, candidate):
                self._written.append(candidate)
                return candidate.name
            if _same_content(candidate, temporary, digest):
                temporary.unlink()
                return candidate.name
        raise AssertionError("count() never ends")

    def settle(self) -> None:
        """Make the names durable, once for each folder."""
        for folder in dict.fromkeys(path.parent for path in self._written):
            _sync_folder(folder)

    def undo(self) -> None:
        """Remove every file and folder this call made."""
        for path in self._written:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()


def safe_name(path: str) -> str:
    """The last part of ``path`` as a name any system accepts, its extension kept."""
    name = _UNSAFE.sub("_", nfc(path.rpartition("/")[2]))
    stem, _, suffix = "".join(c if c.isprintable() else "_" for c in name).rpartition(".")
    stem = stem.strip(" .")[:_MAX_STEM].strip(" .")
    while len(stem.encode("utf-8")) > 2 * _MAX_STEM:
        stem = stem[:-1]
    if not stem or _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    return f"{stem}.{suffix.lower()}"


def _sweep(folder: Path) -> None:
    """Remove the halves of files that killed runs left."""
    for left in folder.iterdir():
        if _PART.fullmatch(left.name):
            with suppress(OSError):
                left.unlink()


def _copy(stream: MemberStream, path: Path) -> str:
    """Copy to ``path``, synced; the SHA-256 of what was written."""
    digest = hashlib.sha256()
    with path.open("xb") as out:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _renamed(temporary: Path, path: Path) -> bool:
    """Rename without ever overwriting; False where the name is taken."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            return False
        temporary.rename(path)
        return True
    temporary.unlink()
    return True


def _same_content(path: Path, other: Path, digest: str) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != other.stat().st_size:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == digest


def _sync_folder(folder: Path) -> None:
    """Make a rename durable where a folder can be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
