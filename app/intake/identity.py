"""Numbers, names and UAI codes as lists write them."""

from __future__ import annotations

import re
from math import isfinite
from typing import NamedTuple

from app.intake.cleaning import MOJIBAKE, folded, tidy
from app.intake.sheets import Cell, text_of

MAX_NUMBER = 40
MAX_NAME = 100
_UAI_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_UNSAFE = re.compile(r'[/\\<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_CIVILITY = re.compile(
    r"(?:m\.|mr\.?|mme\.?|mlle\.?|monsieur|madame|mademoiselle)\s+", re.IGNORECASE
)
_MARRIED = re.compile(r"(.+?)\s+\(?(née?|épouse|époux|ép\.?|ep\.?)\s+([^()]+?)\)?(?:\s+(.*))?")


def check_number(text: str) -> str:
    """A candidate number as given, fit to name a folder on any system.

    ValueError, its text a French reason, where it is not. It is opaque: any printable text of at
    most ``MAX_NUMBER`` characters.
    """
    number = tidy(text)
    if not number:
        raise ValueError("manquant")
    if len(number) > MAX_NUMBER:
        raise ValueError(f"de {len(number)} caractères, {MAX_NUMBER} au plus")
    if unsafe := _UNSAFE.search(number):
        raise ValueError(f"avec le signe « {unsafe[0]} », interdit")
    if number.strip(". ") != number or _RESERVED.fullmatch(number):
        raise ValueError("refusé, il ne peut nommer un dossier")
    return number


def parse_number(cell: Cell) -> str:
    """The number of a cell, leading zeros kept. ValueError, its text a French reason, if wrong."""
    if isinstance(cell, float) and (not isfinite(cell) or cell != int(cell) or cell < 0):
        raise ValueError("décimal ou négatif, mettez la colonne au format texte")
    if isinstance(cell, float | int) and cell >= 10**15:
        raise ValueError("de plus de 15 chiffres en cellule numérique, des chiffres sont perdus")
    text = text_of(cell)
    if _SCIENTIFIC.fullmatch(text.strip()):
        raise ValueError("en notation scientifique, le tableur en a perdu des chiffres")
    return check_number(re.sub(r"^\s*['’](?=\d)", "", text))


def parse_name(cell: Cell) -> str:
    """A name of at most ``MAX_NAME`` characters; ValueError, its text a French reason."""
    name = tidy(text_of(cell), MAX_NAME)
    if name and not any(c.isalpha() for c in name):
        raise ValueError("sans aucune lettre")
    return name


def name_doubt(name: str) -> str:
    """Why a name may have been damaged before it reached us, "" where nothing shows."""
    if MOJIBAKE.search(name) or "?" in name:
        return "accents abîmés"
    if any(c.isdigit() for c in name):
        return "un chiffre dans le nom"
    return "une formule dans le nom" if name[0] in "=+@#" else ""


class Names(NamedTuple):
    """A full name taken apart; ``doubt`` is French, "" where the parting is sure."""

    last: str
    usual: str
    first: str
    doubt: str = ""


def split_name(full: str) -> Names:
    """« DE LA TOUR Jean », « Jean DE LA TOUR », « DE LA TOUR, Jean »: capitals are the name."""
    bare = _CIVILITY.sub("", full, count=1) if _CIVILITY.match(full) else full
    if bare.count(",") == 1:
        last, first = (part.strip() for part in bare.split(","))
        return Names(last, "", first) if last else Names(first, "", "", "nom et prénoms mêlés")
    married = _MARRIED.fullmatch(bare)
    if married:
        return _married(married)
    tokens = bare.split(" ")
    capital = [_is_capital(tokens, place) for place in range(len(tokens))]
    if all(capital) or not any(capital):
        return Names(tokens[0], "", " ".join(tokens[1:]), _unsure(tokens))
    last = " ".join(t for t, upper in zip(tokens, capital, strict=True) if upper)
    first = " ".join(t for t, upper in zip(tokens, capital, strict=True) if not upper)
    parted = capital in (sorted(capital), sorted(capital, reverse=True))
    doubt = "" if parted else "majuscules et minuscules alternent, vérifiez nom et prénoms"
    return Names(last, "", first, doubt)


def _unsure(tokens: list[str]) -> str:
    last, first = tokens[0], " ".join(tokens[1:])
    return f"nom « {last} » et prénoms « {first} » devinés, vérifiez" if first else ""


def _married(match: re.Match[str]) -> Names:
    before, word, after, first = match[1], match[2], match[3], match[4] or ""
    if not first:
        pieces = split_name(after)
        after, first = pieces.last, pieces.first
    doubt = "nom de naissance et nom d’usage devinés, vérifiez"
    born = word.startswith("né")
    return Names(after, before, first, doubt) if born else Names(before, after, first, doubt)


def _is_capital(tokens: list[str], place: int) -> bool:
    """Whether a word is in capitals, or a small « de » before capitals."""
    token = tokens[place]
    if token.isupper() and (token[1:2] not in ("", ".") or token.isalpha()):
        return True
    small = token.lower() in ("de", "du", "des", "la", "le", "van", "von", "el", "da", "dos", "d'")
    after = place + 1 < len(tokens) and _is_capital(tokens, place + 1)
    glued = re.fullmatch(r"(?:d|l|mac|mc|o)['’]?[^\W\d_]{2,}", token, re.IGNORECASE)
    upper = bool(glued) and bool(re.sub(r"^(?:[dlDLoO]['’]|Mac|Mc)", "", token).isupper())
    return upper or (token.islower() and small and after)


def uai_doubt(cell: Cell) -> str:
    """Why a UAI is doubtful, "" where it is blank or right. The code itself is never repeated."""
    code = re.sub(r"[\s.-]", "", text_of(cell)[:50]).upper()
    if not code:
        return ""
    if not re.fullmatch(r"[0-9]{7}[A-Z]", code):
        return "UAI mal formé (sept chiffres et une lettre)"
    right = _UAI_KEYS[int(code[:7]) % len(_UAI_KEYS)] == code[7]
    return "" if right else "clé de l’UAI fausse"


def same_person(one: str, other: str) -> bool:
    """Whether two names differ at most by accents, case, spaces and hyphens."""
    return folded(one).replace("-", " ") == folded(other).replace("-", " ")
