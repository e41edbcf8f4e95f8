"""Dossiers: received, described, controlled, judged by the authority (§ 1.4.2)."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import (
    AttestAnonymous,
    DescribeContext,
    DescribeFiche,
    GiveVerdict,
    ReceiveDossier,
    SetInternship,
    StorePiece,
    TickConformity,
)
from app.domain.jury.checklist import items
from app.domain.jury.people import Fiche, Piece, Verdict
from app.domain.jury.rules.base import (
    candidate_of,
    need_date,
    need_text,
    sitting,
    who,
    with_candidate,
    with_exam,
)
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS, KINDS, VERDICTS
from app.domain.rules.base import checks, folds
from app.domain.rules.dossier import NOT_VALID_REASONS
from app.domain.rules.identity import read_date
from app.domain.text import shown


@checks(ReceiveDossier)
def check_receive(state: JuryState, act: ReceiveDossier, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    need_date(act.received, f"{who(found)} : la date de réception")


@folds(ReceiveDossier)
def fold_receive(state: JuryState, act: ReceiveDossier, at: datetime) -> JuryState:
    return with_exam(
        state,
        act.candidate,
        act.exam,
        received=read_date(act.received),
        with_school=act.with_school,
        without_school=act.without_school,
    )


@checks(StorePiece)
def check_store(state: JuryState, act: StorePiece, at: datetime) -> None:
    sitting(state, act.candidate, act.exam)


@folds(StorePiece)
def fold_store(state: JuryState, act: StorePiece, at: datetime) -> JuryState:
    """A piece of the same name is replaced, and whoever read the old one did not read this one."""
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    kept = [piece for piece in found.of(act.exam).pieces if piece.name != act.name]
    piece = Piece(act.name, act.sha256, act.size)
    return with_exam(state, act.candidate, act.exam, pieces=(*kept, piece))


@checks(AttestAnonymous)
def check_attest(state: JuryState, act: AttestAnonymous, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    if act.piece not in [piece.name for piece in found.of(act.exam).pieces]:
        raise Refusal(f"{who(found)} n’a pas de pièce « {shown(act.piece)} » pour l’{act.exam}.")
    need_text(act.by, "Dites qui a relu la pièce : sans nom, l’attestation ne vaut rien.")


@folds(AttestAnonymous)
def fold_attest(state: JuryState, act: AttestAnonymous, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    by = act.by if act.anonymous else ""
    pieces = tuple(
        replace(piece, attested_by=by) if piece.name == act.piece else piece
        for piece in found.of(act.exam).pieces
    )
    return with_exam(state, act.candidate, act.exam, pieces=pieces)


@checks(TickConformity)
def check_tick(state: JuryState, act: TickConformity, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    known = [item.id for item in items(found, act.exam) if item.ticked]
    if act.item not in known:
        raise Refusal(f"« {shown(act.item)} » n’est pas à cocher : {', '.join(known)}.")


@folds(TickConformity)
def fold_tick(state: JuryState, act: TickConformity, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    ticks = {k: v for k, v in found.of(act.exam).ticks.items() if k != act.item}
    if act.value is not None:
        ticks[act.item] = act.value
    return with_exam(state, act.candidate, act.exam, ticks=ticks)


@checks(SetInternship)
def check_internship(state: JuryState, act: SetInternship, at: datetime) -> None:
    found = candidate_of(state, act.candidate)
    for what, days in (("effectuées", act.days), ("dues", act.required)):
        if days is not None and not 0 <= days <= 400:
            raise Refusal(f"{who(found)} : {days} journées {what} ne sont pas possibles.")
    if act.required is not None:
        need_text(
            act.decision,
            f"{who(found)} : une durée réduite se fonde sur une décision ; citez-la (§ 1.2).",
        )


@folds(SetInternship)
def fold_internship(state: JuryState, act: SetInternship, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    told = replace(found, days=act.days, required_days=act.required, days_decision=act.decision)
    return with_candidate(state, told)


@checks(DescribeFiche)
def check_fiche(state: JuryState, act: DescribeFiche, at: datetime) -> None:
    found = candidate_of(state, act.candidate)
    exam = exam_of_fiche(state, act.fiche)
    if exam is None:
        raise Refusal(
            f"{who(found)} : il n’y a pas de fiche n° {act.fiche} ; "
            "de 1 à 5 pour l’E32, de 6 à 9 pour l’E42 (§ 1.4.2 A)."
        )
    sitting(state, act.candidate, exam)
    if act.kind and act.kind not in KINDS:
        raise Refusal(f"Fiche n° {act.fiche} : le genre « {shown(act.kind)} » est inconnu.")
    if act.context is not None and not 1 <= act.context <= 20:
        raise Refusal(f"Fiche n° {act.fiche} : le contexte n° {act.context} n’existe pas.")


def exam_of_fiche(state: JuryState, fiche: int) -> str | None:
    """E32 for the fiches 1 to 5, E42 for 6 to 9 (§ 1.4.2 A)."""
    return next((exam for exam in DOMAINS if fiche in state.exam(exam).fiches), None)


@folds(DescribeFiche)
def fold_fiche(state: JuryState, act: DescribeFiche, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    fiches = {number: fiche for number, fiche in found.fiches.items() if number != act.fiche}
    told = Fiche(
        act.fiche,
        act.product,
        act.kind,
        act.professional,
        act.real,
        act.context,
        act.client,
        act.claim,
    )
    if told != Fiche(act.fiche):
        fiches[act.fiche] = told
    return with_candidate(state, replace(found, fiches=dict(sorted(fiches.items()))))


@checks(DescribeContext)
def check_context(state: JuryState, act: DescribeContext, at: datetime) -> None:
    found = candidate_of(state, act.candidate)
    if not 1 <= act.context <= 20:
        raise Refusal(f"{who(found)} : la fiche contexte n° {act.context} n’existe pas.")


@folds(DescribeContext)
def fold_context(state: JuryState, act: DescribeContext, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    contexts = {n: company for n, company in found.contexts.items() if n != act.context}
    if act.company.strip():
        contexts[act.context] = act.company.strip()
    return with_candidate(state, replace(found, contexts=dict(sorted(contexts.items()))))


@checks(GiveVerdict)
def check_verdict(state: JuryState, act: GiveVerdict, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    if act.verdict not in VERDICTS:
        raise Refusal(f"Le constat « {shown(act.verdict)} » est inconnu : {', '.join(VERDICTS)}.")
    need_text(act.authority, f"{who(found)} : dites quelle autorité le constate (§ 1.4.2 B).")
    if act.verdict in ("not-conforming", "doubtful"):
        need_text(act.reason, f"{who(found)} : {VERDICTS[act.verdict]} se dit avec un motif.")
    unsigned = act.verdict == "not-conforming" and act.reason == "not-signed"
    if unsigned and found.candidate.category == "INDIVIDUEL":
        raise Refusal(
            f"{who(found)} est candidat individuel : l’absence de visa ne s’applique pas "
            "(§ 1.4.2 B)."
        )
    if act.decided:
        need_date(act.decided, f"{who(found)} : la date du constat")


def reason_text(verdict: Verdict) -> str:
    """One of the circular's three reasons in its words, or the other one as given."""
    return NOT_VALID_REASONS.get(verdict.reason, verdict.reason)


@folds(GiveVerdict)
def fold_verdict(state: JuryState, act: GiveVerdict, at: datetime) -> JuryState:
    """Not conforming means not valid and no passage: the hour goes to somebody else."""
    verdict = Verdict(act.verdict, act.authority, act.reason, act.decided)
    return with_exam(state, act.candidate, act.exam, verdict=verdict)
