"""Reading an export without trusting anything in it.

The bytes are read once; what is hashed, what is signed and what SQLite reads are the same bytes,
in memory: nothing is opened on the stick, nothing written beside it, and nobody changes the file
between two looks. SQLite gets them on a connection of their own, which can write nothing, follows
no function of the schema, and is held to so many steps, bytes and rows. No table is read before
the schema is the one it must be.
"""

from __future__ import annotations

import hashlib
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from itertools import islice
from os import scandir
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from app.domain.facts import dataclass
from app.domain.jury.receiving import ALTERED, DAMAGED, FOREIGN, NEWER
from app.system import world_error
from db.export import PRIVATE, UNSIGNED, manifest_fields, manifest_table
from db.inspect import HEADER, MAGIC
from db.journal_file import GENESIS
from db.projection import KEYS, Rows
from db.schema import EXPORT_ID, KINDS, SCHEMA_VERSION, statements

LARGEST = 64 * 2**20
"""Bytes of an export; a day of sixty candidates is one or two million."""
MOST_ROWS = 200_000
"""Rows of one table."""
LONGEST = 2**20
"""Bytes of one text, and of one row."""
STEPS_A_BYTE = 50
"""Instructions of SQLite's machine: an honest export takes less than one for each of its bytes."""
STEPS = 10_000
"""Instructions between two looks at how many there were."""


TOLD: Mapping[str, str] = {
    "passages": """SELECT c.number, c.last_name, c.usual_name, c.first_names, p.status, p.listed,
        p.absent_reason, p.not_valid_reason, p.not_valid_authority, p.doubt, p.sealed,
        s.version, s.record, s.hash, s.code, s.at
        FROM passage p JOIN candidate c ON c.number = p.number
        LEFT JOIN sealed s ON s.number = p.number AND s.version = p.version ORDER BY p.number""",
    "examiners": "SELECT number, name FROM passage_examiner ORDER BY number, position",
    "known": "SELECT number, reason FROM known ORDER BY number, examiner",
    "incidents": "SELECT at, kind, text, informed, passage FROM incident ORDER BY position",
    "commission": "SELECT closed_at FROM commission",
}
"""What a jury takes of an export."""


class ExportError(PassageError):
    """A file is refused as an export; ``verdict`` says as what, the text why."""

    def __init__(self, verdict: str, path: Path, sentence: str) -> None:
        super().__init__(f"{path} : {sentence}")
        self.verdict = verdict
        self.sentence = sentence


@dataclass(frozen=True)
class Export:
    """An export as its bytes tell it: ``entries`` number, line and hash of each act, ``told`` what
    ``TOLD`` asks, ``rows`` its tables where they were wanted, ``unsigned`` its bytes with the
    signature zeroed, ``broken`` the act at which the chain of its journal breaks, else 0."""

    path: Path
    sha256: str
    manifest: Mapping[str, Any]
    entries: list[tuple[int, str, str]]
    told: Mapping[str, list[dict[str, Any]]]
    rows: Rows
    unsigned: bytes
    broken: int


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that may be an export; ExportError where it cannot be one."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            scandir(path).close()  # what cannot be listed is told as such
            raise IsADirectoryError(21, "directory")
        if not stat.S_ISREG(found.st_mode):  # a pipe would make us wait for ever
            raise ExportError(FOREIGN, path, "ce n’est pas un fichier. Indiquez un fichier.")
        if found.st_size > LARGEST:
            size = f"{found.st_size // 2**20} Mo"
            raise ExportError(FOREIGN, path, f"aucun export n’est si gros ({size}).")
        with path.open("rb") as stream:
            return stream.read(found.st_size + 1)
    except ValueError as error:  # a name no system knows
        raise world_error(path, FileNotFoundError()) from error
    except OSError as error:
        raise world_error(path, error) from error


def read_export(path: Path, data: bytes, sha256: str = "", *, whole: bool = True) -> Export:
    """What those bytes of ``path`` hold, every table where ``whole``; ExportError when it is not
    a whole export.

    Whether its signature is right is for the caller to say.
    """
    _require_kind(path, data)
    version = int.from_bytes(data[60:64])
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection, _told(path):
        guarded(connection, data)
        _require_shape(path, connection, version)
        manifest = _manifest(path, connection, version)
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise ExportError(DAMAGED, path, "l’export est endommagé. Redemandez-le.")
        entries = _rows(path, connection, "SELECT seq, line, hash FROM journal ORDER BY seq")
        told = {what: _dicts(path, connection, sql) for what, sql in TOLD.items()}
        rows = {
            (table, row[:count]): row
            for table, count in (_keys(version).items() if whole else ())
            for row in _rows(path, connection, f"SELECT * FROM {table}")
        }
    signature = manifest["signature"]
    unsigned = data.replace(signature, UNSIGNED) if data.count(signature) == 1 else data
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    return Export(path, sha256, manifest, entries, told, rows, unsigned, _broken(entries))


