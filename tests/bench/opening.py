"""Opening (lock, check, chain, replay) a file with 20,000 acts against one with 10,000."""

from __future__ import annotations

from pathlib import Path

from app.domain.acts import ConfirmIdentity, PlaceLevel
from app.services.desk import Desk
from app.services.files import create_commission
from tests.bench.measure import Measure, in_turns, opening_acts

CANDIDATES = 60
CODES = ("C2", "C3", "C5", "C6", "C7", "C8", "C18", "C19", "C20", "C21", "C22", "C23", "C24")


def opening(folder: Path) -> Measure:
    """Median of openings taken in turns; both files hold the same kind of acts."""
    half, full = folder / "half.passage", folder / "full.passage"
    create_commission(half, opening_acts(CANDIDATES))
    _fill(half, 10_000)
    full.write_bytes(half.read_bytes())
    _fill(full, 20_000)
    ours, baseline = in_turns(lambda: Desk(full).close(), lambda: Desk(half).close(), 5)
    return Measure(ours, baseline, 2.2)


def _fill(path: Path, acts: int) -> None:
    """Add levels, candidate after candidate, until the journal holds that many acts."""
    with Desk(path) as desk:
        desk._file._connection.execute("PRAGMA synchronous = OFF")  # only to fill it sooner
        for number, passage in list(desk.state.passages.items()):
            if not passage.identity:
                desk.perform(ConfirmIdentity(number))
        numbers = list(desk.state.passages)
        while desk.seq < acts:
            turn = desk.seq
            level = ("TI", "I", "S", "TS")[turn // len(CODES) % 4]
            desk.perform(PlaceLevel(numbers[turn % CANDIDATES], CODES[turn % 13], level))
