"""Folders of dossiers, walked without leaving them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from app.domain.errors import PassageError
from app.intake.files import shown, system_sentence
from app.intake.members import MAX_FILES, DossierFile, Listing, nfc, refusal


def list_folder(folder: Path) -> Listing:
    """Every accepted file under ``folder``, in order of name; links that leave it are ignored.

    PassageError when the folder itself cannot be read or holds more than ``MAX_FILES`` files.
    """
    files: list[DossierFile] = []
    ignored: list[str] = []
    root = folder.resolve()
    for count, path in enumerate(_walk(folder, ignored)):
        if count >= MAX_FILES:
            raise PassageError(
                f"Le dossier « {shown(folder.name)} » compte plus de {MAX_FILES} fichiers : "
                "donnez celui qui ne contient que les dossiers des candidats."
            )
        name = path.relative_to(folder).as_posix()
        reason = _refusal(path, name, root)
        if reason:
            ignored.append(f"{shown(nfc(name), 200)} : {reason}")
        else:
            files.append(DossierFile("", nfc(name), folder, path.stat().st_size, path))
    return Listing(tuple(sorted(files, key=lambda file: file.name)), tuple(sorted(ignored)))


def _walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    def denied(error: OSError) -> None:
        where = Path(str(error.filename))
        if where == folder:
            raise PassageError(system_sentence(folder, error)) from error
        ignored.append(f"{shown(where.relative_to(folder).as_posix(), 200)} : dossier illisible")

    for parent, folders, names in os.walk(folder, onerror=denied):
        folders.sort()
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in sorted([*names, *links]))


def _refusal(path: Path, name: str, root: Path) -> str:
    """Why a file is left aside, "" where it is accepted."""
    try:
        name.encode("utf-8")
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            return "lien qui sort du dossier"
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            return "pas un fichier ordinaire"
        return refusal(name, facts.st_size, lambda: path.open("rb"))
    except UnicodeEncodeError:
        return "nom illisible, renommez-le"
    except (OSError, ValueError, RuntimeError):
        return "illisible"
