"""A jury file of the first schema opens: copied beside itself, then given the tables it lacks."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import PassageError
from app.services.jury_desk import JuryDesk
from db.schema import JURY_VERSION
from tests.e2e.driving import content, execute, write
from tests.services.juries import jury_file, jury_tables
from tests.services.sticks import commission, issue, stick, verdicts

OLD = Path(__file__).with_name("files") / "version-1.jury.gz"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A real jury file of the first schema."""
    return write(tmp_path / "session.jury", gzip.decompress(OLD.read_bytes()))


def version(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def shape(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT name, sql FROM sqlite_schema"))


def test_an_old_jury_file_is_copied_and_gets_the_tables_of_a_new_one(
    path: Path, tmp_path: Path
) -> None:
    JuryDesk(path).close()
    assert (version(path), version(path.with_name("session.jury.v1"))) == (JURY_VERSION, 1)
    assert shape(path) == shape(jury_file(tmp_path / "new.jury"))


def test_an_old_jury_file_keeps_its_acts_and_receives(path: Path, tmp_path: Path) -> None:
    c2 = commission(tmp_path / "c2.passage", "C2")
    issue(path, "C2", c2)
    assert verdicts(path, stick(c2)) == ["accepted"]
    assert ("candidate", ("001",)) in jury_tables(path)


def test_an_upgrade_that_fails_leaves_the_jury_file_as_it_was(path: Path) -> None:
    execute(path, "CREATE TABLE receipt (a)")
    before = content(path)
    with pytest.raises(PassageError, match=r"session\.jury"):
        JuryDesk(path)
    assert content(path) == before
