"""Who is here: identity, absence, ties between candidate and examiner (§ 1.4, § 1.4.2 B)."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from app.domain.acts import (
    ConfirmIdentity,
    CorrectIdentity,
    DeclareKnown,
    MarkAbsent,
    MarkPresent,
    WithdrawIdentity,
    WithdrawKnown,
)
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.rules.base import (
    checks,
    folds_passage,
    need_reason,
    never_sealed,
    not_evaluated,
    of_whom,
    unsealed,
    who,
)
from app.domain.state import Known, Passage, State
from app.domain.status import examiners_of
from app.domain.text import says

CORRECTABLE = ("last_name", "first_names", "usual_name", "born")
TIES = ("school", "professional", "personal")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@checks(ConfirmIdentity)
def check_confirm(state: State, act: ConfirmIdentity, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    if passage.absent:
        raise Refusal(f"{who(passage)} est marqué absent : marquez-le présent d’abord.")
    if passage.identity:
        raise Refusal(f"L’identité {of_whom(passage)} est déjà confirmée.")


@folds_passage(ConfirmIdentity)
def fold_confirm(state: State, passage: Passage, act: ConfirmIdentity, at: datetime) -> Passage:
    return replace(passage, identity=True, evidence=act.evidence or "")


@checks(WithdrawIdentity)
def check_withdraw(state: State, act: WithdrawIdentity, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "L’identité se retire avec un motif")
    if not passage.identity:
        raise Refusal(f"L’identité {of_whom(passage)} n’est pas confirmée : rien à retirer.")
    if passage.runs:
        raise Refusal(
            f"Le passage {of_whom(passage)} a commencé : annulez d’abord ce qui a commencé, "
            "avec un motif."
        )
    not_evaluated(passage)


@folds_passage(WithdrawIdentity)
def fold_withdraw(state: State, passage: Passage, act: WithdrawIdentity, at: datetime) -> Passage:
    return replace(passage, identity=False, evidence="")


@checks(CorrectIdentity)
def check_correct(state: State, act: CorrectIdentity, at: datetime) -> None:
    unsealed(state, act.passage)
    need_reason(act.reason, "L’état civil se corrige avec un motif")
    if act.field not in CORRECTABLE:
        raise Refusal(
            f"Le champ « {act.field} » ne se corrige pas : choisissez {', '.join(CORRECTABLE)}."
        )
    if act.field == "born":
        parse_date(act.value)
    elif act.field != "usual_name" and not says(act.value):
        raise Refusal("Le nom et les prénoms ne peuvent être vides.")


def parse_date(text: str) -> date:
    """An ISO date or jj/mm/aaaa; Refusal otherwise."""
    with suppress(ValueError):  # as files have it: strptime takes milliseconds to be imported
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise Refusal(f"La date « {text[:20]} » n’existe pas : écrivez-la jj/mm/aaaa.")


def read_date(text: object) -> date | None:
    """As ``parse_date``; None for what is no date."""
    try:
        return parse_date(text) if isinstance(text, str) else None
    except Refusal:
        return None


@folds_passage(CorrectIdentity)
def fold_correct(state: State, passage: Passage, act: CorrectIdentity, at: datetime) -> Passage:
    value = read_date(act.value) if act.field == "born" else act.value.strip()
    if act.field not in CORRECTABLE or value is None:
        return passage
    changed: dict[str, Any] = {act.field: value}
    return replace(
        passage,
        candidate=replace(passage.candidate, **changed),
        corrected=tuple(dict.fromkeys((*passage.corrected, act.field))),
    )


@checks(MarkAbsent)
def check_absent(state: State, act: MarkAbsent, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    if passage.absent:
        raise Refusal(f"{who(passage)} est déjà marqué absent.")
    if passage.runs:
        raise Refusal(
            f"{who(passage)} a commencé son passage et ne peut être marqué absent : "
            "signalez un incident ou suspendez le passage."
        )
    never_sealed(passage)
    not_evaluated(passage)


@folds_passage(MarkAbsent)
def fold_absent(state: State, passage: Passage, act: MarkAbsent, at: datetime) -> Passage:
    return replace(passage, absent=True, absent_reason=act.reason or "")


@checks(MarkPresent)
def check_present(state: State, act: MarkPresent, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Une absence se lève avec un motif")
    if not passage.absent:
        raise Refusal(f"{who(passage)} n’est pas marqué absent : rien à lever.")


@folds_passage(MarkPresent)
def fold_present(state: State, passage: Passage, act: MarkPresent, at: datetime) -> Passage:
    return replace(passage, absent=False, absent_reason="")


@checks(DeclareKnown)
def check_known(state: State, act: DeclareKnown, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "Un lien avec le candidat se déclare avec un motif")
    sitting = {e.name for e in state.commission.examiners} if state.commission else set()
    if act.examiner not in sitting:
        raise Refusal(
            f"« {act.examiner} » ne siège pas dans cette commission : "
            f"choisissez {' ou '.join(sorted(sitting))}."
        )
    if act.tie is not None and act.tie not in TIES:
        raise Refusal(f"Le lien « {act.tie} » est inconnu : choisissez {', '.join(TIES)}.")
    if any(known.examiner == act.examiner for known in passage.known):
        raise Refusal(f"{act.examiner} a déjà déclaré connaître {who(passage)}.")


@folds_passage(DeclareKnown)
def fold_known(state: State, passage: Passage, act: DeclareKnown, at: datetime) -> Passage:
    others = tuple(known for known in passage.known if known.examiner != act.examiner)
    return replace(passage, known=(*others, Known(act.examiner, act.reason, act.tie or "")))


@checks(WithdrawKnown)
def check_withdraw_known(state: State, act: WithdrawKnown, at: datetime) -> None:
    passage = unsealed(state, act.passage)
    need_reason(act.reason, "La déclaration se retire avec un motif")
    names = [known.examiner for known in passage.known]
    if not names:
        raise Refusal(f"Aucun examinateur n’a déclaré connaître {who(passage)} : rien à retirer.")
    if act.examiner is None and len(names) > 1:
        raise Refusal(
            f"{' et '.join(names)} ont déclaré connaître {who(passage)} : dites, dans "
            "« examiner », de qui la déclaration est retirée."
        )
    if act.examiner is not None and act.examiner not in names:
        raise Refusal(
            f"« {act.examiner} » n’a pas déclaré connaître {who(passage)} : "
            f"choisissez {' ou '.join(names)}."
        )


@folds_passage(WithdrawKnown)
def fold_withdraw_known(
    state: State, passage: Passage, act: WithdrawKnown, at: datetime
) -> Passage:
    if act.examiner is None:
        return replace(passage, known=())
    return replace(passage, known=tuple(k for k in passage.known if k.examiner != act.examiner))


def known_of_record(state: State, passage: Passage) -> list[str]:
    """Examiners of record who declared that they know the candidate."""
    record = {e.name for e in examiners_of(state, passage)}
    return [known.examiner for known in passage.known if known.examiner in record]
