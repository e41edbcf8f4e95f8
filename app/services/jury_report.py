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
from app.domain.jury.state import Jury, JuryState
from app.domain.text import counted
from app.pdf.jury_paper import Column, Facts, JuryPaper, Listing, NewPage, Plot, jury_paper
from app.pdf.jury_plots import Box, Boxes, Interval, Intervals, LevelKey, Levels, Pairs
from app.services.jury_minutes import head_of

ABREAST, FEWEST = 12, 6
"""Commissions whose levels stand side by side: at most, and in whose width at least."""
_HOW = (
    "Notes proposées par les commissions, avant toute décision du jury ; notes réservées, NV et "
    "absents exclus. Quartile : la plus petite note que le quart des candidats ne dépasse pas. "
    "Le hasard : l’intervalle où tombent 95 % de 1 000 partages au sort des mêmes candidats en "
    "groupes de même taille ; une commission sur vingt en sort donc sans raison. Ces figures "
    "n’entrent dans le calcul d’aucune note."
)


def report(state: JuryState, jury: Jury) -> bytes:
    """PDF (landscape) of the comparison of each oral."""
    blocks: list[Any] = [Facts("", texts=(_HOW,))]
    for rank, told in enumerate(comparisons(state)):
        blocks += [NewPage()] if rank else []
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
    boxes = Boxes([_box(one) for one in told.commissions])
    yield Plot("Notes par commission : du minimum au maximum, quartiles, médiane", (boxes,))
    yield from _gaps(told, "gap", "Écart de moyenne avec les autres commissions")
    yield from _written(told)
    drift = f"{told.exam} moins {told.written} : écart avec les autres commissions"
    yield from _gaps(told, "drift", drift)
    yield from _levels(told)


def _figures(told: ExamComparison) -> Listing:
    columns = (
        Column("Commission", 10, bold=True),
        Column("n", 4, right=True),
        *(Column(title, 8, right=True) for title in ("Médiane", "1er quart.", "3e quart.")),
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


def _gaps(told: ExamComparison, name: str, title: str) -> Iterator[Plot]:
    gaps = [(one.commission, getattr(one, name)) for one in told.commissions]
    rows = [_interval(code, gap) for code, gap in gaps if gap]
    if rows:
        yield Plot(title, (Intervals(rows),), _BAND)


_BAND = "Bande grise : ce que fait le hasard. Point noir : l’écart le dépasse ; blanc : il y est."


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
        dots = [(written / 2, oral / 2, n) for (written, oral), n in sorted(pairs.items())]
        title = f"{told.exam} en regard de {told.written} : {count}"
        yield Plot(title, (Pairs(dots, told.written, told.exam),))


def _levels(told: ExamComparison) -> Iterator[Any]:
    graded = [level for level in told.levels if level != "NO"]
    key = LevelKey([*graded, "NO, puis non positionné (blanc)"])
    codes = [code for code, _ in told.competencies]
    for first in range(0, len(told.commissions), ABREAST):
        group = told.commissions[first : first + ABREAST]
        cells = [[_counts(one.levels.get(code, {}), graded) for one in group] for code in codes]
        bars = Levels(codes, [one.commission for one in group], cells, max(len(group), FEWEST))
        last = first + ABREAST >= len(told.commissions)
        note = " · ".join(f"{code} : {text}" for code, text in told.competencies) if last else ""
        yield Plot("Niveaux par compétence et par commission", (key, bars), note)


def _counts(levels: Any, graded: list[str]) -> list[int]:
    return [*(levels.get(level, 0) for level in graded), levels.get("NO", 0), levels.get(UNSET, 0)]
