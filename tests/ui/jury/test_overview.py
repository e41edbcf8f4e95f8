"""The overview counts what the journal says, and each count leads to its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.jury.acts import Assign, GiveVerdict, ReceiveDossier, SetUnit
from app.services.jury_overview import overview, todo
from tests.domain.jury.scene import DAY, JuryScene
from tests.ui.jury.windows import bridge_of, desk_of, on_jury, page, small
from ui.main_window import MainWindow


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from on_jury(qtbot, small(tmp_path))


def told(shown: MainWindow, exam: int) -> list[str]:
    found = page(shown, "overview")
    return [line.accessibleName() for line in found.exams[exam].lines]


def test_the_counts_follow_the_acts(jury: MainWindow) -> None:
    bridge = bridge_of(jury)
    assert told(jury, 0)[0] == "Dossiers reçus, 0 sur 3"
    assert bridge.perform(ReceiveDossier("001", "E32", DAY, True, True))
    assert bridge.perform(GiveVerdict("002", "E32", "not-conforming", "DEC", "not-signed"))
    assert bridge.perform(Assign("001", "E32", "C1", DAY, "08:00"))
    assert bridge.perform(SetUnit("003", "E42", "benefit"))
    assert told(jury, 0) == [
        "Dossiers reçus, 1 sur 3",
        "Conformité contrôlée, 1 sur 3, 1 non conforme",
        "Fiches choisies, 0 sur 2, reste 2",
        "Candidats placés, 1 sur 2, reste 1",
    ]
    assert page(jury, "overview").exams[1]._others.text() == (
        "Ne le passent pas : 1 avec bénéfice conservé."
    )


def test_a_count_leads_to_its_page(jury: MainWindow) -> None:
    page(jury, "overview").exams[0].lines[0].click()
    host = desk_of(jury).host
    assert host is not None and host.current is not host.page("overview")


def test_who_cannot_be_examined_leaves_nothing_to_do() -> None:
    jury = JuryScene()
    jury.do("give-verdict", verdict="not-conforming", authority="DEC", reason="not-signed")
    jury.do("set-unit", unit="E42", status="dispensed")
    assert [todo(jury.c, exam) for exam in ("E32", "E42")] == [(), ()]
    assert overview(jury.state)[1].others == "1 dispensé"


def test_what_is_left_to_do_is_told_in_the_order_of_the_work() -> None:
    jury = JuryScene()
    assert todo(jury.c, "E32") == ("not-received", "unchecked", "no-choice", "no-hour")
    jury.do("receive-dossier", received=DAY, with_school=True)
    jury.do("give-verdict", verdict="doubtful", authority="DEC", reason="visa illisible")
    jury.assign("001", "C1", "08:00")
    assert todo(jury.c, "E32") == ("lacking", "doubtful", "no-choice")
