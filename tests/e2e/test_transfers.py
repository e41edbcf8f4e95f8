"""A candidate moved between two packs by the command line, with and without the jury file."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from app.services.desk import Desk
from tests.e2e.driving import Told, cli, opened, write
from tests.e2e.pack_days import file_of
from tests.e2e.packs import done, issue, perform, prepared
from tests.e2e.test_packs import passages

WHO = "00009900306"
"""FAURE, of the CFA du Lac, whom nobody knows: from D01 to D02."""


@pytest.fixture
def jury(tmp_path: Path) -> Path:
    return prepared(tmp_path)


@pytest.fixture
def two(jury: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The files of D01, where the candidate is, and of D02."""
    issue(jury, tmp_path / "packs", "D01", "D02")
    return file_of(tmp_path / "packs", "E42-D01"), file_of(tmp_path / "packs", "E42-D02")


def out(source: Path, target: Path, *more: str, number: str = WHO) -> Told:
    return cli("transfer-out", source, number, "-o", target, "--reason", "échange", *more)


def test_the_candidate_goes_with_the_dossier_and_the_fiches(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    one, other = two
    assert "2 pièces du dossier" in done(out(one, tmp_path / "t.transfer")).out
    told = done(cli("transfer-in", other, tmp_path / "t.transfer", "--hour", "16:30")).out
    assert "FAURE Adrien" in told and "repris de la commission D01, 2 pièces" in told
    with Desk(one) as left, Desk(other) as there:
        was, now = left.state.passages[WHO], there.state.passages[WHO]
    assert (now.situation, now.documents) == (was.situation, was.documents)
    assert now.candidate.hour == "16:30" and passages(one)[WHO]["status"] == "transferred"
    pieces = other.with_name("E42-D02-dossiers") / WHO
    assert sorted(p.name for p in pieces.iterdir()) == [d.name for d in now.documents]
    assert "a été modifiée" not in done(cli("list", other)).out


def test_a_file_that_was_lost_is_written_again_the_same(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    for name in ("a.transfer", "b.transfer"):
        done(out(two[0], tmp_path / name))
    told = [
        zipfile.ZipFile(tmp_path / n).read("transfert.json") for n in ("a.transfer", "b.transfer")
    ]
    assert told[0] == told[1]
    done(cli("transfer-in", two[1], tmp_path / "a.transfer"))
    assert "déjà" in cli("transfer-in", two[1], tmp_path / "b.transfer").err


def test_a_file_serves_once(two: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = two
    done(out(one, tmp_path / "t.transfer"))
    done(cli("transfer-in", other, tmp_path / "t.transfer"))
    done(out(other, tmp_path / "back.transfer"))
    again = cli("transfer-in", other, tmp_path / "t.transfer")
    assert again.refused and "ne sert qu’une fois" in again.err
    done(cli("transfer-in", one, tmp_path / "back.transfer"))
    assert passages(one)[WHO]["status"] == "planned"


@pytest.mark.parametrize("member", ["transfert.json", "pieces/piece-01-fiche-7.pdf", "signature"])
def test_a_file_that_was_altered_changes_nothing(
    member: str, two: tuple[Path, Path], tmp_path: Path
) -> None:
    done(out(two[0], tmp_path / "t.transfer"))
    with zipfile.ZipFile(tmp_path / "t.transfer") as found:
        held = {name: found.read(name) for name in found.namelist()}
    data = held[member]
    held[member] = data.replace(b"FAURE", b"FORTE") if b"FAURE" in data else data[:-1] + b"?"
    with zipfile.ZipFile(tmp_path / "bad.transfer", "w") as made:
        for name, content in held.items():
            made.writestr(name, content)
    before = cli("journal", two[1]).out
    told = cli("transfer-in", two[1], tmp_path / "bad.transfer")
    assert told.refused and "signature" in told.err
    assert cli("journal", two[1]).out == before
    folder = two[1].with_name("E42-D02-dossiers") / WHO
    assert not folder.exists() or list(folder.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"%PDF-1.7 x"])
def test_what_is_no_transfer_is_told_so(
    data: bytes, two: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "t.transfer"
    path.write_bytes(data)
    told = cli("transfer-in", two[1], path)
    assert told.refused and "n’est pas un fichier de transfert" in told.err


def test_a_transfer_to_the_other_exam_is_refused(
    jury: Path, two: tuple[Path, Path], tmp_path: Path
) -> None:
    done(out(two[0], tmp_path / "t.transfer"))
    issue(jury, tmp_path / "e32", "C01")
    told = cli("transfer-in", file_of(tmp_path / "e32", "E32-C01"), tmp_path / "t.transfer")
    assert told.refused and "d’un E42 2019" in told.err


def test_with_the_jury_file_whoever_knows_the_candidate_does_not_receive_them(
    jury: Path, two: tuple[Path, Path], tmp_path: Path
) -> None:
    known = {"name": "Mme HENRY", "quality": "enseignant", "domains": ["DA2"], "knows": [WHO]}
    done(out(two[0], tmp_path / "t.transfer"))
    perform(jury, [{"act": "set-examiner", **known}])
    told = cli("transfer-in", two[1], tmp_path / "t.transfer", "--jury", jury)
    assert told.refused and "Mme HENRY connaît FAURE Adrien" in told.err
    assert WHO not in passages(two[1])


def test_with_the_jury_file_the_key_is_told(jury: Path, tmp_path: Path) -> None:
    words = issue(jury, tmp_path / "packs", "D01", "D02")
    one, other = (file_of(tmp_path / "packs", name) for name in ("E42-D01", "E42-D02"))
    (tmp_path / "secret").write_text(words["D01"])
    done(out(one, tmp_path / "t.transfer", "--passphrase-file", str(tmp_path / "secret")))
    told = done(cli("transfer-in", other, tmp_path / "t.transfer", "--jury", jury)).out
    assert "paquet n° 1 de la commission D01, en vigueur" in told


def test_a_wrong_passphrase_or_a_file_that_exists_keeps_the_candidate(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "t.transfer").write_text("x")
    (tmp_path / "secret").write_text("AAAA")
    assert out(two[0], tmp_path / "t.transfer").refused
    assert out(two[0], tmp_path / "u", "--passphrase-file", str(tmp_path / "secret")).refused
    assert passages(two[0])[WHO]["status"] == "planned"


def test_a_piece_altered_on_the_disk_is_named_and_does_not_go(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    piece = two[0].with_name("E42-D01-dossiers") / WHO / "piece-01-fiche-7.pdf"
    piece.write_bytes(b"%PDF-1.7")
    told = done(out(two[0], tmp_path / "t.transfer")).out
    assert "1 pièce du dossier" in told and "n’y est pas : " in told
    told = done(cli("transfer-in", two[1], tmp_path / "t.transfer")).out
    assert "1 pièce du dossier" in told and "n’a pas suivi" in told


def test_the_papers_of_the_day_say_who_was_transferred(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    done(out(two[0], tmp_path / "t.transfer"))
    done(cli("slips", two[0], "-o", tmp_path / "papers"))
    names = [path.name for path in (tmp_path / "papers").iterdir()]
    assert names and not any(WHO in name for name in names)
    export = tmp_path / "x.sqlite"
    done(cli("export", two[0], "-o", export))
    assert "export intact" in done(cli("verify", export)).out


def test_a_commission_that_came_in_no_pack_transfers_too(tmp_path: Path) -> None:
    path = write(tmp_path / "day.passage", opened("E32"))
    number = next(iter(passages(path)))
    done(out(path, tmp_path / "t.transfer", number=number))
    done(cli("transfer-in", path, tmp_path / "t.transfer"))
    lines = [json.loads(line)["act"] for line in cli("journal", path).out.splitlines()]
    assert lines[-2:] == ["transfer-out", "transfer-in"]
    again = tmp_path / "again.passage"
    done(cli("perform", again, "--replay", given=cli("journal", path).out))
    assert passages(again) == passages(path)
