"""Arithmetic of time: whole seconds from facts and ``now``, never from decrementing (design, Time).

Parts 1 and 2 have a maximum, the last part a minimum, the whole a total (§ 1.4.4). The last part
is planned as the larger of its minimum and what the total leaves. Extra time multiplies the
preparation and the parts separately.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.domain.exam import PREPARATION, Exam, Part
from app.domain.facts import dataclass
from app.domain.people import Candidate
from app.domain.state import Passage, Run

SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class PartTime:
    """A part as the band shows it. ``since`` is when the present run or pause began."""

    part: str
    planned_s: int
    elapsed_s: int
    paused_s: int
    state: str
    since: datetime | None

    @property
    def overtime_s(self) -> int:
        return max(0, self.elapsed_s - self.planned_s)


def extended(seconds: int, extra: str) -> int:
    """``seconds`` with the extra time, "n/d" or "n", added, rounded up to the second."""
    top, _, bottom = extra.partition("/")
    whole = int(bottom or 1)
    return -(-seconds * (whole + int(top)) // whole)


def allowed(part: Part, candidate: Candidate) -> int:
    """Seconds the circular gives this candidate for the part alone."""
    is_preparation = part.id == PREPARATION
    extra = candidate.extra_preparation if is_preparation else candidate.extra_parts
    return extended(part.seconds, extra)


def paused(run: Run, now: datetime) -> timedelta:
    """Time the run spent paused; ``now`` counts only while it is paused."""
    end = run.stopped or now
    return sum(((pause.ended or end) - pause.started for pause in run.pauses), timedelta())


def paused_s(run: Run, now: datetime) -> int:
    """Whole seconds of pause."""
    return max(0, paused(run, now) // SECOND)


def elapsed_s(run: Run, now: datetime) -> int:
    """Whole seconds the run lasted, pauses left out."""
    return max(0, ((run.stopped or now) - run.started - paused(run, now)) // SECOND)


def runs_of(passage: Passage, part: str) -> list[Run]:
    return [run for run in passage.runs if run.part == part]


def total_elapsed(runs: Iterable[Run], now: datetime) -> int:
    return sum(elapsed_s(run, now) for run in runs)


def planned_s(exam: Exam, passage: Passage, part: Part, now: datetime) -> int:
    """Planned seconds of the part; the last one gains what the others left of the total."""
    own = allowed(part, passage.candidate)
    return own + max(0, spare_s(exam, passage, now)) if part.is_minimum else own


def _counted(exam: Exam, passage: Passage, other: Part, now: datetime) -> int:
    """What another part takes of the total: its actual time once over, else its plan or more."""
    runs = runs_of(passage, other.id)
    if runs:
        actual = total_elapsed(runs, now)
        is_open = any(run.open for run in runs)
        return max(actual, allowed(other, passage.candidate)) if is_open else actual
    if runs_of(passage, exam.parts[-1].id):
        return 0
    return allowed(other, passage.candidate)


def spare_s(exam: Exam, passage: Passage, now: datetime) -> int:
    """Seconds the others leave the last part beyond its minimum; negative when they overran."""
    last = exam.parts[-1]
    used = sum(_counted(exam, passage, other, now) for other in exam.parts[:-1])
    return total_s(exam, passage.candidate) - used - allowed(last, passage.candidate)


def total_s(exam: Exam, candidate: Candidate) -> int:
    """Seconds of the whole interview, the preparation left out (§ 1.4.4: 40 and 20 minutes)."""
    return extended(exam.total_seconds, candidate.extra_parts)


def part_time(exam: Exam, passage: Passage, part: Part, now: datetime) -> PartTime:
    """The part's figures at ``now``; ``state`` is planned, running, paused or stopped."""
    runs = runs_of(passage, part.id)
    last = runs[-1] if runs else None
    state, since = _progress(last)
    return PartTime(
        part.id,
        planned_s(exam, passage, part, now),
        total_elapsed(runs, now),
        sum(paused_s(run, now) for run in runs),
        state,
        since,
    )


def _progress(last: Run | None) -> tuple[str, datetime | None]:
    if last is None:
        return "planned", None
    if not last.open:
        return "stopped", None
    if last.paused:
        return "paused", last.pauses[-1].started
    return "running", last.pauses[-1].ended if last.pauses else last.started


def part_times(exam: Exam, passage: Passage, now: datetime) -> list[PartTime]:
    """Preparation and parts, in order."""
    return [part_time(exam, passage, part, now) for part in exam.clocks]


def below_minimum(exam: Exam, passage: Passage, now: datetime) -> bool:
    """Whether a part that has a minimum was held for less (§ 1.4.4)."""
    return any(
        total_elapsed(runs_of(passage, part.id), now) < allowed(part, passage.candidate)
        for part in exam.parts
        if part.is_minimum
    )
