"""What an export, once verified, says to the jury."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from app.domain.jury.received import (
    ABSENT,
    EXAMINED,
    LINK,
    NOT_VALID,
    OPEN,
    RECUSED,
    ReceivedExport,
    ReceivedIncident,
    ReceivedPassage,
)
from app.domain.people import Candidate
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
        *(len(found.entries), found.entries[-1].hash),
        "".join(entry.hash[:LINK] for entry in found.entries),
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
    status = _status(row)
    reasons = {ABSENT: row["absent_reason"], NOT_VALID: row["not_valid_reason"]}
    recused = known[0] if known and row["status"] == RECUSED else ""
    name = Candidate("", row["last_name"], row["first_names"], row["usual_name"]).name
    head = (row["number"], manifest["exam"], manifest["commission"], name[:LONGEST_NAME], status)
    return ReceivedPassage(
        *head,
        **(_sealed(row) if row["record"] is not None else {"examiners": tuple(examiners)}),
        reserved=row["doubt"] or "",
        reason=reasons.get(status) or recused,
        authority=(row["not_valid_authority"] or "") if status == NOT_VALID else "",
        reopened=row["record"] is not None and not row["sealed"],
        listed=bool(row["listed"]),
    )


def _status(row: Told) -> str:
    if row["status"] in (NOT_VALID, ABSENT):
        return str(row["status"])
    if row["record"] is not None:
        return EXAMINED  # rule 8: the last sealed version stays in force
    return RECUSED if row["status"] == RECUSED else OPEN


def _sealed(row: Told) -> dict[str, Any]:
    """What the sealed record in force says."""
    if digest(row["record"]) != row["hash"]:
        raise ValueError("a sealed record is not what was sealed")
    record = json.loads(row["record"])
    return {
        "examiners": tuple(examiner["name"] for examiner in record["examiners"]),
        "version": row["version"],
        "record": row["hash"],
        "code": row["code"],
        "mark": record["mark"],
        "levels": record["levels"],
        "appraisal": record["appraisal"],
        "sealed_at": row["at"],
    }


def _incident(row: Told) -> ReceivedIncident:
    told = (row["at"], row["kind"], row["text"], row["informed"], row["passage"] or "")
    return ReceivedIncident(*told)
