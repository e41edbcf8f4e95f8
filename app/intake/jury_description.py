"""The description of a jury: a TOML file written by the organisers (§ 1.4, annexe II)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.domain.facts import dataclass
from app.domain.jury.hours import minute_of, span_of
from app.domain.jury.words import DOMAINS
from app.domain.people import PROFESSIONAL, TEACHER
from app.intake.cleaning import tidy
from app.intake.files import shown
from app.intake.toml_fields import (
    DEFAULT_ZONE,
    Problems,
    day_of,
    known_quality,
    load_toml,
    read_session,
    read_text,
    read_zone,
)

MAX_ROWS = 1_000
Line = dict[str, Any]
"""A line of a table, in the fields of the act it stands for."""


@dataclass(frozen=True)
class JuryDescription:
    """A jury as its description says it; whether it may be so is for the rules to say."""

    session: int
    pilot: str
    academies: tuple[str, ...]
    president: str
    sites: tuple[Line, ...]
    examiners: tuple[Line, ...]
    commissions: tuple[Line, ...]
    members: tuple[Line, ...]


def read_jury_description(path: Path) -> JuryDescription:
    """The jury that ``path`` describes (TOML in UTF-8, at most 1 MB).

    PassageError names the file and every missing, unknown or wrong field at once.
    """
    data = load_toml(path)
    problems = Problems(shown(path.name))
    _check_keys(data, _HEAD | dict.fromkeys(_TABLES, True), "", problems)
    told = JuryDescription(
        session=read_session(data, problems),
        pilot=read_text(data, "pilot", problems),
        academies=_texts(data, "academies", problems, "academies"),
        president=read_text(data, "president", problems),
        **{table: _rows(data, table, problems) for table in _TABLES},
    )
    problems.raise_if_any()
    return told


def _check_keys(row: Line, known: Mapping[str, bool], label: str, problems: Problems) -> None:
    """Every key known, every required one there; ``known`` tells which are required."""
    for key in row:
        if key not in known:
            problems.add(label + key, f"inconnu : ôtez-le ou choisissez parmi {', '.join(known)}")
    for key, required in known.items():
        if required and key not in row:
            problems.add(label + key, "manquant : ajoutez-le")


def _rows(data: Line, table: str, problems: Problems) -> tuple[Line, ...]:
    rows = data.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.add(table, f"mal écrit : mettez un bloc [[{table}]] par ligne")
        return ()
    if len(rows) > MAX_ROWS:
        problems.add(table, f"refusé : {len(rows)} lignes, {MAX_ROWS} au plus")
        return ()
    return tuple(_row(row, table, n, problems) for n, row in enumerate(rows, 1))


def _row(row: Line, table: str, rank: int, problems: Problems) -> Line:
    label, fields = f"{table} {rank}.", _TABLES[table]
    required = {key: wanted for key, (_, wanted) in fields.items()}
    _check_keys(row, required, label, problems)
    line = {
        key: read(row, key, problems, label + key)
        for key, (read, _) in fields.items()
        if key in row
    }
    return {**_DEFAULTS.get(table, {}), **line}


# --- fields -------------------------------------------------------------------------------------


def _texts(row: Line, key: str, problems: Problems, label: str) -> tuple[str, ...]:
    values = row.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        problems.add(label, f'mal écrit : mettez une liste de textes, {key} = ["…", "…"]')
        return ()
    try:
        return tuple(tidy(value) for value in values)
    except ValueError as error:
        problems.add(label, str(error))
        return ()


def _days(row: Line, key: str, problems: Problems, label: str) -> tuple[str, ...]:
    values = row.get(key)
    days = [day_of(value) for value in values] if isinstance(values, list) else [None]
    if None in days:
        problems.add(label, f"mal écrit : mettez une liste de dates, {key} = [2019-06-05]")
    return tuple(day.isoformat() for day in days if day)


def _one_of(*choices: str) -> Read:
    def read(row: Line, key: str, problems: Problems, label: str) -> str:
        value = read_text(row, key, problems, label)
        if value and value not in choices:
            told = f"inconnu (« {shown(value)} ») : mettez {' ou '.join(choices)}"
            problems.add(label, told)
        return value

    return read


def _domains(row: Line, key: str, problems: Problems, label: str) -> tuple[str, ...]:
    found = _texts(row, key, problems, label)
    wrong = [value for value in found if value not in DOMAINS.values()]
    if wrong:
        told = " ou ".join(DOMAINS.values())
        problems.add(label, f"inconnu (« {shown(wrong[0])} ») : mettez {told}")
    return found


def _quality(row: Line, key: str, problems: Problems, label: str) -> str:
    value = read_text(row, key, problems, label)
    known = known_quality(value)
    if value and not known:
        told = f"inconnu (« {shown(value)} ») : mettez {TEACHER} ou {PROFESSIONAL}"
        problems.add(label, told)
    return known


def _hour(row: Line, key: str, problems: Problems, label: str) -> str:
    value = row.get(key)
    if isinstance(value, str) and minute_of(value) is not None:
        return value.strip()
    problems.add(label, f'mal écrit : mettez une heure, {key} = "08:00"')
    return ""


def _breaks(row: Line, key: str, problems: Problems, label: str) -> tuple[str, ...]:
    found = _texts(row, key, problems, label)
    if any(span_of(value) is None for value in found):
        problems.add(label, f'mal écrit : mettez des heures, {key} = ["12:00-13:30"]')
    return found


def _minutes(row: Line, key: str, problems: Problems, label: str) -> int:
    value = row.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1440:
        return value
    problems.add(label, f"mal écrit : mettez un nombre de minutes, {key} = 60")
    return 0


def _flag(row: Line, key: str, problems: Problems, label: str) -> bool:
    value = row.get(key)
    if isinstance(value, bool):
        return value
    problems.add(label, f"mal écrit : mettez {key} = true ou {key} = false")
    return False


def _zone(row: Line, key: str, problems: Problems, label: str) -> str:
    return read_zone(row, problems, label)


Read = Callable[[Line, str, Problems, str], Any]
_HEAD = {"session": True, "pilot": True, "academies": True, "president": True}
_TABLES: Mapping[str, Mapping[str, tuple[Read, bool]]] = {
    "sites": {"name": (read_text, True), "time_zone": (_zone, False), "rooms": (_texts, False)},
    "examiners": {
        "name": (read_text, True),
        "quality": (_quality, True),
        "domains": (_domains, False),
        "schools": (_texts, False),
        "employer": (read_text, False),
        "knows": (_texts, False),
    },
    "commissions": {
        "commission": (read_text, True),
        "exam": (_one_of(*DOMAINS), True),
        "site": (read_text, True),
        "room": (read_text, False),
        "dates": (_days, True),
        "examiners": (_texts, True),
        "first_hour": (_hour, False),
        "last_hour": (_hour, False),
        "slot": (_minutes, False),
        "breaks": (_breaks, False),
    },
    "members": {
        "name": (read_text, True),
        "dates": (_days, False),
        "president": (_flag, False),
        "knows": (_texts, False),
    },
}
"""Each table: its fields, how each is read, and whether it must be there."""
_DEFAULTS: Mapping[str, Line] = {"sites": {"time_zone": DEFAULT_ZONE}, "commissions": {"room": ""}}
