"""Workbooks that are zips of XML: told apart, then read by ``xlsx`` or ``ods``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from xml.parsers import expat

from app.domain.errors import PassageError
from app.intake.archive import Workbook
from app.intake.sheets import Book

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MAX_UNZIPPED = 64_000_000
MAX_DEPTH = 100
_OTHERS = {
    "xl/workbook.bin": "est un classeur binaire (xlsb) : enregistrez-le en xlsx",
    "word/document.xml": "est un document Word, non une liste : mettez la liste dans un classeur",
    "ppt/presentation.xml": "est une présentation, non une liste : mettez la liste en xlsx",
}

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def read_zipped_workbook(data: bytes, name: str) -> Book:
    """The sheets of an xlsx or ods. PassageError where ``data`` is neither, damaged or too big."""
    workbook = Workbook(data, name, MAX_UNZIPPED)
    for member, sentence in _OTHERS.items():
        if member in workbook:
            raise PassageError(f"« {name} » {sentence}.")
    if "[Content_Types].xml" in workbook:
        from app.intake.xlsx import read_xlsx

        return Book("classeur Excel xlsx", read_xlsx(workbook))
    if "content.xml" in workbook and _is_spreadsheet(workbook):
        from app.intake.ods import read_ods

        return Book("classeur LibreOffice ods", read_ods(workbook))
    raise PassageError(
        f"« {name} » est une archive zip, non une liste : donnez le fichier CSV, xlsx, xls ou "
        "ods qu’elle contient."
    )


def _is_spreadsheet(workbook: Workbook) -> bool:
    return "mimetype" not in workbook or b"spreadsheet" in workbook.read("mimetype")[:200]


def walk_xml(workbook: Workbook, member: str, start: Start, end: End, text: Text) -> None:
    """Call ``start``, ``end`` and ``text`` along the XML of ``member``, by local names.

    PassageError when it is no XML; a document type is refused, so that no entity can swell.
    """
    depth = 0

    def started(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError("too deep")
        start(name.rpartition(":")[2], attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    _parse(parser, workbook, member)


def _parse(parser: XMLParserType, workbook: Workbook, member: str) -> None:
    try:
        parser.Parse(workbook.read(member), True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise workbook.damaged() from error


def _refuse_doctype(*_: object) -> None:
    raise ValueError("document type")


def attribute(attributes: Mapping[str, str], local: str) -> str:
    """An attribute by its local name, whatever its prefix; "" where it is missing."""
    if local in attributes:
        return attributes[local]
    return next((v for k, v in attributes.items() if k.rpartition(":")[2] == local), "")


def number_attribute(attributes: Mapping[str, str], local: str, fallback: int) -> int:
    """A whole number of at most nine figures in an attribute, else ``fallback``."""
    text = attribute(attributes, local)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else fallback
