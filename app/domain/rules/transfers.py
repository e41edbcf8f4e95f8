"""A candidate late, recused or swapped goes from one commission to another (§ 1.4).

Nothing of an evaluation ever travels: who has begun is examined where they began.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from app.domain.acts import TransferIn, TransferOut
from app.domain.codec import decode
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.rules.base import (
    check,
    checks,
    fold,
    folds,
    folds_passage,
    need_commission,
    need_reason,
    never_sealed,
    not_evaluated,
    unsealed,
    who,
)
from app.domain.rules.lists import candidate_from, check_hour, check_line
from app.domain.state import Known, Passage, State, Transfer
from app.domain.text import of, shown
from app.domain.transfer import FIELDS, FORMAT, identity_of

ODD = "Ce fichier de transfert est illisible : redemandez-le à la commission de départ."
Content = Mapping[str, Any]


@checks(TransferOut)
def check_out(state: State, act: TransferOut, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Un candidat se transfère avec un motif")
    if passage.absent:
        raise Refusal(f"{who(passage)} est marqué absent : marquez-le présent d’abord.")
    never_sealed(passage)
    if passage.runs:
        raise Refusal(
            f"{who(passage)} a commencé son passage : annulez d’abord ce qui a commencé, avec un "
            "motif, puis transférez."
        )
    not_evaluated(passage)
    assert state.commission is not None
    if act.to is not None and act.to.strip() == state.commission.commission:
        raise Refusal(f"{who(passage)} est déjà dans la commission {act.to.strip()}.")


@folds_passage(TransferOut)
def fold_out(state: State, passage: Passage, act: TransferOut, at: datetime) -> Passage:
    out = Transfer("out", at, (act.to or "").strip(), act.reason)
    return replace(passage, identity=False, evidence="", transfers=(*passage.transfers, out))


@checks(TransferIn)
def check_in(state: State, act: TransferIn, at: datetime) -> None:
    need_commission(state)
    told = act.transfer
    check_shape(told)
    _check_commission(state, told)
    if identity_of(told) in {t.id for p in state.passages.values() for t in p.transfers}:
        raise Refusal("Ce transfert a déjà été repris ici : il ne sert qu’une fois.")
    there = state.passages.get(told["candidate"].get("number", ""))
    if there is not None and there.transferred is None:
        raise Refusal(f"{who(there)} est déjà dans cette commission : rien n’est repris.")
    check_line(told["candidate"])
    if act.hour is not None:
        check_hour(act.hour)
    _check_known(state, told)
    after = _arrived(state, act, at)
    for fields in _steps(told):
        step = decode(fields)
        check(after, step, at)
        after = fold(after, step, at)


def check_shape(told: Content) -> None:
    """Refusal unless it is the content of a transfer, of a format this program knows."""
    if isinstance(told.get("format"), int) and told["format"] > FORMAT:
        raise Refusal(
            "Ce transfert vient d’une version plus récente de Passage : mettez-le à jour."
        )
    if set(told) != set(FIELDS) or not all(isinstance(told[n], k) for n, k in FIELDS.items()):
        raise Refusal(ODD)
    known = {"examiner", "reason", "tie"}
    if not all(isinstance(k, dict) and set(k) == known for k in told["known"]):
        raise Refusal(ODD)


def _check_commission(state: State, told: Content) -> None:
    ours = state.commission
    assert ours is not None
    if (told["session"], told["exam"]) != (ours.session, ours.exam):
        raise Refusal(
            f"Ce transfert est d’un {shown(told['exam'])} {told['session']}, cette commission d’un "
            f"{ours.exam} {ours.session} : rien n’est repris."
        )
    if told["rehearsal"] != ours.rehearsal:
        kinds = ("réelle", "de répétition")
        raise Refusal(
            f"Ce transfert vient d’une commission {kinds[told['rehearsal']]}, celle-ci est "
            f"{kinds[ours.rehearsal]} : rien n’est repris."
        )
    if told["to"] not in ("", ours.commission) and told["from"] != ours.commission:
        raise Refusal(
            f"Ce transfert est pour la commission {shown(told['to'])}, non pour "
            f"{ours.commission} : rien n’est repris."
        )


def _check_known(state: State, told: Content) -> None:
    """Whoever declared that they know the candidate does not examine them here either (§ 1.4)."""
    assert state.commission is not None
    sitting = {e.name for e in state.commission.examiners}
    knowing = [k["examiner"] for k in told["known"] if k["examiner"] in sitting]
    if knowing and told["from"] != state.commission.commission:
        name = candidate_from(told["candidate"]).name
        raise Refusal(
            f"{name} est connu {of(' et '.join(knowing))}, qui siège ici : un autre examinateur "
            "doit l’interroger (§ 1.4). Choisissez une autre commission."
        )


@folds(TransferIn)
def fold_in(state: State, act: TransferIn, at: datetime) -> State:
    if state.commission is None or not isinstance(act.transfer.get("candidate"), dict):
        return state
    after = _arrived(state, act, at)
    for fields in _steps(act.transfer):
        try:
            after = fold(after, decode(fields), at)
        except Refusal:  # from decode: fold itself never refuses
            continue
    return after


def _arrived(state: State, act: TransferIn, at: datetime) -> State:
    """The candidate as a line of the list; who comes back finds their place and their pieces."""
    told = act.transfer
    candidate = candidate_from(told["candidate"])
    if act.hour:
        candidate = replace(candidate, hour=act.hour)
    former, origin = state.passages.get(candidate.number), str(told.get("from", ""))
    arrival = Transfer("in", at, origin, str(told.get("reason", "")), identity_of(told))
    passage = Passage(
        candidate,
        position=former.position if former else len(state.passages) + 1,
        authority=former.authority if former else f"transfert de la commission {origin}",
        known=tuple(_known(told)),
        attempts=former.attempts if former else (),
        documents=former.documents if former else (),
        transfers=(*(former.transfers if former else ()), arrival),
    )
    return replace(state, passages={**state.passages, candidate.number: passage})


def _known(told: Content) -> Iterator[Known]:
    for known in told.get("known", ()):
        yield Known(*(str(known.get(name, "")) for name in ("examiner", "reason", "tie")))


def _steps(told: Content) -> Iterator[dict[str, Any]]:
    """The fields of the ordinary acts that say what is known of the candidate."""
    whom = {"passage": told["candidate"].get("number", "")}
    if told.get("not_valid") is not None:
        yield {**told["not_valid"], **whom, "act": "declare-not-valid"}
    if told.get("doubt") is not None:
        yield {**whom, "act": "raise-doubt", "reason": told["doubt"]}
    for item, value in told.get("dossier", {}).items():
        yield {**whom, "act": "tick-dossier", "item": item, "value": value}
    if told.get("situation") is not None:
        yield {**told["situation"], **whom, "act": "choose-situation"}
