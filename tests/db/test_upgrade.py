"""A file of an older schema opens: copied beside itself, then upgraded in one transaction."""

from __future__ import annotations

import gzip
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import PassageError
from app.services.desk import Desk
from app.services.exporting import export
from app.services.listing import listing
from app.services.verifying import INTACT, verify
from db.schema import SCHEMA_VERSION
from db.store import CommissionFile
from tests.e2e.driving import content, execute, opened, write

OLD = Path(__file__).with_name("files") / "version-1.passage.gz"
FIRST, NOTE = "00009900100", "hésite sur la franchise, 14,5"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A real file of the first schema, left in the middle of a day."""
    return write(tmp_path / "day.passage", gzip.decompress(OLD.read_bytes()))


def version(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def shape(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT name, sql FROM sqlite_schema"))


def test_an_old_file_opens_with_its_acts_and_notes_and_takes_drafts(path: Path) -> None:
    with Desk(path) as desk:
        assert desk.seq == 81
        assert desk.observations(FIRST)[0].text == NOTE
        desk.draft(FIRST, "observation", "hésite")
    assert version(path) == SCHEMA_VERSION
    with Desk(path) as again:
        assert again.drafts(FIRST) == {"observation": "hésite"}


def test_an_upgraded_file_has_the_tables_of_a_new_one(path: Path, tmp_path: Path) -> None:
    Desk(path).close()
    assert shape(path) == shape(write(tmp_path / "new.passage", opened("E32")))


def test_the_copy_kept_holds_the_acts_and_none_of_the_notes(path: Path) -> None:
    Desk(path).close()
    copy = path.with_name("day.passage.v1")
    assert version(copy) == 1 and NOTE.encode() not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == (81,)
    assert sorted(left.name for left in path.parent.iterdir()) == [path.name, copy.name]


def test_a_copy_that_exists_is_never_written_over(path: Path) -> None:
    path.with_name("day.passage.v1").write_text("mine")
    Desk(path).close()
    assert path.with_name("day.passage.v1").read_text() == "mine"
    assert version(path.with_name("day.passage.v1-2")) == 1


def test_an_upgraded_file_exports_what_verifies(path: Path, tmp_path: Path) -> None:
    with Desk(path) as desk:
        export(desk, tmp_path / "out.sqlite")
    assert verify(tmp_path / "out.sqlite").differences == ()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    execute(path, "DROP TRIGGER day_closed")
    before = content(path)
    with pytest.raises(PassageError, match=r"day\.passage"):
        Desk(path)
    assert content(path) == before


def test_an_upgrade_whose_copy_cannot_be_kept_is_not_begun(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(path)

    def refuse(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("db.journal_file.place", refuse)
    with pytest.raises(PassageError, match="le disque est plein"):
        Desk(path)
    assert content(path) == before
    assert [left.name for left in path.parent.iterdir()] == [path.name]


def test_an_old_file_whose_journal_was_altered_is_refused_and_not_upgraded(path: Path) -> None:
    execute(path, "UPDATE journal SET line = replace(line, '14,5', '19,5')")
    before = content(path)
    with pytest.raises(PassageError, match="journal a été altéré"):
        Desk(path)
    assert content(path) == before


def test_an_old_file_is_listed_without_being_upgraded(path: Path) -> None:
    before = content(path)
    assert len(listing(path)["passages"]) == 8
    assert content(path) == before


def test_an_old_file_on_a_read_only_support_gives_its_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(stat.S_IRUSR)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PassageError, match="lecture seule"):
        CommissionFile(path)
    assert version(path) == 1


def test_an_export_of_an_older_schema_still_verifies(tmp_path: Path) -> None:
    old = gzip.decompress(OLD.with_name("version-2.sqlite.gz").read_bytes())
    out = write(tmp_path / "out.sqlite", old)
    assert version(out) == 2 and verify(out).kind == INTACT
