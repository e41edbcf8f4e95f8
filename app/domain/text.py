"""What a text may hold: NFC, no hidden character, a length one can read."""

from __future__ import annotations

import re
import unicodedata

from app.domain.errors import Refusal

LONG = 20_000
SHORT = 500
_LONG_FIELDS = frozenset({"text", "parameters", "scenario", "scenario_2", "appraisal", "drawing"})
_MANY_LINES = _LONG_FIELDS | {"reason", "evidence", "authority", "informed", "doubt"}
_INVARIABLE = frozenset({"non", "à", "de"})
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufff9-\ufffc\ufffe\uffff"
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\U000e0000-\U000e007f]"
)


def clean(field: str, text: str) -> str:
    """``text`` in NFC with plain line ends; Refusal naming ``field`` when it cannot be kept."""
    if text.isascii() and text.isprintable() and len(text) <= SHORT:
        return text  # most of what an act holds
    limit = LONG if field in _LONG_FIELDS else SHORT
    if len(text) > limit:
        raise Refusal(
            f"Le champ « {field} » compte {len(text)} caractères ; "
            f"le maximum est {limit}. Raccourcissez le texte."
        )
    hidden = _HIDDEN.search(text)
    if hidden:
        raise Refusal(
            f"Le champ « {field} » contient un caractère invisible interdit "
            f"(U+{ord(hidden.group()):04X}, position {hidden.start() + 1}). Retapez ce passage."
        )
    if field not in _MANY_LINES and not one_line(text):
        raise Refusal(f"Le champ « {field} » tient sur une ligne, sans tabulation : corrigez-le.")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> bool:
    """Whether the text holds neither line end nor tabulation."""
    return not set(text) & set("\r\n\t")


def shown(text: str, length: int = 40) -> str:
    """What was given, short and without hidden characters, to quote in a sentence."""
    cut = text if len(text) <= length else text[:length] + "…"
    return " ".join(_HIDDEN.sub("\N{REPLACEMENT CHARACTER}", cut).split())


def of(name: str) -> str:
    """``"de PETIT"``, ``"d’OUÉDRAOGO"``."""
    first = unicodedata.normalize("NFD", name[:1]).upper()[:1]
    return f"d’{name}" if first in "AEIOUY" and first else f"de {name}"


def counted(number: int, noun: str) -> str:
    """``"1 pièce"``, ``"3 pièces"``, ``"0 grille scellée"``: French has one below two."""
    words = (word if word in _INVARIABLE else f"{word}s" for word in noun.split(" "))
    return f"{number} {' '.join(words) if number > 1 else noun}"


def says(text: str | None) -> bool:
    """Whether the text says anything."""
    return bool(text and text.strip())
