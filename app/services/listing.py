"""``passage list``: who passes when, and where each passage stands, from the plain tables."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from app.domain.marks import printed_mark
from app.domain.text import counted
from app.services.clock import Anchor, instant
from app.services.documents import altered
from app.system import Clock, SystemClock
from db.listing import read_listing

STATUS_WORDS = {
    "transferred": "transféré",
    "not-valid": "non valide",
    "recused": "récusé",
    "absent": "absent",
    "sealed": "scellé",
    "suspended": "suspendu",
    "running": "en cours",
    "deliberating": "en délibération",
    "present": "présent",
    "planned": "à venir",
}


def listing(path: Path, clock: Clock | None = None) -> dict[str, Any]:
    """The commission and its passages in order, as ``list --json`` prints them."""
    commission, passages, last = read_listing(path)
    if not commission:
        raise PassageError(f"{path} : le fichier n’a pas de commission. Reprenez une copie.")
    now = _now(last, clock or SystemClock())
    return {
        "session": commission["session"],
        "exam": commission["exam"],
        "commission": commission["commission"],
        "passages": [_passage(passage, now) for passage in passages],
    }


def _now(last: dict[str, Any], clock: Clock) -> datetime:
    at = datetime.fromisoformat(json.loads(last["line"])["at"])
    return instant(clock.read(), Anchor(at, last["tick_ms"], last["boot"]), UTC)


def _passage(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    kept = ("number", "last_name", "first_names", "status")
    return {
        "passage": row["number"],
        **{name: row[name] for name in kept},
        "reserved": bool(row["reserved"]),
        "mark": row["mark"],
        "levels": dict(sorted(row["levels"].items(), key=lambda item: int(item[0][1:]))),
        "appraisal": row["appraisal"],
        "conformity": row["conformity"],
        "parts": [part_now(part, now) for part in row["parts"]],
        "version": row["version"],
        "hash": row["hash"],
        "code": row["code"],
        "received": row["version"] in row["receipted"],
    }


def part_now(part: dict[str, Any], now: datetime) -> dict[str, Any]:
    """A stored part with the time since its last act added, in whole seconds."""
    elapsed, paused = part["elapsed_s"], part["paused_s"]
    if part["since"] is not None:
        gone = max(0, int((now - datetime.fromisoformat(part["since"])).total_seconds()))
        if part["state"] == "running":
            elapsed += gone
        else:
            paused += gone
    return {
        "part": part["part"],
        "planned_s": part["planned_s"],
        "elapsed_s": elapsed,
        "paused_s": paused,
        "overtime_s": max(0, elapsed - part["planned_s"]),
        "state": part["state"],
    }


def table(path: Path) -> str:
    """The list for a person to read; the day stands above the passages of each."""
    commission, passages, _ = read_listing(path)
    kind = " · RÉPÉTITION" if commission["rehearsal"] else ""
    lines = [f"{commission['exam']} {commission['session']} · {commission['commission']}{kind}"]
    for day, rows in groupby(passages, key=lambda row: row["day"] or commission["date"]):
        lines += [f"{date.fromisoformat(day):%d/%m/%Y}", *map(_line, rows)]
    documents = [(d["number"], d["name"], d["sha256"]) for p in passages for d in p["documents"]]
    return "\n".join([*lines, *altered(path, documents)])


def _line(row: dict[str, Any]) -> str:
    shown = row["mark"] and not row["reserved"]
    extra = {row["extra_preparation"], row["extra_parts"]} - {"0"}
    notes = [
        STATUS_WORDS[row["status"]],
        f"temps majoré {' et '.join(sorted(extra))}" if extra else "",
        f"{printed_mark(row['mark'])} / 20" if shown else "",
        "note réservée" if row["reserved"] else "",
        "dossier non contrôlé" if row["conformity"] == "unchecked" else "",
        "" if row["listed"] else "absent de la dernière liste",
        counted(len(row["documents"]), "pièce") if row["documents"] else "",
        "reçu par le jury" if row["version"] in row["receipted"] else "",
    ]
    usual = f" ({row['usual_name']})" if row["usual_name"] else ""
    name = f"{row['last_name']}{usual} {row['first_names']}"
    told = " · ".join(filter(None, notes))
    return f"{row['hour'] or '--:--'}  {row['number']:<14} {name:<36} {told}"
