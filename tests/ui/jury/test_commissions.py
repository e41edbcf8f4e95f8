"""The tables of the jury: lines added, corrected in place, taken out, undone, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.jury.acts import Assign, DescribeContext, SetExaminer
from tests.domain.jury.scene import ANNE, BRUNO, CHLOE, DAY
from tests.ui.jury.windows import bridge_of, on_jury, page, small
from tests.ui.test_files import told
from ui.jury.table import TONE
from ui.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from on_jury(qtbot, small(tmp_path))


def part(shown: MainWindow, name: str) -> Any:
    return page(shown, "commissions").go(name)


def at(table: Any, key: str, title: str) -> Any:
    titles = [each.title for each in table.model.columns]
    return table.model.index(table.model.place_of(key), titles.index(title))


def put(table: Any, key: str, title: str, value: str) -> bool:
    done: bool = table.model.setData(at(table, key, title), value)
    return done


def fill(new: Any, **values: str) -> None:
    for name, value in values.items():
        found = new.inputs[name]
        if isinstance(found, QLineEdit):
            found.setText(value)
        else:
            found.setCurrentIndex(found.findData(value))


# --- commissions ----------------------------------------------------------------------------------


def test_a_commission_says_who_sits_and_how_many_candidates_it_has(jury: MainWindow) -> None:
    table = part(jury, "commissions").table
    assert at(table, "C1", "Composition").data() == "enseignant et professionnel"
    assert bridge_of(jury).perform(Assign("001", "E32", "C1", DAY, "09:00"))
    assert at(table, "C1", "Candidats").data() == "1"
    assert put(table, "C1", "2e examinateur", CHLOE)
    assert at(table, "C1", "Composition").data() == "à défaut : deux enseignants"


def test_days_hours_and_breaks_are_typed_as_they_are_read(jury: MainWindow) -> None:
    table = part(jury, "commissions").table
    assert at(table, "C1", "Jours").data() == "05/06, 06/06"
    assert put(table, "C1", "Jours", "3/6 au 5/6")
    assert put(table, "C1", "Heures", "09:00-17:30")
    assert put(table, "C1", "Pauses", "12:00-13:00, 15:00-15:15")
    found = bridge_of(jury).state.commissions["C1"]
    assert found.dates[0] == date(2019, 6, 3) and len(found.dates) == 3
    assert (found.hours.start, len(found.breaks)) == (540, 2)
    assert at(table, "C1", "Jours").data() == "03/06 au 05/06"


def test_an_examiner_is_chosen_from_a_menu_that_says_what_they_teach(jury: MainWindow) -> None:
    table = part(jury, "commissions").table
    table.view.setCurrentIndex(at(table, "C1", "1er examinateur"))
    QTest.keyClick(table.view, Key.Key_Return)
    box = table.view.viewport().findChild(QComboBox)
    assert box is not None and f"{CHLOE} · enseignant DA1" in [
        box.itemText(place) for place in range(box.count())
    ]


def test_the_other_seat_of_an_examiner_changes_the_two(jury: MainWindow) -> None:
    table = part(jury, "commissions").table
    assert put(table, "C1", "1er examinateur", BRUNO)
    assert bridge_of(jury).state.commissions["C1"].examiners == (BRUNO, ANNE)


@pytest.mark.parametrize(
    ("title", "typed", "said"),
    [
        ("Jours", "31/2", "n’est pas une date"),
        ("Jours", "", "n’a pas de date"),
        ("Heures", "tôt", "une première et une dernière heure"),
        ("Min.", "une heure", "n’est pas un nombre de minutes"),
        ("Pauses", "midi", "s’écrit"),
        ("1er examinateur", "Élise BON", "n’a pas d’enseignant du domaine DA1"),
        ("Code", "C2", "déjà dans cette table"),
    ],
)
def test_what_a_commission_cannot_be_is_refused_in_a_sentence(
    jury: MainWindow, title: str, typed: str, said: str
) -> None:
    before, seq = bridge_of(jury).state.commissions, bridge_of(jury).desk.seq
    assert not put(part(jury, "commissions").table, "C1", title, typed)
    assert said in told(jury)
    assert bridge_of(jury).state.commissions == before and bridge_of(jury).desk.seq == seq


def test_a_new_commission_begins_like_the_one_the_cursor_is_on(jury: MainWindow) -> None:
    found = part(jury, "commissions")
    bridge = bridge_of(jury)
    for name, quality, domains in (("Mme NEUVE", "enseignant", ("DA1",)), ("M. PRO", "", ())):
        assert bridge.perform(SetExaminer(name, quality or "professionnel", domains))
    found.table.go("C1", 0)
    found.table.view.setFocus()
    QTest.keyClick(found.table.view, Key.Key_Insert)
    fill(found.new, commission="C9")
    assert found.new.values()["dates"] == "05/06, 06/06"
    QTest.keyClick(found.new.inputs["commission"], Key.Key_Return)
    made = bridge.state.commissions["C9"]
    assert (made.examiners, made.site, made.slot) == (("Mme NEUVE", "M. PRO"), "Lyon", 60)
    assert found.table.key == "C9" and found.new.inputs["commission"].text() == ""


def test_a_line_that_is_there_already_is_not_added_over_it(jury: MainWindow) -> None:
    found, seq = part(jury, "sites"), bridge_of(jury).desk.seq
    found.ask()
    fill(found.new, name="Lyon", rooms="Z9")
    found.new.add.click()
    assert "« Lyon » est déjà dans cette table" in told(jury)
    assert bridge_of(jury).desk.seq == seq and found.new.inputs["rooms"].text() == "Z9"


def test_a_commission_with_candidates_is_not_taken_out(jury: MainWindow) -> None:
    found = part(jury, "commissions")
    assert bridge_of(jury).perform(Assign("001", "E32", "C1", DAY, "09:00"))
    found.table.go("C1", 0)
    found.table.view.setFocus()
    QTest.keyClick(found.table.view, Key.Key_Delete)
    assert "C1 a des candidats" in told(jury) and "C1" in bridge_of(jury).state.commissions


def test_what_is_taken_out_comes_back_with_ctrl_z(jury: MainWindow) -> None:
    found, bridge = part(jury, "commissions"), bridge_of(jury)
    was = bridge.state.commissions["C2"]
    found.table.go("C2", 0)
    found.out.click()
    assert "C2" not in bridge.state.commissions
    QTest.keyClick(found.table.view, Key.Key_Z, CTRL)
    assert bridge.state.commissions["C2"] == was


# --- examiners, members, centres, the jury --------------------------------------------------------


def test_an_employer_that_a_dossier_names_is_pointed_out(jury: MainWindow) -> None:
    table, bridge = part(jury, "examiners").table, bridge_of(jury)
    assert put(table, BRUNO, "Employeur", "MAIF")
    assert bridge.perform(DescribeContext("002", 1, "Maif – agence de Lyon"))
    cell = at(table, BRUNO, "Cité par le dossier de")
    assert cell.data() == bridge.state.candidates["002"].name
    assert at(table, BRUNO, "Employeur").data(TONE) == "doubtful"


def test_a_known_number_that_is_nobodys_is_pointed_out(jury: MainWindow) -> None:
    table = part(jury, "examiners").table
    assert put(table, ANNE, "Connaît", "001, 999")
    cell = at(table, ANNE, "Connaît")
    assert "Zoé (001), 999 ?" in cell.data() and cell.data(TONE) == "doubtful"


def test_an_examiner_takes_another_name_in_the_commissions_too_and_back(jury: MainWindow) -> None:
    found, bridge = part(jury, "examiners"), bridge_of(jury)
    before = bridge.state
    assert put(found.table, ANNE, "Nom", "Anne MARTIN-ROY")
    assert bridge.state.commissions["C1"].examiners == ("Anne MARTIN-ROY", BRUNO)
    assert ANNE not in bridge.state.examiners
    bridge.undo()
    assert bridge.state.commissions == before.commissions
    assert bridge.state.examiners == before.examiners


def test_an_examiner_who_sits_is_not_taken_out(jury: MainWindow) -> None:
    found = part(jury, "examiners")
    found.table.go(ANNE, 0)
    found.out.click()
    assert f"{ANNE} sert encore à C1" in told(jury)


def test_attendance_is_ticked_day_by_day(jury: MainWindow) -> None:
    found, bridge = part(jury, "members"), bridge_of(jury)
    assert put(found.table, ANNE, "Jours", "14/5, 15/5")
    found.table.go(ANNE, 0)
    found.attendance.ticks["2019-05-14"].click()
    assert bridge.state.members[ANNE].attended == {date(2019, 5, 14)}
    assert found.attendance.ticks["2019-05-14"].text() == "✓ 14/05"
    found.attendance.ticks["2019-05-14"].click()
    assert not bridge.state.members[ANNE].attended


def test_one_member_presides_and_undo_gives_the_chair_back(jury: MainWindow) -> None:
    table, bridge = part(jury, "members").table, bridge_of(jury)
    assert put(table, ANNE, "Présidence", "yes") and put(table, BRUNO, "Présidence", "yes")
    assert [m.name for m in bridge.state.members.values() if m.president] == [BRUNO]
    bridge.undo()
    assert [m.name for m in bridge.state.members.values() if m.president] == [ANNE]


def test_a_member_takes_another_name_with_the_days_they_came(jury: MainWindow) -> None:
    found, bridge = part(jury, "members"), bridge_of(jury)
    assert put(found.table, ANNE, "Jours", "14/5")
    found.table.go(ANNE, 0)
    found.attendance.ticks["2019-05-14"].click()
    assert put(found.table, ANNE, "Nom", "Anne ROY")
    assert bridge.state.members["Anne ROY"].attended == {date(2019, 5, 14)}
    assert ANNE not in bridge.state.members


def test_a_centre_takes_another_name_and_the_rooms_it_has(jury: MainWindow) -> None:
    table, bridge = part(jury, "sites").table, bridge_of(jury)
    assert put(table, "Lyon", "Nom", "Lyon-Ampère")
    assert {c.site for c in bridge.state.commissions.values()} == {"Lyon-Ampère", "Grenoble"}
    assert put(table, "Grenoble", "Salles", "BD1, BD2")
    assert not put(table, "Grenoble", "Salles", "X1")
    assert "n’est pas une salle du centre Grenoble" in told(jury)


def test_the_jury_has_another_president_and_the_academies_of_annexe_ii(jury: MainWindow) -> None:
    found, bridge = page(jury, "commissions"), bridge_of(jury)
    found.tabs.setCurrentWidget(found.jury)
    assert set(found.jury.academies) >= {"Lyon", "Grenoble", "Besançon"}
    found.jury.academies["Besançon"].click()
    assert "Besançon" in bridge.jury.academies
    found.jury.president.setText("M. NOUVEAU")
    QTest.keyClick(found.jury.president, Key.Key_Return)
    assert bridge.jury.president == "M. NOUVEAU"
    bridge.undo()
    assert found.jury.president.text() == "Irène DURAND"


def test_a_jury_without_president_is_refused_and_the_former_name_comes_back(
    jury: MainWindow,
) -> None:
    found = page(jury, "commissions")
    found.tabs.setCurrentWidget(found.jury)
    found.jury.president.setText("")
    QTest.keyClick(found.jury.president, Key.Key_Return)
    assert "n’a pas de président" in told(jury)
    assert found.jury.president.text() == "Irène DURAND"


def test_a_president_typed_when_the_file_is_closed_is_kept(jury: MainWindow) -> None:
    found, path = page(jury, "commissions"), bridge_of(jury).desk.path
    found.tabs.setCurrentWidget(found.jury)
    found.jury.president.setText("M. NOUVEAU")
    jury.run("close-file")
    assert jury.open(path) and bridge_of(jury).jury.president == "M. NOUVEAU"
