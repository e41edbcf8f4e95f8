"""Dossiers are found in folders and zips, matched surely or not at all, and never trusted."""

from __future__ import annotations

import io
import os
import stat
import struct
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import PassageError
from app.domain.people import Candidate
from app.intake.dossiers import match_dossiers, open_member, read_loose_files
from app.intake.matching import Matcher
from tests.intake.makers import several, zipped

PDF = b"%PDF-1.4\n" + b"x" * 100
CANDIDATES = (
    Candidate("00001901930", "OUÉDRAOGO", "Loïc"),
    Candidate("00001901931", "LEFÈVRE", "Noémie Anne"),
    Candidate("00001901932", "DE LA FONTAINE", "Côme"),
    Candidate("00001901934", "NGUYEN-VÕ", "Gaël", usual_name="HAMEL"),
    Candidate("00001901935", "PETIT", "Éloïse"),
    Candidate("00001901936", "PETIT-JEAN", "Éloïse"),
    Candidate("00001901937", "BŒUF", "Jean-Marc"),
    Candidate("A-7", "LI", "Na"),
)
START = {
    "pdf": PDF,
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff\xe0",
    "jpeg": b"\xff\xd8\xff",
}
START |= {"tif": b"II*\0", "tiff": b"MM\0*", "webp": b"RIFF\0\0\0\0WEBP"}


def fill(folder: Path, *names: str, content: bytes = PDF) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    "number, paths",
    [
        ("00001901930", "00001901930.pdf|dossier_00001901930_v2.pdf|1901930.pdf|x/1901930/a.pdf"),
        ("00001901930", "OUEDRAOGO Loic.pdf|Loïc_Ouédraogo.pdf|ouedraogo-loic-fiche1.pdf"),
        ("00001901930", "00001901930 OUÉDRAOGO Loïc/fiche 1.pdf|OUÉDRAOGO Loïc/Loïc OUÉDRAOGO.pdf"),
        ("00001901931", "LEFEVRE Noémie.pdf|Lefèvre_Noémie_Anne.pdf|Noémie Anne Lefèvre.pdf"),
        (
            "00001901932",
            "De La Fontaine Côme.pdf|come-de-la-fontaine.pdf|x/DE LA FONTAINE_COME/1.pdf",
        ),
        ("00001901934", "NGUYEN VO Gael.pdf|Hamel Gaël.pdf|nguyen-vo_gael.pdf|gaël hamel.pdf"),
        ("00001901935", "PETIT Eloise.pdf|Éloïse Petit.pdf"),
        ("00001901936", "PETIT-JEAN Eloise.pdf|petit jean eloise.pdf"),
        ("00001901937", "BOEUF Jean-Marc.pdf|bœuf jean marc.pdf"),
        ("A-7", "A-7.pdf|a-7 fiche.pdf|LI Na.pdf"),
    ],
)
def test_a_path_names_its_candidate(number: str, paths: str) -> None:
    matcher = Matcher(CANDIDATES)
    for path in several(paths):
        assert matcher.number_of(path) == number, path
        assert matcher.number_of(unicodedata.normalize("NFD", path)) == number, path


@pytest.mark.parametrize(
    "path",
    several(
        "fiche.pdf|PETIT.pdf|Éloïse.pdf|000019019301.pdf|100001901930.pdf|xA-7.pdf|A-71.pdf"
        "|OUEDRAOGO Loic et LEFEVRE Noemie.pdf|OUEDRAOGO Loïc/LEFEVRE Noémie.pdf|LINA.pdf"
        "|00001901930 et 00001901931.pdf|00001901930/00001901931.pdf"
        "|00001901930 LEFEVRE Noémie.pdf|PETITE Éloïse.pdf|FONTAINE Come.pdf|00001901938.pdf"
    ),
)
def test_a_doubtful_path_is_nobody_s(path: str) -> None:
    assert Matcher(CANDIDATES).number_of(path) is None


def test_two_candidates_of_one_name_need_a_number() -> None:
    twins = (Candidate("10001", "ROUX", "Hugo"), Candidate("10002", "ROUX", "Hugo"))
    assert Matcher(twins).number_of("ROUX Hugo.pdf") is None
    assert Matcher(twins).number_of("ROUX Hugo 10002.pdf") == "10002"
    assert Matcher(twins).number_of("ROUX Hugo/10002/ROUX Hugo.pdf") == "10002"


def test_a_number_without_its_zeros_must_be_long_enough() -> None:
    matcher = Matcher((Candidate("0012", "A", "B"),))
    assert matcher.number_of("0012.pdf") == "0012"
    assert matcher.number_of("12.pdf") is None


@given(st.text(max_size=60))
def test_any_path_is_matched_or_not(path: str) -> None:
    Matcher(CANDIDATES).number_of(path)


