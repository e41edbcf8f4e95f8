"""What is no commission file is refused before anything is written, whatever reads it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.services.desk import Desk
from db.inspect import log_of
from db.schema import COMMISSION_ID, EXPORT_ID, SCHEMA_VERSION
from tests.e2e.driving import Told, cli, content, crashed, execute, finished, write

READING = ("list", "journal", "perform", "check", "export")


def read(command: str, path: Path) -> Told:
    extra: dict[str, list[str | Path]] = {
        "check": ["00000000"],
        "export": ["-o", path.parent / "out.sqlite"],
    }
    return cli(command, path, *extra.get(command, []))


def with_pragma(path: Path, pragma: str) -> Path:
    execute(write(path, finished("E42")), "PRAGMA journal_mode = DELETE", f"PRAGMA {pragma}")
    return path


def foreign(folder: Path, kind: str) -> Path:
    """A file of that wrong kind."""
    path = folder / f"{kind}.passage"
    match kind:
        case "empty":
            path.touch()
        case "text":
            path.write_text("N° candidat;Nom\n1;ABADIE\n")
        case "zeros":
            path.write_bytes(bytes(100_000))
        case "header":
            path.write_bytes(b"SQLite format 3\0" + bytes(84))
        case "database":
            execute(path, "CREATE TABLE t (a)")
        case "other":
            with_pragma(path, "application_id = 1234567")
        case "export":
            with_pragma(path, f"application_id = {EXPORT_ID}")
        case "newer":
            with_pragma(path, f"user_version = {SCHEMA_VERSION + 1}")
        case "tableless":
            execute(path, "CREATE TABLE t (a)", f"PRAGMA application_id = {COMMISSION_ID}")
    return path


KINDS = ("empty", "text", "zeros", "header", "database", "other", "export", "newer", "tableless")


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_commission_file_is_refused_and_left_as_it_was(
    command: str, kind: str, tmp_path: Path
) -> None:
    path = foreign(tmp_path, kind)
    before = path.read_bytes()
    assert read(command, path).refused
    assert path.read_bytes() == before or kind == "tableless"
    assert [left.name for left in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("command", READING)
def test_a_folder_a_pipe_and_nothing_at_all_are_refused(command: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in (".", "pipe", "loop", "nowhere", "nowhere/file", "x" * 300, "pipe/file"):
        assert read(command, tmp_path / name).refused, name


def test_a_newer_file_says_to_update_the_program(tmp_path: Path) -> None:
    assert "Mettez le programme à jour" in cli("list", foreign(tmp_path, "newer")).err


def test_an_export_given_for_a_commission_file_is_named(tmp_path: Path) -> None:
    assert "c’est un export de commission" in cli("list", foreign(tmp_path, "export")).err


def test_a_link_to_a_crashed_file_finds_the_log_beside_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    path = write(tmp_path / "far" / "day.passage", *crashed("E42"))
    link = tmp_path / "link.passage"
    link.symlink_to(path)
    assert log_of(link) == path.with_name("day.passage-wal")
    with Desk(link) as desk:
        assert desk.seq == len(desk.journal()) > 100
    assert not log_of(link).exists()


def test_reading_the_list_writes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "day.passage", *crashed("E42"))
    before = content(path)
    assert cli("list", path).code == cli("list", path, "--json").code == 0
    assert content(path) == before


def test_a_read_only_support_still_shows_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "day.passage", finished("E42"))
    path.chmod(stat.S_IRUSR)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert cli("list", path).code == 0
    assert [left.name for left in tmp_path.iterdir()] == [path.name]
