"""Files made to harm who reads them as exports are refused before any table of theirs is read."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.jury.receiving import ALTERED, DAMAGED, FOREIGN, NEWER
from db.reading import LARGEST, LONGEST, MOST_ROWS, ExportError, guarded, read_bytes, read_export
from db.schema import SCHEMA_VERSION
from tests.services.sticks import commission, examine, stick


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A signed export of one candidate examined."""
    path = commission(tmp_path_factory.mktemp("made") / "c1.passage", "C1", "001")
    examine(path, "001")
    return stick(path).read_bytes()


@pytest.fixture
def out(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "out.sqlite"
    path.write_bytes(data)
    return path


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refused(path: Path) -> str:
    """The verdict with which the file is refused; its folder then is as it was."""
    before = sorted(path.parent.iterdir())
    with pytest.raises(ExportError) as caught:
        read_export(path, read_bytes(path))
    assert sorted(path.parent.iterdir()) == before
    return caught.value.verdict


ENDLESS = "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
SCHEMA = {
    "view": "CREATE VIEW v AS SELECT 1",
    "endless view": f"CREATE VIEW v AS {ENDLESS} SELECT n FROM r",
    "trigger": "CREATE TRIGGER t AFTER INSERT ON level BEGIN SELECT 1; END",
    "virtual table": "CREATE VIRTUAL TABLE t USING fts5 (a)",
    "generated column": "ALTER TABLE level ADD COLUMN g TEXT AS (upper(level))",
    "another column": "ALTER TABLE level ADD COLUMN g TEXT",
    "odd type": "CREATE TABLE odd (a HARMLESS)",
    "index": "CREATE INDEX i ON level (level)",
    "index on a function": "CREATE INDEX i ON level (upper(level))",
    "table less": "DROP TABLE paper_signature",
}


@pytest.mark.parametrize("name", SCHEMA)
def test_another_schema_is_refused(name: str, out: Path) -> None:
    execute(out, SCHEMA[name])
    assert refused(out) == ALTERED


def test_a_schema_written_by_hand_is_refused(out: Path) -> None:
    sql = "UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'level'"
    execute(out, "PRAGMA writable_schema = ON", sql)
    assert refused(out) == ALTERED


def test_two_tables_on_one_page_are_refused(out: Path) -> None:
    sql = """UPDATE sqlite_schema SET rootpage = (
        SELECT rootpage FROM sqlite_schema WHERE name = 'sealed') WHERE name = 'attempt'"""
    execute(out, "PRAGMA writable_schema = ON", sql)
    assert refused(out) == DAMAGED


def test_too_many_rows_are_refused(out: Path) -> None:
    row = "SELECT n, '', '', '', '', NULL FROM r"
    execute(out, f"INSERT INTO incident {ENDLESS} {row} LIMIT {MOST_ROWS + 1}")
    assert refused(out) == ALTERED


def test_a_text_too_long_is_refused(out: Path) -> None:
    execute(out, f"UPDATE passage SET appraisal = printf('%.*c', {LONGEST + 1}, 'x')")
    assert refused(out) in (ALTERED, DAMAGED)


def test_a_file_too_large_is_not_even_read(out: Path) -> None:
    os.truncate(out, LARGEST + 1)
    assert refused(out) == FOREIGN


def test_what_would_last_for_ever_is_stopped(data: bytes) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        guarded(connection, data)
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            connection.execute(f"{ENDLESS} SELECT count(*) FROM r").fetchone()


@pytest.mark.parametrize(
    "sql", ["DELETE FROM level", "CREATE TABLE t (a)", "ATTACH ':memory:' AS m"]
)
def test_the_connection_of_an_export_can_write_nothing(sql: str, data: bytes) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        guarded(connection, data)
        with pytest.raises(sqlite3.Error):
            connection.execute(sql)


def test_text_that_is_no_utf8_is_refused(out: Path) -> None:
    execute(out, "UPDATE candidate SET last_name = CAST(x'4142ff' AS TEXT)")
    assert refused(out) in (ALTERED, DAMAGED)


def test_a_log_mode_and_a_newer_schema_are_refused(out: Path, tmp_path: Path) -> None:
    logged = tmp_path / "logged.sqlite"
    logged.write_bytes(out.read_bytes())
    execute(logged, "PRAGMA journal_mode = WAL")
    assert refused(logged) in (ALTERED, DAMAGED)
    execute(out, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert refused(out) == NEWER


def test_a_manifest_of_another_kind_is_refused(out: Path) -> None:
    execute(out, "DELETE FROM manifest")
    assert refused(out) == ALTERED


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == FOREIGN