def _require_kind(path: Path, data: bytes) -> None:
    """What the file is, told from its header."""
    export = data[68:72] == EXPORT_ID.to_bytes(4)
    if not data:
        raise ExportError(DAMAGED, path, "le fichier est vide. Redemandez-le.")
    if len(data) < HEADER or not data.startswith(MAGIC):
        if not export:
            raise ExportError(FOREIGN, path, "ce n’est pas un export de Passage.")
        raise ExportError(DAMAGED, path, "l’export est endommagé dès son début. Redemandez-le.")
    if not export:
        found = int.from_bytes(data[68:72])
        other = f" : c’est {KINDS[found]}" if found in KINDS else ""
        raise ExportError(FOREIGN, path, f"ce n’est pas un export de Passage{other}.")
    if int.from_bytes(data[60:64]) > SCHEMA_VERSION:
        raise ExportError(
            NEWER,
            path,
            "cet export vient d’une version plus récente de Passage. Mettez le programme à jour.",
        )
    page = int.from_bytes(data[16:18])
    expected = (65536 if page == 1 else page) * int.from_bytes(data[28:32])
    if len(data) < expected:
        told = f"l’export est tronqué ({len(data)} octets sur {expected}). Redemandez-le."
        raise ExportError(DAMAGED, path, told)


def guarded(connection: sqlite3.Connection, data: bytes) -> None:
    """Give the connection those bytes, and take from it whatever could do harm."""
    connection.deserialize(data)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
        connection.execute(f"PRAGMA {pragma}")
    left = len(data) * STEPS_A_BYTE // STEPS + 100

    def too_long() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(too_long, STEPS)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """SQLite's errors, and Python's about what it reads there, as the verdict they are."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        code = getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_CORRUPT
        if code & 0xFF in (sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_TOOBIG):
            raise ExportError(ALTERED, path, "cet export n’a pas été fait par Passage.") from error
        raise ExportError(DAMAGED, path, "l’export est endommagé. Redemandez-le.") from error


def _rows(
    path: Path, connection: sqlite3.Connection | sqlite3.Cursor, sql: str
) -> list[tuple[Any, ...]]:
    rows = list(islice(connection.execute(sql), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise ExportError(ALTERED, path, f"une table compte plus de {MOST_ROWS} lignes.")
    return rows


def _dicts(path: Path, connection: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.cursor()
    rows = _rows(path, cursor, sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _manifest(path: Path, connection: sqlite3.Connection, version: int) -> dict[str, Any]:
    cursor = connection.execute("SELECT * FROM manifest")
    names = [column[0] for column in cursor.description]
    manifest = dict(zip(names, cursor.fetchone() or (), strict=False))
    known = manifest_fields(version).items()
    if any(not isinstance(manifest.get(name), kind) for name, kind in known):
        raise ExportError(ALTERED, path, "l’export n’a pas de manifeste lisible. Redemandez-le.")
    return manifest


def _broken(entries: list[tuple[int, str, str]]) -> int:
    """The first act whose number or hash is not what it must be (see ``chain``); 0 for none."""
    previous = GENESIS
    for number, (seq, line, kept) in enumerate(entries, 1):
        found = hashlib.sha256(bytes.fromhex(previous) + line.encode()).hexdigest()
        if seq != number or found != kept:
            return number
        previous = kept
    return 0


# --- the schema an export must have -------------------------------------------------------------


def _require_shape(path: Path, connection: sqlite3.Connection, version: int) -> None:
    different = sorted({name for name, _ in _shape(connection) ^ _expected_shape(version)})
    if different:
        told = ", ".join(different)[:200]
        raise ExportError(
            ALTERED, path, f"l’export n’a pas la structure attendue ({told}). Redemandez-le."
        )


def _shape(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every table, view, index and trigger with how it was declared."""
    sql = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema LIMIT 1000"
    return set(connection.execute(sql))


@cache
def _expected_shape(version: int) -> frozenset[tuple[str, str]]:
    """The shape of an export of that schema."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        for statement in statements(version):
            empty.execute(statement)
        for private in PRIVATE:
            empty.execute(f"DROP {_if_there(private)}")
        empty.execute(manifest_table(version))
        return frozenset(_shape(empty))


def _if_there(private: str) -> str:
    """What an older schema had not yet is not missed."""
    return private if "IF EXISTS" in private else private.replace(" ", " IF EXISTS ", 1)


@cache
def _keys(version: int) -> Mapping[str, int]:
    """The projected tables that schema has."""
    there = {name.removeprefix("table ") for name, _ in _expected_shape(version)}
    return {table: count for table, count in KEYS.items() if table in there}
