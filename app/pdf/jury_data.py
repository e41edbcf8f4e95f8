"""What the organisers print before the day: plain data, built by the services from a jury's state.

As on slips no paper has a place for a candidate's school (rule 4). An hour is the site's local time
as "HH:MM", empty where there is none; texts are literal, never markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.pdf.slip_data import Signatory, SlipHead


@dataclass(frozen=True)
class PlannedPassage:
    """``preparation`` is when the subject is handed over; the interview goes from ``start`` to
    ``end``, the candidate's ``extra_time`` included ("+ 1/3")."""

    number: str
    name: str
    born: date | None
    preparation: str
    start: str
    end: str
    extra_time: str = ""


@dataclass(frozen=True)
class Barred:
    """A candidate whose dossier does not conform: not to be examined (§ 1.4.2 B)."""

    number: str
    name: str
    born: date | None


@dataclass(frozen=True)
class CommissionDay:
    """A commission's day. ``hours`` and ``breaks`` are pairs of hours; ``by_default`` where a
    second teacher stands in for the professional; ``zone`` says whose hours, if it needs saying."""

    head: SlipHead
    examiners: tuple[Signatory, ...]
    by_default: bool
    hours: tuple[str, str]
    breaks: tuple[tuple[str, str], ...]
    passages: tuple[PlannedPassage, ...]
    barred: tuple[Barred, ...]
    zone: str = ""


@dataclass(frozen=True)
class RoomPassage:
    commission: str
    exam: str
    passage: PlannedPassage


@dataclass(frozen=True)
class RoomDay:
    """A room's day: ``commissions`` pairs each commission with its exam and examiners."""

    head: SlipHead
    commissions: tuple[tuple[str, str], ...]
    passages: tuple[RoomPassage, ...]
    zone: str = ""


@dataclass(frozen=True)
class DoorLine:
    """All that a list on a door may say of a candidate."""

    hour: str
    last_name: str
    first_names: str
    number: str


@dataclass(frozen=True)
class DoorList:
    head: SlipHead
    lines: tuple[DoorLine, ...]
    zone: str = ""


@dataclass(frozen=True)
class ControlEntry:
    """The control of one candidate's dossier for one exam: the verdict and who gave it, what
    lacks, what nobody has looked at yet, what else is to be known."""

    number: str
    name: str
    exam: str
    received: date | None
    verdict: str
    decided: str = ""
    lacking: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ControlList:
    """``counts`` pairs a French label and a number ("conforme", 12)."""

    head: SlipHead
    entries: tuple[ControlEntry, ...]
    counts: tuple[tuple[str, int], ...]
