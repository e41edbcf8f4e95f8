"""The journal of a jury file as a paper: the lines a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.jury.state import JuryState
from app.pdf.journal import journal
from app.services.journalling import heading, paper_rows
from app.services.jury_prints_lists import jury_head
from app.services.narrating import Told

OWN = "Jury"
"""Who an act is by where it names no candidate."""


def jury_journal_paper(
    state: JuryState, lines: Sequence[Told], chosen: str, now: datetime
) -> tuple[str, bytes]:
    """File name and PDF of these lines; ``chosen`` says what they were chosen by, "" for all."""
    told, rows = heading(lines, chosen, now), paper_rows(lines, OWN)
    rehearsal = state.jury is not None and state.jury.rehearsal
    name = f"jury-journal-{now:%Y%m%d-%Hh%M}.pdf"
    return name, journal(jury_head(state), told, rows, rehearsal=rehearsal)
