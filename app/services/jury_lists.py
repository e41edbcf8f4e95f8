"""Later lists into an open jury: what would change is told before it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from app.domain.acts import Act
from app.domain.errors import PassageError, Refusal
from app.domain.jury.acts import EnrolCandidates
from app.domain.jury.hours import hour_text
from app.domain.jury.people import JuryCandidate
from app.domain.jury.rules import check, fold
from app.domain.jury.rules.candidates import EDITABLE, OWN
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS, UNIT_STATUSES, UNITS
from app.domain.rules.lists import candidate_line
from app.domain.text import counted
from app.intake.jury_lists import JuryReading, read_jury_list
from app.intake.rendering import render_reading
from app.services.jury_desk import JuryDesk
from app.services.jury_opening import disagreements, enrolments
from app.services.opening import doubtful_rows, refused_rows, wrong_rows
from app.services.saying import day_said

UNKNOWN = "ATTENTION, aucun numéro de cette liste n’était connu : est-ce la bonne ?"
SAME = "La liste ne change rien."


def load_jury_list(path: Path, listed: Path, mapping: Mapping[str, str]) -> list[str]:
    """Take a list into the jury file; returns what changed. PassageError naming every wrong row."""
    with JuryDesk(path) as desk:
        read = read_jury_list(listed, mapping)
        if read.reading.errors:
            raise PassageError("\n".join(wrong_rows(read.reading)))
        told = changes_by(desk.state, [read], desk.now())
        for act in sound_acts(desk.state, [read], desk.now()):
            desk.perform(act)
        return [*told, *doubtful_rows(read.reading)]


def preview_jury_list(path: Path, listed: Path, mapping: Mapping[str, str]) -> Iterator[str]:
    """What was understood of a list and what it would change; then PassageError where it could
    not be taken in as it is. Nothing is written."""
    with JuryDesk(path) as desk:
        read = read_jury_list(listed, mapping)
        yield render_reading(read.reading)
        if read.reading.errors:
            raise PassageError(refused_rows(read.reading))
        sound_acts(desk.state, [read], desk.now())
        yield from changes_by(desk.state, [read], desk.now())


def sound_acts(
    state: JuryState, readings: Sequence[JuryReading], at: datetime
) -> list[EnrolCandidates]:
    """The acts that take these lists in; PassageError naming all that stands against them."""
    acts = enrolments(readings)
    if problems := obstacles(state, readings, at):
        raise PassageError("\n".join(problems))
    return acts


def obstacles(state: JuryState, readings: Sequence[JuryReading], at: datetime) -> list[str]:
    """Why lists cannot be taken into this jury, in French; empty where they can."""
    problems = []
    for act in enrolments(readings):
        try:
            check(state, act, at)  # type: ignore[arg-type]
        except Refusal as refusal:
            problems.append(str(refusal))
        state = _folded(state, act, at)
    return [*problems, *disagreements(readings, state)]


def _folded(state: JuryState, act: Act, at: datetime) -> JuryState:
    after: JuryState = fold(state, act, at)  # type: ignore[arg-type,assignment]
    return after


def changes_by(state: JuryState, readings: Sequence[JuryReading], at: datetime) -> list[str]:
    """What lists would change, one French line each."""
    after, listed = state, dict[str, Mapping[str, object]]()
    for act in enrolments(readings):
        after = _folded(after, act, at)
        listed |= {line["number"]: line for line in act.candidates}
    lines = [line for number in listed for line in _changes(state, after, number)]
    lines += [line for number, told in listed.items() for line in _kept(state, number, told)]
    lines = lines or [SAME]
    away = sum(number not in listed for number in state.candidates)
    lines += [f"{counted(away, 'candidat')} hors de cette liste, rien n’y change"] if away else []
    if state.candidates and not listed.keys() & state.candidates.keys():
        lines.append(UNKNOWN)
    return lines


def _changes(before: JuryState, after: JuryState, number: str) -> Iterator[str]:
    old, new = before.candidates.get(number), after.candidates[number]
    if old is None:
        yield f"ajouté : {new.name} ({number})"
        return
    was, now = _facts(old), _facts(new)
    for word in now:
        if was[word] != now[word]:
            told = f"« {was[word] or 'rien'} » → « {now[word] or 'rien'} »"
            yield f"modifié : {new.name} ({number}), {word} : {told}"


def _facts(candidate: JuryCandidate) -> dict[str, str]:
    """What a list may change, by its French name."""
    line = candidate_line(candidate.candidate)
    told = {n: getattr(candidate, n) if n in OWN else line.get(n, "") for n in EDITABLE}
    return {
        **{EDITABLE[name]: day_said(value or "") for name, value in told.items()},
        **{unit: UNIT_STATUSES.get(candidate.units.get(unit, ""), "") for unit in UNITS},
        **{f"passage en {exam}": _hour(candidate, exam) for exam in DOMAINS},
    }


def _hour(candidate: JuryCandidate, exam: str) -> str:
    slot = candidate.told(exam).slot
    if slot is None:
        return ""
    return f"{slot.commission}, {slot.day:%d/%m/%Y} {hour_text(slot.minute)}"


def _kept(state: JuryState, number: str, line: Mapping[str, object]) -> Iterator[str]:
    """Corrections made here that the list says otherwise: they stay."""
    found = state.candidates.get(number)
    told = line.get("units")
    units = told if isinstance(told, Mapping) else {}
    for name in sorted(found.corrected) if found else ():
        assert found is not None
        said = str(line.get(name) or units.get(name) or "")
        own = {**candidate_line(found.candidate), **{n: getattr(found, n) for n in OWN}}
        here = found.units.get(name, "") or str(own.get(name, ""))
        if said and said != here:
            word = EDITABLE.get(name, name)
            shown = UNIT_STATUSES.get(said, day_said(said))
            yield f"corrigé ici, laissé : {found.name} ({number}), {word} (liste : « {shown} »)"
