"""Two files contradict one another: both side by side, decided by more than one person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.domain.jury.scene import ANNE, BRUNO
from tests.services.sticks import examine, stick
from tests.ui.jury.evenings import copied, examined, judge, receive, second, session
from tests.ui.jury.windows import bridge_of, desk_of, on_jury, page
from tests.ui.test_files import told
from ui.main_window import MainWindow


@pytest.fixture
def c1(tmp_path: Path) -> Path:
    return examined(tmp_path)


@pytest.fixture
def evening(qtbot: QtBot, tmp_path: Path, c1: Path) -> Iterator[MainWindow]:
    """Candidate 001 has 14.5 in one file and 8 in another; both are received."""
    path = session(tmp_path, c1)
    files = stick(c1), second(tmp_path, path)
    for made in on_jury(qtbot, path):
        assert receive(qtbot, made, *files) == ["✓ reçu", "≠ en conflit"]
        page(made, "receive").show_view("conflicts")
        yield made


def conflicts(shown: MainWindow) -> Any:
    return page(shown, "receive").conflicts


def held(shown: MainWindow) -> Any:
    return bridge_of(shown).state.received.held("001", "E32")


def choose(shown: MainWindow, mark: str) -> Any:
    """The decision, with what has that mark chosen."""
    keep = next(claim.statement for claim in held(shown).claims if claim.mark == mark)
    decision = conflicts(shown).decision
    decision.choices[keep].click()
    return decision


def test_both_are_shown_and_what_differs_has_a_sign(evening: MainWindow) -> None:
    lines = {field: (differs, texts) for field, differs, texts in conflicts(evening).sides.told}
    assert lines["Note"][0] and sorted(lines["Note"][1]) == ["14,5 / 20", "8 / 20"]
    assert not lines["Niveaux"][0] and not lines["Examinateurs"][0]
    assert {"Appréciation", "Scellée le", "Code"} <= lines.keys()
    assert page(evening, "receive").tabs["conflicts"].text() == "Conflits (1)"


def test_nothing_is_decided_without_both_examiners_and_a_reason(evening: MainWindow) -> None:
    decision = choose(evening, "8.0")
    decision.confirmed[ANNE].click()
    decision.reason.setText("feuille relue")
    decision.button.click()
    assert BRUNO in told(evening) and held(evening).state == "conflict"
    decision.confirmed[BRUNO].click()
    decision.reason.clear()
    decision.button.click()
    assert "avec un motif" in told(evening) and held(evening).state == "conflict"


def test_nothing_is_kept_unless_it_was_chosen(evening: MainWindow) -> None:
    decision = conflicts(evening).decision
    decision.reason.setText("feuille relue")
    decision.button.click()
    assert "Choisissez d’abord" in told(evening)
    assert not any(box.isEnabled() for box in decision.confirmed.values())


def test_a_decision_is_kept_with_who_confirmed_it_and_leaves_the_tab(evening: MainWindow) -> None:
    decision = choose(evening, "8.0")
    for box in decision.confirmed.values():
        box.click()
    decision.reason.setText("feuille relue")
    decision.button.click()
    assert held(evening).mark == "8.0"
    assert held(evening).decision.confirmed_by == (ANNE, BRUNO)
    assert page(evening, "receive").tabs["conflicts"].text() == "Conflits"
    assert conflicts(evening).table.model.index(0, 0).data() == "✓ tranché"


def test_two_ends_of_one_journal_are_told_apart_by_letter_and_code(
    qtbot: QtBot, tmp_path: Path, c1: Path
) -> None:
    twin = copied(c1, "twin.passage")
    examine(c1, "002", "12.0")
    examine(twin, "002", "9.0")
    for shown in on_jury(qtbot, session(tmp_path, c1)):
        assert receive(qtbot, shown, stick(c1), stick(twin))[1] == "⚠ journal dédoublé"
        page(shown, "receive").show_view("conflicts")
        texts = [made.text() for made in conflicts(shown).decision.choices.values()]
        codes = [claim.code for claim in bridge_of(shown).state.received.held("002", "E32").claims]
        assert [text[:23] for text in texts] == [f"Retenir {x} : C1, version" for x in "AB"]
        assert [text[-9:].replace("-", "") for text in texts] == codes


def test_before_it_is_received_a_conflict_names_its_candidate(
    qtbot: QtBot, tmp_path: Path, c1: Path
) -> None:
    path = session(tmp_path, c1)
    files = stick(c1), second(tmp_path, path)
    for shown in on_jury(qtbot, path):
        judge(qtbot, shown, *files)
        view = page(shown, "receive").files
        view.table.go(str(files[1]), 0)
        assert "001 (E32) est dit différemment" in view.detail.reasons.text()
        assert desk_of(shown).bridge.state.received.receipts == {}
