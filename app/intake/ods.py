"""Sheets of an ods: values, or what the cell shows where its text has kept leading zeros."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.intake.archive import Workbook
from app.intake.sheets import KEPT_COLUMNS, KEPT_ROWS, Cell, Sheet, is_blank
from app.intake.workbooks import attribute, number_attribute, walk_xml

MAX_ROWS = 1_048_576
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")


def read_ods(workbook: Workbook) -> list[Sheet]:
    """Every sheet, in order. PassageError where the workbook is damaged or has a password."""
    if "META-INF/manifest.xml" in workbook:
        _refuse_password(workbook)
    reader = _ContentReader()
    walk_xml(workbook, "content.xml", reader.start, reader.end, reader.text)
    return reader.sheets


def _refuse_password(workbook: Workbook) -> None:
    from app.intake.archive import locked

    if b"encryption-data" in workbook.read("META-INF/manifest.xml"):
        raise locked(workbook.name)


class _ContentReader:
    """Gathers every sheet as the XML of ``content.xml`` goes by."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._depth = 0
        self._quiet = 0
        self._line = 0
        self._repeated = 1
        self._cells: list[Cell] = []
        self._cell: Mapping[str, str] = {}
        self._parts: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "annotation":
            self._quiet += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.sheets.append(Sheet(attribute(attributes, "name")))
                self._line = 0
        elif self._depth == 1 and not self._quiet:
            self._start_inside(tag, attributes)

    def _start_inside(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table-row":
            self._repeated = number_attribute(attributes, "number-rows-repeated", 1)
            self._cells = []
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell, self._parts = attributes, []
        elif tag == "p" and self._parts:
            self._parts.append("\n")
        elif tag in ("s", "tab", "line-break"):
            self.text(" " * min(100, number_attribute(attributes, "c", 1)))

    def text(self, data: str) -> None:
        if self._parts is not None and self._depth == 1 and not self._quiet:
            self._parts.append(data)

    def end(self, tag: str) -> None:
        if tag == "annotation":
            self._quiet -= 1
        elif tag == "table":
            self._depth -= 1
        elif self._depth == 1 and not self._quiet:
            self._end_inside(tag)

    def _end_inside(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            repeated = number_attribute(self._cell, "number-columns-repeated", 1)
            room = max(0, KEPT_COLUMNS - len(self._cells))
            self._cells.extend([self._value()] * min(repeated, room))
            self._parts = None
        elif tag == "table-row":
            self._add_rows()

    def _add_rows(self) -> None:
        """A repeated row is as many rows; beyond those kept they are only counted."""
        sheet = self.sheets[-1]
        repeated = min(self._repeated, MAX_ROWS)
        if not is_blank(self._cells):
            kept = min(repeated, KEPT_ROWS - len(sheet.rows))
            for step in range(kept):
                sheet.add(self._line + step + 1, self._cells)
            sheet.extra = min(MAX_ROWS, sheet.extra + repeated - kept)
        self._line += repeated

    def _value(self) -> Cell:
        shown = "".join(self._parts or ()).strip()
        kind = attribute(self._cell, "value-type")
        if kind in ("float", "percentage", "currency"):
            return _number(attribute(self._cell, "value"), shown)
        if kind == "date":
            return _date(attribute(self._cell, "date-value"), shown)
        if kind == "time":
            return _time(attribute(self._cell, "time-value"), shown)
        if kind == "boolean":
            return attribute(self._cell, "boolean-value") == "true"
        return shown


def _number(value: str, shown: str) -> Cell:
    """The number, or the text of figures that shows it with its leading zeros."""
    if not re.fullmatch(r"[+-]?\d{1,300}(?:\.\d*)?(?:E[+-]?\d{1,3})?", value, re.IGNORECASE):
        return shown
    figures = shown.strip()
    if len(figures) > 1 and figures[0] == "0" and figures.isascii() and figures.isdigit():
        return figures if figures.lstrip("0") == value.lstrip("0") else float(value)
    return int(value) if value.isascii() and value.isdigit() else float(value)


def _date(value: str, shown: str) -> Cell:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return shown
    return at if "T" in value else date(at.year, at.month, at.day)


def _time(value: str, shown: str) -> Cell:
    match = _DURATION.fullmatch(value)
    if not match:
        return shown
    hours, minutes, seconds = (int(part) for part in match.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
