"""Lists in xlsx, xls and ods: any sheet, and cells as a person sees them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date

import pytest

from app.domain.errors import PassageError
from app.intake.numbers import shows
from tests.intake.conftest import Lister
from tests.intake.makers import (
    FORMATS,
    HEADER,
    OTHER,
    ROW,
    biff,
    compound,
    ods,
    ods_cell,
    ods_content,
    record,
    several,
    sheet_xml,
    styled,
    xls,
    xlsx,
    xlsx_members,
    zipped,
)

Maker = Callable[..., bytes]
each = pytest.mark.parametrize("maker", [xlsx, xls, ods])
DATE, HOUR, ZEROS, PERCENT, TEXT, BOTH = range(1, 7)


@each
def test_a_workbook_is_read(listed: Lister, maker: Maker) -> None:
    reading = listed(maker(("Session 2019",), (None,), HEADER, ROW, (None,), OTHER))
    assert (reading.header_line, reading.rows) == (3, 2)
    assert [c.name for c in reading.candidates] == ["OUÉDRAOGO Loïc", "LEFÈVRE Noémie"]
    assert reading.encoding is None and reading.delimiter is None and not reading.errors


@each
def test_errors_name_the_row_of_the_sheet(listed: Lister, maker: Maker) -> None:
    reading = listed(maker((None,), HEADER, ROW, (None,), ("", *OTHER[1:])))
    assert [e.line for e in reading.errors] == [5]


@each
def test_numeric_cells_are_neither_cut_nor_invented(listed: Lister, maker: Maker) -> None:
    reading = listed(maker(HEADER, (1901930.0, *ROW[1:3], 35658, 0.375), (1901931, *OTHER[1:])))
    first, second = reading.candidates
    assert (first.number, second.number) == ("1901930", "1901931")
    assert (first.born, first.hour) == (date(1997, 8, 16), "09:00")
    assert "cellules numériques" in reading.warnings[0].reason


@each
def test_a_numeric_cell_shorter_than_texts_has_lost_zeros(listed: Lister, maker: Maker) -> None:
    reading = listed(maker(HEADER, (1901930, *ROW[1:]), OTHER))
    assert "zéros perdus ?" in reading.warnings[0].reason


@pytest.mark.parametrize("maker", [xlsx, ods])
def test_the_sheet_with_the_best_header_is_read(listed: Lister, maker: Maker) -> None:
    notes = [["Nom", "Remarque"], ["x", "y"]]
    reading = listed(maker(Notes=notes, Liste=[HEADER, ROW], Vide=[]))
    assert reading.sheet == "Liste" and len(reading.candidates) == 1 and not reading.warnings


@pytest.mark.parametrize("maker", [xlsx, ods])
def test_another_sheet_with_a_list_is_told(listed: Lister, maker: Maker) -> None:
    reading = listed(maker(Mardi=[HEADER, ROW], Mercredi=[HEADER, OTHER]))
    assert reading.sheet == "Mardi"
    assert "« Mercredi » ressemble aussi à une liste" in reading.warnings[0].reason


def test_xlsx_cells_are_read_as_shown(listed: Lister) -> None:
    row = (styled(1901930, ZEROS), "A", "B", styled(35658, DATE), styled(1 / 3, HOUR))
    reading = listed(xlsx((*HEADER, "Temps majoré"), (*row, styled(0.33, PERCENT))))
    candidate = reading.candidates[0]
    assert (candidate.number, candidate.born) == ("00001901930", date(1997, 8, 16))
    assert (candidate.hour, candidate.extra_parts) == ("08:00", "1/3")
    assert not reading.warnings


def test_xlsx_dates_with_hours_and_texts_kept_as_numbers(listed: Lister) -> None:
    row = (styled(12, TEXT), "A", "B", styled(35658.5, BOTH), styled(43621.375, BOTH))
    candidate = listed(xlsx(HEADER, row)).candidates[0]
    assert (candidate.number, candidate.born) == ("12", date(1997, 8, 16))
    assert candidate.hour == "09:00"


def test_xlsx_shared_rich_error_and_boolean_cells(listed: Lister) -> None:
    shared, rich = '<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>'
    row = ("1", shared, rich, "1/1/1999", "8h", '<c t="b"><v>1</v></c>', '<c t="e"><v>#N/A</v></c>')
    reading = listed(xlsx((*HEADER, "Tiers temps", "Voie"), row))
    candidate = reading.candidates[0]
    assert candidate.name == "shared rich" and candidate.category == "#N/A"
    assert candidate.extra_parts == "1/3"


def test_xlsx_formula_text_iso_date_and_escapes(listed: Lister) -> None:
    row = (
        '<c t="str"><f>A1</f><v>007</v></c>',
        "DE_x000A_LA_x0020_TOUR",
        "B",
        '<c t="d"><v>1999-01-31</v></c>',
        "8h",
    )
    candidate = listed(xlsx(HEADER, row)).candidates[0]
    assert (candidate.number, candidate.last_name) == ("007", "DE LA TOUR")
    assert candidate.born == date(1999, 1, 31)


def test_xlsx_cells_stand_where_their_reference_says(listed: Lister) -> None:
    xml = sheet_xml([HEADER])[: -len("</sheetData></worksheet>")]
    cells = "".join(
        f'<c r="{column}7" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in [("A", "1"), ("B", "NOM"), ("E", "8h")]
    )
    xml += f'<row r="7">{cells}</row></sheetData></worksheet>'
    members = xlsx_members({"F": []}) | {"xl/worksheets/sheet1.xml": xml}
    reading = listed(zipped(members))
    assert reading.candidates[0].hour == "08:00" and reading.warnings[0].line == 7


def test_xlsx_dates_counted_from_1904(listed: Lister) -> None:
    row = ("1", "A", "B", styled(35658 - 1462, DATE), "8h")
    members = xlsx_members({"F": [HEADER, row]}, '<workbookPr date1904="1"/>')
    assert listed(zipped(members)).candidates[0].born == date(1997, 8, 16)


def test_xlsx_with_prefixes_and_backslashes(listed: Lister) -> None:
    members = xlsx_members({"F": [HEADER, ROW]})
    sheet = str(members.pop("xl/worksheets/sheet1.xml"))
    prefixed = sheet.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    assert listed(zipped({**members, "xl\\worksheets\\sheet1.xml": prefixed})).candidates


@pytest.mark.parametrize(
    "number, code, kind",
    [
        *((number, "", "date") for number in (14, 17, 22, 57)),
        *((number, "", "time") for number in (18, 20, 45, 46)),
        *((number, "", "") for number in (0, 1, 9, 49)),
        *((170, code, "date") for code in ("dd/mm/yyyy", "[$-40C]d mmmm yyyy;@", "mmm")),
        *((170, code, "time") for code in ("hh:mm;@", "[h]:mm", "mm:ss.0")),
        *((170, code, "") for code in several('General|0.00|"Né le" 0|0%|#,##0\\ \\d|0 "h"')),
        (170, "[Red]0.0", ""),
        (170, "00000000000", "00000000000"),
    ],
)
def test_formats_tell_dates_hours_and_masks(number: int, code: str, kind: str) -> None:
    assert shows(number, code) == kind


def test_ods_cells_are_read_as_shown(listed: Lister) -> None:
    row = (
        ods_cell("00001901930", "float", 'office:value="1901930"'),
        ods_cell("DE  LA TOUR"),
        "Zoé",
        ods_cell("16/08/97", "date", 'office:date-value="1997-08-16"'),
        ods_cell("8h", "time", 'office:time-value="PT08H00M00S"'),
        ods_cell("33 %", "percentage", 'office:value="0.3333"'),
        ods_cell("VRAI", "boolean", 'office:boolean-value="true"'),
    )
    reading = listed(ods((*HEADER, "Temps majoré", "Voie"), row))
    candidate = reading.candidates[0]
    assert (candidate.number, candidate.last_name) == ("00001901930", "DE LA TOUR")
    assert (candidate.born, candidate.hour) == (date(1997, 8, 16), "08:00")
    assert (candidate.extra_parts, candidate.category) == ("1/3", "oui")
    assert not reading.warnings


def test_ods_repeated_blanks_comments_and_spans(listed: Lister) -> None:
    blank = '<table:table-cell table:number-columns-repeated="2"/>'
    name = (
        "<table:table-cell><office:annotation><text:p>non</text:p></office:annotation>"
        "<text:p>DE<text:s/>LA<text:span> TOUR</text:span></text:p></table:table-cell>"
    )
    content = ods_content({"F": [HEADER, ("1", name, blank, "8h")]}).replace(
        "</table:table-row><table:table-row>",
        '</table:table-row><table:table-row table:number-rows-repeated="40"><table:table-cell/>'
        "</table:table-row><table:table-row>",
    )
    reading = listed(zipped({"content.xml": content}))
    assert (reading.candidates[0].last_name, reading.candidates[0].hour) == ("DE LA TOUR", "08:00")
    assert reading.warnings[0].line == 42


def test_ods_repeated_rows_are_rows(listed: Lister) -> None:
    content = ods_content({"F": [HEADER, ROW]})
    at = content.rindex("<table:table-row>")
    three = content[:at] + content[at:].replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="3">'
    )
    assert [e.line for e in listed(zipped({"content.xml": three})).errors] == [3, 4]
    many = three.replace('repeated="3"', 'repeated="900000000"')
    with pytest.raises(PassageError, match=r"compte 10\d+ candidats"):
        listed(zipped({"content.xml": many}))


def sst(*strings: bytes, count: int) -> bytes:
    """A table of shared strings, one record then CONTINUE records."""
    head = struct.pack("<II", count, count)
    first, *others = strings
    return record(0x00FC, head + first) + b"".join(record(0x003C, part) for part in others)


def with_globals(stream: bytes, extra: bytes) -> bytes:
    """``extra`` records put among the globals; the sheet's offset follows."""
    at = stream.index(record(0x0085, b"")[:2], 20)
    place = struct.unpack_from("<I", stream, at + 4)[0]
    moved = stream[: at + 4] + struct.pack("<I", place + len(extra)) + stream[at + 8 :]
    return moved[:at] + extra + moved[at:]


