"""Commissions side by side: one source of figures for the window and the printed report.

Display, never formula: nothing here changes a mark, and no correction is proposed. The marks
compared are those the commissions proposed, so that what the jury changed does not hide them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.domain.facts import dataclass
from app.domain.jury.comparing import Chance, Figures, Gap, figures
from app.domain.jury.marks import standing
from app.domain.jury.received import ReceivedPassage
from app.domain.jury.results_words import MARKED
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.marks import half_points

WRITTEN: Mapping[str, str] = {"E32": "E31", "E42": "E41"}
"""The written paper beside each oral."""
UNSET = ""
"""A competency nobody placed."""


@dataclass(frozen=True)
class Sat:
    """One candidate: the mark proposed in half points, that of the written paper or None."""

    candidate: str
    oral: int
    written: int | None
    passage: ReceivedPassage


@dataclass(frozen=True)
class CommissionFigures:
    """A commission's marks; ``gap`` against the other commissions of the exam, ``drift`` how far
    oral less written is from theirs. ``levels``: competency to level to how many."""

    commission: str
    marks: Figures
    gap: Gap | None
    paired: int
    drift: Gap | None
    levels: Mapping[str, Mapping[str, int]]
    sat: tuple[Sat, ...]


@dataclass(frozen=True)
class ExamComparison:
    """``without`` are the commissions that have no mark to compare."""

    exam: str
    written: str
    competencies: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]
    whole: Figures | None
    commissions: tuple[CommissionFigures, ...]
    without: tuple[str, ...]


def comparisons(state: JuryState) -> list[ExamComparison]:
    """Each oral of the session."""
    return [compare(state, exam) for exam in DOMAINS]


def compare(state: JuryState, exam: str) -> ExamComparison:
    """LookupError before the jury is opened."""
    described = state.exam(exam)
    groups = _groups(state, exam)
    everyone = [sat for group in groups.values() for sat in group]
    codes = [competency.code for competency in described.competencies]
    orals = Chance([sat.oral for sat in everyone])
    pairs = Chance([sat.oral - sat.written for sat in everyone if sat.written is not None])
    known = {code for code, told in state.commissions.items() if told.exam == exam}
    return ExamComparison(
        exam=exam,
        written=WRITTEN[exam],
        competencies=tuple((c.code, c.text) for c in described.competencies),
        levels=tuple(level.code for level in described.levels),
        whole=figures([sat.oral for sat in everyone]) if everyone else None,
        commissions=tuple(
            _commission(code, groups[code], codes, orals, pairs) for code in sorted(groups)
        ),
        without=tuple(sorted(known - groups.keys())),
    )


def _groups(state: JuryState, exam: str) -> dict[str, list[Sat]]:
    groups: dict[str, list[Sat]] = {}
    for number in state.candidates:
        sat = _sat(state, number, exam)
        if sat is not None:
            groups.setdefault(sat.passage.commission, []).append(sat)
    return groups


def _sat(state: JuryState, number: str, exam: str) -> Sat | None:
    """None where there is no mark, or a reserve is not lifted."""
    told, held = standing(state, number, exam), state.received.held(number, exam).passage
    if told.kind != MARKED or told.proposed is None or held is None:
        return None
    beside = standing(state, number, WRITTEN[exam])
    written = None if beside.kept or beside.proposed is None else half_points(beside.proposed)
    return Sat(number, half_points(told.proposed), written, held)


def _commission(
    code: str, group: Sequence[Sat], codes: Sequence[str], orals: Chance, pairs: Chance
) -> CommissionFigures:
    drifts = [sat.oral - sat.written for sat in group if sat.written is not None]
    return CommissionFigures(
        commission=code,
        marks=(told := figures([sat.oral for sat in group])),
        gap=orals.gap(told.total, told.n),
        paired=len(drifts),
        drift=pairs.gap(sum(drifts), len(drifts)),
        levels=_levels(group, codes),
        sat=tuple(group),
    )


def _levels(group: Sequence[Sat], codes: Sequence[str]) -> dict[str, dict[str, int]]:
    """Competency to level to how many; ``UNSET`` stays apart from NO (rule 3)."""
    return {
        code: dict(Counter(sat.passage.levels.get(code, UNSET) for sat in group)) for code in codes
    }


def sentences(told: ExamComparison) -> Iterator[tuple[str, str]]:
    """(commission, French sentence) for each difference there is."""
    for one in told.commissions:
        if one.gap is not None:
            yield one.commission, one.gap.sentence
        if one.drift is not None:
            yield one.commission, f"Oral moins {told.written}, {one.drift.sentence}"
