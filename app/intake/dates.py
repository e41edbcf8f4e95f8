"""Days and hours as lists write them: texts, cells of a workbook, serial numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from app.intake.cleaning import folded
from app.intake.sheets import Cell, text_of

# A value is quoted in a message only when it is made of these: never a school by accident.
_SAFE = re.compile(r"[\d\s/.:,'%+hH-]{1,25}")
_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_SHORT = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11}
_MONTH = {name: n for n, name in enumerate(_MONTHS.split(), 1)} | _SHORT | {"jan": 1, "dec": 12}
_CLOCK = r"(?:[ t]+\d{1,2}(?:[:h]\d{0,2}){1,2}(?:[:.]\d+)?z?)?"
_NUMERIC = re.compile(rf"(\d{{1,2}})[ /.-]+(\d{{1,2}})[ /.-]+(\d{{4}}|\d{{2}}){_CLOCK}")
_ISO = re.compile(rf"(\d{{4}})[/.-](\d{{1,2}})[/.-](\d{{1,2}}){_CLOCK}")
_WORDS = re.compile(rf"(?:[a-z]+\.? )?(\d{{1,2}})(?:er)?[ -]([a-z]+)\.?[ -](\d{{4}}){_CLOCK}")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(3_654, 73_051)  # 1910 to 2099
_HOUR = re.compile(
    r"(\d{1,2})(?: ?(?:h(?:eures?|rs?)?|[:.]) ?"
    r"(?:(\d{2})(?: ?mn?| ?min\.?)?(?:[:.](\d{2})(?:\.\d+)?)?)?)?"
    r"(?: ?(am|pm))?"
)
_RANGE = re.compile(r"(?:de )?(\d{1,2} ?[h:][ \d]{0,3}) ?(?:-|–|—|a|/) ?\d{1,2} ?[h:] ?\d{0,2}")
_DAY_FRACTION = re.compile(r"\d*[.,]\d{3,}(?:e-\d+)?")


def quoted(cell: Cell) -> str:
    """For messages: the value between « » after a space where it is made of figures, else ""."""
    text = text_of(cell).strip()
    return f" « {text} »" if _SAFE.fullmatch(text) else ""


def _plain(cell: Cell) -> str:
    return " ".join(folded(text_of(cell)[:100]).split())


def parse_date(cell: Cell, pivot: int) -> date | None:
    """A day, None for a blank cell. ``pivot`` is the last year a two-figure year may mean.

    ValueError, its text a French reason, for what is no day of the calendar.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _plain(cell)
    if not text:
        return None
    parts = _date_parts(text, pivot)
    if parts is None:
        raise ValueError(f"illisible{quoted(cell)}, écrivez jj/mm/aaaa")
    try:
        return date(*parts)
    except ValueError as error:
        raise ValueError(f"impossible{quoted(cell)}, écrivez jj/mm/aaaa") from error


def two_figure_year(cell: Cell) -> bool:
    """Whether a date is written with a year of two figures, so that its century is guessed."""
    match = _NUMERIC.fullmatch(_plain(cell))
    return bool(match and len(match[3]) == 2)


def _date_parts(text: str, pivot: int) -> tuple[int, int, int] | None:
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _NUMERIC.fullmatch(text):
        return _full_year(match[3], pivot), int(match[2]), int(match[1])
    if match := _WORDS.fullmatch(text):
        return int(match[3]), _MONTH.get(match[2], 13), int(match[1])
    if match := _COMPACT.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    return _serial_parts(text)


def _serial_parts(text: str) -> tuple[int, int, int] | None:
    if not re.fullmatch(r"\d{4,5}(\.\d{1,12})?", text) or int(float(text)) not in _SERIALS:
        return None
    day = _EPOCH + timedelta(days=int(float(text)))
    return day.year, day.month, day.day


def _full_year(text: str, pivot: int) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return pivot - (pivot - year) % 100


def parse_hour(cell: Cell) -> tuple[str, str]:
    """The hour as "HH:MM" ("" for a blank cell) and a French doubt, "" where there is none.

    ValueError, its text a French reason, for what is no hour of a day.
    """
    if isinstance(cell, datetime | time):
        return f"{cell.hour:02}:{cell.minute:02}", ""
    if isinstance(cell, timedelta):
        return _from_minutes(round(cell.total_seconds() / 60), cell), ""
    if isinstance(cell, float) and 0 <= cell < 100_000 and cell != int(cell):
        return _from_fraction(Fraction(cell), cell), ""
    if isinstance(cell, date):
        raise ValueError("remplacée par une date, écrivez 08:00")
    return _hour_of_text(_plain(cell), cell)


def _hour_of_text(text: str, cell: Cell) -> tuple[str, str]:
    if not text:
        return "", ""
    if _DAY_FRACTION.fullmatch(text):
        return _from_fraction(Fraction(text.replace(",", ".")), cell), ""
    dated = re.fullmatch(r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d)[ t]+(.*)", text)
    span = _RANGE.fullmatch(text)
    if span:
        return _hour_of_text(span[1].strip(), cell)[0], "seule l’heure de début est retenue"
    match = _HOUR.fullmatch(dated[1] if dated else text) or re.fullmatch(
        r"([01]\d|2[0-3])([0-5]\d)()()", text
    )
    if not match:
        raise ValueError(f"illisible{quoted(cell)}, écrivez 08:00")
    bare = f"« {match[1]} » compris comme {match[1]} h" if text == match[1] else ""
    return _clock(match, cell), bare


def _clock(match: re.Match[str], cell: Cell) -> str:
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    half = match.groups()[-1]
    if half in ("am", "pm") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if minute > 59 or second > 59:
        raise ValueError(f"impossible{quoted(cell)}, écrivez 08:00")
    return _from_minutes(hour * 60 + minute, cell)


def _from_fraction(days: Fraction, cell: Cell) -> str:
    return _from_minutes(round(days % 1 * 1440), cell)


def _from_minutes(minutes: int, cell: Cell) -> str:
    if not 0 <= minutes < 1440:
        raise ValueError(f"impossible{quoted(cell)}, écrivez 08:00")
    return f"{minutes // 60:02}:{minutes % 60:02}"
