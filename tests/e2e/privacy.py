"""What may never leave a commission file, read from the file itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def private_bytes(path: Path) -> list[bytes]:
    """The private key, the text of every note and draft, every boot id, as bytes to look for."""
    with closing(sqlite3.connect(path)) as connection:
        (key,) = connection.execute("SELECT private FROM file_key").fetchone()
        notes = connection.execute("SELECT DISTINCT text FROM observation WHERE text <> ''")
        drafts = connection.execute("SELECT DISTINCT text FROM draft")
        boots = connection.execute("SELECT DISTINCT boot FROM journal WHERE boot <> ''")
        return [key, *(text.encode() for (text,) in [*notes, *drafts, *boots])]
