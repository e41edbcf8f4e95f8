"""Export files: a compact copy without key or working notes, with a manifest, signed in place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from db.inspect import sentences
from db.journal_file import table_rows
from db.projection import KEYS, Rows
from db.schema import EXPORT_ID, RECEIPTS_SINCE
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
    receipts TEXT NOT NULL,
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT"""
SINCE: Mapping[str, int] = {"receipts": RECEIPTS_SINCE}
"""The schema from which a field of the manifest stands in it; the others always did."""
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
    "receipts": str,
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


def manifest_table(version: int) -> str:
    """How the manifest of that schema is declared."""
    later = [name for name, since in SINCE.items() if version < since]
    lines = (line for line in MANIFEST.splitlines() if line.split()[0] not in later)
    return "\n".join(lines)


def manifest_fields(version: int) -> dict[str, type]:
    """The fields of a manifest of that schema."""
    return {name: kind for name, kind in FIELDS.items() if version >= SINCE.get(name, 0)}
