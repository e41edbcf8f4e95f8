"""The end of the day: what is missing, the export verified, the day closed on a second click."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.acts import CloseDay, Observe, RecordPrint, Reopen
from app.services.verifying import verify
from ui import files_dialogs
from ui.bridge import Bridge
from ui.evening_page import CLOSE, SURE, EveningPage
from ui.tile import Tile

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
        "absent : pas de grille",
        "non valide : pas de grille",
    ]


def test_the_privacy_key_hides_how_many_marks_are_reserved(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    for hidden in (True, False):
        evening.hide(hidden)
        seen = [w for w in page.findChildren(QWidget) if w.isVisible() and w.height() > 10]
        told = " ".join(widget.accessibleName() for widget in seen)
        assert "Grilles scellées" in told and ("réservées" in told) is not hidden


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


def test_a_double_press_closes_nothing(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    there = page.close_button.geometry()
    page.close_button.click()
    qtbot.waitUntil(lambda: page.leave_button.geometry().contains(there))
    assert page.focusWidget() is page.leave_button
    page.leave_button.click()
    assert page.close_button.text() == CLOSE and evening.state.closed is None


def test_closing_says_for_whom_something_typed_is_not_recorded(
    evening: Bridge, qtbot: QtBot
) -> None:
    evening.keep(FIRST, "observation", "hésite")
    page = page_on(evening, qtbot)
    assert evening.state.passages[FIRST].candidate.name in page._closing.text()
    for _ in range(2):
        page.close_button.click()
    assert evening.unrecorded() == [] and "Journée close" in page._closing.text()


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


def test_a_line_leads_to_its_candidate(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    page.lacking.lines.setCurrentRow(1)
    with qtbot.waitSignal(page.asked) as asked:
        QTest.keyClick(page.lacking.lines, Qt.Key.Key_Return)
    passage = evening.passage
    assert asked.args == ["day"] and passage is not None and passage.not_valid is not None


def test_what_needs_no_grid_is_listed_but_not_counted(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    assert page.lacking._title.accessibleName() == "1. Grilles à sceller, fait"
    evening.perform(Reopen(FIRST, "note mal lue"))
    assert page.lacking._title.accessibleName() == "1. Grilles à sceller · 1"


def test_a_stick_is_offered_and_written_on_without_a_dialog(
    evening: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = files_dialogs.Stick("« CLÉ »", tmp_path)
    monkeypatch.setattr(files_dialogs, "sticks", lambda: [stick])
    page = page_on(evening, qtbot)
    assert page.export_button.text() == "Ailleurs…"
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Exporter sur « CLÉ »")
    button.click()
    qtbot.waitUntil(lambda: page.exported.text().startswith("✓"), timeout=20000)
    assert [path.suffix for path in tmp_path.glob("E32-D32-export-*")] == [".sqlite"]


def test_a_stick_plugged_in_later_is_offered_then(
    evening: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_dialogs, "sticks", list)
    page = page_on(evening, qtbot)
    assert page.export_button.text() == "Exporter sur une clé…"
    assert "Branchez une clé" in page.exported.text()
    stick = files_dialogs.Stick("« CLÉ »", tmp_path)
    monkeypatch.setattr(files_dialogs, "sticks", lambda: [stick])
    page._look.timeout.emit()
    assert page.export_button.text() == "Ailleurs…" and "Branchez" not in page.exported.text()


def test_the_disk_of_this_computer_is_no_stick(tmp_path: Path) -> None:
    folders = [stick.folder for stick in files_dialogs.sticks()]
    assert Path("/") not in folders and tmp_path not in folders


def test_an_export_is_told_stale_as_soon_as_something_is_done(
    evening: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_on(evening, qtbot)
    page.write(tmp_path / "export.sqlite")
    qtbot.waitUntil(lambda: page.exported.text().startswith("✓"), timeout=20000)
    evening.perform(RecordPrint(FIRST, 1))
    assert page.exported.text().startswith("! 1 geste depuis cet export")


def test_with_a_candidate_in_the_room_the_page_says_what_is_possible(
    examining: Bridge, qtbot: QtBot
) -> None:
    page = page_on(examining, qtbot)
    tiles = {tile.accessibleName(): tile for tile in page.veil.findChildren(Tile)}
    with qtbot.waitSignal(page.asked) as asked:
        tiles["Grilles vierges, papiers du jour"].click()
    assert asked.args == ["sheets"]


def test_the_day_closed_after_its_export_leaves_the_export_as_it_was(
    evening: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    page = EveningPage(evening)
    qtbot.addWidget(page)
    page.write(tmp_path / "export.sqlite")
    qtbot.waitUntil(lambda: "Relu et vérifié" in page.exported.text())
    evening.perform(CloseDay())
    page.refresh()
    assert "Relu et vérifié" in page.exported.text()
