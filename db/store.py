"""An open commission file: the journal and its projection, one transaction an act.

While open: write-ahead log, ``synchronous=FULL`` and an exclusive lock, so that a second opener
is refused at once. What ``append`` returned from is on the disk. A file that is refused is left as
it was, its log included.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.facts import dataclass
from app.system import naming, place, sweep, temporary_beside, unused
from db.inspect import leave, log_of, require_kind, require_writable, sentences, take
from db.projection import KEYS, Changes, Row, Rows, row_changes
from db.schema import COMMISSION_ID, SCHEMA_VERSION, upgrade

GENESIS = "0" * 64
DraftKey = tuple[str, str]
"""A candidate's number, empty for what is about nobody, and a field."""


@dataclass(frozen=True)
class Entry:
    """A journal row: the stored line, its chain hash, and the clocks when it was written."""

    seq: int
    line: str
    hash: str
    boot: str = ""
    tick_ms: int = 0


def chain(previous: str, line: str) -> str:
    """SHA-256, in hex, of the previous hash and the stored bytes of the line."""
    return hashlib.sha256(bytes.fromhex(previous) + line.encode()).hexdigest()


class CommissionFile:
    """One commission file, locked for this process until ``close``."""

    def __init__(self, path: Path) -> None:
        """Open and lock; PassageError when it is missing, foreign, newer, damaged or taken."""
        require_kind(path, COMMISSION_ID)
        require_writable(path)
        self.path = path
        self._dirty = False
        with sentences(path):
            self._connection = _connect(path)
        self._log = log_of(path)
        self._identity = self._found()
        self._upserts: dict[str, str] = {}
        self._deletes: dict[str, str] = {}

    def close(self) -> None:
        """Bring everything into the one file and let go of it."""
        self.checkpoint()
        self._connection.close()

    def leave(self) -> None:
        """Let go of a file that is refused, its log left as it was found."""
        leave(self._connection)

    def entries(self) -> Iterator[Entry]:
        """The journal in order."""
        with sentences(self.path):
            sql = "SELECT seq, line, hash, boot, tick_ms FROM journal ORDER BY seq"
            for row in self._connection.execute(sql):
                yield Entry(*row)

    def upgrade(self) -> None:
        """Bring a file of an older schema to this one; it is first copied beside itself."""
        with sentences(self.path):
            found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if found < SCHEMA_VERSION:
            self._keep_copy(found)
            with sentences(self.path):
                upgrade(self._connection)
            self._dirty = True
            self.checkpoint()  # the version stands in the header that other programs read

    def _keep_copy(self, version: int) -> None:
        """The file as it was, without its notes: nothing would destroy them there."""
        copy, memory = unused(self._log.with_name(f"{self.path.name}.v{version}")), self.in_memory()
        part = temporary_beside(copy)
        try:
            memory.execute("DELETE FROM observation")
            with sentences(copy):
                memory.execute("VACUUM INTO ?", (str(part),))
            with naming(copy):
                place(part, copy)
        finally:
            memory.close()
            sweep(copy.parent, {copy.name})

    def append(
        self, entry: Entry, changes: Iterable[Changes], settled: DraftKey | None = None
    ) -> None:
        """Write the act and what it changes in the tables, durably, or nothing at all; the draft
        it was made of goes with it."""
        self._require_present()
        self._write([*self.statements(entry, changes), *_settling(settled)])

    def mend(self, wanted: Rows) -> None:
        """Make the plain tables say what the journal does, should anything have altered them."""
        with sentences(self.path):
            changes = row_changes(table_rows(self._connection, KEYS), wanted)
        if changes.gone or changes.rows:
            self._write(self._tables([changes]))

    def _write(self, statements: Iterable[tuple[str, Row]]) -> None:
        """All the statements in one transaction, or none."""
        with sentences(self.path):
            try:
                self._connection.execute("BEGIN")
                for sql, row in statements:
                    self._connection.execute(sql, row)
                self._connection.execute("COMMIT")
            except BaseException:
                self._rollback()
                raise
        self._dirty = True

    def statements(self, entry: Entry, changes: Iterable[Changes]) -> Iterator[tuple[str, Row]]:
        """The statements, with their values, that one act comes to."""
        line = (entry.seq, entry.line, entry.hash, entry.boot, entry.tick_ms)
        yield "INSERT INTO journal VALUES (?, ?, ?, ?, ?)", line
        yield from self._tables(changes)

    def _tables(self, changes: Iterable[Changes]) -> Iterator[tuple[str, Row]]:
        for change in changes:
            yield from ((self._delete(table), key) for table, key in change.gone)
            yield from ((self._upsert(table), row) for table, row in change.rows)

    def _rollback(self) -> None:
        if self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _upsert(self, table: str) -> str:
        if table not in self._upserts:
            names = _columns(self._connection, table)
            marks, keys = ", ".join("?" * len(names)), ", ".join(names[: KEYS[table]])
            sets = ", ".join(f"{name} = excluded.{name}" for name in names[KEYS[table] :])
            clash = f"UPDATE SET {sets}" if sets else "NOTHING"
            self._upserts[table] = (
                f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({keys}) DO {clash}"
            )
        return self._upserts[table]

    def _delete(self, table: str) -> str:
        if table not in self._deletes:
            names = _columns(self._connection, table)[: KEYS[table]]
            where = " AND ".join(f"{name} = ?" for name in names)
            self._deletes[table] = f"DELETE FROM {table} WHERE {where}"
        return self._deletes[table]

    def _require_present(self) -> None:
        if self._found() != self._identity:
            self.checkpoint()  # what was accepted so far goes where the file went
            raise PassageError(
                f"{self.path} : le fichier a été supprimé, déplacé ou remplacé pendant qu’il était "
                "ouvert, ou le fichier « -wal » à côté de lui ; l’acte n’est pas enregistré. "
                "Remettez le fichier en place et rouvrez-le."
            )

    def _found(self) -> tuple[tuple[int, int], ...]:
        return _identity(self.path), _identity(self._log)

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file, so that copying the one file is right.

        Where the disk refuses, the log keeps the acts and the next checkpoint tries again.
        """
        if self._dirty:
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._dirty = False

    def key_pair(self) -> tuple[bytes, bytes]:
        """The file's Ed25519 key pair, raw: public, private."""
        with sentences(self.path):
            row = self._connection.execute("SELECT public, private FROM file_key").fetchone()
        return row[0], row[1]

    def in_memory(self) -> sqlite3.Connection:
        """A copy of the whole file in memory, where what is private can be taken out of it."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        with sentences(self.path):
            self._connection.backup(copy)
        return copy

    # --- working notes and drafts, outside the journal ----------------------------------------

    def observe(
        self,
        passage: str,
        at: str,
        text: str,
        competencies: str,
        settled: DraftKey | None = None,
    ) -> int:
        """Keep a note, in place of the draft it was; returns its number within the passage."""
        self._require_present()
        sql = "SELECT coalesce(max(number), 0) + 1 FROM observation WHERE passage = ?"
        with sentences(self.path):
            number = int(self._connection.execute(sql, (passage,)).fetchone()[0])
        note = (passage, number, at, text, competencies)
        insert = "INSERT INTO observation VALUES (?, ?, ?, ?, ?, 0)"
        self._write([(insert, note), *_settling(settled)])
        return number

    def strike(self, passage: str, number: int) -> bool:
        """Strike a note for ever; False when there is none of that number."""
        self._require_present()
        sql = """UPDATE observation SET struck = 1, text = ''
            WHERE passage = ? AND number = ? AND NOT struck"""
        with sentences(self.path):
            done = self._connection.execute(sql, (passage, number)).rowcount == 1
        self._dirty = True
        return done

    def observations(self, passage: str) -> list[Row]:
        """(number, at, text, competencies) of the notes not struck, in order."""
        sql = (
            "SELECT number, at, text, competencies FROM observation "
            "WHERE passage = ? AND NOT struck ORDER BY number"
        )
        with sentences(self.path):
            return self._connection.execute(sql, (passage,)).fetchall()

    def draft(self, key: DraftKey, text: str | None) -> None:
        """Keep what is typed and no act yet; None forgets it."""
        self._require_present()
        kept = "INSERT OR REPLACE INTO draft VALUES (?, ?, ?)"
        self._write(_settling(key) if text is None else [(kept, (*key, text))])

    def drafts(self, passage: str) -> dict[str, str]:
        """What is typed about a candidate and no act yet, by field."""
        sql = "SELECT field, text FROM draft WHERE passage = ? ORDER BY field"
        with sentences(self.path):
            return dict(self._connection.execute(sql, (passage,)).fetchall())

    def destroy_notes(self) -> None:
        """Erase every note and draft from the file, its free pages included (``secure_delete`` is
        on)."""
        self._write([("DELETE FROM observation", ()), ("DELETE FROM draft", ())])
        self.checkpoint()


def _settling(key: DraftKey | None) -> list[tuple[str, Row]]:
    return [("DELETE FROM draft WHERE passage = ? AND field = ?", key)] if key else []


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        take(path, connection)  # before anything else reads: no shared memory beside the file
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "wal_autocheckpoint = 0",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # makes the log
    except BaseException:
        leave(connection)
        raise
    return connection


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def table_rows(connection: sqlite3.Connection, tables: Iterable[str]) -> Rows:
    """Every row of those tables as they are stored."""
    return {
        (table, row[: KEYS[table]]): row
        for table in tables
        for row in connection.execute(f"SELECT * FROM {table}")
    }
