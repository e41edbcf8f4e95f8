"""Reading annexe II of each session: ``resources/exams/2019/academies.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.jury.people import Grouping
from app.domain.jury.state import Groupings


def load_groupings(folder: Path) -> Groupings:
    """The groupings of every session under ``folder``, by pilot academy. PassageError, naming the
    file, where one cannot be read."""
    paths = sorted(folder.glob("[0-9]*/academies.toml"))
    return {int(path.parent.name): _groupings(path) for path in paths}


def _groupings(path: Path) -> Mapping[str, Grouping]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["groupings"]
        made = [
            Grouping(row["pilot"], tuple(row["attached"]), tuple(row.get("stands_for", ())))
            for row in rows
        ]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise PassageError(
            f"La liste des académies {path} est illisible ou incomplète ({error}). "
            "Réinstallez le programme ou corrigez ce fichier."
        ) from error
    return {grouping.pilot: grouping for grouping in made}
