"""Receipts: what the jury has of a commission, signed, and loaded there.

A receipt is JSON text; its signature, Ed25519 by the jury file's own key, covers the canonical text
of everything else in it. It proves where it comes from to whoever knows that key; a commission
file takes the key of its first receipt as the jury's, and no other after it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.acts import LoadReceipt
from app.domain.codec import canonical
from app.domain.errors import PassageError
from app.domain.jury.received import ReceivedCommission
from app.domain.jury.state import Jury, JuryState
from app.domain.record import digest
from app.domain.rules.receipts import version_of
from app.domain.text import counted, of, shown
from app.intake.files import regular_size, system_sentence
from app.services.desk import Desk
from app.services.jury_desk import JuryDesk
from app.services.printing import safe, write_files
from app.trust.keys import is_signed, sign

KIND = "passage-receipt"
LARGEST = 4 * 2**20


def write_receipts(desk: JuryDesk, folder: Path) -> list[str]:
    """Write one receipt for each commission something came from; returns the paths.

    The same receipts are made again as long as nothing changed in the jury file.
    """
    if desk.state.jury is None:
        raise PassageError(f"{desk.path} : le fichier n’a pas de jury. Reprenez une copie.")
    public, private = desk.key_pair()
    head = {"jury": public.hex(), "root": desk.root_hash, "at": desk.last.isoformat()}
    files = {}
    for code, commission in sorted(desk.state.received.commissions.items()):
        told = {**head, **_told(desk.state, desk.state.jury, commission)}
        signature = sign(private, canonical(told).encode()).hex()
        whole = json.dumps({**told, "signature": signature}, ensure_ascii=False, indent=1)
        files[f"{safe(code)}-recu.json"] = f"{whole}\n".encode()
    return [str(path) for path in write_files(folder, files)]


def _told(state: JuryState, jury: Jury, commission: ReceivedCommission) -> dict[str, Any]:
    sheets = {
        (p.candidate, p.version, p.record)
        for export in commission.exports.values()
        for p in export.passages.values()
        if p.record
    }
    return {
        "kind": KIND,
        "format": 1,
        "session": jury.session,
        "pilot": jury.pilot,
        "rehearsal": jury.rehearsal,
        "commission": commission.code,
        "exam": commission.heads[0].exam,
        "exports": sorted(commission.exports),
        "sheets": [
            {"passage": number, "version": version, "record": record}
            for number, version, record in sorted(sheets)
        ],
    }


def load_receipt(path: Path, receipt: Path) -> list[str]:
    """Note in a commission file what the jury received of it; what was noted, line by line."""
    text = _text_of(receipt)
    told = _read(receipt, text)
    with Desk(path) as desk:
        commission = desk.state.commission
        if commission is None:
            raise PassageError(f"{path} : le fichier n’a pas de commission. Reprenez une copie.")
        own = (commission.session, commission.exam, commission.commission, commission.rehearsal)
        if own != tuple(told.get(name) for name in ("session", "exam", "commission", "rehearsal")):
            whose = of(shown(str(told.get("commission"))))
            raise PassageError(
                f"{receipt} : c’est le reçu {whose}, pas celui de cette commission. Prenez le bon."
            )
        desk.perform(LoadReceipt(told["jury"], told["root"], digest(text), tuple(told["sheets"])))
        state = desk.state
    strange = [sheet for sheet in told["sheets"] if version_of(state, sheet) is None]
    known = len(told["sheets"]) - len(strange)
    lines = [f"{counted(known, 'grille')} reçue{'s' if known > 1 else ''} par le jury"]
    for sheet in strange:
        lines.append(
            f"  {sheet['passage']}, version {sheet['version']} : le jury a une grille que ce "
            "fichier n’a pas ; prévenez le président."
        )
    return lines


def _text_of(path: Path) -> str:
    if regular_size(path) > LARGEST:
        raise PassageError(f"{path} : aucun reçu du jury n’est si gros. Prenez le bon fichier.")
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PassageError(system_sentence(path, error)) from error
    except UnicodeDecodeError as error:
        raise PassageError(f"{path} : ce n’est pas un reçu du jury. Redemandez-le.") from error


def _read(path: Path, text: str) -> Mapping[str, Any]:
    try:
        told = json.loads(text)
        signature = bytes.fromhex(told.pop("signature"))
        public = bytes.fromhex(told["jury"])
        whole = (
            told["kind"] == KIND
            and told["format"] == 1
            and all(
                isinstance(told[name], kind) for name, kind in (("sheets", list), ("root", str))
            )
        )
        right = whole and is_signed(public, signature, canonical(told).encode())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PassageError(f"{path} : ce n’est pas un reçu du jury. Redemandez-le.") from error
    if not right:
        raise PassageError(f"{path} : ce reçu a été modifié depuis sa signature. Redemandez-le.")
    return dict(told)
