"""Decisions on what real exports hold: the code of the sheet under seal, a version that follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain import acts
from app.domain.errors import Refusal
from app.domain.jury.marks import Standing, standing
from app.services.desk import Desk
from app.services.jury_desk import JuryDesk
from app.services.jury_minutes import minutes
from db.jury_projection import jury_rows
from tests.services.deliberations import AUTHORITY
from tests.services.juries import do, jury_tables
from tests.services.sticks import again, commission, examine, issue, jury, received, stick
from tests.services.test_jury_papers import text

LIFTED = {"decision": "lifted", **AUTHORITY}


@pytest.fixture
def c1(tmp_path: Path) -> Path:
    """Candidate 001 examined with a doubt on the dossier, candidate 002 without."""
    path = commission(tmp_path / "c1.passage", "C1", "001", "002", "003")
    with Desk(path) as desk:
        desk.perform(acts.RaiseDoubt("001", "certificat absent"))
    examine(path, "001", "14.5")
    examine(path, "002", "8")
    return path


@pytest.fixture
def file(tmp_path: Path, c1: Path) -> Path:
    told = jury(tmp_path)
    issue(told, "C1", c1)
    received(told, stick(c1))
    return told


def code(c1: Path, number: str = "001") -> str:
    """The check code printed on the sheet."""
    with Desk(c1) as desk:
        sealed = desk.state.passages[number].in_force
    assert sealed is not None
    return sealed.code


def told(desk: JuryDesk, number: str = "001") -> Standing:
    return standing(desk.state, number, "E32")


def test_the_code_of_the_sheet_under_seal_lifts_the_reserve(file: Path, c1: Path) -> None:
    with JuryDesk(file) as desk:
        assert told(desk).mark is None
        printed = code(c1)
        do(desk, "decide-reserve", code=f"{printed[:4]}-{printed[4:]}".lower(), **LIFTED)
        assert (told(desk).mark, told(desk).note) == ("14.5", "réserve levée")


def test_the_code_of_another_sheet_does_not(file: Path, c1: Path) -> None:
    with JuryDesk(file) as desk, pytest.raises(Refusal, match="pli réservé"):
        do(desk, "decide-reserve", code=code(c1, "002"), **LIFTED)


def test_a_newer_version_asks_for_the_decision_again(file: Path, c1: Path, tmp_path: Path) -> None:
    with JuryDesk(file) as desk:
        do(desk, "decide-reserve", **LIFTED)
        do(desk, "decide-mark", candidate="002", unit="E32", mark="10", by="X", reason="y")
    again(c1, "001", "16")
    again(c1, "002", "9")
    received(file, stick(c1, "later.sqlite"))
    with JuryDesk(file) as desk:
        assert (told(desk).kind, told(desk).stale) == ("reserved", True)
        assert told(desk, "002").stale and told(desk, "002").final == "10.0"


@pytest.mark.parametrize("dry_run", [True, False])
def test_once_the_minutes_are_closed_nothing_is_received(
    file: Path, c1: Path, dry_run: bool
) -> None:
    with JuryDesk(file) as desk:
        do(desk, "close-minutes", by="X", without_result=3)
    again(c1, "001", "16")
    with pytest.raises(Refusal, match="procès-verbal est clos"):
        received(file, stick(c1, "later.sqlite"), dry_run=dry_run)


def test_the_minutes_name_the_very_file_that_was_received(file: Path, c1: Path) -> None:
    import hashlib

    sha256 = hashlib.sha256(c1.with_name("c1.sqlite").read_bytes()).hexdigest()
    with JuryDesk(file) as desk:
        assert sha256 in text(minutes(desk)).replace(" ", "")


def test_after_a_reception_the_tables_of_results_say_what_the_journal_does(file: Path) -> None:
    stored = jury_tables(file)
    with JuryDesk(file) as desk:
        assert stored == jury_rows(desk.state)
    assert stored["unit_mark", ("001", "E32")][2] == "reserved"
    assert stored["unit_mark", ("002", "E32")][6] == "8.0"