def cell(kind: int, row: int, column: int, body: bytes, style: int = 0) -> bytes:
    return record(kind, struct.pack("<HHH", row, column, style) + body)


def test_xls_shared_strings_cut_between_records(listed: Lister) -> None:
    rich = struct.pack("<HBH", 4, 0x08, 1) + b"Zoe!" + b"\0\0\0\0"
    cut = sst(
        struct.pack("<HB", 9, 0) + b"OUED",
        b"\x01" + "RAOGÔ".encode("utf-16-le") + rich,
        count=2,
    )
    cells = cell(0xFD, 1, 1, struct.pack("<I", 0)) + cell(0xFD, 1, 2, struct.pack("<I", 1))
    stream = biff([HEADER, ("1", None, None, "1/1/1999", "8h")], extra=cells)
    reading = listed(compound(with_globals(stream, cut)))
    assert (reading.candidates[0].last_name, reading.candidates[0].first_names) == (
        "OUEDRAOGÔ",
        "Zoe!",
    )


def test_xls_packed_numbers_formulas_and_formats(listed: Lister) -> None:
    mask = record(0x041E, struct.pack("<HHB", 170, 8, 0) + b"00000000")
    styles = b"".join(record(0xE0, struct.pack("<HH", 0, n) + b"\0" * 16) for n in (170, 14))
    packed = (1901930 << 2) | 2
    text = struct.pack("<BxxxxxHHI", 0, 0xFFFF, 0, 0)
    cells = (
        cell(0x027E, 1, 0, struct.pack("<I", packed), style=1)
        + cell(0x0006, 1, 1, text)
        + record(0x0207, struct.pack("<HB", 3, 0) + b"NOM")
        + record(0xBD, struct.pack("<HHHIHIH", 1, 3, 2, (35658 << 2) | 2, 0, 0x3FD00000, 4))
    )
    stream = biff([HEADER, (None, None, "Zoé")], extra=cells)
    candidate = listed(compound(with_globals(stream, mask + styles))).candidates[0]
    assert (candidate.number, candidate.last_name) == ("01901930", "NOM")
    assert (candidate.born, candidate.hour) == (date(1997, 8, 16), "06:00")


