"""Names of schools and companies as people write them, compared by their words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_LEGAL = {"sa", "sas", "sasu", "sarl", "eurl", "snc", "scop", "gie"}
_COMMON = {"groupe", "societe", "compagnie", "agence", "cabinet"}
_SHORT = {"la", "le", "les", "l", "de", "du", "des", "d", "et"}
_IDLE = _LEGAL | _COMMON | _SHORT
"""Words that tell no company from another."""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Words without case, accents or punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(c for c in bare if not unicodedata.combining(c))))


def plain(text: str) -> str:
    """``"Lycée Victor-Hugo"`` gives ``"lycee victor hugo"``."""
    return " ".join(words(text))


@lru_cache(maxsize=4096)
def _company(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if word not in _IDLE) or words(text)


def same_company(one: str, other: str) -> bool:
    """Whether two names tell one company: the words of one open the other.

    "MAIF" and "Maif – agence de Lyon" do, "Crédit Agricole" and "Crédit Mutuel" do not. Two
    agencies of one insurer, "Allianz Durand" and "Allianz Roche", are two employers.
    """
    first, second = sorted((_company(one), _company(other)), key=len)
    return bool(first) and second[: len(first)] == first
