"""Commission files the window is measured on: sixty candidates, today, bare or well filled."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.domain import acts
from app.domain.exam import Exam
from app.services.attaching import attach
from app.services.day import APPRAISALS, LEVELS, VISA
from app.services.desk import Desk
from app.services.files import create_commission
from app.services.mid_morning import dossier_pdf, situation
from tests.bench.measure import EXAMINERS, opening_acts

CANDIDATES = 60
SEALED = 30
"""The first of them are sealed; the others have left, their grid still open."""
WITH_DOSSIER = 3
"""One candidate in so many has a dossier to read."""


def morning(path: Path) -> None:
    """The list is loaded, nobody has come yet."""
    create_commission(path, opening_acts(CANDIDATES, date.today()))


def filled(path: Path) -> None:
    """All but the last were examined and have levels, a mark, an appraisal; most have notes, one
    in three a dossier."""
    morning(path)
    with Desk(path) as desk:
        exam, passages = desk.state.exam, list(desk.state.passages.values())
    for passage in passages[::WITH_DOSSIER]:
        file = path.with_name(f"{passage.number}.pdf")
        file.write_bytes(dossier_pdf(exam, passage.candidate))
        attach(path, passage.number, [file])
    with Desk(path) as desk:
        for rank, passage in enumerate(passages[:-1]):
            for act in _acts(exam, passage.number, rank):
                desk.perform(act)


def _acts(exam: Exam, number: str, rank: int) -> Iterator[acts.Act]:
    yield acts.ConfirmIdentity(number)
    yield situation(exam, number, rank)
    for part in exam.clocks:
        yield acts.StartPart(number, part.id)
    yield acts.StopPart(number, exam.clocks[-1].id, "interrompu")
    for competency, level in zip(exam.competencies, itertools.cycle(LEVELS), strict=False):
        yield acts.PlaceLevel(number, competency.code, level)
    yield acts.SetMark(number, f"{rank % 20},5")
    yield acts.WriteAppraisal(number, APPRAISALS[rank % len(APPRAISALS)])
    for code in sorted(exam.competency_codes)[: rank % 5]:
        yield acts.Observe(number, f"Reformule la demande, {code}", (code,))
    if rank < SEALED:
        for examiner in EXAMINERS:
            yield acts.GiveVisa(number, examiner["name"], VISA)
        yield acts.Seal(number, "interrompu")
