"""Export files: a compact copy without key or working notes, with a manifest, signed in place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from db.inspect import require_kind, sentences
from db.projection import KEYS, Rows
from db.schema import EXPORT_ID
from db.store import CommissionFile, Entry, table_rows

UNSIGNED = bytes(64)
MANIFEST = """CREATE TABLE manifest (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    program TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('real', 'rehearsal')),
    session INTEGER NOT NULL,
    exam TEXT NOT NULL,
    commission TEXT NOT NULL,
    candidates INTEGER NOT NULL,
    sealed INTEGER NOT NULL,
    acts INTEGER NOT NULL,
    root_hash TEXT NOT NULL,
    exported_at TEXT NOT NULL,
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT"""
PRIVATE_TABLES = ("file_key", "observation", "_sqlite_migrations")


def write_export(
    source: CommissionFile,
    target: Path,
    manifest: Mapping[str, Any],
    sign: Callable[[bytes], bytes],
) -> None:
    """Write and sign an export to ``target``, a temporary name that must not exist."""
    source.vacuum_into(target)
    mark = os.urandom(64)
    with sentences(target):
        connection = sqlite3.connect(target, isolation_level=None)
        try:
            _finish(connection, {**manifest, "signature": mark})
        finally:
            connection.close()
    _sign_in_place(target, mark, sign)


def _finish(connection: sqlite3.Connection, manifest: Mapping[str, Any]) -> None:
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA secure_delete = ON")
    for table in PRIVATE_TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    connection.execute("UPDATE journal SET boot = '', tick_ms = 0")
    connection.execute(MANIFEST)
    names, marks = ", ".join(manifest), ", ".join("?" * len(manifest))
    connection.execute(
        f"INSERT INTO manifest (id, {names}) VALUES (1, {marks})", tuple(manifest.values())
    )
    connection.execute(f"PRAGMA application_id = {EXPORT_ID}")
    connection.execute("VACUUM")


def _sign_in_place(target: Path, mark: bytes, sign: Callable[[bytes], bytes]) -> None:
    """The signature covers the file's bytes with its own 64 bytes zeroed."""
    data = target.read_bytes()
    if data.count(mark) != 1:
        raise PassageError(f"{target} : l’export ne peut être signé. Recommencez.")
    place = data.index(mark)
    signature = sign(data.replace(mark, UNSIGNED))
    with target.open("rb+") as stream:
        stream.seek(place)
        stream.write(signature)
        stream.flush()
        os.fsync(stream.fileno())


@dataclass(frozen=True)
class Export:
    """An export as it stands on disk; ``unsigned`` are its bytes with the signature zeroed."""

    manifest: Mapping[str, Any]
    entries: tuple[Entry, ...]
    rows: Rows
    unsigned: bytes
    strangers: tuple[str, ...]


def read_export(path: Path) -> Export:
    """Read an export without writing beside it; PassageError when it is not a whole one."""
    require_kind(path, EXPORT_ID)
    data = path.read_bytes()
    with _read_only(path) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise PassageError(f"{path} : l’export est endommagé ({found}). Redemandez-le.")
        connection.row_factory = sqlite3.Row
        row = connection.execute("SELECT * FROM manifest").fetchone()
        connection.row_factory = None
        if row is None:
            raise PassageError(f"{path} : l’export n’a pas de manifeste. Redemandez-le.")
        sql = "SELECT seq, line, hash, boot, tick_ms FROM journal ORDER BY seq"
        entries = tuple(Entry(*entry) for entry in connection.execute(sql))
        rows = table_rows(connection, KEYS)
        strangers = tuple(_strangers(connection))
    signature = bytes(row["signature"])
    unsigned = data.replace(signature, UNSIGNED) if data.count(signature) == 1 else data
    return Export(dict(row), entries, rows, unsigned, strangers)


def _strangers(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables, views and triggers an export does not have."""
    expected = {*KEYS, "journal", "manifest"}
    for kind, name in connection.execute("SELECT type, name FROM sqlite_master"):
        if kind != "index" and name not in expected:
            yield f"{kind} {name}"


@contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    with sentences(path):
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()
