"""Jury files: made whole or not at all, and performed on as commission files are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from app.domain.acts import Act
from app.domain.jury.acts import OpenJury
from app.domain.jury.results_acts import DECISIONS
from app.services.files import create_file
from app.services.jury_desk import JuryDesk
from app.services.performing import Kind
from db.schema import create_jury


def create_jury_file(
    path: Path,
    acts: Iterable[tuple[Act, str | None]],
    before_placing: Callable[[JuryDesk], None] | None = None,
) -> None:
    """A new jury file that begins with ``acts``: see ``create_file``."""
    create_file(path, create_jury, JuryDesk, acts, before_placing)


JURY_FILE = Kind(JuryDesk, create_jury_file, OpenJury)
DECIDING = Kind(JuryDesk, create_jury_file, OpenJury, DECISIONS)
"""A jury file that takes the jury's decisions alone."""
