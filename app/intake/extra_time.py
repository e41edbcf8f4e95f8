"""Extra time as decisions write it: thirds, percentages, « oui », minutes."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from app.intake.cleaning import folded
from app.intake.sheets import Cell, text_of

THIRD = Fraction(1, 3)
_NONE = frozenset(
    ("", "0", "non", "n", "neant", "aucun", "aucune", "sans", "sans objet", "so", "faux", "-", "/")
)
_YES = frozenset(("oui", "o", "x", "vrai", "1"))
_FRACTION = re.compile(r"(?<![\d/])(?<!\d[.,])(\d{1,3}) ?/ ?(\d{1,3})(?![\d/]|[.,]\d)")
_PERCENT = re.compile(r"(?<![\d,.])(\d{1,3}(?:[.,]\d{1,6})?) ?%")
_MINUTES = re.compile(r"\d+ ?(?:min\b|mn\b|minutes?\b|'|’|h\b|h\d|heures?\b)")
_THIRD_WORDS = re.compile(r"\btiers?\b")
_OTHER_WORDS = re.compile(
    r"secretaire|ordinateur|salle|interprete|lsf|lectur|lecteur|agrandi|pause|fraction|assist|"
    r"materiel|accessib|fauteuil|logiciel|braille|codeur|aesh|isole|consigne|pap\b|pai\b|"
    r"traitement|toilette|temps compensatoire|\becrite?s?\b"
)
_PREPARATION = re.compile(r"\bprepa?\b|\bpreparations?\b")
_PARTS = re.compile(r"\b(?:interrogations?|passages?|entretiens?|exposes?)\b")
_NEGATION = re.compile(r"\b(?:non|pas|sans|aucune?|refuse\w*)\b")


class Extra(NamedTuple):
    """Fractions of the planned time as canonical text ("1/3", "0"), and a French doubt or ""."""

    preparation: str
    parts: str
    doubt: str = ""


def parse_extra(cell: Cell) -> Extra:
    """The extra time of a cell. ValueError, its text a French reason, for nonsense."""
    if isinstance(cell, float) and 0.01 <= cell < 1:
        return _extra(_near_third(Fraction(cell).limit_denominator(100)), "")
    text = " ".join(folded(text_of(cell)[:200]).replace("⅓", "1/3").replace("¼", "1/4").split())
    if text in _NONE or not re.search(r"\w", text):
        return Extra("0", "0")
    if text in _YES:
        return _extra(THIRD, "", "« oui » compris comme un tiers, vérifiez la décision")
    if re.fullmatch(r"0[.,]\d{1,6}", text):
        return parse_extra(float(text.replace(",", ".")) or None)
    found = _fractions(text)
    if len(found) > 1:
        raise ValueError("double dans une cellule, faites deux colonnes")
    if found and _NEGATION.search(text):
        raise ValueError("à la fois donnée et niée, écrivez 1/3 ou laissez vide")
    return _extra(found.pop(), text) if found else _without_fraction(text)


def _fractions(text: str) -> set[Fraction]:
    """Every share of the time that ``text`` names."""
    pairs = [(int(a), int(b)) for a, b in _FRACTION.findall(text)]
    if any(not 0 < a <= b for a, b in pairs):
        raise ValueError("impossible, écrivez par exemple 1/3")
    percents = [Fraction(p.replace(",", ".")) / 100 for p in _PERCENT.findall(text)]
    if any(not 0 <= share <= 1 for share in percents):
        raise ValueError("impossible, écrivez par exemple 33 %")
    found = {Fraction(a, b) for a, b in pairs} | {_near_third(share) for share in percents}
    return found or ({THIRD} if _THIRD_WORDS.search(text) else set())


def _near_third(share: Fraction) -> Fraction:
    """33 %, 33,3 % and 33,34 % all mean one third."""
    return THIRD if Fraction(33, 100) <= share <= Fraction(3334, 10000) else share


def _extra(share: Fraction, text: str, doubt: str = "") -> Extra:
    for_preparation, for_parts = bool(_PREPARATION.search(text)), bool(_PARTS.search(text))
    both = for_preparation == for_parts
    doubts = [doubt] if doubt else []
    if not both:
        part = "la préparation" if for_preparation else "l’interrogation"
        doubts.append(f"majoration comprise pour {part} seulement")
    if share > THIRD:
        doubts.append(
            f"majoration de {share}, au-dessus du tiers, doublement sur décision motivée du médecin"
        )
    if _OTHER_WORDS.search(text):
        doubts.append("d’autres aménagements sont notés, seul le temps est retenu")
    return Extra(
        str(share) if both or for_preparation else "0",
        str(share) if both or for_parts else "0",
        " ; ".join(doubts),
    )


def _without_fraction(text: str) -> Extra:
    if _MINUTES.search(text):
        return Extra(
            "0", "0", "majoration en minutes non retenue, saisissez-la en fraction du temps"
        )
    if _OTHER_WORDS.search(text):
        return Extra("0", "0", "aménagement noté sans majoration de temps, aucune n’est retenue")
    raise ValueError("incomprise, écrivez 1/3, 33 % ou laissez vide")
