"""One file that may be an export, looked at before anything of it is received."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from app.domain.jury.received import Held, ReceivedExport
from app.domain.jury.receiving import ALREADY, ALTERED, DAMAGED, Change
from app.domain.jury.state import JuryState
from app.domain.text import shown
from app.services.received_exports import received_export
from app.services.verifying import INTACT, belongs, differences, signature_right
from db.reading import Export, ExportError, read_bytes, read_export

MOST_REASONS = 20
"""Reasons told of one file; an altered one may differ in every line."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its verdict, counts of passages, what changed and what clashes."""

    file: str
    verdict: str
    reasons: tuple[str, ...] = ()
    sha256: str = ""
    commission: str | None = None
    exam: str | None = None
    passages: int = 0
    new: int = 0
    same: int = 0
    changed: int = 0
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Found:
    """A file looked at: why it cannot be received, or its bytes and the export they are."""

    outcome: Outcome
    data: bytes = b""
    export: ReceivedExport | None = None


def look_at(state: JuryState, path: Path, *, replay: bool = True) -> Found:
    """What the file is, whatever its bytes are. One that is received already is known by its
    hash; any other is checked to the last row, its journal replayed."""
    try:
        data = read_bytes(path)
    except ExportError as error:
        return Found(Outcome(str(path), error.verdict, (error.sentence,)))
    except PassageError as error:
        return Found(Outcome(str(path), DAMAGED, (str(error),)))
    sha256 = hashlib.sha256(data).hexdigest()
    receipt = state.received.receipts.get(sha256)
    known = state.received.commissions.get(receipt.commission) if receipt else None
    if known is not None and sha256 in known.exports:
        return Found(_again(path, known.exports[sha256]))
    try:
        return _examined(state, read_export(path, data, sha256, whole=replay), data, replay=replay)
    except ExportError as error:
        return Found(Outcome(str(path), error.verdict, (error.sentence,), sha256), data)


def _again(path: Path, export: ReceivedExport) -> Outcome:
    count = len(export.passages)
    return Outcome(
        *(str(path), ALREADY, (), export.sha256, export.commission, export.exam, count),
        same=count,
    )


def _examined(state: JuryState, found: Export, data: bytes, *, replay: bool) -> Found:
    """An export that SQLite reads: is it what was signed, does it tell what its journal tells,
    is it of this jury."""
    told = _told(found)
    if replay:
        altered = tuple(islice(differences(found), MOST_REASONS))
    else:
        altered = tuple(_quick_differences(found))
    if altered:
        return Found(Outcome(**told, verdict=ALTERED, reasons=altered), data)
    verdict, reason = belongs(state, found)
    if verdict != INTACT:
        return Found(Outcome(**told, verdict=verdict, reasons=(reason,)), data)
    try:
        return Found(Outcome(**told, verdict=INTACT), data, received_export(found))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        sentence = "Ses grilles scellées ne se lisent pas : redemandez-le."
        return Found(Outcome(**told, verdict=ALTERED, reasons=(sentence,)), data)


def _quick_differences(found: Export) -> list[str]:
    if not signature_right(found):
        return ["signature : le fichier a été modifié depuis sa signature."]
    if found.broken or not found.entries:
        return [f"journal : la chaîne est rompue à l’acte n° {found.broken}."]
    if found.entries[-1][2] != found.manifest["root_hash"]:
        return ["manifeste, root_hash : ce n’est pas l’empreinte du journal."]
    return []


def _told(found: Export) -> dict[str, Any]:
    """What the file says it is, which need not be true."""
    manifest = found.manifest
    return {
        "file": str(found.path),
        "sha256": found.sha256,
        "commission": shown(manifest["commission"]),
        "exam": shown(manifest["exam"]),
        "passages": len(found.told["passages"]),
    }
