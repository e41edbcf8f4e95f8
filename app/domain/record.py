"""The record a seal fixes, its hash and its check code.

The record is canonical JSON of session, exam, commission, examiners of record, candidate, dossier,
situation, levels, mark, appraisal, ledger, visas, version and the seal's salt; it depends on
nothing else.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from app.domain import ledger
from app.domain.codec import canonical
from app.domain.instants import stamp
from app.domain.people import Candidate
from app.domain.state import Passage, Run, Situation, State, Visa
from app.domain.status import examiners_of

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011", "- ")


def build(state: State, passage: Passage, salt: str, version: int) -> dict[str, Any]:
    """The record of the passage as it stands; every value is JSON."""
    commission = state.commission
    assert commission is not None
    return {
        "session": commission.session,
        "exam": commission.exam,
        "commission": commission.commission,
        "version": version,
        "salt": salt,
        **signed_content(state, passage),
        "visas": [
            {"examiner": v.examiner, "drawing": v.drawing or None, "paper": v.paper}
            for v in visas_of(state, passage)
        ],
    }


def visas_of(state: State, passage: Passage) -> list[Visa]:
    """The visas in the order of the examiners of record, whoever signed first."""
    names = [e.name for e in examiners_of(state, passage)]
    return [passage.visas[name] for name in names if name in passage.visas]


SIGNED = ("examiners", "candidate", "dossier", "situation", "levels", "mark", "appraisal", "runs")
"""The facts of a passage that its signed content is made of."""


def signed_content(state: State, passage: Passage) -> dict[str, Any]:
    """What stands above the visas; a visa is void as soon as any of it changes."""
    return {
        "examiners": [{"name": e.name, "quality": e.quality} for e in examiners_of(state, passage)],
        "candidate": _candidate(passage.candidate),
        "dossier": dict(passage.dossier),
        "situation": situation_fields(passage.situation),
        "levels": dict(passage.levels),
        "mark": passage.mark,
        "appraisal": passage.appraisal,
        "ledger": _lines(state, passage, passage.runs),
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "number": candidate.number,
        "last_name": candidate.last_name,
        "usual_name": candidate.usual_name,
        "first_names": candidate.first_names,
        "born": candidate.born.isoformat() if candidate.born else None,
    }


def situation_fields(situation: Situation | None) -> dict[str, Any] | None:
    """A situation in the fields of ``choose-situation``."""
    if situation is None:
        return None
    scenarios = (*situation.scenarios, "", "")
    common = {"parameters": situation.parameters or None, "scenario": scenarios[0] or None}
    if len(situation.fiches) == 1:
        return {"fiche": situation.fiches[0], **common}
    first, second = situation.fiches[:2]
    return {"fiche_1": first, "fiche_2": second, **common, "scenario_2": scenarios[1] or None}


def _lines(state: State, passage: Passage, runs: tuple[Run, ...]) -> list[dict[str, Any]]:
    """The ledger lines of those runs; a part started again goes on counting towards its plan."""
    before: Counter[str] = Counter()
    lines = []
    for run in runs:
        lines.append(_line(state, passage, run, before[run.part]))
        before[run.part] += lines[-1]["elapsed_s"]
    return lines


def _line(state: State, passage: Passage, run: Run, before: int) -> dict[str, Any]:
    """What was planned and what happened; ``before`` is what the part had already lasted."""
    end = run.stopped or run.started
    part = state.exam.part_by_id.get(run.part)
    planned = ledger.planned_s(state.exam, passage, part, end) if part else 0
    elapsed = ledger.elapsed_s(run, end)
    over = max(0, before + elapsed - planned) - max(0, before - planned)
    return {
        "part": run.part,
        "examiners": list(run.examiners),
        "planned_s": planned,
        "started": stamp(run.started),
        "stopped": stamp(run.stopped) if run.stopped else None,
        "elapsed_s": elapsed,
        "paused_s": ledger.paused_s(run, end),
        "overtime_s": over if run.stopped else 0,
        "reason": joined(run.start_reason, run.stop_reason) or None,
        "pauses": [
            {
                "started": stamp(pause.started),
                "ended": stamp(pause.ended) if pause.ended else None,
                "reason": pause.reason or None,
            }
            for pause in run.pauses
        ],
        "corrected": run.corrected or None,
        "originals": _lines(state, passage, run.originals),
    }


def joined(*reasons: str) -> str:
    """Reasons one after another, each once, empty ones left out."""
    return " ; ".join(dict.fromkeys(reason for reason in reasons if reason))


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_code(record: Mapping[str, Any]) -> str:
    """Eight characters over what paper shows: session, exam, commission, number, mark, levels,
    version (Crockford base 32, 40 bits)."""
    shown = {key: record[key] for key in ("session", "exam", "commission", "levels", "mark")}
    shown |= {"number": record["candidate"]["number"], "version": record["version"]}
    bits = int(digest(canonical(shown))[:10], 16)
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(35, -5, -5))


def read_code(text: str) -> str | None:
    """A code as typed (hyphen, lower case, O for 0, I or L for 1); None when it cannot be one."""
    code = text.upper().translate(_READ_AS)
    return code if len(code) == 8 and all(c in CROCKFORD for c in code) else None
