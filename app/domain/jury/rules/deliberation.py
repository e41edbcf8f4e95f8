"""The deliberation: who sits, livrets examined, results pronounced, what the minutes tell (III)."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.instants import stamp
from app.domain.jury.means import outcome
from app.domain.jury.results import Appeal, Juror, Note, Pronounced
from app.domain.jury.results_acts import (
    NoteMinutes,
    Pronounce,
    RecordAppeal,
    RecordJuryAttendance,
    RecordLivret,
    SetJuror,
)
from app.domain.jury.results_words import LIVRETS, NOTE_KINDS, RESULTS, SECTORS, TEACHERS
from app.domain.jury.rules.base import candidate_of, need_date, need_jury, need_text, who
from app.domain.jury.rules.results_base import logged, need_choice, with_own, with_results
from app.domain.jury.state import JuryState
from app.domain.rules.base import checks, folds
from app.domain.rules.identity import read_date
from app.domain.text import of, shown

# --- who sits -----------------------------------------------------------------------------------


@checks(SetJuror)
def check_juror(state: JuryState, act: SetJuror, at: datetime) -> None:
    need_jury(state)
    need_text(act.name, "Un membre du jury a un nom.")
    if not act.sector:
        _juror(state, act.name)
        return
    need_choice(act.sector, SECTORS, "la qualité d’un membre du jury")
    other = next((j.name for j in state.results.jurors.values() if j.president), act.name)
    if act.president and other != act.name:
        raise Refusal(f"Le jury est déjà présidé par {other} : reprenez d’abord cette présidence.")
    if act.president and act.sector not in TEACHERS:
        raise Refusal(
            f"{act.name} : le président est un enseignant-chercheur ou un inspecteur (D643-31)."
        )
    known = state.results.jurors.get(act.name)
    if act.president and known and known.remote:
        raise Refusal(f"{act.name} a siégé à distance : le président ne le peut pas (D643-31-1).")


@folds(SetJuror)
def fold_juror(state: JuryState, act: SetJuror, at: datetime) -> JuryState:
    jurors = {**state.results.jurors}
    old = jurors.get(act.name, Juror(act.name, act.sector))
    if act.sector:
        jurors[act.name] = replace(old, sector=act.sector, president=act.president)
    else:
        jurors.pop(act.name, None)
    return with_results(state, jurors=jurors)


@checks(RecordJuryAttendance)
def check_attendance(state: JuryState, act: RecordJuryAttendance, at: datetime) -> None:
    juror = _juror(state, act.juror)
    need_date(act.date, "Le jour")
    if act.remote and juror.president:
        raise Refusal(f"{juror.name} préside : le président ne siège pas à distance (D643-31-1).")


@folds(RecordJuryAttendance)
def fold_attendance(state: JuryState, act: RecordJuryAttendance, at: datetime) -> JuryState:
    juror, day = state.results.jurors.get(act.juror), read_date(act.date)
    if juror is None or day is None:
        return state
    on = day.isoformat()
    attended = tuple(sorted({*juror.attended, on} if act.present else {*juror.attended} - {on}))
    remote = {*juror.remote, on} if act.present and act.remote else {*juror.remote} - {on}
    told = replace(juror, attended=attended, remote=tuple(sorted(remote)))
    return with_results(state, jurors={**state.results.jurors, act.juror: told})


def _juror(state: JuryState, name: str) -> Juror:
    need_jury(state)
    found = state.results.jurors.get(name)
    if found is None:
        raise Refusal(f"« {shown(name)} » n’est pas membre du jury : ajoutez-le d’abord.")
    return found


def parity(state: JuryState, day: str = "") -> tuple[int, int]:
    """How many teachers and how many of the profession sit, on that day or at all (D643-31)."""
    there = [j for j in state.results.jurors.values() if not day or day in j.attended]
    teachers = sum(juror.sector in TEACHERS for juror in there)
    return teachers, len(there) - teachers


def publics(state: JuryState, day: str = "") -> int:
    """How many of the teachers are of the public sector: most of them, by D643-31."""
    there = [j for j in state.results.jurors.values() if not day or day in j.attended]
    return sum(juror.sector == "public" for juror in there)


def sittings(state: JuryState) -> list[str]:
    """The days on which somebody of the jury came, ISO dates in order."""
    return sorted({day for juror in state.results.jurors.values() for day in juror.attended})


# --- candidates ---------------------------------------------------------------------------------


@checks(RecordLivret)
def check_livret(state: JuryState, act: RecordLivret, at: datetime) -> None:
    candidate = candidate_of(state, act.candidate)
    if act.livret:
        need_choice(act.livret, LIVRETS, "un état du livret")
    need_text(act.by, f"{who(candidate)} : dites qui a examiné le livret.")
    pronounced = state.results.of(act.candidate).pronounced
    if not act.livret and pronounced and pronounced.result == "adjourned":
        raise Refusal(f"{who(candidate)} est ajourné : reprenez d’abord cet ajournement (D643-26).")


@folds(RecordLivret)
def fold_livret(state: JuryState, act: RecordLivret, at: datetime) -> JuryState:
    before = state.results.of(act.candidate).livret
    state = with_own(state, act.candidate, livret=act.livret, livret_by=act.by)
    return logged(state, act.candidate, at, "livret", "", before, act.livret, act.by)


@checks(Pronounce)
def check_pronounce(state: JuryState, act: Pronounce, at: datetime) -> None:
    """The result goes with the marks; the jury changes a mark first, one by one, if it must."""
    candidate = candidate_of(state, act.candidate)
    need_text(act.by, f"{who(candidate)} : dites qui prononce le résultat.")
    if not act.result:
        if state.results.of(act.candidate).pronounced is None:
            raise Refusal(f"{who(candidate)} : aucun résultat à reprendre.")
        return
    need_choice(act.result, RESULTS, "un résultat")
    _check_agrees(state, act, who(candidate))
    if act.result == "adjourned" and not state.results.of(act.candidate).livret:
        raise Refusal(
            f"Le livret {of(who(candidate))} n’est pas examiné : nul n’est ajourné avant "
            "(D643-26). Examinez-le, ou notez qu’aucun ne fut fourni."
        )


def _check_agrees(state: JuryState, act: Pronounce, whom: str) -> None:
    told = outcome(state, act.candidate)
    if not told.proposal:
        raise Refusal(
            f"{whom} : ni moyenne ni résultat ({' ; '.join(told.general.reasons)}). "
            "Réglez d’abord ces points."
        )
    if told.proposal != act.result:
        side = "au moins" if told.proposal == "admitted" else "moins de"
        raise Refusal(
            f"{whom} : la moyenne est {f'{told.general.value}'.replace('.', ',')}, {side} 10 "
            "(D643-22). Le jury change d’abord une note, par un acte motivé."
        )


@folds(Pronounce)
def fold_pronounce(state: JuryState, act: Pronounce, at: datetime) -> JuryState:
    old = state.results.of(act.candidate).pronounced
    told = Pronounced(act.result, act.by, act.reason, stamp(at)) if act.result else None
    state = with_own(state, act.candidate, pronounced=told)
    before = old.result if old else ""
    return logged(state, act.candidate, at, "result", "", before, act.result, act.by, act.reason)


@checks(NoteMinutes)
def check_note(state: JuryState, act: NoteMinutes, at: datetime) -> None:
    need_jury(state)
    need_choice(act.kind, NOTE_KINDS, "une mention du procès-verbal")
    need_text(act.text, "La mention au procès-verbal est vide.")
    need_text(act.by, "Dites qui porte la mention au procès-verbal.")
    if act.candidate:
        candidate_of(state, act.candidate)


@folds(NoteMinutes)
def fold_note(state: JuryState, act: NoteMinutes, at: datetime) -> JuryState:
    note = Note(stamp(at), act.kind, act.text, act.by, act.candidate)
    return with_results(state, notes=(*state.results.notes, note))


@checks(RecordAppeal)
def check_appeal(state: JuryState, act: RecordAppeal, at: datetime) -> None:
    candidate = candidate_of(state, act.candidate)
    need_date(act.date, f"{who(candidate)} : la date du recours")
    need_text(act.text, f"{who(candidate)} : dites de quel recours il s’agit.")
    if not act.open and not state.results.of(act.candidate).on_appeal:
        raise Refusal(f"{who(candidate)} : aucun recours n’est ouvert.")


@folds(RecordAppeal)
def fold_appeal(state: JuryState, act: RecordAppeal, at: datetime) -> JuryState:
    """The end of a recourse ends every one of the candidate's."""
    old = state.results.of(act.candidate).appeals
    if act.open:
        appeals = (*old, Appeal(act.date, act.text, True))
    else:
        appeals = tuple(replace(appeal, open=False) for appeal in old)
    state = with_own(state, act.candidate, appeals=appeals)
    told = ("open" if act.open else "ended", "", act.text)
    return logged(state, act.candidate, at, "appeal", "", "", *told)
