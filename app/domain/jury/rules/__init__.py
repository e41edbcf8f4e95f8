"""Every rule of a jury file; one module a subject. ``check`` and ``fold`` are the domain's own."""

from app.domain.jury.rules import (
    assignment,
    candidates,
    choice,
    dossiers,
    opening,
    people,
    receiving,
)
from app.domain.rules.base import check, fold

__all__ = [
    "assignment",
    "candidates",
    "check",
    "choice",
    "dossiers",
    "fold",
    "opening",
    "people",
    "receiving",
]
