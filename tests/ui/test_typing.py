"""Typed text is never lost: what is no act yet is a draft, with its candidate, across a kill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.acts import ChooseSituation, CloseDay, WithdrawIdentity
from app.domain.state import Passage
from tests.db.test_store import fail
from tests.e2e.driving import content, write
from tests.ui.days import opened
from ui.bridge import Bridge
from ui.exam_day import ExamDay
from ui.main_window import MainWindow
from ui.start import application, window
from ui.transcribe_page import TranscribePage
from ui.typed import FOUND, KEPT, LONGEST_MS, REFUSED, WAITS, Typed

FIRST, SECOND = "00009900101", "00009900102"
Reopen = Callable[[MainWindow], MainWindow]


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A morning of E32, the first candidate's identity confirmed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    application()
    opened("E32 morning", tmp_path).close()
    made = window(tmp_path / "C04.passage")
    qtbot.addWidget(made)
    made.show()
    made.run("identity")
    yield made
    made.close_file()


@pytest.fixture
def killed(qtbot: QtBot, tmp_path: Path) -> Iterator[Reopen]:
    """The window again, on what the disk held at that moment."""
    reopened: list[MainWindow] = []

    def kill(shown: MainWindow) -> MainWindow:
        path = tmp_path / f"killed-{len(reopened)}.passage"
        write(path, *content(bridge(shown).desk.path))
        made = window(path)
        qtbot.addWidget(made)
        made.show()
        reopened.append(made)
        return made

    yield kill
    for made in reopened:
        made.close_file()


def bridge(shown: MainWindow) -> Bridge:
    assert shown.bridge is not None
    return shown.bridge


def day(shown: MainWindow) -> ExamDay:
    assert shown.day is not None
    return shown.day


def passage(shown: MainWindow) -> Passage:
    found = bridge(shown).passage
    assert found is not None
    return found


def typed(widget: QWidget, text: str) -> None:
    """Characters as a keyboard of any layout sends them."""
    for character in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(widget, event)


def field(shown: MainWindow, name: str) -> QWidget:
    """A field of the question asked."""
    question = day(shown).prompt.question
    assert question is not None
    return question.fields[name]


def enter(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)


# --- when it reaches the disk -----------------------------------------------------------------


def test_whoever_never_rests_is_sent_all_the_same(qtbot: QtBot) -> None:
    sent: list[str] = []
    waits = Typed(lambda: sent.append("") or "", QApplication.instance())  # type: ignore[func-returns-value,arg-type]
    waits._rest.setInterval(3_600_000)
    waits._longest.setInterval(1)
    waits.touch()
    qtbot.waitUntil(lambda: sent == [""])


def test_another_key_never_puts_off_the_longest_wait(qtbot: QtBot) -> None:
    waits = Typed(lambda: "", QApplication.instance())  # type: ignore[arg-type]
    waits.touch()
    begun = waits._longest.timerId()
    waits.touch()
    assert waits._longest.timerId() == begun and waits._longest.interval() == LONGEST_MS <= 3000


def test_every_field_says_that_it_waits_until_it_is_on_the_disk(
    shown: MainWindow, qtbot: QtBot
) -> None:
    page = day(shown)
    shown.run("report")
    fields: list[tuple[Typed, QWidget]] = [
        (page.tabs.observations._typed, page.tabs.observations._entry),
        (page.prompt._typed, field(shown, "text")),
        (page.closing.appraisal._typed, page.closing.appraisal._text),
        (page.closing.mark._typed, page.closing.mark._edit),
    ]
    for waits, widget in fields:
        with qtbot.waitSignal(waits.said, check_params_cb=lambda told: told == WAITS):
            typed(widget, "1")
        with qtbot.waitSignal(waits.said, check_params_cb=lambda told: told != WAITS):
            pass


def test_a_disk_that_refuses_leaves_the_field_waiting_and_is_tried_again(
    shown: MainWindow, qtbot: QtBot
) -> None:
    line = day(shown).tabs.observations
    fail(bridge(shown).desk, "INSERT OR REPLACE")
    typed(line._entry, "hésite")
    line.flush()
    assert line._state.accessibleName() == WAITS and "C04.passage" in shown.banner.accessibleName()
    line.flush()
    assert bridge(shown).desk.drafts(FIRST) == {"observation": "hésite"}


def test_what_the_disk_refused_stays_with_its_candidate_and_is_kept_on_closing(
    shown: MainWindow, killed: Reopen
) -> None:
    fail(bridge(shown).desk, "INSERT OR REPLACE")
    typed(day(shown).tabs.observations._entry, "hésite")
    bridge(shown).select(SECOND)
    bridge(shown).select(FIRST)
    assert day(shown).tabs.observations._entry.text() == "hésite"
    shown.close_file()
    assert shown.open(Path(shown.settings.value("recent")[0]))
    assert bridge(shown).desk.drafts(FIRST) == {"observation": "hésite"}


# --- the line of an observation ---------------------------------------------------------------


def test_a_line_begun_waits_with_its_candidate(shown: MainWindow) -> None:
    line = day(shown).tabs.observations
    typed(line._entry, "hésite")
    bridge(shown).select(SECOND)
    assert line._entry.text() == ""
    typed(line._entry, "calme")
    bridge(shown).select(FIRST)
    assert (line._entry.text(), line._state.accessibleName()) == ("hésite", FOUND)
    enter(line._entry)
    assert [note.text for note in bridge(shown).desk.observations(FIRST)] == ["hésite"]
    assert bridge(shown).desk.observations(SECOND) == []


def test_a_line_begun_outlives_a_kill_and_becomes_one_observation(
    shown: MainWindow, killed: Reopen
) -> None:
    typed(day(shown).tabs.observations._entry, "hésite")
    day(shown).flush()
    again = killed(shown)
    line = day(again).tabs.observations
    assert (line._entry.text(), line._state.accessibleName()) == ("hésite", FOUND)
    enter(line._entry)
    assert (line._entry.text(), line._state.accessibleName()) == ("", "")
    assert bridge(again).desk.drafts(FIRST) == {}
    assert day(killed(again)).tabs.observations._entry.text() == ""


def test_an_emptied_line_is_kept_no_more(shown: MainWindow) -> None:
    line = day(shown).tabs.observations
    typed(line._entry, "h")
    line.flush()
    assert line._state.accessibleName() == KEPT
    QTest.keyClick(line._entry, Qt.Key.Key_Backspace)
    line.flush()
    assert (bridge(shown).desk.drafts(FIRST), line._state.accessibleName()) == ({}, "")


def test_the_privacy_key_hides_the_line_and_gives_it_back(shown: MainWindow) -> None:
    line = day(shown).tabs.observations
    typed(line._entry, "hésite")
    shown.run("privacy")
    assert line._entry.text() == "" and line._entry.isReadOnly()
    shown.run("privacy")
    assert line._entry.text() == "hésite"


# --- questions in the page --------------------------------------------------------------------


def test_a_question_outlives_a_kill_with_all_its_fields(shown: MainWindow, killed: Reopen) -> None:
    shown.run("report")
    typed(field(shown, "text"), "Alarme")
    QTest.keyClick(field(shown, "text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    typed(field(shown, "text"), "Sortie")
    field(shown, "kind").setCurrentIndex(3)  # type: ignore[attr-defined]
    typed(field(shown, "informed"), "Mme PROVISEUR")
    day(shown).flush()
    again = killed(shown)
    assert day(again).prompt._state.accessibleName() == FOUND and not day(again).prompt.isHidden()
    day(again).prompt.done()
    incident = bridge(again).state.incidents[0]
    assert (incident.kind, incident.text) == ("alarm", "Alarme\nSortie")
    assert incident.informed == "Mme PROVISEUR" and bridge(again).desk.drafts(FIRST) == {}


def test_a_reason_outlives_a_kill_with_the_act_that_waits_for_it(
    shown: MainWindow, killed: Reopen
) -> None:
    for name in ("next-part", "next-part", "next-part", "next-part", "stop"):
        shown.run(name)
    typed(field(shown, "reason"), "malaise")
    day(shown).flush()
    again = killed(shown)
    assert passage(again).open_run is not None
    enter(field(again, "reason"))
    assert passage(again).open_run is None and passage(again).runs[-1].stop_reason == "malaise"


def test_a_situation_half_chosen_outlives_a_kill(shown: MainWindow, killed: Reopen) -> None:
    assert bridge(shown).perform(ChooseSituation(FIRST, 1, 2, parameters="38 ans"))
    shown.run("situation")
    field(shown, "fiche_2").setCurrentIndex(4)  # type: ignore[attr-defined]
    typed(field(shown, "scenario"), "trop cher")
    day(shown).flush()
    again = killed(shown)
    day(again).prompt.done()
    situation = passage(again).situation
    assert situation is not None and situation.fiches == (1, 4)
    assert (situation.parameters, situation.scenarios) == ("38 ans", ("trop cher", ""))


def test_a_question_left_is_forgotten(shown: MainWindow, killed: Reopen) -> None:
    shown.run("report")
    typed(field(shown, "text"), "Alarme")
    day(shown).flush()
    for _ in range(2):
        QTest.keyClick(field(shown, "text"), Qt.Key.Key_Escape)
    assert day(killed(shown)).prompt.isHidden()


def test_one_escape_alone_loses_nothing_typed(shown: MainWindow, killed: Reopen) -> None:
    shown.run("report")
    typed(field(shown, "text"), "Alarme")
    QTest.keyClick(field(shown, "text"), Qt.Key.Key_Escape)
    assert field(shown, "text").toPlainText() == "Alarme"  # type: ignore[attr-defined]
    again = killed(shown)
    assert field(again, "text").toPlainText() == "Alarme"  # type: ignore[attr-defined]


def test_typing_on_after_an_escape_asks_for_two_again(shown: MainWindow) -> None:
    shown.run("report")
    for word in ("Alarme", " au feu"):
        QTest.keyClicks(field(shown, "text"), word)
        QTest.keyClick(field(shown, "text"), Qt.Key.Key_Escape)
    assert field(shown, "text").toPlainText() == "Alarme au feu"  # type: ignore[attr-defined]


def test_a_question_without_a_word_is_not_asked_again(shown: MainWindow, killed: Reopen) -> None:
    shown.run("report")
    day(shown).flush()
    assert day(killed(shown)).prompt.isHidden()


def test_closing_the_window_keeps_the_question(shown: MainWindow, killed: Reopen) -> None:
    shown.run("doubt")
    typed(field(shown, "reason"), "fiche 3")
    path = bridge(shown).desk.path
    shown.close_file()
    assert shown.open(path)
    assert field(shown, "reason").text() == "fiche 3"  # type: ignore[attr-defined]


def test_a_question_asked_above_another_gives_it_back(shown: MainWindow) -> None:
    shown.run("report")
    typed(field(shown, "text"), "Alarme")
    shown.run("doubt")
    typed(field(shown, "reason"), "fiche 3")
    enter(field(shown, "reason"))
    assert passage(shown).doubt == "fiche 3"
    below = field(shown, "text")
    assert isinstance(below, QPlainTextEdit) and below.toPlainText() == "Alarme"


def test_a_question_asked_twice_keeps_what_was_typed(shown: MainWindow) -> None:
    shown.run("report")
    typed(field(shown, "text"), "Alarme")
    shown.run("report")
    assert field(shown, "text").toPlainText() == "Alarme"  # type: ignore[attr-defined]
    for _ in range(2):
        day(shown).prompt.leave()
    assert day(shown).prompt.isHidden()


def test_a_form_that_needs_a_reason_asks_for_it_in_its_own_field(shown: MainWindow) -> None:
    bridge(shown).perform(ChooseSituation(FIRST, 1, 2))
    for name in ("next-part", "next-part"):
        shown.run(name)
    shown.run("situation")
    field(shown, "fiche_2").setCurrentIndex(4)  # type: ignore[attr-defined]
    day(shown).prompt.done()
    typed(field(shown, "reason"), "fiche 2 incomplète")
    day(shown).prompt.done()
    assert passage(shown).situation is not None and day(shown).prompt.isHidden()
    assert passage(shown).situation.fiches == (1, 4)  # type: ignore[union-attr]


def test_a_question_on_another_candidate_is_veiled_while_one_is_in_the_room(
    shown: MainWindow,
) -> None:
    bridge(shown).select(SECOND)
    shown.run("doubt")
    typed(field(shown, "reason"), "fiche 3")
    for name in (FIRST, SECOND):
        bridge(shown).select(name)
    assert bridge(shown).other_in_room and day(shown).prompt.isHidden()
    shown.run("doubt")
    assert field(shown, "reason").text() == "fiche 3"  # type: ignore[attr-defined]


def test_a_draft_of_another_version_is_left_aside(shown: MainWindow, killed: Reopen) -> None:
    for place, text in enumerate(('{"form":"gone","typed":{}}', "{}", "x", '{"act":1,"title":""}')):
        bridge(shown).keep(FIRST, f"question {place}", text)
    assert day(killed(shown)).prompt.isHidden()


# --- the mark ---------------------------------------------------------------------------------


def test_half_a_mark_is_kept_with_its_candidate_and_said_to_be_unrecorded(
    shown: MainWindow, killed: Reopen
) -> None:
    mark = day(shown).closing.mark
    typed(mark._edit, "14,")
    day(shown).flush()
    bridge(shown).select(SECOND)
    assert mark._edit.text() == ""
    for page in (shown, killed(shown)):
        bridge(page).select(FIRST)
        found = day(page).closing.mark
        assert (found._edit.text(), found._title.text()) == ("14,", "pas enregistrée")
        assert passage(page).mark is None


def test_half_a_mark_found_is_completed(shown: MainWindow, killed: Reopen) -> None:
    typed(day(shown).closing.mark._edit, "14,")
    day(shown).flush()
    again = killed(shown)
    edit = day(again).closing.mark._edit
    typed(edit, "5")
    enter(edit)
    assert passage(again).mark == "14.5" and bridge(again).desk.drafts(FIRST) == {}
    assert day(again).closing.mark._title.text() == "Note sur 20"


def test_escape_brings_back_the_mark_that_is_stored(shown: MainWindow) -> None:
    mark = day(shown).closing.mark
    typed(mark._edit, "14")
    enter(mark._edit)
    typed(mark._edit, ",")
    day(shown).flush()
    assert mark.unrecorded
    QTest.keyClick(mark._edit, Qt.Key.Key_Escape)
    assert (mark._edit.text(), mark.unrecorded) == ("14", False)
    assert bridge(shown).desk.drafts(FIRST) == {}


def test_an_emptied_mark_is_taken_away_on_leaving_only(shown: MainWindow, qtbot: QtBot) -> None:
    mark = day(shown).closing.mark
    typed(mark._edit, "9")
    enter(mark._edit)
    QTest.keyClick(mark._edit, Qt.Key.Key_Backspace)
    mark._typed.flush()
    assert passage(shown).mark == "9.0" and "non enregistrée" in mark._title.text()
    mark.flush()
    assert passage(shown).mark is None


# --- the appraisal ----------------------------------------------------------------------------

HIDDEN = "Bien\u200b dit"


def test_a_refused_appraisal_stays_with_its_candidate(shown: MainWindow, killed: Reopen) -> None:
    appraisal = day(shown).closing.appraisal
    typed(appraisal._text, HIDDEN)
    appraisal.flush()
    assert appraisal._state.accessibleName() == REFUSED
    for page in (shown, killed(shown)):
        for number in (SECOND, FIRST):
            bridge(page).select(number)
        found = day(page).closing.appraisal
        assert (found._text.toPlainText(), found._state.accessibleName()) == (HIDDEN, FOUND)
        assert passage(page).appraisal == ""


def test_a_refused_appraisal_survives_the_privacy_key_and_leaves_by_escape(
    shown: MainWindow,
) -> None:
    appraisal = day(shown).closing.appraisal
    typed(appraisal._text, HIDDEN)
    appraisal.flush()
    shown.run("privacy")
    assert appraisal._text.toPlainText() == ""
    shown.run("privacy")
    assert appraisal._text.toPlainText() == HIDDEN
    QTest.keyClick(appraisal._text, Qt.Key.Key_Escape)
    assert (appraisal._text.toPlainText(), appraisal.unrecorded) == ("", False)
    assert bridge(shown).desk.drafts(FIRST) == {}


def test_nothing_is_sealed_while_what_is_shown_is_not_recorded(shown: MainWindow) -> None:
    typed(day(shown).closing.mark._edit, "14,")
    day(shown).closing.seal.click()
    assert "La note affichée n’est pas enregistrée" in shown.banner.accessibleName()


# --- a sheet typed back from paper ------------------------------------------------------------


def sheet(shown: MainWindow) -> TranscribePage:
    """The page that types a sheet back, of a candidate who never came into the room."""
    shown.run("transcribe")
    page = shown._shown["sheets"].transcribing  # type: ignore[attr-defined]
    assert isinstance(page, TranscribePage) and page.currentIndex() == 0
    return page


def begun(page: TranscribePage) -> dict[str, object]:
    """A sheet half typed; what it would send."""
    for row, level in ((0, "S"), (1, "TI"), (1, "TS")):
        page.levels.place(row, level)
    typed(next(iter(page.parts._fields.values()))[0], "9h05")
    page.dossier._answers["fiche-1", "yes"].click()
    for place, fiche in enumerate((2, 3)):
        page.dossier._fiches[place].setCurrentIndex(fiche)
    typed(page.evidence, "passeport")
    typed(page.mark, "13,")
    typed(page.appraisal, "Bien")
    next(iter(page._signed.values())).click()
    typed(page.reason, "panne")
    return page.sheet()


def test_a_sheet_half_typed_back_outlives_a_kill(shown: MainWindow, killed: Reopen) -> None:
    bridge(shown).perform(WithdrawIdentity(FIRST, "essai"))
    bridge(shown).select(SECOND)
    page = sheet(shown)
    sent = begun(page)
    page.draft.flush()
    assert page.draft.sign.accessibleName() == KEPT
    found = sheet(killed(shown))
    assert found.draft.sign.accessibleName() == FOUND
    assert (found._number, found.sheet(), found.reason.text()) == (SECOND, sent, "panne")
    assert found.levels.level(1) == "TS" and len(sent) == 8


def test_a_sheet_recorded_or_effaced_leaves_no_draft(shown: MainWindow) -> None:
    page = sheet(shown)
    for end in (page.clear, page.save):
        begun(page)
        page.mark.setText("13,5")
        page.parts._fields["preparation"][0].clear()
        page.draft.flush()
        assert bridge(shown).desk.drafts(FIRST)
        end()
        assert bridge(shown).desk.drafts(FIRST) == {}
    assert passage(shown).transcribed


def test_a_sheet_refused_is_kept(shown: MainWindow) -> None:
    page = sheet(shown)
    begun(page)
    page.save()
    assert "transcription" in bridge(shown).desk.drafts(FIRST)
    assert page.mark.text() == "13," and not passage(shown).transcribed


def test_closing_the_window_keeps_the_sheet(shown: MainWindow) -> None:
    begun(sheet(shown))
    path = bridge(shown).desk.path
    shown.close_file()
    assert shown.open(path)
    assert sheet(shown).appraisal.toPlainText() == "Bien"


def test_every_control_of_a_sheet_has_its_own_name(shown: MainWindow) -> None:
    page = sheet(shown)
    stops = [*page.levels.stops(), *page.parts.stops(), *page.dossier.stops()]
    assert len(page.draft._controls) == len(stops) + 5 + len(page._signed)


# --- the end ----------------------------------------------------------------------------------


def test_closing_the_day_forgets_every_draft(shown: MainWindow, killed: Reopen) -> None:
    page = day(shown)
    shown.run("report")
    typed(field(shown, "text"), "Alarme")
    for widget in (page.tabs.observations._entry, page.closing.mark._edit):
        typed(widget, "1,")
    page.flush()
    assert len(bridge(shown).drafts(FIRST)) == 3
    assert bridge(shown).perform(CloseDay())
    for one in (shown, killed(shown)):
        assert bridge(one).drafts(FIRST) == {} and day(one).prompt.isHidden()
        assert day(one).tabs.observations._entry.text() == day(one).closing.mark._edit.text() == ""
