"""Preparing a jury file: what a description and lists say, shown before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.jury.acts import EnrolCandidates
from app.domain.text import counted
from app.intake.jury_description import JuryDescription, read_jury_description
from app.intake.jury_headers import JURY, JURY_FIELDS
from app.intake.jury_lists import JuryReading, read_jury_list
from app.intake.toml_fields import load_toml
from app.services.exporting import refuse_existing
from app.services.jury_desk import groupings
from app.services.jury_files import create_jury_file
from app.services.jury_lists import changes_by, obstacles, sound_acts
from app.services.jury_opening import opening_acts, tried
from app.services.understanding import Understood, understood, unread

__all__ = [
    "JURY_FIELDS",
    "EnrolCandidates",
    "JuryDescription",
    "JuryList",
    "changes_by",
    "described",
    "groupings",
    "is_jury_description",
    "make_jury",
    "objections",
    "obstacles",
    "read_jury_description",
    "sound_acts",
    "understand_jury_list",
]
_OWN = ("pilot", "academies", "commissions")


@dataclass(frozen=True)
class JuryList:
    """A list as understood; ``read`` None where no row of it could be."""

    path: Path
    mapping: Mapping[str, str]
    understood: Understood
    read: JuryReading | None


def understand_jury_list(path: Path, mapping: Mapping[str, str]) -> JuryList:
    """What a jury’s list says, columns named by ``mapping`` first. Nothing is written.

    PassageError where not even columns can be read.
    """
    try:
        read = read_jury_list(path, mapping)
    except PassageError as error:
        return JuryList(path, mapping, unread(path, mapping, error, JURY), None)
    return JuryList(path, mapping, understood(read.reading), read)


def is_jury_description(path: Path) -> bool:
    """Whether a TOML file describes a jury, not one commission."""
    try:
        return any(name in load_toml(path) for name in _OWN)
    except PassageError:
        return False


def described(told: JuryDescription) -> Iterator[str]:
    """What a description says, one French line a thing."""
    yield f"Session {told.session}, académie pilote : {told.pilot}"
    yield f"Académies : {', '.join(told.academies)}"
    yield f"Président : {told.president}"
    yield f"Centres : {', '.join(site['name'] for site in told.sites)}"
    counts = (
        counted(len(told.commissions), "commission"),
        counted(len(told.examiners), "examinateur"),
        counted(len(told.members), "membre") + " de la commission académique",
    )
    yield ", ".join(counts)
    for one in told.commissions:
        room = f", salle {one['room']}" if one["room"] else ""
        pair = " et ".join(one["examiners"])
        yield f"{one['commission']} ({one['exam']}) : {one['site']}{room}, {pair}"


def objections(told: JuryDescription, readings: Sequence[JuryReading]) -> list[str]:
    """Everything that stands against a jury opened so, in French; wrong rows apart."""
    sound = [read for read in readings if not read.reading.errors]
    return tried(opening_acts(told, sound, rehearsal=False), sound)[1]


def make_jury(
    path: Path, told: JuryDescription, readings: Sequence[JuryReading], *, rehearsal: bool
) -> None:
    """Make the jury file, or nothing. PassageError when ``path`` exists, when the disk refuses or
    when anything stands against it."""
    acts = opening_acts(told, readings, rehearsal=rehearsal)
    if problems := tried(acts, readings)[1]:
        raise PassageError("\n".join(problems))
    refuse_existing(path)
    create_jury_file(path, [(act, None) for act in acts])
