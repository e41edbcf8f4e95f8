"""The journal as a paper: the lines a page shows, no more and no less (rule 9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.state import State
from app.domain.text import counted
from app.pdf.journal import JournalLine, journal
from app.services.narrating import Told
from app.services.printing import is_rehearsal, safe
from app.services.slips import slip_head

OWN = "Commission"
"""Who an act is by where it names no candidate."""


def hours(lines: Sequence[Told]) -> list[str]:
    """The hour of each line, with its date where they are not all of one day."""
    several = len({line.at.date() for line in lines}) > 1
    return [f"{line.at:%d/%m %H:%M:%S}" if several else f"{line.at:%H:%M:%S}" for line in lines]


def journal_paper(
    state: State, lines: Sequence[Told], chosen: str, now: datetime
) -> tuple[str, bytes]:
    """File name and PDF of these lines; ``chosen`` says what they were chosen by, "" for all."""
    head = slip_head(state)
    name = f"{head.exam}-{safe(head.commission)}-journal-{now:%Y%m%d-%Hh%M}.pdf"
    told, rows = heading(lines, chosen, now), paper_rows(lines, OWN)
    return name, journal(head, told, rows, rehearsal=is_rehearsal(state))


def heading(lines: Sequence[Told], chosen: str, now: datetime) -> str:
    """How many lines a paper has, when it was printed, and by what they were chosen."""
    told = f"{counted(len(lines), 'acte')}, imprimé le {now:%d/%m/%Y} à {now:%H:%M}"
    return f"{told} ; choix : {chosen}" if chosen else told


def paper_rows(lines: Sequence[Told], own: str) -> list[JournalLine]:
    """The lines as a paper has them; ``own`` is who an act is by where it names no candidate."""
    return [
        JournalLine(hour, line.who or own, line.sentence)
        for hour, line in zip(hours(lines), lines, strict=True)
    ]
