"""Visas, seal, versions, prints (rule 8; annexes VIII and X, visas and signatures)."""

from __future__ import annotations

import re
from datetime import datetime

from app.domain import ledger
from app.domain.acts import ConfirmPaperSignature, GiveVisa, RecordPrint, Reopen, Seal
from app.domain.codec import canonical
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.instants import duration_text
from app.domain.people import TEACHER
from app.domain.record import build, check_code, digest
from app.domain.rules.base import (
    checks,
    examinable,
    folds_passage,
    need_reason,
    of_whom,
    passage_of,
    who,
)
from app.domain.rules.identity import known_of_record
from app.domain.state import EMPTY, Passage, SealedVersion, State, Visa
from app.domain.status import examiners_of, parts_never_held
from app.domain.text import of, says

MAX_POINTS = 500
_POINT = re.compile(r"\s*([ML])\s*(-?[0-9]{1,6})[\s,]+(-?[0-9]{1,6})")
_SALT = re.compile(r"[0-9a-f]{32}")


def path_points(drawing: str) -> int | None:
    """Number of points of an integer M/L path, None when it is not one."""
    position, points = 0, 0
    text = drawing.strip()
    while position < len(text):
        match = _POINT.match(text, position)
        if match is None or (points == 0 and match[1] != "M"):
            return None
        position, points = match.end(), points + 1
    return points or None


@checks(GiveVisa)
def check_visa(state: State, act: GiveVisa, at: datetime) -> None:
    passage = examinable(state, act.passage)
    names = [e.name for e in examiners_of(state, passage)]
    if act.examiner not in names:
        raise Refusal(
            f"« {act.examiner} » n’est pas examinateur {of_whom(passage)} : "
            f"le visa est donné par {' et '.join(names)}."
        )
    if (act.drawing is None) == (act.paper is not True):
        raise Refusal("Un visa est soit dessiné (drawing), soit donné sur papier (paper: true).")
    if act.drawing is not None:
        points = path_points(act.drawing)
        if points is None or points > MAX_POINTS:
            raise Refusal(
                "Le tracé du visa doit être un chemin « M x y L x y … » en nombres entiers, "
                f"de {MAX_POINTS} points au plus."
            )


@folds_passage(GiveVisa)
def fold_visa(state: State, passage: Passage, act: GiveVisa, at: datetime) -> Passage:
    visa = Visa(act.examiner, act.drawing or "", bool(act.paper))
    return replace(passage, visas={**passage.visas, act.examiner: visa})


def missing(state: State, passage: Passage, at: datetime) -> list[str]:
    """What the seal still waits for, in French, in the order of the page; empty when ready."""
    lacks = []
    if not passage.identity:
        lacks.append("l’identité")
    if passage.situation is None:
        lacks.append("la situation choisie")
    placed = sum(c.code in passage.levels for c in state.exam.competencies)
    left = len(state.exam.competencies) - placed
    if left:
        lacks.append(f"{left} compétence{'s' if left > 1 else ''} à placer")
    if passage.mark is None:
        lacks.append("la note")
    if not says(passage.appraisal):
        lacks.append("l’appréciation")
    return lacks + _missing_visas(state, passage)


def _missing_visas(state: State, passage: Passage) -> list[str]:
    examiners = examiners_of(state, passage)
    lacks = [f"le visa {of(e.name)}" for e in examiners if e.name not in passage.visas]
    if len(examiners) < 2:
        lacks.append("un second examinateur")
    if not any(e.quality == TEACHER for e in examiners):
        lacks.append("un examinateur enseignant")
    return lacks


def seal_needs_reason(state: State, passage: Passage, at: datetime) -> str | None:
    """Why the seal needs a reason: a part never held, or a minimum not reached."""
    never = parts_never_held(state.exam, passage)
    if never:
        return f"{never[0]} n’a pas eu lieu pour {who(passage)}"
    last = state.exam.parts[-1]
    if ledger.below_minimum(state.exam, passage, at):
        least = duration_text(ledger.allowed(last, passage.candidate))
        return f"{last.the_upper} n’a pas duré {least} au moins pour {who(passage)}"
    return None


