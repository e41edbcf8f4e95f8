"""Whatever is given as a list, the answer is a reading or a sentence, soon and in little memory."""

from __future__ import annotations

import io
import os
import random
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import PassageError
from app.intake.archive import MAX_ENTRIES
from app.intake.lists import read_list
from app.intake.workbooks import MAX_UNZIPPED
from tests.intake.conftest import Lister
from tests.intake.makers import (
    HEADER,
    OTHER,
    ROW,
    csv_text,
    ods,
    ods_content,
    sheet_xml,
    xls,
    xlsx,
    xlsx_members,
    zipped,
)

MAKERS: dict[str, Callable[..., bytes]] = {"xlsx": xlsx, "xls": xls, "ods": ods}
SHEET = "xl/worksheets/sheet1.xml"
SOON_S = 20  # far above what any of these takes; only a hang goes beyond


def refused(path: Path) -> str:
    """The sentence with which a list is refused, in good time."""
    start = time.monotonic()
    with pytest.raises(PassageError) as error:
        read_list(path)
    assert time.monotonic() - start < SOON_S
    assert str(error.value).endswith((".", "…")) and "  " not in str(error.value)
    return str(error.value)


def write(folder: Path, data: bytes | str) -> Path:
    path = folder / "liste"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def with_sheet(xml: str | bytes) -> dict[str, str | bytes]:
    return xlsx_members({"F": [HEADER]}) | {SHEET: xml}


def test_a_missing_list_a_folder_and_a_strange_path(tmp_path: Path) -> None:
    assert "n’existe pas" in refused(tmp_path / "rien.csv")
    assert "est un dossier" in refused(tmp_path)
    assert "vérifiez" in refused(Path("a\0b"))
    assert "trop long" in refused(tmp_path / ("x" * 300))


def test_a_forbidden_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "denied")

    path = write(tmp_path, csv_text(HEADER, ROW))
    monkeypatch.setattr(Path, "open", forbidden)
    assert "vous n’en avez pas le droit" in refused(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_and_a_loop_of_links(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    assert "fichier ordinaire" in refused(tmp_path / "tube")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "tourne en rond" in refused(tmp_path / "loop")


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "grosse.csv"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    assert "pèse 104,9 Mo ; la limite est 20 Mo" in refused(path)


def test_a_hundred_thousand_rows_are_counted_soon(tmp_path: Path) -> None:
    rows = "".join(f"{n:011};NOM;Prénom;16/08/1997;08:00;LYCÉE B\r\n" for n in range(100_000))
    path = write(tmp_path, csv_text((*HEADER, "Lycée")) + rows)
    assert "compte 100000 candidats ; la limite est 2000" in refused(path)


def test_many_rows_of_a_workbook_are_counted_soon(tmp_path: Path) -> None:
    rows = [ROW] * 30_000
    assert "compte 30000 candidats" in refused(write(tmp_path, xlsx(HEADER, *rows)))
    assert "compte 30000 candidats" in refused(write(tmp_path, ods(HEADER, *rows)))


@pytest.mark.parametrize(
    "text",
    [
        ";" * 5_000_000,
        '"' * 5_000_000,
        "N° candidat;Nom\n" + '1;"' + "a\n" * 2_000_000,
        "a" * 5_000_000,
        "\n" * 5_000_000 + "x",
        "N°;Nom\n" + "1;" + "e\u0301" * 2_000_000,
        "N°;Nom;Prénom\n" + ("1;" + "\u0316\u0301" * 60_000 + ";a\n") * 30,
        "sep=;" * 1_000_000,
        (";".join(["N° candidat"] * 200_000) + "\n") * 2,
        "N°;Nom\n" + "1;A\n" * 3 + "é" * 200_000,
    ],
    ids=range(10),
)
def test_long_lines_and_cells_do_not_hang(tmp_path: Path, text: str) -> None:
    start = time.monotonic()
    try:
        reading = read_list(write(tmp_path, text))
        assert reading.errors
    except PassageError:
        pass
    assert time.monotonic() - start < SOON_S


def test_a_zip_bomb_is_refused_by_what_it_announces(tmp_path: Path) -> None:
    path = write(tmp_path, zipped(with_sheet(b" " * (MAX_UNZIPPED + 1))))
    assert path.stat().st_size < 100_000
    assert "une fois décompressé ; la limite est 64 Mo" in refused(path)
    many = with_sheet("") | {f"x{n}": b"\0" * 60_000_000 for n in range(5)}
    assert "une fois décompressé" in refused(write(tmp_path, zipped(many)))


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(with_sheet(b" " * (MAX_UNZIPPED * 2))))
    real = struct.pack("<I", MAX_UNZIPPED * 2)
    assert data.count(real) == 2
    lying = bytes(data).replace(real, struct.pack("<I", 1000))
    assert "est endommagé" in refused(write(tmp_path, lying))


def test_many_sheets_of_one_part_share_the_budget(tmp_path: Path) -> None:
    members = with_sheet(sheet_xml([("x" * 1000,)] * 10_000))
    sheets = "".join(f'<sheet name="{n}" r:id="rId1"/>' for n in range(500))
    workbook = f'<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>'
    path = write(tmp_path, zipped(members | {"xl/workbook.xml": workbook}))
    assert "une fois décompressé" in refused(path)


def test_a_zip_of_too_many_members_is_refused(tmp_path: Path) -> None:
    members = {f"{n}": "" for n in range(MAX_ENTRIES + 1)}
    assert "20001 fichiers" in refused(write(tmp_path, zipped(members)))


def test_a_cell_at_the_far_corner_asks_for_no_memory(tmp_path: Path) -> None:
    cell = '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'
    xml = sheet_xml([HEADER, ROW]).replace("</sheetData>", f"<row>{cell}</row></sheetData>")
    assert read_list(write(tmp_path, zipped(with_sheet(xml)))).rows == 1


@pytest.mark.parametrize("cell", ["number-columns-repeated", "number-rows-repeated"])
def test_repeated_cells_and_rows_ask_for_no_memory(tmp_path: Path, cell: str) -> None:
    content = ods_content({"F": [HEADER, ROW]})
    tag = "<table:table-cell" if "columns" in cell else "<table:table-row"
    at = content.rindex(tag) + len(tag)
    repeated = content[:at] + f' table:{cell}="999999999"' + content[at:]
    path = write(tmp_path, zipped({"content.xml": repeated}))
    try:
        assert read_list(path).errors
    except PassageError as error:
        assert "compte" in str(error)


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/x"><worksheet/>',
        "<a>" * 200_000,
        "<worksheet><sheetData><row><c t='s'><v>99</v></c>",
        "\x00\x01\x02",
        '<?xml version="1.0" encoding="klingon"?><worksheet/>',
        '<?xml version="1.0" encoding="rot13"?><worksheet/>',
        "",
    ],
    ids=range(8),
)
def test_xml_that_is_none_or_swells_is_refused(tmp_path: Path, xml: str) -> None:
    assert "est endommagé" in refused(write(tmp_path, zipped(with_sheet(xml))))
    assert "est endommagé" in refused(write(tmp_path, zipped({"content.xml": xml})))


