"""What a search compares: texts without accents, ligatures or capitals."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """``"Œuvre à l’écrit"`` gives ``"oeuvre a l'ecrit"``."""
    spread = text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'").casefold()
    letters = unicodedata.normalize("NFD", spread)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
