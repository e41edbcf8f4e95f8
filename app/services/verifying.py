"""Exports verified without trusting anything in them: is it whole, is it what was signed, does its
journal tell what its tables say, and whose is it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.codec import canonical
from app.domain.jury.receiving import (
    ALTERED,
    OTHER_SESSION,
    REHEARSAL,
    UNKNOWN,
    is_key_of,
    owner_of,
)
from app.domain.jury.state import JuryState
from app.domain.record import check_code, digest
from app.domain.rules import fold
from app.domain.state import State
from app.services.catalogue import catalogue
from app.services.exporting import summary
from app.services.journaling import read_line
from app.trust.keys import is_signed
from db.projection import Rows, all_rows
from db.reading import Export, read_bytes, read_export

INTACT = "intact"


@dataclass(frozen=True)
class Verdict:
    """What verifying found: ``kind`` is ``INTACT`` or a verdict of receiving, ``reason`` its
    sentence, ``differences`` what was altered and where, in French, empty where nothing was."""

    kind: str
    summary: str
    differences: tuple[str, ...] = ()
    reason: str = ""
    public: str = ""
    """The key that signed it, in hex."""


def verify(path: Path, jury: JuryState | None = None) -> Verdict:
    """Check signature and chain, replay the journal, compare every table and sealed hash; then,
    with a jury, whether it is one of its commissions.

    ExportError, which says as what, when the file is no whole export at all.
    """
    found = read_export(path, read_bytes(path))
    differing = tuple(differences(found))
    told, public = summary(found.manifest), found.manifest["public_key"].hex()
    if differing:
        return Verdict(ALTERED, told, differing, public=public)
    kind, reason = belongs(jury, found.manifest) if jury is not None else (INTACT, "")
    return Verdict(kind, told, (), reason, public)


def signature_right(found: Export) -> bool:
    """Whether the bytes are those that were signed, by the key they name."""
    manifest = found.manifest
    return is_signed(manifest["public_key"], manifest["signature"], found.unsigned)


def belongs(jury: JuryState, manifest: Mapping[str, Any]) -> tuple[str, str]:
    """Whether an intact export is one that the jury expects: ``INTACT``, or why not, in French."""
    assert jury.jury is not None
    public = manifest["public_key"].hex()
    rehearsal = manifest["kind"] == "rehearsal"
    if rehearsal != jury.jury.rehearsal:
        kinds = ("une répétition, sans valeur", "une vraie commission, et ce jury une répétition")
        return REHEARSAL, f"L’export est celui d’{kinds[jury.jury.rehearsal]}."
    if manifest["session"] != jury.jury.session:
        told = f"L’export est de la session {manifest['session']}, le jury de la session "
        return OTHER_SESSION, f"{told}{jury.jury.session}."
    code, exam = manifest["commission"], manifest["exam"]
    there = jury.commissions.get(code)
    if is_key_of(jury, public, code) and there is not None and there.exam == exam:
        return INTACT, ""
    owner = owner_of(jury, public)
    if there is None:
        why = f"La commission {code} n’est pas dans ce jury."
    elif owner is not None:
        why = f"L’export dit venir de {code} ({exam}), mais sa clé est celle de {owner}."
    else:
        why = (
            f"Aucun paquet de ce jury n’a la clé {public}. Si {code} a travaillé sans paquet, "
            "vérifiez cette clé avec ses examinateurs, puis reconnaissez-la (recognise-key)."
        )
    return UNKNOWN, why


def differences(found: Export) -> Iterator[str]:
    """What was altered and where: signature, chain, then every table, sealed record and field of
    the manifest against what the replayed journal tells."""
    if not signature_right(found):
        yield "signature : le fichier a été modifié depuis sa signature."
    state, problem = _replayed(found)
    if problem:
        yield problem
        return
    try:
        rows = all_rows(state)
    except Exception:  # acts that Passage never wrote may lead to no tables at all
        yield "journal : ses actes ne se suivent pas."
        return
    yield from _table_differences(rows, found.rows)
    yield from _record_differences(state)
    yield from _manifest_differences(found, state)


def _replayed(found: Export) -> tuple[State, str | None]:
    """The state the journal tells, and what is wrong with the journal if anything."""
    state = State(catalogue())
    if found.broken:
        return state, f"journal : la chaîne est rompue à l’acte n° {found.broken}."
    for number, line, _ in found.entries:
        try:
            act, at = read_line(line)
            state = fold(state, act, at)
        except Exception:  # an export is untrusted: whatever its line does is its own fault
            return state, f"journal : l’acte n° {number} est illisible."
    if state.commission is None:
        return state, "journal : il n’ouvre aucune commission."
    return state, None


def _table_differences(expected: Rows, stored: Rows) -> Iterator[str]:
    for key in sorted(expected.keys() | stored.keys(), key=str):
        if expected.get(key) == stored.get(key):
            continue
        where = f"table {key[0]}, {' / '.join(str(part) for part in key[1])}"
        if key not in stored:
            yield f"{where} : la ligne manque."
        elif key not in expected:
            yield f"{where} : la ligne est de trop."
        else:
            yield f"{where} : « {_differing(expected[key], stored[key])} »."


def _differing(expected: tuple[object, ...], stored: tuple[object, ...]) -> str:
    pairs = zip(expected, stored, strict=False)
    wrong = next(((e, s) for e, s in pairs if e != s), (None, None))
    return f"{str(wrong[1])[:60]} » au lieu de « {str(wrong[0])[:60]}"


def _record_differences(state: State) -> Iterator[str]:
    for passage in state.in_order:
        for sealed in passage.versions:
            record = json.loads(sealed.canonical)
            whole = digest(sealed.canonical) == sealed.hash
            if not whole or canonical(record) != sealed.canonical:
                yield f"{passage.number}, version {sealed.version} : l’empreinte est fausse."
            elif check_code(record) != sealed.code:
                yield f"{passage.number}, version {sealed.version} : le code est faux."


def _manifest_differences(found: Export, state: State) -> Iterator[str]:
    commission = state.commission
    assert commission is not None
    actual = {
        "kind": "rehearsal" if commission.rehearsal else "real",
        "session": commission.session,
        "exam": commission.exam,
        "commission": commission.commission,
        "candidates": len(state.passages),
        "sealed": sum(bool(p.versions) for p in state.passages.values()),
        "acts": len(found.entries),
        "root_hash": found.entries[-1][2],
        "receipts": canonical([receipt.sha256 for receipt in state.receipts]),
    }
    for name, value in actual.items():
        if name in found.manifest and found.manifest[name] != value:
            yield f"manifeste, {name} : « {found.manifest[name]} » au lieu de « {value} »."