def test_a_folder_and_its_zip_match_alike(tmp_path: Path) -> None:
    names = ("PETIT Éloïse/fiche 1.pdf", "PETIT Éloïse/attestation.pdf", "a-7.pdf", "autre.pdf")
    folder = fill(tmp_path / "dossiers", *names)
    (tmp_path / "d.zip").write_bytes(zipped(dict.fromkeys(names, PDF)))
    found, zip_found = (match_dossiers(p, CANDIDATES) for p in (folder, tmp_path / "d.zip"))
    assert found.unmatched == zip_found.unmatched == ("autre.pdf",)
    assert [(f.number, f.name, f.size) for f in found.matched] == [
        (f.number, f.name, f.size) for f in zip_found.matched
    ]
    assert len(found.matched) == 3 and not found.ignored


@pytest.mark.parametrize("extension", START)
@pytest.mark.parametrize("where", ["folder", "zip"])
def test_content_and_extension_must_agree(tmp_path: Path, extension: str, where: str) -> None:
    good, bad = f"A-7 bon.{extension.upper()}", f"A-7 faux.{extension}"
    members: dict[str, str | bytes] = {good: START[extension], bad: b"MZ" + b"\0" * 50}
    source = fill(tmp_path / "d", good, content=START[extension])
    fill(source, bad, content=b"MZ" + b"\0" * 50)
    if where == "zip":
        source = tmp_path / "d.zip"
        source.write_bytes(zipped(members))
    found = match_dossiers(source, CANDIDATES)
    assert [f.name for f in found.matched] == [good]
    assert found.ignored == (f"{bad} : le contenu n’est pas du {extension.upper()}",)


def test_other_files_are_listed_with_a_reason(tmp_path: Path) -> None:
    folder = fill(tmp_path, "a.docx", "b.exe", ".DS_Store", "__MACOSX/c.pdf", "._d.pdf", "e")
    fill(folder, "vide.pdf", content=b"")
    found = match_dossiers(folder, CANDIDATES)
    assert not found.matched and not found.unmatched and len(found.ignored) == 7
    assert "vide.pdf : fichier vide" in found.ignored


def test_bytes_are_streamed_in_pieces(tmp_path: Path) -> None:
    content = PDF + os.urandom(3_000_000)
    fill(tmp_path, "A-7.pdf", content=content)
    (tmp_path / "d.zip").write_bytes(zipped({"A-7.pdf": content}))
    for source in (tmp_path, tmp_path / "d.zip"):
        (file,) = match_dossiers(source, CANDIDATES).matched
        with open_member(file) as stream:
            pieces = list(iter(lambda: stream.read(100_000), b""))
        assert b"".join(pieces) == content and len(pieces) > 20


def test_links_that_leave_the_folder_are_ignored(tmp_path: Path) -> None:
    outside, folder = fill(tmp_path / "out", "A-7.pdf"), fill(tmp_path / "in", "b/A-7.pdf")
    (folder / "A-7 lien.pdf").symlink_to(outside / "A-7.pdf")
    (folder / "A-7 dossier").symlink_to(outside)
    (folder / "A-7 rond").symlink_to(folder)
    (folder / "A-7 perdu.pdf").symlink_to(folder / "rien.pdf")
    found = match_dossiers(folder, CANDIDATES)
    assert [f.name for f in found.matched] == ["b/A-7.pdf"]
    assert len(found.ignored) == 4
    assert "A-7 lien.pdf : lien qui sort du dossier" in found.ignored


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_unreadable_names_are_ignored(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "A-7.pdf")
    with open(os.fsencode(tmp_path) + b"/A-7 \xff.pdf", "wb") as stream:  # noqa: PTH123
        stream.write(PDF)
    found = match_dossiers(tmp_path, CANDIDATES)
    assert not found.matched and len(found.ignored) == 2
    assert all(line.isprintable() for line in found.ignored)


