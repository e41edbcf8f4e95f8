"""What the jury received of this file, as its signed receipt tells (§ 1.4.3 C)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.acts import LoadReceipt
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.rules.base import checks, folds, need_commission
from app.domain.state import JuryReceipt, Passage, State

_HASH = re.compile(r"[0-9a-f]{64}")


@checks(LoadReceipt)
def check_receipt(state: State, act: LoadReceipt, at: datetime) -> None:
    need_commission(state)
    if not all(_HASH.fullmatch(text) for text in (act.jury, act.root, act.sha256)):
        raise Refusal("Ce n’est pas un reçu du jury : redemandez-le.")
    if any(receipt.sha256 == act.sha256 for receipt in state.receipts):
        raise Refusal("Ce reçu est déjà chargé.")
    if state.receipts and state.receipts[-1].jury != act.jury:
        raise Refusal(
            "Ce reçu est signé par un autre jury que le précédent : vérifiez d’où il vient."
        )
    known = [sheet for sheet in act.sheets if version_of(state, sheet)]
    if act.sheets and not known:
        raise Refusal("Ce reçu ne parle d’aucune grille de ce fichier : ce n’est pas le sien.")


def version_of(state: State, sheet: Mapping[str, Any]) -> int | None:
    """The version here of a sheet that a receipt tells of; None where it is not in this file."""
    passage = state.passages.get(str(sheet.get("passage")))
    versions = passage.versions if passage else ()
    return next((v.version for v in versions if v.hash == sheet.get("record")), None)


@folds(LoadReceipt)
def fold_receipt(state: State, act: LoadReceipt, at: datetime) -> State:
    passages = dict(state.passages)
    for sheet in act.sheets:
        version = version_of(state, sheet)
        if version is not None:
            passage = passages[str(sheet["passage"])]
            passages[passage.number] = _receipted(passage, version, at)
    receipt = JuryReceipt(act.jury, act.root, act.sha256, at)
    return replace(state, passages=passages, receipts=(*state.receipts, receipt))


def _receipted(passage: Passage, version: int, at: datetime) -> Passage:
    if version in [known for known, _ in passage.receipted]:
        return passage
    return replace(passage, receipted=(*passage.receipted, (version, at)))
