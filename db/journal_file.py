"""An open file: its journal and its projection, one transaction an act.

While open: write-ahead log, ``synchronous=FULL`` and an exclusive lock, so that a second opener
is refused at once. What ``append`` returned from is on the disk. A file that is refused is left as
it was, its log included.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar

from app.domain.errors import PassageError
from app.domain.facts import dataclass
from app.system import naming, place, sweep, temporary_beside, unused
from db.inspect import leave, log_of, require_kind, require_writable, sentences, take
from db.projection import Changes, Row, Rows, row_changes
from db.schema import VERSIONS

GENESIS = "0" * 64


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


class JournalFile:
    """One file of a kind, locked for this process until ``close``."""

    APPLICATION_ID: ClassVar[int]
    KEYS: ClassVar[Mapping[str, int]]
    """Every projected table and how many of its first columns make its key."""

    def __init__(self, path: Path) -> None:
        """Open and lock; PassageError when it is missing, foreign, newer, damaged or taken."""
        require_kind(path, self.APPLICATION_ID)
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

    # --- older schemas --------------------------------------------------------------------------

    def upgrade(self) -> None:
        """Bring a file of an older schema to this one; it is first copied beside itself."""
        with sentences(self.path):
            found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if found < VERSIONS[self.APPLICATION_ID]:
            self.keep_copy(f"v{found}")
            with sentences(self.path):
                self._bring_up()
            self._dirty = True
            self.checkpoint()  # the version stands in the header that other programs read

    def _bring_up(self) -> None:
        """Bring the open file to the newest schema of its kind, in one transaction."""
        raise NotImplementedError

    def _strip(self, copy: sqlite3.Connection) -> None:
        """Take out of a copy in memory what must not be kept twice."""

    def keep_copy(self, suffix: str) -> Path:
        """Copy the file as it stands beside itself, under its name and ``suffix``."""
        copy, memory = unused(self._log.with_name(f"{self.path.name}.{suffix}")), self.in_memory()
        part = temporary_beside(copy)
        try:
            self._strip(memory)
            with sentences(copy):
                memory.execute("VACUUM INTO ?", (str(part),))
            with naming(copy):
                place(part, copy)
        finally:
            memory.close()
            sweep(copy.parent, {copy.name})
        return copy

    # --- acts -----------------------------------------------------------------------------------

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The journal in order, from behind the act of that number."""
        with sentences(self.path):
            sql = "SELECT seq, line, hash, boot, tick_ms FROM journal WHERE seq > ? ORDER BY seq"
            for row in self._connection.execute(sql, (after,)):
                yield Entry(*row)

    def append(self, statements: Iterable[tuple[str, Row]]) -> None:
        """Write acts and what they change in the tables, durably, or nothing at all."""
        self._require_present()
        self._write(statements)

    def mend(self, wanted: Rows) -> None:
        """Make the plain tables say what the journal does, should anything have altered them."""
        with sentences(self.path):
            changes = row_changes(table_rows(self._connection, self.KEYS), wanted)
        if changes.gone or changes.rows:
            self._write(self._tables([changes]))

    def _write(self, statements: Iterable[tuple[str, Row]]) -> None:
        """All the statements in one transaction, or none."""
        if self._connection.in_transaction:  # one of many acts: they stand or fall together
            self._execute(statements)
            return
        with self.together():
            self._execute(statements)

    def _execute(self, statements: Iterable[tuple[str, Row]]) -> None:
        with sentences(self.path):
            for sql, row in statements:
                self._connection.execute(sql, row)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is written meanwhile is one transaction; where anything fails, nothing is."""
        with sentences(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
            with sentences(self.path):
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
            marks, keys = ", ".join("?" * len(names)), ", ".join(names[: self.KEYS[table]])
            sets = ", ".join(f"{name} = excluded.{name}" for name in names[self.KEYS[table] :])
            clash = f"UPDATE SET {sets}" if sets else "NOTHING"
            self._upserts[table] = (
                f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({keys}) DO {clash}"
            )
        return self._upserts[table]

    def _delete(self, table: str) -> str:
        if table not in self._deletes:
            names = _columns(self._connection, table)[: self.KEYS[table]]
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
        """The file's Ed25519 key pair, raw: public, private; PassageError where there is none."""
        with sentences(self.path):
            row = self._connection.execute("SELECT public, private FROM file_key").fetchone()
        if row is None:
            raise PassageError(
                f"{self.path} : la clé qui signe a été ôtée du fichier. Reprenez une copie du "
                "fichier."
            )
        return row[0], row[1]

    def in_memory(self) -> sqlite3.Connection:
        """A copy of the whole file in memory, where what is private can be taken out of it."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        with sentences(self.path):
            self._connection.backup(copy)
        return copy


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
    try:  # a reception is another thread's, while the window only reads the state
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


def table_rows(connection: sqlite3.Connection, keys: Mapping[str, int]) -> Rows:
    """Every row of those tables as they are stored; ``keys`` tells how many columns name a row."""
    return {
        (table, row[:count]): row
        for table, count in keys.items()
        for row in connection.execute(f"SELECT * FROM {table}")
    }
