"""A French keyboard does everything: the keys it really sends, with the characters they type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.state import Passage
from tests.ui.days import clock_of, copied
from ui.exam_day import ExamDay
from ui.main_window import MainWindow
from ui.start import application, window

Key = Qt.Key
Held = Qt.KeyboardModifier
NONE, SHIFT, CTRL, ALT = (
    Held.NoModifier,
    Held.ShiftModifier,
    Held.ControlModifier,
    Held.AltModifier,
)
PAD = Held.KeypadModifier
UNPLACED = "C19"


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A candidate in the room, the cursor of the grid on a competency without a level."""
    application()
    made = window(copied("mid-morning", tmp_path))
    made.resize(1366, 728)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.day is not None
    made.day.grid.focus_unplaced()
    yield made
    made.close_file()


def passage(shown: MainWindow) -> Passage:
    assert shown.bridge is not None and shown.bridge.passage is not None
    return shown.bridge.passage


def day(shown: MainWindow) -> ExamDay:
    assert shown.day is not None
    return shown.day


def focus() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now


def press(key: Key, text: str = "", held: Held = NONE, at: QWidget | None = None) -> None:
    """A key as the system sends it: shortcuts first, then whoever has the focus."""
    for action in (QTest.KeyAction.Press, QTest.KeyAction.Release):
        QTest.sendKeyEvent(action, at or focus(), key, text, held)


AZERTY = {
    "&": (Key.Key_Ampersand, NONE, "TI"),
    "é": (Key.Key_Eacute, NONE, "I"),
    '"': (Key.Key_QuoteDbl, NONE, "S"),
    "'": (Key.Key_Apostrophe, NONE, "TS"),
    "à": (Key.Key_Agrave, NONE, "NO"),
    "É": (Key.Key_Eacute, NONE, "I"),
    "À": (Key.Key_Agrave, NONE, "NO"),
    "1": (Key.Key_1, SHIFT, "TI"),
    "2": (Key.Key_2, SHIFT, "I"),
    "3": (Key.Key_3, SHIFT, "S"),
    "4": (Key.Key_4, SHIFT, "TS"),
    "0": (Key.Key_0, SHIFT, "NO"),
}


@pytest.mark.parametrize("typed", AZERTY)
def test_the_row_of_digits_places_levels_with_shift_caps_lock_or_none(
    shown: MainWindow, typed: str
) -> None:
    key, held, level = AZERTY[typed]
    press(key, typed, held)
    assert passage(shown).levels.get(UNPLACED) == level


@pytest.mark.parametrize("digit", "12340")
def test_the_numeric_pad_places_levels(shown: MainWindow, digit: str) -> None:
    press(Key(Key.Key_0 + int(digit)), digit, PAD)
    assert passage(shown).levels.get(UNPLACED) == dict(zip("12340", LEVELS, strict=True))[digit]


LEVELS = ("TI", "I", "S", "TS", "NO")


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_space_and_enter_place_the_level_under_the_cursor(shown: MainWindow, key: Key) -> None:
    for _ in range(2):
        press(Key.Key_Right)
    press(key, " " if key == Key.Key_Space else "\r")
    assert passage(shown).levels.get(UNPLACED) == "S"


HARMLESS = [
    (Key.Key_Dead_Circumflex, "", NONE),
    (Key.Key_Dead_Diaeresis, "", SHIFT),
    (Key.Key_AsciiCircum, "^", NONE),
    (Key.Key_E, "e", NONE),
    (Key.Key_C, "c", NONE),
    (Key.Key_5, "5", SHIFT),
    (Key.Key_Ampersand, "&", ALT),
    (Key.Key_Agrave, "à", CTRL),
    (Key.Key_At, "@", ALT | CTRL),
]


@pytest.mark.parametrize(("key", "typed", "held"), HARMLESS)
def test_other_keys_place_nothing_and_leave_the_cursor_where_it_is(
    shown: MainWindow, key: Key, typed: str, held: Held
) -> None:
    assert shown.day is not None and shown.bridge is not None
    before, at = shown.bridge.desk.seq, shown.day.grid.currentIndex()
    press(key, typed, held)
    assert (shown.bridge.desk.seq, shown.day.grid.currentIndex()) == (before, at)


