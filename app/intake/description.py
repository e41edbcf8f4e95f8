"""The description of a commission: a small TOML file written by the organisers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from app.domain.people import PROFESSIONAL, TEACHER, Description, Examiner
from app.intake.cleaning import folded, tidy, words
from app.intake.files import read_file, shown

MAX_BYTES = 1_000_000
MAX_EXAMINERS = 20
DEFAULT_ZONE = "Europe/Paris"
_TEXTS = ("exam", "commission", "academy", "centre", "room")
_MAY_BE_BLANK = ("room",)
_REQUIRED = ("session", *_TEXTS, "date", "examiners")
_KNOWN = (*_REQUIRED, "time_zone")
_QUALITIES = {
    TEACHER: re.compile(r"enseignante?|prof|professeure?"),
    PROFESSIONAL: re.compile(r"pro|professionnel(le)?"),
}


class _Problems:
    """What is wrong with the file, gathered so that the user reads everything at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[str] = []

    def add(self, field: str, what: str) -> None:
        self.found.append(f"champ « {shown(field)} » {what}")

    def raise_if_any(self) -> None:
        if len(self.found) == 1:
            raise PassageError(f"Description « {self.file} » : {self.found[0]}.")
        if self.found:
            lines = " ;\n".join(f"- {problem}" for problem in self.found)
            raise PassageError(
                f"Description « {self.file} » : {len(self.found)} erreurs à corriger :\n{lines}."
            )


def read_description(path: Path) -> Description:
    """The commission that ``path`` describes (TOML in UTF-8, at most 1 MB).

    Texts are in NFC; ``date`` is a TOML date or a text "jj/mm/aaaa"; ``time_zone`` is optional.
    PassageError names the file and every missing, unknown or wrong field at once.
    """
    data = _load(path)
    problems = _Problems(shown(path.name))
    _check_keys(data, problems)
    texts = {field: _text(data, field, problems) for field in _TEXTS}
    description = Description(
        session=_session(data, problems),
        date=_date(data, problems),
        time_zone=_time_zone(data, problems),
        examiners=_examiners(data, problems),
        **texts,
    )
    problems.raise_if_any()
    return description


def _load(path: Path) -> dict[str, Any]:
    raw = read_file(path, MAX_BYTES)
    name = shown(path.name)
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PassageError(
            f"Description « {name} », ligne {line} : le texte n’est pas en UTF-8. "
            "Enregistrez le fichier en UTF-8."
        ) from error
    except (ValueError, RecursionError) as error:
        place = re.search(r"at line (\d+)", str(error))
        where = f", ligne {place[1]}" if place else ""
        raise PassageError(
            f"Description « {name} »{where} : ce n’est pas du TOML correct. "
            'Écrivez chaque champ sous la forme nom = "valeur".'
        ) from error


def _check_keys(data: dict[str, Any], problems: _Problems) -> None:
    for key in data:
        if key not in _KNOWN:
            problems.add(key, f"inconnu : ôtez-le ou choisissez parmi {', '.join(_KNOWN)}")
    for key in _REQUIRED:
        if key not in data:
            problems.add(key, "manquant : ajoutez-le")


def _text(data: dict[str, Any], field: str, problems: _Problems, label: str = "") -> str:
    if field not in data:
        return ""
    if not isinstance(data[field], str):
        problems.add(label or field, f'mal écrit : mettez un texte, {field} = "…"')
        return ""
    try:
        text = tidy(data[field])
    except ValueError as error:
        problems.add(label or field, str(error))
        return ""
    if not text and field not in _MAY_BE_BLANK:
        problems.add(label or field, "vide : remplissez-le")
    return text


def _session(data: dict[str, Any], problems: _Problems) -> int:
    value = data.get("session", 2019)
    if isinstance(value, int) and not isinstance(value, bool) and 2000 <= value <= 2100:
        return value
    problems.add("session", "mal écrit : mettez l’année en chiffres, session = 2019")
    return 0


def _date(data: dict[str, Any], problems: _Problems) -> date:
    value = data.get("date", date.min)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(value.strip(), form).date()
        except (ValueError, AttributeError):
            continue
    problems.add("date", 'mal écrit : mettez 2019-06-05 ou "05/06/2019"')
    return date.min


def _time_zone(data: dict[str, Any], problems: _Problems) -> str:
    import zoneinfo

    if "time_zone" not in data:
        return DEFAULT_ZONE
    before = len(problems.found)
    zone = _text(data, "time_zone", problems)
    try:
        if len(problems.found) == before:
            zoneinfo.ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        problems.add(
            "time_zone",
            f"inconnu (« {shown(zone)} ») : mettez un fuseau tel que "
            f"{DEFAULT_ZONE} ou Indian/Reunion",
        )
    return zone


def _examiners(data: dict[str, Any], problems: _Problems) -> tuple[Examiner, ...]:
    rows = data.get("examiners", [{"name": "-", "quality": TEACHER}])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.add("examiners", "mal écrit : mettez un bloc [[examiners]] par examinateur")
        return ()
    if not 1 <= len(rows) <= MAX_EXAMINERS:
        problems.add("examiners", f"refusé : il faut de 1 à {MAX_EXAMINERS} examinateurs")
        return ()
    examiners = tuple(_examiner(row, f"examiners {n}", problems) for n, row in enumerate(rows, 1))
    _check_distinct([examiner.name for examiner in examiners if examiner.name], problems)
    return examiners


def _examiner(row: dict[str, Any], label: str, problems: _Problems) -> Examiner:
    for key in row:
        if key not in ("name", "quality"):
            problems.add(f"{label}.{key}", "inconnu : ôtez-le ou choisissez name, quality")
    for key in ("name", "quality"):
        if key not in row:
            problems.add(f"{label}.{key}", "manquant : ajoutez-le")
    name = _text(row, "name", problems, f"{label}.name")
    quality = _text(row, "quality", problems, f"{label}.quality")
    known = _known_quality(quality)
    if quality and not known:
        problems.add(
            f"{label}.quality",
            f"inconnu (« {shown(quality)} ») : mettez {TEACHER} ou {PROFESSIONAL}",
        )
    return Examiner(name, known)


def _known_quality(text: str) -> str:
    first = next(iter(words(text)), "")
    return next((known for known, form in _QUALITIES.items() if form.fullmatch(first)), "")


def _check_distinct(names: Sequence[str], problems: _Problems) -> None:
    seen: set[str] = set()
    for name in names:
        if folded(name) in seen:
            problems.add("examiners", f"refusé : « {shown(name)} » est nommé deux fois")
        seen.add(folded(name))
