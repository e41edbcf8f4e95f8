"""Instants and durations as text."""

from __future__ import annotations

import re
from datetime import datetime

_HOUR = re.compile(r"(\d{1,2})[:hH](\d{2})(?::(\d{2}))?")


def read_instant(text: str, at: datetime) -> datetime | None:
    """An ISO 8601 instant, or an hour of ``at``'s day ("09:31", "9h31", "09:31:20").

    Without an offset the centre's own is meant, which is that of ``at``. None when it is neither.
    """
    hour = _HOUR.fullmatch(text.strip())
    try:
        if hour:
            hours, minutes, seconds = (int(piece or 0) for piece in hour.groups())
            return at.replace(hour=hours, minute=minutes, second=seconds, microsecond=0)
        instant = datetime.fromisoformat(text.strip())
        aware = instant if instant.tzinfo else instant.replace(tzinfo=at.tzinfo)
        return aware.astimezone(at.tzinfo)
    except (ValueError, OverflowError):
        return None


def fixed(instant: datetime) -> datetime:
    """The instant as the journal keeps it: to the millisecond, with a plain offset."""
    return datetime.fromisoformat(stamp(instant))


def stamp(instant: datetime) -> str:
    """ISO 8601 with milliseconds and offset."""
    return instant.isoformat(timespec="milliseconds")


def duration_text(seconds: int) -> str:
    """``"13 min 20 s"``, ``"15 min"``."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest:02d} s" if rest else f"{minutes} min"


def clock_text(seconds: int) -> str:
    """``"13:20"``, minutes and seconds."""
    return f"{seconds // 60:02d}:{seconds % 60:02d}"
