"""One file that may be an export, looked at before anything of it is received."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
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
    public: str = ""
    """The key that signed it, in hex, where that was read."""


@dataclass(frozen=True)
class Found:
    """A file looked at: why it cannot be received, or its bytes and the export they are."""

    outcome: Outcome
    data: bytes = b""
    export: ReceivedExport | None = None
    manifest: Mapping[str, Any] = field(default_factory=dict)


def look_at(
    path: Path, *, replay: bool = True, known: Callable[[str], bool] = lambda _: False
) -> Found:
    """What the file is, whatever its bytes are: checked to the last row, its journal replayed.

    One whose SHA-256 is ``known`` was checked before. It looks at nothing but the file, so that
    another process may do it.
    """
    try:
        data = read_bytes(path)
    except ExportError as error:
        return Found(Outcome(str(path), error.verdict, (error.sentence,)))
    except PassageError as error:
        return Found(Outcome(str(path), DAMAGED, (str(error),)))
    sha256 = hashlib.sha256(data).hexdigest()
    if known(sha256):
        return Found(Outcome(str(path), ALREADY, sha256=sha256))
    try:
        return _examined(read_export(path, data, sha256, whole=replay), data, replay=replay)
    except ExportError as error:
        return Found(Outcome(str(path), error.verdict, (error.sentence,), sha256))


def weighed(state: JuryState, found: Found) -> Found:
    """What the file is to this jury, as far as its own bytes and what came before tell."""
    export = received_before(state, found.outcome.sha256)
    if export is not None:
        said = (export.commission, export.exam, len(export.passages))
        outcome = Outcome(found.outcome.file, ALREADY, (), export.sha256, *said)
        return Found(replace(outcome, same=outcome.passages))
    if found.export is None:
        return found
    verdict, reason = belongs(state, found.manifest)
    if verdict != INTACT:
        return Found(replace(found.outcome, verdict=verdict, reasons=(reason,)))
    return found


def received_before(state: JuryState, sha256: str) -> ReceivedExport | None:
    """The export received under that hash."""
    receipt = state.received.receipts.get(sha256)
    there = state.received.commissions.get(receipt.commission) if receipt else None
    return there.exports.get(sha256) if there is not None else None


def _examined(found: Export, data: bytes, *, replay: bool) -> Found:
    """An export that SQLite reads: is it what was signed, does it tell what its journal tells."""
    outcome = _told(found)
    if replay:
        altered = tuple(islice(differences(found), MOST_REASONS))
    else:
        altered = tuple(_quick_differences(found))
    if altered:
        return Found(replace(outcome, verdict=ALTERED, reasons=altered))
    try:
        return Found(outcome, data, received_export(found), found.manifest)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        sentence = "Ses grilles scellées ne se lisent pas : redemandez-le."
        return Found(replace(outcome, verdict=ALTERED, reasons=(sentence,)))


def _quick_differences(found: Export) -> list[str]:
    if not signature_right(found):
        return ["signature : le fichier a été modifié depuis sa signature."]
    if found.broken or not found.entries:
        return [f"journal : la chaîne est rompue à l’acte n° {found.broken}."]
    if found.entries[-1][2] != found.manifest["root_hash"]:
        return ["manifeste, root_hash : ce n’est pas l’empreinte du journal."]
    return []


def _told(found: Export) -> Outcome:
    """What the file says it is, which need not be true."""
    said = (shown(found.manifest["commission"]), shown(found.manifest["exam"]))
    count = len(found.told["passages"])
    public = found.manifest["public_key"].hex()
    return Outcome(str(found.path), INTACT, (), found.sha256, *said, count, public=public)
