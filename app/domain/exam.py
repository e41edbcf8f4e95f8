"""An exam as data: what a form of the circular says, read once from ``resources/exams``.

Every text is the circular's own, misprints included (annexes VIII and X). Durations are whole
seconds. Nothing here computes a mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from app.domain.facts import dataclass

PREPARATION = "preparation"


@dataclass(frozen=True)
class Part:
    """One timed part (§ 1.4.4). ``bound`` is ``maximum`` or ``minimum``."""

    id: str
    label: str
    seconds: int
    bound: str
    tasks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The label without its parenthesis: "Première partie"."""
        return self.label.partition(" (")[0]

    @property
    def the(self) -> str:
        """The name within a sentence: "la première partie"."""
        return f"la {self.name[:1].lower()}{self.name[1:]}"

    @property
    def the_upper(self) -> str:
        """The name opening a sentence: "La première partie"."""
        return f"L{self.the[1:]}"

    @property
    def is_minimum(self) -> bool:
        return self.bound == "minimum"


@dataclass(frozen=True)
class Competency:
    """A row of the grid: ``code`` ("C2"), ``printed`` as on the form, ``indicators`` by number."""

    code: str
    text: str
    printed: str
    indicators: tuple[int, ...]


@dataclass(frozen=True)
class Indicator:
    """A line of the reminder; ``competencies`` are those it names (none in annexe X)."""

    number: int
    text: str
    printed: str
    competencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Level:
    """A position of the grid: ``code`` TI, I, S, TS or NO, and the legend line as printed."""

    code: str
    label: str
    definition: str
    printed: str


@dataclass(frozen=True)
class DossierItem:
    """Something to tick about the dossier.

    ``kind``: ``fiche`` (list of answers), ``box`` (yes or no) or ``count`` (whole number).
    """

    id: str
    kind: str
    label: str
    printed: bool = True
    parent: str | None = None


@dataclass(frozen=True)
class Exam:
    """One form of one session, for instance E32 of 2019."""

    id: str
    session: int
    title: str
    total_seconds: int
    preparation_seconds: int
    parts: tuple[Part, ...]
    competencies: tuple[Competency, ...]
    indicators: tuple[Indicator, ...]
    levels: tuple[Level, ...]
    dossier: tuple[DossierItem, ...]
    fiche_answers: Mapping[str, str]
    fiches: tuple[int, ...]
    situations: int
    wording: Mapping[str, str]
    columns: tuple[str, ...] = ()
    """Headings of the grid in order; the nameless column between TS and NO is ``""``."""
    notes: tuple[str, ...] = ()
    """Where the circular misprints or contradicts itself, in French."""

    @cached_property
    def clocks(self) -> tuple[Part, ...]:
        """All that is timed, in order: the preparation where there is one, then the parts."""
        if not self.preparation_seconds:
            return self.parts
        return (
            Part(PREPARATION, "Préparation", self.preparation_seconds, "maximum"),
            *self.parts,
        )

    @cached_property
    def part_by_id(self) -> Mapping[str, Part]:
        return {part.id: part for part in self.clocks}

    @cached_property
    def competency_codes(self) -> frozenset[str]:
        return frozenset(c.code for c in self.competencies)

    @cached_property
    def level_codes(self) -> frozenset[str]:
        return frozenset(level.code for level in self.levels)

    @cached_property
    def dossier_by_id(self) -> Mapping[str, DossierItem]:
        return {item.id: item for item in self.dossier}


Catalogue = Mapping[tuple[int, str], Exam]
"""Every exam the program knows, by session and exam id."""
