"""How a journal says the values its acts hold."""

from __future__ import annotations

from datetime import date
from typing import Any


class Given(dict[str, Any]):
    """An act's fields; one that was left out is None."""

    def __missing__(self, field: str) -> None:
        return None


def flat(text: str) -> str:
    """The text on one line, without its own full stop: the sentence has one."""
    return " ".join(text.split()).removesuffix(".")


def quoted(text: Any) -> str:
    return f"« {flat(str(text))} »"


def day_said(text: Any) -> str:
    """An ISO date as the French write it; what is none as it is."""
    try:
        return f"{date.fromisoformat(str(text)):%d/%m/%Y}"
    except ValueError:
        return str(text)


def octets(size: int) -> str:
    """``"12 500 octets"``."""
    return f"{size:,} octets".replace(",", "\u202f")
