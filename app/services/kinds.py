"""Which desk a file is worked at: a commission's or a jury's."""

from __future__ import annotations

from pathlib import Path

from db.inspect import application_id
from db.schema import JURY_ID, KINDS


def is_jury(path: Path) -> bool:
    """Whether the file is a jury's, by its application id; by its name where it has none that is
    known, so that what is wrong with it is told of the right kind."""
    found = application_id(path)
    return found == JURY_ID if found in KINDS else path.suffix.lower() == ".jury"
