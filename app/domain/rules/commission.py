"""The commission itself: opening, list, examiners, persons in the room, clock, end of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.domain.acts import (
    AddCandidate,
    AttachDocument,
    CloseDay,
    LoadList,
    NoteClock,
    OpenCommission,
    RecordPerson,
    ReplaceExaminer,
)
from app.domain.errors import Refusal
from app.domain.people import QUALITIES, Candidate, Examiner
from app.domain.record import signed_content
from app.domain.rules.base import checks, folds, folds_passage, need_reason, passage_of
from app.domain.rules.identity import parse_date
from app.domain.state import (
    EMPTY,
    ClockNote,
    Commission,
    Document,
    Passage,
    Person,
    Replacement,
    State,
)
from app.domain.text import says


@checks(OpenCommission)
def check_open(state: State, act: OpenCommission, at: datetime) -> None:
    if state.commission is not None:
        raise Refusal("Ce fichier a déjà sa commission.")
    if (act.session, act.exam) not in state.catalogue:
        raise Refusal(
            f"L’épreuve {act.exam} de la session {act.session} n’est pas connue de ce programme."
        )
    parse_date(act.date)
    for examiner in act.examiners:
        if not says(examiner.get("name")) or examiner.get("quality") not in QUALITIES:
            raise Refusal("Chaque examinateur a un nom et une qualité (enseignant, professionnel).")


@folds(OpenCommission)
def fold_open(state: State, act: OpenCommission, at: datetime) -> State:
    if state.commission is not None or (act.session, act.exam) not in state.catalogue:
        return state
    examiners = tuple(
        Examiner(str(e.get("name", "")), str(e.get("quality", ""))) for e in act.examiners
    )
    commission = Commission(
        act.session,
        act.exam,
        act.commission,
        act.academy,
        act.centre,
        act.room,
        _date(act.date) or at.date(),
        act.time_zone,
        examiners,
        act.rehearsal,
        act.program,
    )
    return replace(state, commission=commission)


def _date(text: Any) -> date | None:
    try:
        return parse_date(text) if isinstance(text, str) and text else None
    except Refusal:
        return None


@checks(LoadList)
def check_load(state: State, act: LoadList, at: datetime) -> None:
    _need_commission(state)
    numbers = [line.get("number") for line in act.candidates]
    for line in act.candidates:
        if not says(line.get("number")) or not says(line.get("last_name")):
            raise Refusal(f"{act.source} : chaque candidat a un numéro et un nom.")
    if len(set(numbers)) != len(numbers):
        raise Refusal(f"{act.source} : un numéro de candidat figure deux fois.")
    if not numbers:
        raise Refusal(f"{act.source} : la liste ne contient aucun candidat.")


def _need_commission(state: State) -> None:
    if state.commission is None:
        raise Refusal(
            "Ce fichier n’a pas encore de commission : le journal doit commencer par elle."
        )


def candidate_from(line: Mapping[str, Any]) -> Candidate:
    """A candidate from the fields of a list line; what is missing or unreadable stays empty."""

    def text(name: str, default: str = "") -> str:
        value = line.get(name, default)
        return value if isinstance(value, str) else default

    return Candidate(
        number=text("number"),
        last_name=text("last_name"),
        first_names=text("first_names"),
        usual_name=text("usual_name"),
        born=_date(line.get("born")),
        day=_date(line.get("day")),
        hour=text("hour"),
        category=text("category"),
        extra_preparation=_extra(text("extra_preparation", "0")),
        extra_parts=_extra(text("extra_parts", "0")),
    )


def _extra(text: str) -> str:
    top, _, bottom = text.partition("/")
    return text if top.isdecimal() and bottom.isdecimal() and int(bottom) else "0"


def candidate_line(candidate: Candidate) -> dict[str, Any]:
    """The fields of a list line; empty ones are left out."""
    line = {
        "number": candidate.number,
        "last_name": candidate.last_name,
        "first_names": candidate.first_names,
        "usual_name": candidate.usual_name,
        "born": candidate.born.isoformat() if candidate.born else "",
        "day": candidate.day.isoformat() if candidate.day else "",
        "hour": candidate.hour,
        "category": candidate.category,
        "extra_preparation": candidate.extra_preparation,
        "extra_parts": candidate.extra_parts,
    }
    return {key: value for key, value in line.items() if value not in ("", "0")}


@folds(LoadList)
def fold_load(state: State, act: LoadList, at: datetime) -> State:
    listed = {c.number: c for c in map(candidate_from, act.candidates) if c.number}
    passages = {
        number: p if p.sealed else replace(p, listed=number in listed or bool(p.authority))
        for number, p in state.passages.items()
    }
    for number, candidate in listed.items():
        old = passages.get(number)
        if old is None:
            passages[number] = Passage(candidate, position=len(passages) + 1)
        elif not old.sealed:
            passages[number] = replace(old, candidate=candidate)
    return _void_changed(state, replace(state, passages=passages))


def _void_changed(before: State, after: State) -> State:
    """Visas fall on every unsealed passage whose signed content changed."""

    def kept(number: str, passage: Passage) -> Passage:
        if not passage.visas or passage.sealed:
            return passage
        old = signed_content(before, before.passages[number])
        same = old == signed_content(after, passage)
        return passage if same else replace(passage, visas=EMPTY)

    return replace(after, passages={n: kept(n, p) for n, p in after.passages.items()})


@checks(AddCandidate)
def check_add(state: State, act: AddCandidate, at: datetime) -> None:
    _need_commission(state)
    if act.number in state.passages:
        raise Refusal(f"Le candidat « {act.number} » est déjà dans la liste.")
    number_is_plain = act.number == act.number.strip() and not set(act.number) & set("/\\\n\t")
    if not says(act.number) or not number_is_plain or act.number in (".", ".."):
        raise Refusal("Le numéro du candidat ne peut être vide ni contenir / ou \\.")
    if not says(act.last_name):
        raise Refusal("Indiquez le nom du candidat ajouté.")
    need_reason(act.authority, "Un candidat hors liste s’ajoute sur décision d’une autorité")
    if act.born is not None:
        parse_date(act.born)


@folds(AddCandidate)
def fold_add(state: State, act: AddCandidate, at: datetime) -> State:
    if act.number in state.passages:
        return state
    candidate = Candidate(act.number, act.last_name, act.first_names, born=_date(act.born))
    passage = Passage(candidate, position=len(state.passages) + 1, authority=act.authority)
    return replace(state, passages={**state.passages, act.number: passage})


@checks(ReplaceExaminer)
def check_replace(state: State, act: ReplaceExaminer, at: datetime) -> None:
    _need_commission(state)
    assert state.commission is not None
    sitting = [e.name for e in state.commission.examiners]
    need_reason(act.reason, "Un examinateur se remplace avec un motif")
    if act.examiner not in sitting:
        raise Refusal(f"« {act.examiner} » ne siège pas : choisissez {' ou '.join(sitting)}.")
    if not says(act.by) or act.by in sitting:
        raise Refusal("Indiquez le nom du remplaçant, qui ne siège pas déjà.")
    if act.quality not in QUALITIES:
        raise Refusal(f"La qualité « {act.quality} » est inconnue : {' ou '.join(QUALITIES)}.")


@folds(ReplaceExaminer)
def fold_replace(state: State, act: ReplaceExaminer, at: datetime) -> State:
    commission = state.commission
    if commission is None:
        return state
    new = Examiner(act.by, act.quality)
    examiners = tuple(new if e.name == act.examiner else e for e in commission.examiners)
    replacement = Replacement(act.examiner, act.by, act.quality, act.reason, at)
    after = replace(
        state,
        commission=replace(commission, examiners=examiners),
        replacements=(*state.replacements, replacement),
    )
    return _void_changed(state, after)


@checks(RecordPerson)
def check_person(state: State, act: RecordPerson, at: datetime) -> None:
    _need_commission(state)
    if not says(act.name) or not says(act.role):
        raise Refusal("Indiquez le nom et le rôle de la personne présente.")


@folds(RecordPerson)
def fold_person(state: State, act: RecordPerson, at: datetime) -> State:
    return replace(state, persons=(*state.persons, Person(act.name, act.role, at)))


@checks(AttachDocument)
def check_attach(state: State, act: AttachDocument, at: datetime) -> None:
    passage_of(state, act.passage)
    if not says(act.name) or set(act.name) & set("/\\"):
        raise Refusal(f"Le nom de fichier « {act.name[:60]} » n’est pas admis.")


@folds_passage(AttachDocument)
def fold_attach(state: State, passage: Passage, act: AttachDocument, at: datetime) -> Passage:
    others = tuple(d for d in passage.documents if d.name != act.name)
    return replace(passage, documents=(*others, Document(act.name, act.sha256, act.size)))


@checks(NoteClock)
def check_clock(state: State, act: NoteClock, at: datetime) -> None:
    _need_commission(state)


@folds(NoteClock)
def fold_clock(state: State, act: NoteClock, at: datetime) -> State:
    note = ClockNote(act.before, act.wall, act.cause)
    return replace(state, clock_notes=(*state.clock_notes, note))


@checks(CloseDay)
def check_close(state: State, act: CloseDay, at: datetime) -> None:
    _need_commission(state)
    running = [p for p in state.passages.values() if p.open_run and not p.suspended]
    if running:
        raise Refusal(
            f"Une horloge tourne encore pour {running[0].candidate.name} : arrêtez-la avant de "
            "clore la journée."
        )


@folds(CloseDay)
def fold_close(state: State, act: CloseDay, at: datetime) -> State:
    return replace(state, closed=at)
