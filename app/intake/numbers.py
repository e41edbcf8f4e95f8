"""Numbers in the cells of workbooks, and what their format makes of them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from app.intake.sheets import Cell

EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DATES = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_TIMES = frozenset((*range(18, 22), *range(45, 48)))
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


@lru_cache(maxsize=1000)
def shows(number: int, code: str) -> str:
    """What a format shows: "date", "time", a mask of zeros ("00000000"), or "" for the number.

    ``number`` is the built-in format's, ``code`` the text of one of the workbook's own.
    """
    if not code:
        return "date" if number in _DATES else "time" if number in _TIMES else ""
    bare = _LITERALS.sub("", code[:200].split(";")[0]).lower()
    if re.fullmatch("0{2,40}", bare):
        return bare
    if "general" in bare or not re.search("[dyhms]", bare):
        return ""
    return "date" if re.search("[dy]", bare) or not re.search("[hs]", bare) else "time"


def shown_number(value: float, kind: str, epoch: date) -> Cell:
    """A number as its cell shows it, ``kind`` being what ``shows`` says of its format."""
    if kind in ("date", "time"):
        return _moment(value, kind, epoch)
    whole = abs(value) < 1e15 and value == int(value)
    if kind and whole and value >= 0:
        return str(int(value)).zfill(len(kind))
    return int(value) if whole else value


def _moment(serial: float, kind: str, epoch: date) -> Cell:
    """A serial number of days as a date, an hour or both."""
    if not 0 <= serial < 2_900_000:
        return serial
    seconds = round(serial * 86_400)
    at = datetime(epoch.year, epoch.month, epoch.day) + timedelta(seconds=seconds)
    if kind == "time" and serial < 1:
        return at.time() if seconds < 86_400 else serial
    return at.date() if kind == "date" and serial == int(serial) else at
