"""Lists as delimited text: CSV, TSV, with any delimiter, ``sep=`` lines and quoted newlines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from app.domain.errors import PassageError
from app.intake.headers import WHOLE_HEADER
from app.intake.sheets import Book, Sheet

Score = Callable[[Sequence[str]], int]

_USUAL = ";\t,|"
_HEAD_CHARS = 200_000
_HEAD_ROWS = 100
_SEP_LINE = re.compile(r'"?sep=(.)"?[^\S\t\r\n]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_END = "\x00fin\x00"
_NAMES = {";": "point-virgule", "\t": "tabulation", ",": "virgule", "|": "barre verticale"}


def delimiter_text(delimiter: str) -> str:
    """A delimiter as a French reader knows it: « ; (point-virgule) », « tabulation »."""
    name = _NAMES.get(delimiter, "")
    if delimiter.isspace():
        return name or f"U+{ord(delimiter):04X}"
    return f"« {delimiter} » ({name})" if name else f"« {delimiter} »"


def read_delimited(text: str, name: str, score: Score) -> Book:
    """The one sheet of ``text``. ``score`` says how much a row of texts looks like a header.

    PassageError naming the file ``name`` and the line when a quote never closes.
    """
    sep = _SEP_LINE.match(text)
    announced = str(sep[1]) if sep else ""
    delimiter = _best_delimiter(text, announced, score)
    sheet = Sheet()
    for line, cells in _records(text, delimiter, name):
        if line == 1 and sep:
            continue
        sheet.add(line, [_plain(cell) for cell in cells], _flaw(cells, delimiter))
    return Book("texte délimité", (sheet,), delimiter=delimiter)


def _plain(cell: str) -> str:
    """The text of ``="0012"``, the way to make a spreadsheet keep zeros."""
    wrapped = _EXCEL_TEXT.fullmatch(cell.strip()) if cell.lstrip().startswith("=") else None
    return wrapped[1] if wrapped else cell


def _flaw(cells: Sequence[str], delimiter: str) -> str:
    """A cell over several lines with delimiters inside has very likely swallowed other rows."""
    if any(("\n" in cell or "\r" in cell) and cell.count(delimiter) > 1 for cell in cells):
        return "un guillemet ouvert trop tôt réunit plusieurs lignes en une cellule"
    return ""


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with its first physical line."""
    broken = '« {} », ligne {} : un guillemet (") n’est jamais refermé. Ôtez-le ou fermez-le.'
    source = io.StringIO(f"{text.rstrip()}\n{_END}", newline="")
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=delimiter != " ")
    line = 1
    try:
        for cells in reader:
            if cells == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                break
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise PassageError(
            f'« {name} », ligne {line} : une cellule n’en finit pas. Vérifiez les guillemets ("), '
            "ou que ce fichier est bien une liste."
        ) from error
    raise PassageError(broken.format(name, line))


def _best_delimiter(text: str, announced: str, score: Score) -> str:
    """The delimiter under which some early row looks most like a header.

    Unusual signs are tried only where no usual one shows a number and a name.
    """
    head = text[:_HEAD_CHARS]
    usual = announced + _USUAL
    found: dict[str, int] = {sign: _header_score(head, sign, score) for sign in usual}
    if max(found.values()) < WHOLE_HEADER:
        found |= {sign: _header_score(head, sign, score) for sign in _unusual(head)}
    return max(found, key=lambda sign: found[sign])


def _unusual(head: str) -> list[str]:
    """The ten most frequent signs of the first lines that could separate cells."""
    signs = Counter(c for c in head if not c.isalnum() and c not in '"\r\n\x00')
    return [sign for sign, _ in signs.most_common(10) if sign not in _USUAL]


def _header_score(head: str, delimiter: str, score: Score) -> int:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter, skipinitialspace=True)
    best = 0
    try:
        for _, cells in zip(range(_HEAD_ROWS), reader, strict=False):
            best = max(best, score(cells))
    except csv.Error:
        return best
    return best
