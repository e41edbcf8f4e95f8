"""Tableau and Contrôle: nothing unexpected unseen, nothing missing silent, paper against data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain import acts
from app.domain.jury.receiving_acts import RecogniseKey
from app.services.desk import Desk
from tests.services.sticks import commission, examine, stick, work
from tests.ui.jury.evenings import copied, examined, receive, session
from tests.ui.jury.windows import bridge_of, desk_of, large, on_jury, page
from tests.ui.test_files import told
from ui.main_window import MainWindow


@pytest.fixture
def c1(tmp_path: Path) -> Path:
    return examined(tmp_path)


@pytest.fixture
def evening(qtbot: QtBot, tmp_path: Path, c1: Path) -> Iterator[MainWindow]:
    """C1 is in: 001 sealed, 002 absent, 003 nothing yet."""
    for made in on_jury(qtbot, session(tmp_path, c1)):
        work(c1, acts.MarkAbsent("002", "ne répond pas"))
        receive(qtbot, made, stick(c1))
        yield made


def board(shown: MainWindow) -> Any:
    return page(shown, "board")


def counts(shown: MainWindow, exam: str = "E32") -> dict[str, str]:
    return {state: b.text() for (e, state), b in board(shown).counts.items() if e == exam}


def states(shown: MainWindow) -> dict[str, str]:
    model = board(shown).table.model
    rows = range(len(model.shown))
    return {model.index(n, 4).data(): model.index(n, 0).data() for n in rows}


def commissions(shown: MainWindow) -> dict[str, str]:
    model = board(shown).commissions.model
    return {c.code: model.index(n, 3).data() for n, c in enumerate(model.shown)}


def choose(box: Any, code: str) -> None:
    box.setCurrentIndex(box.findData(code))


def test_each_candidate_has_a_shape_and_a_word(evening: MainWindow) -> None:
    assert states(evening) == {"001": "✓ scellé", "002": "– absent", "003": "… pas encore scellé"}
    assert counts(evening) == {
        "sealed": "✓ scellé : 1",
        "absent": "– absent : 1",
        "open": "… pas encore scellé : 1",
    }
    assert "1 candidat à regarder" in board(evening).told.text()


def test_each_commission_is_awaited_incomplete_or_complete(
    qtbot: QtBot, evening: MainWindow, c1: Path
) -> None:
    assert commissions(evening) == {"C1": "… incomplète", "C2": "? attendue", "D1": "? attendue"}
    examine(c1, "003")
    receive(qtbot, evening, stick(c1, "later.sqlite"))
    assert commissions(evening)["C1"] == "✓ complète"


def test_a_count_shows_those_it_counts(evening: MainWindow) -> None:
    board(evening).counts["E32", "absent"].click()
    assert states(evening) == {"002": "– absent"}
    choose(board(evening).state, "doubts")
    assert list(states(evening)) == ["003"]


def test_a_commission_meant_shows_its_candidates(evening: MainWindow) -> None:
    found = board(evening)
    found.commissions.go("C2", 0)
    QTest.keyClick(found.commissions.view, Qt.Key.Key_Return)
    assert states(evening) == {} and found.where.currentData() == "C2"


def test_who_nobody_awaited_is_counted_and_told(
    qtbot: QtBot, evening: MainWindow, tmp_path: Path
) -> None:
    other = commission(tmp_path / "c2.passage", "C2", "777")
    examine(other, "777")
    with Desk(other) as desk:
        public = desk.key_pair()[0].hex()
    key = RecogniseKey("C2", public, "Irène DURAND", "clé lue au téléphone")
    assert bridge_of(evening).perform(key)
    receive(qtbot, evening, stick(other))
    assert counts(evening)["unexpected"] == "⚠ inattendu : 1"
    board(evening).counts["E32", "unexpected"].click()
    assert states(evening) == {"777": "⚠ inattendu, ✓ scellé"}


def test_two_ends_of_one_journal_lose_nobody(qtbot: QtBot, evening: MainWindow, c1: Path) -> None:
    twin = copied(c1, "twin.passage")
    examine(twin, "003", "9.0")
    work(c1, acts.ReportIncident("écran noir", "material"))
    receive(qtbot, evening, stick(c1, "one.sqlite"), stick(twin))
    assert commissions(evening)["C1"] == "⚠ journal dédoublé"
    line = next(c for c in board(evening).commissions.model.shown if c.code == "C1")
    assert (line.final, line.expected) == (3, 3)


def test_three_hundred_candidates_are_all_on_the_board(qtbot: QtBot, tmp_path: Path) -> None:
    for shown in on_jury(qtbot, large(tmp_path)):
        found = board(shown)
        assert found.commissions.model.total == 24
        assert found.table.model.total > 500
        assert counts(shown)["missing"].startswith("? manque : ")


# --- paper against data ---------------------------------------------------------------------------


def check(shown: MainWindow, code: str) -> Any:
    found = page(shown, "check")
    found.code.clear()
    QTest.keyClicks(found.code, code)
    return found


def code_of(shown: MainWindow) -> str:
    kept = bridge_of(shown).state.received.held("001", "E32").passage
    assert kept is not None
    return f"{kept.code[:4]}-{kept.code[4:]}".lower()


def test_a_code_is_answered_as_its_last_character_is_typed(evening: MainWindow) -> None:
    found = check(evening, code_of(evening))
    assert found.verdict.text() == "✓ OUI"
    assert "14,5 / 20, version 1, est la note retenue" in found.told.text()
    assert len(bridge_of(evening).state.received.controls) == 1


def test_the_enter_of_a_scanner_asks_nothing_twice(evening: MainWindow) -> None:
    found = check(evening, code_of(evening))
    QTest.keyClick(found.code, Qt.Key.Key_Return)
    assert len(bridge_of(evening).state.received.controls) == 1
    QTest.keyClicks(found.code, code_of(evening))
    assert len(bridge_of(evening).state.received.controls) == 2


def test_a_code_of_no_sheet_is_a_no(evening: MainWindow) -> None:
    found = check(evening, "A1B2C3D4")
    assert found.verdict.text() == "× NON" and "Aucune grille reçue" in found.told.text()


def test_what_is_no_code_is_refused_with_its_sentence(evening: MainWindow) -> None:
    found = check(evening, "A1B2")
    QTest.keyClick(found.code, Qt.Key.Key_Return)
    assert "n’est pas un code de contrôle" in told(evening)


def test_a_round_is_drawn_and_its_progress_kept(evening: MainWindow) -> None:
    found = page(evening, "check")
    found.wanted.setText("5")
    found.draw.click()
    assert found.progress.text() == "Contrôle n° 1 : 0 vue sur 1, 0 conforme"
    check(evening, code_of(evening))
    assert found.progress.text() == "Contrôle n° 1 : 1 vue sur 1, 1 conforme"
    assert found.table.model.index(0, 0).data() == "✓ conforme"
    path = desk_of(evening).path
    evening.close_file()
    evening.open(path)
    assert page(evening, "check").progress.text() == "Contrôle n° 1 : 1 vue sur 1, 1 conforme"
