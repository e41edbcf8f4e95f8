"""One act through ``Desk.perform`` against the same rows written by bare sqlite3.

The rows are those the desk itself wrote for the same acts, caught on the way to the disk; the
baseline writes them under the same pragmas, one transaction an act, on the same disk.
"""

from __future__ import annotations

import itertools
import sqlite3
import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.domain.acts import (
    Act,
    ConfirmIdentity,
    PausePart,
    PlaceLevel,
    ResumePart,
    SetMark,
    StartPart,
    WriteAppraisal,
)
from app.services.desk import Desk
from app.services.files import create_commission
from app.services.journaling import Journal
from db.journal_file import Entry
from db.projection import Changes
from tests.bench.measure import Measure, opening_acts, seconds

Statement = tuple[str, tuple[Any, ...]]
ROUNDS = 40
BEGUN = "00000000001"


def act(folder: Path) -> Measure:
    """The median act of an ordinary passage, alternating with its bare rows."""
    ours_path, bare_path = folder / "ours.passage", folder / "bare.passage"
    create_commission(ours_path, opening_acts(60))
    bare_path.write_bytes(ours_path.read_bytes())
    caught: list[Statement] = []
    with Desk(ours_path) as desk:
        rows = bare(bare_path)
        catch(desk, caught)
        ours, baseline = [], []
        for step in itertools.islice(_acts(), ROUNDS * 20):
            ours.append(seconds(lambda step=step: desk.perform(step)))  # type: ignore[misc]
            baseline.append(seconds(lambda: write(rows, caught)))
            caught.clear()
        rows.close()
    return Measure(statistics.median(ours), statistics.median(baseline), 2.0)


def _acts() -> Iterator[Act]:
    """Acts of a candidate in the room, over and over, each changing something."""
    yield ConfirmIdentity(BEGUN)
    yield StartPart(BEGUN, "part-1", "essai")
    codes = ("C2", "C3", "C5", "C6", "C7", "C8", "C18", "C19", "C20", "C21", "C22", "C23", "C24")
    for turn in itertools.count():
        for code in codes:
            yield PlaceLevel(BEGUN, code, ("S", "TS")[turn % 2])
        yield SetMark(BEGUN, f"{turn % 20},5")
        yield WriteAppraisal(BEGUN, f"Entretien bien construit, reprise {turn}.")
        if turn % 10 == 0:
            yield PausePart(BEGUN, reason="bruit")
            yield ResumePart(BEGUN)


def catch(desk: Journal[Any, Any], caught: list[Statement]) -> None:
    """Have the statements of the desk's writes noted besides being executed."""
    store = desk._file
    told = store.statements

    def noted(entry: Entry, changes: Iterable[Changes]) -> Iterator[Statement]:
        mine = list(told(entry, changes))
        caught.extend(mine)
        return iter(mine)

    store.statements = noted


def bare(path: Path) -> sqlite3.Connection:
    """The file as a desk opens it, without the desk."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    for pragma in (
        "locking_mode = EXCLUSIVE",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "wal_autocheckpoint = 0",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def write(connection: sqlite3.Connection, statements: list[Statement]) -> None:
    """One transaction of those statements."""
    connection.execute("BEGIN")
    for sql, row in statements:
        connection.execute(sql, row)
    connection.execute("COMMIT")
