"""Provisional to official: the closing of the minutes, and the only act after it, a rectification.

The closing ends reception and every preparation; what was decided before it is decided again only
through ``rectify``, with its reason. ``refuse_closed`` stands before every other rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.domain.acts import Act
from app.domain.codec import decode
from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.instants import stamp
from app.domain.jury.acts import JURY, CandidateAct
from app.domain.jury.means import Outcome, outcome
from app.domain.jury.receiving_acts import CheckSheet, DrawControl
from app.domain.jury.results import Closing, LayoutColumn, Purge
from app.domain.jury.results_acts import (
    CloseMinutes,
    DecideMark,
    DecideReserve,
    EnterMark,
    HarmoniseMark,
    Pronounce,
    PurgeFiles,
    RecordAppeal,
    RecordForceMajeure,
    RecordLivret,
    Rectify,
    SetLayout,
    SettleFraud,
)
from app.domain.jury.results_words import RESULT_FIELDS
from app.domain.jury.rules.base import candidate_of, need_date, need_jury, need_text, who
from app.domain.jury.rules.results_base import need_author, with_own, with_results
from app.domain.jury.state import JuryState
from app.domain.rules.base import check, checks, fold, folds
from app.domain.text import counted, shown

RECTIFIABLE: tuple[type[Act], ...] = (
    *(DecideMark, HarmoniseMark, EnterMark, RecordForceMajeure),
    *(DecideReserve, SettleFraud, RecordLivret, Pronounce),
)
AFTER: tuple[type[Act], ...] = (
    *(Rectify, RecordAppeal, SetLayout, PurgeFiles),
    *(DrawControl, CheckSheet),
)
"""What may still be done once the minutes are closed: the first alone changes a mark."""
_NAMED = 5


def refuse_closed(state: JuryState, act: Act) -> None:
    """Refusal of an act that comes after the closing and is no rectification."""
    if not isinstance(act, AFTER):
        need_open(state)


def need_open(state: JuryState) -> None:
    """Refusal once the minutes are closed."""
    if state.results.closing is not None:
        raise Refusal(
            "Le procès-verbal est clos, les résultats sont officiels : rien ne se reçoit ni ne "
            "se change plus, sauf par un acte de rectification motivé (rectify)."
        )


@checks(CloseMinutes)
def check_close(state: JuryState, act: CloseMinutes, at: datetime) -> None:
    """Nothing missing is silent: whoever gets no result is counted aloud."""
    need_jury(state)
    need_text(act.by, "Dites qui clôt le procès-verbal.")
    outcomes = [outcome(state, number) for number in state.candidates]
    _refuse_some(state, [o for o in outcomes if o.troubles], "une décision est à reprendre")
    waiting = [o for o in outcomes if o.proposal and not o.result]
    _refuse_some(state, waiting, "le jury n’a pas prononcé le résultat")
    without = [o for o in outcomes if not o.result]
    if len(without) != act.without_result:
        raise Refusal(
            f"{counted(len(without), 'candidat')} sans résultat{_named(state, without)} : "
            f"confirmez-le en clôturant avec « without_result » : {len(without)}."
        )


def _refuse_some(state: JuryState, outcomes: list[Outcome], why: str) -> None:
    if outcomes:
        raise Refusal(
            f"{counted(len(outcomes), 'candidat')} pour qui {why}{_named(state, outcomes)}. "
            "Le procès-verbal ne se clôt pas ainsi."
        )


def _named(state: JuryState, outcomes: list[Outcome]) -> str:
    names = [who(state.candidates[told.number]) for told in outcomes[:_NAMED]]
    more = "…" if len(outcomes) > _NAMED else ""
    return f" ({', '.join(names)}{more})" if names else ""


@folds(CloseMinutes)
def fold_close(state: JuryState, act: CloseMinutes, at: datetime) -> JuryState:
    return with_results(state, closing=Closing(stamp(at), act.by, act.without_result))


@checks(Rectify)
def check_rectify(state: JuryState, act: Rectify, at: datetime) -> None:
    candidate = candidate_of(state, act.candidate)
    if state.results.closing is None:
        raise Refusal(
            f"{who(candidate)} : le procès-verbal n’est pas clos, la décision se prend directement."
        )
    need_author(act.by, act.reason, who(candidate))
    correction = decode(act.correction, known_acts=JURY)
    if not isinstance(correction, RECTIFIABLE):
        raise Refusal(f"L’acte « {correction.act} » ne rectifie rien.")
    if getattr(correction, "candidate", "") != act.candidate:
        raise Refusal(f"La correction ne concerne pas {who(candidate)} : donnez le même numéro.")
    check(_reopened(state), correction, at)  # type: ignore[arg-type]


@folds(Rectify)
def fold_rectify(state: JuryState, act: Rectify, at: datetime) -> JuryState:
    correction = _correction(act.correction)
    if not isinstance(correction, RECTIFIABLE) or not isinstance(correction, CandidateAct):
        return state
    number, closing = correction.candidate, state.results.closing
    known = len(state.results.of(number).log)
    after: Any = fold(_reopened(state), correction, at)  # type: ignore[arg-type]
    after = with_results(after, closing=closing)
    log = after.results.of(number).log
    why = f"{act.by} : {act.reason}"
    told = (*log[:known], *(replace(line, rectifies=why) for line in log[known:]))
    return with_own(after, number, log=told)


def _correction(told: Mapping[str, Any]) -> Act | None:
    """The act of a correction; None where nothing once accepted could have been one."""
    try:
        return decode(told, known_acts=JURY)
    except Refusal:
        return None


def _reopened(state: JuryState) -> JuryState:
    return with_results(state, closing=None)


# --- layouts, purge -----------------------------------------------------------------------------


@checks(SetLayout)
def check_layout(state: JuryState, act: SetLayout, at: datetime) -> None:
    need_jury(state)
    need_text(act.name, "Une présentation de fichier a un nom, celui de l’académie par exemple.")
    for column in act.columns:
        for name in ("title", "field"):
            value = column.get(name)
            if not isinstance(value, str) or not value.strip():
                raise Refusal(f"« {shown(act.name)} » : chaque colonne a un titre et un champ.")
        if column["field"] not in RESULT_FIELDS:
            raise Refusal(
                f"« {shown(act.name)} » : le champ « {shown(column['field'])} » est inconnu."
            )


@folds(SetLayout)
def fold_layout(state: JuryState, act: SetLayout, at: datetime) -> JuryState:
    """One without columns is taken out."""
    layouts = {n: columns for n, columns in state.results.layouts.items() if n != act.name}
    told = tuple(LayoutColumn(str(c.get("title")), str(c.get("field"))) for c in act.columns)
    if told:
        layouts[act.name] = told
    return with_results(state, layouts=layouts)


@checks(PurgeFiles)
def check_purge(state: JuryState, act: PurgeFiles, at: datetime) -> None:
    """A year is kept from the day the results are official, longer while a recourse is open.

    ``before`` bounds that day; it lies a year back at least.
    """
    need_jury(state)
    before, closing = need_date(act.before, "La date"), state.results.closing
    if closing is None:
        raise Refusal("Les résultats ne sont pas officiels : rien ne se purge.")
    if before > year_before(at.date()):
        raise Refusal(
            f"Les résultats se conservent un an : la date ne peut dépasser le "
            f"{year_before(at.date()):%d/%m/%Y}."
        )
    closed = datetime.fromisoformat(closing.at)
    if closed.date() >= before:
        raise Refusal(
            f"Les résultats sont du {closed:%d/%m/%Y}, rien n’est antérieur au {before:%d/%m/%Y}."
        )


def year_before(day: date) -> date:
    """The same day a year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@folds(PurgeFiles)
def fold_purge(state: JuryState, act: PurgeFiles, at: datetime) -> JuryState:
    told = Purge(stamp(at), act.before, act.files)
    return with_results(state, purges=(*state.results.purges, told))
