"""Rule 9 in the window: what may be read, and done, while somebody is in the room or with F9."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.acts import (
    ConfirmIdentity,
    PlaceLevel,
    RaiseDoubt,
    SetMark,
    SuspendPassage,
    WithdrawIdentity,
)
from app.domain.questions import Question
from app.domain.rules.sealing import path_points
from app.domain.state import Passage
from app.domain.status import preparing
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


# --- keys, whoever is shown -----------------------------------------------------------------------


@pytest.fixture
def examined(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """One in part 1, one preparing, one absent, one sealed."""
    yield from shown_on("mid-morning", qtbot, tmp_path)


def room(shown: MainWindow) -> Passage:
    assert shown.bridge is not None
    found = shown.bridge.in_room()
    assert found is not None
    return found


def other(shown: MainWindow, holds: Callable[[Passage], bool]) -> Passage:
    """Another candidate of whom that holds, now shown."""
    assert shown.bridge is not None
    found = next(p for p in shown.bridge.state.in_order if p is not room(shown) and holds(p))
    shown.bridge.select(found.number)
    return found


def waiting(passage: Passage) -> bool:
    return not (passage.identity or passage.absent or passage.not_valid)


def test_pause_means_the_room_where_the_one_shown_has_no_clock(examined: MainWindow) -> None:
    other(examined, waiting)
    examined.run("pause")
    assert examined.bridge is not None and examined.bridge.passage is room(examined)
    assert room(examined).open_run is not None and room(examined).open_run.paused  # type: ignore[union-attr]


def test_from_another_page_pause_means_the_room_even_where_the_one_shown_prepares(
    examined: MainWindow,
) -> None:
    one = other(examined, preparing)
    examined.run("journal")
    examined.run("pause")
    assert room(examined).open_run.paused  # type: ignore[union-attr]
    assert not passage(examined, one.number).open_run.paused  # type: ignore[union-attr]


def test_stop_shows_the_room_first_where_another_was_shown(examined: MainWindow) -> None:
    other(examined, waiting)
    examined.run("stop")
    assert examined.bridge is not None and examined.bridge.passage is room(examined)
    assert room(examined).open_run is not None
    examined.run("stop")
    assert room(examined).open_run is None


def test_with_the_one_who_prepares_in_view_stop_is_theirs(examined: MainWindow) -> None:
    one = other(examined, preparing)
    examined.run("stop")
    assert passage(examined, one.number).open_run is None and room(examined).open_run is not None


# --- what is hidden is not changed unseen ---------------------------------------------------------


def test_nothing_is_undone_unseen(examined: MainWindow) -> None:
    assert examined.bridge is not None
    examined.bridge.perform(PlaceLevel(room(examined).number, "C2", "TS"))
    examined.run("journal")
    examined.run("privacy")
    examined.run("undo")
    assert room(examined).levels["C2"] == "TS"
    assert "masqué" in examined.banner.accessibleName()
    examined.run("privacy")
    examined.run("undo")
    assert room(examined).levels.get("C2") != "TS"
    assert examined.pages.currentWidget() is examined.day


def test_no_visa_is_given_and_nothing_sealed_unseen(examined: MainWindow) -> None:
    assert examined.day is not None
    examined.run("privacy")
    examined.day.closing.visas.pads[0].on_paper()
    assert not room(examined).visas and "F9" in examined.banner.accessibleName()
    examined.run("seal")
    assert "avant de la sceller" in examined.banner.accessibleName()


def test_control_enter_answers_the_question_being_typed_and_seals_nothing(
    examined: MainWindow,
) -> None:
    assert examined.day is not None and examined.bridge is not None
    examined.run("incident")
    question = examined.day.prompt.question
    assert question is not None
    question.fill({"text": "bruit", "kind": "other"})
    examined.run("seal")
    assert examined.bridge.state.incidents[-1].text == "bruit"
    assert examined.day.prompt.question is None


def test_a_question_that_names_another_candidate_waits_until_the_room_is_empty(
    examined: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert examined.day is not None and examined.bridge is not None
    strip, asked = examined.day.questions, Question("same-fiche", "DUPONT ?")
    monkeypatch.setattr("ui.questions_strip.missing", lambda *_: [])
    monkeypatch.setattr(examined.bridge, "questions", lambda: [asked])
    strip.refresh()
    assert strip.isHidden()
    examined.bridge.perform(SuspendPassage(room(examined).number, "alarme"))
    assert examined.bridge.in_room() is None and not strip.isHidden()


def test_a_slow_visa_is_kept_whole(examined: MainWindow) -> None:
    assert examined.day is not None
    pad = examined.day.closing.visas.pads[0]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(0, 5))
    for place in range(1200):
        QTest.mouseMove(pad, QPoint(place % 90, 5 + place // 90))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(0, 5))
    pad.flush()
    drawing = room(examined).visas[pad.examiner.name].drawing
    assert drawing.rstrip().endswith(("17", "18")) and path_points(drawing) is not None


# --- a past candidate, shown while another is in the room -----------------------------------------


def readable(shown: MainWindow) -> str:
    labels = [w.text() for w in shown.findChildren(QLabel) if w.isVisible()]
    names = [w.accessibleName() for w in shown.findChildren(QWidget) if w.isVisible()]
    return "\n".join((*labels, *names))


@pytest.mark.parametrize(
    "act", ["identity", "next-part", "incident", "late", "absent", "situation"]
)
@pytest.mark.parametrize("how", ["absent", "sealed", "not_valid"])
def test_nothing_done_to_a_past_candidate_tells_who_they_are_or_why(
    examined: MainWindow, act: str, how: str
) -> None:
    one = other(examined, lambda p: bool(getattr(p, how)))
    examined.run(act)
    told = readable(examined)
    assert one.candidate.last_name not in told and one.number not in told
    assert "marqué" not in told and "déclaré" not in told and "scellée" not in told


def test_why_is_told_once_the_room_is_empty(examined: MainWindow) -> None:
    assert examined.bridge is not None
    other(examined, lambda p: p.absent)
    examined.bridge.perform(SuspendPassage(room(examined).number, "alarme"))
    examined.run("identity")
    assert "marqué absent" in examined.banner.accessibleName()


def test_the_present_one_reads_nowhere_that_the_mark_is_reserved(examined: MainWindow) -> None:
    assert examined.bridge is not None and examined.day is not None
    examined.bridge.perform(RaiseDoubt(room(examined).number, "fiche 3"))
    badges = [badge for line in examined.day.list._model.lines for badge in line.badges]
    assert "réservée" not in readable(examined) and badges == []
    words = [w.text() for w in examined.findChildren(QPushButton) if w.isVisible()]
    assert not any("doute" in word for word in words)
    examined.bridge.perform(SuspendPassage(room(examined).number, "alarme"))
    assert examined.day.header._reserved.isVisible()


def test_a_suspended_candidate_is_not_told_by_the_clocks_held(examined: MainWindow) -> None:
    assert examined.day is not None and examined.bridge is not None
    one = room(examined)
    examined.bridge.perform(SuspendPassage(one.number, "alarme"))
    nobody = examined.bridge.in_room()
    assert nobody is None and examined.day.band.isVisible()
    new = next(p for p in examined.bridge.state.in_order if waiting(p))
    examined.bridge.perform(ConfirmIdentity(new.number))
    assert examined.bridge.passage is not None and examined.bridge.passage.number == one.number
    assert not examined.day.band.isVisible()


def test_a_file_let_go_of_leaves_nothing_that_follows_it(morning: MainWindow, qtbot: QtBot) -> None:
    former = morning.bridge
    assert former is not None
    morning.run("close-file")
    qtbot.waitUntil(lambda: not shiboken6.isValid(former))


def test_the_privacy_key_takes_away_a_refusal_that_quotes_a_mark(examined: MainWindow) -> None:
    assert examined.bridge is not None
    examined.bridge.perform(SetMark(room(examined).number, "14,25"))
    assert "14,25" in examined.banner.accessibleName()
    examined.run("privacy")
    assert "14,25" not in examined.banner.accessibleName()
