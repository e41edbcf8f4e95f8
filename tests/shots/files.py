"""The commission files scenes are looked at in: each made once, by acts, then copied."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from app.domain import acts
from app.domain.people import Candidate
from app.domain.state import Passage, State
from app.intake.description import read_description
from app.intake.lists import read_list
from app.services.day import day as day_of
from app.services.demo import demo_request
from app.services.desk import Desk
from app.services.files import create_commission
from app.services.making import Preparation, make_commission, opening_act
from app.services.opening import open_commission
from app.services.performing import Performer
from app.services.preparing import demo_commission
from app.system import Reading
from resources import resource

PARIS = ZoneInfo("Europe/Paris")
NINE_THIRTY = datetime(2019, 6, 5, 9, 31, tzinfo=PARIS)
LONG = "Entretien mené avec méthode ; la reformulation est juste et la conclusion ferme. " * 12
PEOPLE = (
    ("MONTMORENCY-LAVAL DE LA ROCHEFOUCAULD", "Marie-Bérengère Éléonore", "D’HÉROUVILLE"),
    ("RAZAFINDRAKOTONIAINA ANDRIAMANANTENA", "Jean-Christophe Emmanuel", ""),
    ("NGUYEN-VÕ", "Gaël", "HAMEL"),
    ("Y", "Ô", ""),
)
Make = Callable[[Path], Path]


class ToldClock:
    """The clock of the pictures: it says what it was last set to."""

    def __init__(self) -> None:
        self.at = NINE_THIRTY

    def read(self) -> Reading:
        return Reading(self.at, int(self.at.timestamp() * 1000), "shots")


CLOCK = ToldClock()


def pass_time(seconds: int) -> None:
    CLOCK.at += timedelta(seconds=seconds)


@cache
def _kept(make: Make) -> tuple[Path, datetime]:
    """The file and the instant at which its story stands."""
    CLOCK.at = NINE_THIRTY
    return make(Path(mkdtemp(prefix="passage-shots-"))), CLOCK.at


def copied(make: Make, folder: Path) -> Path:
    """A copy of file and dossiers in ``folder``, the clock set to where its story stands."""
    path, CLOCK.at = _kept(make)
    shutil.copytree(path.parent, folder, dirs_exist_ok=True)
    return folder / path.name


def told(path: Path, *told: acts.Act | int) -> Path:
    """Perform the acts in turn; a number lets so many seconds pass."""
    with Desk(path) as desk:
        for each in told:
            if isinstance(each, int):
                pass_time(each)
            else:
                desk.perform(each)
    return path


# --- the demonstration days, up to some act -------------------------------------------------------


def opened(exam: str, folder: Path) -> Path:
    """The built-in commission, nobody examined yet."""
    path = folder / f"{exam}-C04.passage"
    request = demo_request(exam, path)
    for _ in open_commission(request):
        pass
    day = read_description(request.description).date
    CLOCK.at = datetime.combine(day, time(7, 50), PARIS)
    return path


def played(exam: str, folder: Path, upto: Callable[[Passage, str], bool] | None = None) -> Path:
    """The built-in day played until the first act of which ``upto`` holds, left out."""
    path = opened(exam, folder)
    with Desk(path) as desk:
        state = desk.state
        lines = [json.loads(line) for _, line in day_of(state)]
    performer = Performer(path, replay=True)
    for line in _before(lines, state, upto):
        answer = performer.answer(json.dumps(line).encode())
        assert b'"ok":true' in answer, answer
        CLOCK.at = datetime.fromisoformat(line["at"])
    performer.close()
    return path


def _before(
    lines: Iterable[dict[str, str]], state: State, upto: Callable[[Passage, str], bool] | None
) -> Iterable[dict[str, str]]:
    for line in lines:
        passage = state.passages.get(line.get("passage", ""))
        if upto is not None and passage is not None and upto(passage, line["act"]):
            return
        yield line


def nth(rank: int, act: str, exam: str = "E32") -> Callable[[Passage, str], bool]:
    """The first act of that kind by the candidate of that rank."""
    number = numbers(exam)[rank]
    return lambda passage, name: passage.number == number and name == act


@cache
def numbers(exam: str) -> list[str]:
    """Candidates' numbers of the built-in list, in its order."""
    return [c.number for c in read_list(resource("demo", f"{exam}.csv")).candidates]


FIRST, SECOND, THIRD, ABSENT, NOT_VALID, RESERVED = numbers("E32")[:6]


def morning(folder: Path) -> Path:
    """09:31: one in the room since 11:34, one preparing, others sealed, absent, not valid."""
    return demo_commission(folder, CLOCK)


def start(folder: Path) -> Path:
    return opened("E32", folder)


def preparing(folder: Path) -> Path:
    """The first candidate has prepared for six minutes; nobody is in the room."""
    number = FIRST
    path = opened("E32", folder)
    begun = (acts.ConfirmIdentity(number, "CNI"), 30, acts.StartPart(number, "preparation"), 360)
    return told(path, 600, *begun)


def overtime(folder: Path) -> Path:
    """Four minutes and forty seconds beyond the plan of the last part."""
    path = morning(folder)
    with Desk(path) as desk:
        number = next(p.number for p in desk.state.passages.values() if _in_part(p))
    second, third = (acts.StartPart(number, f"part-{n}") for n in (2, 3))
    return told(path, 206, second, 900, third, 880)


def _in_part(passage: Passage) -> bool:
    run = passage.open_run
    return run is not None and run.part == "part-1"