PAGES = [
    ("sheets", Key.Key_2, "2", CTRL),
    ("sheets", Key.Key_Eacute, "é", CTRL),
    ("sheets", Key.Key_2, "2", CTRL | SHIFT),
    ("sheets", Key.Key_2, "2", CTRL | PAD),
    ("journal", Key.Key_QuoteDbl, '"', CTRL),
    ("evening", Key.Key_Apostrophe, "'", CTRL),
]


@pytest.mark.parametrize(("page", "key", "typed", "held"), PAGES)
def test_pages_are_reached_with_shift_or_without(
    shown: MainWindow, page: str, key: Key, typed: str, held: Held
) -> None:
    press(key, typed, held)
    assert shown.pages.currentWidget() is shown._shown[page]
    press(Key.Key_Ampersand, "&", CTRL)
    assert shown.pages.currentWidget() is shown.day


LARGER = [
    (Key.Key_Plus, "+", CTRL | SHIFT),
    (Key.Key_Plus, "+", CTRL | PAD),
    (Key.Key_Equal, "=", CTRL),
    (Key.Key_Plus, "+", CTRL),
]


@pytest.mark.parametrize(("key", "typed", "held"), LARGER)
def test_texts_grow_by_the_plus_of_any_part_of_the_keyboard(
    shown: MainWindow, key: Key, typed: str, held: Held
) -> None:
    press(key, typed, held)
    assert shown.theme.scale == 1.125
    press(Key.Key_Minus, "-", CTRL | (held & PAD))
    assert shown.theme.scale == 1.0


def test_the_size_chosen_is_there_the_next_time(shown: MainWindow, qtbot: QtBot) -> None:
    press(Key.Key_Equal, "=", CTRL)
    press(Key.Key_T, "t", CTRL)
    again = window()
    qtbot.addWidget(again)
    assert (again.theme.scale, again.theme.choice) == (1.125, "dark")


FUNCTIONS: dict[Key, Callable[[MainWindow], bool]] = {
    Key.Key_F5: lambda shown: passage(shown).open_run.paused,  # type: ignore[union-attr]
    Key.Key_F6: lambda shown: passage(shown).runs[-1].part == "part-2",
    Key.Key_F7: lambda shown: passage(shown).open_run is None,
    Key.Key_F8: lambda shown: day(shown).prompt.question is not None,
    Key.Key_F9: lambda shown: shown.bridge is not None and shown.bridge.hidden,
    Key.Key_F4: lambda shown: day(shown).tabs.currentIndex() == 2,
    Key.Key_F3: lambda shown: day(shown).tabs.currentIndex() == 1,
    Key.Key_F10: lambda shown: clock_of(shown).isVisible(),
    Key.Key_F1: lambda shown: shown.pages.currentWidget() is shown._shown["guide"],
}


def on_grid(shown: MainWindow) -> None:
    shown.run("grid")


def in_text(shown: MainWindow) -> None:
    shown.run("appraisal")


def in_palette(shown: MainWindow) -> None:
    shown.run("palette")


def in_menu(shown: MainWindow) -> None:
    shown.run("suspend")
    shown.run("correct-identity")
    assert shown.day is not None and shown.day.prompt.question is not None
    box = next(f for f in shown.day.prompt.question.fields.values() if isinstance(f, QComboBox))
    box.setFocus()
    box.showPopup()
    assert QApplication.activePopupWidget() is not None


def in_clock(shown: MainWindow) -> None:
    shown.run("candidate-clock")
    clock_of(shown).activateWindow()


ELSEWHERE = (Key.Key_F5, Key.Key_F8, Key.Key_F9, Key.Key_F10)
WHERE = [(on_grid, key) for key in FUNCTIONS]
WHERE += [(p, key) for p in (in_text, in_palette, in_menu) for key in ELSEWHERE]
WHERE += [(in_clock, key) for key in ELSEWHERE if key != Key.Key_F10]


