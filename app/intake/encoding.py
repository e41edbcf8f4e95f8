"""Which encoding a text file is in: proven where it can be, else judged by its French."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from app.domain.errors import PassageError

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8 avec BOM"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
# In order of preference where two read a file equally well.
_ONE_BYTE = {
    "cp1252": "Windows-1252",
    "iso8859-15": "Latin-9",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
}
# What an accented letter is worth when it stands where French puts it (see _fits).
_WORTH = {
    **dict.fromkeys("îûæãõáíó", 2),
    **dict.fromkeys("êàôâüöñ", 3),
    **dict.fromkeys("èçïë", 4),
    "œ": 5,
    "é": 6,
}
_PLACES = {
    "œ": re.compile("..œ[ui].", re.DOTALL),
    "ç": re.compile("..ç[aouàôõã].", re.DOTALL),
    "ï": re.compile(".[aeou]ï..|..ï[aeé].", re.DOTALL),
    "ë": re.compile(".[aeioum]ë..", re.DOTALL),
    "ã": re.compile("..ã[oe].", re.DOTALL),
    "à": re.compile(r"..à\W.", re.DOTALL),
    **{c: re.compile(rf"..{c}[^aeiou].", re.DOTALL) for c in "êîôûâ"},
}
_PUNCTUATION = frozenset("’‘«»“”–—…€·\u00a0")
_HEADER_WORDS = re.compile(
    r"n°|numéro|prénom|né\(|\bnée?\b|établissement|lycée|catégorie|aménagement|majoré|préparation|"
    r"épreuve|février|août|décembre"
)
_HEAD = 10_000
_SAMPLE = 200_000
_UTF_8_PAIR = re.compile(rb"\xc3[\x80-\xbf]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of ``data`` and the French name of its encoding ("UTF-8 avec BOM", "Mac Roman"…).

    PassageError naming the file ``name`` when it is empty, binary or mixes encodings.
    """
    if not data.strip(b"\x00\t\r\n \x1a"):
        raise PassageError(f"« {name} » est vide : donnez une liste de candidats.")
    text, encoding = _decoded(data, name)
    text = text.rstrip("\x1a")
    if len(_CONTROLS.findall(text[:_SAMPLE])) > 10 + len(text[:_SAMPLE]) // 100:
        raise _binary(name)
    if not text.strip():
        raise PassageError(f"« {name} » est vide : donnez une liste de candidats.")
    return text, encoding


def _binary(name: str) -> PassageError:
    return PassageError(
        f"« {name} » n’est pas une liste lisible : c’est un fichier binaire. "
        "Donnez un fichier CSV, xlsx, xls ou ods."
    )


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, codec, human in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, name), human
    if b"\x00" in data:
        return _strict(data, _utf_16_order(data, name), name), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        broken = error
    if len(_UTF_8_PAIR.findall(data[:_SAMPLE])) > 2:
        raise _mixed(name, data[: broken.start].count(b"\n") + 1)
    codec = judged(data)
    return data.decode(codec, errors="replace"), _ONE_BYTE[codec]


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if codec == "utf-8":
            raise _mixed(name, data[: error.start].count(b"\n") + 1) from error
        raise _binary(name) from error


def _mixed(name: str, line: int) -> PassageError:
    return PassageError(
        f"« {name} », ligne {line} : le fichier mêle deux encodages. "
        "Ouvrez-le dans un tableur, vérifiez les accents et enregistrez-le en UTF-8."
    )


def _utf_16_order(data: bytes, name: str) -> str:
    """The byte order of UTF-16 without a mark: French has a zero in nearly every second byte."""
    half = max(1, len(data) // 2)
    low, high = data[1::2].count(0) / half, data[0::2].count(0) / half
    if len(data) % 2 == 0 and max(low, high) > 0.7 and min(low, high) < 0.05:
        return "utf-16-le" if low > high else "utf-16-be"
    raise _binary(name)


def judged(data: bytes) -> str:
    """The one-byte codec in which ``data`` makes the best French: words that headers use, then
    accented letters where French puts them."""
    around = re.finditer(rb"(?s)(?=(..[\x80-\xff]..))", b"  " + data + b"  ")
    seen = Counter(match[1] for match in islice(around, _SAMPLE))
    scores = {codec: _score(seen, codec) for codec in _ONE_BYTE}
    head = data[:_HEAD]
    return max(_ONE_BYTE, key=lambda codec: (_header_words(head, codec), scores[codec]))


def _header_words(head: bytes, codec: str) -> int:
    return len(set(_HEADER_WORDS.findall(head.decode(codec, "replace").lower())))


def _score(seen: Counter[bytes], codec: str) -> int:
    return sum(_worth(window.decode(codec, "replace")) * count for window, count in seen.items())


def _worth(window: str) -> int:
    """How likely the middle one of five characters is in French, between its neighbours."""
    before, char, after = window[1], window[2], window[3]
    if char in "°º":
        return 6 if before in "nN" else -2
    if char in _PUNCTUATION:
        inside = before.isalpha() and after.isalpha()
        return 1 if not inside else 4 if char == "’" else -6
    if not char.isalpha():
        return -10 if not char.isprintable() or char == "\ufffd" else -6
    return _fits(window) if _case_fits(window) else -3


def _fits(window: str) -> int:
    char = window[2].lower()
    place = _PLACES.get(char)
    return _WORTH.get(char, 0) if place is None or place.fullmatch(window.lower()) else 0


def _case_fits(window: str) -> bool:
    """Small after small or after one capital; capital among capitals or first of a word."""
    two_before, before, char, after = window[0], window[1], window[2], window[3]
    if char.islower():
        return not (before.isupper() and (after.isupper() or two_before.isupper()))
    return not before.islower() and not (before.isupper() and after.islower())
