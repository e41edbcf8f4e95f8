"""The end of the day: what is missing, the export verified, the day closed on a second click."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from app.domain.acts import Observe, RecordPrint, Reopen
from app.services.exporting import verify
from ui import files_dialogs
from ui.bridge import Bridge
from ui.evening_page import CLOSE, SURE, EveningPage

FIRST = "00009900101"


def page_on(bridge: Bridge, qtbot: QtBot) -> EveningPage:
    page = EveningPage(bridge)
    qtbot.addWidget(page)
    page.show()
    return page


def texts(lines: QListWidget) -> list[str]:
    return [lines.item(n).text() for n in range(lines.count())]


def test_what_has_no_sealed_grid_is_named_with_its_word(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    assert [line.partition(" : ")[2] for line in texts(page.lacking.lines)] == [
        "absent",
        "non valide",
    ]


def test_a_reopened_grid_says_what_it_waits_for(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    evening.perform(Reopen(FIRST, "note mal lue"))
    line = texts(page.lacking.lines)[0]
    assert "rouverte" in line and "le visa de" in line


def test_sheets_are_due_until_printed_and_signed(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    assert "à imprimer, à signer par" in texts(page.due.lines)[0]
    evening.perform(RecordPrint(FIRST, 1))
    assert "à imprimer" not in texts(page.due.lines)[0]


def test_the_export_is_verified_at_once(evening: Bridge, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_on(evening, qtbot)
    page.write(tmp_path / "export.sqlite")
    qtbot.waitUntil(lambda: page.exported.text().startswith("✓"), timeout=20000)
    assert verify(tmp_path / "export.sqlite").differences == ()
    assert page.export_button.isEnabled()


def test_an_existing_file_is_not_replaced(evening: Bridge, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_on(evening, qtbot)
    (tmp_path / "export.sqlite").write_text("autre")
    with qtbot.waitSignal(evening.failed) as failed:
        page.write(tmp_path / "export.sqlite")
    assert "existe déjà" in str(failed.args) and (tmp_path / "export.sqlite").read_text() == "autre"


def test_closing_takes_two_clicks_and_says_what_it_destroys(evening: Bridge, qtbot: QtBot) -> None:
    evening.perform(Reopen(FIRST, "note mal lue"))
    assert evening.perform(Observe(FIRST, "Écoute bien", ()))
    page = page_on(evening, qtbot)
    assert "sera détruite pour toujours" in page._closing.text()
    page.close_button.click()
    assert evening.state.closed is None and page.close_button.text() == SURE
    page.close_button.click()
    assert evening.state.closed is not None and evening.desk.observations(FIRST) == []
    assert "Journée close" in page._closing.text() and not page.close_button.isEnabled()


def test_closing_can_be_left(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    page.close_button.click()
    page.leave_button.click()
    assert page.close_button.text() == CLOSE and evening.state.closed is None


def test_nothing_of_the_day_is_read_with_a_candidate_in_the_room(
    examining: Bridge, qtbot: QtBot
) -> None:
    page = page_on(examining, qtbot)
    assert page.currentIndex() == 1 and not page.lacking.isVisible()


def test_no_dialog_opens_while_a_part_runs(
    examining: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_dialogs, "save_file", lambda *_: pytest.fail("dialog"))
    page = page_on(examining, qtbot)
    with qtbot.waitSignal(examining.refused):
        page.export()
