"""The list of passages as the plain tables tell it: no replay, so that it answers at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from db.inspect import (
    leave,
    log_of,
    may_write,
    require_kind,
    require_sound,
    require_writable,
    sentences,
    take,
)
from db.schema import COMMISSION_ID

Fields = dict[str, Any]


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A locked connection to read a commission file; on a support that cannot be written, a
    plain one when nothing waits in a write-ahead log."""
    require_kind(path, COMMISSION_ID)
    with sentences(path):
        locked = may_write(path)
        if log_of(path).exists():  # it may hold acts that reading alone cannot bring in
            require_writable(path)
        if locked:
            connection = sqlite3.connect(path, isolation_level=None, timeout=0)
        else:
            address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, isolation_level=None)
        try:
            if locked:
                take(path, connection)
            else:
                require_sound(path, connection)
            connection.row_factory = sqlite3.Row
            yield connection
        except LookupError as error:  # rows that name no passage
            raise PassageError(f"{path} : le fichier est endommagé. Reprenez une copie.") from error
        finally:
            leave(connection)


def read_listing(path: Path) -> tuple[Fields, list[Fields], Fields]:
    """Commission, passages in order with their levels and parts, and the last journal row."""
    with reading(path) as connection:
        commission = _one(connection, "SELECT * FROM commission")
        last = _one(connection, "SELECT * FROM journal ORDER BY seq DESC LIMIT 1")
        passages = {p["number"]: p for p in _passages(connection)}
        for row in connection.execute("SELECT * FROM level ORDER BY number"):
            passages[row["number"]]["levels"][row["competency"]] = row["level"]
        for row in connection.execute("SELECT * FROM part ORDER BY number, position"):
            passages[row["number"]]["parts"].append(dict(row))
        for row in connection.execute("SELECT * FROM document ORDER BY number, name"):
            passages[row["number"]]["documents"].append(dict(row))
        for row in _if_known(connection, "receipted"):
            passages[row["number"]]["receipted"].append(row["version"])
        for row in _if_known(connection, "conformity"):
            passages[row["number"]]["conformity"] = row["verdict"]
        return commission, list(passages.values()), last


def _one(connection: sqlite3.Connection, sql: str) -> Fields:
    row = connection.execute(sql).fetchone()
    return dict(row) if row else {}


def _if_known(connection: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """The rows of a table that an older schema has not."""
    sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    if connection.execute(sql, (table,)).fetchone():
        yield from connection.execute(f"SELECT * FROM {table}")


def _passages(connection: sqlite3.Connection) -> Iterator[Fields]:
    sql = """SELECT p.*, c.*, s.hash, s.code
        FROM passage AS p JOIN candidate AS c USING (number)
        LEFT JOIN sealed AS s ON s.number = p.number AND s.version = p.version
        ORDER BY coalesce(c.day, (SELECT date FROM commission)),
            CASE c.hour WHEN '' THEN '99:99' ELSE c.hour END, p.position"""
    for row in connection.execute(sql):
        more = {"documents": [], "receipted": [], "conformity": ""}
        yield {**dict(row), "levels": {}, "parts": [], **more}
