"""The candidate list: loaded, corrected, and whoever was not on it (§ 1.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from app.domain.acts import AddCandidate, LoadList
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.people import CATEGORIES, VERDICTS, Candidate, known_category
from app.domain.rules.base import checks, folds, keep_visas, need_commission
from app.domain.rules.identity import parse_date, read_date
from app.domain.state import Passage, State
from app.domain.text import one_line, says, shown

PACK = "paquet"
"""The source of the list that a pack comes with."""
IS_PACK = (
    "Cette commission vient d’un paquet du jury : aucune liste ne s’y charge. Un candidat qui "
    "change de commission se transfère (passage transfer-out, transfer-in) ; pour toute autre "
    "correction, demandez un nouveau paquet aux organisateurs."
)
FIELDS = tuple(field.name for field in fields(Candidate))
_HOUR = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
_EXTRA = re.compile("[0-9]{1,9}(/0*[1-9][0-9]{0,8})?")


def check_number(number: str) -> None:
    """Refusal unless the number can name a candidate, and a folder of documents."""
    plain = number == number.strip() and not set(number) & set("/\\") and one_line(number)
    if not number or not plain or number in (".", ".."):
        raise Refusal(
            f"Le numéro de candidat « {shown(number)} » n’est pas admis : écrivez-le sans espace "
            "autour, sans / ni \\."
        )


@checks(LoadList)
def check_load(state: State, act: LoadList, at: datetime) -> None:
    need_commission(state)
    assert state.commission is not None
    if state.commission.pack and (state.passages or act.source != PACK):
        raise Refusal(IS_PACK)
    if not act.candidates:
        raise Refusal(f"La liste « {shown(act.source)} » ne contient aucun candidat.")
    for rank, line in enumerate(act.candidates, 1):
        try:
            check_line(line)
        except Refusal as refusal:
            raise Refusal(
                f"Liste « {shown(act.source)} », candidat n° {rank} : {refusal}"
            ) from None
    numbers = [line["number"] for line in act.candidates]
    if len(set(numbers)) != len(numbers):
        twice = next(number for number in numbers if numbers.count(number) > 1)
        raise Refusal(
            f"Liste « {shown(act.source)} » : le numéro « {twice} » figure deux fois, "
            "n’en gardez qu’un."
        )


def check_line(line: Mapping[str, Any]) -> None:
    """Refusal unless the line has known fields only: nothing else may enter the file (rule 4)."""
    for name, value in line.items():
        if name not in FIELDS or not isinstance(value, str):
            raise Refusal(f"Le champ « {shown(name)} » n’est pas admis, ou n’est pas un texte.")
    check_number(line.get("number", ""))
    if not says(line.get("last_name")):
        raise Refusal("Le nom manque.")
    if line.get("category") and line["category"] not in CATEGORIES.values():
        raise Refusal(f"La voie « {shown(line['category'])} » est inconnue : laissez-la vide.")
    if line.get("conformity") and line["conformity"] not in VERDICTS:
        raise Refusal(f"Le constat « {shown(line['conformity'])} » est inconnu : laissez-le vide.")
    for name in ("born", "day"):
        if line.get(name):
            parse_date(line[name])
    if line.get("hour"):
        check_hour(line["hour"])
    for name in ("extra_preparation", "extra_parts"):
        if not _EXTRA.fullmatch(line.get(name, "0")):
            raise Refusal(f"La majoration « {shown(line[name])} » s’écrit comme « 1/3 ».")


def check_hour(hour: str) -> None:
    if not _HOUR.fullmatch(hour):
        raise Refusal(f"L’heure « {shown(hour)} » n’existe pas : écrivez-la HH:MM.")


def candidate_from(line: Mapping[str, Any]) -> Candidate:
    """A candidate from the fields of a list line; what is missing or unreadable stays empty."""

    def text(name: str) -> str:
        value = line.get(name)
        return value if isinstance(value, str) else ""

    def extra(name: str) -> str:
        return text(name) if _EXTRA.fullmatch(text(name)) else "0"

    return Candidate(
        number=text("number"),
        last_name=text("last_name"),
        first_names=text("first_names"),
        usual_name=text("usual_name"),
        born=read_date(line.get("born")),
        day=read_date(line.get("day")),
        hour=text("hour"),
        category=known_category(text("category")),
        extra_preparation=extra("extra_preparation"),
        extra_parts=extra("extra_parts"),
        conformity=text("conformity"),
    )


def candidate_line(candidate: Candidate) -> dict[str, Any]:
    """The fields of a list line; empty ones are left out."""
    line = {field: getattr(candidate, field) for field in FIELDS}
    texts = {k: v.isoformat() if isinstance(v, date) else v for k, v in line.items()}
    texts["category"] = known_category(candidate.category)
    return {key: value for key, value in texts.items() if value not in ("", "0", None)}


@folds(LoadList)
def fold_load(state: State, act: LoadList, at: datetime) -> State:
    if state.commission is None:
        return state
    listed = {c.number: c for c in map(candidate_from, act.candidates) if c.number}
    passages = {
        number: p if _settled(p) else replace(p, listed=number in listed or bool(p.authority))
        for number, p in state.passages.items()
    }
    for number, candidate in listed.items():
        old = passages.get(number)
        if old is None:
            passages[number] = Passage(candidate, position=len(passages) + 1)
        elif not _settled(old):
            merged = _merged(old, candidate, act.fields)
            passages[number] = replace(old, candidate=merged)
    return keep_visas(state, replace(state, passages=passages))


def _settled(passage: Passage) -> bool:
    """Whether no list changes it any more: sealed, or gone to another commission."""
    return passage.sealed or passage.transferred is not None


def _merged(old: Passage, new: Candidate, columns: tuple[str, ...]) -> Candidate:
    """What the list says of a candidate, but for what it has no column for or an act corrected."""
    missing = set(FIELDS) - set(columns) if columns else set()
    kept = {name: getattr(old.candidate, name) for name in (*missing, *old.corrected)}
    return replace(new, **kept)


@checks(AddCandidate)
def check_add(state: State, act: AddCandidate, at: datetime) -> None:
    need_commission(state)
    check_number(act.number)
    if act.number in state.passages:
        raise Refusal(f"Le candidat « {act.number} » est déjà dans la liste : choisissez-le.")
    if not says(act.last_name):
        raise Refusal("Indiquez le nom du candidat ajouté.")
    if not says(act.authority):
        raise Refusal("Un candidat hors liste s’ajoute sur décision d’une autorité : nommez-la.")
    if act.born is not None:
        parse_date(act.born)


@folds(AddCandidate)
def fold_add(state: State, act: AddCandidate, at: datetime) -> State:
    if state.commission is None or act.number in state.passages:
        return state
    candidate = Candidate(act.number, act.last_name, act.first_names, born=read_date(act.born))
    passage = Passage(candidate, position=len(state.passages) + 1, authority=act.authority)
    return replace(state, passages={**state.passages, act.number: passage})
