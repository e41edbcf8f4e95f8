"""Export files: a compact copy without key or working notes, with a manifest, signed in place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from db.inspect import require_kind, sentences
from db.journal_file import Entry, table_rows
from db.projection import KEYS, Rows
from db.schema import EXPORT_ID, statements
from db.store import CommissionFile

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
PRIVATE = (
    "TRIGGER day_closed",
    "TABLE file_key",
    "TABLE observation",
    "TABLE draft",
    "TABLE pack_key",
    "TABLE IF EXISTS _sqlite_migrations",
)
FIELDS: Mapping[str, type] = {
    "program": str,
    "schema_version": int,
    "kind": str,
    "session": int,
    "exam": str,
    "commission": str,
    "candidates": int,
    "sealed": int,
    "acts": int,
    "root_hash": str,
    "exported_at": str,
    "public_key": bytes,
    "signature": bytes,
}


def write_export(
    source: CommissionFile,
    target: Path,
    manifest: Mapping[str, Any],
    rows: Rows,
    sign: Callable[[bytes], bytes],
) -> None:
    """Write and sign an export to ``target``, a temporary name that must not exist.

    Its plain tables are ``rows``, what the journal tells, whatever befell those of the file. Key
    and notes are taken out in memory: wherever the export goes, they never reach its disk.
    """
    mark = os.urandom(64)
    copy = source.in_memory()
    try:
        _restore(copy, rows)
        _finish(copy, {**manifest, "signature": mark})
        with sentences(target):
            copy.execute("VACUUM INTO ?", (str(target),))
    finally:
        copy.close()
    _sign_in_place(target, mark, sign)


def _restore(connection: sqlite3.Connection, rows: Rows) -> None:
    if table_rows(connection, KEYS) == rows:
        return
    for table in KEYS:
        connection.execute(f"DELETE FROM {table}")
    for (table, _), row in rows.items():
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _finish(connection: sqlite3.Connection, manifest: Mapping[str, Any]) -> None:
    for private in PRIVATE:
        connection.execute(f"DROP {private}")
    connection.execute("UPDATE journal SET boot = '', tick_ms = 0")
    connection.execute(MANIFEST)
    names, marks = ", ".join(manifest), ", ".join("?" * len(manifest))
    connection.execute(
        f"INSERT INTO manifest (id, {names}) VALUES (1, {marks})", tuple(manifest.values())
    )
    connection.execute(f"PRAGMA application_id = {EXPORT_ID}")


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


def read_export(path: Path) -> Export:
    """Read an export without writing beside it; PassageError when it is not a whole one."""
    require_kind(path, EXPORT_ID)
    data = path.read_bytes()
    with _read_only(path) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise PassageError(f"{path} : l’export est endommagé. Redemandez-le.")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        _require_shape(path, connection, version)  # a view could make what follows last for ever
        manifest = _manifest(path, connection)
        sql = "SELECT seq, line, hash, boot, tick_ms FROM journal ORDER BY seq"
        entries = tuple(Entry(*entry) for entry in connection.execute(sql))
        rows = table_rows(connection, _keys(version))
    signature = manifest["signature"]
    unsigned = data.replace(signature, UNSIGNED) if data.count(signature) == 1 else data
    return Export(manifest, entries, rows, unsigned)


def _manifest(path: Path, connection: sqlite3.Connection) -> dict[str, Any]:
    cursor = connection.execute("SELECT * FROM manifest")
    names = [column[0] for column in cursor.description]
    manifest = dict(zip(names, cursor.fetchone() or (), strict=False))
    if any(not isinstance(manifest.get(name), kind) for name, kind in FIELDS.items()):
        raise PassageError(f"{path} : l’export n’a pas de manifeste lisible. Redemandez-le.")
    return manifest


def _require_shape(path: Path, connection: sqlite3.Connection, version: int) -> None:
    different = sorted({name for name, _ in _shape(connection) ^ _expected_shape(version)})
    if different:
        raise PassageError(
            f"{path} : l’export n’a pas la structure attendue ({', '.join(different)[:200]}). "
            "Redemandez-le."
        )


def _shape(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every table, view, index and trigger with how it was declared."""
    sql = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema"
    return set(connection.execute(sql))


@cache
def _expected_shape(version: int) -> set[tuple[str, str]]:
    """The shape of an export of that schema."""
    empty = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in statements(version):
            empty.execute(statement)
        for private in PRIVATE:
            empty.execute(f"DROP {_if_there(private)}")
        empty.execute(MANIFEST)
        return _shape(empty)
    finally:
        empty.close()


def _if_there(private: str) -> str:
    """What an older schema had not yet is not missed."""
    return private if "IF EXISTS" in private else private.replace(" ", " IF EXISTS ", 1)


def _keys(version: int) -> Mapping[str, int]:
    """The projected tables that schema has."""
    there = {name.removeprefix("table ") for name, _ in _expected_shape(version)}
    return {table: count for table, count in KEYS.items() if table in there}


@contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    with sentences(path):
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()
