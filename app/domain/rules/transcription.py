"""A sheet filled on paper, typed back in one act: the same acts, the same rules, one after another.

``sheet`` may hold ``evidence``, ``dossier`` {item: value}, ``situation`` (fields of
``choose-situation``), ``parts`` [{part, started, stopped}], ``levels`` {competency: level},
``mark``, ``appraisal``, ``doubt`` (a reason) and ``visas`` [names of those who signed].
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from app.domain.acts import Transcribe
from app.domain.codec import decode
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.rules.base import check, checks, fold, folds, need_reason, unsealed, with_passage
from app.domain.state import State
from app.domain.text import shown

FIELDS = (
    "evidence",
    "doubt",
    "dossier",
    "situation",
    "parts",
    "levels",
    "mark",
    "appraisal",
    "visas",
)


@checks(Transcribe)
def check_transcribe(state: State, act: Transcribe, at: datetime) -> None:
    unsealed(state, act.passage)
    need_reason(act.reason, "Une grille papier se transcrit avec un motif")
    unknown = [name for name in act.sheet if name not in FIELDS]
    if unknown:
        raise Refusal(
            f"La grille transcrite n’a pas de champ « {shown(unknown[0])} » : "
            f"choisissez parmi {', '.join(FIELDS)}."
        )
    if not act.sheet:
        raise Refusal("La grille transcrite est vide : remplissez « sheet ».")
    for fields in steps(state, act):
        step = decode(fields)
        check(state, step, at)
        state = fold(state, step, at)


@folds(Transcribe)
def fold_transcribe(state: State, act: Transcribe, at: datetime) -> State:
    if act.passage not in state.passages:
        return state
    with suppress(Refusal):  # a zone of the wrong kind, which no check lets through
        for fields in steps(state, act):
            state = _fold_step(state, fields, at)
    passage = state.passages[act.passage]
    return with_passage(state, replace(passage, transcribed=True))


def _fold_step(state: State, fields: Mapping[str, Any], at: datetime) -> State:
    try:
        return fold(state, decode(fields), at)
    except Refusal:  # from decode: fold itself never refuses
        return state


def steps(state: State, act: Transcribe) -> Iterator[dict[str, Any]]:
    """The fields of the ordinary acts the sheet stands for; Refusal for a zone of wrong type."""
    sheet = act.sheet
    base = {"passage": act.passage}
    if not state.passages[act.passage].identity:
        yield {"act": "confirm-identity", **base, "evidence": sheet.get("evidence")}
    for name, build in _ZONES.items():
        if name in sheet:
            for fields in build(sheet[name], act.reason):
                yield {**fields, **base}


def _pairs(value: Any, zone: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Refusal(f"Le champ « {zone} » doit être un objet dans la grille transcrite.")
    return value


def _fields(value: Any, zone: str) -> Mapping[str, Any]:
    """The fields of one act, which the sheet alone addresses."""
    for name in ("act", "passage"):
        if name in _pairs(value, zone):
            raise Refusal(f"Le champ « {name} » n’existe pas dans « {zone} » : retirez-le.")
    return _pairs(value, zone)


def _items(value: Any, zone: str) -> list[Any]:
    if not isinstance(value, list):
        raise Refusal(f"Le champ « {zone} » doit être une liste dans la grille transcrite.")
    return value


Build = Callable[[Any, str], Iterator[dict[str, Any]]]


def _dossier(value: Any, reason: str) -> Iterator[dict[str, Any]]:
    for item, tick in _pairs(value, "dossier").items():
        yield {"act": "tick-dossier", "item": item, "value": tick}


def _situation(value: Any, reason: str) -> Iterator[dict[str, Any]]:
    yield {"reason": reason, **_fields(value, "situation"), "act": "choose-situation"}


def _parts(value: Any, reason: str) -> Iterator[dict[str, Any]]:
    for part in _items(value, "parts"):
        yield {"reason": reason, **_fields(part, "parts"), "act": "correct-part"}


def _levels(value: Any, reason: str) -> Iterator[dict[str, Any]]:
    for competency, level in _pairs(value, "levels").items():
        yield {"act": "place-level", "competency": competency, "level": level}


def _visas(value: Any, reason: str) -> Iterator[dict[str, Any]]:
    for name in _items(value, "visas"):
        yield {"act": "give-visa", "examiner": name, "paper": True}


_ZONES: dict[str, Build] = {
    "doubt": lambda value, reason: iter([{"act": "raise-doubt", "reason": value}]),
    "dossier": _dossier,
    "situation": _situation,
    "parts": _parts,
    "levels": _levels,
    "mark": lambda value, reason: iter([{"act": "set-mark", "mark": value}]),
    "appraisal": lambda value, reason: iter([{"act": "write-appraisal", "text": value}]),
    "visas": _visas,
}
