"""What a file is, told from its bytes before SQLite, or anything else, touches it."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import PassageError
from app.system import world_error
from db.schema import KINDS, VERSIONS

HEADER = 100
MAGIC = b"SQLite format 3\0"
_READ_ONLY = (
    "le fichier ou son dossier est en lecture seule. Copiez-le sur un disque où l’on peut écrire."
)


def require_kind(path: Path, application_id: int) -> None:
    """Raise PassageError, in French, unless ``path`` is a whole file of that kind and version.

    Never call it while this process has the file open: closing any handle drops SQLite's locks.
    """
    header, size = _header(path)
    wanted = KINDS[application_id]
    if size == 0:
        raise PassageError(f"{path} : le fichier est vide. Reprenez une copie du fichier.")
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise PassageError(
            f"{path} : ce n’est pas {wanted} de Passage, ou il est endommagé dès son début. "
            "Vérifiez le chemin ou reprenez une copie."
        )
    found = int.from_bytes(header[68:72], "big")
    if found != application_id:
        other = f" : c’est {KINDS[found]}" if found in KINDS else ""
        raise PassageError(
            f"{path} : ce n’est pas {wanted} de Passage{other}. Choisissez un autre fichier."
        )
    if int.from_bytes(header[60:64], "big") > VERSIONS[application_id]:
        raise PassageError(
            f"{path} : ce fichier vient d’une version plus récente de Passage. "
            "Mettez le programme à jour ; rien n’a été modifié."
        )
    _require_whole(path, header, size)


def application_id(path: Path) -> int | None:
    """The kind a file says it is of; None for what is no database, or cannot be read.

    As ``require_kind``: never of a file this process has open.
    """
    try:
        header, _ = _header(path)
    except PassageError:
        return None
    return int.from_bytes(header[68:72], "big") if header.startswith(MAGIC) else None


def log_of(path: Path) -> Path:
    """The write-ahead log of a file: beside the file itself, not beside a link to it."""
    real = path.resolve()
    return real.with_name(real.name + "-wal")


def may_write(path: Path) -> bool:
    """Whether the file, and its log beside it, can be written."""
    real = path.resolve()
    return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)


def require_writable(path: Path) -> None:
    """Raise PassageError when the file or its folder is read-only."""
    if not may_write(path):
        raise PassageError(f"{path} : {_READ_ONLY}")


def _header(path: Path) -> tuple[bytes, int]:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(21, "directory")
        if not stat.S_ISREG(found.st_mode):  # a pipe would make us wait for ever
            raise PassageError(f"{path} : ce n’est pas un fichier. Indiquez un fichier.")
        with path.open("rb") as stream:
            return stream.read(HEADER), found.st_size
    except ValueError as error:  # a name no system knows
        raise world_error(path, FileNotFoundError()) from error
    except OSError as error:
        raise world_error(path, error) from error


def _require_whole(path: Path, header: bytes, size: int) -> None:
    """A file shorter than its header says is cut, unless a write-ahead log will complete it."""
    page = int.from_bytes(header[16:18], "big")
    expected = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    log = log_of(path)
    if size < expected and not (log.exists() and log.stat().st_size):
        raise PassageError(
            f"{path} : le fichier est tronqué ({size} octets sur {expected}). "
            "Reprenez une copie complète."
        )


def take(path: Path, connection: sqlite3.Connection) -> None:
    """Lock the file for this connection and check that it is sound."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    require_sound(path, connection)


def require_sound(path: Path, connection: sqlite3.Connection) -> None:
    """Raise PassageError when pages or rows of the file are damaged."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        detail = " ".join(str(found).removeprefix("*** in database main ***").split())
        raise PassageError(f"{path} : le fichier est endommagé ({detail}). Reprenez une copie.")


def leave(connection: sqlite3.Connection) -> None:
    """Close without bringing the write-ahead log into the file: nothing is written."""
    connection.interrupt()  # the checkpoint that closing makes stops at once
    connection.close()


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about ``path`` into the sentence for the user."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # damaged text reaches messages too
        raise PassageError(f"{path} : {_sentence(error)}") from error


def _sentence(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_CORRUPT
    known = {
        sqlite3.SQLITE_BUSY: "le fichier est déjà ouvert ailleurs. Fermez l’autre programme.",
        sqlite3.SQLITE_LOCKED: "le fichier est déjà ouvert ailleurs. Fermez l’autre programme.",
        sqlite3.SQLITE_FULL: "le disque est plein : rien n’a été enregistré. Libérez de la place "
        "et recommencez.",
        sqlite3.SQLITE_READONLY: _READ_ONLY,
        sqlite3.SQLITE_CORRUPT: "le fichier est endommagé. Reprenez une copie.",
        sqlite3.SQLITE_NOTADB: "le fichier est endommagé. Reprenez une copie.",
        sqlite3.SQLITE_CANTOPEN: "le fichier ne s’ouvre pas. Vérifiez le chemin et les droits.",
        sqlite3.SQLITE_IOERR: "le disque ne répond pas (plein, retiré ou défaillant) : "
        "rien n’a été enregistré. Vérifiez-le et recommencez.",
        sqlite3.SQLITE_CONSTRAINT: "le fichier contredit ses propres règles : il est endommagé. "
        "Reprenez une copie.",
    }
    told = known.get(code & 0xFF)
    return told or f"SQLite refuse ({error}). Reprenez une copie du fichier."
