"""The commission itself: opening, examiners, persons in the room, clock, end of the day."""

from __future__ import annotations

import re
from datetime import datetime

from app.domain.acts import (
    AttachDocument,
    CloseDay,
    NoteClock,
    OpenCommission,
    RecordPerson,
    ReplaceExaminer,
)
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.people import QUALITIES, Examiner
from app.domain.rules.base import (
    checks,
    folds,
    folds_passage,
    here,
    keep_visas,
    need_commission,
    need_reason,
)
from app.domain.rules.identity import parse_date, read_date
from app.domain.state import (
    ClockNote,
    Commission,
    Document,
    Passage,
    Person,
    Replacement,
    State,
)
from app.domain.text import says

_KEY = re.compile(r"[0-9a-f]{64}")


@checks(OpenCommission)
def check_open(state: State, act: OpenCommission, at: datetime) -> None:
    if state.commission is not None:
        raise Refusal("Ce fichier a déjà sa commission.")
    if (act.session, act.exam) not in state.catalogue:
        raise Refusal(
            f"L’épreuve {act.exam} de la session {act.session} n’est pas connue de ce programme."
        )
    parse_date(act.date)
    if not says(act.commission):
        raise Refusal("La commission n’a pas de nom : indiquez-le.")
    _check_examiners(act)
    if act.pack and not _KEY.fullmatch(act.pack):
        raise Refusal("La clé d’un paquet compte 64 chiffres hexadécimaux.")


def _check_examiners(act: OpenCommission) -> None:
    """Each with a name of their own and a quality, and nothing else (rule 4)."""
    names = []
    for examiner in act.examiners:
        name, quality = examiner.get("name"), examiner.get("quality")
        known = isinstance(name, str) and says(name) and quality in QUALITIES
        if not known or set(examiner) != {"name", "quality"}:
            raise Refusal(
                "Chaque examinateur a un nom et une qualité, "
                f"{' ou '.join(QUALITIES)}, et rien d’autre : corrigez « examiners »."
            )
        names.append(name)
    if not names or len(set(names)) != len(names):
        raise Refusal("Une commission a des examinateurs, chacun nommé une fois : corrigez-les.")


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
        read_date(act.date) or at.date(),
        act.time_zone,
        examiners,
        act.rehearsal,
        act.program,
        act.pack,
    )
    return replace(state, commission=commission)


@checks(ReplaceExaminer)
def check_replace(state: State, act: ReplaceExaminer, at: datetime) -> None:
    need_commission(state)
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
    return keep_visas(state, after)


@checks(RecordPerson)
def check_person(state: State, act: RecordPerson, at: datetime) -> None:
    need_commission(state)
    if not says(act.name) or not says(act.role):
        raise Refusal("Indiquez le nom et le rôle de la personne présente.")


@folds(RecordPerson)
def fold_person(state: State, act: RecordPerson, at: datetime) -> State:
    return replace(state, persons=(*state.persons, Person(act.name, act.role, at)))


@checks(AttachDocument)
def check_attach(state: State, act: AttachDocument, at: datetime) -> None:
    here(state, act.passage)
    if not says(act.name) or set(act.name) & set("/\\"):
        raise Refusal(f"Le nom de fichier « {act.name[:60]} » n’est pas admis.")


@folds_passage(AttachDocument)
def fold_attach(state: State, passage: Passage, act: AttachDocument, at: datetime) -> Passage:
    others = tuple(d for d in passage.documents if d.name != act.name)
    return replace(passage, documents=(*others, Document(act.name, act.sha256, act.size)))


@checks(NoteClock)
def check_clock(state: State, act: NoteClock, at: datetime) -> None:
    need_commission(state)


@folds(NoteClock)
def fold_clock(state: State, act: NoteClock, at: datetime) -> State:
    note = ClockNote(act.before, act.wall, act.cause)
    return replace(state, clock_notes=(*state.clock_notes, note))


@checks(CloseDay)
def check_close(state: State, act: CloseDay, at: datetime) -> None:
    need_commission(state)
    running = [p for p in state.passages.values() if p.open_run and not p.suspended]
    if running:
        raise Refusal(
            f"Une horloge tourne encore pour {running[0].candidate.name} : arrêtez-la avant de "
            "clore la journée."
        )


@folds(CloseDay)
def fold_close(state: State, act: CloseDay, at: datetime) -> State:
    return replace(state, closed=at)
