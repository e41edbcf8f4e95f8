"""Hours of the day as minutes: "09:30" is 570."""

from __future__ import annotations

import re

from app.domain.jury.people import Span

_HOUR = re.compile(r"([01]?\d|2[0-3])[:hH]([0-5]\d)")


def minute_of(text: str) -> int | None:
    """Minutes since midnight; None when the text is no hour."""
    found = _HOUR.fullmatch(text.strip())
    return 60 * int(found[1]) + int(found[2]) if found else None


def hour_text(minute: int) -> str:
    """``570`` gives ``"09:30"``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def span_of(text: str) -> Span | None:
    """``"12:00-13:30"``; None when it is no span of hours."""
    start, _, end = text.partition("-")
    begins, ends = minute_of(start), minute_of(end)
    return Span(begins, ends) if begins is not None and ends is not None and begins < ends else None
