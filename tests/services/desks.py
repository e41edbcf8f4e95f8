"""Real commission files on disk, and a clock whose hands a test moves."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.codec import decode
from app.services.desk import Desk
from app.services.files import create_commission
from app.services.journaling import Done
from app.system import Reading
from db.journal_file import table_rows
from db.projection import KEYS, Rows
from tests.domain.scene import candidate, opening

SEVEN = "2019-06-05T07:00:00+02:00"


class FakeClock:
    """Wall time, ticks and boot, each moved by hand; 8 o'clock in Paris at first."""

    def __init__(self) -> None:
        self.wall = datetime(2019, 6, 5, 6, tzinfo=UTC)
        self.tick_ms = 5_000_000
        self.boot = "first boot"

    def read(self) -> Reading:
        return Reading(self.wall, self.tick_ms, self.boot)

    def go(self, seconds: float) -> None:
        """Let time pass, the machine awake or asleep: ticks count suspension."""
        self.tick_ms += round(seconds * 1000)
        self.wall += timedelta(seconds=seconds)

    def set_wall(self, seconds: float) -> None:
        """Someone, or the network, sets the clock."""
        self.wall += timedelta(seconds=seconds)

    def reboot(self, seconds: float = 60) -> None:
        """The machine starts anew: ticks begin again."""
        self.wall += timedelta(seconds=seconds)
        self.tick_ms, self.boot = 30_000, f"{self.boot}, rebooted"


def commission_file(path: Path, exam: str = "E32") -> Path:
    """A commission of three candidates opened at seven."""
    lines = [candidate("001", hour="08:00"), candidate("002"), candidate("003")]
    loaded = {"act": "load-list", "source": "liste.csv", "candidates": lines}
    acts = [decode(act, internal=True) for act in (opening(exam), loaded)]
    create_commission(path, [(act, SEVEN) for act in acts])
    return path


def perform(desk: Desk, act: str, /, **fields: Any) -> Done:
    """Perform an act from outside, about candidate 001 unless another is named."""
    passage = {} if act in ("report-incident", "close-day", "record-person") else {"passage": "001"}
    return desk.perform(decode({"act": act, **passage, **fields}))


def stored(path: Path) -> Rows:
    """Every row of every projected table, as the closed file holds it."""
    connection = sqlite3.connect(path)
    try:
        return table_rows(connection, KEYS)
    finally:
        connection.close()


def journalled(path: Path) -> list[str]:
    """The stored lines of the journal."""
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT line FROM journal ORDER BY seq")]
    finally:
        connection.close()