@pytest.mark.parametrize(("place", "key"), WHERE)
def test_function_keys_work_wherever_the_focus_is(
    shown: MainWindow, place: Callable[[MainWindow], None], key: Key
) -> None:
    place(shown)
    menu = QApplication.activePopupWidget()
    press(key, at=menu.focusWidget() or menu if menu else QApplication.focusWidget() or shown)
    assert FUNCTIONS[key](shown)
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("field", ["appraisal", "mark", "observe"])
def test_the_palette_opens_from_a_text_field_and_erases_nothing(
    shown: MainWindow, field: str
) -> None:
    shown.run(field)
    before = focus()
    press(Key.Key_1, "1", SHIFT)
    press(Key.Key_Home)
    press(Key.Key_K, "\x0b", CTRL)
    assert shown.palette_box.isVisible()
    assert "1" in (before.text() if isinstance(before, QLineEdit) else before.toPlainText())  # type: ignore[attr-defined]


def test_alt_and_a_letter_lead_to_the_places_of_the_page(shown: MainWindow) -> None:
    assert shown.day is not None
    day = shown.day
    for key, letter, place in (
        (Key.Key_N, "n", day.closing.mark),
        (Key.Key_A, "a", day.closing.appraisal),
        (Key.Key_L, "l", day.list),
        (Key.Key_G, "g", day.grid),
    ):
        press(key, letter, ALT)
        assert place is focus() or place.isAncestorOf(focus())


def test_no_button_takes_a_letter_for_itself(shown: MainWindow) -> None:
    for page in ("day", "sheets", "journal", "evening", "guide"):
        shown.run(page)
    taken = [b.text() for b in shown.findChildren(QAbstractButton) if not b.shortcut().isEmpty()]
    assert taken == []


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_space_and_enter_press_the_button_that_has_the_focus(shown: MainWindow, key: Key) -> None:
    assert shown.day is not None and shown.day.band.focus_button()
    press(key, " " if key == Key.Key_Space else "\r")
    run = passage(shown).open_run
    assert run is not None and run.paused


def test_control_enter_seals_from_the_appraisal_without_a_line_more(shown: MainWindow) -> None:
    shown.run("appraisal")
    press(Key.Key_E, "e")
    for key in (Key.Key_Return, Key.Key_Enter):
        press(key, "\r", CTRL)
    assert shown.day is not None
    shown.day.flush()
    assert passage(shown).appraisal == "e"


def hold(key: Key, text: str = "", at: QWidget | None = None) -> None:
    """A key held down: pressed, then repeated by the system."""
    for repeated in (False, True):
        QTest.simulateEvent(at or focus(), True, key, NONE, text, repeated)


@pytest.mark.parametrize("key", [Key.Key_F5, Key.Key_F6, Key.Key_F9])
def test_a_function_key_held_down_acts_once(shown: MainWindow, key: Key) -> None:
    hold(key)
    assert FUNCTIONS[key](shown)


@pytest.mark.parametrize(("key", "typed"), [(Key.Key_3, "3"), (Key.Key_Return, "\r")])
def test_a_level_held_down_is_placed_and_not_taken_away(
    shown: MainWindow, key: Key, typed: str
) -> None:
    for _ in range(2):
        press(Key.Key_Right)
    before = shown.bridge.desk.seq if shown.bridge else 0
    hold(key, typed)
    assert shown.bridge is not None and shown.bridge.desk.seq == before + 1


def test_enter_held_down_presses_a_button_once(shown: MainWindow) -> None:
    assert day(shown).band.focus_button()
    hold(Key.Key_Return, "\r")
    assert passage(shown).open_run is not None and passage(shown).open_run.paused  # type: ignore[union-attr]
    assert day(shown).prompt.question is None


def test_a_text_grows_on_while_its_key_is_held_down(shown: MainWindow) -> None:
    before = shown.theme.scale
    for repeated in (False, True):
        QTest.simulateEvent(focus(), True, Key.Key_Plus, CTRL, "+", repeated)
    assert shown.theme.scale == before + 0.25


@pytest.mark.parametrize("key", [Key.Key_F10, Key.Key_Escape])
def test_the_candidates_clock_goes_as_it_came(shown: MainWindow, key: Key) -> None:
    in_clock(shown)
    assert clock_of(shown).isVisible()
    press(key, at=clock_of(shown))
    assert not clock_of(shown).isVisible()
    press(Key.Key_F10, at=shown)
    assert clock_of(shown).isVisible()


def test_f6_pressed_again_at_once_is_no_other_press(shown: MainWindow) -> None:
    for _ in range(5):
        press(Key.Key_F6)
    assert passage(shown).runs[-1].part == "part-2"
