"""The dossier ticked in the window: answers that exclude each other, a number typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSpinBox
from pytestqt.qtbot import QtBot

from tests.ui.days import copied, opened
from ui.main_window import MainWindow
from ui.start import application, window
from ui.ticks import Ticks
from ui.transcribe_page import TranscribePage


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """An E42, whose dossier is counted."""
    application()
    made = window(copied("E42 morning", tmp_path))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_file()


def count_of(shown: MainWindow, qtbot: QtBot) -> QSpinBox:
    """The field of the number, clicked into."""
    assert shown.day is not None
    shown.run("dossier")
    count = shown.day.findChildren(QSpinBox)[0]
    QTest.mouseClick(count.lineEdit(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(count.lineEdit().hasSelectedText)
    return count


def stored(shown: MainWindow, place: int = 0) -> object:
    assert shown.bridge is not None
    return shown.bridge.state.in_order[place].dossier.get("count")


def test_a_number_typed_is_an_act_after_a_rest(shown: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(count_of(shown, qtbot), "4")
    qtbot.waitUntil(lambda: stored(shown) == 4)


def test_a_number_typed_and_not_left_is_kept_by_closing(shown: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(count_of(shown, qtbot), "3")
    shown.flush()
    assert stored(shown) == 3


def test_a_number_typed_goes_to_its_candidate_when_another_is_chosen_at_once(
    shown: MainWindow, qtbot: QtBot
) -> None:
    count = count_of(shown, qtbot)
    QTest.keyClicks(count, "3")
    assert shown.bridge is not None
    shown.bridge.select(shown.bridge.state.in_order[1].number)
    assert (stored(shown), stored(shown, 1), count.value()) == (3, None, -1)


def test_the_wheel_that_passes_over_a_number_changes_nothing(
    shown: MainWindow, qtbot: QtBot
) -> None:
    count = count_of(shown, qtbot)
    at, still, turned = QPointF(5, 5), QPoint(0, 0), QPoint(0, 120)
    button, held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(at, at, still, turned, button, held, phase, False)
    QApplication.sendEvent(count, wheel)
    assert count.value() == -1


def test_no_stands_alone_among_the_answers_about_a_fiche(qtbot: QtBot, tmp_path: Path) -> None:
    bridge = opened("E32 morning", tmp_path)
    ticks, said = Ticks(bridge), list[str]()
    qtbot.addWidget(ticks)
    bridge.refused.connect(said.append)
    kept = []
    for answer in ("no", "context-missing", "client-missing", "no", "yes"):
        ticks._answers["fiche-1", answer].click()
        kept.append(bridge.state.in_order[0].dossier["fiche-1"])
    bridge.close()
    assert kept[1:] == [["context-missing"], ["context-missing", "client-missing"], ["no"], ["yes"]]
    assert not said


def test_no_stands_alone_on_a_sheet_typed_back(qtbot: QtBot, tmp_path: Path) -> None:
    bridge = opened("E32 morning", tmp_path)
    page = TranscribePage(bridge)
    qtbot.addWidget(page)
    for answer in ("context-missing", "client-missing", "no"):
        page.dossier._answers["fiche-1", answer].click()
    assert page.dossier.ticks(bridge.state.in_order[0]) == {"fiche-1": ["no"]}
    bridge.close()