def test_xls_of_excel_95_has_its_code_page(listed: Lister) -> None:
    def label(row: int, column: int, text: str) -> bytes:
        return cell(0x0204, row, column, struct.pack("<H", len(text)) + text.encode("mac_roman"))

    start = record(0x0809, struct.pack("<HHI", 0x0500, 5, 0)) + record(0x42, b"\x10\x27")
    bound = record(0x85, struct.pack("<IBBB", 0, 0, 0, 1) + b"F")
    place = len(start) + len(bound) + 4
    bound = record(0x85, struct.pack("<IBBB", place, 0, 0, 1) + b"F")
    cells = [label(r, c, text) for r, row in enumerate((HEADER, ROW)) for c, text in enumerate(row)]
    sheet = record(0x0809, struct.pack("<HHI", 0x0500, 0x10, 0)) + b"".join(cells) + record(0x0A)
    reading = listed(compound(start + bound + record(0x0A) + sheet, "Book"))
    assert reading.candidates[0].name == "OUÉDRAOGO Loïc" and reading.sheet == "F"


def test_xls_booleans_errors_and_inner_charts(listed: Lister) -> None:
    header = (*HEADER, "Tiers temps", "Voie")
    chart = record(0x0809, struct.pack("<HHII", 0x0600, 0x20, 0, 0))
    chart += cell(0x0203, 1, 0, struct.pack("<d", 99.0)) + record(0x0A)
    cells = cell(0x0205, 1, 5, b"\x01\x00") + cell(0x0205, 1, 6, b"\x2a\x01")
    candidate = listed(compound(biff([header, ROW], extra=chart + cells))).candidates[0]
    assert (candidate.number, candidate.extra_parts, candidate.category) == (ROW[0], "1/3", "#N/A")


