"""Marks: 0 to 20 by half points, never computed nor bounded by the grid (§ 1.4, rules 1, 2)."""

from __future__ import annotations

import re

_MARK = re.compile(r"(\d{1,2})(?:[.,]([05]))?")


def canonical_mark(text: str) -> str | None:
    """``"14,5"`` and ``"14.5"`` give ``"14.5"``, ``"14"`` gives ``"14.0"``; None for no mark."""
    match = _MARK.fullmatch(text.strip())
    if match is None or not match[1].isascii():
        return None
    whole, half = int(match[1]), match[2] or "0"
    if whole > 20 or (whole == 20 and half != "0"):
        return None
    return f"{whole}.{half}"


def half_points(mark: str) -> int:
    """The mark counted in half points, 0 to 40."""
    whole, half = mark.split(".")
    return 2 * int(whole) + (half == "5")


def printed_mark(mark: str) -> str:
    """As the French write it: ``"14,5"``, ``"14"``."""
    return mark.removesuffix(".0").replace(".", ",")
