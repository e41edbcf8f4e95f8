"""What the titles of a jury's list mean beside those of a commission's (§ 1.1, 1.2)."""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain.jury.words import UNITS
from app.intake.cleaning import folded
from app.intake.headers import FIELDS, Words, meaning

OWN_FIELDS = {
    "form": "forme",
    "exam": "épreuve",
    "commission": "commission",
    "units": "état des unités",
    **{f"unit_{unit}": f"état de l’{unit}" for unit in UNITS},
}
JURY_FIELDS = FIELDS | OWN_FIELDS
LABELS = JURY_FIELDS
"""Every field there is, by what a French reader calls it."""
_TITLES = {
    "form": "forme; forme de passage; forme d'examen; forme de l'examen; forme globale progressive",
    "exam": "épreuve; sous-épreuve; code épreuve; code sous-épreuve; épreuve orale; oral",
    "commission": "commission; numéro commission; n° commission; code commission; commission oral; "
    "commission d'interrogation; numéro de commission",
    "units": "unités; état des unités; statut des unités; statuts; unités d'examen",
}
_ABOUT_A_UNIT = {"statut", "etat", "unite", "epreuve", "sous", "de", "l", "d", "mode"}
UNIT = re.compile(r"\b[eu]\s?\.?\s?(\d)\s?\.?\s?(\d)?\b|\b(ef)(?:1|2)?\b")


def _key(title: str) -> str:
    words = re.findall(r"[a-z0-9°]+", folded(title[:200]).replace("n°", "numero "))
    return " ".join(word for word in words if word not in ("de", "des", "d", "l", "la"))


_KNOWN = {_key(title): field for field, text in _TITLES.items() for title in text.split(";")}


def unit_named(text: str) -> str:
    """The unit a text names, "E32" for « U3.2 »; "" where it names none or several."""
    found = {_unit(match) for match in UNIT.finditer(folded(text))}
    return found.pop() if len(found) == 1 and found <= set(UNITS) else ""


def _unit(match: re.Match[str]) -> str:
    return "EF" if match[3] else f"E{match[1]}{match[2] or ''}"


@lru_cache(maxsize=4096)
def jury_meaning(title: str) -> tuple[str, int] | None:
    """As ``headers.meaning``, with the columns that only a jury reads."""
    if known := _KNOWN.get(_key(title)):
        return known, 0
    unit, rest = unit_named(title), set(_key(UNIT.sub(" ", folded(title[:200]))).split())
    if unit and rest <= _ABOUT_A_UNIT:
        return f"unit_{unit}", 0
    return meaning(title)


JURY = Words(JURY_FIELDS, jury_meaning, (), "Partagez-la en plusieurs listes.")
