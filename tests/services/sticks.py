"""Commissions that worked, their exports on sticks, and the jury that issued their packs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.domain import acts
from app.domain.acts import Act
from app.domain.exam import Exam
from app.domain.jury.acts import IssuePack
from app.domain.jury.received import Held
from app.services.day import LEVELS, VISA
from app.services.desk import Desk
from app.services.examining import Outcome
from app.services.exporting import export
from app.services.files import create_commission
from app.services.jury_desk import JuryDesk
from app.services.mid_morning import situation
from app.services.receiving import receive
from tests.domain.jury.scene import ANNE, BRUNO, line
from tests.services.juries import do, jury_file

PAIR = ({"name": ANNE, "quality": "enseignant"}, {"name": BRUNO, "quality": "professionnel"})
NUMBERS = ("001", "002", "003")


def commission(path: Path, code: str = "C1", *numbers: str, **fields: Any) -> Path:
    """A commission file with those candidates, nobody examined yet."""
    lines = tuple({"number": n, "last_name": f"NOM {n}", "first_names": "Zoé"} for n in numbers)
    told = {"session": 2019, "exam": "E32", "commission": code, "academy": "Lyon", **fields}
    where = {"centre": "Lycée", "room": "B1", "date": "2019-06-05", "time_zone": "Europe/Paris"}
    more = {"examiners": PAIR, "rehearsal": False, "program": "0"}
    opened = acts.OpenCommission(**{**where, **more, **told})
    loaded = [(acts.LoadList("liste.csv", lines), None)] if lines else []
    create_commission(path, [(opened, None), *loaded])
    return path


def work(path: Path, *done: Act) -> None:
    """Those acts, one after another."""
    with Desk(path) as desk:
        for act in done:
            desk.perform(act)


def examine(path: Path, number: str, mark: str = "14.5", appraisal: str = "Bon entretien.") -> None:
    """Examine a candidate, from identity to seal."""
    with Desk(path) as desk:
        exam = desk.state.exam
        names = [examiner.name for examiner in desk.state.commission.examiners]  # type: ignore[union-attr]
        for act in _whole(exam, number, mark, appraisal, names):
            desk.perform(act)


def again(path: Path, number: str, mark: str) -> None:
    """Reopen a sealed grid and seal it with another mark."""
    with Desk(path) as desk:
        desk.perform(acts.Reopen(number, "erreur de saisie"))
        desk.perform(acts.SetMark(number, mark))
        for name in (ANNE, BRUNO):
            desk.perform(acts.GiveVisa(number, name, VISA))
        desk.perform(acts.Seal(number, "essai"))


def _whole(exam: Exam, number: str, mark: str, text: str, names: list[str]) -> Iterator[Act]:
    yield acts.ConfirmIdentity(number)
    yield situation(exam, number, 0)
    for part in exam.clocks:
        yield acts.StartPart(number, part.id)
    yield acts.StopPart(number, exam.clocks[-1].id, "essai")
    for rank, competency in enumerate(exam.competencies):
        yield acts.PlaceLevel(number, competency.code, LEVELS[rank % len(LEVELS)])
    yield acts.SetMark(number, mark)
    yield acts.WriteAppraisal(number, text)
    for name in names:
        yield acts.GiveVisa(number, name, VISA)
    yield acts.Seal(number, "essai")


def stick(path: Path, name: str = "") -> Path:
    """An export of the file as it stands, beside it."""
    target = path.with_name(name or f"{path.stem}.sqlite")
    with Desk(path) as desk:
        export(desk, target)
    return target


def jury(folder: Path, **issued: Path) -> Path:
    """A jury of three candidates before C1, and the packs of those commissions issued."""
    hours = ("08:00", "09:00", "10:00")
    lines = [
        line(n, exam="E32", commission="C1", day="2019-06-05", hour=hour, units={"E42": "benefit"})
        for n, hour in zip(NUMBERS, hours, strict=True)
    ]
    path = jury_file(folder / "session.jury", *lines)
    for code, file in issued.items():
        issue(path, code, file)
    return path


def issue(jury: Path, code: str, commission: Path) -> None:
    """As if a pack had been written for the commission: the jury knows its key."""
    with Desk(commission) as desk:
        public = desk.key_pair()[0].hex()
    with JuryDesk(jury) as told:
        told.perform(IssuePack(code, public, "0" * 64))


def received(jury: Path, *sources: Path, **how: Any) -> list[Outcome]:
    """What became of those files."""
    with JuryDesk(jury) as desk:
        return receive(desk, sources, **how)


def verdicts(jury: Path, *sources: Path, **how: Any) -> list[str]:
    return [outcome.verdict for outcome in received(jury, *sources, **how)]


def held(jury: Path, number: str = "001", exam: str = "E32") -> Held:
    with JuryDesk(jury) as desk:
        return desk.state.received.held(number, exam)


def decide(jury: Path, keep: str, *confirmed: str) -> None:
    with JuryDesk(jury) as desk:
        names = {"by": "Irène DURAND", "confirmed_by": list(confirmed or (ANNE, BRUNO))}
        do(desk, "decide-conflict", keep=keep, reason="feuille relue", **names)
