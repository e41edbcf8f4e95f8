"""The evening by the command line: what came, what is held, what paper says, what is told back."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.domain.jury.receiving import REFUSED, VERDICTS
from tests.domain.jury.scene import ANNE, BRUNO
from tests.e2e.driving import cli, execute, write
from tests.services.sticks import NUMBERS, commission, examine, issue, jury, stick

TOLD = "file verdict commission exam passages new same changed conflicts reasons"
"""The fields promised, in their order."""


@pytest.fixture
def c1(tmp_path: Path) -> Path:
    path = commission(tmp_path / "c1.passage", "C1", *NUMBERS)
    examine(path, "001")
    examine(path, "002", "9.0")
    return path


@pytest.fixture
def session(tmp_path: Path, c1: Path) -> Path:
    return jury(tmp_path, C1=c1)


@pytest.fixture
def sticks(tmp_path: Path, session: Path, c1: Path) -> Path:
    """A folder with an export, its copy, a conflict, a rehearsal, an altered and a foreign file."""
    folder = tmp_path / "sticks"
    folder.mkdir()
    data = stick(c1).read_bytes()
    other = commission(tmp_path / "other.passage", "C1", "001")
    examine(other, "001", "8.0")
    issue(session, "C1", other)
    trial = commission(tmp_path / "trial.passage", "C1", "001", rehearsal=True)
    files = {"1": data, "2": data, "3": stick(other).read_bytes(), "4": stick(trial).read_bytes()}
    files |= {"5": data[:-1] + bytes([data[-1] ^ 1]), "6": b"hello", "7": data[:9000]}
    for name, some in files.items():
        write(folder / name, some)
    return folder


SAID = ["accepted", "already-received", "conflict", "rehearsal", "altered", "foreign", "damaged"]


def test_each_file_is_one_json_object_with_the_fields_promised(session: Path, sticks: Path) -> None:
    told = cli("jury", "receive", session, sticks, "--json")
    assert told.code == 0 and [answer["verdict"] for answer in told.answers] == SAID
    assert all(list(answer) == TOLD.split() for answer in told.answers)
    first, clash = told.answers[0], told.answers[2]["conflicts"][0]
    assert (first["commission"], first["exam"], first["new"]) == ("C1", "E32", 3)
    assert sorted(side["mark"] for side in clash["sides"]) == ["14.5", "8.0"]


def test_a_dry_run_says_the_same_and_holds_nothing(session: Path, sticks: Path) -> None:
    told = cli("jury", "receive", session, sticks, "--json", "--dry-run")
    assert [answer["verdict"] for answer in told.answers] == SAID
    board = json.loads(cli("jury", "board", session, "--json").out)
    assert not any(line["received"] for line in board["commissions"])


def test_a_person_reads_verdicts_reasons_and_both_sides(session: Path, sticks: Path) -> None:
    told = cli("jury", "receive", session, sticks).out
    assert "7 fichiers : 1 reçu, 1 déjà reçu, 1 en conflit" in told
    assert "001 (E32) est dit différemment dans deux fichiers" in told
    assert "signature : le fichier a été modifié" in told


def test_every_verdict_has_its_word() -> None:
    assert set(SAID) <= set(VERDICTS) and set(REFUSED) <= set(VERDICTS)


def test_a_conflict_is_decided_by_perform(session: Path, sticks: Path) -> None:
    clash = cli("jury", "receive", session, sticks, "--json").answers[2]["conflicts"][0]
    keep = next(side["keep"] for side in clash["sides"] if side["mark"] == "8.0")
    act = {"act": "decide-conflict", "candidate": "001", "exam": "E32", "keep": keep}
    act |= {"confirmed_by": [ANNE, BRUNO], "by": "Irène DURAND", "reason": "feuille relue"}
    assert cli("jury", "perform", session, given=json.dumps(act)).answers[0]["ok"]
    board = json.loads(cli("jury", "board", session, "--json").out)
    assert board["counts"]["E32"] == {"sealed": 2, "open": 1}


def test_the_board_names_what_is_missing_and_in_doubt(session: Path, sticks: Path) -> None:
    assert "C1       E32  attendue" in cli("jury", "board", session).out
    cli("jury", "receive", session, sticks)
    told = cli("jury", "board", session).out
    assert "C1       E32  reçue, incomplète" in told and "Il reste à faire." in told
    assert "NOM 001 Zoé (001), E32 C1 : en conflit" in told
    assert "NOM 003 Zoé (003), E32 C1 : pas encore scellé" in told


def test_a_printed_sheet_is_compared_and_counted(session: Path, c1: Path) -> None:
    cli("jury", "receive", session, stick(c1))
    codes = [p["code"] for p in json.loads(cli("list", c1, "--json").out)["passages"][:2]]
    assert "2 grilles à comparer" in cli("jury", "check", session, "--draw", "2").out
    told = cli("jury", "check", session, *codes, "--by", "Mme ROY").out
    assert told.count("OUI") == 2 and "2 sur 2 vues, 2 conformes" in told
    assert "NON" in cli("jury", "check", session, "0000-0000").out
    assert cli("jury", "check", session).code == 2


def test_receipts_go_back_to_the_commission(session: Path, c1: Path, tmp_path: Path) -> None:
    cli("jury", "receive", session, stick(c1))
    told = cli("jury", "receipts", session, "-o", tmp_path / "recus")
    assert told.code == 0
    assert cli("receipt", c1, told.out.strip()).out == "2 grilles reçues par le jury\n"
    assert cli("list", c1).out.count("reçu par le jury") == 2


def test_verify_says_whether_an_export_is_of_this_jury(
    session: Path, c1: Path, tmp_path: Path
) -> None:
    told = cli("verify", stick(c1), "--jury", session)
    assert told.code == 0 and "délivré par ce jury" in told.out
    strange = stick(commission(tmp_path / "c2.passage", "C2", "009"))
    told = cli("verify", strange, "--jury", session)
    assert told.code == 0 and "export intact. E32" in told.out and "Aucun paquet" in told.out
    trial = stick(commission(tmp_path / "trial.passage", "C1", "001", rehearsal=True))
    told = cli("verify", trial, "--jury", session)
    assert told.refused and "export intact. L’export est celui d’une répétition" in told.err


def test_a_folder_that_cannot_be_read_is_named_and_the_others_are_received(
    session: Path, sticks: Path
) -> None:
    deep = too_deep(sticks)
    answers = cli("jury", "receive", session, sticks, "--json").answers
    assert [answer["verdict"] for answer in answers] == [*SAID, "damaged"]
    assert answers[-1]["file"].startswith(str(deep)[:900])
    assert "nom est trop long" in answers[-1]["reasons"][0]


def too_deep(folder: Path) -> Path:
    """Make a folder there whose path is longer than the system reads; what it begins with."""
    name, here = "x" * 200, os.open(folder, os.O_RDONLY)
    for _ in range(25):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    return folder / name


def test_a_jury_file_whose_key_was_taken_out_signs_no_receipt_and_says_why(
    session: Path, c1: Path, tmp_path: Path
) -> None:
    cli("jury", "receive", session, stick(c1))
    execute(session, "DELETE FROM file_key")
    told = cli("jury", "receipts", session, "-o", tmp_path / "reçus")
    assert told.refused and "la clé qui signe a été ôtée" in told.err
