"""Every rule of a jury file; one module a subject. ``check`` and ``fold`` are the domain's own."""

from app.domain.jury.rules import (
    assignment,
    candidates,
    choice,
    closing,
    deliberation,
    dossiers,
    marks,
    opening,
    people,
    receiving,
    reserves,
)
from app.domain.rules.base import check, fold

__all__ = [
    "assignment",
    "candidates",
    "check",
    "choice",
    "closing",
    "deliberation",
    "dossiers",
    "fold",
    "marks",
    "opening",
    "people",
    "receiving",
    "reserves",
]
