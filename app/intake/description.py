"""The description of a commission: a small TOML file written by the organisers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.people import PROFESSIONAL, TEACHER, Description, Examiner
from app.intake.cleaning import folded
from app.intake.files import shown
from app.intake.toml_fields import (
    Problems,
    day_of,
    known_quality,
    load_toml,
    read_session,
    read_text,
    read_zone,
)

MAX_EXAMINERS = 20
_TEXTS = ("exam", "commission", "academy", "centre", "room")
_REQUIRED = ("session", *_TEXTS, "date", "examiners")
_KNOWN = (*_REQUIRED, "time_zone")


def read_description(path: Path) -> Description:
    """The commission that ``path`` describes (TOML in UTF-8, at most 1 MB).

    Texts are in NFC; ``date`` is a TOML date or a text "jj/mm/aaaa"; ``time_zone`` is optional.
    PassageError names the file and every missing, unknown or wrong field at once.
    """
    data = load_toml(path)
    problems = Problems(shown(path.name))
    _check_keys(data, problems)
    texts = {field: read_text(data, field, problems) for field in _TEXTS}
    description = Description(
        session=read_session(data, problems),
        date=_date(data, problems),
        time_zone=read_zone(data, problems),
        examiners=_examiners(data, problems),
        **texts,
    )
    problems.raise_if_any()
    return description


def _check_keys(data: dict[str, Any], problems: Problems) -> None:
    for key in data:
        if key not in _KNOWN:
            problems.add(key, f"inconnu : ôtez-le ou choisissez parmi {', '.join(_KNOWN)}")
    for key in _REQUIRED:
        if key not in data:
            problems.add(key, "manquant : ajoutez-le")


def _date(data: dict[str, Any], problems: Problems) -> date:
    found = day_of(data.get("date", date.min))
    if found is None:
        problems.add("date", 'mal écrit : mettez 2019-06-05 ou "05/06/2019"')
    return found or date.min


def _examiners(data: dict[str, Any], problems: Problems) -> tuple[Examiner, ...]:
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


def _examiner(row: dict[str, Any], label: str, problems: Problems) -> Examiner:
    for key in row:
        if key not in ("name", "quality"):
            problems.add(f"{label}.{key}", "inconnu : ôtez-le ou choisissez name, quality")
    for key in ("name", "quality"):
        if key not in row:
            problems.add(f"{label}.{key}", "manquant : ajoutez-le")
    name = read_text(row, "name", problems, f"{label}.name")
    quality = read_text(row, "quality", problems, f"{label}.quality")
    known = known_quality(quality)
    if quality and not known:
        problems.add(
            f"{label}.quality",
            f"inconnu (« {shown(quality)} ») : mettez {TEACHER} ou {PROFESSIONAL}",
        )
    return Examiner(name, known)


def _check_distinct(names: Sequence[str], problems: Problems) -> None:
    seen: set[str] = set()
    for name in names:
        if folded(name) in seen:
            problems.add("examiners", f"refusé : « {shown(name)} » est nommé deux fois")
        seen.add(folded(name))
