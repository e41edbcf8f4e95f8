"""Tables for a spreadsheet: every cell a text, so that no zero is lost and nothing is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.domain.errors import UsageError
from app.services.exporting import refuse_existing
from app.system import write_all

Table = Sequence[Sequence[str]]
"""The titles, then the rows."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


def csv_bytes(table: Table) -> bytes:
    """As French spreadsheets open it: UTF-8 with its mark, semicolons, every cell quoted.

    A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def xlsx_bytes(table: Table, sheet: str, at: datetime) -> bytes:
    """A workbook of one sheet, made ``at``; every cell is a text, never a formula."""
    import xlsxwriter  # needed here alone

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": sheet, "author": "Passage", "created": at.replace(tzinfo=None)})
    page = book.add_worksheet(sheet)
    bold = book.add_format({"bold": True, "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    for line, row in enumerate(table):
        for column, cell in enumerate(row):
            page.write_string(line, column, cell, bold if not line else text)
    for column in range(len(table[0])):
        widest = max(len(row[column]) for row in table)
        page.set_column(column, column, min(_WIDEST, widest + 2))
    page.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def write_table(path: Path, table: Table, sheet: str, at: datetime) -> None:
    """Write the table to a new ``.csv`` or ``.xlsx``; PassageError where it stands already."""
    kind = table_kind(path)
    write_new(path, csv_bytes(table) if kind == ".csv" else xlsx_bytes(table, sheet, at))


def table_kind(path: Path) -> str:
    """``.csv`` or ``.xlsx``; UsageError for another name, PassageError for a file that exists."""
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise UsageError(f"{path} : le nom se termine par .csv ou .xlsx.")
    refuse_existing(path)
    return kind


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist, whole or not at all (rule 10)."""
    refuse_existing(path)
    write_all({path: data})
