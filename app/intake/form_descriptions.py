"""Reading the blank forms of ``resources/exams/<session>/forms``: one TOML a form."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from app.domain.forms import FIELD, Cell, Form, FormField, Row


def load_forms(folder: Path) -> dict[str, Form]:
    """The forms of one session by id, in the order of the circular. PassageError, naming the
    file, where one is not right."""
    forms = [load_form(path) for path in sorted(folder.glob("*.toml"))]
    return {form.id: form for form in forms}


def load_form(path: Path) -> Form:
    """The form a TOML describes; PassageError where it is none."""
    try:
        return _form(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise PassageError(
            f"La description de formulaire {path} est illisible ou incomplète ({error}). "
            "Réinstallez le programme ou corrigez ce fichier."
        ) from error


def _form(data: dict[str, Any]) -> Form:
    form = Form(
        id=data["id"],
        session=data["session"],
        version=data["version"],
        file=data["file"],
        title=data["title"],
        heading=data["heading"],
        fields={name: FormField(name, **field) for name, field in data["fields"].items()},
        rows=tuple(_row(row) for row in data["rows"]),
    )
    placed = [name for line in form.lines for name in FIELD.findall(line)]
    if sorted(placed) != sorted(form.fields):
        odd = sorted(set(placed) ^ set(form.fields)) or sorted(placed)
        raise ValueError(f"champs sans place ou sans description : {odd}")
    return form


def _row(data: dict[str, Any] | list[Any]) -> Row:
    row = {"cells": data} if isinstance(data, list) else dict(data)
    cells = tuple(_cell(cell) for cell in row.pop("cells"))
    widths = tuple(float(width) for width in row.pop("widths", [1] * len(cells)))
    if len(widths) != len(cells):
        raise ValueError(f"{len(cells)} cellules pour {len(widths)} largeurs")
    return Row(cells, widths, **row)


def _cell(data: dict[str, Any] | list[str]) -> Cell:
    if isinstance(data, list):
        return Cell(lines=tuple(data))
    return Cell(rows=tuple(_row(row) for row in data["rows"]))
