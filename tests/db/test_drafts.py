"""Drafts: as durable as acts, beside the journal, gone with the act they become or the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.acts import CloseDay, Observe, RecordPerson, WriteAppraisal
from app.domain.errors import PassageError, Refusal
from app.services.desk import Desk
from app.services.exporting import export
from app.services.verifying import verify
from db.projection import KEYS
from db.store import CommissionFile
from tests.db.test_store import fail, stored
from tests.e2e.driving import content, opened, write
from tests.e2e.privacy import private_bytes

FIRST = "00009900100"
SECRET = "un brouillon assez long pour être reconnu "
LINE = (FIRST, "observation")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "day.passage", opened("E42"))


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with Desk(path) as desk:
        yield desk


def everything(path: Path) -> bytes:
    return b"".join(filter(None, content(path)))


def test_a_draft_is_kept_by_candidate_and_field_and_replaced(desk: Desk) -> None:
    desk.draft(FIRST, "observation", "hés")
    desk.draft(FIRST, "observation", "hésite")
    desk.draft(FIRST, "mark", "14,")
    desk.draft("", "question", "{}")
    assert desk.drafts(FIRST) == {"observation": "hésite", "mark": "14,"}
    assert (desk.drafts(""), desk.drafts("00009900101")) == ({"question": "{}"}, {})


def test_a_draft_is_in_the_log_as_soon_as_it_is_kept(desk: Desk, path: Path) -> None:
    desk.draft(*LINE, SECRET)
    copy = write(path.with_name("killed.passage"), *content(path))
    with Desk(copy) as again:
        assert again.drafts(FIRST) == {"observation": SECRET}


def test_a_draft_is_no_act_and_changes_no_table_people_read(desk: Desk, path: Path) -> None:
    before = (desk.seq, desk.root_hash, desk.state)
    desk.draft(*LINE, SECRET)
    assert (desk.seq, desk.root_hash, desk.state) == before and "draft" not in KEYS
    assert SECRET not in str(desk.journal())


@pytest.mark.parametrize("act", [Observe(FIRST, "x", ()), RecordPerson("Mme LOI", "inspector")])
def test_a_draft_goes_with_the_act_it_becomes(
    desk: Desk, path: Path, act: Observe | RecordPerson
) -> None:
    desk.draft(*LINE, SECRET * 3)
    desk.draft(FIRST, "mark", "14,")
    desk.perform(act, settled=LINE)
    assert desk.drafts(FIRST) == {"mark": "14,"}
    desk.idle()
    assert SECRET.encode() not in everything(path)


def test_a_refused_act_leaves_its_draft(desk: Desk) -> None:
    desk.draft(FIRST, "appraisal", SECRET)
    with pytest.raises(Refusal):
        desk.perform(WriteAppraisal(FIRST, SECRET), settled=(FIRST, "appraisal"))
    assert desk.drafts(FIRST) == {"appraisal": SECRET}


@pytest.mark.parametrize("start", ["INSERT INTO observation", "DELETE FROM draft", "COMMIT"])
def test_an_act_and_its_draft_are_both_written_or_neither(desk: Desk, start: str) -> None:
    desk.draft(*LINE, "hésite")
    fail(desk, start)
    with pytest.raises(PassageError):
        desk.perform(Observe(FIRST, "hésite", ()), settled=LINE)
    assert (desk.observations(FIRST), desk.drafts(FIRST)) == ([], {"observation": "hésite"})


def test_a_draft_left_leaves_no_byte(desk: Desk, path: Path) -> None:
    desk.draft(*LINE, SECRET * 200)
    desk.draft(*LINE, None)
    desk.idle()
    assert SECRET.encode() not in everything(path)


def test_the_day_closes_and_drafts_go_in_one_transaction(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.draft(*LINE, SECRET)
    monkeypatch.setattr(CommissionFile, "destroy_notes", lambda _: None)
    desk.perform(CloseDay())
    desk.close()
    assert stored(path, "SELECT * FROM draft") == []
    assert SECRET.encode() not in everything(path)


def test_a_draft_is_never_exported_nor_left_in_a_free_page(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    desk.draft(*LINE, SECRET * 400)
    desk.draft(FIRST, "appraisal", SECRET * 3)
    desk.draft(*LINE, None)
    out = tmp_path / "out.sqlite"
    export(desk, out)
    desk.close()
    data = out.read_bytes()
    assert (SECRET * 3).encode() in private_bytes(path)
    assert [secret for secret in private_bytes(path) if secret in data] == []
    assert SECRET.encode() not in data and verify(out).differences == ()


def test_half_a_surrogate_pair_is_no_reason_to_lose_the_rest(desk: Desk) -> None:
    desk.draft(*LINE, "bien \ud83d dit")
    assert desk.drafts(FIRST) == {"observation": "bien ? dit"}


def test_a_disk_that_refuses_a_draft_says_so_and_keeps_the_former(desk: Desk) -> None:
    desk.draft(*LINE, "hésite")
    fail(desk, "INSERT OR REPLACE")
    with pytest.raises(PassageError):
        desk.draft(*LINE, "hésite encore")
    assert desk.drafts(FIRST) == {"observation": "hésite"}
