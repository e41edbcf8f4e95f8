"""``passage jury report``: commissions side by side, from the very figures the window shows.

Display, never formula: no correction is proposed, and every difference stands with what chance
alone would do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.domain.jury.comparing import Gap, decimal_text, points, signed
from app.domain.jury.comparisons import (
    UNSET,
    CommissionFigures,
    ExamComparison,
    comparisons,
    sentences,
)
from app.domain.text import counted
from app.pdf.jury_paper import Column, Facts, JuryPaper, Listing, jury_paper
from app.pdf.jury_plots import Box, Boxes, Interval, Intervals, LevelKey, Levels, Pairs
from app.services.jury_desk import JuryDesk
from app.services.jury_minutes import head_of, jury_of

ABREAST = 8
"""Commissions whose levels stand side by side."""
_HOW = (
    "Notes proposées par les commissions, avant toute décision du jury ; notes réservées, NV et "
    "absents exclus. Quartile : la plus petite note que le quart des candidats ne dépasse pas. "
    "Le hasard : l’intervalle où tombent 95 % de 1 000 partages au sort des mêmes candidats en "
    "groupes de même taille. Ces figures n’entrent dans le calcul d’aucune note."
)


def report(desk: JuryDesk) -> bytes:
    """PDF (landscape) of the comparison of each oral."""
    jury = jury_of(desk)
    blocks: list[Any] = [Facts("", texts=(_HOW,))]
    for told in comparisons(desk.state):
        blocks += _exam(told)
    title = "Comparaison des commissions"
    return jury_paper(JuryPaper(head_of(jury), title, tuple(blocks), jury.rehearsal, wide=True))


def _exam(told: ExamComparison) -> Iterator[Any]:
    if told.whole is None:
        yield Facts(f"Épreuve {told.exam}", texts=("Aucune note reçue.",))
        return
    whole = told.whole
    pairs = (
        ("Candidats notés", str(whole.n)),
        ("Commissions", str(len(told.commissions))),
        ("Moyenne", decimal_text(whole.mean)),
        ("Médiane", decimal_text(whole.median)),
        ("Quartiles", f"{points(whole.low)} et {points(whole.high)}"),
        ("De … à …", whole.spread),
        ("Sous 10", f"{whole.share_under_ten} %"),
    )
    without = (f"Sans note reçue : {', '.join(told.without)}.",) if told.without else ()
    yield Facts(f"Épreuve {told.exam}", pairs, without)
    yield _figures(told)
    yield Facts("Notes par commission : du minimum au maximum, quartiles, médiane")
    yield Boxes([_box(one) for one in told.commissions])
    yield from _gaps(told)
    yield from _written(told)
    yield from _levels(told)


def _figures(told: ExamComparison) -> Listing:
    columns = (
        Column("Commission", 10, bold=True),
        *(Column(title, 6, right=True) for title in ("n", "Médiane", "1er quart.", "3e quart.")),
        Column("De … à …", 10, right=True),
        *(Column(title, 7, right=True) for title in ("Moyenne", "Sous 10", "Écart")),
        Column(f"− {told.written}", 7, right=True),
        Column("Lecture", 50),
    )
    said: dict[str, list[str]] = {}
    for code, sentence in sentences(told):
        said.setdefault(code, []).append(sentence)
    rows = tuple(_row(one, said.get(one.commission, [])) for one in told.commissions)
    return Listing("", columns, rows)


def _row(one: CommissionFigures, said: list[str]) -> tuple[str, ...]:
    marks = one.marks
    return (
        one.commission,
        str(marks.n),
        decimal_text(marks.median),
        points(marks.low),
        points(marks.high),
        marks.spread,
        decimal_text(marks.mean),
        f"{marks.share_under_ten} %",
        *(signed(gap.gap) if gap else "" for gap in (one.gap, one.drift)),
        " ".join(said),
    )


def _box(one: CommissionFigures) -> Box:
    """For the pen alone: what is written is never a float."""
    marks = one.marks
    halves = (marks.least, marks.low, marks.median * 2, marks.high, marks.most)
    least, low, median, high, most = (float(half) / 2 for half in halves)
    return Box(one.commission, (least, low, median, high, most))


def _gaps(told: ExamComparison) -> Iterator[Any]:
    rows = [(one.commission, one.gap) for one in told.commissions if one.gap]
    if rows:
        yield Facts("Écart avec les autres commissions (point) et ce que fait le hasard (bande)")
        yield Intervals([_interval(code, gap) for code, gap in rows])
    rows = [(one.commission, one.drift) for one in told.commissions if one.drift]
    if rows:
        yield Facts(f"{told.exam} moins {told.written} : écart avec les autres commissions")
        yield Intervals([_interval(code, gap) for code, gap in rows])


def _interval(code: str, gap: Gap) -> Interval:
    return Interval(code, float(gap.gap), float(gap.low), float(gap.high))


def _written(told: ExamComparison) -> Iterator[Any]:
    pairs = Counter(
        (sat.written, sat.oral)
        for one in told.commissions
        for sat in one.sat
        if sat.written is not None
    )
    if pairs:
        count = counted(sum(pairs.values()), "candidat")
        yield Facts(f"{told.exam} en regard de {told.written} : {count}")
        dots = [(written / 2, oral / 2, n) for (written, oral), n in sorted(pairs.items())]
        yield Pairs(dots, told.written, told.exam)


def _levels(told: ExamComparison) -> Iterator[Any]:
    orders = (*told.levels, *(["NO"] if "NO" not in told.levels else []))
    graded = [level for level in orders if level != "NO"]
    names = [*graded, "NO ou non positionné (blanc)"]
    for first in range(0, len(told.commissions), ABREAST):
        group = told.commissions[first : first + ABREAST]
        if not first:
            yield Facts("Niveaux par compétence et par commission", texts=())
            yield LevelKey(names)
        else:
            yield Facts("Niveaux par compétence (suite)")
        codes = [code for code, _ in told.competencies]
        cells = [[_counts(one.levels.get(code, {}), graded) for one in group] for code in codes]
        yield Levels(codes, [one.commission for one in group], cells)


def _counts(levels: Any, graded: list[str]) -> list[int]:
    return [*(levels.get(level, 0) for level in graded), levels.get("NO", 0), levels.get(UNSET, 0)]
