"""What a killed process left, examined on a copy so that the program itself recovers the file."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from app.domain.instants import stamp
from app.domain.state import State
from app.services.clock import parse_at, zone_of
from app.services.desk import Desk
from db.journal_file import table_rows
from db.projection import KEYS, all_rows

NOTES = ("observe", "strike-observation")
LEFT_OUT = {"at", "salt"}


@dataclass
class Found:
    """A file as it was found: whether it opens, its journal, how many lines reached the disk, and
    by candidate the notes and drafts."""

    opens: bool = True
    journal: list[dict[str, Any]] = field(default_factory=list)
    durable: int = 0
    state: State | None = None
    notes: dict[str, list[str]] = field(default_factory=dict)
    drafts: dict[str, dict[str, str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def examine(path: Path) -> Found:
    """Open a copy of the file with its log, replay it and compare every table."""
    found = Found()
    if not path.exists():  # killed before the file took its name
        return found
    with tempfile.TemporaryDirectory(dir=path.parent.parent) as folder:
        copy = Path(folder) / path.name
        for suffix in ("", "-wal"):
            if path.with_name(path.name + suffix).exists():
                shutil.copy(path.with_name(path.name + suffix), Path(folder))
        try:
            with Desk(copy) as desk:
                found.journal, found.state = desk.journal(), desk.state
                for who in desk.state.passages:
                    found.notes[who] = [note.text for note in desk.observations(who)]
                    found.drafts[who] = desk.drafts(who)
        except PassageError as error:
            found.opens = False
            found.faults.append(f"unopened: {error}")
            return found
        with closing(sqlite3.connect(copy)) as connection:
            stored = table_rows(connection, KEYS)
            sql = "SELECT count(*) + coalesce(sum(struck), 0) FROM observation"
            notes = int(connection.execute(sql).fetchone()[0])
            drafts = int(connection.execute("SELECT count(*) FROM draft").fetchone()[0])
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if whole != "ok":
        found.faults.append(f"the file is damaged: {whole}")
    if stored != all_rows(found.state):
        found.faults.append("the tables are not those of the journal")
    if found.state.closed and notes + drafts:
        found.faults.append(f"{notes} working notes and {drafts} drafts outlive the day")
    found.durable = len(found.journal) + notes
    return found


def strays(path: Path) -> list[str]:
    """Files beside the commission's that should not be there."""
    known = {path.name, f"{path.name}-wal"}
    return [left.name for left in path.parent.iterdir() if left.name not in known]


def reached(found: Found, lines: Sequence[str]) -> int:
    """How many of the day's lines are on the disk; a closed day has no notes left to count."""
    closed = any(act["act"] == "close-day" for act in found.journal)
    return len(lines) if closed else found.durable


def missing(
    found: Found, lines: Sequence[str], start: int, answers: Sequence[dict[str, Any]]
) -> Iterator[str]:
    """Every acknowledged line that is not on the disk as it was sent."""
    durable = reached(found, lines)
    for index, answer in enumerate(answers, start):
        sent = json.loads(lines[index])
        if not answer["ok"]:
            yield f"line {index} was refused: {answer['refused']}"
        elif index >= durable:
            yield f"line {index} ({sent['act']}) was acknowledged and is gone"
        elif sent["act"] not in NOTES and not _kept(found, answer["seq"], sent):
            yield f"line {index} ({sent['act']}) is not act {answer['seq']} of the journal"


def _kept(found: Found, seq: int, sent: dict[str, Any]) -> bool:
    stored = found.journal[seq - 1]
    if "at" in sent and stored["at"] != stamp(parse_at(sent["at"], zone_of("Europe/Paris"))):
        return False
    return all(stored.get(name) == value for name, value in sent.items() if name not in LEFT_OUT)
