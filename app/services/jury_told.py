"""What the jury decided as French texts, for papers and for the window."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.jury.results import Juror
from app.domain.jury.results_words import (
    FRAUD_OUTCOMES,
    LIVRETS,
    RESERVE_DECISIONS,
    RESULTS,
    SECTORS,
    STANDINGS,
)
from app.domain.jury.rules.deliberation import parity, publics
from app.domain.jury.state import JuryState
from app.domain.marks import canonical_mark, printed_mark
from app.domain.text import counted


def moment(at: str) -> str:
    """ "05/07/2019 14:02" of a stamp."""
    return f"{datetime.fromisoformat(at):%d/%m/%Y %H:%M}"


def day_text(text: str) -> str:
    """ "05/07/2019" of a date however it was written."""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text


_VALUES = {**STANDINGS, **RESERVE_DECISIONS, **RESULTS, **LIVRETS, "pending": "en instance"}
_VALUES |= {**FRAUD_OUTCOMES, "open": "recours ouvert", "ended": "recours clos", "": "–"}


def value_text(value: str) -> str:
    """A value of the log in French: a mark, or what a decision came to."""
    return printed_mark(value) if canonical_mark(value) else _VALUES.get(value, value)


def parity_text(state: JuryState, day: str = "") -> str:
    """ "3 enseignants dont 2 du public, 3 de la profession"."""
    teachers, others = parity(state, day)
    public = publics(state, day)
    return f"{counted(teachers, 'enseignant')} dont {public} du public, {others} de la profession"


def sector_text(juror: Juror) -> str:
    sector = SECTORS.get(juror.sector, juror.sector)
    return f"{sector}, préside" if juror.president else sector
