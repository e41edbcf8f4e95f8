"""The jury file of the evening: commissions that worked, and the sticks they bring back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from app.domain import acts as done
from app.domain.jury.receiving_acts import DrawControl, TranscribePaper
from app.services.day import VISA
from app.services.desk import Desk
from app.services.files import create_commission
from app.services.jury_desk import JuryDesk
from app.services.jury_planning import plan
from app.services.receiving import receive
from tests.services.sticks import examine, issue, stick, work
from tests.shots.files import CLOCK, LONG, NINE_THIRTY
from tests.shots.juries import opened

CANDIDATES, SEEN, STICK = 40, 8, "CLÉ E32-E42"
MARKS = ("14.5", "12.0", "9.5", "16.0", "11.0", "7.5")


def _commission(
    jury: Path, file: Path, code: str, *more: str, rehearsal: bool = False, room: str = ""
) -> Path:
    """A commission file with the candidates planned there, and those of ``more``."""
    with JuryDesk(jury) as desk:
        state = desk.state
    told = state.commissions[code]
    seated = [number for number, exam in state.seats.get(code, ()) if exam == told.exam]
    lines = tuple(
        {
            "number": number,
            "last_name": state.candidates[number].candidate.last_name,
            "first_names": state.candidates[number].candidate.first_names,
        }
        for number in (*seated, *more)
    )
    pair = (
        {"name": told.examiners[0], "quality": "enseignant"},
        {"name": told.examiners[1], "quality": "professionnel"},
    )
    opening = done.OpenCommission(
        session=2019,
        exam=told.exam,
        commission=code,
        academy="Lyon",
        centre="Lycée Ampère",
        room=room or told.room,
        date="2019-06-05",
        time_zone="Europe/Paris",
        examiners=pair,
        rehearsal=rehearsal,
        program="1",
    )
    create_commission(file, [(opening, None), (done.LoadList("liste.csv", lines), None)])
    return file


def _numbers(file: Path) -> list[str]:
    with Desk(file) as desk:
        return list(desk.state.passages)


@cache
def _made() -> Path:
    """The jury as it stands at six, and the sticks beside it."""
    CLOCK.at = NINE_THIRTY
    folder = Path(mkdtemp(prefix="evening-"))
    jury = opened(folder, CANDIDATES)
    with JuryDesk(jury) as desk:
        list(plan(desk, dry_run=False))
    CLOCK.at = NINE_THIRTY + timedelta(hours=8)
    sticks = folder / STICK
    sticks.mkdir()
    work_folder = folder / "work"
    work_folder.mkdir()
    for rank in range(SEEN):
        code = f"C{rank:02d}"
        file = _commission(jury, work_folder / f"{code}.passage", code)
        if rank != 5:  # worked without a pack
            issue(jury, code, file)
        _worked(file, rank)
        name = f"{'E42' if rank % 2 else 'E32'}-{code}-export.sqlite"
        shutil.copyfile(stick(file), sticks / name)
        if rank == 0:
            shutil.copyfile(sticks / name, sticks / "E32-C00-export (copie).sqlite")
    _odd(jury, work_folder, sticks)
    return folder


def _worked(file: Path, rank: int) -> None:
    numbers = _numbers(file)
    if rank == 2 and numbers:
        work(file, done.MarkAbsent(numbers[-1]))
        numbers = numbers[:-1]
    if rank == 4 and numbers:
        work(file, done.RaiseDoubt(numbers[0], "fiche 3 absente du dossier"))
    for place, number in enumerate(numbers[: len(numbers) - (rank == 6)]):
        examine(file, number, MARKS[(rank + place) % len(MARKS)], LONG[:140])


def _odd(jury: Path, folder: Path, sticks: Path) -> None:
    """A conflict, a re-export, and what is no export of this jury."""
    first = _numbers(folder / "C02.passage")[0]
    other = _commission(jury, folder / "other.passage", "C04", first, room="Salle 12")
    issue(jury, "C04", other)
    examine(other, first, "8.0", "Reformulation absente, conclusion précipitée.")
    shutil.copyfile(stick(other), sticks / "E32-C04-second-poste.sqlite")
    number = _numbers(folder / "C01.passage")[0]
    sealed_again = (done.GiveVisa(number, name, VISA) for name in ("Prof 01", "Pro 01"))
    reopened = (done.Reopen(number, "erreur de saisie"), done.SetMark(number, "15.5"))
    work(folder / "C01.passage", *reopened, *sealed_again, done.Seal(number, "essai"))
    shutil.copyfile(
        stick(folder / "C01.passage", "late.sqlite"), sticks / "E42-C01-export.sqlite-19h10.sqlite"
    )
    trial = _commission(jury, folder / "trial.passage", "C03", rehearsal=True)
    shutil.copyfile(stick(trial), sticks / "E42-C03-répétition.sqlite")
    whole = (sticks / "E32-C06-export.sqlite").read_bytes()
    (sticks / "E32-C06-abîmé.sqlite").write_bytes(whole[: len(whole) // 2])
    altered = sticks / "E42-C07-modifié.sqlite"
    shutil.copyfile(sticks / "E42-C07-export.sqlite", altered)
    with closing(sqlite3.connect(altered)) as file:
        file.execute("UPDATE passage SET mark = '20.0' WHERE mark IS NOT NULL")
        file.commit()
    _fork(folder, sticks)
    (sticks / "vacances.jpg").write_bytes(b"\xff\xd8\xff" * 99)


def _fork(folder: Path, sticks: Path) -> None:
    """C06 was carried on on two computers."""
    first, second = folder / "C06.passage", folder / "twin.passage"
    shutil.copyfile(first, second)
    last = _numbers(first)[-1]
    for place, file in enumerate((first, second)):
        examine(file, last, MARKS[place], LONG[:140])
        name = f"E32-C06-poste-{place + 1}.sqlite"
        shutil.copyfile(stick(file, f"fork-{place}.sqlite"), sticks / name)


def to_receive(folder: Path) -> Path:
    """Nothing received yet."""
    jury = next(_made().glob("*.jury"))
    CLOCK.at = NINE_THIRTY + timedelta(hours=9)
    return Path(shutil.copyfile(jury, folder / jury.name))


def sticks() -> Path:
    """What the commissions brought."""
    return _made() / STICK


def received(folder: Path) -> Path:
    """All received, one conflict open; a sheet typed once, another twice and otherwise."""
    path = to_receive(folder)
    with JuryDesk(path) as desk:
        receive(desk, [sticks()])
        missing = [n for n, exam in desk.state.seats.get("C08", ()) if exam == "E32"]
        for number, *people in (
            (missing[0], "Mme DURAND"),
            (missing[1], "Mme DURAND", "M. LENOIR"),
        ):
            for place, by in enumerate(people):
                desk.perform(_typed(desk, number, by, MARKS[place]))
        desk.perform(DrawControl(12, desk.root_hash))
    return path


def _typed(desk: JuryDesk, number: str, by: str, mark: str) -> TranscribePaper:
    levels = dict.fromkeys(desk.state.exam("E32").competency_codes, "S")
    names = tuple(desk.state.commissions["C08"].examiners)
    return TranscribePaper(number, "E32", "C08", mark, levels, LONG[:90], names, by)
