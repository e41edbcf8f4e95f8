"""``passage jury list``: all that is known of each candidate, exam by exam."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from app.domain.jury.breaches import breaches
from app.domain.jury.checklist import items, missing, serving_twice
from app.domain.jury.hours import hour_text
from app.domain.jury.people import ExamFile, JuryCandidate, JuryCommission, Slot
from app.domain.jury.rules.choice import same_contract
from app.domain.jury.rules.dossiers import reason_text
from app.domain.jury.rules.people import by_default
from app.domain.jury.state import Jury, JuryState
from app.domain.jury.words import DOMAINS, UNIT_STATUSES
from app.domain.people import VERDICTS
from app.domain.rules.lists import candidate_line
from app.domain.text import counted
from app.services.jury_results import result_fields

Fields = dict[str, Any]


def jury_listing(state: JuryState, jury: Jury) -> Fields:
    """The jury, its commissions and its candidates, as ``list --json`` prints them."""
    return {
        "session": jury.session,
        "pilot": jury.pilot,
        "academies": list(jury.academies),
        "president": jury.president,
        "rehearsal": jury.rehearsal,
        "sites": [_plain(site) for site in state.sites.values()],
        "examiners": [_plain(examiner) for examiner in state.examiners.values()],
        "members": [_plain(member) for member in state.members.values()],
        "models": [_plain(model) for model in state.models.values()],
        "commissions": [_commission(state, c) for c in state.commissions.values()],
        "candidates": [
            {**_candidate(c), "results": result_fields(state, number)}
            for number, c in state.candidates.items()
        ],
        "breaches": [_plain(breach) for breach in breaches(state)],
    }


def _plain(fact: Any) -> Fields:
    """A fact's fields as JSON has them; sets in order."""
    return {field.name: _json(getattr(fact, field.name)) for field in fields(fact)}


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(_json(item) for item in value)
    return [_json(item) for item in value] if isinstance(value, tuple) else value


def _commission(state: JuryState, c: JuryCommission) -> Fields:
    return {
        "commission": c.code,
        "exam": c.exam,
        "site": c.site,
        "room": c.room,
        "dates": _json(c.dates),
        "examiners": list(c.examiners),
        "first_hour": hour_text(c.hours.start),
        "last_hour": hour_text(c.hours.end),
        "slot": c.slot,
        "breaks": [f"{hour_text(b.start)}-{hour_text(b.end)}" for b in c.breaks],
        "by_default": by_default(state, c),
        "packs": [_plain(pack) for pack in c.packs],
        "passages": [
            {"candidate": candidate.number, **_slot(slot)}
            for candidate, slot in state.before(c.code)
        ],
        "not_conforming": [candidate.number for candidate in state.barred(c.code)],
    }


def _slot(slot: Slot | None) -> Fields:
    if slot is None:
        return {"day": None, "hour": None}
    return {"day": slot.day.isoformat(), "hour": hour_text(slot.minute)}


def _candidate(c: JuryCandidate) -> Fields:
    return {
        **candidate_line(c.candidate),
        "form": c.form,
        "school": c.school,
        "uai": c.uai,
        "units": dict(c.units),
        "decisions": {unit: told for unit, told in c.decisions.items() if told},
        "internship": {
            "proof": c.proof,
            "days": c.days,
            "required": c.required_days,
            "decision": c.days_decision,
        },
        "whole_dossier": c.whole,
        "contexts": {str(number): company for number, company in c.contexts.items()},
        "fiches": [_plain(fiche) for fiche in c.fiches.values()],
        "corrected": sorted(c.corrected),
        "exams": {exam: _exam(c, exam) for exam in DOMAINS},
    }


def _exam(c: JuryCandidate, exam: str) -> Fields:
    """One exam of one candidate; what does not count any more is left out, as ``of`` has it."""
    status, file = c.units.get(exam, "ponctuel"), c.of(exam)
    told: Fields = {"status": status, "status_text": UNIT_STATUSES.get(status, status)}
    if not c.sits(exam):
        return told
    return {
        **told,
        "received": file.received.isoformat() if file.received else None,
        "with_school": file.with_school,
        "without_school": file.without_school,
        "pieces": [_plain(piece) for piece in file.pieces],
        "items": [_plain(item) for item in items(c, exam)],
        "missing": missing(c, exam),
        "serving_twice": serving_twice(c, exam),
        "conformity": file.verdict.verdict,
        "conformity_text": VERDICTS.get(file.verdict.verdict, ""),
        "authority": file.verdict.authority,
        "reason": reason_text(file.verdict),
        "decided": file.verdict.decided,
        "choice": _choice(c, exam, file),
        "commission": file.slot.commission if file.slot else None,
        **_slot(file.slot),
        "listed": dict(file.listed),
    }


def _choice(c: JuryCandidate, exam: str, file: ExamFile) -> Fields | None:
    if file.choice is None:
        return None
    return {**_plain(file.choice), "same_contract": exam == "E32" and same_contract(c)}


def pieces(state: JuryState) -> list[tuple[str, str, str]]:
    """(number, name, SHA-256) of every piece, once."""
    told = [
        (number, piece.name, piece.sha256)
        for number, candidate in state.candidates.items()
        for exam in DOMAINS
        for piece in candidate.told(exam).pieces
    ]
    return list(dict.fromkeys(told))


# --- for a person to read -------------------------------------------------------------------------


def jury_table(state: JuryState, jury: Jury) -> Iterator[str]:
    """One line a candidate, in the order of the lists."""
    kind = " · RÉPÉTITION" if jury.rehearsal else ""
    yield f"Jury {jury.session} · {jury.pilot} · {', '.join(jury.academies)}{kind}"
    for candidate in state.candidates.values():
        told = "  ".join(f"{exam} {_told(candidate, exam)}" for exam in DOMAINS)
        yield f"{candidate.number:<14} {candidate.name:<36} {told}"


def _told(c: JuryCandidate, exam: str) -> str:
    if not c.sits(exam):
        return UNIT_STATUSES.get(c.units[exam], c.units[exam])
    file, lacking = c.of(exam), missing(c, exam)
    slot = file.slot
    where = f"{slot.commission} {slot.day:%d/%m} {hour_text(slot.minute)}" if slot else "sans heure"
    notes = [
        "convoqué nulle part" if file.barred else where,
        VERDICTS.get(file.verdict.verdict, ""),
        f"manque {counted(len(lacking), 'pièce')}" if lacking else "",
        f"fiche {' et '.join(map(str, file.choice.fiches))}" if file.choice else "",
    ]
    return " · ".join(filter(None, notes))
