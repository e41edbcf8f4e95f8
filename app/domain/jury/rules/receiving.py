"""Receiving exports, deciding between them, sheets that are on paper only, controls (§ 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.acts import Act
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.instants import stamp
from app.domain.jury.control import drawn, right_sheet
from app.domain.jury.people import JuryCandidate
from app.domain.jury.received import (
    EXAMINED,
    RESERVED,
    Control,
    Decision,
    Receipt,
    Received,
    ReceivedPassage,
    Round,
    Transcription,
    on_paper,
    with_export,
)
from app.domain.jury.receiving import RECEIVED, REFUSED, export_of, is_key_of, owner_of
from app.domain.jury.receiving_acts import (
    CheckSheet,
    DecideConflict,
    DrawControl,
    DropTranscription,
    ReceiveExport,
    RecogniseKey,
    RefuseExport,
    TranscribePaper,
)
from app.domain.jury.rules.base import check_exam, need_jury, need_text, sitting, who
from app.domain.jury.state import JuryState
from app.domain.marks import canonical_mark
from app.domain.record import check_code, read_code
from app.domain.rules.base import checks, folds
from app.domain.text import of, says, shown

_HASH = re.compile(r"[0-9a-f]{64}")
_LINEAGE = re.compile(r"([0-9a-f]{16})+")
MOST_DRAWN = 1000


def _with(state: JuryState, received: Received) -> JuryState:
    return replace(state, received=received)


def _add_receipt(state: JuryState, receipt: Receipt) -> JuryState:
    received = state.received
    receipts = {**received.receipts, receipt.sha256: receipt}
    return _with(state, replace(received, receipts=receipts))


# --- exports ------------------------------------------------------------------------------------


@checks(ReceiveExport)
def check_receive(state: JuryState, act: ReceiveExport, at: datetime) -> None:
    need_jury(state)
    there = state.commissions.get(act.commission)
    if there is None or there.exam != act.exam:
        raise Refusal(f"La commission « {shown(act.commission)} » n’est pas dans ce jury.")
    if not is_key_of(state, act.public, act.commission):
        raise Refusal(f"Cet export n’est pas signé par la clé de la commission {act.commission}.")
    if act.verdict not in RECEIVED or not _HASH.fullmatch(act.sha256):
        raise Refusal("Cet export ne peut pas être reçu ainsi.")
    links = "".join(act.lineage)
    if not _LINEAGE.fullmatch(links) or not act.root.startswith(links[-16:]):
        raise Refusal("Cet export n’a pas de journal suivi : redemandez-le.")
    found = state.received.commissions.get(act.commission)
    if found is not None and act.sha256 in found.exports:
        raise Refusal("Ce fichier est déjà reçu.")


@folds(ReceiveExport)
def fold_receive(state: JuryState, act: ReceiveExport, at: datetime) -> JuryState:
    after = _with(state, with_export(state.received, export_of(act)))
    return _add_receipt(
        after, Receipt(act.sha256, stamp(at), act.file, act.verdict, act.commission)
    )


@checks(RefuseExport)
def check_refuse(state: JuryState, act: RefuseExport, at: datetime) -> None:
    need_jury(state)
    if act.verdict not in REFUSED or not _HASH.fullmatch(act.sha256):
        raise Refusal("Ce fichier ne peut pas être refusé ainsi.")


@folds(RefuseExport)
def fold_refuse(state: JuryState, act: RefuseExport, at: datetime) -> JuryState:
    receipt = Receipt(act.sha256, stamp(at), act.file, act.verdict, act.commission, act.reason)
    return _add_receipt(state, receipt)


@checks(RecogniseKey)
def check_recognise(state: JuryState, act: RecogniseKey, at: datetime) -> None:
    need_jury(state)
    if act.commission not in state.commissions:
        raise Refusal(f"La commission « {shown(act.commission)} » n’est pas dans ce jury.")
    if not _HASH.fullmatch(act.public):
        raise Refusal(
            "La clé d’une commission compte 64 chiffres hexadécimaux : relisez-la sur l’écran où "
            "l’export a été fait."
        )
    owner = owner_of(state, act.public)
    if owner is not None:
        raise Refusal(f"Cette clé est déjà celle de la commission {owner}.")
    need_text(act.by, "Une clé est reconnue par le président du jury : indiquez-le.")
    need_text(act.reason, "Une clé se reconnaît avec un motif : dites comment elle a été vérifiée.")


@folds(RecogniseKey)
def fold_recognise(state: JuryState, act: RecogniseKey, at: datetime) -> JuryState:
    known = {**state.received.recognised, act.public: act.commission}
    return _with(state, replace(state.received, recognised=known))


# --- conflicts ----------------------------------------------------------------------------------


@checks(DecideConflict)
def check_decide(state: JuryState, act: DecideConflict, at: datetime) -> None:
    need_jury(state)
    check_exam(act.exam)
    held = state.received.held(act.candidate, act.exam)
    whom = f"{shown(act.candidate)} ({act.exam})"
    if len(held.statements) < 2:
        raise Refusal(f"Rien ne se contredit pour {whom} : il n’y a rien à décider.")
    kept = next((claim for claim in held.claims if claim.statement == act.keep), None)
    if kept is None or not act.keep:
        raise Refusal(
            f"« {shown(act.keep, 70)} » n’est pas ce qu’un fichier dit {of(whom)} : choisissez "
            f"{' ou '.join(sorted(held.statements))}."
        )
    _need_examiners(kept, act.confirmed_by)
    need_text(act.by, "La décision est celle du président du jury : indiquez son nom.")
    need_text(act.reason, "Une décision entre deux fichiers se prend avec un motif.")


def _need_examiners(kept: ReceivedPassage, confirmed: tuple[str, ...]) -> None:
    """Both examiners of what is kept confirm it: never the chair alone."""
    lacking = [name for name in kept.examiners if name not in confirmed]
    if lacking:
        raise Refusal(
            "La décision demande la confirmation des deux examinateurs ; il manque celle "
            f"{' et '.join(map(of, lacking))}."
        )
    if len({name for name in confirmed if says(name)}) < 2:
        raise Refusal("La décision demande la confirmation des deux examinateurs.")


@folds(DecideConflict)
def fold_decide(state: JuryState, act: DecideConflict, at: datetime) -> JuryState:
    received, sat = state.received, (act.candidate, act.exam)
    among = received.held(*sat).statements
    decision = Decision(act.keep, among, act.confirmed_by, act.reason, act.by, stamp(at))
    return _with(state, replace(received, decisions={**received.decisions, sat: decision}))


# --- paper --------------------------------------------------------------------------------------


@checks(TranscribePaper)
def check_paper(state: JuryState, act: TranscribePaper, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    there = state.commissions.get(act.commission)
    if there is None or there.exam != act.exam:
        raise Refusal(
            f"« {shown(act.commission)} » n’est pas une commission de l’{act.exam} de ce jury."
        )
    _check_sheet(state, act, found)
    need_text(act.by, "La personne qui saisit cette grille n’est pas nommée : indiquez qui saisit.")
    typed = state.received.papers.get((act.candidate, act.exam), ())
    if any(one.by == act.by for one in typed):
        raise Refusal(
            f"{act.by} a déjà saisi la grille {of(who(found))} : une seconde personne la saisit, "
            "ou la première saisie est retirée."
        )
    held = state.received.held(act.candidate, act.exam)
    if held.state in (EXAMINED, RESERVED) and held.passage and not held.passage.on_paper:
        raise Refusal(
            f"La grille {of(who(found))} est déjà reçue dans un fichier : comparez-la par son code."
        )
    _check_code(state, act)


def _check_sheet(state: JuryState, act: TranscribePaper, found: JuryCandidate) -> None:
    exam, whom = state.exam(act.exam), who(found)
    if canonical_mark(act.mark) is None:
        raise Refusal(
            f"{whom} : « {shown(act.mark)} » n’est pas une note ; écrivez un nombre de 0 à 20, en "
            "point entier ou en demi-point (§ 1.4)."
        )
    for competency in exam.competencies:
        if act.levels.get(competency.code) not in [level.code for level in exam.levels]:
            raise Refusal(f"{whom} : la compétence {competency.code} n’a pas de niveau connu.")
    extra = sorted(act.levels.keys() - exam.competency_codes)
    if extra:
        raise Refusal(f"{whom} : « {shown(extra[0])} » n’est pas une compétence de l’{act.exam}.")
    need_text(act.appraisal, f"{whom} : l’appréciation manque, recopiez-la.")
    if len({name for name in act.examiners if says(name)}) < 2:
        raise Refusal(f"{whom} : une grille est signée par deux examinateurs, indiquez-les.")
    if act.version < 1:
        raise Refusal(f"{whom} : la version d’une grille est 1 au moins.")


def _check_code(state: JuryState, act: TranscribePaper) -> None:
    """A code that does not go with what was typed: one of them was misread."""
    if act.code and read_code(act.code) != _code(state, act):
        raise Refusal(
            f"Le code « {shown(act.code)} » ne va pas avec ce qui est saisi : relisez le numéro, "
            "la version, la note, les niveaux et le code."
        )


def _code(state: JuryState, act: TranscribePaper) -> str:
    assert state.jury is not None
    shown_there: Mapping[str, Any] = {
        "session": state.jury.session,
        "exam": act.exam,
        "commission": act.commission,
        "levels": dict(act.levels),
        "mark": canonical_mark(act.mark),
        "version": act.version,
        "candidate": {"number": act.candidate},
    }
    return check_code(shown_there)


@folds(TranscribePaper)
def fold_paper(state: JuryState, act: TranscribePaper, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if state.jury is None or found is None:
        return state
    levels = {code: str(level) for code, level in act.levels.items()}
    typed = ReceivedPassage(
        *(act.candidate, act.exam, act.commission, found.name, EXAMINED, act.examiners),
        *(act.version, "", _code(state, act), canonical_mark(act.mark), levels, act.appraisal),
        reserved=act.doubt,
    )
    one = Transcription(act.by, on_paper(typed), bool(act.code))
    return _typed(state, act, one)


@checks(DropTranscription)
def check_drop(state: JuryState, act: DropTranscription, at: datetime) -> None:
    need_jury(state)
    typed = state.received.papers.get((act.candidate, act.exam), ())
    if not any(one.by == act.by for one in typed):
        raise Refusal(f"« {shown(act.by)} » n’a pas saisi de grille de ce candidat.")
    need_text(act.reason, "Une saisie se retire avec un motif.")


@folds(DropTranscription)
def fold_drop(state: JuryState, act: DropTranscription, at: datetime) -> JuryState:
    return _typed(state, act)


def _typed(
    state: JuryState, act: TranscribePaper | DropTranscription, *more: Transcription
) -> JuryState:
    """The state where what that person typed is ``more`` and nothing else."""
    papers, sat = state.received.papers, (act.candidate, act.exam)
    others = tuple(one for one in papers.get(sat, ()) if one.by != act.by)
    kept = {key: typed for key, typed in papers.items() if key != sat}
    if others or more:
        kept[sat] = (*others, *more)
    return _with(state, replace(state.received, papers=kept))


# --- controls -----------------------------------------------------------------------------------


@checks(DrawControl)
def check_draw(state: JuryState, act: DrawControl, at: datetime) -> None:
    need_jury(state)
    if not 1 <= act.count <= MOST_DRAWN:
        raise Refusal(f"Un contrôle tire de 1 à {MOST_DRAWN} grilles.")
    if not drawn(state.received, act.seed, 1):
        raise Refusal("Aucune grille n’est encore reçue : il n’y a rien à tirer.")


@folds(DrawControl)
def fold_draw(state: JuryState, act: DrawControl, at: datetime) -> JuryState:
    received = state.received
    sats = drawn(received, act.seed, act.count)
    made = Round(len(received.rounds) + 1, stamp(at), act.seed, sats)
    return _with(state, replace(received, rounds=(*received.rounds, made)))


@checks(CheckSheet)
def check_control(state: JuryState, act: CheckSheet, at: datetime) -> None:
    need_jury(state)
    if read_code(act.code) is None:
        raise Refusal(
            f"« {shown(act.code)} » n’est pas un code de contrôle : il compte huit lettres et "
            "chiffres."
        )


@folds(CheckSheet)
def fold_control(state: JuryState, act: CheckSheet, at: datetime) -> JuryState:
    received, code = state.received, read_code(act.code) or ""
    found, right = right_sheet(received, code)
    sat = (found.candidate, found.exam) if found else ("", "")
    last = received.rounds[-1] if received.rounds else None
    number = last.number if last is not None and sat in last.drawn else 0
    control = Control(code, right, *sat, act.by, stamp(at), number)
    return _with(state, replace(received, controls=(*received.controls, control)))


RECEIVING: tuple[type[Act], ...] = (
    ReceiveExport,
    RefuseExport,
    RecogniseKey,
    DecideConflict,
    TranscribePaper,
    DropTranscription,
    DrawControl,
    CheckSheet,
)
"""The acts that change what was received, and nothing else of a jury."""
