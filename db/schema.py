"""Creating commission and jury files, upgrading them; kinds of file by their application id."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

COMMISSION_ID = 0x50415353  # "PASS"
EXPORT_ID = 0x50415845  # "PAXE"
JURY_ID = 0x50414A55  # "PAJU"
KINDS = {
    COMMISSION_ID: "un fichier de commission",
    EXPORT_ID: "un export de commission",
    JURY_ID: "un fichier de jury",
}
SCRIPTS = ("schema.sql", "drafts.sql", "packs.sql", "receipts.sql")
"""What each schema version adds to the one before."""
SCHEMA_VERSION = len(SCRIPTS)
RECEIPTS_SINCE = SCRIPTS.index("receipts.sql") + 1
JURY_SCRIPTS = ("jury.sql", "received.sql", "jury_results.sql")
JURY_VERSION = len(JURY_SCRIPTS)
VERSIONS = {COMMISSION_ID: SCHEMA_VERSION, EXPORT_ID: SCHEMA_VERSION, JURY_ID: JURY_VERSION}
"""The newest schema of each kind."""


def create(path: Path, public: bytes, private: bytes) -> None:
    """A new commission file with its key pair, without any act; ``path`` must not exist."""
    _create(path, COMMISSION_ID, upgrade, (public, private))


def create_jury(path: Path, public: bytes, private: bytes) -> None:
    """A new jury file with its key pair, without any act; ``path`` must not exist."""
    _create(path, JURY_ID, upgrade_jury, (public, private))


def _create(
    path: Path, kind: int, make: Callable[[sqlite3.Connection], None], keys: tuple[bytes, bytes]
) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # whoever places the file flushes it whole
        make(connection)
        row = (1, *keys)
        connection.execute("INSERT INTO file_key (id, public, private) VALUES (?, ?, ?)", row)
        connection.commit()
        connection.execute(f"PRAGMA application_id = {kind}")
    finally:
        connection.close()


def upgrade_jury(connection: sqlite3.Connection) -> None:
    """Bring an empty jury file, or one of an older schema, to this one, in one transaction."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute("BEGIN")
    try:
        for script in JURY_SCRIPTS[found:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {JURY_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring an empty file, or one of an older schema, to this one, in one transaction."""
    from sqlite_utils import Database  # 0.1 s, needed only here

    database = Database(connection)
    with database.atomic():
        _migrations().apply(database)
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _migrations() -> Migrations:
    from sqlite_utils import Migrations

    migrations = Migrations("passage")

    @migrations()
    def m001_first(db: Database) -> None:
        _run(db, "schema.sql")

    @migrations()
    def m002_drafts(db: Database) -> None:
        _run(db, "drafts.sql")

    @migrations()
    def m003_packs(db: Database) -> None:
        _run(db, "packs.sql")

    @migrations()
    def m004_receipts(db: Database) -> None:
        _run(db, "receipts.sql")

    return migrations


def _run(db: Database, script: str) -> None:
    for statement in _statements(script):
        db.execute(statement)


def statements(version: int = SCHEMA_VERSION) -> list[str]:
    """The statements that make the tables of that schema, one by one so that they share a
    transaction."""
    return [statement for script in SCRIPTS[:version] for statement in _statements(script)]


def _statements(script: str) -> list[str]:
    text = Path(__file__).with_name(script).read_text(encoding="utf-8")
    return [statement for statement in text.split(";\n") if statement.strip()]
