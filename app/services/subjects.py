"""What was prepared for one candidate, as data to print: the subject and the scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from app.domain import ledger
from app.domain.exam import Exam, Part
from app.domain.people import Candidate
from app.pdf.slip_data import (
    CandidateSubject,
    CommissionScenario,
    Duration,
    ScenarioPart,
    SlipHead,
)


class Chosen(Protocol):
    """The fiches the commission académique chose, in order of part, and what it wrote."""

    @property
    def fiches(self) -> tuple[int, ...]: ...
    @property
    def parameters(self) -> str: ...
    @property
    def scenarios(self) -> tuple[str, ...]: ...


def subject_of(
    exam: Exam, head: SlipHead, candidate: Candidate, chosen: Chosen
) -> CandidateSubject:
    """What the candidate of an E32 receives: the modified fiche, nothing of part 2 (§ 1.4.4 A)."""
    part = exam.parts[0]
    return CandidateSubject(
        head=head,
        number=candidate.number,
        name=candidate.name,
        hour=candidate.hour,
        part=part.label,
        fiche=chosen.fiches[0],
        parameters=chosen.parameters,
        durations=tuple(duration for _, duration in _durations(exam, candidate)),
        situation=exam.wording.get("part_1", ""),
        tasks_intro=exam.wording.get("tasks_intro", ""),
        tasks=part.tasks,
        extra_time=_has_extra_time(candidate),
    )


def scenario_of(
    exam: Exam, head: SlipHead, candidate: Candidate, chosen: Chosen
) -> CommissionScenario:
    """What the commission holds: fiches, parameters, scenarios and tasks of each part."""
    parts = [(part, d) for part, d in _durations(exam, candidate) if part in exam.parts]
    return CommissionScenario(
        head=head,
        number=candidate.number,
        name=candidate.name,
        hour=candidate.hour,
        parts=tuple(
            _scenario_part(exam, chosen, index, part, duration)
            for index, (part, duration) in enumerate(parts)
        ),
        extra_time=_has_extra_time(candidate),
    )


def _durations(exam: Exam, candidate: Candidate) -> Iterator[tuple[Part, Duration]]:
    for part in exam.clocks:
        yield part, Duration(part.label, ledger.allowed(part, candidate), part.bound)


def _has_extra_time(candidate: Candidate) -> bool:
    return (candidate.extra_preparation, candidate.extra_parts) != ("0", "0")


def _scenario_part(
    exam: Exam, chosen: Chosen, index: int, part: Part, duration: Duration
) -> ScenarioPart:
    own = index < len(chosen.fiches)
    modified = index == 0 and bool(exam.situations == 2 or chosen.parameters)
    scenarios = chosen.scenarios
    return ScenarioPart(
        duration=duration,
        situation=exam.wording.get(f"part_{index + 1}", ""),
        fiche=chosen.fiches[index] if own else None,
        parameters=chosen.parameters if modified else None,
        scenario=(scenarios[index] if index < len(scenarios) else "") if own else None,
        tasks_intro=exam.wording.get("tasks_intro", ""),
        tasks=part.tasks,
    )
