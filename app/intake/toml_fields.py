"""What descriptions written in TOML share: their fields, and all that is wrong told at once."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from app.domain.people import PROFESSIONAL, TEACHER
from app.intake.cleaning import tidy, words
from app.intake.files import read_file, shown

MAX_BYTES = 1_000_000
DEFAULT_ZONE = "Europe/Paris"
_MAY_BE_BLANK = ("room", "employer")
_QUALITIES = {
    TEACHER: re.compile(r"enseignante?|prof|professeure?"),
    PROFESSIONAL: re.compile(r"pro|professionnel(le)?"),
}


class Problems:
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


def load_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file in UTF-8, at most 1 MB; PassageError saying what is wrong."""
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


def read_text(data: dict[str, Any], field: str, problems: Problems, label: str = "") -> str:
    """A text, tidied; "" where it is missing, which is for others to tell."""
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


def read_session(data: dict[str, Any], problems: Problems) -> int:
    """The year of the session."""
    value = data.get("session", 2019)
    if isinstance(value, int) and not isinstance(value, bool) and 2000 <= value <= 2100:
        return value
    problems.add("session", "mal écrit : mettez l’année en chiffres, session = 2019")
    return 0


def day_of(value: Any) -> date | None:
    """A TOML date, or a text "05/06/2019" or "2019-06-05"; None for anything else."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(value.strip(), form).date()
        except (ValueError, AttributeError):
            continue
    return None


def read_zone(data: dict[str, Any], problems: Problems, label: str = "time_zone") -> str:
    """A time zone that exists; Paris where none is said."""
    import zoneinfo

    if "time_zone" not in data:
        return DEFAULT_ZONE
    before = len(problems.found)
    zone = read_text(data, "time_zone", problems, label)
    try:
        if len(problems.found) == before:
            zoneinfo.ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        problems.add(
            label,
            f"inconnu (« {shown(zone)} ») : mettez un fuseau tel que "
            f"{DEFAULT_ZONE} ou Indian/Reunion",
        )
    return zone


def known_quality(text: str) -> str:
    """The quality of an examiner as people write it; "" for what is none."""
    first = next(iter(words(text)), "")
    return next((known for known, form in _QUALITIES.items() if form.fullmatch(first)), "")