def out(folder: Path) -> Path:
    """The candidate has left, the grid is placed but for two, the text is long, a doubt stands."""
    path = played("E32", folder, nth(0, "set-mark"))
    return told(
        path,
        acts.PlaceLevel(FIRST, "C23", None),
        acts.PlaceLevel(FIRST, "C24", None),
        acts.WriteAppraisal(FIRST, LONG),
        acts.RaiseDoubt(FIRST, "fiche 3 incomplète"),
        acts.ReportIncident("Bruit dans la cour.", "other"),
        40,
    )


def placed(folder: Path) -> Path:
    """Everything but the visas."""
    return played("E32", folder, nth(0, "give-visa"))


def questioned(folder: Path) -> Path:
    """Good levels and a low mark, visas given: is it meant?"""
    path = placed(folder)
    with Desk(path) as desk:
        codes = [c.code for c in desk.state.exam.competencies]
        names = [e.name for e in desk.state.passages[FIRST].examiners]
    levels = [acts.PlaceLevel(FIRST, code, "S") for code in codes]
    visas = [acts.GiveVisa(FIRST, name, paper=True) for name in names]
    return told(path, *levels, acts.SetMark(FIRST, "6"), *visas)


def sealed(folder: Path) -> Path:
    """The first grid sealed, printed and signed by hand; the second candidate is awaited."""
    path = played("E32", folder, nth(1, "confirm-identity"))
    with Desk(path) as desk:
        names = [e.name for e in desk.state.passages[FIRST].examiners]
    signed = [acts.ConfirmPaperSignature(FIRST, name, 1) for name in names]
    return told(path, acts.RecordPrint(FIRST, 1), *signed, 5)


def second(folder: Path) -> Path:
    """The same, the second candidate in the room."""
    return played("E32", folder, nth(1, "stop-part"))


def evening(folder: Path) -> Path:
    """The whole day of an E32 commission, no sheet printed yet."""
    return played("E32", folder)


def settled(folder: Path) -> Path:
    """The same, every sheet printed and signed by hand."""
    path = evening(folder)
    with Desk(path) as desk:
        for passage in desk.state.in_order:
            version = passage.in_force
            if version is not None:
                desk.perform(acts.RecordPrint(passage.number, version.version))
                for examiner in version.record()["examiners"]:
                    name = examiner["name"]
                    desk.perform(acts.ConfirmPaperSignature(passage.number, name, version.version))
    return path


def half_printed(folder: Path) -> Path:
    """Some sheets printed, some signed, one grid reopened."""
    path = evening(folder)
    with Desk(path) as desk:
        teacher = desk.state.passages[FIRST].examiners[0].name
    return told(
        path,
        acts.RecordPrint(FIRST, 1),
        acts.ConfirmPaperSignature(FIRST, teacher, 1),
        acts.RecordPrint(SECOND, 2),
        acts.Reopen(THIRD, "durée de la pause à préciser"),
        acts.Observe(THIRD, "Écoute bien", ()),
        acts.Observe(THIRD, "Hésite sur la franchise", ("C22",)),
    )


def e42(folder: Path) -> Path:
    """An E42 candidate in the last part, the grid half placed."""
    path = played("E42", folder, nth(1, "stop-part", "E42"))
    with Desk(path) as desk:
        codes = [c.code for c in desk.state.exam.competencies]
    number = numbers("E42")[1]
    return told(path, *[acts.PlaceLevel(number, code, "S") for code in codes[:6]])


# --- other commissions ----------------------------------------------------------------------------


def empty(folder: Path) -> Path:
    """A commission without any candidate yet."""
    path = folder / "E32-C07.passage"
    opening = opening_act(read_description(resource("demo", "E32.toml")), rehearsal=False)
    create_commission(path, [(opening, None)])
    return path


def crowd(folder: Path) -> Path:
    """Twenty candidates, the longest names there are, extra time; the second is in the room."""
    path = folder / "E32-C12.passage"
    description = read_description(resource("demo", "E32.toml"))
    one = read_list(resource("demo", "E32.csv")).candidates[0]
    people = [_person(one, place) for place in range(20)]
    CLOCK.at = datetime(2019, 6, 5, 7, 45, tzinfo=PARIS)
    make_commission(path, Preparation(replace(description, date=date(2019, 6, 5)), people))
    number = people[1].number
    return told(
        path,
        4000,
        acts.ConfirmIdentity(number, "titre de séjour"),
        acts.StartPart(number, "preparation"),
        1100,
        acts.StartPart(number, "part-1"),
        500,
    )


def _person(one: Candidate, place: int) -> Candidate:
    last, first, usual = PEOPLE[place % len(PEOPLE)]
    hour = f"{8 + place // 2:02}:{30 * (place % 2):02}"
    extra = "1/3" if place % 5 == 1 else "0"
    return replace(
        one,
        number=f"000019020{place:02}",
        last_name=last,
        first_names=first,
        usual_name=usual,
        hour=hour,
        extra_preparation=extra,
        extra_parts=extra,
    )


def wrong(folder: Path) -> Path:
    """The crowd's second candidate, far beyond the plan, doubted, incident after incident."""
    path = crowd(folder)
    number = "00001902001"
    return told(
        path,
        acts.RaiseDoubt(number, LONG[:160]),
        acts.WriteAppraisal(number, LONG),
        *[acts.Observe(number, LONG[: 40 * n], ("C5", "C6")) for n in range(1, 8)],
        3000,
        acts.ReportIncident(LONG[:200], "material"),
    )
