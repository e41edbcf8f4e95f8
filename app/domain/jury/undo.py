"""Undo: the ordinary acts that give a jury file its former state back, in their order.

What does not count any more is left as it is: see ``JuryCandidate.of``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.acts import Act
from app.domain.jury import acts
from app.domain.jury.checklist import SHARED
from app.domain.jury.hours import hour_text
from app.domain.jury.people import (
    NOTHING,
    ExamFile,
    Fiche,
    JuryCandidate,
    JuryCommission,
    JuryExaminer,
    Member,
    Site,
    Verdict,
)
from app.domain.jury.rules.candidates import EDITABLE, OWN
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.rules.identity import read_date

Acts = tuple[Act, ...]
"""Empty where there is no undoing."""


def inverse(state: JuryState, act: Act) -> Acts:
    """The acts that bring back what ``act`` is about to change; none where it has no undoing.

    The rules may refuse them later: then they are told why, as of any act.
    """
    if isinstance(act, acts.CandidateAct):
        found = state.candidates.get(act.candidate)
        undoing = _CANDIDATE.get(type(act))
        return undoing(found, act) if found is not None and undoing is not None else ()
    undone = _JURY.get(type(act))
    return undone(state, act) if undone is not None else ()


# --- the jury -------------------------------------------------------------------------------------


def _jury(state: JuryState, act: acts.SetJury) -> Acts:
    jury = state.jury
    return (acts.SetJury(jury.president, jury.academies),) if jury is not None else ()


def _site(old: Site) -> Acts:
    return (acts.SetSite(old.name, old.time_zone, old.rooms),)


def _examiner(old: JuryExaminer) -> Acts:
    knows = tuple(sorted(old.knows))
    return (acts.SetExaminer(old.name, old.quality, old.domains, old.schools, old.employer, knows),)


def _commission(old: JuryCommission) -> Acts:
    return (
        acts.SetCommission(
            old.code,
            old.exam,
            old.site,
            old.room,
            tuple(day.isoformat() for day in old.dates),
            old.examiners,
            hour_text(old.hours.start),
            hour_text(old.hours.end),
            old.slot,
            tuple(f"{hour_text(span.start)}-{hour_text(span.end)}" for span in old.breaks),
        ),
    )


def _member(old: Member) -> Acts:
    dates = tuple(day.isoformat() for day in old.dates)
    return (acts.SetMember(old.name, dates, old.president, tuple(sorted(old.knows))),)


_LINES: dict[str, tuple[str, Callable[[Any], Acts]]] = {
    "site": ("sites", _site),
    "examiner": ("examiners", _examiner),
    "commission": ("commissions", _commission),
    "member": ("members", _member),
}
"""Each table: where the state keeps it, and what sets a line of it."""


def _line(state: JuryState, table: str, name: str) -> Acts:
    """What sets the line as it is, or takes out the one that is not there yet."""
    kept, setting = _LINES[table]
    old = getattr(state, kept).get(name)
    return setting(old) if old is not None else (acts.TakeOut(table, name),)


def _set_member(state: JuryState, act: acts.SetMember) -> Acts:
    """Who presided does again."""
    presided = (one for one in state.members.values() if one.president and one.name != act.name)
    former = next(presided, None) if act.president else None
    return (*_line(state, "member", act.name), *(_member(former) if former is not None else ()))


def _take_out(state: JuryState, act: acts.TakeOut) -> Acts:
    if act.table not in _LINES or act.name not in getattr(state, _LINES[act.table][0]):
        return ()
    attended = state.members[act.name].attended if act.table == "member" else frozenset()
    came = (acts.RecordAttendance(act.name, day.isoformat()) for day in sorted(attended))
    return (*_line(state, act.table, act.name), *came)


def _attendance(state: JuryState, act: acts.RecordAttendance) -> Acts:
    member = state.members.get(act.member)
    if member is None:
        return ()
    came = read_date(act.date) in member.attended
    return (acts.RecordAttendance(act.member, act.date, came),)


def _model(state: JuryState, act: acts.KeepModel) -> Acts:
    old = state.models.get(act.name)
    if old is None:
        return (acts.KeepModel(act.name, act.exam, ""),)
    return (acts.KeepModel(old.name, old.exam, old.scenario, old.parameters),)


_JURY: dict[type[Act], Callable[[JuryState, Any], Acts]] = {
    acts.SetJury: _jury,
    acts.SetSite: lambda state, act: _line(state, "site", act.name),
    acts.SetExaminer: lambda state, act: _line(state, "examiner", act.name),
    acts.SetCommission: lambda state, act: _line(state, "commission", act.commission),
    acts.SetMember: _set_member,
    acts.TakeOut: _take_out,
    acts.RecordAttendance: _attendance,
    acts.KeepModel: _model,
}


# --- candidates -----------------------------------------------------------------------------------


def _edit(found: JuryCandidate, act: acts.EditCandidate) -> Acts:
    if act.field not in EDITABLE:
        return ()
    old = getattr(found if act.field in OWN else found.candidate, act.field)
    text = old.isoformat() if act.field == "born" and old is not None else old or ""
    listed = act.field not in found.corrected
    return (acts.EditCandidate(found.number, act.field, text, listed=listed),)


def _unit(found: JuryCandidate, act: acts.SetUnit) -> Acts:
    status, decision = found.units.get(act.unit, ""), found.decisions.get(act.unit, "")
    listed = act.unit not in found.corrected
    return (acts.SetUnit(found.number, act.unit, status, decision, listed),)


def _internship(found: JuryCandidate, act: acts.SetInternship) -> Acts:
    told = found.proof, found.days, found.required_days, found.days_decision
    return (acts.SetInternship(found.number, *told),)


def _fiche(found: JuryCandidate, act: acts.DescribeFiche) -> Acts:
    old = found.fiches.get(act.fiche, Fiche(act.fiche))
    told = (old.product, old.kind, old.professional, old.real, old.context, old.client, old.claim)
    return (acts.DescribeFiche(found.number, old.number, *told),)


def _context(found: JuryCandidate, act: acts.DescribeContext) -> Acts:
    company = found.contexts.get(act.context, "")
    return (acts.DescribeContext(found.number, act.context, company),)


# --- one exam of a candidate ----------------------------------------------------------------------


def _receipt(found: JuryCandidate, exam: str) -> acts.ReceiveDossier:
    old = found.told(exam)
    received = old.received.isoformat() if old.received is not None else ""
    return acts.ReceiveDossier(
        found.number, exam, received, old.with_school, old.without_school, found.whole
    )


def _receive(found: JuryCandidate, act: acts.ReceiveDossier) -> Acts:
    """The other exam first: the last one told says whether the dossier is one for both."""
    others = [exam for exam in DOMAINS if exam != act.exam and found.sits(exam) and act.whole]
    return tuple(_receipt(found, exam) for exam in (*others, act.exam))


def _tick(found: JuryCandidate, act: acts.TickConformity) -> Acts:
    """A tick that counts for both exams while they had each their own: apart, then together."""
    both = found.whole and act.item in SHARED
    exams = [e for e in DOMAINS if e == act.exam or (both and found.sits(e))]
    ticks = {exam: found.told(exam).ticks.get(act.item) for exam in exams}
    if len(set(ticks.values())) == 1:
        return (acts.TickConformity(found.number, act.exam, act.item, ticks[act.exam]),)
    own = (acts.TickConformity(found.number, exam, act.item, ticks[exam]) for exam in exams)
    whole = _receipt(found, act.exam)
    apart = acts.ReceiveDossier(
        found.number, act.exam, whole.received, whole.with_school, whole.without_school
    )
    return (apart, *own, whole)


def _attest(found: JuryCandidate, act: acts.AttestAnonymous) -> Acts:
    pieces = found.told(act.exam).pieces
    old = next((piece.attested_by for piece in pieces if piece.name == act.piece), "")
    told = old or act.by, bool(old)
    return (acts.AttestAnonymous(found.number, act.exam, act.piece, *told),)


def _verdict(found: JuryCandidate, act: acts.GiveVerdict) -> Acts:
    old: Verdict = found.told(act.exam).verdict
    told = old.verdict, old.authority, old.reason, old.decided
    return (acts.GiveVerdict(found.number, act.exam, *told),)


def _choice(found: JuryCandidate, act: acts.ExamAct) -> Acts:
    old = found.told(act.exam).choice
    if old is None:
        return (acts.WithdrawChoice(found.number, act.exam),)
    second = old.fiches[1] if len(old.fiches) > 1 else None
    scenario, other = (*old.scenarios, "", "")[:2]
    return (
        acts.ChooseFiches(
            found.number,
            act.exam,
            old.fiches[0],
            old.by,
            second,
            old.parameters,
            scenario,
            other,
        ),
    )


def _slot(found: JuryCandidate, act: acts.ExamAct) -> Acts:
    old: ExamFile = found.exams.get(act.exam, NOTHING)
    if old.slot is None:
        return (acts.Unassign(found.number, act.exam),)
    told = old.slot.commission, old.slot.day.isoformat(), hour_text(old.slot.minute)
    return (acts.Assign(found.number, act.exam, *told),)


_CANDIDATE: dict[type[Act], Callable[[JuryCandidate, Any], Acts]] = {
    acts.EditCandidate: _edit,
    acts.SetUnit: _unit,
    acts.SetInternship: _internship,
    acts.DescribeFiche: _fiche,
    acts.DescribeContext: _context,
    acts.ReceiveDossier: _receive,
    acts.TickConformity: _tick,
    acts.AttestAnonymous: _attest,
    acts.GiveVerdict: _verdict,
    acts.ChooseFiches: _choice,
    acts.WithdrawChoice: _choice,
    acts.Assign: _slot,
    acts.Unassign: _slot,
}
