"""Zip files from strangers: what may be wrong with them, and reading a member within bounds."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

from app.domain.errors import PassageError
from app.intake.files import shown, size_text

MAX_ENTRIES = 20_000
# Everything zipfile and its decompressors raise on a damaged or unusual archive.
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    IndexError,
    OSError,
)


def member_danger(info: zipfile.ZipInfo) -> str:
    """Why a member must be refused, as the end of a French sentence; "" where nothing is."""
    name = info.orig_filename.replace("\\", "/")
    mode = info.external_attr >> 16 if info.create_system == 3 else 0
    if name.startswith("/") or name[1:2] == ":":
        return "porte un chemin absolu"
    if ".." in name.split("/"):
        return "sort du dossier (« .. »)"
    if "\x00" in name:
        return "porte un nom trompeur"
    if stat.S_ISLNK(mode):
        return "est un lien vers un autre fichier"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "n’est pas un fichier ordinaire"
    if info.flag_bits & 0x1:
        return "est chiffré par un mot de passe"
    return ""


class Workbook:
    """The zip of a workbook, in memory; at most ``budget`` bytes are ever decompressed from it."""

    def __init__(self, data: bytes, name: str, budget: int) -> None:
        self.name = name
        self._budget = self._left = budget
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise self.damaged() from error
        infos = self._zip.infolist()
        self._infos = {self._key(info.filename): info for info in infos}
        declared = sum(info.file_size for info in infos)
        if len(infos) > MAX_ENTRIES:
            raise PassageError(
                f"« {name} » contient {len(infos)} fichiers, ce n’est pas un classeur : donnez un "
                "fichier CSV, xlsx, xls ou ods."
            )
        if declared > 4 * budget:
            raise self.too_big(declared)

    @staticmethod
    def _key(name: str) -> str:
        return name.replace("\\", "/").lstrip("/").lower()

    def __contains__(self, member: str) -> bool:
        return self._key(member) in self._infos

    def damaged(self) -> PassageError:
        """The error for a file that cannot be read to its end."""
        return damaged(self.name)

    def too_big(self, size: int) -> PassageError:
        """The error for a file that grows out of bounds."""
        return PassageError(
            f"« {self.name} » occupe {size_text(size)} une fois décompressé ; la limite est "
            f"{size_text(self._budget)}. Donnez un classeur qui ne contient que la liste."
        )

    def read(self, member: str) -> bytes:
        """The bytes of ``member``. PassageError if it is missing, encrypted, damaged or too big.

        The size the archive announces is not believed: reading stops at the budget.
        """
        info = self._infos.get(self._key(member))
        if info is None:
            raise self.damaged()
        if info.flag_bits & 0x1:
            raise locked(self.name)
        if info.file_size > self._left:
            raise self.too_big(self._budget - self._left + info.file_size)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(self._left + 1)
        except BROKEN as error:
            raise self.damaged() from error
        self._left -= len(data)
        if self._left < 0:
            raise self.too_big(self._budget - self._left)
        return data


def damaged(name: str) -> PassageError:
    """The error for a workbook that cannot be read to its end."""
    return PassageError(
        f"« {shown(name)} » est endommagé ou incomplet : ouvrez-le dans un tableur et "
        "enregistrez-le de nouveau."
    )


def locked(name: str) -> PassageError:
    """The error for a workbook with a password."""
    return PassageError(
        f"« {shown(name)} » est protégé par un mot de passe : enregistrez-le sans mot de passe."
    )
