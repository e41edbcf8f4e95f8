"""``passage --demo``: a whole day of each exam, played through ``perform`` on built-in data."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.domain.errors import PassageError
from app.services.day import day
from app.services.desk import Desk
from app.services.exporting import export
from app.services.listing import table
from app.services.opening import Request, open_commission
from app.services.performing import Performer
from app.services.printing import blank_sheet, sheets, write_files
from app.services.slips import slips
from app.services.verifying import verify
from resources import resource

EXAMS = ("E32", "E42")


def play(folder: Path | None = None) -> Iterator[str]:
    """Play the demo days in ``folder`` (a new one by default); one line a step."""
    root = folder or Path(tempfile.mkdtemp(prefix="passage-demo-"))
    for exam in EXAMS:
        yield from play_exam(exam, root)
    yield f"Tout est dans {root}"


def play_exam(exam: str, root: Path) -> Iterator[str]:
    """One exam's day: opened, played act by act, printed, exported, verified."""
    path = root / f"{exam}-demo.passage"
    yield f"--- {exam} : ouverture"
    yield from open_commission(demo_request(exam, path))
    yield from perform_day(path)
    yield table(path)
    with Desk(path) as desk:
        files, without = sheets(desk.state)
        files |= blank_sheet(desk.state)
        written = write_files(root / f"{exam}-grilles", files)
        yield f"{len(written)} grilles écrites"
        yield from without
        papers = write_files(root / f"{exam}-papiers", slips(desk.state, desk.now()))
        yield f"{len(papers)} papiers de la journée écrits"
        yield export(desk, root / f"{exam}-export.sqlite")
    verdict = verify(root / f"{exam}-export.sqlite")
    if verdict.differences:
        raise PassageError("\n".join(verdict.differences))
    yield "Export vérifié : signature, chaîne, journal rejoué, tables et empreintes"


def demo_request(exam: str, path: Path) -> Request:
    """The built-in commission of that exam, for ever a rehearsal."""
    return Request(
        description=resource("demo", f"{exam}.toml"),
        list_path=resource("demo", f"{exam}.csv"),
        output=path,
        rehearsal=True,
        at="2019-06-05T07:00:00+02:00",
    )


def perform_day(path: Path) -> Iterator[str]:
    """Send every act of the day through ``perform``, printing each and its answer."""
    with Desk(path) as desk:
        lines = list(day(desk.state))
    performer = Performer(path, replay=True)
    try:
        for title, line in lines:
            answer = performer.answer(line.encode()).decode()
            if '"ok":true' not in answer:
                raise PassageError(f"{title} : {answer}")
            yield title
    finally:
        performer.close()
