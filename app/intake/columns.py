"""Which column of a list is which field: by its title, or as ``--map`` says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.errors import PassageError
from app.intake.cleaning import folded
from app.intake.files import shown
from app.intake.headers import COMMISSION, Words, same_title
from app.intake.reading import Column

_NOT_KEPT = "reconnue, non conservée"
_UNKNOWN = "inconnue, ignorée"
SAME_FIELD = "même champ que"
_MAPPED = -1
_IGNORE_WORDS = ("ignore", "ignorer", "ignoree", "aucun", "rien")


class UnknownColumnError(PassageError):
    """``--map`` names a column, ``title``, that the list does not have."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__(sentence)
        self.title = title


def resolve_columns(
    titles: Sequence[str], mapping: Mapping[str, str], words: Words = COMMISSION
) -> tuple[Column, ...]:
    """One ``Column`` a title, in order; at most one column has any given kept field.

    PassageError when ``mapping`` names an unknown column or field, or a field twice.
    """
    columns = [Column(title, None, _UNKNOWN) for title in _unique(titles)]
    ranks = [_guess(columns, place, words) for place in range(len(columns))]
    for title, field in mapping.items():
        place = _place(columns, title)
        columns[place] = Column(columns[place].title, known_field(field, words), "selon --map")
        ranks[place] = _MAPPED
    _check_mapped_once(columns, ranks, words)
    _usual_beside_birth(columns, ranks)
    _one_each(columns, ranks, words)
    _lone_extra(columns, ranks)
    return tuple(_noted(column, words) for column in columns)


def known_field(name: str, words: Words = COMMISSION) -> str:
    """The field ``name`` means (English field or French word). PassageError listing them."""
    plain = folded(name.strip()).replace("’", "'")
    labels = {folded(label).replace("’", "'"): field for field, label in words.fields.items()}
    names = {field.lower(): field for field in words.fields}
    if plain.replace("-", "_") in names:
        return names[plain.replace("-", "_")]
    if plain in _IGNORE_WORDS or plain in labels:
        return labels.get(plain, "ignore")
    known = words.meaning(name)
    if known:
        return known[0]
    raise PassageError(
        f"--map : le champ « {shown(name)} » est inconnu ; choisissez parmi "
        f"{', '.join(words.fields)}."
    )


def _unique(titles: Sequence[str]) -> list[str]:
    seen: list[str] = []
    for number, raw in enumerate(titles, 1):
        title = shown(" ".join(raw.split())) or f"colonne {number}"
        again = sum(same_title(title, other) for other in titles[: number - 1])
        seen.append(f"{title} ({again + 1})" if again and raw.strip() else title)
    return seen


def _guess(columns: list[Column], place: int, words: Words) -> int:
    title = columns[place].title
    known = words.meaning(title)
    if known:
        columns[place] = Column(title, known[0])
    return known[1] if known else 0


def _place(columns: Sequence[Column], title: str) -> int:
    for place, column in enumerate(columns):
        if same_title(column.title, title):
            return place
    names = ", ".join(f"« {column.title} »" for column in columns[:40])
    raise UnknownColumnError(
        title,
        f"--map : la colonne « {shown(title)} » n’est pas dans la liste ; ses colonnes : {names}.",
    )


def _check_mapped_once(columns: Sequence[Column], ranks: Sequence[int], words: Words) -> None:
    seen: dict[str, str] = {}
    for column, rank in zip(columns, ranks, strict=True):
        if rank != _MAPPED or column.field in (None, "ignore", *words.not_kept):
            continue
        if column.field in seen:
            raise PassageError(
                f"--map : « {seen[column.field]} » et « {column.title} » sont tous deux donnés "
                f"comme {words.fields[column.field]} ; n’en gardez qu’un."
            )
        seen[str(column.field)] = column.title


def _usual_beside_birth(columns: list[Column], ranks: list[int]) -> None:
    """A mere « Nom » beside a birth name is the name in use."""
    fields = {c.field for c, rank in zip(columns, ranks, strict=True) if rank < 1}
    if "last_name" not in fields or "usual_name" in {c.field for c in columns}:
        return
    for place, column in enumerate(columns):
        if column.field == "last_name" and ranks[place] == 1:
            note = "« Nom » à côté du nom de naissance : pris pour le nom d’usage"
            columns[place], ranks[place] = Column(column.title, "usual_name", note), 0
            return


def _one_each(columns: list[Column], ranks: Sequence[int], words: Words) -> None:
    """Where a field has several columns keep the surest, then the leftmost."""
    for field in words.fields:
        places = [place for place, column in enumerate(columns) if column.field == field]
        best = min(places, key=lambda place: ranks[place], default=0)
        for place in places:
            if place != best and field not in ("ignore", *words.not_kept):
                how = SAME_FIELD if ranks[place] == ranks[best] else "moins sûre que"
                note = f"{how} « {columns[best].title} », ignorée"
                columns[place] = Column(columns[place].title, None, note)
    fields = {column.field for column in columns}
    for place, column in enumerate(columns):
        if column.field == "full_name" and {"last_name", "first_names"} <= fields:
            columns[place] = Column(column.title, None, "nom et prénoms sont ailleurs, ignorée")


def _lone_extra(columns: list[Column], ranks: Sequence[int]) -> None:
    """« Majoration épreuve » alone speaks of the whole exam: preparation and parts."""
    fields = {column.field for column in columns}
    if {"extra_time", "extra_preparation"} & fields:
        return
    for place, column in enumerate(columns):
        if column.field == "extra_parts" and ranks[place] != _MAPPED:
            columns[place] = replace(column, field="extra_time")


def _noted(column: Column, words: Words) -> Column:
    if column.field in words.not_kept:
        return replace(column, note=_NOT_KEPT)
    if column.field == "ignore":
        return Column(column.title, None, "ignorée, selon --map")
    if column.field == "extra_time":
        note = "préparation et interrogation"
        return replace(column, note=f"{note}, {column.note}" if column.note else note)
    return column
