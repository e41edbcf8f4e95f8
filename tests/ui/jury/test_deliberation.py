"""« Délibération »: every act by keyboard, reversible until the closing, then rectified."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.jury.marks import standing
from app.domain.jury.means import outcome
from app.domain.jury.results_acts import DecideMark, Pronounce, RecordLivret, ReportFraud
from tests.services.deliberations import PRESIDENT, number_of
from tests.ui.jury.deliberations import deliberation
from tests.ui.jury.windows import bridge_of, page
from tests.ui.test_files import drop, told
from ui.main_window import MainWindow

Key = Qt.Key
FIRST, RESERVED, ABSENT = number_of(0), number_of(1), number_of(2)
MARKS = "N° candidat;Nom;Prénoms;E31\n"


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    for made in deliberation(qtbot, tmp_path, 12):
        made.run("deliberation")
        yield made


@pytest.fixture
def official(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    for made in deliberation(qtbot, tmp_path, official=True):
        made.run("deliberation")
        yield made


@pytest.fixture
def hundreds(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    for made in deliberation(qtbot, tmp_path, 300, 24):
        made.run("deliberation")
        yield made


def found(shown: MainWindow) -> Any:
    return page(shown, "deliberation")


def numbers(shown: MainWindow, code: str) -> list[str]:
    """Whom that filter shows."""
    box = found(shown).state
    box.setCurrentIndex(box.findData(code))
    return [line.number for line in found(shown).table.model.shown]


def cell(shown: MainWindow, number: str, title: str) -> str:
    model = found(shown).table.model
    section = next(n for n, each in enumerate(model.columns) if each.title == title)
    text: str = model.index(model.place_of(number), section).data()
    return text


def filed(shown: MainWindow, number: str, unit: str) -> Any:
    """The candidate's file, its cursor on that unit: reached with Enter from the list."""
    found(shown).table.go(number, 1)
    QTest.keyClick(found(shown).table.view, Key.Key_Return)
    file = found(shown).file
    assert file.isVisible()
    file.units.go(unit)
    return file


def answer(file: Any, name: str, /, **typed: str) -> None:
    """Ask for that act, type, press Enter in the last field."""
    file.bar.ask(name)
    fields = file.bar.question.fields
    for field, text in typed.items():
        box = fields[field]
        if isinstance(box, QComboBox):
            box.setCurrentIndex(box.findData(True if text == "True" else text))
        else:
            type_in(box, text)
    QTest.keyClick(next(iter(fields.values())), Key.Key_Return)