@checks(Seal)
def check_seal(state: State, act: Seal, at: datetime) -> None:
    passage = examinable(state, act.passage)
    if act.salt is not None and not _SALT.fullmatch(act.salt):
        raise Refusal("Le sel d’un sceau compte 32 chiffres hexadécimaux.")
    if passage.open_run is not None:
        raise Refusal(f"Une horloge tourne pour {who(passage)} : arrêtez la partie puis scellez.")
    if known_of_record(state, passage):
        raise Refusal(
            f"{known_of_record(state, passage)[0]} connaît {who(passage)} et l’a interrogé : "
            "annulez ce qui a commencé et faites-le interroger par un autre, ou retirez la "
            "déclaration."
        )
    lacks = missing(state, passage, at)
    if lacks:
        raise Refusal(
            f"La grille {of_whom(passage)} ne peut être scellée ; il manque : {', '.join(lacks)}."
        )
    why = seal_needs_reason(state, passage, at)
    if why:
        need_reason(act.reason, why)


@folds_passage(Seal)
def fold_seal(state: State, passage: Passage, act: Seal, at: datetime) -> Passage:
    version = len(passage.versions) + 1
    record = build(state, passage, act.salt or "", version)
    text = canonical(record)
    sealed = SealedVersion(version, text, digest(text), check_code(record), at, act.reason or "")
    versions = (*passage.versions, sealed)
    record_of = examiners_of(state, passage)
    return replace(passage, sealed=True, suspended=False, versions=versions, examiners=record_of)


@checks(Reopen)
def check_reopen(state: State, act: Reopen, at: datetime) -> None:
    passage = passage_of(state, act.passage)
    need_reason(act.reason, "Une grille scellée se rouvre avec un motif")
    if not passage.sealed:
        raise Refusal(f"La grille {of_whom(passage)} n’est pas scellée.")
    if passage.received and not says(act.authority):
        raise Refusal(
            f"Le jury a reçu la grille {of_whom(passage)} : elle ne se rouvre qu’avec "
            "l’autorisation du président du jury, nommez-le."
        )


@folds_passage(Reopen)
def fold_reopen(state: State, passage: Passage, act: Reopen, at: datetime) -> Passage:
    return replace(passage, sealed=False, visas=EMPTY, answered=())


def _check_version(passage: Passage, version: int) -> None:
    if not 1 <= version <= len(passage.versions):
        raise Refusal(f"{who(passage)} n’a pas de grille scellée de version {version}.")


@checks(RecordPrint)
def check_print(state: State, act: RecordPrint, at: datetime) -> None:
    _check_version(passage_of(state, act.passage), act.version)


@folds_passage(RecordPrint)
def fold_print(state: State, passage: Passage, act: RecordPrint, at: datetime) -> Passage:
    return replace(passage, prints=(*passage.prints, (act.version, at)))


@checks(ConfirmPaperSignature)
def check_signature(state: State, act: ConfirmPaperSignature, at: datetime) -> None:
    passage = passage_of(state, act.passage)
    _check_version(passage, act.version)
    record = passage.versions[act.version - 1].record()
    names = [examiner["name"] for examiner in record["examiners"]]
    if act.examiner not in names:
        raise Refusal(
            f"« {act.examiner} » n’est pas examinateur {of_whom(passage)} : "
            f"cette version est signée par {' et '.join(names)}."
        )
    if (act.examiner, act.version) in [(name, v) for name, v, _ in passage.paper_signatures]:
        raise Refusal(f"La signature {of(act.examiner)} est déjà notée pour cette version.")


@folds_passage(ConfirmPaperSignature)
def fold_signature(
    state: State, passage: Passage, act: ConfirmPaperSignature, at: datetime
) -> Passage:
    signature = (act.examiner, act.version, at)
    return replace(passage, paper_signatures=(*passage.paper_signatures, signature))
