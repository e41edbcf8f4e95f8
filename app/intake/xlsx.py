"""Sheets of an xlsx: values as a person sees them, in bounded memory.

Read here rather than by a library because a list needs what cells show (a number formatted
00000000000 keeps its zeros), and because a hostile sheet of two cells, the second at XFD1048576,
must not ask for hundreds of gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from posixpath import join, normpath

from app.intake.archive import Workbook
from app.intake.numbers import EPOCH_1900, EPOCH_1904, shown_number, shows
from app.intake.sheets import KEPT_COLUMNS, Cell, Sheet
from app.intake.workbooks import attribute, number_attribute, walk_xml

_MAIN = "xl/workbook.xml"
_NUMBER = re.compile(r"[+-]?(?:\d{1,300}(?:\.\d*)?|\.\d+)(?:E[+-]?\d{1,3})?", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMN = re.compile(r"([A-Za-z]{1,3})\d*")


def read_xlsx(workbook: Workbook) -> list[Sheet]:
    """Every worksheet, in the order of the workbook. PassageError where it is damaged."""
    main = _relations(workbook, "").get("officeDocument", [("", _MAIN)])[0][1]
    related = _relations(workbook, main)
    paths = {key: path for kind in related.values() for key, path in kind}
    names, epoch = _sheet_names(workbook, main)
    shared = _shared_strings(workbook, _path(related, "sharedStrings"))
    formats = _formats(workbook, _path(related, "styles"))
    sheets = []
    for name, key in names:
        if paths.get(key, "") in workbook:
            sheet = _SheetReader(Sheet(name), shared, formats, epoch)
            walk_xml(workbook, paths[key], sheet.start, sheet.end, sheet.text)
            sheets.append(sheet.sheet)
    return sheets


def _path(related: Mapping[str, list[tuple[str, str]]], kind: str) -> str:
    return related.get(kind, [("", "")])[0][1]


def _relations(workbook: Workbook, part: str) -> dict[str, list[tuple[str, str]]]:
    """Ids and paths of what ``part`` points at, by kind ("worksheet", "styles"…)."""
    folder, _, file = part.rpartition("/")
    found: dict[str, list[tuple[str, str]]] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship":
            target = attribute(attributes, "Target").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else join(folder, target)
            kind = attribute(attributes, "Type").rpartition("/")[2]
            found.setdefault(kind, []).append((attribute(attributes, "Id"), normpath(path)))

    member = join(folder, "_rels", f"{file}.rels")
    if member in workbook:
        walk_xml(workbook, member, start, _nothing, _nothing)
    return found


def _nothing(_: str) -> None:
    return None


def _sheet_names(workbook: Workbook, main: str) -> tuple[list[tuple[str, str]], date]:
    """Names and relation ids of the sheets, and day zero of serial dates."""
    names: list[tuple[str, str]] = []
    epoch = EPOCH_1900

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal epoch
        if tag == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            names.append((attribute(attributes, "name"), key))
        if tag == "workbookPr" and attribute(attributes, "date1904") in ("1", "true"):
            epoch = EPOCH_1904

    walk_xml(workbook, main, start, _nothing, _nothing)
    return names, epoch


def _shared_strings(workbook: Workbook, path: str) -> list[str]:
    """The texts that cells share; phonetic readings are left out."""
    strings: list[str] = []
    parts: list[str] = []
    inside: list[str] = []

    def start(tag: str, _: Mapping[str, str]) -> None:
        inside.append(tag)
        if tag == "si":
            parts.clear()

    def end(tag: str) -> None:
        inside.pop()
        if tag == "si":
            strings.append(_unescaped("".join(parts)))

    def text(data: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside[-3:]:
            parts.append(data)

    if path and path in workbook:
        walk_xml(workbook, path, start, end, text)
    return strings


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _formats(workbook: Workbook, path: str) -> list[str]:
    """What each cell style shows: "date", "time", a mask of zeros ("00000000"), or ""."""
    codes: dict[int, str] = {}
    kinds: list[str] = []
    inside: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        inside.append(tag)
        if tag == "numFmt":
            codes[number_attribute(attributes, "numFmtId", -1)] = attribute(
                attributes, "formatCode"
            )
        if tag == "xf" and "cellXfs" in inside[-2:]:
            number = number_attribute(attributes, "numFmtId", 0)
            kinds.append(shows(number, codes.get(number, "")))

    def end(_: str) -> None:
        inside.pop()

    if path and path in workbook:
        walk_xml(workbook, path, start, end, _nothing)
    return kinds


class _SheetReader:
    """Gathers the rows of one sheet as its XML goes by."""

    def __init__(self, sheet: Sheet, shared: list[str], formats: list[str], epoch: date) -> None:
        self.sheet = sheet
        self._shared = shared
        self._formats = formats
        self._epoch = epoch
        self._line = 0
        self._cells: dict[int, Cell] = {}
        self._column = -1
        self._type = self._style = ""
        self._values: list[str] = []
        self._texts: list[str] = []
        self._inside: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._inside.append(tag)
        if tag == "row":
            self._line = number_attribute(attributes, "r", self._line + 1)
            self._cells, self._column = {}, -1
        elif tag == "c":
            self._column = _column(attributes.get("r", ""), self._column + 1)
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._values, self._texts = [], []

    def text(self, data: str) -> None:
        if self._inside[-1] == "v":
            self._values.append(data)
        elif self._inside[-1] == "t" and "rPh" not in self._inside[-3:]:
            self._texts.append(data)

    def end(self, tag: str) -> None:
        self._inside.pop()
        if tag == "c" and self._column < KEPT_COLUMNS:
            if self._texts:
                self._cells[self._column] = _unescaped("".join(self._texts))
            elif self._values:
                self._cells[self._column] = self._value("".join(self._values))
        elif tag == "row" and self._cells:
            width = max(self._cells) + 1
            self.sheet.add(self._line, [self._cells.get(place) for place in range(width)])

    def _value(self, raw: str) -> Cell:
        if self._type == "s":
            place = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else -1
            return self._shared[place] if 0 <= place < len(self._shared) else "#REF!"
        if self._type == "b":
            return raw.strip() == "1"
        if self._type == "n" and _NUMBER.fullmatch(raw.strip()):
            return self._number(raw.strip())
        return _unescaped(raw)

    def _number(self, raw: str) -> Cell:
        place = int(self._style) if self._style.isdigit() and len(self._style) < 10 else -1
        kind = self._formats[place] if 0 <= place < len(self._formats) else ""
        return shown_number(float(raw), kind, self._epoch)


def _column(reference: str, following: int) -> int:
    """The place of a cell from its reference ("C7" is 2), else the one after the last."""
    match = _COLUMN.match(reference)
    if not match:
        return following
    place = 0
    for letter in match[1].upper():
        place = place * 26 + ord(letter) - 64
    return place - 1
