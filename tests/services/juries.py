"""Jury files in a folder, with three candidates and three commissions, and what they store."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from app.domain.codec import decode
from app.domain.jury.acts import JURY, CandidateAct, ExamAct
from app.services.journaling import Done
from app.services.jury_desk import JuryDesk
from app.services.jury_files import JURY_FILE, create_jury_file
from app.services.performing import Performer
from db.journal_file import table_rows
from db.jury_projection import JURY_KEYS
from db.projection import Rows
from tests.domain.jury.scene import line, opening

APRIL = "2019-04-02T10:00:00+02:00"


def jury_file(path: Path, *lines: dict[str, Any], **fields: Any) -> Path:
    """A jury opened in April, with those lines of a list or three."""
    listed = list(lines or (line("001"), line("002"), line("003")))
    told = [
        {"act": "open-jury", **opening(**fields)},
        {"act": "enrol-candidates", "source": "liste", "candidates": listed},
    ]
    acts = [decode(act, internal=True, known_acts=JURY) for act in told]
    create_jury_file(path, [(act, APRIL) for act in acts])
    return path


def do(desk: JuryDesk, name: str, /, **fields: Any) -> Done:
    """Perform an act, about candidate 001 and E32 unless told otherwise."""
    kind = JURY[name]
    if issubclass(kind, CandidateAct):
        fields.setdefault("candidate", "001")
    if issubclass(kind, ExamAct):
        fields.setdefault("exam", "E32")
    return desk.perform(decode({"act": name, **fields}, internal=True, known_acts=JURY))


def jury_tables(path: Path) -> Rows:
    """Every row of every projected table, as the closed file holds it."""
    with closing(sqlite3.connect(path)) as connection:
        return table_rows(connection, JURY_KEYS)


def replayed(journal: list[dict[str, Any]], path: Path) -> Path:
    """A file made of a journal's lines, replayed."""
    performer = Performer(path, replay=True, kind=JURY_FILE)
    answers = [json.loads(performer.answer(json.dumps(told).encode())) for told in journal]
    performer.close()
    assert [answer for answer in answers if not answer["ok"]] == []
    return path