def zip_with(path: Path, name: str, content: bytes = PDF, mode: int = 0) -> Path:
    """A zip whose one member bears exactly this name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = mode << 16
        archive.writestr(info, content)
    return path


@pytest.mark.parametrize(
    "name, mode, told",
    [
        ("../A-7.pdf", 0, "sort du dossier"),
        ("a/../../A-7.pdf", 0, "sort du dossier"),
        ("..\\A-7.pdf", 0, "sort du dossier"),
        ("/etc/A-7.pdf", 0, "chemin absolu"),
        ("\\A-7.pdf", 0, "chemin absolu"),
        ("C:\\A-7.pdf", 0, "chemin absolu"),
        ("c:A-7.pdf", 0, "chemin absolu"),
        ("A-7.pdf\0.exe", 0, "nom trompeur"),
        ("A-7.pdf", stat.S_IFLNK | 0o777, "lien"),
        ("A-7.pdf", stat.S_IFIFO | 0o666, "fichier ordinaire"),
    ],
)
def test_a_dangerous_member_refuses_the_zip(
    tmp_path: Path, name: str, mode: int, told: str
) -> None:
    with pytest.raises(PassageError) as error:
        match_dossiers(zip_with(tmp_path / "d.zip", name, mode=mode), CANDIDATES)
    assert told in str(error.value) and "A-7.pdf" in str(error.value)
    assert str(error.value).isprintable()


def test_an_encrypted_member_refuses_the_zip(tmp_path: Path) -> None:
    data = bytearray(zipped({"A-7.pdf": PDF}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    (tmp_path / "d.zip").write_bytes(data)
    with pytest.raises(PassageError, match=r"« A-7.pdf » est chiffré par un mot de passe"):
        match_dossiers(tmp_path / "d.zip", CANDIDATES)


def test_a_bomb_is_refused_by_its_proportion(tmp_path: Path) -> None:
    path = zip_with(tmp_path / "d.zip", "A-7.pdf", PDF + b"\0" * 60_000_000)
    with pytest.raises(PassageError, match=r"« A-7.pdf » occuperait 60 Mo décompressé"):
        match_dossiers(path, CANDIDATES)


def test_a_member_that_lies_about_its_size_is_not_stored(tmp_path: Path) -> None:
    content = PDF + b"\0" * 5_000_000
    real, lie = struct.pack("<I", len(content)), struct.pack("<I", 5000)
    data = zipped({"A-7.pdf": content})
    assert data.count(real) == 2
    (tmp_path / "d.zip").write_bytes(data.replace(real, lie))
    (file,) = match_dossiers(tmp_path / "d.zip", CANDIDATES).matched
    told = r"« A-7.pdf » .* ne peut être lu jusqu’au bout"
    with pytest.raises(PassageError, match=told), open_member(file) as stream:
        while stream.read(1000):
            pass


@pytest.mark.parametrize("codec", ["cp850", "utf-8"], ids=["DOS 850", "UTF-8 unmarked"])
def test_names_of_old_zips_are_understood(tmp_path: Path, codec: str) -> None:
    name = "LEFÈVRE Noémie.pdf"
    raw = name.encode(codec)
    plain = bytes(b if b < 128 else ord("x") for b in raw)
    data = zipped({plain.decode(): PDF}).replace(plain, raw)
    (tmp_path / "d.zip").write_bytes(data)
    (file,) = match_dossiers(tmp_path / "d.zip", CANDIDATES).matched
    assert (file.number, file.name) == ("00001901931", name)


def test_an_archive_cut_anywhere_gets_a_sentence(tmp_path: Path) -> None:
    whole, path = zipped({"A-7.pdf": PDF, "b/A-7.png": START["png"]}), tmp_path / "d.zip"
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        with pytest.raises(PassageError):
            match_dossiers(path, CANDIDATES)


def test_a_source_that_is_none_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PassageError, match="n’existe pas"):
        match_dossiers(tmp_path / "rien", CANDIDATES)
    with pytest.raises(PassageError, match="n’est pas une archive zip"):
        match_dossiers(fill(tmp_path, "a.pdf") / "a.pdf", CANDIDATES)
    with pytest.raises(PassageError, match="vérifiez"):
        match_dossiers(Path("a\0b"), CANDIDATES)


@given(st.binary(max_size=300))
def test_random_bytes_as_a_zip_only_raise_sentences(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "hasard.zip"
    path.write_bytes(b"PK\x03\x04" + data)
    with pytest.raises(PassageError):
        match_dossiers(path, CANDIDATES)


def test_loose_files_and_folders_are_given_by_hand(tmp_path: Path) -> None:
    fill(tmp_path, "fiche.pdf", "lot/b.pdf", "lot/c.docx")
    files = read_loose_files([tmp_path / "fiche.pdf", tmp_path / "lot"], "A-7")
    assert [(f.number, f.name) for f in files] == [("A-7", "fiche.pdf"), ("A-7", "b.pdf")]


def test_wrong_loose_files_are_told_at_once(tmp_path: Path) -> None:
    fill(tmp_path, "a.docx", "vide/x.txt")
    fill(tmp_path, "b.pdf", content=b"MZ")
    paths = [tmp_path / name for name in ("a.docx", "b.pdf", "rien.pdf", "vide")]
    with pytest.raises(PassageError) as error:
        read_loose_files(paths, "A-7")
    lines = str(error.value).splitlines()
    told = ("type non accepté", "n’est pas du PDF", "n’existe pas", "ne contient ni PDF ni image")
    assert len(lines) == 4 and all(t in line for t, line in zip(told, lines, strict=True))


def test_a_member_of_unknown_compression_is_ignored(tmp_path: Path) -> None:
    data = bytearray(zipped({"A-7.pdf": PDF}))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + place] = 99
    (tmp_path / "d.zip").write_bytes(data)
    found = match_dossiers(tmp_path / "d.zip", CANDIDATES)
    assert found.ignored[0].startswith("A-7.pdf : illisible")
    assert io.BytesIO(data).read(2) == b"PK"
