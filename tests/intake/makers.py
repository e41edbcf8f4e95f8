"""Small writers of the files that lists come in, so that no test needs a spreadsheet program."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

Value = str | int | float | None
Table = Sequence[Sequence[Value]]

HEADER = ("N° candidat", "Nom de naissance", "Prénom(s)", "Né(e) le", "Heure de passage")
ROW = ("00001901930", "OUÉDRAOGO", "Loïc", "16/08/1997", "08:00")
OTHER = ("00001901931", "LEFÈVRE", "Noémie", "27/07/1997", "09:00")


def several(text: str) -> list[str]:
    """Values parted by "|"."""
    return text.split("|")


def csv_text(*rows: Sequence[str], delimiter: str = ";", end: str = "\r\n") -> str:
    """Rows as delimited text, unquoted."""
    return "".join(delimiter.join(row) + end for row in rows)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A compressed zip of ``members`` {name: content}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


# --- xlsx ---------------------------------------------------------------------------------------

FORMATS = ("General", "dd/mm/yyyy", "hh:mm", "00000000000", "0%", "@", "dd/mm/yyyy hh:mm")


def styled(value: float, style: int) -> str:
    """The XML of a numeric cell shown with ``FORMATS[style]``, to be put in a table as it is."""
    return f'<c s="{style}"><v>{value}</v></c>'


def _xlsx_cell(value: Value) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, str) and value.startswith("<c"):
        return value
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def sheet_xml(table: Table) -> str:
    """A worksheet part."""
    rows = "".join(f"<row>{''.join(map(_xlsx_cell, row))}</row>" for row in table)
    return f'<worksheet xmlns="x"><sheetData>{rows}</sheetData></worksheet>'


def xlsx_members(sheets: Mapping[str, Table], properties: str = "") -> dict[str, str | bytes]:
    """The members of an xlsx of ``sheets`` {name: rows}."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, sheets, strict=True)
    )
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    codes = "".join(
        f'<numFmt numFmtId="{170 + n}" formatCode={quoteattr(code)}/>'
        for n, code in enumerate(FORMATS)
    )
    xfs = "".join(f'<xf numFmtId="{170 + n}"/>' for n in range(len(FORMATS)))
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns:r="{office}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{targets}"
        f'<Relationship Id="st" Type="{office}/styles" Target="/xl/styles.xml"/>'
        f'<Relationship Id="ss" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f"<styleSheet><numFmts>{codes}</numFmts><cellStyleXfs><xf/></cellStyleXfs>"
        f"<cellXfs>{xfs}</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": "<sst><si><t>shared</t></si><si><r><t>ri</t></r><r><t>ch</t></r>"
        "<rPh><t>no</t></rPh></si></sst>",
        **{
            f"xl/worksheets/sheet{n}.xml": sheet_xml(t)
            for n, t in zip(numbers, sheets.values(), strict=True)
        },
    }


def xlsx(*table: Sequence[Value], **sheets: Table) -> bytes:
    """An xlsx of one sheet « Feuil1 » of these rows, or of named sheets."""
    return zipped(xlsx_members(sheets or {"Feuil1": table}))


# --- ods ----------------------------------------------------------------------------------------

_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS_SPACES = " ".join(f'xmlns:{n}="{_ODS}{n}:1.0"' for n in ("office", "table", "text"))


def ods_cell(text: str, kind: str = "string", attributes: str = "") -> str:
    """The XML of a cell, to be put in a table as it is."""
    return (
        f'<table:table-cell office:value-type="{kind}" {attributes}>'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def _ods_cell(value: Value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return value if value.startswith("<table:") else ods_cell(value)
    return ods_cell(str(value), "float", f'office:value="{value}"')


def ods_content(sheets: Mapping[str, Table]) -> str:
    """The ``content.xml`` of ``sheets``."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    return (
        f"<office:document-content {_ODS_SPACES}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def ods(*table: Sequence[Value], **sheets: Table) -> bytes:
    """An ods of one sheet « Feuille1 » of these rows, or of named sheets."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": ods_content(sheets or {"Feuille1": table}),
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


# --- xls: BIFF8 in a compound file --------------------------------------------------------------


def record(kind: int, body: bytes = b"") -> bytes:
    """A BIFF record."""
    return struct.pack("<HH", kind, len(body)) + body


def _unicode(text: str, length: str) -> bytes:
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")


def _xls_cell(row: int, column: int, value: Value) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if value is None:
        return b""
    if isinstance(value, str):
        return record(0x0204, place + _unicode(value, "H"))
    return record(0x0203, place + struct.pack("<d", value))


def biff(table: Table, name: str = "Feuil1", extra: bytes = b"") -> bytes:
    """The workbook stream of one sheet; ``extra`` records follow its cells."""
    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6)
    start = record(0x0809, bof) + record(0x0042, struct.pack("<H", 1200))
    start += record(0x00E0, b"\0" * 20)
    bound = struct.pack("<IBB", 0, 0, 0) + _unicode(name, "B")
    place = len(start) + len(record(0x0085, bound)) + 4
    bound = struct.pack("<I", place) + bound[4:]
    cells = b"".join(
        _xls_cell(r, c, value) for r, row in enumerate(table) for c, value in enumerate(row)
    )
    sheet = record(0x0809, bof[:2] + struct.pack("<H", 0x10) + bof[4:])
    sheet += record(0x0200, struct.pack("<IIHHH", 0, len(table), 0, max(map(len, table)), 0))
    return start + record(0x0085, bound) + record(0x0A) + sheet + cells + extra + record(0x0A)


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file holding ``stream``, which is padded beyond the size of a mini stream."""
    stream = stream.ljust(4096, b"\0")
    size = len(stream)
    stream += b"\0" * (-size % 512)
    sectors = len(stream) // 512
    fats = (sectors + 1) // 127 + 1
    chain = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, *([0xFFFFFFFD] * fats)]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(fats * 512, b"\xff")
    places = [sectors + 1 + n for n in range(fats)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack(
        "<HHHHH6xIIIIIIIII",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fats,
        sectors,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
    )
    head += struct.pack(f"<{fats}I", *places).ljust(436, b"\xff")
    root = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    return head + stream + (root + _entry(name, 2, 0, size)).ljust(512, b"\0") + fat


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, none, none, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def xls(*table: Sequence[Value]) -> bytes:
    """An xls of one sheet of these rows."""
    return compound(biff(table))
