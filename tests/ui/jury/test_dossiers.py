"""« Dossiers »: fiches by keyboard, what came in, the control and the authority’s verdict."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollBar
from pytestqt.qtbot import QtBot

from app.domain.jury.acts import DescribeFiche, EditCandidate, GiveVerdict, ReceiveDossier
from app.domain.jury.people import Fiche, JuryCandidate
from tests.domain.jury.scene import DAY, line
from tests.ui.jury.windows import bridge_of, large, on_jury, page, small
from tests.ui.test_files import told
from ui.jury.control import control_rows
from ui.main_window import MainWindow
from ui.stack import SteadyArea

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LINES = (
    line("001", last_name="ÉVRARD", category="SCOLAIRE", school="Lycée A"),
    line("002", last_name="BON", category="INDIVIDUEL"),
    line("003", last_name="COSTA", category="APPRENTISSAGE", units={"E32": "ccf"}),
)
FICHES = (
    *("multirisque h\tbnr1o", "auto\tbnr1o", "compl\tpnr1o", "multirisque p\tbor1o"),
    *("assurance v\ténr1o", "compl\tpnr1oo", "multirisque p\tbor1oo", "auto\tbnr1oo"),
    "multirisque h\tbnr1oo",
)
"""What is typed for the nine fiches of a dossier, in the order of the grid."""


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    for made in on_jury(qtbot, small(tmp_path, *LINES)):
        made.run("dossiers")
        yield made


def dossiers(shown: MainWindow) -> Any:
    return page(shown, "dossiers")


def candidate(shown: MainWindow, number: str = "001") -> JuryCandidate:
    return bridge_of(shown).state.candidates[number]


def press(shown: MainWindow, text: str) -> None:
    """Each character to whatever has the focus, as a keyboard does."""
    for char in text:
        focused = shown.focusWidget()
        assert focused is not None
        if char in "\t\n":
            QTest.keyClick(focused, Key.Key_Tab if char == "\t" else Key.Key_Return)
        elif char.isascii():
            QTest.keyClicks(focused, char)
        else:  # QTest knows ASCII alone
            kind, none = QEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(focused, QKeyEvent(kind, Key.Key_unknown, none, char))


def into(shown: MainWindow, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    press(shown, text + "\n")


def show(shown: MainWindow, number: str) -> None:
    assert dossiers(shown).pick.go(number)


# --- fiches ---------------------------------------------------------------------------------------


def test_nine_fiches_are_entered_by_keyboard_alone(jury: MainWindow) -> None:
    dossiers(jury).grid.begin()
    press(jury, "".join(FICHES))
    found = candidate(jury).fiches
    assert [fiche.product for fiche in found.values()][:4] == [
        "Multirisque habitation",
        "Automobile",
        "Complémentaire santé",
        "Multirisque professionnelle",
    ]
    assert found[4] == Fiche(4, "Multirisque professionnelle", "property", True, True, 1, True)
    assert found[5].kind == "savings" and found[9].claim is True
    assert sum(map(len, FICHES)) <= 150


def test_enter_goes_to_the_product_of_the_next_fiche(jury: MainWindow, qtbot: QtBot) -> None:
    grid = dossiers(jury).grid
    grid.begin()
    for typed in ("Télérisque\n", "Flotte\tb\n", "Divers\n"):
        press(jury, typed)
        qtbot.waitUntil(lambda: jury.focusWidget() is grid.view)
    found = candidate(jury).fiches
    assert [found[n].product for n in (1, 2, 3)] == ["Télérisque", "Flotte automobile", "Divers"]
    assert (grid.view.currentIndex().row(), grid.view.currentIndex().column()) == (3, 1)


def test_a_key_that_says_nothing_in_a_cell_is_told_and_moves_nothing(jury: MainWindow) -> None:
    grid = dossiers(jury).grid
    grid.view.setCurrentIndex(grid.model.index(0, 3))
    grid.view.setFocus()
    press(jury, "p")
    assert grid._legend.text().startswith("« p » ne dit rien dans cette case. Client : o =")
    assert grid.view.currentIndex().column() == 3
    press(jury, "o")
    assert "ne dit rien" not in grid._legend.text()


def test_a_cell_as_above_takes_one_key(jury: MainWindow) -> None:
    dossiers(jury).grid.begin()
    press(jury, "auto\tb\n==")
    assert candidate(jury).fiches[2] == Fiche(2, "Automobile", "property")


def test_each_cell_is_an_act_that_one_undo_takes_back(jury: MainWindow) -> None:
    dossiers(jury).grid.begin()
    press(jury, "auto\tbo")
    QTest.keyClick(jury, Key.Key_Z, CTRL)
    assert candidate(jury).fiches[1] == Fiche(1, "Automobile", "property")


def test_an_emptied_cell_says_nothing_again(jury: MainWindow) -> None:
    grid = dossiers(jury).grid
    grid.begin()
    press(jury, "auto\tbo")
    for _ in range(3):
        grid.view.step(-1)
        QTest.keyClick(grid.view, Key.Key_Delete)
    assert 1 not in candidate(jury).fiches


def test_a_letter_of_the_other_exam_is_refused_by_the_rule(jury: MainWindow) -> None:
    dossiers(jury).grid.begin()
    press(jury, "auto\ta")
    assert "annexe V" in told(jury) and candidate(jury).fiches[1].kind == ""


def test_only_the_fiches_of_the_exams_sat_are_asked_for(jury: MainWindow) -> None:
    show(jury, "003")
    assert [one.fiche.number for one in dossiers(jury).grid.model.shown] == [6, 7, 8, 9]
    assert not dossiers(jury).faces["E32"].isVisible()


def test_digits_of_a_french_keyboard_number_a_context(jury: MainWindow) -> None:
    grid = dossiers(jury).grid
    grid.begin()
    press(jury, "auto\tbnré")
    assert candidate(jury).fiches[1].context == 2


def test_a_product_being_typed_stays_with_its_candidate(jury: MainWindow) -> None:
    grid = dossiers(jury).grid
    grid.begin()
    press(jury, "Téléri")
    QTest.keyClick(jury.focusWidget(), Key.Key_Down, ALT)
    assert dossiers(jury)._number == "002" and candidate(jury).fiches[1].product == "Téléri"
    assert candidate(jury, "002").fiches == {} and jury.focusWidget() is grid.view


# --- what came in ---------------------------------------------------------------------------------


def test_a_dossier_is_received_with_its_copies(jury: MainWindow) -> None:
    receipt = dossiers(jury).reception.exams["E32"]
    assert not receipt.copies["with_school"].isEnabled()
    into(jury, receipt.received, "05/06/2019")
    receipt.copies["without_school"].click()
    file = candidate(jury).of("E32")
    assert (file.with_school, file.without_school) == (False, True)
    assert file.received is not None and f"{file.received:%d/%m}" == "05/06"


def test_one_dossier_for_both_exams_is_received_for_both(jury: MainWindow) -> None:
    into(jury, dossiers(jury).reception.exams["E32"].received, "05/06/2019")
    dossiers(jury).reception.whole.click()
    assert candidate(jury).of("E42").received is not None


def test_a_date_that_is_none_stays_as_it_was_typed(jury: MainWindow) -> None:
    field = dossiers(jury).reception.exams["E32"].received
    into(jury, field, "31/02/2019")
    assert "31/02/2019" in told(jury) and field.text() == "31/02/2019"
    assert field.property("refused") and candidate(jury).of("E32").received is None


def test_what_is_typed_goes_to_the_candidate_it_was_typed_for(jury: MainWindow) -> None:
    company = dossiers(jury).reception._contexts[1][1]
    company.setFocus()
    press(jury, "MAIF")
    show(jury, "002")
    assert candidate(jury).contexts == {1: "MAIF"} and candidate(jury, "002").contexts == {}
    assert company.text() == ""


def test_typed_text_becomes_an_act_after_a_rest(jury: MainWindow, qtbot: QtBot) -> None:
    company = dossiers(jury).reception._contexts[1][1]
    company.setFocus()
    press(jury, "MAIF")
    assert company.property("unkept")
    qtbot.waitUntil(lambda: candidate(jury).contexts == {1: "MAIF"})
    assert not company.property("unkept") and 2 in dossiers(jury).reception._contexts


def test_a_shorter_internship_needs_its_decision(jury: MainWindow) -> None:
    reception = dossiers(jury).reception
    into(jury, reception.days, "60")
    assert reception._short.isVisible()
    into(jury, reception.required, "60")
    assert "décision" in told(jury) and candidate(jury).required_days is None
    into(jury, reception.decision, "Rectorat, 12/03/2019")
    assert candidate(jury).required_days == 60 and not reception._short.isVisible()
    assert not reception.required.property("refused")


# --- control --------------------------------------------------------------------------------------


def test_the_items_of_the_control_follow_the_route(jury: MainWindow) -> None:
    ids = {n: {row.id for row in control_rows(candidate(jury, n), "E42")} for n in ("001", "002")}
    assert "visa" in ids["001"] and "statement" not in ids["001"]
    assert "statement" in ids["002"] and "visa" not in ids["002"]


def test_a_key_ticks_an_item_and_goes_on_to_the_next(jury: MainWindow) -> None:
    control = dossiers(jury).controls["E32"]
    control.view.setFocus()
    press(jury, "vvmvm")
    file = candidate(jury).of("E32")
    assert (file.with_school, file.without_school) == (True, False)
    assert file.ticks == {"cover": True, "visa": False}
    QTest.keyClick(control.view, Key.Key_Up)
    QTest.keyClick(control.view, Key.Key_Delete)
    assert candidate(jury).of("E32").ticks == {"cover": True}


def test_a_dossier_seen_again_keeps_its_date(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(ReceiveDossier("001", "E32", DAY))
    dossiers(jury).controls["E32"].view.setFocus()
    press(jury, "v")
    received = candidate(jury).of("E32").received
    assert received is not None and received.isoformat() == DAY


def test_what_follows_from_the_fiches_is_not_ticked(jury: MainWindow) -> None:
    control = dossiers(jury).controls["E32"]
    control.view.setFocus()
    control.view.setCurrentIndex(control.model.index(control.model.place_of("context"), 0))
    press(jury, "v")
    assert "suit de ce qui est saisi" in told(jury) and candidate(jury).of("E32").ticks == {}


def test_the_coverage_is_shown_live_and_a_fiche_that_serves_twice(jury: MainWindow) -> None:
    bridge, control = bridge_of(jury), dossiers(jury).controls["E32"]
    assert bridge.perform(DescribeFiche("001", 1, "Multirisque", "property", True))
    rows = {row.id: row for row in control.model.shown}
    assert rows["professional"].state == "present" and rows["persons"].state == "lacking"
    assert control._twice.text() == "La fiche n° 1 sert deux situations : permis, montré."
    assert bridge.perform(DescribeFiche("001", 2, "Santé", "persons", True))
    assert control._twice.text().startswith("Les fiches n° 1 et 2 servent deux situations")


def test_no_verdict_is_proposed(jury: MainWindow) -> None:
    bridge = bridge_of(jury)
    assert bridge.perform(ReceiveDossier("001", "E32", DAY))
    verdict = dossiers(jury).controls["E32"].verdict
    lit = [code for code, made in verdict.buttons.items() if made.isChecked()]
    assert lit == ["unchecked"] and verdict.told.text() == "Aucun constat."


def test_a_verdict_has_an_authority_and_a_reason(jury: MainWindow) -> None:
    verdict = dossiers(jury).controls["E32"].verdict
    verdict.buttons["not-conforming"].click()
    assert "autorité" in told(jury) and verdict.buttons["unchecked"].isChecked()
    into(jury, verdict.authority, "DEC de Lyon")
    verdict.reason.setCurrentIndex(verdict.reason.findData("not-signed"))
    verdict.buttons["not-conforming"].click()
    found = candidate(jury).told("E32").verdict
    assert (found.verdict, found.authority, found.reason) == (
        "not-conforming",
        "DEC de Lyon",
        "not-signed",
    )
    assert verdict.told.text().startswith("Non conforme : dossier non visé")


def test_a_corrected_reason_corrects_the_verdict_that_stands(jury: MainWindow) -> None:
    bridge, verdict = bridge_of(jury), dossiers(jury).controls["E32"].verdict
    assert bridge.perform(GiveVerdict("001", "E32", "doubtful", "DEC", "visa illisible"))
    into(jury, verdict.other, "visa raturé")
    assert candidate(jury).told("E32").verdict.reason == "visa raturé"


def test_an_individual_candidate_is_not_offered_the_lack_of_a_visa(jury: MainWindow) -> None:
    verdict = dossiers(jury).controls["E32"].verdict
    show(jury, "002")
    assert verdict.reason.findData("not-signed") < 0
    show(jury, "001")
    assert verdict.reason.findData("not-signed") >= 0


# --- the list -------------------------------------------------------------------------------------


def test_the_list_is_filtered_by_what_is_left_to_do(jury: MainWindow) -> None:
    bridge, found = bridge_of(jury), dossiers(jury)
    assert bridge.perform(ReceiveDossier("001", "E32", DAY, True, True))
    assert bridge.perform(GiveVerdict("002", "E32", "conforming", "DEC"))
    expected = {
        "to-check": ["001"],
        "unchecked": ["001"],
        "not-received": ["002"],
        "not-conforming": [],
    }
    found.exam.setCurrentIndex(found.exam.findData("E32"))
    for state, numbers in expected.items():
        found.state.setCurrentIndex(found.state.findData(state))
        assert [one.number for one in found.pick.model.shown] == numbers


def test_the_keys_go_from_one_candidate_and_part_to_the_next(jury: MainWindow) -> None:
    found = dossiers(jury)
    press(jury, "éVRARD\n")
    assert jury.focusWidget() is found.pick.view
    QTest.keyClick(found.pick.word, Key.Key_Escape)
    found.grid.begin()
    QTest.keyClick(found.grid.view, Key.Key_Down, ALT)
    assert found._number == "002" and jury.focusWidget() is found.grid.view
    QTest.keyClick(found.grid.view, Key.Key_2, ALT)
    assert jury.focusWidget() is found.controls["E42"].view


def test_every_control_of_the_page_has_a_french_name(jury: MainWindow) -> None:
    found = dossiers(jury)
    wanted = [w for w in found.findChildren(QLineEdit) if w.isVisible()]
    assert wanted and all(w.accessibleName() for w in wanted)
    assert all(w.accessibleName() for w in (*found.findChildren(type(found.exam)), found.grid.view))


def still(bars: list[QScrollBar]) -> bool:
    return not any(bar.maximum() for bar in bars)


def test_the_page_stands_without_scrolling(jury: MainWindow, qtbot: QtBot) -> None:
    long = "MONTMORENCY-LAVAL DE LA ROCHEFOUCAULD D’ESTISSAC"
    assert bridge_of(jury).perform(EditCandidate("001", "last_name", long))
    dossiers(jury)
    for size in ((1366, 728), (1280, 680)):
        jury.resize(*size)
        areas = jury.findChildren(SteadyArea)
        bars = [bar for a in areas for bar in (a.verticalScrollBar(), a.horizontalScrollBar())]
        assert bars
        qtbot.waitUntil(partial(still, bars))


def test_three_hundred_dossiers_are_gone_through(qtbot: QtBot, tmp_path: Path) -> None:
    for made in on_jury(qtbot, large(tmp_path)):
        made.run("dossiers")
        found = dossiers(made)
        for _ in range(5):
            found.go_on(1)
        assert found._name.toolTip() or found._name.text()
        assert found.pick.model.place_of(found._number) == 5
