"""Reserves, force majeure and frauds: whoever decides, when, and why, each by an explicit act."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.instants import stamp
from app.domain.jury.marks import standing
from app.domain.jury.received import RESERVED
from app.domain.jury.results import Fraud, Majeure, ReserveDecision
from app.domain.jury.results_acts import (
    DecideReserve,
    RecordForceMajeure,
    ReportFraud,
    SettleFraud,
)
from app.domain.jury.results_words import ABSENT, FRAUD_OUTCOMES, RESERVE_DECISIONS
from app.domain.jury.rules.base import candidate_of, need_date, sitting, who
from app.domain.jury.rules.results_base import (
    dated,
    logged,
    need_author,
    need_choice,
    unit_of,
    with_own,
    with_unit,
)
from app.domain.jury.state import JuryState
from app.domain.jury.words import UNITS
from app.domain.record import read_code
from app.domain.rules.base import checks, folds
from app.domain.text import shown


@checks(DecideReserve)
def check_reserve(state: JuryState, act: DecideReserve, at: datetime) -> None:
    """The authority verified the dossier (§ 1.4.2 B); the sheet under seal is the one held."""
    candidate = sitting(state, act.candidate, act.exam)
    whom = f"{who(candidate)}, {act.exam}"
    need_choice(act.decision, RESERVE_DECISIONS, "une décision sur une réserve")
    held = state.received.held(act.candidate, act.exam)
    if held.state != RESERVED or held.passage is None:
        raise Refusal(f"{whom} : la note n’est pas réservée.")
    if act.decision == "pending" and _reserve(state, act) is None:
        raise Refusal(f"{whom} : aucune décision à reprendre.")
    need_author(act.authority, act.reason, whom)
    need_date(act.decided, f"{whom} : la date de la décision")
    if act.code and read_code(act.code) != held.passage.code:
        raise Refusal(
            f"{whom} : le code « {shown(act.code)} » du pli réservé n’est pas celui de la grille "
            f"reçue (version {held.passage.version}) : vérifiez le pli et l’export."
        )


@folds(DecideReserve)
def fold_reserve(state: JuryState, act: DecideReserve, at: datetime) -> JuryState:
    held = state.received.held(act.candidate, act.exam).passage
    record = held.record if held else ""
    decided = ReserveDecision(
        act.decision, record, act.authority, act.decided, act.reason, bool(act.code)
    )
    old = _reserve(state, act)
    kept = None if act.decision == "pending" else decided
    state = with_unit(state, act.candidate, act.exam, reserve=kept)
    before = old.decision if old else "pending"
    sheet = "pli rapproché" if act.code else "pli non rapproché"
    why = dated(act.reason, act.decided, sheet if act.decision == "lifted" else "")
    told = (act.exam, before, act.decision, act.authority, why)
    return logged(state, act.candidate, at, "reserve", *told)


def _reserve(state: JuryState, act: DecideReserve) -> ReserveDecision | None:
    return state.results.of(act.candidate).of(act.exam).reserve


@checks(RecordForceMajeure)
def check_majeure(state: JuryState, act: RecordForceMajeure, at: datetime) -> None:
    """In CCF whoever was absent for good reason is called again (§ 1.4.3 C), never marked zero."""
    candidate = unit_of(state, act.candidate, act.unit)
    whom = f"{who(candidate)}, {act.unit}"
    own = state.results.of(act.candidate).of(act.unit)
    need_author(act.authority, act.reason, whom)
    need_date(act.decided, f"{whom} : la date de la décision")
    if not act.granted:
        if own.majeure is None:
            raise Refusal(f"{whom} : aucune décision à reprendre.")
        return
    if candidate.units.get(act.unit) == "ccf":
        raise Refusal(
            f"{whom} : en CCF une absence justifiée se convoque de nouveau (§ 1.4.3 C), "
            "elle ne vaut pas zéro."
        )
    if act.unit == "EF":
        raise Refusal(f"{whom} : l’épreuve est facultative, l’absence n’y emporte rien.")
    if standing(state, act.candidate, act.unit).kind != ABSENT:
        raise Refusal(f"{whom} : le candidat n’est pas absent.")


@folds(RecordForceMajeure)
def fold_majeure(state: JuryState, act: RecordForceMajeure, at: datetime) -> JuryState:
    told = Majeure(act.authority, act.decided, act.reason) if act.granted else None
    state = with_unit(state, act.candidate, act.unit, majeure=told)
    before, after = (ABSENT, "0.0") if act.granted else ("0.0", ABSENT)
    told_log = (act.unit, before, after, act.authority, dated(act.reason, act.decided))
    return logged(state, act.candidate, at, "majeure", *told_log)


@checks(ReportFraud)
def check_fraud(state: JuryState, act: ReportFraud, at: datetime) -> None:
    candidate = candidate_of(state, act.candidate)
    need_author(act.by, act.text, who(candidate))
    if act.unit:
        need_choice(act.unit, UNITS, "une unité")


@folds(ReportFraud)
def fold_fraud(state: JuryState, act: ReportFraud, at: datetime) -> JuryState:
    frauds = state.results.of(act.candidate).frauds
    fraud = Fraud(stamp(at), act.by, act.text, act.unit)
    state = with_own(state, act.candidate, frauds=(*frauds, fraud))
    return logged(state, act.candidate, at, "fraud", act.unit, "", "pending", act.by, act.text)


@checks(SettleFraud)
def check_settle(state: JuryState, act: SettleFraud, at: datetime) -> None:
    candidate = candidate_of(state, act.candidate)
    need_choice(act.outcome, FRAUD_OUTCOMES, "une issue")
    if all(fraud.outcome for fraud in state.results.of(act.candidate).frauds):
        raise Refusal(f"{who(candidate)} : aucune fraude n’est en instance.")
    need_author(act.authority, act.reason, who(candidate))
    need_date(act.decided, f"{who(candidate)} : la date de la décision")


@folds(SettleFraud)
def fold_settle(state: JuryState, act: SettleFraud, at: datetime) -> JuryState:
    settled = {
        "outcome": act.outcome,
        "authority": act.authority,
        "decided": act.decided,
        "reason": act.reason,
    }
    frauds = tuple(
        fraud if fraud.outcome else replace(fraud, **settled)
        for fraud in state.results.of(act.candidate).frauds
    )
    state = with_own(state, act.candidate, frauds=frauds)
    told = ("", "pending", act.outcome, act.authority, dated(act.reason, act.decided))
    return logged(state, act.candidate, at, "fraud", *told)
