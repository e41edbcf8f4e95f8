"""Creating and upgrading commission files; kinds of file by their application id."""

from __future__ import annotations

import sqlite3
from pathlib import Path

COMMISSION_ID = 0x50415353  # "PASS"
EXPORT_ID = 0x50415845  # "PAXE"
KINDS = {COMMISSION_ID: "un fichier de commission", EXPORT_ID: "un export de commission"}
SCHEMA_VERSION = 1


def create(path: Path, public: bytes, private: bytes) -> None:
    """A new commission file with its key pair, without any act; ``path`` must not exist."""
    from sqlite_utils import Database, Migrations  # 0.1 s, needed only here

    migrations = Migrations("passage")

    @migrations()
    def m001_first(db: Database) -> None:
        for statement in statements():
            db.execute(statement)

    connection = sqlite3.connect(path)
    try:
        database = Database(connection)
        migrations.apply(database)
        database.table("file_key").insert({"id": 1, "public": public, "private": private})
        connection.commit()
        connection.execute(f"PRAGMA application_id = {COMMISSION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        connection.close()


def statements() -> list[str]:
    """The statements of ``schema.sql``, one by one so that they share a transaction."""
    text = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    return [statement for statement in text.split(";\n") if statement.strip()]