def test_xls_whose_sectors_turn_in_circles_is_damaged(listed: Lister) -> None:
    whole = bytearray(xls(HEADER, ROW))
    fat = len(whole) - 512
    whole[fat : fat + 4] = struct.pack("<I", 0)
    with pytest.raises(PassageError, match="est endommagé"):
        listed(bytes(whole))


def test_xls_of_many_rows(listed: Lister) -> None:
    rows = [(f"{n:05}", f"N{chr(65 + n % 26)}", "B", "1/1/1999", "8h") for n in range(1500)]
    reading = listed(xls(HEADER, *rows))
    assert len(reading.candidates) == 1500 and reading.candidates[-1].number == "01499"


def test_xls_of_another_kind_get_a_sentence(listed: Lister) -> None:
    stream = biff([HEADER, ROW])
    with pytest.raises(PassageError, match="antérieure à 1995"):
        listed(compound(stream[:4] + b"\x00\x04" + stream[6:]))
    with pytest.raises(PassageError, match="protégé par un mot de passe"):
        listed(compound(with_globals(stream, record(0x2F, b"\0" * 6))))
    with pytest.raises(PassageError, match="protégé par un mot de passe"):
        listed(compound(b"x", "EncryptedPackage"))
    with pytest.raises(PassageError, match="n’est pas un classeur Excel"):
        listed(compound(b"x", "WordDocument"))


@pytest.mark.parametrize(
    "members, told",
    [
        ({"a.txt": "x"}, "est une archive zip"),
        ({"word/document.xml": "x"}, "est un document Word"),
        ({"xl/workbook.bin": "x"}, "xlsb"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, "archive"),
        ({"[Content_Types].xml": ""}, "est endommagé"),
        ({"content.xml": "<a><b></a>"}, "est endommagé"),
        ({"content.xml": "<a/>", "META-INF/manifest.xml": "<x><encryption-data/></x>"}, "passe"),
    ],
)
def test_other_zips_get_a_sentence(listed: Lister, members: dict[str, str], told: str) -> None:
    with pytest.raises(PassageError, match=told):
        listed(zipped(members))


def test_the_formats_of_the_tests_are_those_named() -> None:
    assert FORMATS[ZEROS] == "0" * 11 and FORMATS[BOTH] == "dd/mm/yyyy hh:mm"
