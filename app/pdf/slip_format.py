"""French writing of dates, hours, durations, marks and codes on the slips."""

from __future__ import annotations

from datetime import date

from app.domain.marks import printed_mark

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_BOUNDS = {"maximum": " au plus", "minimum": " au moins"}


def long_date(day: date | None) -> str:
    """ "mercredi 5 juin 2019", empty for no date."""
    if day is None:
        return ""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{_DAYS[day.weekday()]} {number} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date | None) -> str:
    """ "16/08/1997", empty for no date."""
    return f"{day:%d/%m/%Y}" if day else ""


def hour_text(hour: str) -> str:
    """ "08:05" as "8 h 05"; anything else as it is."""
    hours, colon, minutes = hour.partition(":")
    return f"{int(hours)} h {minutes}" if colon and hours.isdecimal() else hour


def duration_text(seconds: int, bound: str = "") -> str:
    """ "26 min 40 s", followed by "au plus" or "au moins" for a maximum or a minimum."""
    minutes, rest = divmod(seconds, 60)
    exact = f"{minutes} min" + (f" {rest:02} s" if rest else "")
    return exact + _BOUNDS.get(bound, "")


def clock_text(seconds: int) -> str:
    """ "15:02": minutes, never hours, and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def mark_text(mark: str) -> str:
    """ "14.5" as "14,5 / 20"."""
    return f"{printed_mark(mark)} / 20"


def code_text(code: str) -> str:
    """The check code in two groups, "XXXX-XXXX"."""
    return f"{code[:4]}-{code[4:]}" if code else ""


def part_name(label: str) -> str:
    """ "Première partie (15 minutes maximum)" without its parenthesis."""
    return label.split(" (")[0]
