"""Rule 9 in the window: what may be read, and done, while somebody is in the room or with F9."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.acts import ConfirmIdentity, WithdrawIdentity
from app.domain.state import Passage
from tests.ui.days import copied
from ui import tasks
from ui.main_window import MainWindow
from ui.sheets_page import SheetsPage
from ui.start import application, window
from ui.transcribe_page import TranscribePage

FIRST, SECOND = "00009900101", "00009900102"


def shown_on(kind: str, qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    application()
    made = window(copied(kind, folder))
    qtbot.addWidget(made)
    made.show()
    yield made
    tasks.finish()
    made.close_file()


@pytest.fixture
def morning(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Nobody examined yet."""
    yield from shown_on("E32 morning", qtbot, tmp_path)


def transcribing(shown: MainWindow) -> TranscribePage:
    shown.run("transcribe")
    page = shown.pages.currentWidget()
    assert isinstance(page, SheetsPage)
    return page.transcribing


def passage(shown: MainWindow, number: str = FIRST) -> Passage:
    assert shown.bridge is not None
    return shown.bridge.state.passages[number]


# --- the sheet being typed back -------------------------------------------------------------------


def test_the_privacy_key_veils_a_sheet_being_typed_back(morning: MainWindow) -> None:
    page = transcribing(morning)
    page.mark.setText("13")
    morning.run("privacy")
    assert page.veil.isVisible() and not page.mark.isVisible()
    morning.run("privacy")
    assert page.mark.isVisible() and page.mark.text() == "13"


def test_a_sheet_half_typed_is_not_shown_while_another_candidate_is_in_the_room(
    morning: MainWindow,
) -> None:
    page = transcribing(morning)
    page.mark.setText("13")
    morning.run("day")
    assert morning.bridge is not None
    morning.bridge.perform(ConfirmIdentity(SECOND))
    morning.run("sheets")
    assert page.isVisible() and page.mark.text() == ""
    page._whom.setCurrentIndex(0)
    assert page._whom.currentData() == SECOND


def test_a_sheet_half_typed_is_there_again_once_the_room_is_empty(morning: MainWindow) -> None:
    page = transcribing(morning)
    page.mark.setText("13")
    assert morning.bridge is not None
    morning.bridge.perform(ConfirmIdentity(SECOND))
    morning.run("sheets")
    morning.bridge.perform(WithdrawIdentity(SECOND, "erreur"))
    morning.run("sheets")
    page._whom.setCurrentIndex(page._whom.findData(FIRST))
    assert page.mark.text() == "13"
