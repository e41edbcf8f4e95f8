"""Dossiers: received, described, controlled, judged by the authority (§ 1.4.2)."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import (
    AttestAnonymous,
    DescribeContext,
    DescribeFiche,
    DropPiece,
    GiveVerdict,
    ReceiveDossier,
    SetInternship,
    StorePiece,
    TickConformity,
)
from app.domain.jury.checklist import SHARED, items
from app.domain.jury.people import Fiche, JuryCandidate, Piece, Verdict
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
from app.domain.jury.words import DOMAINS, FICHES, KINDS, KINDS_OF, MOST_DAYS, PROOFS
from app.domain.people import VERDICTS
from app.domain.rules.base import checks, folds
from app.domain.rules.dossier import NOT_VALID_REASONS
from app.domain.rules.identity import read_date
from app.domain.text import says, shown


@checks(ReceiveDossier)
def check_receive(state: JuryState, act: ReceiveDossier, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    if says(act.received):
        need_date(act.received, f"{who(found)} : la date de réception")
    elif act.with_school or act.without_school:
        raise Refusal(f"{who(found)} : un exemplaire reçu l’est à une date ; indiquez-la.")


@folds(ReceiveDossier)
def fold_receive(state: JuryState, act: ReceiveDossier, at: datetime) -> JuryState:
    """One dossier for both exams is received for both."""
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    state = with_candidate(state, replace(found, whole=act.whole))
    for exam in _served(state.candidates[act.candidate], act.exam):
        state = with_exam(
            state,
            act.candidate,
            exam,
            received=read_date(act.received),
            with_school=act.with_school,
            without_school=act.without_school,
        )
    return state


def _served(candidate: JuryCandidate, exam: str) -> tuple[str, ...]:
    """The exams that what is seen for one of them counts for."""
    return tuple(DOMAINS) if candidate.whole else (exam,)


@checks(StorePiece)
def check_store(state: JuryState, act: StorePiece, at: datetime) -> None:
    sitting(state, act.candidate, act.exam)


@folds(StorePiece)
def fold_store(state: JuryState, act: StorePiece, at: datetime) -> JuryState:
    """A piece of the same name is replaced, and whoever read the old one did not read this one."""
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    kept = [piece for piece in found.told(act.exam).pieces if piece.name != act.name]
    piece = Piece(act.name, act.sha256, act.size)
    return with_exam(state, act.candidate, act.exam, pieces=(*kept, piece))


def check_piece(found: JuryCandidate, exam: str, name: str) -> None:
    if name not in [piece.name for piece in found.told(exam).pieces]:
        raise Refusal(f"{who(found)} n’a pas de pièce « {shown(name)} » pour l’{exam}.")


@checks(DropPiece)
def check_drop(state: JuryState, act: DropPiece, at: datetime) -> None:
    check_piece(candidate_of(state, act.candidate), act.exam, act.name)


@folds(DropPiece)
def fold_drop(state: JuryState, act: DropPiece, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    kept = tuple(piece for piece in found.told(act.exam).pieces if piece.name != act.name)
    return with_exam(state, act.candidate, act.exam, pieces=kept)


@checks(AttestAnonymous)
def check_attest(state: JuryState, act: AttestAnonymous, at: datetime) -> None:
    found = sitting(state, act.candidate, act.exam)
    check_piece(found, act.exam, act.piece)
    need_text(act.by, "Dites qui a relu la pièce : sans nom, l’attestation ne vaut rien.")


@folds(AttestAnonymous)
def fold_attest(state: JuryState, act: AttestAnonymous, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    by = act.by if act.anonymous else ""
    pieces = tuple(
        replace(piece, attested_by=by) if piece.name == act.piece else piece
        for piece in found.told(act.exam).pieces
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
    for exam in _served(found, act.exam) if act.item in SHARED else (act.exam,):
        ticks = {k: v for k, v in found.told(exam).ticks.items() if k != act.item}
        if act.value is not None:
            ticks[act.item] = act.value
        state = with_exam(state, act.candidate, exam, ticks=ticks)
    return state


@checks(SetInternship)
def check_internship(state: JuryState, act: SetInternship, at: datetime) -> None:
    found = candidate_of(state, act.candidate)
    if act.proof and act.proof not in PROOFS:
        raise Refusal(f"Le justificatif « {shown(act.proof)} » est inconnu : {', '.join(PROOFS)}.")
    if act.days is not None and not 0 <= act.days <= 400:
        raise Refusal(f"{who(found)} : {act.days} journées de stage ne sont pas possibles.")
    if act.required is None:
        return
    if not 0 <= act.required <= MOST_DAYS:
        raise Refusal(
            f"{who(found)} : la durée due va de 0 à {MOST_DAYS} journées, non {act.required} "
            "(§ 1.4.2 B)."
        )
    need_text(
        act.decision,
        f"{who(found)} : une autre durée se fonde sur une décision ; citez-la (§ 1.2).",
    )


@folds(SetInternship)
def fold_internship(state: JuryState, act: SetInternship, at: datetime) -> JuryState:
    found = state.candidates.get(act.candidate)
    if found is None:
        return state
    told = replace(
        found,
        proof=act.proof,
        days=act.days,
        required_days=act.required,
        days_decision=act.decision,
    )
    return with_candidate(state, told)


@checks(DescribeFiche)
def check_fiche(state: JuryState, act: DescribeFiche, at: datetime) -> None:
    found = candidate_of(state, act.candidate)
    exam = exam_of_fiche(act.fiche)
    if exam is None:
        raise Refusal(
            f"{who(found)} : il n’y a pas de fiche n° {act.fiche} ; "
            "de 1 à 5 pour l’E32, de 6 à 9 pour l’E42 (§ 1.4.2 A)."
        )
    sitting(state, act.candidate, exam)
    if act.kind and act.kind not in KINDS:
        raise Refusal(f"Fiche n° {act.fiche} : le genre « {shown(act.kind)} » est inconnu.")
    if act.kind and act.kind not in KINDS_OF[exam]:
        raise Refusal(
            f"Fiche n° {act.fiche} : « {KINDS[act.kind]} » n’est pas proposé en {exam} "
            f"(annexe {'V' if exam == 'E32' else 'IX'})."
        )
    if act.context is not None and not 1 <= act.context <= 20:
        raise Refusal(f"Fiche n° {act.fiche} : le contexte n° {act.context} n’existe pas.")


def exam_of_fiche(fiche: int) -> str | None:
    """E32 for the fiches 1 to 5, E42 for 6 to 9 (§ 1.4.2 A)."""
    return next((exam for exam, numbers in FICHES.items() if fiche in numbers), None)


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
    if act.verdict == "unchecked":
        return
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
    """Not conforming means not valid and no passage: see ``JuryCandidate.of``."""
    decided = (read_date(act.decided) or at.date()).isoformat()
    verdict = Verdict(act.verdict, act.authority, act.reason, decided)
    told = Verdict() if act.verdict == "unchecked" else verdict
    return with_exam(state, act.candidate, act.exam, verdict=told)
