"""Transcribing: a whole sheet typed back by keyboard is one act, and only what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.days import opened, tomorrow_at_noon
from ui.bridge import Bridge
from ui.transcribe_page import TranscribePage

FIRST = "00009900101"
CODES = ("C2", "C3", "C5", "C6", "C7", "C8", "C18", "C19", "C20", "C21", "C22", "C23", "C24")


@pytest.fixture
def morning(qtbot: QtBot, tmp_path: Path) -> Iterator[Bridge]:
    bridge = opened("E32 morning", tmp_path, tomorrow_at_noon())
    yield bridge
    bridge.close()


def page_on(bridge: Bridge, qtbot: QtBot) -> TranscribePage:
    page = TranscribePage(bridge)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


def type_levels(page: TranscribePage, keys: str) -> None:
    page.levels._rows[0][0].setFocus()
    for key in keys:
        focused = page.focusWidget()
        assert focused is not None
        press = QKeyEvent(QEvent.Type.KeyPress, ord(key), Qt.KeyboardModifier.NoModifier, key)
        QApplication.sendEvent(focused, press)


def filled(page: TranscribePage) -> None:
    """A whole sheet of E32."""
    type_levels(page, "3&é\"'à1234033")
    for part, (first, last) in zip(
        page.parts._fields.values(),
        (("0:01", "0:02"), ("003", "004"), ("0h04", "0h05"), ("0:05", "0:06")),
        strict=True,
    ):
        part[0].setText(first)
        part[1].setText(last)
    page.dossier._fiches[0].setCurrentIndex(1)
    page.dossier._fiches[1].setCurrentIndex(3)
    page.dossier._answers["fiche-1", "yes"].click()
    page.dossier._boxes["property"].click()
    page.evidence.setText("passeport")
    page.mark.setText("13,5")
    page.appraisal.setPlainText("Entretien convaincant.")
    for box in page._signed.values():
        box.setChecked(True)
    page.reason.setText("panne")


def test_levels_are_typed_row_by_row_with_azerty_characters(morning: Bridge, qtbot: QtBot) -> None:
    page = page_on(morning, qtbot)
    type_levels(page, "3&é\"'à")
    typed = {code: level for code, level in page.levels.given({}).items() if level}
    assert typed == dict(zip(CODES, ("S", "TI", "I", "S", "TS", "NO"), strict=False))


def test_a_click_lights_one_level_of_its_row_and_another_click_none(
    morning: Bridge, qtbot: QtBot
) -> None:
    page = page_on(morning, qtbot)
    for column, level in ((0, "TI"), (2, "S"), (2, None)):
        page.levels._rows[1][column].click()
        assert page.levels.level(1) == level


def test_the_whole_sheet_is_one_act(morning: Bridge, qtbot: QtBot) -> None:
    page, before = page_on(morning, qtbot), morning.desk.seq
    filled(page)
    with qtbot.waitSignal(page.left):
        page.save()
    passage = morning.state.passages[FIRST]
    assert morning.desk.seq == before + 1 and passage.transcribed
    assert (passage.mark, passage.appraisal) == ("13.5", "Entretien convaincant.")
    assert list(passage.levels) == list(CODES) and len(passage.visas) == 2
    assert passage.situation is not None and passage.situation.fiches == (1, 3)
    assert passage.dossier == {"fiche-1": ["yes"], "property": True}
    assert [f"{run.started:%H:%M}" for run in passage.runs] == ["00:01", "00:03", "00:04", "00:05"]


def test_only_what_differs_is_sent(morning: Bridge, qtbot: QtBot) -> None:
    page = page_on(morning, qtbot)
    filled(page)
    page.save()
    page.refresh()
    page.mark.setText("14")
    assert {k: v for k, v in page.sheet().items() if k != "visas"} == {"mark": "14"}


def test_without_reason_nothing_is_sent(morning: Bridge, qtbot: QtBot) -> None:
    page, before = page_on(morning, qtbot), morning.desk.seq
    filled(page)
    page.reason.clear()
    with qtbot.waitSignal(morning.refused):
        page.save()
    assert morning.desk.seq == before


def test_what_is_refused_stays_typed(morning: Bridge, qtbot: QtBot) -> None:
    page = page_on(morning, qtbot)
    filled(page)
    page.mark.setText("21")
    with qtbot.waitSignal(morning.refused):
        page.save()
    assert page.mark.text() == "21" and not morning.state.passages[FIRST].transcribed


def test_with_a_candidate_in_the_room_only_their_sheet_is_offered(
    qtbot: QtBot, tmp_path: Path
) -> None:
    bridge = opened("mid-morning", tmp_path)
    page = page_on(bridge, qtbot)
    room = bridge.in_room()
    assert room is not None
    assert [page._whom.itemData(n) for n in range(page._whom.count())] == [room.number]
    bridge.close()


def test_with_the_privacy_key_nothing_is_transcribed(qtbot: QtBot, tmp_path: Path) -> None:
    bridge = opened("mid-morning", tmp_path)
    bridge.hide(True)
    page = page_on(bridge, qtbot)
    assert page.currentIndex() == 1 and "masquées" in page.veil.text()
    bridge.close()


def test_the_sheet_of_an_e42_is_typed_back_too(qtbot: QtBot, tmp_path: Path) -> None:
    bridge = opened("E42 morning", tmp_path, tomorrow_at_noon())
    page = page_on(bridge, qtbot)
    page.dossier._fiches[0].setCurrentIndex(1)
    for field in page.dossier._counts.values():
        field.setText("4")
    page.reason.setText("panne")
    page.save()
    passage = next(p for p in bridge.state.passages.values() if p.transcribed)
    assert passage.situation is not None and 4 in passage.dossier.values()
    bridge.close()


# --- by keyboard alone ----------------------------------------------------------------------------


def press(page: TranscribePage, *keys: str | Qt.Key) -> None:
    """Texts and keys go to whatever has the focus, as from a keyboard."""
    for key in keys:
        focused = page.focusWidget()
        assert focused is not None
        if isinstance(key, str):
            for character in key:
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier(0), character)
                QApplication.sendEvent(page.focusWidget() or focused, event)
        else:
            QTest.keyClick(focused, key)


def test_a_whole_sheet_is_typed_without_the_mouse(morning: Bridge, qtbot: QtBot) -> None:
    page = page_on(morning, qtbot)
    page.begin()
    enter, space, down, tab = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Tab
    press(page, "CNI", enter, "3&é\"'à1234033")
    for hour in ("001", "002", "003", "004", "005", "006", "007", "008"):
        press(page, hour, enter)
    press(page, down, enter, down, down, enter, "ooono", enter)
    press(page, space, *[enter] * 8, "conditions absentes", enter)
    press(page, "Entretien convaincant.", tab, "13,5", enter, space, enter, space, enter)
    press(page, "panne", enter, enter)
    passage = morning.state.passages[FIRST]
    assert passage.transcribed and (passage.mark, passage.evidence) == ("13.5", "CNI")
    assert len(passage.levels) == 13 and len(passage.runs) == 4 and len(passage.visas) == 2
    assert passage.dossier["fiche-4"] == ["no"] and passage.dossier["fiche-5"] == ["yes"]
    assert passage.situation is not None and passage.situation.fiches == (1, 2)
    assert passage.appraisal == "Entretien convaincant." and passage.doubt


def test_letters_answer_for_a_fiche_and_arrows_move(morning: Bridge, qtbot: QtBot) -> None:
    page = page_on(morning, qtbot)
    page.dossier._answers["fiche-1", "yes"].setFocus()
    press(page, "cl", Qt.Key.Key_Down, "n")
    passage = morning.state.passages[FIRST]
    told = {"fiche-1": ["context-missing", "client-missing"], "fiche-2": ["no"]}
    assert page.dossier.ticks(passage) == told


def test_what_is_typed_waits_while_one_looks_elsewhere(morning: Bridge, qtbot: QtBot) -> None:
    page = page_on(morning, qtbot)
    page.mark.setText("13,5")
    page.leave()
    page.refresh()
    assert page.mark.text() == "13,5"


def test_another_candidate_is_not_shown_over_what_is_not_saved(
    morning: Bridge, qtbot: QtBot
) -> None:
    page = page_on(morning, qtbot)
    page.mark.setText("13,5")
    with qtbot.waitSignal(morning.refused) as refused:
        page._whom.setCurrentIndex(1)
    assert "ABADIE" in str(refused.args) and page._whom.currentData() == FIRST
    page.clear()
    page._whom.setCurrentIndex(1)
    assert page._number == "00009900102" and page.mark.text() == ""
