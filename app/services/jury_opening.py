"""Opening a jury file: a description and lists in, every contradiction told (§ 1.1 to 1.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.domain.acts import Act
from app.domain.errors import PassageError, Refusal
from app.domain.jury.acts import EnrolCandidates, OpenJury
from app.domain.jury.breaches import breaches
from app.domain.jury.names import plain
from app.domain.jury.planning import unassigned
from app.domain.jury.rules import check, fold
from app.domain.jury.rules.opening import contradictions
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.rules.lists import FIELDS
from app.domain.text import counted
from app.intake.columns import UnknownColumnError
from app.intake.jury_description import JuryDescription, read_jury_description
from app.intake.jury_headers import LABELS
from app.intake.jury_lists import JuryReading, read_jury_list
from app.intake.rendering import render_reading
from app.services.catalogue import catalogue
from app.services.exporting import refuse_existing
from app.services.jury_desk import groupings
from app.services.jury_files import create_jury_file
from app.services.making import fields_told
from app.services.opening import doubtful_rows, wrong_rows
from app.services.version import VERSION

_PLACE = ("exam", "commission", "day", "hour")


@dataclass(frozen=True)
class JuryRequest:
    """What ``passage jury new`` is asked for."""

    description: Path
    lists: Sequence[Path]
    output: Path
    rehearsal: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)


def open_jury(request: JuryRequest) -> list[str]:
    """Make the jury file, or nothing; returns what to tell."""
    told = read_jury_description(request.description)
    readings = list(read_lists(request))
    acts = opening_acts(told, readings, rehearsal=request.rehearsal)
    after = _require_sound(acts, readings)
    refuse_existing(request.output)
    create_jury_file(request.output, [(act, None) for act in acts])
    doubts = [doubt for read in readings for doubt in doubtful_rows(read.reading)]
    return [f"{request.output} : {summary(after)}", *doubts]


def preview_jury(request: JuryRequest) -> Iterator[str]:
    """What was understood of description and lists; then PassageError when the jury could not be
    opened as they are. Nothing is written."""
    told = read_jury_description(request.description)
    yield _described(told)
    readings = []
    for read in read_lists(request):
        readings.append(read)
        yield render_reading(read.reading)
    acts = opening_acts(told, readings, rehearsal=request.rehearsal)
    yield summary(_require_sound(acts, readings))


def read_lists(request: JuryRequest) -> Iterator[JuryReading]:
    """The lists in order; each needs only the columns it has of those that are named by hand.

    PassageError for a column named by hand that none of them has.
    """
    missing: dict[str, list[UnknownColumnError]] = {}
    for path in request.lists:
        yield _read_list(path, dict(request.mapping), missing)
    for errors in missing.values():
        if len(errors) == len(request.lists):
            raise errors[0]


def _read_list(
    path: Path, mapping: dict[str, str], missing: dict[str, list[UnknownColumnError]]
) -> JuryReading:
    while True:
        try:
            return read_jury_list(path, mapping)
        except UnknownColumnError as error:
            missing.setdefault(error.title, []).append(error)
            del mapping[error.title]


def _described(told: JuryDescription) -> str:
    rooms = [f"  {c['commission']} ({c['exam']}) : {_pair(c)}" for c in told.commissions]
    head = f"Jury {told.session}, {told.pilot} : {', '.join(told.academies)}"
    return "\n".join([head, f"Président : {told.president}", *rooms])


def _pair(commission: Mapping[str, Any]) -> str:
    days = ", ".join(f"{date.fromisoformat(day):%d/%m/%Y}" for day in commission["dates"])
    room = f", salle {commission['room']}" if commission["room"] else ""
    return f"{commission['site']}{room}, {days}, {' et '.join(commission['examiners'])}"


def opening_acts(
    told: JuryDescription, readings: Sequence[JuryReading], *, rehearsal: bool
) -> list[OpenJury | EnrolCandidates]:
    """The acts a jury file begins with."""
    opening = OpenJury(**vars(told), rehearsal=rehearsal, program=VERSION)
    return [opening, *enrolments(readings)]


def enrolments(readings: Sequence[JuryReading]) -> list[EnrolCandidates]:
    """The acts that take lists in."""
    known = _known(readings)
    return [
        EnrolCandidates(
            read.reading.source,
            tuple({**known[line["number"]], **line} for line in read.lines),
            fields_told(column.field for column in read.reading.columns),
        )
        for read in readings
    ]


def _known(readings: Sequence[JuryReading]) -> Mapping[str, Mapping[str, str]]:
    """What any row says of each candidate: a blank in one of them unsays nothing."""
    known: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for read in readings:
        for line in read.lines:
            facts = {n: v for n, v in line.items() if n in FIELDS and n not in _PLACE}
            known[line["number"]] |= facts
    return known


def _require_sound(acts: Sequence[Act], readings: Sequence[JuryReading]) -> JuryState:
    """The state after the acts; PassageError naming all that stands against them."""
    state, problems = tried(acts, readings)
    if problems:
        raise PassageError("\n".join(problems))
    return state


def tried(acts: Sequence[Act], readings: Sequence[JuryReading]) -> tuple[JuryState, list[str]]:
    """The state after the acts, and all that stands against them."""
    state, now = JuryState(catalogue(), groupings()), datetime.now(UTC)
    problems: list[str] = []
    for act in acts:
        if isinstance(act, OpenJury):
            problems += contradictions(state, act, now)
        elif not problems:
            problems += _refusal(state, act, now)
        state = fold(state, act, now)  # type: ignore[arg-type,assignment]
    problems += [
        row for read in readings if read.reading.errors for row in wrong_rows(read.reading)
    ]
    return state, [*problems, *disagreements(readings, state)]


def _refusal(state: JuryState, act: Act, now: datetime) -> Iterator[str]:
    try:
        check(state, act, now)  # type: ignore[arg-type]
    except Refusal as refusal:
        yield str(refusal)


def disagreements(readings: Sequence[JuryReading], state: JuryState) -> Iterator[str]:
    """A French line for each thing that two rows say otherwise of one candidate."""
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for read in readings:
        for line in read.lines:
            for name, value in _facts(line, state):
                key = line["number"], name
                first, source = said.setdefault(key, (value, read.reading.source))
                if plain(first) != plain(value):
                    yield (
                        f"{line['last_name']} ({line['number']}), {name} : « {first} » dans "
                        f"{source}, « {value} » dans {read.reading.source}. Corrigez l’une des "
                        "listes."
                    )


def _facts(line: Mapping[str, Any], state: JuryState) -> Iterator[tuple[str, str]]:
    """What a row says, by a French name; its commission and hour are those of an exam."""
    commission = state.commissions.get(line.get("commission", ""))
    exam = line.get("exam") or (commission.exam if commission else "")
    for name, value in line.items():
        if name == "units":
            yield from ((LABELS[f"unit_{unit}"], status) for unit, status in value.items())
        elif name in _PLACE:
            yield from [(f"{LABELS[name]} en {exam}", value)] if name != "exam" else []
        elif name != "number":
            yield LABELS[name], value


def summary(state: JuryState) -> str:
    """What a jury counts, and what the plan still has to do."""
    found = breaches(state)
    waiting = sum(len(unassigned(state, exam)) for exam in DOMAINS)
    told = [
        counted(len(state.candidates), "candidat"),
        counted(len(state.commissions), "commission"),
        f"{counted(waiting, 'passage')} à placer" if waiting else "tous les passages placés",
    ]
    told += [f"{counted(len(found), 'point')} à revoir (passage jury plan)"] if found else []
    return ", ".join(told)
