"""The planning by mouse and by keys: nothing forbidden is done, what was done is undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.jury.acts import Assign, SetExaminer
from app.domain.jury.breaches import breaches
from app.domain.jury.people import Slot
from app.domain.jury.planning import propose
from tests.domain.jury.scene import BRUNO, DAY, line
from tests.ui.jury.windows import bridge_of, large, on_jury, page, small
from tests.ui.test_files import told
from ui.jury.planning_model import PLACED
from ui.main_window import MainWindow

Key, CTRL, LEFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
WEDNESDAY = date.fromisoformat(DAY)


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """001 in C1 at 8, 002 in C2 at 9; 003 has no hour."""
    lines = [line(number, school="Lycée A") for number in ("001", "002", "003")]
    for made in on_jury(qtbot, small(tmp_path, *lines)):
        bridge = bridge_of(made)
        assert bridge.perform(Assign("001", "E32", "C1", DAY, "08:00"))
        assert bridge.perform(Assign("002", "E32", "C2", DAY, "09:00"))
        made.run("planning")
        yield made


def planning(shown: MainWindow) -> Any:
    return page(shown, "planning")


def slot(shown: MainWindow, number: str) -> Slot | None:
    return bridge_of(shown).state.candidates[number].of("E32").slot


def at(code: str, minute: int) -> Slot:
    return Slot(code, WEDNESDAY, minute)


def point(shown: MainWindow, code: str, minute: int) -> QPoint:
    """The place on the board of that hour of that commission."""
    board = planning(shown).board
    box = board.space.lane_box(board.space.place_of(code))
    return QPoint(round(box.center().x()), round(board.space.y(minute)) + 6)


def drag(shown: MainWindow, number: str, *way: QPoint, drop: bool = True) -> None:
    """The card of a candidate carried by mouse along points of the board."""
    board = planning(shown).board
    room = board.viewport()
    row = board.cards.row_of((number, "E32"))
    start = board.visualRect(board.cards.index(row)).topLeft() + QPoint(30, 6)
    QTest.mousePress(room, LEFT, pos=start)
    for to in way:
        QTest.mouseMove(room, to)
    if drop:
        QTest.mouseRelease(room, LEFT, pos=way[-1])


def press(shown: MainWindow, *keys: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(shown.focusWidget(), key, held)


def cursor(shown: MainWindow, number: str) -> None:
    board = planning(shown).board
    assert board.go((number, "E32"))
    board.setFocus()


def strip(shown: MainWindow) -> str:
    text: str = planning(shown).strip.text
    return text


# --- mouse ----------------------------------------------------------------------------------------


def test_a_card_dropped_on_another_commission_passes_there(jury: MainWindow) -> None:
    drag(jury, "001", point(jury, "C2", 660))
    assert slot(jury, "001") == at("C2", 660)
    press(jury, Key.Key_Z, held=CTRL)
    assert slot(jury, "001") == at("C1", 480)


def test_what_a_drop_would_break_is_said_while_it_is_held(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(Assign("003", "E32", "C2", DAY, "10:00"))
    drag(jury, "001", point(jury, "C2", 660), point(jury, "C2", 990), drop=False)
    board = planning(jury).board
    assert planning(jury).carry.to == at("C2", 990)
    assert planning(jury).carry.tone == "doubtful" and "C2 interroge" in strip(jury)
    QTest.mouseMove(board.viewport(), point(jury, "C1", 660))
    assert "rien ne s’y oppose" in strip(jury)
    QTest.mouseRelease(board.viewport(), LEFT, pos=point(jury, "C1", 660))
    assert slot(jury, "001") == at("C1", 660) and planning(jury).carry.passage is None


def test_a_forbidden_drop_is_refused_in_a_sentence_and_nothing_moves(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(SetExaminer(BRUNO, "professionnel", knows=("002",)))
    seq = bridge_of(jury).desk.seq
    drag(jury, "002", point(jury, "C1", 660))
    assert "connaît" in told(jury) and bridge_of(jury).desk.seq == seq
    assert slot(jury, "002") == at("C2", 540)


def test_a_card_dropped_on_another_changes_places_with_it_in_one_gesture(
    jury: MainWindow,
) -> None:
    drag(jury, "001", point(jury, "C2", 540))
    assert (slot(jury, "001"), slot(jury, "002")) == (at("C2", 540), at("C1", 480))
    press(jury, Key.Key_Z, held=CTRL)
    assert (slot(jury, "001"), slot(jury, "002")) == (at("C1", 480), at("C2", 540))


def test_who_waits_is_carried_from_the_list_to_the_board(jury: MainWindow) -> None:
    found = planning(jury)
    list_, board = found.waiting, found.board
    row = list_.visualRect(list_.lines.index(0)).center()
    target = board.viewport().mapToGlobal(point(jury, "C1", 660))
    QTest.mousePress(list_.viewport(), LEFT, pos=row)
    QTest.mouseMove(list_.viewport(), row + QPoint(30, 0))
    there = list_.viewport().mapFromGlobal(target)
    QTest.mouseMove(list_.viewport(), there)
    QTest.mouseRelease(list_.viewport(), LEFT, pos=there)
    assert slot(jury, "003") == at("C1", 660)
    assert found.tabs[0].text() == "À placer · 0" and found.nobody.isVisible()


def test_a_card_dropped_on_the_list_has_no_hour_any_more(jury: MainWindow) -> None:
    found = planning(jury)
    list_, room = found.waiting, found.board.viewport()
    drag(jury, "001", room.mapFromGlobal(list_.mapToGlobal(QPoint(40, 200))))
    assert slot(jury, "001") is None
    assert [passage[0] for passage in list_.lines.abouts] == ["001", "003"]


# --- keys -----------------------------------------------------------------------------------------


def test_arrows_move_a_card_that_was_taken_and_enter_drops_it(jury: MainWindow) -> None:
    cursor(jury, "001")
    press(jury, Key.Key_Return, Key.Key_Right, Key.Key_Down, Key.Key_Down)
    assert slot(jury, "001") == at("C1", 480) and "C2, mercredi" in strip(jury)
    press(jury, Key.Key_Return)
    assert slot(jury, "001") == at("C2", 600)
    assert planning(jury).board.passage == ("001", "E32")


def test_ctrl_and_an_arrow_take_a_card_at_once_and_escape_leaves_it(jury: MainWindow) -> None:
    cursor(jury, "001")
    press(jury, Key.Key_Right, held=CTRL)
    assert planning(jury).carry.to == at("C2", 480)
    press(jury, Key.Key_Escape)
    assert planning(jury).carry.passage is None and slot(jury, "001") == at("C1", 480)


def test_what_is_forbidden_stays_in_hand_to_be_moved_on(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(Assign("003", "E32", "C2", DAY, "10:15"))
    cursor(jury, "001")
    press(jury, Key.Key_Return, Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert "se recouvrent" in told(jury) and planning(jury).carry.to == at("C2", 600)
    assert slot(jury, "001") == at("C1", 480)


def test_delete_takes_the_hour_away_and_arrows_choose_a_card(jury: MainWindow) -> None:
    cursor(jury, "001")
    press(jury, Key.Key_Right)
    assert planning(jury).board.passage == ("002", "E32")
    press(jury, Key.Key_Delete)
    assert slot(jury, "002") is None
    press(jury, Key.Key_Z, held=CTRL)
    assert slot(jury, "002") == at("C2", 540)


def test_enter_takes_who_waits_to_the_first_opening_and_enter_drops(jury: MainWindow) -> None:
    press(jury, Key.Key_Down, Key.Key_Return)
    assert jury.focusWidget() is planning(jury).board
    first = planning(jury).carry.to
    press(jury, Key.Key_Return)
    assert first is not None and slot(jury, "003") == first


def test_a_name_typed_finds_a_card_on_whatever_day_it_is(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(Assign("003", "E32", "C1", "2019-06-06", "08:00"))
    press(jury, Key.Key_F, held=CTRL)
    QTest.keyClicks(jury.focusWidget(), "nom 003")
    press(jury, Key.Key_Return)
    found = planning(jury)
    assert found.shown_day == date(2019, 6, 6) and found.board.passage == ("003", "E32")
    press(jury, Key.Key_PageUp)
    assert found.shown_day == WEDNESDAY


# --- checks ---------------------------------------------------------------------------------------


def test_a_breach_leads_to_its_card(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(SetExaminer(BRUNO, "professionnel", knows=("001",)))
    found = planning(jury)
    assert found.verdict.text() == "1 interdit, 0 à revoir"
    found.tabs[1].click()
    QTest.mouseClick(found.wrong.viewport(), LEFT, pos=QPoint(60, 12))
    assert found.board.passage == ("001", "E32") and "connaît" in strip(jury)
    assert found.board.placed.tone == "wrong"


def test_hours_a_list_gave_are_checked_as_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    given = {"exam": "E32", "commission": "C1", "day": DAY}
    lines = (line("001", hour="09:00", **given), line("002", hour="09:20", **given))
    for shown in on_jury(qtbot, small(tmp_path, *lines)):
        found = planning(shown)
        assert found.wrong.lines.abouts == breaches(bridge_of(shown).state)
        assert {placed.tone for placed in found.board.cards.placed} == {"wrong"}


def test_who_cannot_be_placed_is_told_why(qtbot: QtBot, tmp_path: Path) -> None:
    for shown in on_jury(qtbot, small(tmp_path, line("001"))):
        for name in (BRUNO, "Denis ROY"):
            act = SetExaminer(name, "professionnel", knows=("001",))
            assert bridge_of(shown).perform(act)
        list_ = planning(shown).waiting
        assert "C1 : Bruno PETIT connaît" in list_.lines.line(0).note
        assert list_.lines.line(0).tone == "doubtful"


def test_every_card_is_read_with_all_it_says(jury: MainWindow) -> None:
    board = planning(jury).board
    read = QAccessible.queryAccessibleInterface(board).child(0).text(QAccessible.Text.Name)
    assert read == board.cards.index(0).data(PLACED).text
    assert read.startswith("08:00 préparation, oral à 08:15 jusqu’à 08:55, NOM 001 Zoé, n° 001")


# --- proposal -------------------------------------------------------------------------------------


def proposed(shown: MainWindow, qtbot: QtBot) -> Any:
    found = planning(shown)
    found.propose_button.click()
    qtbot.waitUntil(lambda: found.proposal is not None)
    return found


def test_a_proposal_is_shown_before_it_is_done_and_undone_at_once(
    jury: MainWindow, qtbot: QtBot
) -> None:
    seq = bridge_of(jury).desk.seq
    found = proposed(jury, qtbot)
    assert bridge_of(jury).desk.seq == seq
    assert found.plan.told.text() == "4 passages placés : 1 en E32, 3 en E42."
    assert [p.card.passage[0] for p in found.board.cards.placed if p.proposed] == ["003"]
    found.plan.accept_button.click()
    assert found.proposal is None and slot(jury, "003") is not None
    press(jury, Key.Key_Z, held=CTRL)
    assert slot(jury, "003") is None and slot(jury, "001") == at("C1", 480)
    assert len(found.waiting.lines.abouts) == 1


def test_a_proposal_left_changes_nothing_and_nothing_moves_meanwhile(
    jury: MainWindow, qtbot: QtBot
) -> None:
    seq, found = bridge_of(jury).desk.seq, proposed(jury, qtbot)
    drag(jury, "001", point(jury, "C2", 660))
    found.plan.refuse_button.click()
    assert bridge_of(jury).desk.seq == seq and len(found.board.cards.placed) == 2


def test_a_proposal_of_what_was_before_is_left(jury: MainWindow, qtbot: QtBot) -> None:
    found = proposed(jury, qtbot)
    assert bridge_of(jury).perform(Assign("003", "E32", "C1", DAY, "10:00"))
    assert found.proposal is None and len(found.board.cards.placed) == 3


def test_a_full_proposal_is_told_of_once(qtbot: QtBot, tmp_path: Path) -> None:
    for shown in on_jury(qtbot, large(tmp_path)):
        found, changes = proposed(shown, qtbot), list[frozenset[str]]()
        bridge_of(shown).changed.connect(changes.append)
        found.plan.accept_button.click()
        assert len(changes) == 1 and len(changes[0]) == 300
        assert propose(bridge_of(shown).state).acts == ()
