"""Exports: made from an open commission, verified without trusting anything in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.codec import canonical
from app.domain.errors import PassageError
from app.domain.instants import stamp
from app.domain.record import check_code, digest
from app.domain.rules import fold
from app.domain.state import State
from app.services.catalogue import catalogue
from app.services.desk import Desk
from app.services.journaling import read_line
from app.services.version import VERSION
from app.system import place, sweep, temporary_beside, world_error
from app.trust.keys import is_signed, sign
from db.export import Export, read_export, write_export
from db.journal_file import GENESIS, chain
from db.projection import Rows, all_rows
from db.schema import SCHEMA_VERSION


@dataclass(frozen=True)
class Verdict:
    """What verifying found: ``differences`` in French, empty when the export is intact."""

    summary: str
    differences: tuple[str, ...]
    public: str = ""
    """The key that signed it, in hex."""


def export(desk: Desk, target: Path, passphrase: str = "") -> str:
    """Write a signed export to ``target``, which must not exist; returns what was written.

    A pack signs with the key the jury knows under its ``passphrase``, else with its own.
    """
    refuse_existing(target)
    part = temporary_beside(target)
    sweep(target.parent, {target.name})
    public, private = desk.signing_pair(passphrase)
    manifest = {**_manifest(desk), "public_key": public}
    try:
        desk.write_copy(
            lambda file: write_export(
                file, part, manifest, all_rows(desk.state), lambda data: sign(private, data)
            )
        )
        place(part, target)
    except OSError as error:
        raise world_error(target, error) from error
    except PassageError as error:
        raise under_name(error, part, target) from error
    finally:
        with suppress(OSError):
            sweep(target.parent, {target.name})
    return f"{_summary(manifest)}{_signed_by(desk, public)}"


def _signed_by(desk: Desk, public: bytes) -> str:
    """For a pack, which key signed."""
    if not desk.pack:
        return ""
    if desk.pack == public.hex():
        return ", signé par la clé du paquet"
    return ", sans la phrase secrète du paquet : le jury le recevra comme d’une commission inconnue"


def under_name(error: PassageError, part: Path, path: Path) -> PassageError:
    """The same error about the file the user knows, not about its temporary name."""
    return type(error)(str(error).replace(str(part), str(path)))


def refuse_existing(target: Path) -> None:
    """An existing file is never overwritten (rule 10)."""
    try:
        target.lstat()
    except (FileNotFoundError, NotADirectoryError):
        if target.parent.is_dir():
            return
        raise PassageError(
            f"{target.parent} : ce dossier n’existe pas. Créez-le d’abord."
        ) from None
    except OSError as error:
        raise world_error(target, error) from error
    raise PassageError(
        f"{target} : ce fichier existe déjà et n’est pas remplacé. Choisissez un autre nom."
    )


def _manifest(desk: Desk) -> dict[str, Any]:
    commission = desk.state.commission
    if commission is None:
        raise PassageError(f"{desk.path} : le fichier n’a pas de commission à exporter.")
    passages = desk.state.passages.values()
    return {
        "program": VERSION,
        "schema_version": SCHEMA_VERSION,
        "kind": "rehearsal" if commission.rehearsal else "real",
        "session": commission.session,
        "exam": commission.exam,
        "commission": commission.commission,
        "candidates": len(desk.state.passages),
        "sealed": sum(bool(passage.versions) for passage in passages),
        "acts": desk.seq,
        "root_hash": desk.root_hash,
        "exported_at": stamp(desk.now()),
    }


def _summary(manifest: Mapping[str, Any]) -> str:
    kind = "RÉPÉTITION, sans valeur" if manifest["kind"] == "rehearsal" else "réel"
    return (
        f"{manifest['exam']} {manifest['session']}, commission {manifest['commission']} ({kind}) : "
        f"{manifest['candidates']} candidats, {manifest['sealed']} grilles scellées, "
        f"{manifest['acts']} actes, empreinte {str(manifest['root_hash'])[:16]}, "
        f"clé {manifest['public_key'].hex()[:16]}"
    )


def verify(path: Path) -> Verdict:
    """Check signature and chain, replay the journal, compare every table and sealed hash.

    PassageError when the file is no export at all; else the verdict names what differs.
    """
    try:
        found = read_export(path)
    except (OSError, IndexError, KeyError, TypeError, ValueError) as error:
        raise PassageError(f"{path} : l’export est illisible. Redemandez-le.") from error
    public = found.manifest["public_key"].hex()
    return Verdict(_summary(found.manifest), tuple(_differences(found)), public)


def _differences(found: Export) -> Iterator[str]:
    manifest = found.manifest
    if not is_signed(manifest["public_key"], manifest["signature"], found.unsigned):
        yield "signature : le fichier a été modifié depuis sa signature."
    state, problem = _replayed(found)
    if problem:
        yield problem
        return
    yield from _table_differences(all_rows(state), found.rows)
    yield from _record_differences(state)
    yield from _manifest_differences(found, state)


def _replayed(found: Export) -> tuple[State, str | None]:
    """The state the journal tells, and what is wrong with the journal if anything."""
    state, previous = State(catalogue()), GENESIS
    for number, entry in enumerate(found.entries, 1):
        try:
            if entry.seq != number or chain(previous, entry.line) != entry.hash:
                return state, f"journal : la chaîne est rompue à l’acte n° {number}."
            act, at = read_line(entry.line)
            state = fold(state, act, at)
        except Exception:  # an export is untrusted: whatever its line does is its own fault
            return state, f"journal : l’acte n° {number} est illisible."
        previous = entry.hash
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
        "root_hash": found.entries[-1].hash,
    }
    for name, value in actual.items():
        if found.manifest[name] != value:
            yield f"manifeste, {name} : « {found.manifest[name]} » au lieu de « {value} »."
