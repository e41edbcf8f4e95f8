"""Texts as people typed them, made fit to keep: NFC, single spaces, nothing hidden."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 200
_SPACES = re.compile("[\t\n\r\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Printable by category, yet nothing is seen: fillers, joiners, variation selectors, blank Braille.
_BLANKS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd"
    "\U000e0100-\U000e01ef]"
)
# "é" written in UTF-8 and read as Windows-1252, somewhere before the file reached us.
MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def hidden_character(text: str) -> str | None:
    """The first character of ``text`` nobody can see or that changes the reading direction."""
    blank = _BLANKS.search(text)
    if blank:
        return blank.group()
    return None if text.isprintable() else next(c for c in text if not c.isprintable())


def tidy(text: str, limit: int = MAX_LENGTH) -> str:
    """``text`` in NFC, outer spaces cut, inner white space as one space.

    ValueError for a hidden character or more than ``limit`` characters; its text is French and
    follows the name of the field (« avec un caractère invisible… »), as all over this package.
    """
    spaced = _SPACES.sub(" ", text).strip(" ")
    if len(spaced) > limit:
        raise ValueError(f"de {len(spaced)} caractères, {limit} au plus")
    hidden = hidden_character(spaced)
    if hidden:
        raise ValueError(
            f"avec un caractère invisible ou illisible (U+{ord(hidden):04X}), à retaper"
        )
    return unicodedata.normalize("NFC", spaced)


def folded(text: str) -> str:
    """``text`` for comparing: no accents, no case, ligatures opened."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of ``text`` for comparing: folded, cut at everything but letters and digits."""
    return re.findall(r"[^\W_]+", folded(text))
