"""Candidates and examiners, as the commission may know them: never with a school (rule 4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.facts import dataclass

TEACHER = "enseignant"
PROFESSIONAL = "professionnel"
QUALITIES = (TEACHER, PROFESSIONAL)

VERDICTS: Mapping[str, str] = {
    "unchecked": "non contrôlé",
    "conforming": "conforme",
    "doubtful": "en doute",
    "not-conforming": "non conforme",
}
"""What the control of a dossier comes to; each code has the French word people read."""

CATEGORIES = {
    "scolaire": "SCOLAIRE",
    "appren": "APPRENTISSAGE",
    "continue": "FORMATION CONTINUE",
    "individuel": "INDIVIDUEL",
    "distance": "ENSEIGNEMENT À DISTANCE",
    "cned": "ENSEIGNEMENT À DISTANCE",
    "professionnalisation": "FORMATION CONTINUE",
}


def known_category(text: str) -> str:
    """The candidate's route, in the words of the circular; "" for any other text, which might
    name a school (rule 4)."""
    lower = text.lower()
    return next((route for word, route in CATEGORIES.items() if word in lower), "")


@dataclass(frozen=True)
class Candidate:
    """One line of the list.

    ``number`` is an opaque text whose leading zeros are kept. ``last_name`` is the birth name.
    ``hour`` is "HH:MM". Extra time is a fraction as text ("1/3"), "0" for none, separately for
    the preparation and for the parts.
    """

    number: str
    last_name: str
    first_names: str
    usual_name: str = ""
    born: date | None = None
    day: date | None = None
    hour: str = ""
    category: str = ""
    extra_preparation: str = "0"
    extra_parts: str = "0"
    conformity: str = ""
    """What the control of the dossier came to before the day (``VERDICTS``); empty: not told."""

    @property
    def name(self) -> str:
        """Name as printed: birth name, usual name where it differs, first names."""
        usual = f" ({self.usual_name})" if self.usual_name else ""
        return f"{self.last_name}{usual} {self.first_names}".strip()


@dataclass(frozen=True)
class Examiner:
    """A member of the commission; ``quality`` is one of ``QUALITIES``."""

    name: str
    quality: str


@dataclass(frozen=True)
class Description:
    """A commission as its description file says it (``samples/e32-c04.toml``)."""

    session: int
    exam: str
    commission: str
    academy: str
    centre: str
    room: str
    date: date
    time_zone: str
    examiners: tuple[Examiner, ...]
