"""The keyboard's way through the day: Tab in the order of its moments, the focus never lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.acts import ChooseSituation, PlaceLevel, SetMark, WriteAppraisal
from app.domain.state import Passage
from tests.ui.days import in_window
from ui.focus import alive
from ui.main_window import MainWindow


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The first candidate of the morning, not yet greeted."""
    yield from in_window("E32 morning", qtbot, tmp_path)


@pytest.fixture
def midway(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A candidate in the room, in part 1."""
    yield from in_window("mid-morning", qtbot, tmp_path)


def passage(shown: MainWindow) -> Passage:
    assert shown.bridge is not None and shown.bridge.passage is not None
    return shown.bridge.passage


def focus() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None and alive(now)
    return now


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, held)


def place_of(shown: MainWindow, widget: QWidget) -> str:
    """The part of the page it stands in."""
    day = shown.day
    assert day is not None
    closing = day.closing
    parts = {
        "list": day.list,
        "header": day.header,
        "question": day.prompt,
        "band": day.band,
        "tabs": day.tabs,
        "grid": day.grid,
        "appraisal": closing.appraisal,
        "mark": closing.mark,
        "visas": closing.visas,
        "seal": closing.seal,
    }
    return next((n for n, p in parts.items() if p is widget or p.isAncestorOf(widget)), "outside")


def walked(shown: MainWindow, key: Qt.Key) -> list[tuple[str, QWidget]]:
    """Every stop from the present one until the page is left."""
    found = [(place_of(shown, focus()), focus())]
    while len(found) < 100:
        press(key)
        place = place_of(shown, focus())
        if place == "outside":
            return found
        found.append((place, focus()))
    raise AssertionError([place for place, _ in found])


def in_order(stops: list[tuple[str, QWidget]]) -> list[str]:
    return list(dict.fromkeys(place for place, _ in stops))


MOMENTS = ["list", "header", "band", "tabs", "grid", "appraisal", "mark", "visas", "seal"]


def test_tab_follows_the_moments_of_the_day(shown: MainWindow) -> None:
    shown.run("list")
    stops = walked(shown, Qt.Key.Key_Tab)
    assert in_order(stops) == MOMENTS
    assert [place for place, _ in stops] == sorted((place for place, _ in stops), key=MOMENTS.index)


def test_shift_tab_goes_the_same_way_back(midway: MainWindow) -> None:
    midway.run("list")
    onward = walked(midway, Qt.Key.Key_Tab)
    assert midway.day is not None
    midway.day.closing.seal.setFocus()
    back = walked(midway, Qt.Key.Key_Backtab)
    assert [stop for _, stop in back] == [stop for _, stop in reversed(onward)]


def test_in_the_band_pause_comes_before_stop_and_the_next_start(midway: MainWindow) -> None:
    midway.run("list")
    names = [s.accessibleName() for place, s in walked(midway, Qt.Key.Key_Tab) if place == "band"]
    assert names == [
        "Pause, première partie",
        "Arrêter la première partie",
        "Démarrer la deuxième partie",
        "Démarrer la troisième partie",
    ]


def test_a_question_comes_after_the_header_its_fields_first(shown: MainWindow) -> None:
    shown.run("absent")
    shown.run("list")
    stops = walked(shown, Qt.Key.Key_Tab)
    assert in_order(stops) == ["list", "header", "question", *MOMENTS[2:]]
    assert isinstance(next(s for place, s in stops if place == "question"), QLineEdit)


def test_no_stop_is_hidden_disabled_or_out_of_view(midway: MainWindow, qtbot: QtBot) -> None:
    midway.theme.enlarge(2.0)
    midway.run("list")
    for _, stop in walked(midway, Qt.Key.Key_Tab):
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(lambda stop=stop: not stop.visibleRegion().isEmpty())  # type: ignore[misc]
        assert alive(stop)


def test_every_stop_shows_its_focus(midway: MainWindow) -> None:
    midway.run("list")
    stops = [stop for _, stop in walked(midway, Qt.Key.Key_Tab)]
    unseen = [stop for stop in stops if not shows_focus(midway, stop)]
    assert [f"{type(s).__name__} {s.accessibleName()}" for s in unseen] == []


def shows_focus(shown: MainWindow, stop: QWidget) -> bool:
    """Whether enough of its look becomes the colour of the focus."""
    token = shown.theme.colour("focus")
    counts = []
    for focused in (False, True):
        stop.setFocus() if focused else shown.top.quick["guide"].setFocus()
        image = grabbed(shown, stop)
        points = (QPoint(x, y) for x in range(image.width()) for y in range(image.height()))
        counts.append(sum(image.pixelColor(point) == token for point in points))
    return counts[1] - counts[0] >= 20


def grabbed(shown: MainWindow, widget: QWidget) -> QImage:
    at = widget.mapTo(shown, QPoint(0, 0))
    return shown.grab(QRect(at, widget.size())).toImage()


# --- never lost ---------------------------------------------------------------------------------


def test_after_confirming_the_identity_the_clock_can_be_started(shown: MainWindow) -> None:
    assert shown.day is not None
    assert shown.day.header.focus_confirm()
    press(Qt.Key.Key_Space)
    assert passage(shown).identity
    assert focus().accessibleName() == "Démarrer la préparation"


def test_started_from_its_button_a_part_can_be_paused_with_the_next_key(
    shown: MainWindow,
) -> None:
    shown.run("identity")
    assert shown.day is not None and shown.day.band.focus_button()
    press(Qt.Key.Key_Return)
    assert focus().accessibleName() == "Pause, préparation"


def test_f2_leaves_the_cursor_where_it_was(shown: MainWindow) -> None:
    shown.run("grid")
    press(Qt.Key.Key_F2)
    assert shown.day is not None
    assert passage(shown).identity and focus() is shown.day.grid


def test_a_part_stopped_leads_on_to_the_next_start(midway: MainWindow) -> None:
    named(midway, "Arrêter la première partie").setFocus()
    press(Qt.Key.Key_Space)
    assert passage(midway).open_run is None
    assert focus().accessibleName() == "Démarrer la deuxième partie"


def test_a_reason_given_leads_back_to_where_it_was_asked_for(
    midway: MainWindow, qtbot: QtBot
) -> None:
    for name in ("next-part", "next-part"):
        midway.run(name)
    stop = named(midway, "Arrêter la troisième partie")
    stop.setFocus()
    press(Qt.Key.Key_Space)
    assert place_of(midway, focus()) == "question"
    QTest.keyClicks(focus(), "malaise")
    press(Qt.Key.Key_Return)
    assert passage(midway).open_run is None
    qtbot.waitUntil(lambda: alive(QApplication.focusWidget()))
    assert focus() is midway.day.grid  # type: ignore[union-attr]


def named(shown: MainWindow, name: str) -> QPushButton:
    return next(b for b in buttons(shown) if b.accessibleName() == name)


def buttons(shown: MainWindow) -> list[QPushButton]:
    return [b for b in shown.findChildren(QPushButton) if b.isVisible()]


def test_a_question_let_be_gives_the_cursor_back(midway: MainWindow, qtbot: QtBot) -> None:
    assert midway.day is not None
    midway.run("grid")
    midway.run("incident")
    assert place_of(midway, focus()) == "question"
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is midway.day.grid)  # type: ignore[union-attr]


def test_a_declaration_made_leaves_the_cursor_on_what_stands_in_its_place(
    shown: MainWindow, qtbot: QtBot
) -> None:
    absent = next(b for b in buttons(shown) if b.text() == "Absent…")
    absent.setFocus()
    press(Qt.Key.Key_Space)
    while passage(shown).absent is False:
        if isinstance(focus(), QLineEdit):
            QTest.keyClicks(focus(), "non venu")
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: alive(QApplication.focusWidget()))
    assert focus() in buttons(shown) and place_of(shown, focus()) == "header"


def test_after_the_seal_the_next_candidate_can_be_chosen(shown: MainWindow, qtbot: QtBot) -> None:
    ready(shown)
    assert shown.day is not None
    shown.day.closing.seal.setFocus()
    press(Qt.Key.Key_Space)
    while not passage(shown).sealed:
        QTest.keyClicks(focus(), "malaise")
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.day.list)  # type: ignore[union-attr]


def ready(shown: MainWindow) -> None:
    """All is given that a seal needs; the parts were cut short."""
    assert shown.bridge is not None and shown.day is not None
    number = passage(shown).number
    shown.bridge.perform(ChooseSituation(number, 1, 2))
    for name in ("identity", "next-part", "next-part", "next-part", "next-part", "stop"):
        shown.run(name)
    answer(shown)
    for code in shown.bridge.state.exam.competency_codes:
        shown.bridge.perform(PlaceLevel(number, code, "S"))
    shown.bridge.perform(SetMark(number, "12.5"))
    shown.bridge.perform(WriteAppraisal(number, "Entretien mené avec méthode."))
    for pad in list(shown.day.closing.visas.pads):
        pad.on_paper()
    while (asked := shown.bridge.questions()) and asked[0].id not in passage(shown).answered:
        shown.day.questions._answer()


def answer(shown: MainWindow) -> None:
    """The reason that was asked for."""
    assert shown.day is not None and shown.day.prompt.question is not None
    field = shown.day.prompt.question.fields["reason"]
    QTest.keyClicks(field, "malaise")
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_palette_gives_the_cursor_back(midway: MainWindow) -> None:
    assert midway.day is not None
    midway.run("mark")
    before = focus()
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert focus() is not before
    press(Qt.Key.Key_Escape)
    assert focus() is before


def test_another_page_and_back_leaves_the_cursor_where_it_was(midway: MainWindow) -> None:
    assert midway.day is not None
    midway.run("grid")
    for page in ("sheets", "journal", "evening", "guide"):
        midway.run(page)
        assert place_of(midway, focus()) == "outside"
        midway.run("day")
        assert focus() is midway.day.grid, page


def test_from_the_list_enter_leads_to_the_work(shown: MainWindow) -> None:
    shown.run("list")
    press(Qt.Key.Key_Return)
    assert place_of(shown, focus()) == "header"
    shown.run("identity")
    shown.run("list")
    press(Qt.Key.Key_Return)
    assert place_of(shown, focus()) == "grid"


def test_another_candidate_chosen_with_the_arrows_leaves_the_cursor_in_the_list(
    midway: MainWindow,
) -> None:
    assert midway.day is not None
    midway.run("list")
    for _ in range(3):
        press(Qt.Key.Key_Down)
        assert focus() is midway.day.list


def test_a_note_taken_leaves_the_cursor_ready_for_the_next(midway: MainWindow) -> None:
    assert midway.bridge is not None
    midway.run("observe")
    QTest.keyClicks(focus(), "reformule")
    before = focus()
    press(Qt.Key.Key_Return)
    assert focus() is before
