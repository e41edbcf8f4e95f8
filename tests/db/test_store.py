"""The store when the world fails under it: nothing accepted is lost, nothing refused is kept."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.acts import CloseDay, Observe, RecordPerson, StrikeObservation
from app.domain.errors import PassageError
from app.services.desk import Desk
from db.journal_file import table_rows
from db.projection import KEYS, all_rows
from db.store import CommissionFile
from tests.e2e.days import NAMES
from tests.e2e.driving import content, crashed, execute, finished, opened, write

ACT = RecordPerson("Mme LOI", "inspector")
FIRST = "00009900100"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "day.passage", opened("E42"))


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with Desk(path) as desk:
        yield desk


def stored(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


class Failing:
    """A connection that fails, once, on statements that begin as told."""

    def __init__(self, connection: sqlite3.Connection, start: str, error: Exception) -> None:
        self._connection, self._start, self._error = connection, start, error
        self._armed = True

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if self._armed and sql.startswith(self._start):
            self._armed = False
            raise self._error
        return self._connection.execute(sql, *values)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


def fail(desk: Desk, start: str, error: Exception | None = None) -> None:
    given = error or sqlite3.OperationalError("disk I/O error")
    desk._file._connection = Failing(desk._file._connection, start, given)  # type: ignore[assignment]


@pytest.mark.parametrize("start", ["BEGIN", "INSERT INTO journal", "INSERT INTO person", "COMMIT"])
@pytest.mark.parametrize("error", [sqlite3.OperationalError("x"), OverflowError(), KeyError()])
def test_an_act_that_fails_anywhere_is_not_kept_and_the_next_one_is(
    desk: Desk, path: Path, start: str, error: Exception
) -> None:
    fail(desk, start, error)
    with pytest.raises((PassageError, type(error))):
        desk.perform(ACT)
    assert (desk.seq, desk.state.persons) == (2, ())
    assert desk.perform(ACT).seq == 3
    desk.close()
    assert stored(path, "SELECT name FROM person") == [(ACT.name,)]


def test_a_refused_checkpoint_refuses_no_act_and_is_tried_again(desk: Desk, path: Path) -> None:
    fail(desk, "PRAGMA wal_checkpoint")
    assert desk.perform(ACT).seq == 3
    desk.idle()
    log = path.with_name("day.passage-wal")
    assert log.stat().st_size
    desk.idle()
    assert log.stat().st_size == 0


def test_a_refused_checkpoint_does_not_keep_the_file_from_closing(desk: Desk, path: Path) -> None:
    desk.perform(ACT)
    fail(desk, "PRAGMA wal_checkpoint")
    desk.close()
    with Desk(path) as again:
        assert again.seq == 3


def test_the_day_closes_and_its_notes_go_in_one_transaction(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.perform(Observe(FIRST, "hésite", ()))
    monkeypatch.setattr(CommissionFile, "destroy_notes", lambda _: None)
    desk.perform(CloseDay())
    desk.close()
    assert stored(path, "SELECT * FROM observation") == []


@pytest.mark.parametrize("end", ["strike", "close"])
def test_a_note_struck_or_a_day_closed_leaves_no_byte_of_the_note(
    desk: Desk, path: Path, end: str
) -> None:
    text = "une note assez longue pour être reconnue " * 3
    desk.perform(Observe(FIRST, text, ()))
    desk.perform(StrikeObservation(FIRST, 1) if end == "strike" else CloseDay())
    desk.idle()
    assert text[:30].encode() not in b"".join(filter(None, content(path)))


def test_a_file_moved_while_open_refuses_the_act_and_takes_along_what_was_accepted(
    desk: Desk, path: Path
) -> None:
    desk.perform(ACT)
    moved = path.rename(path.with_name("moved.passage"))
    with pytest.raises(PassageError, match="supprimé, déplacé ou remplacé"):
        desk.perform(ACT)
    desk.close()
    assert stored(moved, "SELECT count(*) FROM journal") == [(3,)]


def test_a_file_put_back_in_its_place_goes_on(desk: Desk, path: Path) -> None:
    moved = path.rename(path.with_name("moved.passage"))
    with pytest.raises(PassageError):
        desk.perform(ACT)
    moved.rename(path)
    assert desk.perform(ACT).seq == 3


def test_a_file_replaced_while_open_is_not_written_to(desk: Desk, path: Path) -> None:
    copy = path.with_name("copy.passage")
    copy.write_bytes(finished("E32"))
    copy.replace(path)
    for _ in range(2):
        with pytest.raises(PassageError):
            desk.perform(ACT)
    with pytest.raises(PassageError):
        desk.perform(Observe(FIRST, "hésite", ()))
    desk.close()
    assert path.read_bytes() == finished("E32")


def test_a_log_removed_while_open_refuses_acts_and_loses_none(desk: Desk, path: Path) -> None:
    desk.perform(ACT)
    path.with_name("day.passage-wal").unlink()
    with pytest.raises(PassageError, match="-wal"):
        desk.perform(ACT)
    desk.close()
    with Desk(path) as again:
        assert again.perform(ACT).seq == 4


def test_a_folder_that_goes_away_takes_no_act_for_kept(desk: Desk, path: Path) -> None:
    shutil.rmtree(path.parent)
    with pytest.raises(PassageError):
        desk.perform(ACT)
    path.parent.mkdir()


def test_a_journal_altered_by_hand_is_refused_and_its_log_left(tmp_path: Path) -> None:
    path = write(tmp_path / "day.passage", finished("E42"))
    execute(path, "UPDATE journal SET line = replace(line, '14,5', '19,5')")
    before = content(path)
    with pytest.raises(PassageError, match="journal a été altéré"):
        Desk(path)
    assert content(path) == before


def test_a_crashed_file_shows_the_tables_of_its_journal_once_it_is_closed(tmp_path: Path) -> None:
    path = write(tmp_path / "day.passage", *crashed("E32"))
    with Desk(path) as desk:
        state = desk.state
    with closing(sqlite3.connect(path)) as connection:
        assert table_rows(connection, KEYS) == all_rows(state)
    assert len(state.passages) == len(NAMES)
    assert not path.with_name("day.passage-wal").exists()


def test_acts_are_written_with_full_flushes_and_the_lock_held(desk: Desk) -> None:
    pragmas = ("synchronous", "journal_mode", "locking_mode", "foreign_keys", "secure_delete")
    values = [desk._file._connection.execute(f"PRAGMA {p}").fetchone()[0] for p in pragmas]
    assert values == [2, "wal", "exclusive", 1, 1]
