"""Lists, dates and hours as an organiser writes them in one cell, and reads them there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from app.domain.rules.identity import read_date

_PARTS = re.compile(r"[;,\n]")
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})")
_SPAN = re.compile(r"(\d[\d/]*/\d+)\s*(?:au|à|-|–)\s*(\d[\d/]*/\d+)")
LONGEST = timedelta(days=60)
"""A span of days that is longer is a slip of the keys."""


def parts_of(text: str) -> tuple[str, ...]:
    """``"B1, B2"`` as two, each once."""
    return _distinct(_PARTS.split(text))


def names_of(text: str) -> tuple[str, ...]:
    """Names, parted by semicolons: a school’s may have a comma in it."""
    return _distinct(text.split(";"))


def _distinct(parts: Iterable[str]) -> tuple[str, ...]:
    told = (" ".join(part.split()) for part in parts)
    return tuple(dict.fromkeys(part for part in told if part))


def days_of(text: str, year: int) -> tuple[str, ...]:
    """``"3/6 au 5/6, 7/6/2019"`` as ISO dates, of that year where none is said; what is no date as
    it was written, for the rules to refuse it by its words."""
    return tuple(dict.fromkeys(day for part in parts_of(text) for day in _days(part, year)))


def _days(part: str, year: int) -> Iterator[str]:
    first, last = _ends(part, year)
    if first is None or last is None or not timedelta() <= last - first <= LONGEST:
        yield part
        return
    while first <= last:
        yield first.isoformat()
        first += timedelta(days=1)


def _ends(part: str, year: int) -> tuple[date | None, date | None]:
    """The first and last day a part tells, the same where it tells one."""
    found = _SPAN.fullmatch(part)
    ends = (found[1], found[2]) if found else (part, part)
    return _day(ends[0], year), _day(ends[1], year)


def _day(text: str, year: int) -> date | None:
    short = _SHORT.fullmatch(text.strip())
    return read_date(f"{int(short[1]):02d}/{int(short[2]):02d}/{year}" if short else text)


def days_text(days: Iterable[date], year: int) -> str:
    """``"03/06 au 05/06, 07/06"``, with the year where it is another."""
    return ", ".join(_run_text(run, year) for run in _runs(sorted(days)))


def _runs(days: Sequence[date]) -> Iterator[Sequence[date]]:
    """Days that follow one another, together."""
    start = 0
    for place, (one, other) in enumerate(pairwise(days), 1):
        if other - one != timedelta(days=1):
            yield days[start:place]
            start = place
    if days:
        yield days[start:]


def _run_text(run: Sequence[date], year: int) -> str:
    if len(run) < 3:
        return ", ".join(day_text(day, year) for day in run)
    return f"{day_text(run[0], year)} au {day_text(run[-1], year)}"


def day_text(day: date, year: int) -> str:
    return f"{day:%d/%m}" if day.year == year else f"{day:%d/%m/%Y}"
