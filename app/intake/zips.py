"""Zips of dossiers: what is dangerous in them is refused, with the name of the member."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import PassageError
from app.intake.archive import BROKEN, member_danger
from app.intake.files import regular_size, shown, size_text, system_sentence
from app.intake.members import MAX_FILES, DossierFile, Listing, nfc, refusal

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_TOTAL = 5_000_000_000
_RATIO, _RATIO_FROM = 200, 50_000_000
_UTF_8 = 0x800


def list_zip(path: Path) -> Listing:
    """Every accepted member of a zip, in order of name.

    PassageError naming the member that leaves the archive, is a link, has a password or swells
    out of proportion; and for a file that is no zip, damaged or too big.
    """
    from zipfile import ZipFile

    regular_size(path)
    try:
        with ZipFile(path) as archive:
            _check(archive.infolist(), path)
            return _list(archive, path)
    except (FileNotFoundError, PermissionError) as error:
        raise PassageError(system_sentence(path, error)) from error
    except BROKEN as error:
        raise PassageError(
            f"« {shown(path.name)} » n’est pas une archive zip lisible : donnez un dossier, ou "
            "une archive zip intacte."
        ) from error


def _check(infos: list[ZipInfo], path: Path) -> None:
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_FILES or total > MAX_TOTAL:
        raise PassageError(
            f"« {shown(path.name)} » refusé : {len(infos)} fichiers et {size_text(total)} une fois "
            f"décompressés ; la limite est {MAX_FILES} fichiers et {size_text(MAX_TOTAL)}."
        )
    for info in infos:
        danger = member_danger(info)
        if info.file_size > max(_RATIO_FROM, _RATIO * info.compress_size):
            danger = f"occuperait {size_text(info.file_size)} décompressé, hors de proportion"
        if danger:
            raise PassageError(
                f"« {shown(path.name)} » refusé : « {shown(info.orig_filename, 200)} » {danger}. "
                "Refaites l’archive."
            )


def _list(archive: ZipFile, path: Path) -> Listing:
    files: list[DossierFile] = []
    ignored: list[str] = []
    for place, info in enumerate(archive.infolist()):
        if info.is_dir():
            continue
        name = _name(info)
        reason = _refusal(archive, info, name)
        if reason:
            ignored.append(f"{shown(name, 200)} : {reason}")
        else:
            files.append(DossierFile("", name, path, info.file_size, place=place))
    return Listing(tuple(sorted(files, key=lambda file: file.name)), tuple(sorted(ignored)))


def _name(info: ZipInfo) -> str:
    """A member's name; unless it is marked UTF-8 it may be that unmarked, or DOS 850."""
    name = info.filename.replace("\\", "/")
    if info.flag_bits & _UTF_8:
        return nfc(name)
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return nfc(name)
    try:
        return nfc(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return nfc(raw.decode("cp850"))


def _refusal(archive: ZipFile, info: ZipInfo, name: str) -> str:
    try:
        return refusal(name, info.file_size, lambda: archive.open(info))
    except BROKEN:
        return "illisible (archive endommagée ou compression inconnue)"
