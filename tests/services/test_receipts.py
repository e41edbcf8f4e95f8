"""What the jury received is told back to each commission by a small signed file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain import acts
from app.domain.errors import PassageError, Refusal
from app.services.desk import Desk
from app.services.jury_desk import JuryDesk
from app.services.listing import listing, table
from app.services.receipts import load_receipt, write_receipts
from app.services.verifying import verify
from tests.services.sticks import (
    NUMBERS,
    again,
    commission,
    examine,
    jury,
    received,
    stick,
    work,
)


@pytest.fixture
def c1(tmp_path: Path) -> Path:
    path = commission(tmp_path / "c1.passage", "C1", *NUMBERS)
    examine(path, "001")
    return path


@pytest.fixture
def receipt(tmp_path: Path, c1: Path) -> Path:
    """The receipt of C1, one sheet of which the jury has."""
    return receipts(jury(tmp_path, C1=c1), stick(c1))


def receipts(session: Path, *sources: Path) -> Path:
    received(session, *sources)
    with JuryDesk(session) as desk:
        return Path(write_receipts(desk, session.with_name(f"recus-{desk.seq}"))[0])


def test_a_receipt_shows_on_each_sheet_received(c1: Path, receipt: Path) -> None:
    assert load_receipt(c1, receipt) == ["1 grille reçue par le jury"]
    told = [passage["received"] for passage in listing(c1)["passages"]]
    assert told == [True, False, False]
    assert table(c1).count("reçu par le jury") == 1


def test_a_sheet_sealed_again_since_is_not_received(c1: Path, receipt: Path) -> None:
    load_receipt(c1, receipt)
    work(c1, acts.Reopen("001", "erreur", "Mme DURAND"), acts.SetMark("001", "3"))
    assert listing(c1)["passages"][0]["received"]
    work(c1, *(acts.GiveVisa("001", name, paper=True) for name in ("Anne MARTIN", "Bruno PETIT")))
    work(c1, acts.Seal("001", "essai"))
    assert not listing(c1)["passages"][0]["received"]


def test_a_sheet_the_jury_has_is_reopened_by_its_president_only(c1: Path, receipt: Path) -> None:
    load_receipt(c1, receipt)
    with Desk(c1) as desk, pytest.raises(Refusal, match="autorisation du président"):
        desk.perform(acts.Reopen("001", "erreur"))


def test_the_receipts_loaded_stand_in_the_next_export(c1: Path, receipt: Path) -> None:
    load_receipt(c1, receipt)
    out = stick(c1, "after.sqlite")
    assert verify(out).differences == ()
    assert len(json.loads(_manifest(out))) == 1


def _manifest(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT receipts FROM manifest").fetchone()[0])


def test_a_receipt_is_loaded_once(c1: Path, receipt: Path) -> None:
    load_receipt(c1, receipt)
    with pytest.raises(Refusal, match="déjà chargé"):
        load_receipt(c1, receipt)


def test_an_altered_receipt_is_refused(c1: Path, receipt: Path) -> None:
    data = receipt.read_bytes()
    for old, new in ((b'"version": 1', b'"version": 2'), (b'"C1"', b'"C2"'), (b"{", b"[")):
        receipt.write_bytes(data.replace(old, new))
        with pytest.raises(PassageError, match=r"modifié depuis|pas un reçu"):
            load_receipt(c1, receipt)


def test_another_commission_s_receipt_is_refused(tmp_path: Path, receipt: Path) -> None:
    other = commission(tmp_path / "c2.passage", "C2", "009")
    with pytest.raises(PassageError, match="le reçu de C1"):
        load_receipt(other, receipt)


def test_a_file_that_has_none_of_the_sheets_is_not_the_one(tmp_path: Path, receipt: Path) -> None:
    other = commission(tmp_path / "twin.passage", "C1", *NUMBERS)
    with pytest.raises(Refusal, match="aucune grille de ce fichier"):
        load_receipt(other, receipt)


def test_another_jury_s_receipt_after_the_first_is_refused(
    tmp_path: Path, c1: Path, receipt: Path
) -> None:
    load_receipt(c1, receipt)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with pytest.raises(Refusal, match="un autre jury"):
        load_receipt(c1, receipts(jury(folder, C1=c1), stick(c1, "b.sqlite")))


def test_a_sheet_this_file_has_not_is_told(tmp_path: Path, c1: Path) -> None:
    twin = tmp_path / "twin.passage"
    twin.write_bytes(c1.read_bytes())
    again(twin, "001", "9.0")
    session = jury(tmp_path, C1=c1)
    told = load_receipt(c1, receipts(session, stick(c1), stick(twin)))
    assert told[0].startswith("1 grille") and "001, version 2" in told[1]


def test_receipts_are_the_same_until_something_changes(tmp_path: Path, c1: Path) -> None:
    session = jury(tmp_path, C1=c1)
    received(session, stick(c1))
    with JuryDesk(session) as desk:
        first, again_ = (write_receipts(desk, tmp_path / "out") for _ in range(2))
    assert first == again_
