"""What an export, once verified, says to the jury."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from app.domain.jury.received import (
    ABSENT,
    ELSEWHERE,
    EXAMINED,
    LINK,
    NOT_VALID,
    OPEN,
    RECUSED,
    ReceivedExport,
    ReceivedIncident,
    ReceivedPassage,
)
from app.domain.record import digest
from db.reading import Export

LONGEST_NAME = 200
Told = Mapping[str, Any]


def received_export(found: Export) -> ReceivedExport:
    """The export as the jury keeps it; ValueError where a sealed record is not what was sealed."""
    manifest, told = found.manifest, found.told
    examiners, known = _by_number(told["examiners"], "name"), _by_number(told["known"], "reason")
    passages = [
        _passage(manifest, row, examiners[row["number"]], known[row["number"]])
        for row in told["passages"]
    ]
    return ReceivedExport(
        *(found.sha256, manifest["commission"], manifest["exam"], manifest["public_key"].hex()),
        *(len(found.entries), found.entries[-1][2]),
        "".join(link[:LINK] for _, _, link in found.entries),
        *(manifest["exported_at"], manifest["program"]),
        any(row["closed_at"] for row in told["commission"]),
        {passage.candidate: passage for passage in passages},
        tuple(_incident(row) for row in told["incidents"]),
    )


def _by_number(rows: list[dict[str, Any]], name: str) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row["number"]].append(row[name])
    return found


def _passage(manifest: Told, row: Told, examiners: list[str], known: list[str]) -> ReceivedPassage:
    status, sealed = _status(row), row["record"] is not None
    usual = f" ({row['usual_name']})" if row["usual_name"] else ""
    name = f"{row['last_name']}{usual} {row['first_names']}".strip()[:LONGEST_NAME]
    reasons = {ABSENT: row["absent_reason"], NOT_VALID: row["not_valid_reason"]}
    recused = known[0] if known and row["status"] == RECUSED else ""
    said: tuple[Any, ...] = (
        *(row["number"], manifest["exam"], manifest["commission"], name, status),
        *(_sealed(row) if sealed else (tuple(examiners), 0, "", "", None, {}, "", "")),
        *(row["doubt"] or "", reasons.get(status) or recused),
        (row["not_valid_authority"] or "") if status == NOT_VALID else "",
        sealed and not row["sealed"],
        bool(row["listed"]),
    )
    return ReceivedPassage(*said)


def _status(row: Told) -> str:
    if row["status"] in (NOT_VALID, ABSENT):
        return str(row["status"])
    if row["record"] is not None:
        return EXAMINED  # rule 8: the last sealed version stays in force
    return row["status"] if row["status"] in ELSEWHERE else OPEN


def _sealed(row: Told) -> tuple[Any, ...]:
    """What the sealed record in force says, from its examiners to when it was sealed."""
    if digest(row["record"]) != row["hash"]:
        raise ValueError("a sealed record is not what was sealed")
    record = json.loads(row["record"])
    return (
        tuple([examiner["name"] for examiner in record["examiners"]]),
        *(row["version"], row["hash"], row["code"], record["mark"], record["levels"]),
        *(record["appraisal"], row["at"]),
    )


def _incident(row: Told) -> ReceivedIncident:
    told = (row["at"], row["kind"], row["text"], row["informed"], row["passage"] or "")
    return ReceivedIncident(*told)
