"""Whole exam days as lines for ``perform``: opening, list, every act, notes, the close.

They need neither list reader nor file, so that a test can have a day wherever it wants one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.codec import compact, revive
from app.domain.rules import fold
from app.domain.state import State
from app.services.catalogue import catalogue
from app.services.clock import parse_at, zone_of
from app.services.day import day
from app.services.performing import Performer

Lines = tuple[str, ...]

EXAMS = ("E32", "E42")
OPENED = "2019-06-05T07:00:00+02:00"
NAMES = (
    "ABADIE",
    "BŒUF",
    "DE LA FONTAINE",
    "LE GOFF",
    "N’DIAYE",
    "NGUYEN-VÕ",
    "OUÉDRAOGO",
    "PETIT",
)
NOTE = "hésite sur la franchise, "
HURRIED = {"stop-part": "essai", "seal": "essai"}
"""Acts that need a reason when a day is played at once: minimums are not reached."""


def opening(exam: str, *, rehearsal: bool = False) -> Lines:
    """The two lines a commission begins with."""
    opened = {
        "act": "open-commission",
        "session": 2019,
        "exam": exam,
        "commission": "C04",
        "academy": "Lyon",
        "centre": "Lycée d’essai",
        "room": "B204",
        "date": "2019-06-05",
        "time_zone": "Europe/Paris",
        "examiners": [
            {"name": "Mme ARNAUD", "quality": "enseignant"},
            {"name": "M. BERTHIER", "quality": "professionnel"},
        ],
        "rehearsal": rehearsal,
        "program": "0",
    }
    loaded = {"act": "load-list", "source": "liste.csv", "candidates": _candidates()}
    return tuple(compact({"at": OPENED, **act}) for act in (opened, loaded))


def _candidates() -> list[dict[str, Any]]:
    return [
        {
            "number": f"000099001{rank:02d}",
            "last_name": name,
            "first_names": "Éloïse",
            "hour": f"{8 + rank:02d}:00",
            **({"extra_preparation": "1/3", "extra_parts": "1/3"} if rank == 2 else {}),
        }
        for rank, name in enumerate(NAMES)
    ]


@cache
def whole_day(exam: str, *, rehearsal: bool = False) -> Lines:
    """Every line of the day for a replay, opening to close; seals carry a fixed salt."""
    lines = opening(exam, rehearsal=rehearsal)
    state, zone = State(catalogue()), zone_of("Europe/Paris")
    for line in lines:
        act = json.loads(line)
        state = fold(state, revive(act), parse_at(act["at"], zone))
    notes: Counter[str] = Counter()
    acts = [act for _, line in day(state) for act in _with_notes(json.loads(line), notes)]
    close = {"at": acts[-1]["at"], "act": "close-day"}
    return (*lines, *map(compact, acts), compact(close))


def _with_notes(act: dict[str, Any], notes: Counter[str]) -> Iterator[dict[str, Any]]:
    """The act, a note or two before each mark, one of them struck."""
    if act["act"] == "seal":
        act["salt"] = hashlib.sha256(compact(act).encode()).hexdigest()[:32]
    if act["act"] == "set-mark":
        whom = {"at": act["at"], "passage": act["passage"]}
        for text in (f"{NOTE}{act['mark']}", "à rayer"):
            notes[act["passage"]] += 1
            yield {"act": "observe", **whom, "text": text, "competencies": []}
        number = notes[act["passage"]]
        yield {"act": "strike-observation", **whom, "observation": number}
    yield act


@cache
def live_day(exam: str) -> Lines:
    """The same day without instants, after its opening: for a ``perform`` by the clock."""
    return tuple(compact(_hurried(json.loads(line))) for line in whole_day(exam)[2:])


def _hurried(act: dict[str, Any]) -> dict[str, Any]:
    reason = {"reason": HURRIED[act["act"]]} if act["act"] in HURRIED else {}
    return {**{k: v for k, v in act.items() if k not in ("at", "salt")}, **reason}


def play(path: Path, lines: Sequence[str], *, replay: bool = True) -> list[dict[str, Any]]:
    """The answers to those lines, played on ``path`` in this process."""
    performer = Performer(path, replay=replay)
    try:
        return [json.loads(performer.answer(line.encode())) for line in lines]
    finally:
        performer.close()