def type_in(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """What a French keyboard types, which the test keyboard has not."""
    field.setFocus()
    field.selectAll()
    if isinstance(field, QLineEdit):
        field.insert(text)
    else:
        field.insertPlainText(text)


AUTHORITY = {"authority": "DEC de Lyon", "decided": "18/06/2019", "reason": "certificat retrouvé"}


def state_of(shown: MainWindow) -> Any:
    return bridge_of(shown).state


# --- the list -------------------------------------------------------------------------------------


def test_a_line_says_in_a_word_and_a_shape_why_there_is_no_mark(jury: MainWindow) -> None:
    assert cell(jury, RESERVED, "E32") == "◆ réservée" and cell(jury, RESERVED, "E3") == ""
    assert cell(jury, ABSENT, "E42") == "○ AB" and "absent" in cell(jury, ABSENT, "À régler")
    assert cell(jury, FIRST, "Moyenne") != ""


def test_each_filter_shows_whom_it_says_and_counts_them(jury: MainWindow) -> None:
    bridge_of(jury).perform(ReportFraud(number_of(3), PRESIDENT, "Antisèche.", "E31"))
    assert numbers(jury, "reserve") == [RESERVED] and numbers(jury, "absent") == [ABSENT]
    assert numbers(jury, "fraud") == [number_of(3)]
    assert len(numbers(jury, "without")) == 12
    waiting = numbers(jury, "waiting")
    assert not {RESERVED, ABSENT, number_of(3)} & {*waiting} and waiting
    box = found(jury).state
    assert f"({len(waiting)})" in box.itemText(box.findData("waiting"))


def test_whom_to_deliberate_about_has_a_mean_from_eight_to_less_than_ten(
    hundreds: MainWindow,
) -> None:
    shown = numbers(hundreds, "near")
    means = [outcome(state_of(hundreds), number).general.value for number in shown]
    assert means and all(mean is not None and 8 <= mean < 10 for mean in means)
    rest = [n for n in state_of(hundreds).candidates if n not in shown]
    others = [outcome(state_of(hundreds), number).general.value for number in rest]
    assert not any(mean is not None and 8 <= mean < 10 for mean in others)


def test_the_result_is_chosen_in_its_cell_in_the_name_of_who_decides(jury: MainWindow) -> None:
    model = found(jury).table.model
    section = next(n for n, each in enumerate(model.columns) if each.title == "Résultat")
    proposal = outcome(state_of(jury), FIRST).proposal
    bridge_of(jury).perform(RecordLivret(FIRST, "examined", PRESIDENT))
    found(jury).author.setText("Anne MARTIN")
    assert model.setData(model.index(model.place_of(FIRST), section), proposal)
    assert state_of(jury).results.of(FIRST).pronounced.by == "Anne MARTIN"
    assert FIRST not in numbers(jury, "without")


def test_nobody_is_adjourned_before_their_livret_and_it_is_said(jury: MainWindow) -> None:
    adjourned = next(
        n for n in state_of(jury).candidates if outcome(state_of(jury), n).proposal == "adjourned"
    )
    assert not bridge_of(jury).perform(Pronounce(adjourned, "adjourned", PRESIDENT))
    assert "livret" in told(jury).lower()
    assert adjourned in numbers(jury, "livret")


def test_an_act_tells_again_the_line_it_changed_and_no_other(hundreds: MainWindow) -> None:
    model, changed, resets = found(hundreds).table.model, list[int](), list[int]()
    model.dataChanged.connect(lambda first, _: changed.append(first.row()))
    model.modelReset.connect(lambda: resets.append(1))
    assert bridge_of(hundreds).perform(RecordLivret(number_of(7), "examined", PRESIDENT))
    assert changed == [7] and resets == []


# --- the file -------------------------------------------------------------------------------------


def test_a_reserve_is_lifted_with_the_code_of_the_sheet_under_seal(jury: MainWindow) -> None:
    file = filed(jury, RESERVED, "E32")
    answer(file, "lift", **AUTHORITY, code="WXYZ-0000")
    assert "pli" in told(jury) and file.bar.question is not None
    answer(file, "lift", **AUTHORITY, code="ABCD-1234")
    assert standing(state_of(jury), RESERVED, "E32").note == "réserve levée"
    assert file.bar.question is None and jury.focusWidget() is file.units.view
    assert "pending" in file.bar.forms and "lift" not in file.bar.forms


def test_a_reserved_mark_is_told_nowhere_until_it_is_lifted(jury: MainWindow) -> None:
    file = filed(jury, RESERVED, "E32")
    assert "sous pli" in file.grids["E32"].more.text()
    line = next(u for u in file.units.model.shown if u.name == "E32")
    assert (line.proposed, line.held) == ("", "◆ réservée")
    answer(file, "lift", **AUTHORITY)
    assert "Note proposée" not in file.units.model.shown[0].told
    assert next(u for u in file.units.model.shown if u.name == "E32").proposed != ""


def test_a_reserve_becomes_nv_and_that_is_taken_back(jury: MainWindow) -> None:
    file = filed(jury, RESERVED, "E32")
    answer(file, "not-valid", **AUTHORITY)
    assert cell(jury, RESERVED, "E32") == "■ NV"
    answer(file, "pending", **AUTHORITY)
    assert cell(jury, RESERVED, "E32") == "◆ réservée"
    assert [told.what for told in file.log.model.shown] == ["réserve E32"] * 2


def test_a_mark_is_decided_with_author_and_reason_and_taken_back(jury: MainWindow) -> None:
    before = standing(state_of(jury), FIRST, "E32").mark
    file = filed(jury, FIRST, "E32")
    answer(file, "decide-mark", mark="12,3", by="Anne MARTIN", reason="relecture")
    assert "n’est pas une note" in told(jury)
    answer(file, "decide-mark", mark="12,5", by="Anne MARTIN", reason="relecture")
    own = state_of(jury).results.of(FIRST).of("E32").final
    assert (own.mark, own.upon, own.by) == ("12.5", before, "Anne MARTIN")
    answer(file, "decide-mark back", reason="erreur de candidat")
    assert standing(state_of(jury), FIRST, "E32").mark == before
    assert found(jury).author.text() == "Anne MARTIN"


def test_an_absence_becomes_zero_by_an_explicit_decision_alone(jury: MainWindow) -> None:
    file = filed(jury, ABSENT, "E42")
    answer(file, "record-force-majeure", **AUTHORITY)
    assert cell(jury, ABSENT, "E42") == "0"
    answer(file, "majeure back", **AUTHORITY)
    assert cell(jury, ABSENT, "E42") == "○ AB"


def test_a_fraud_pending_takes_the_mean_away_until_it_is_settled(jury: MainWindow) -> None:
    mean = cell(jury, FIRST, "Moyenne")
    file = filed(jury, FIRST, "E31")
    answer(file, "report-fraud", text="Antisèche.", unit="E31")
    assert cell(jury, FIRST, "Moyenne") == "" and "▲ fraude" in cell(jury, FIRST, "À régler")
    answer(file, "settle-fraud", outcome="cleared", **AUTHORITY)
    assert cell(jury, FIRST, "Moyenne") == mean


def test_enter_in_a_long_text_does_the_act_and_shift_enter_begins_a_line(jury: MainWindow) -> None:
    file = filed(jury, FIRST, "E32")
    file.bar.ask("note-minutes")
    fields = file.bar.question.fields
    fields["kind"].setCurrentIndex(1)
    QTest.keyClicks(fields["text"], "un")
    QTest.keyClick(fields["text"], Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(fields["text"], "deux")
    QTest.keyClick(fields["text"], Key.Key_Return)
    assert state_of(jury).results.notes[-1].text == "un\ndeux"
    assert file.tabs.tabText(3) == "Incidents (1)"


def test_what_is_typed_is_left_the_second_time_alone(jury: MainWindow) -> None:
    file = filed(jury, FIRST, "E32")
    QTest.keyClick(file.units.view, Key.Key_Return)
    field = file.bar.question.fields["mark"]
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Key.Key_PageDown)
    QTest.keyClick(field, Key.Key_Escape)
    assert file.bar.question is None and found(jury)._number == FIRST


def test_escape_twice_leaves_a_form_and_once_more_the_file(jury: MainWindow) -> None:
    file = filed(jury, FIRST, "E32")
    file.bar.ask("decide-mark")
    QTest.keyClicks(file.bar.question.fields["mark"], "12")
    QTest.keyClick(file.bar.question.fields["mark"], Key.Key_Escape)
    assert file.bar.question is not None
    QTest.keyClick(file.bar.question.fields["mark"], Key.Key_Escape)
    assert file.bar.question is None
    QTest.keyClick(file.units.view, Key.Key_Escape)
    assert found(jury).list.isVisible() and found(jury).table.key == FIRST


def test_page_down_leads_to_the_next_candidate_of_the_filter(jury: MainWindow) -> None:
    bridge_of(jury).perform(RecordLivret(FIRST, "examined", PRESIDENT))
    shown = numbers(jury, "waiting")
    file = filed(jury, shown[0], "E32")
    QTest.keyClick(file.units.view, Key.Key_PageDown)
    assert found(jury)._number == shown[1]
    QTest.keyClick(file.units.view, Key.Key_PageUp)
    assert found(jury)._number == shown[0]


def test_every_button_of_a_file_can_be_reached_and_has_a_name(jury: MainWindow) -> None:
    file = filed(jury, RESERVED, "E32")
    buttons = [b for b in file.findChildren(QPushButton) if b.isVisible()]
    assert len(buttons) > 6
    assert all(b.accessibleName() or b.text() for b in buttons)
    assert all(b.focusPolicy() & Qt.FocusPolicy.TabFocus for b in buttons)


# --- the jury itself ------------------------------------------------------------------------------


def test_the_jury_is_named_its_days_noted_and_its_parity_told(jury: MainWindow) -> None:
    found(jury)._show(found(jury).jurors)
    panel = found(jury).jurors
    assert panel.bar.question is not None  # the first member is asked at once
    answer(panel, "add", name="Irène DURAND", sector="public", president="True")
    answer(panel, "add", name="Luc MERLE", sector="employer")
    panel.table.go("Luc MERLE")
    answer(panel, "came", date="02/07/2019")
    assert "1 enseignant dont 1 du public, 1 de la profession" in panel.parity.text()
    assert "Le 02/07/2019 : 0 enseignant" in panel.parity.text()
    assert state_of(jury).results.jurors["Luc MERLE"].attended == ("2019-07-02",)


def test_a_member_taken_out_is_asked_for_once_more(jury: MainWindow) -> None:
    found(jury)._show(found(jury).jurors)
    panel = found(jury).jurors
    answer(panel, "add", name="Luc MERLE", sector="employer")
    panel.table.go("Luc MERLE")
    panel.bar.ask("remove")
    assert jury.focusWidget() is panel.bar.save
    QTest.keyClick(panel.bar.save, Key.Key_Return)
    assert state_of(jury).results.jurors == {}


# --- many results ---------------------------------------------------------------------------------


def test_results_without_a_doubt_are_pronounced_in_one_gesture(hundreds: MainWindow) -> None:
    near, waiting = numbers(hundreds, "near"), numbers(hundreds, "waiting")
    unread = [n for n in numbers(hundreds, "livret") if n not in near]
    found(hundreds).pronounce_button.click()
    panel = found(hundreds).pronouncing
    rest = {*waiting} - {*near} - {*unread}
    assert {line.number for line in panel.table.model.shown} == rest and near and unread
    QTest.keyClick(hundreds.focusWidget(), Key.Key_Return)
    results = state_of(hundreds).results
    assert {n for n in results.candidates if results.of(n).pronounced} == rest
    assert found(hundreds).list.isVisible() and not {*numbers(hundreds, "waiting")} & rest


# --- coefficients and codes -----------------------------------------------------------------------


def test_a_coefficient_taken_out_refuses_the_mean_and_names_it(jury: MainWindow) -> None:
    found(jury)._show(found(jury).settling)
    model = found(jury).settling.coefficients.model
    at = model.index(model.place_of("E32"), 1)
    assert model.setData(at, "") and model.index(at.row(), 2).data() == "à saisir"
    assert "coefficient non saisi" in cell(jury, FIRST, "À régler")
    assert not model.setData(at, "trois") and "1 à 20" in told(jury)
    assert model.setData(at, "3") and cell(jury, FIRST, "À régler") == "à prononcer"


def test_a_code_is_edited_and_no_two_are_the_same(jury: MainWindow) -> None:
    found(jury)._show(found(jury).settling)
    model = found(jury).settling.codes.model
    assert model.setData(model.index(model.place_of("absent"), 1), "ABS")
    assert cell(jury, ABSENT, "E42") == "○ ABS"
    assert not model.setData(model.index(model.place_of("not-valid"), 1), "abs")


# --- a list of marks ------------------------------------------------------------------------------


def dropped(qtbot: QtBot, shown: MainWindow, folder: Path, text: str) -> Any:
    path = folder / "écrits 2.csv"
    path.write_text(text, encoding="utf-8")
    drop(shown, path)
    panel = found(shown).marks
    qtbot.waitUntil(lambda: panel.job is None)
    return panel


def line_of(shown: MainWindow, number: str, mark: str) -> str:
    person = state_of(shown).candidates[number].candidate
    return f"{number};{person.last_name};{person.first_names};{mark}\n"


def test_a_list_dropped_is_told_before_it_is_written(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    seq = bridge_of(jury).desk.seq
    panel = dropped(qtbot, jury, tmp_path, MARKS + line_of(jury, FIRST, "3,5"))
    assert panel.isVisible() and bridge_of(jury).desk.seq == seq
    assert [(c[1], c[3]) for c in panel.table.model.shown] == [("E31", "3,5")]
    panel.load.click()
    assert cell(jury, FIRST, "E31") == "3,5" and found(jury).list.isVisible()


def test_a_list_with_a_wrong_row_is_refused_whole_and_says_which(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    text = MARKS + line_of(jury, FIRST, "3,5") + "999;INCONNU;Jean;12\n"
    panel = dropped(qtbot, jury, tmp_path, text)
    assert "INCONNU" in panel.doubts.text() and not panel.load.isEnabled()
    assert cell(jury, FIRST, "E31") != "3,5"


def test_a_list_that_says_what_is_held_changes_nothing(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = dropped(qtbot, jury, tmp_path, MARKS + line_of(jury, FIRST, cell(jury, FIRST, "E31")))
    assert panel.table.model.total == 0 and not panel.load.isEnabled()


# --- the closing ----------------------------------------------------------------------------------


def settled(shown: MainWindow) -> None:
    """Every result the means lead to is pronounced."""
    bridge = bridge_of(shown)
    for number in bridge.state.candidates:
        proposal = outcome(bridge.state, number).proposal
        if proposal:
            bridge.perform(RecordLivret(number, "examined", PRESIDENT))
            bridge.perform(Pronounce(number, proposal, PRESIDENT))


def test_the_closing_waits_for_every_result_the_jury_can_pronounce(jury: MainWindow) -> None:
    found(jury).close_button.click()
    panel = found(jury).closing
    assert not panel.close_button.isEnabled() and "à régler avant la clôture" in panel.told.text()
    settled(jury)
    assert panel.close_button.isEnabled() and "2 sans résultat" in panel.close_button.text()
    assert [one.line.number for one in panel.table.model.shown] == [RESERVED, ABSENT]


def test_the_closing_counts_who_gets_no_result_and_is_for_good(jury: MainWindow) -> None:
    settled(jury)
    found(jury).close_button.click()
    found(jury).closing.close_button.click()
    closing = state_of(jury).results.closing
    assert (closing.by, closing.without_result) == (PRESIDENT, 2)
    assert "clos le" in found(jury).stage.text() and not found(jury).close_button.isEnabled()
    assert not bridge_of(jury).perform(DecideMark(FIRST, "E32", "12", PRESIDENT, "trop tard"))


def test_after_the_closing_the_same_forms_rectify_and_say_why(official: MainWindow) -> None:
    file = filed(official, FIRST, "E5")
    assert "report-fraud" not in file.bar.forms and "note-minutes" not in file.bar.forms
    file.bar.ask("decide-mark")
    mark = {"mark": "20", "reason": "erreur de report", "rectified_by": "Rectorat"}
    answer(file, "decide-mark", **mark, why="réclamation fondée")
    line = state_of(official).results.of(FIRST).log[-1]
    assert (line.after, line.rectifies) == ("20.0", "Rectorat : réclamation fondée")
    assert "rectification" in file.log.model.shown[0].why


def test_after_the_closing_no_cell_is_edited(official: MainWindow) -> None:
    model = found(official).table.model
    flags = [
        model.flags(model.index(0, n)) & Qt.ItemFlag.ItemIsEditable
        for n in range(model.columnCount())
    ]
    assert not any(flags)
