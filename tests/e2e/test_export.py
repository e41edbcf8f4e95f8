"""Exports: whole, signed, without anything private; altered anywhere, refused and named."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.trust.keys import new_key_pair, sign
from tests.e2e.days import EXAMS, NOTE, opening, play, whole_day
from tests.e2e.driving import (
    PERSON,
    Told,
    by_the_clock,
    cli,
    crashed,
    execute,
    finished,
    opened,
    perform,
    write,
)
from tests.e2e.privacy import private_bytes

DICE = random.Random(6)
SIGNATURE = b"\xabSIGNED" + bytes(range(57))


def made(folder: Path, data: bytes, log: bytes | None = None) -> Path:
    """The export of a commission file of those bytes."""
    path = write(folder / "day.passage", data, log)
    told = cli("export", path, "-o", folder / "out.sqlite")
    assert (told.code, told.err) == (0, "")
    return folder / "out.sqlite"


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def sign_again(path: Path) -> Told:
    """Sign an altered export with another key, as whoever altered it could; then verify it."""
    public, private = new_key_pair()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE manifest SET public_key = ?, signature = ?", (public, SIGNATURE))
    data = path.read_bytes()
    signature = sign(private, data.replace(SIGNATURE, bytes(64)))
    path.write_bytes(data.replace(SIGNATURE, signature))
    return cli("verify", path)


@pytest.mark.parametrize("exam", EXAMS)
def test_an_export_of_a_day_is_intact(exam: str, tmp_path: Path) -> None:
    told = cli("verify", made(tmp_path, finished(exam)))
    assert told.code == 0 and "export intact" in told.out and "(réel)" in told.out


def test_a_file_with_nothing_sealed_exports_too(tmp_path: Path) -> None:
    told = cli("verify", made(tmp_path, opened("E42")))
    assert told.code == 0 and "0 grille scellée, 2 actes" in told.out


def test_a_crashed_file_exports_its_last_act(tmp_path: Path) -> None:
    out = made(tmp_path, *crashed("E42"))
    journal = cli("journal", tmp_path / "day.passage").out.splitlines()
    assert rows(out, "SELECT max(seq) FROM journal") == [(len(journal),)]


@pytest.mark.parametrize("data", [finished, by_the_clock])
def test_an_export_holds_no_key_no_note_and_no_boot(
    data: Callable[[str], bytes], tmp_path: Path
) -> None:
    out = made(tmp_path, data("E42"))
    secrets = private_bytes(tmp_path / "day.passage")
    assert len(secrets[0]) == 32 and any(NOTE.encode() in secret for secret in secrets)
    assert [secret for secret in secrets if secret in out.read_bytes()] == []
    assert rows(out, "SELECT DISTINCT boot, tick_ms FROM journal") == [("", 0)]


def test_an_export_is_one_file_in_no_log_mode(tmp_path: Path) -> None:
    out = made(tmp_path, finished("E42"))
    assert cli("verify", out).code == 0
    assert rows(out, "PRAGMA journal_mode") == [("delete",)]
    assert sorted(left.name for left in tmp_path.iterdir()) == ["day.passage", "out.sqlite"]


def test_a_reopened_passage_exports_its_last_sealed_version(tmp_path: Path) -> None:
    path = write(tmp_path / "day.passage", finished("E42"))
    (mark,) = rows(path, "SELECT mark FROM passage WHERE number = '00009900100'")[0]
    number = {"passage": "00009900100"}
    reopen = {"act": "reopen", **number, "reason": "erreur"}
    assert perform(path, reopen, {"act": "set-mark", **number, "mark": "3"}).code == 0
    cli("export", path, "-o", tmp_path / "out.sqlite")
    sql = "SELECT record FROM sealed WHERE number = '00009900100'"
    ((record,),) = rows(tmp_path / "out.sqlite", sql)
    assert json.loads(str(record))["mark"] == mark != "3.0"
    assert cli("verify", tmp_path / "out.sqlite").code == 0


def test_a_rehearsal_is_never_shown_as_real(tmp_path: Path) -> None:
    out = made(tmp_path, finished("E42", rehearsal=True))
    assert "RÉPÉTITION, sans valeur" in cli("verify", out).out
    execute(out, "UPDATE manifest SET kind = 'real'")
    told = sign_again(out)
    assert told.refused and "manifeste, kind" in told.err


def test_the_tables_of_an_export_come_from_the_journal(tmp_path: Path) -> None:
    path = write(tmp_path / "day.passage", finished("E42"))
    execute(path, "UPDATE passage SET mark = '20.0'", "DELETE FROM level")
    cli("export", path, "-o", tmp_path / "out.sqlite")
    assert cli("verify", tmp_path / "out.sqlite").code == 0


def test_a_byte_changed_anywhere_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "short.passage"
    play(path, whole_day("E42")[:40])
    data = made(tmp_path, path.read_bytes()).read_bytes()
    altered = tmp_path / "altered.sqlite"
    for place in [*range(100), *(DICE.randrange(len(data)) for _ in range(300))]:
        changed = bytes([data[place] ^ 1 << DICE.randrange(8)])
        altered.write_bytes(data[:place] + changed + data[place + 1 :])
        assert cli("verify", altered).refused, place


def test_a_cut_or_lengthened_export_is_refused(tmp_path: Path) -> None:
    data = made(tmp_path, opened("E42")).read_bytes()
    altered = tmp_path / "altered.sqlite"
    for length in [*range(101), *(DICE.randrange(len(data)) for _ in range(60))]:
        altered.write_bytes(data[:length])
        assert cli("verify", altered).refused, length
    altered.write_bytes(data + b"\0")
    assert cli("verify", altered).refused


ALTERATIONS = {
    "UPDATE passage SET mark = '20.0' WHERE number = '00009900100'": "table passage, 00009900100",
    "UPDATE level SET level = 'TI' WHERE number = '00009900101'": "table level, 00009900101",
    "UPDATE candidate SET last_name = 'X' WHERE number = '00009900102'": "table candidate",
    "UPDATE sealed SET record = replace(record, 'C04', 'C05')": "table sealed",
    "UPDATE sealed SET hash = upper(hash)": "table sealed",
    "UPDATE sealed SET code = '00000000'": "table sealed",
    "UPDATE journal SET line = replace(line, '14,5', '19,5')": "chaîne est rompue",
    "UPDATE journal SET hash = replace(hash, 'a', 'b')": "chaîne est rompue",
    "UPDATE journal SET line = cast(line AS text) || ' ' WHERE seq = 9": "l’acte n° 9",
    "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)": "manifeste, acts",
    "DELETE FROM journal": "n’ouvre aucune commission",
    "DELETE FROM visa WHERE number = '00009900100'": "la ligne manque",
    "INSERT INTO level VALUES ('00009900100', 'C99', 'TS')": "la ligne est de trop",
    "UPDATE commission SET rehearsal = 1": "table commission",
    "UPDATE manifest SET sealed = 60": "manifeste, sealed",
    "UPDATE manifest SET root_hash = ''": "manifeste, root_hash",
    "DELETE FROM manifest": "manifeste",
    "DROP TABLE level": "table level",
    "CREATE TABLE stranger (a)": "table stranger",
    "CREATE VIEW stranger AS SELECT 1": "view stranger",
    "CREATE TRIGGER t AFTER INSERT ON level BEGIN SELECT 1; END": "trigger t",
    "ALTER TABLE passage RENAME COLUMN mark TO note": "table passage",
}


@pytest.mark.parametrize("statement", ALTERATIONS)
def test_an_altered_export_is_refused_even_signed_again(statement: str, tmp_path: Path) -> None:
    out = made(tmp_path, finished("E42"))
    execute(out, statement)
    assert cli("verify", out).refused
    told = sign_again(out) if "DELETE FROM manifest" not in statement else cli("verify", out)
    assert told.refused and ALTERATIONS[statement] in told.err


ENDLESS = "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
TRAPS = {
    "endless view": (
        "ALTER TABLE journal RENAME TO j",
        f"CREATE VIEW journal AS {ENDLESS} SELECT n AS seq, '' AS line, '' AS hash FROM r",
    ),
    "huge signature": (
        "CREATE TABLE m AS SELECT * FROM manifest",
        "DROP TABLE manifest",
        "ALTER TABLE m RENAME TO manifest",
        "UPDATE manifest SET signature = 1000000000000",
    ),
    "journal of blobs": (
        "CREATE TABLE j AS SELECT seq, cast(line AS blob) AS line, hash FROM journal",
        "DROP TABLE journal",
        "ALTER TABLE j RENAME TO journal",
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_an_export_made_to_trap_its_reader_is_refused(name: str, tmp_path: Path) -> None:
    out = made(tmp_path, finished("E42"))
    execute(out, *TRAPS[name])
    assert cli("verify", out).refused


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    for name, data in {"day": finished("E42"), "empty": b"", "text": b"x" * 5000}.items():
        assert cli("verify", write(tmp_path / name, data)).refused
    for name in (".", "nowhere", "x" * 300):
        assert cli("verify", tmp_path / name).refused


@pytest.mark.parametrize("target", ["nowhere/out", "x" * 300, "day.passage/out", "day.passage"])
def test_an_export_that_cannot_be_placed_is_refused_and_leaves_nothing(
    target: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "day.passage", finished("E42"))
    assert cli("export", path, "-o", tmp_path / target).refused
    assert [left.name for left in tmp_path.iterdir()] == [path.name]


def test_what_a_killed_export_left_is_swept_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".out.sqlite.0123abcd.partiel"
    other = tmp_path / ".else.sqlite.0123abcd.partiel"
    for path in (left, left.with_name(f"{left.name}-journal"), other):
        path.write_bytes(b"half")
    made(tmp_path, opened("E42"))
    assert sorted(path.name for path in tmp_path.glob(".*")) == [other.name]


def test_an_export_is_placed_on_a_stick_that_knows_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert cli("verify", made(tmp_path, opened("E42"))).code == 0
    assert not list(tmp_path.glob(".*"))


def test_two_exports_of_one_state_differ_only_by_their_instant(tmp_path: Path) -> None:
    path = tmp_path / "day.passage"
    play(path, opening("E42"))
    perform(path, PERSON)
    for name in ("a", "b"):
        cli("export", path, "-o", tmp_path / name)
    kept = "SELECT program, kind, candidates, sealed, acts, root_hash, public_key FROM manifest"
    assert rows(tmp_path / "a", kept) == rows(tmp_path / "b", kept)
