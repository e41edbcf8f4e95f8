"""Whether a text names a school of the jury file: none may leave it with a pack (rule 4)."""

from __future__ import annotations

import re
import unicodedata

from app.domain.jury.state import JuryState

_WORD = re.compile(r"[a-z0-9]+")
LEAST = 8
"""Letters from which a name is looked for in running text, whatever the blanks; a shorter one is
looked for as words of their own."""


def _fold(byte: int) -> int:
    """A Latin-1 byte in lower case, without its accent."""
    letter = unicodedata.normalize("NFKD", chr(byte).lower())[:1]
    return ord(letter) if letter.isascii() and letter else byte


_FOLDED = bytes(map(_fold, range(256)))
_NOISE = bytes(n for n in range(256) if not (_FOLDED[n] < 128 and chr(_FOLDED[n]).isalnum()))
_FOREIGN = bytes(n for n in range(256) if not (n < 128 and chr(n).isalnum()))


def folded(text: str) -> list[str]:
    """Words in ASCII, without case or accents."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))


class Schools:
    """Every name and UAI of a school that the jury file holds."""

    def __init__(self, state: JuryState) -> None:
        told = {name for c in state.candidates.values() for name in (c.school, c.uai)}
        told |= {name for e in state.examiners.values() for name in e.schools}
        self._names = {tuple(folded(name)): name.strip() for name in told if folded(name)}
        self._bytes = [
            (form.encode(), name)
            for name in self._names.values()
            for form in {"".join(folded(name)), "".join(_WORD.findall(name.lower()))}
            if len(form) >= LEAST
        ]

    def named_in(self, text: str) -> list[str]:
        """The schools a text names, accents, case, blanks and punctuation aside."""
        words = folded(text)
        spaced, run = f" {' '.join(words)} ", "".join(words)
        return sorted(name for key, name in self._names.items() if _named(key, spaced, run))

    def named_in_bytes(self, data: bytes) -> list[str]:
        """The schools that bytes name as they stand, in UTF-8, Latin-1 or UTF-16."""
        latin = data.translate(_FOLDED, _NOISE)
        plain = data.lower().translate(None, _FOREIGN)
        return sorted({name for form, name in self._bytes if form in latin or form in plain})


def _named(key: tuple[str, ...], spaced: str, run: str) -> bool:
    whole = "".join(key)
    return f" {' '.join(key)} " in spaced or (len(whole) >= LEAST and whole in run)
