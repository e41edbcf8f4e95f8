"""``Desk.perform``: check, fold, write; all of it or nothing."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from app.domain.acts import WriteAppraisal
from app.domain.errors import PassageError, Refusal
from app.services.demo import demo_request
from app.services.desk import Desk
from app.services.listing import listing
from app.services.opening import open_commission
from app.services.performing import Performer
from db.journal_file import GENESIS, chain
from db.projection import all_rows
from tests.domain.scene import opening
from tests.services.desks import FakeClock, journalled, perform, stored


def test_an_act_is_in_the_journal_and_in_the_tables_on_return(desk: Desk, path: Path) -> None:
    assert perform(desk, "confirm-identity", evidence="CNI").seq == 3
    desk.close()
    assert json.loads(journalled(path)[-1])["evidence"] == "CNI"
    assert stored(path) == all_rows(desk.state)


def test_it_tells_whom_an_act_changed(desk: Desk) -> None:
    assert perform(desk, "confirm-identity").changed == {"001"}
    assert perform(desk, "report-incident", text="x").changed == {"001", "002", "003"}


def test_a_refused_act_changes_nothing_anywhere(desk: Desk, path: Path) -> None:
    perform(desk, "confirm-identity")
    desk.idle()
    before, state, seq = path.read_bytes(), desk.state, desk.seq
    with pytest.raises(Refusal):
        perform(desk, "set-mark", mark="14.25")
    desk.idle()
    assert path.read_bytes() == before
    assert (desk.state is state, desk.seq, desk.root_hash) == (
        True,
        seq,
        desk.journal()[-1]["hash"],
    )


def test_a_file_reopened_tells_the_same_state(desk: Desk, path: Path) -> None:
    perform(desk, "confirm-identity")
    perform(desk, "start-part", part="preparation")
    state, root = desk.state, desk.root_hash
    desk.close()
    with Desk(path) as again:
        assert (again.state, again.root_hash, again.seq) == (state, root, 4)


def test_the_chain_hashes_the_stored_bytes_of_each_line(desk: Desk) -> None:
    perform(desk, "confirm-identity", evidence="Pièce d’identité n° 7")
    desk.close()
    digest = GENESIS
    for line in journalled(desk.path):
        digest = chain(digest, line)
    assert digest == desk.root_hash


def test_each_line_carries_its_format_its_number_and_its_instant(desk: Desk) -> None:
    perform(desk, "confirm-identity")
    line = desk.journal()[-1]
    assert {k: line[k] for k in ("format", "seq", "at", "act", "passage")} == {
        "format": 1,
        "seq": 3,
        "at": "2019-06-05T08:00:00.000+02:00",
        "act": "confirm-identity",
        "passage": "001",
    }


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET line = replace(line, '001', '002')",
        "DELETE FROM journal WHERE seq = 2",
        "UPDATE journal SET hash = hex(zeroblob(32)) WHERE seq = 3",
    ],
)
def test_an_altered_journal_is_refused(desk: Desk, path: Path, sql: str) -> None:
    perform(desk, "confirm-identity")
    desk.close()
    tamper(path, sql)
    with pytest.raises(PassageError, match="altéré"):
        Desk(path)


def tamper(path: Path, statement: str) -> None:
    """What someone with an SQLite browser may do, guards taken away."""
    connection = sqlite3.connect(path)
    triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    for (name,) in connection.execute(triggers).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_salt_of_a_seal_is_drawn_and_kept_in_its_act(desk: Desk) -> None:
    salts = []
    for number in ("001", "002"):
        ready(desk, number)
        perform(desk, "seal", passage=number, reason="sans chronomètre")
        salts.append(desk.journal()[-1]["salt"])
    assert salts[0] != salts[1]
    assert all(len(salt) == 32 for salt in salts)
    versions = [desk.state.passages[number].versions[0] for number in ("001", "002")]
    assert [version.record()["salt"] for version in versions] == salts


def ready(desk: Desk, number: str) -> None:
    """All that a seal with a reason needs."""
    perform(desk, "confirm-identity", passage=number)
    perform(desk, "choose-situation", passage=number, fiche_1=1, fiche_2=2)
    for competency in desk.state.exam.competencies:
        perform(desk, "place-level", passage=number, competency=competency.code, level="S")
    perform(desk, "set-mark", passage=number, mark="12")
    perform(desk, "write-appraisal", passage=number, text="Bien.")
    for examiner in ("Anne MARTIN", "Bruno PETIT"):
        perform(desk, "give-visa", passage=number, examiner=examiner, paper=True)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "\u202e", "a" * 30_000])
def test_what_could_not_be_replayed_is_refused_whoever_makes_the_act(desk: Desk, text: str) -> None:
    perform(desk, "confirm-identity")
    with pytest.raises(Refusal, match="text"):
        desk.perform(WriteAppraisal("001", text))
    assert desk.seq == 3


def test_a_text_typed_in_the_window_is_stored_composed_and_with_plain_line_ends(desk: Desk) -> None:
    perform(desk, "confirm-identity")
    desk.perform(WriteAppraisal("001", "e\u0301te\u0301\r\n"))
    assert desk.state.passages["001"].appraisal == "été\n"


def test_the_file_stays_whole_when_it_is_copied_after_two_seconds_of_rest(
    desk: Desk, tmp_path: Path, clock: FakeClock
) -> None:
    perform(desk, "confirm-identity")
    desk.idle()
    copy = tmp_path / "copy.passage"
    copy.write_bytes(desk.path.read_bytes())
    with Desk(copy, clock) as other:
        assert other.root_hash == desk.root_hash


def test_a_second_opener_is_refused_at_once(desk: Desk) -> None:
    with pytest.raises(PassageError, match="ouvert"):
        Desk(desk.path)


def test_an_act_the_disk_refuses_leaves_the_state_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = desk.state
    with monkeypatch.context() as broken:
        broken.setattr("db.store.CommissionFile.append", full_disk)
        with pytest.raises(PassageError, match="plein"):
            perform(desk, "confirm-identity")
    assert desk.state is state
    assert perform(desk, "confirm-identity").seq == 3


def full_disk(*_: object) -> None:
    raise PassageError("Le disque est plein.")


def test_the_opening_names_a_time_zone_that_exists(tmp_path: Path) -> None:
    performer = Performer(tmp_path / "new.passage", replay=True)
    line = json.dumps({**opening(time_zone="Europe/Atlantis"), "at": "2019-06-05T07:00:00"})
    assert "Atlantis" in json.loads(performer.answer(line.encode()))["refused"]
    assert list(tmp_path.iterdir()) == []


def test_a_table_altered_behind_the_journal_is_mended_from_it_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "E32.passage"
    open_commission(demo_request("E32", path))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE passage SET mark = '20.0' WHERE number = '00009900101'")
    connection.execute("DELETE FROM candidate WHERE number = '00009900102'")
    connection.commit()
    connection.close()
    Desk(path).close()
    told = {row["number"]: row["mark"] for row in listing(path)["passages"]}
    assert (told["00009900101"], "00009900102" in told) == (None, True)