def test_a_paragraph_of_many_pieces_takes_linear_time(tmp_path: Path) -> None:
    content = ods_content({"F": [HEADER, ("1", "A<text:s/>" * 10, "B")]})
    content = content.replace("A&lt;text:s/&gt;" * 10, "A<text:s/>" * 600_000)
    path = write(tmp_path, zipped({"content.xml": content}))
    start = time.monotonic()
    assert "caractères" in read_list(path).errors[0].reason
    assert time.monotonic() - start < SOON_S


@pytest.mark.parametrize("flag", [0x1, 0x41])
def test_an_encrypted_member_is_told(tmp_path: Path, flag: int) -> None:
    out = io.BytesIO(zipped(with_sheet(sheet_xml([HEADER, ROW]))))
    with zipfile.ZipFile(out, "a") as archive:
        for info in archive.infolist():
            info.flag_bits |= flag
        archive._didModify = True  # type: ignore[attr-defined]
    assert "mot de passe" in refused(write(tmp_path, out.getvalue()))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_workbook_cut_anywhere_is_refused(tmp_path: Path, kind: str) -> None:
    whole = MAKERS[kind](HEADER, ROW, OTHER)
    for cut in {*range(0, len(whole), 97), *range(600), *range(len(whole) - 60, len(whole) - 1)}:
        if cut < len(whole) - 512 or kind != "xls":  # the last sector of an xls is padding
            refused(write(tmp_path, whole[:cut]))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_workbook_spoilt_anywhere_only_raises_sentences(tmp_path: Path, kind: str) -> None:
    whole, chance = MAKERS[kind](HEADER, ROW, OTHER), random.Random(2019)
    for _ in range(400):
        spoilt = bytearray(whole)
        for _ in range(chance.randrange(1, 8)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            read_list(write(tmp_path, bytes(spoilt)))
        except PassageError as error:
            assert str(error)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_spoilt_xml_only_raises_sentences(tmp_path: Path, kind: str) -> None:
    chance = random.Random(2019)
    xml = sheet_xml([HEADER, ROW]) if kind == "xlsx" else ods_content({"F": [HEADER, ROW]})
    for _ in range(400):
        spoilt = bytearray(xml.encode())
        for _ in range(chance.randrange(1, 4)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(32, 127)
        content = bytes(spoilt)
        members = with_sheet(content) if kind == "xlsx" else {"content.xml": content}
        try:
            read_list(write(tmp_path, zipped(members)))
        except PassageError as error:
            assert str(error)


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1"]))
def test_random_bytes_only_raise_sentences(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes
) -> None:
    assert refused(write(tmp_path_factory.getbasetemp(), head + data))


@given(st.text(max_size=300))
def test_random_rows_only_make_errors_or_sentences(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    data = (csv_text(HEADER) + text).encode("utf-8", "replace")
    try:
        reading = read_list(write(tmp_path_factory.getbasetemp(), data))
    except PassageError:
        return
    for note in (*reading.errors, *reading.warnings):
        assert note.line > 0 and f"{note.candidate}{note.reason}".isprintable()


def test_a_list_under_any_name_is_told_by_its_content(listed: Lister) -> None:
    assert listed(xlsx(HEADER, ROW)).kind == "classeur Excel xlsx"
    assert listed(xls(HEADER, ROW)).kind == "classeur Excel xls"
    assert listed(ods(HEADER, ROW)).kind == "classeur LibreOffice ods"
