"""Exports: one signed file made from an open commission."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.domain.codec import canonical
from app.domain.errors import PassageError
from app.domain.instants import stamp
from app.domain.text import counted
from app.services.desk import Desk
from app.services.version import VERSION
from app.system import place, sweep, temporary_beside, world_error
from app.trust.keys import sign
from db.export import write_export
from db.projection import all_rows
from db.schema import SCHEMA_VERSION


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
    return f"{summary(manifest)}{_signed_by(desk, public)}"


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
        "receipts": canonical([receipt.sha256 for receipt in desk.state.receipts]),
    }


def summary(manifest: Mapping[str, Any]) -> str:
    """What an export is, in a line."""
    kind = "RÉPÉTITION, sans valeur" if manifest["kind"] == "rehearsal" else "réel"
    return (
        f"{manifest['exam']} {manifest['session']}, commission {manifest['commission']} ({kind}) : "
        f"{counted(manifest['candidates'], 'candidat')}, "
        f"{counted(manifest['sealed'], 'grille scellée')}, "
        f"{manifest['acts']} actes, empreinte {str(manifest['root_hash'])[:16]}, "
        f"clé {manifest['public_key'].hex()[:16]}"
    )
