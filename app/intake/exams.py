"""Reading the exam descriptions of ``resources/exams``: one TOML a form, one folder a session."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from app.domain.exam import Catalogue, Competency, DossierItem, Exam, Indicator, Level, Part


def load_exam(path: Path) -> Exam:
    """The exam a TOML describes. PassageError, naming the file, where it is not one."""
    try:
        return _exam(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise PassageError(
            f"La description d'épreuve {path} est illisible ou incomplète ({error}). "
            "Réinstallez le programme ou corrigez ce fichier."
        ) from error


def load_catalogue(folder: Path) -> Catalogue:
    """Every exam under ``folder`` (``2019/E32.toml``), each parsed at its first use only."""
    return _LazyCatalogue(
        {(int(path.parent.name), path.stem): path for path in sorted(folder.glob("[0-9]*/E*.toml"))}
    )


class _LazyCatalogue(Mapping[tuple[int, str], Exam]):
    def __init__(self, paths: dict[tuple[int, str], Path]) -> None:
        self._paths = paths
        self._exams: dict[tuple[int, str], Exam] = {}

    def __getitem__(self, key: tuple[int, str]) -> Exam:
        if key not in self._exams:
            self._exams[key] = load_exam(self._paths[key])
        return self._exams[key]

    def __contains__(self, key: object) -> bool:
        return key in self._paths

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _exam(data: dict[str, Any]) -> Exam:
    return Exam(
        id=data["id"],
        session=data["session"],
        title=data["title"],
        total_seconds=data["total_seconds"],
        preparation_seconds=data["preparation_seconds"],
        parts=tuple(Part(**_frozen(row)) for row in data["parts"]),
        competencies=tuple(Competency(**_frozen(row)) for row in data["competencies"]),
        indicators=tuple(Indicator(**_frozen(row)) for row in data["indicators"]),
        levels=tuple(Level(**row) for row in data["levels"]),
        dossier=tuple(DossierItem(**row) for row in data["dossier"]),
        fiche_answers=data["fiche_answers"],
        fiches=tuple(data["fiches"]),
        situations=data["situations"],
        wording=data["wording"],
        columns=tuple(data["columns"]),
        notes=tuple(data["notes"]),
    )


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
