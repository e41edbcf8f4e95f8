"""Reading a candidate list, whatever file it came in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.errors import PassageError
from app.intake.checks import check_together
from app.intake.columns import SAME_FIELD, resolve_columns
from app.intake.delimited import read_delimited
from app.intake.encoding import decode
from app.intake.files import read_file, shown
from app.intake.headers import COMMISSION, WHOLE_HEADER, Words, header_score
from app.intake.reading import Column, Reading, RowNote
from app.intake.rows import Draft, RowReader
from app.intake.sheets import Book, Row, Sheet, text_of

MAX_BYTES = 20_000_000
MAX_CANDIDATES = 2_000
_HEADER_ROWS = 100
_EARLIEST_TODAY = date(2019, 1, 1)  # a laptop whose clock was reset must not refuse every birth
_FOOTER = re.compile(
    r"(?:total|nombre|effectif|édité|imprimé|page|fin de|arrêté|fait à|source)\b", re.IGNORECASE
)
_WORKBOOKS = {b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\xd0\xcf\x11\xe0": "ole"}


def read_list(
    path: Path, mapping: Mapping[str, str] | None = None, *, today: date | None = None
) -> Reading:
    """The list in ``path``: delimited text in any usual encoding, xlsx, xls or ods, up to 20 MB.

    ``mapping`` {column title: field} corrects what the titles say; ``today`` bounds birth dates.
    Wrong rows are in ``errors``. PassageError for a file that is no list at all: missing, folder,
    forbidden, empty, binary, too big, damaged, encrypted, without header or candidates, above
    2,000 candidates; and for a mapping naming an unknown column or field.
    """
    return read_rows(path, mapping or {}, today)[0]


def read_rows(
    path: Path,
    mapping: Mapping[str, str],
    today: date | None = None,
    words: Words = COMMISSION,
    reader: type[RowReader] = RowReader,
) -> tuple[Reading, list[Draft]]:
    """As ``read_list``, in the words of whoever reads, with what became of each row."""
    name = shown(path.name)
    book = read_book(read_file(path, MAX_BYTES), name, mapping, words)
    sheet, place, others = _list_sheet(book, name, mapping, words)
    header, rows = sheet.rows[place], sheet.rows[place + 1 :]
    columns = resolve_columns([text_of(cell) for cell in header.cells], mapping, words)
    _check_columns(columns, name, header.line)
    rows, skipped = _without_furniture(rows, header)
    _check_count(len(rows) + sheet.extra, name, header.line, words)
    born_before = today or max(date.today(), _EARLIEST_TODAY)
    drafts = _drafts(rows, columns, born_before, reader)
    return _reading(name, book, sheet, header.line, columns, drafts, skipped + others), drafts


def read_book(
    data: bytes, name: str, mapping: Mapping[str, str], words: Words = COMMISSION
) -> Book:
    """The tables of a file, told by its first bytes: an extension often lies."""
    kind = _WORKBOOKS.get(data[:4])
    if kind == "zip":
        from app.intake.workbooks import read_zipped_workbook

        return read_zipped_workbook(data, name)
    if kind == "ole":
        from app.intake.xls import read_xls

        return read_xls(data, name)
    text, encoding = decode(data, name)
    if re.match(r"\s*<(?:!doctype|html|\?xml|table|\w+:)", text[:200], re.IGNORECASE):
        raise PassageError(
            f"« {name} » est une page web ou du XML, non une liste : ouvrez-le dans un tableur "
            "et enregistrez-le en xlsx ou en CSV."
        )
    book = read_delimited(text, name, lambda cells: header_score(cells, mapping, words))
    return replace(book, encoding=encoding)


def _list_sheet(
    book: Book, name: str, mapping: Mapping[str, str], words: Words
) -> tuple[Sheet, int, list[RowNote]]:
    """The sheet with the best header, the place of that header, and a note on rival sheets."""
    scored = [(_best_row(sheet, mapping, words), sheet) for sheet in book.sheets]
    (score, place), sheet = max(scored, key=lambda item: item[0][0], default=((0, 0), Sheet()))
    if score < 2:
        raise PassageError(
            f"« {name} » n’a pas de ligne d’en-tête reconnue : il faut une ligne de titres, tels "
            "que « N° candidat », « Nom de naissance », « Prénoms » ; ou nommez-les avec --map."
        )
    rivals = [
        other.name
        for (other_score, row), other in scored
        if other is not sheet and other_score > WHOLE_HEADER and len(other.rows) > row + 1
    ]
    line = sheet.rows[place].line
    return sheet, place, [RowNote(line, "", _rival(other)) for other in rivals]


def _rival(name: str | None) -> str:
    return f"la feuille « {shown(name or '')} » ressemble aussi à une liste et n’est pas lue"


def _best_row(sheet: Sheet, mapping: Mapping[str, str], words: Words) -> tuple[int, int]:
    """The best header score among the first rows, and its place."""
    rows = sheet.rows[:_HEADER_ROWS]
    scores = [header_score([text_of(c) for c in row.cells], mapping, words) for row in rows]
    best = max(scores, default=0)
    return best, scores.index(best) if scores else 0


def _check_columns(columns: Sequence[Column], name: str, line: int) -> None:
    fields = {column.field for column in columns}
    missing = [] if "number" in fields else ["le numéro du candidat"]
    missing += [] if fields & {"last_name", "full_name"} else ["le nom de naissance"]
    if missing:
        titles = ", ".join(f"« {column.title} »" for column in columns[:40])
        raise PassageError(
            f"« {name} », en-tête ligne {line} : aucune colonne ne donne {' ni '.join(missing)}. "
            f'Colonnes lues : {titles}. Indiquez-la avec --map "COLONNE=champ".'
        )


def _without_furniture(rows: Sequence[Row], header: Row) -> tuple[list[Row], list[RowNote]]:
    """Rows without repeated headers and « Total : 8 » lines, and a note on each row left out."""
    kept, notes = [], []
    titles = [text_of(cell).strip() for cell in header.cells]
    for row in rows:
        texts = [text_of(cell).strip() for cell in row.cells]
        filled = [text for text in texts if text]
        if texts[: len(titles)] == titles:
            notes.append(RowNote(row.line, "", "en-tête répété, ligne ignorée"))
        elif len(filled) == 1 and _FOOTER.match(filled[0]):
            notes.append(RowNote(row.line, "", "ligne de bas de page ou de total, ignorée"))
        else:
            kept.append(row)
    return kept, notes


def _check_count(count: int, name: str, line: int, words: Words) -> None:
    if count == 0:
        raise PassageError(
            f"« {name} » n’a aucun candidat sous son en-tête (ligne {line}) : "
            "donnez une liste remplie."
        )
    if count > MAX_CANDIDATES:
        raise PassageError(
            f"« {name} » compte {count} candidats ; la limite est {MAX_CANDIDATES}. {words.shorter}"
        )


def _drafts(
    rows: Sequence[Row], columns: Sequence[Column], today: date, reader: type[RowReader]
) -> list[Draft]:
    places = {column.field: place for place, column in enumerate(columns) if column.field}
    reading = reader(places, len(columns), today)
    drafts = [reading.read(row) for row in rows]
    check_together(drafts)
    return drafts


def _reading(
    name: str,
    book: Book,
    sheet: Sheet,
    header_line: int,
    columns: tuple[Column, ...],
    drafts: Sequence[Draft],
    notes: Sequence[RowNote],
) -> Reading:
    on_columns = [RowNote(header_line, "", reason) for reason in _column_doubts(columns, drafts)]
    on_rows = [RowNote(d.line, d.label, reason) for d in drafts for reason in d.warnings]
    return Reading(
        source=name,
        kind=book.kind,
        encoding=book.encoding,
        delimiter=book.delimiter,
        sheet=sheet.name,
        header_line=header_line,
        columns=columns,
        candidates=tuple(d.candidate for d in drafts if d.candidate),
        errors=tuple(RowNote(d.line, d.label, reason) for d in drafts for reason in d.errors),
        warnings=tuple(sorted([*on_columns, *notes, *on_rows], key=lambda note: note.line)),
        rows=len(drafts),
    )


def _column_doubts(columns: Sequence[Column], drafts: Sequence[Draft]) -> list[str]:
    fields = {column.field for column in columns}
    doubts = [
        f"la colonne « {column.title} » est ignorée ({column.note.removesuffix(', ignorée')})"
        for column in columns
        if column.note.startswith(SAME_FIELD)
    ]
    jury = any(draft.own is not None for draft in drafts)
    if not fields & {"hour", "moment"} and (not jury or "commission" in fields):
        doubts.append("aucune colonne ne donne l’heure de passage")
    if not fields & {"first_names", "full_name"}:
        doubts.append("aucune colonne ne donne les prénoms")
    if drafts and all(draft.numeric for draft in drafts):
        doubts.append(
            "les numéros sont des cellules numériques, "
            "vérifiez qu’aucun zéro de tête ne s’est perdu"
        )
    return doubts
