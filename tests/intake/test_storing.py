"""Dossiers are kept whole or not at all, and nothing kept is ever overwritten."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import PassageError
from app.intake.dossiers import DossierFile, StoredFile, read_loose_files, store_files
from app.intake.storing import safe_name
from tests.intake.makers import zipped

PDF = b"%PDF-1.4\n"


def given_file(folder: Path, name: str, content: bytes = PDF, number: str = "001") -> DossierFile:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return read_loose_files([path], number)[0]


def everything(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))


def test_files_are_kept_by_number_with_their_digest(tmp_path: Path) -> None:
    items = [given_file(tmp_path, "a.PDF"), given_file(tmp_path, "b.pdf", PDF + b"2", "002")]
    out = tmp_path / "dossiers" / "C04"
    assert store_files(items, out) == (
        StoredFile("001", "a.pdf", hashlib.sha256(PDF).hexdigest(), 9),
        StoredFile("002", "b.pdf", hashlib.sha256(PDF + b"2").hexdigest(), 10),
    )
    assert everything(out) == ["001", "001/a.pdf", "002", "002/b.pdf"]
    assert (out / "001" / "a.pdf").read_bytes() == PDF


def test_another_content_gets_another_name(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for folder, content in (("x", PDF), ("y", PDF + b"2"), ("z", PDF + b"3"), ("x", PDF)):
        store_files([given_file(tmp_path / folder, "a.pdf", content)], out)
    assert everything(out) == ["001", "001/a (2).pdf", "001/a (3).pdf", "001/a.pdf"]
    assert (out / "001" / "a.pdf").read_bytes() == PDF


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    items = [given_file(tmp_path / folder, "a.pdf") for folder in "xy"]
    first = store_files(items, tmp_path / "out")
    assert len(first) == 1 and store_files(items, tmp_path / "out") == first


def test_a_link_in_the_way_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside.pdf"
    outside.write_bytes(PDF)
    (out / "001").mkdir(parents=True)
    (out / "001" / "a.pdf").symlink_to(outside)
    assert store_files([given_file(tmp_path, "a.pdf")], out)[0].name == "a (2).pdf"
    (out / "002").symlink_to(tmp_path)
    with pytest.raises(PassageError, match="est un lien"):
        store_files([given_file(tmp_path, "a.pdf", number="002")], out)


def test_a_failure_removes_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "d.zip").write_bytes(zipped({"a.pdf": PDF}))
    good = given_file(tmp_path, "a.pdf")
    gone = given_file(tmp_path, "b.pdf", number="002")
    (tmp_path / "b.pdf").unlink()
    out = tmp_path / "out"
    with pytest.raises(PassageError, match=r"b.pdf » n’existe pas"):
        store_files([good, gone], out)
    assert not out.exists()


def test_a_failure_spares_what_was_there_before(tmp_path: Path) -> None:
    out = tmp_path / "out"
    store_files([given_file(tmp_path, "a.pdf")], out)
    changed = given_file(tmp_path, "c.pdf")
    (tmp_path / "c.pdf").write_bytes(PDF + b"longer now")
    with pytest.raises(PassageError, match="a changé"):
        store_files([given_file(tmp_path / "x", "a.pdf", PDF + b"2"), changed], out)
    assert everything(out) == ["001", "001/a.pdf"]


@pytest.mark.parametrize("code, told", [(errno.ENOSPC, "le disque est plein"), (errno.EIO, "5")])
def test_a_disk_that_fails_gets_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    def failing(_: int) -> None:
        raise OSError(code, "no")

    item = given_file(tmp_path, "a.pdf")
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(PassageError, match=told):
        store_files([item], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    item = given_file(tmp_path, "a.pdf")
    monkeypatch.setattr(Path, "hardlink_to", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store_files([item], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_half_of_a_file_that_a_killed_run_left_goes_at_the_next_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    store_files([given_file(tmp_path, "a.pdf")], out)
    for name in (f".{'0a' * 16}.part", ".autre.part"):
        (out / "001" / name).write_bytes(PDF[:4])
    store_files([given_file(tmp_path, "b.pdf", PDF + b"2")], out)
    assert everything(out) == ["001", "001/.autre.part", "001/a.pdf", "001/b.pdf"]


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "no links")

    monkeypatch.setattr(Path, "hardlink_to", unknown)
    for folder, content in (("x", PDF), ("y", PDF + b"2")):
        store_files([given_file(tmp_path / folder, "a.pdf", content)], tmp_path / "out")
    assert everything(tmp_path / "out") == ["001", "001/a (2).pdf", "001/a.pdf"]


def test_a_destination_that_is_a_file_gets_a_sentence(tmp_path: Path) -> None:
    item = given_file(tmp_path, "a.pdf")
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(PassageError):
        store_files([item], tmp_path / "out")


@pytest.mark.parametrize("number", ["../x", "", "a/b", "CON", ".."])
def test_a_number_that_leaves_the_folder_is_refused(tmp_path: Path, number: str) -> None:
    with pytest.raises(PassageError, match="ne peut nommer un dossier"):
        store_files([given_file(tmp_path, "a.pdf", number=number)], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "path, name",
    [
        ("x/fiche 1.pdf", "fiche 1.pdf"),
        ("a:b*c?.PDF", "a_b_c_.pdf"),
        ("con.pdf", "_con.pdf"),
        (" .  .pdf", "_.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("a\u202eb\n.png", "a_b_.png"),
        ("x" * 300 + ".jpg", "x" * 100 + ".jpg"),
    ],
)
def test_names_are_made_safe(path: str, name: str) -> None:
    assert safe_name(path) == name


@given(st.text(max_size=300), st.sampled_from([".pdf", ".PNG", ".webp"]))
def test_a_safe_name_is_safe_everywhere(stem: str, extension: str) -> None:
    name = safe_name(stem + extension)
    assert len(name.encode()) <= 255 and name.isprintable()
    assert not set('/\\:*?"<>|') & set(name) and not name.startswith((".", " "))
    assert name.endswith(extension.lower())
