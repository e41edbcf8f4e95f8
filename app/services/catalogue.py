"""The exams this program knows, read from ``resources/exams`` when first needed."""

from __future__ import annotations

from functools import cache

from app.domain.exam import Catalogue
from app.intake.exams import load_catalogue
from resources import resource


@cache
def catalogue() -> Catalogue:
    """Every exam by session and id; a form is parsed when it is first asked for."""
    return load_catalogue(resource("exams"))
