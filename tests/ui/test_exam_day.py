"""The exam-day page, driven by its keys and clicks: what is lit is what is stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.acts import ChooseSituation, DeclareNotValid, MarkAbsent, WithdrawNotValid
from app.domain.state import Passage
from app.domain.status import status
from app.services.demo import demo_request
from app.services.opening import open_commission
from ui.keys import Keys
from ui.main_window import MainWindow
from ui.start import application, window

NUMBER, OTHER = "00009900101", "00009900102"


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    application()
    path = tmp_path / "E32.passage"
    open_commission(demo_request("E32", path))
    made = window(path)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_file()


def passage(shown: MainWindow) -> Passage:
    assert shown.bridge is not None and shown.bridge.passage is not None
    return shown.bridge.passage


def key(shown: MainWindow, name: Qt.Key) -> None:
    QTest.keyClick(shown, name)


def typed(widget: QWidget, text: str) -> None:
    """Characters as a keyboard of any layout sends them."""
    for character in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(widget, event)


def begun(shown: MainWindow) -> None:
    """Identity confirmed, preparation and first part started."""
    for name in ("identity", "next-part", "next-part"):
        shown.run(name)


def test_f2_confirms_the_identity_and_f6_starts_the_parts_in_order(
    shown: MainWindow, qtbot: QtBot
) -> None:
    keys = shown.findChild(Keys)
    assert keys is not None
    key(shown, Qt.Key.Key_F2)
    key(shown, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: not keys.resting)
    key(shown, Qt.Key.Key_F6)
    assert [run.part for run in passage(shown).runs] == ["preparation", "part-1"]


def test_an_azerty_row_places_levels_without_shift(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None
    for character in ("&", "é", '"', "'", "à", "3"):
        typed(shown.day.grid, character)
        QTest.keyClick(shown.day.grid, Qt.Key.Key_Down)
    assert list(passage(shown).levels.values()) == ["TI", "I", "S", "TS", "NO", "S"]


def test_the_same_level_again_takes_it_away(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None
    typed(shown.day.grid, "22")
    assert passage(shown).levels == {}


def test_undo_restores_the_level_by_an_ordinary_act(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None and shown.bridge is not None
    typed(shown.day.grid, "23")
    before = shown.bridge.desk.seq
    shown.run("undo")
    assert passage(shown).levels == {"C2": "I"}
    assert shown.bridge.desk.seq == before + 1


def test_a_mark_is_typed_with_a_comma_or_stepped_by_halves(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None
    field = shown.day.closing.mark.findChild(QLineEdit)
    assert field is not None
    typed(field, "14,5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert passage(shown).mark == "15.0"


def test_a_wrong_mark_is_refused_and_the_field_shows_what_is_stored(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None
    field = shown.day.closing.mark.findChild(QLineEdit)
    assert field is not None
    typed(field, "14,3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (passage(shown).mark, field.text()) == (None, "")
    assert "14,3" in shown.banner.accessibleName()


def test_typed_text_is_an_act_after_a_rest(shown: MainWindow, qtbot: QtBot) -> None:
    begun(shown)
    assert shown.day is not None
    appraisal = shown.day.closing.appraisal
    typed(appraisal._text, "Bien")
    assert passage(shown).appraisal == ""
    qtbot.waitUntil(lambda: passage(shown).appraisal == "Bien", timeout=5000)


def test_typed_text_is_kept_when_another_candidate_is_chosen_at_once(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None and shown.bridge is not None
    typed(shown.day.closing.appraisal._text, "Bien")
    shown.bridge.select(OTHER)
    assert shown.bridge.state.passages[NUMBER].appraisal == "Bien"
    assert shown.bridge.state.passages[OTHER].appraisal == ""


def test_a_missing_reason_is_asked_in_the_page_and_the_act_comes_again(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None
    for _ in range(2):
        shown.run("next-part")
    shown.run("stop")
    prompt = shown.day.prompt
    assert not prompt.isHidden() and passage(shown).open_run is not None
    field = prompt.findChild(QLineEdit)
    assert field is not None
    typed(field, "malaise")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert passage(shown).open_run is None and prompt.isHidden()


def test_with_a_candidate_in_the_room_the_others_show_hour_and_word_only(
    shown: MainWindow,
) -> None:
    begun(shown)
    assert shown.day is not None
    lines = shown.day.list.model().lines  # type: ignore[attr-defined]
    others = [line for line in lines if line.number != NUMBER]
    assert {(line.name, line.word, line.badges) for line in others} == {("", "à venir", ())}


def test_the_privacy_key_hides_levels_mark_and_appraisal(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None
    typed(shown.day.grid, "2")
    key(shown, Qt.Key.Key_F9)
    assert shown.day.grid.model().level(0) is None  # type: ignore[attr-defined]
    key(shown, Qt.Key.Key_F9)
    assert shown.day.grid.model().level(0) == "I"  # type: ignore[attr-defined]


def test_the_privacy_key_leaves_no_cursor_on_the_level_placed(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None
    typed(shown.day.grid, "2")
    assert shown.day.grid.currentIndex().column() == 2
    key(shown, Qt.Key.Key_F9)
    assert shown.day.grid.currentIndex().column() == 0


def test_the_next_candidate_begins_at_the_first_competency(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None and shown.bridge is not None
    for name in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(shown.day.grid, name)
    typed(shown.day.grid, "4")
    shown.bridge.select(OTHER)
    assert (shown.day.grid.currentIndex().row(), shown.day.grid.currentIndex().column()) == (0, 0)


def test_a_press_aimed_before_a_sentence_moved_the_rows_places_nothing(
    shown: MainWindow, qtbot: QtBot
) -> None:
    begun(shown)
    assert shown.day is not None
    grid = shown.day.grid
    qtbot.waitUntil(lambda: not grid._settling.isActive())
    spot = grid.visualRect(grid.model().index(3, 3)).center()
    shown.banner.note("Cet ordinateur peut se mettre en veille.")
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert passage(shown).levels == {}
    qtbot.waitUntil(lambda: not grid._settling.isActive())
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert list(passage(shown).levels.values()) == ["S"]


def answer(shown: MainWindow, reason: str) -> None:
    """The reason asked for in the page."""
    assert shown.day is not None
    assert shown.day.prompt.question is not None
    field = shown.day.prompt.question.fields["reason"]
    typed(field, reason)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_long_text_says_how_a_line_is_begun(shown: MainWindow) -> None:
    assert shown.day is not None
    for form, told in (("absent", False), ("situation", True)):
        shown.run(form)
        assert ("Maj+Entrée" in shown.day.prompt._hint.text()) is told


def test_a_whole_passage_is_sealed_from_the_page(shown: MainWindow) -> None:
    assert shown.day is not None and shown.bridge is not None
    shown.bridge.perform(ChooseSituation(NUMBER, 1, 2))
    begun(shown)
    for _ in range(13):
        typed(shown.day.grid, "3")
        QTest.keyClick(shown.day.grid, Qt.Key.Key_Down)
    assert "la note" in shown.day.closing.seal.toolTip()
    for name in ("next-part", "next-part", "stop"):
        shown.run(name)
    answer(shown, "malaise")
    field = shown.day.closing.mark.findChild(QLineEdit)
    assert field is not None
    typed(field, "12,5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    typed(shown.day.closing.appraisal._text, "Bien")
    shown.day.flush()
    for pad in list(shown.day.closing.visas.pads):
        pad.on_paper()
    shown.day.closing.seal.click()
    answer(shown, "malaise")
    assert status(shown.bridge.state, passage(shown)) == "sealed"


def test_a_past_candidate_shown_again_tells_nothing_while_another_is_in_the_room(
    shown: MainWindow,
) -> None:
    assert shown.day is not None and shown.bridge is not None
    shown.bridge.perform(MarkAbsent(OTHER))
    begun(shown)
    shown.bridge.select(OTHER)
    texts = {w.text() for w in shown.day.findChildren(QLabel) if w.isVisible()}
    name = shown.bridge.state.passages[OTHER].candidate.last_name
    assert not any(name in text or "absent" in text for text in texts)
    assert not shown.day.grid.isVisible() and not shown.day.band.isVisible()


def test_the_running_clock_stays_in_view_and_leads_back_to_the_room(shown: MainWindow) -> None:
    begun(shown)
    assert shown.bridge is not None
    assert not shown.top.room.isVisible()
    shown.bridge.select(OTHER)
    assert shown.top.room.isVisible() and "1re partie 15:00" in shown.top.room.text()
    QTest.mouseClick(shown.top.room, Qt.MouseButton.LeftButton)
    assert passage(shown).number == NUMBER and not shown.top.room.isVisible()


def test_undo_never_reaches_back_to_another_candidate(shown: MainWindow) -> None:
    begun(shown)
    assert shown.day is not None and shown.bridge is not None
    typed(shown.day.grid, "2")
    shown.bridge.select(OTHER)
    shown.run("undo")
    assert shown.bridge.state.passages[NUMBER].levels == {"C2": "I"}


def test_closing_while_a_part_runs_is_said_once_and_then_done(shown: MainWindow) -> None:
    begun(shown)
    assert not shown.close() and shown.isVisible()
    assert "Une partie est en cours" in shown.banner.accessibleName()
    assert shown.close() and shown.bridge is None


def test_a_not_valid_dossier_shows_no_clock_and_no_grid(shown: MainWindow) -> None:
    assert shown.day is not None and shown.bridge is not None
    shown.bridge.perform(DeclareNotValid(NUMBER, "not-signed", "DEC de Lyon"))
    assert not shown.day.grid.isVisible() and not shown.day.band.isVisible()
    shown.bridge.perform(WithdrawNotValid(NUMBER, "DEC de Lyon", "erreur"))
    assert shown.day.grid.isVisible() and shown.day.band.isVisible()


def test_tables_altered_behind_the_journal_are_mended_once_the_page_stands(
    shown: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "E32.passage"
    shown.close_file()
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE candidate SET last_name = 'AUTRE'")
        file.commit()
    assert shown.open(path)
    shown.close_file()
    with closing(sqlite3.connect(path)) as file:
        names = [name for (name,) in file.execute("SELECT last_name FROM candidate")]
    assert "AUTRE" not in names


def test_a_theme_chosen_while_a_question_is_asked_leaves_the_page_in_view(
    shown: MainWindow,
) -> None:
    assert shown.day is not None
    shown.run("report")
    least = shown.day.grid.minimumHeight()
    shown.theme.choose("dark")
    assert shown.day.grid.minimumHeight() == least
    assert shown.day.wording.isHidden()


def test_at_twice_the_size_a_candidate_comes_with_their_name_in_view(
    shown: MainWindow, qtbot: QtBot
) -> None:
    assert shown.day is not None and shown.bridge is not None
    shown.theme.enlarge(2.0)
    bar = shown.day._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    shown.bridge.select(shown.bridge.state.in_order[1].number)
    qtbot.waitUntil(lambda: bar.value() == 0)
    assert not shown.day.header.visibleRegion().isEmpty()
