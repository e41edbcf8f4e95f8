"""The exam day of a pack."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from app.services.day import day
from app.services.desk import Desk

LATER = "2999-"
"""The files are made today, so the day is played in a year nobody has reached."""


def file_of(packs: Path, name: str) -> Path:
    return packs / name / f"{name.partition('-v')[0]}.passage"


def acts_of(path: Path) -> Iterator[str]:
    """The whole day, with the situations the jury chose."""
    with Desk(path) as desk:
        state = desk.state
    for _, line in day(state):
        act = json.loads(line)
        barred = act.get("passage") and state.passages[act["passage"]].not_valid
        twice = act["act"] in ("raise-doubt",) and state.passages[act["passage"]].doubt
        if not barred and not twice and act["act"] != "choose-situation":
            yield json.dumps({**act, "at": act["at"].replace("2019-", LATER)})
