"""The table of candidates: filtered as one types, sorted, edited in place, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.jury.acts import GiveVerdict, ReceiveDossier, SetUnit
from tests.domain.jury.scene import DAY, line
from tests.ui.jury.windows import bridge_of, large, on_jury, page, small
from tests.ui.test_files import told
from ui.jury.candidates_page import COLUMNS
from ui.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LINES = (
    line("001", last_name="ÉVRARD", born="2000-05-01", school="Lycée A", category="SCOLAIRE"),
    line("002", last_name="BON", born="1999-06-02", school="Lycée B", category="SCOLAIRE"),
    line("003", last_name="COSTA", born="2001-01-03", units={"E32": "ccf"}),
)
SECTIONS = {each.title: place for place, each in enumerate(COLUMNS)}


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    for made in on_jury(qtbot, small(tmp_path, *LINES)):
        made.run("candidates")
        yield made


@pytest.fixture
def hundreds(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The page on 300 candidates."""
    for made in on_jury(qtbot, large(tmp_path)):
        made.run("candidates")
        yield made


def table(shown: MainWindow) -> Any:
    return page(shown, "candidates").table


def numbers(shown: MainWindow) -> list[str]:
    return [one.number for one in table(shown).model.shown]


def at(shown: MainWindow, number: str, title: str) -> Any:
    return table(shown).model.index(table(shown).model.place_of(number), SECTIONS[title])


def editor(shown: MainWindow, number: str, title: str) -> Any:
    """The editor that Enter opens in that cell."""
    view = table(shown).view
    view.setCurrentIndex(at(shown, number, title))
    QTest.keyClick(view, Key.Key_Return)
    return view.viewport().findChild(QLineEdit) or view.viewport().findChild(QComboBox)


def type_in(qtbot: QtBot, shown: MainWindow, number: str, title: str, text: str) -> None:
    field = editor(shown, number, title)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: not shiboken6.isValid(field))


def choose(shown: MainWindow, box: QComboBox, code: str) -> None:
    box.setCurrentIndex(box.findData(code))


# --- filter and order -----------------------------------------------------------------------------


def test_what_is_typed_filters_without_accents_nor_capitals(jury: MainWindow) -> None:
    QTest.keyClick(jury, Key.Key_F, CTRL)
    QTest.keyClicks(jury.focusWidget(), "evr lycee a")
    assert numbers(jury) == ["001"] and table(jury).count.text() == "1 sur 3 lignes"
    QTest.keyClick(jury.focusWidget(), Key.Key_Escape)
    assert numbers(jury) == ["001", "002", "003"]


def test_an_exam_shows_who_sits_it_and_its_columns_alone(jury: MainWindow) -> None:
    choose(jury, page(jury, "candidates").exam, "E32")
    assert numbers(jury) == ["001", "002"]
    view = table(jury).view
    assert view.isColumnHidden(SECTIONS["Passage E42"])
    assert not view.isColumnHidden(SECTIONS["Passage E32"])


def test_what_is_left_to_do_is_a_filter(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(ReceiveDossier("001", "E32", DAY, True, True))
    verdict = GiveVerdict("002", "E32", "not-conforming", "DEC", "not-signed")
    assert bridge_of(jury).perform(verdict)
    found = page(jury, "candidates")
    choose(jury, found.exam, "E32")
    choose(jury, found.state, "not-received")
    assert numbers(jury) == []
    choose(jury, found.state, "anything")
    assert numbers(jury) == ["001"]
    choose(jury, found.state, "not-conforming")
    assert numbers(jury) == ["002"]


def test_a_header_sorts_by_what_the_column_means(jury: MainWindow) -> None:
    view = table(jury).view
    view.sortByColumn(SECTIONS["Né(e) le"], Qt.SortOrder.AscendingOrder)
    assert numbers(jury) == ["002", "001", "003"]
    view.sortByColumn(SECTIONS["Nom"], Qt.SortOrder.DescendingOrder)
    assert numbers(jury) == ["001", "003", "002"]


def test_the_cursor_stays_on_its_line_when_the_order_changes(jury: MainWindow) -> None:
    view = table(jury).view
    view.setCurrentIndex(at(jury, "002", "Nom"))
    view.sortByColumn(SECTIONS["Nom"], Qt.SortOrder.AscendingOrder)
    assert table(jury).key == "002" and view.currentIndex().row() == 0


# --- edit and undo --------------------------------------------------------------------------------


def test_a_name_typed_in_its_cell_is_an_act(jury: MainWindow, qtbot: QtBot) -> None:
    type_in(qtbot, jury, "002", "Nom", "BONNET")
    candidate = bridge_of(jury).state.candidates["002"]
    assert candidate.candidate.last_name == "BONNET" and "last_name" in candidate.corrected
    assert at(jury, "002", "Nom").data() == "BONNET"


def test_a_line_stays_where_it_stands_while_it_is_edited(jury: MainWindow, qtbot: QtBot) -> None:
    table(jury).view.sortByColumn(SECTIONS["Nom"], Qt.SortOrder.AscendingOrder)
    type_in(qtbot, jury, "002", "Nom", "ZOLA")
    assert numbers(jury) == ["002", "003", "001"]


def test_a_unit_is_chosen_among_what_the_circular_allows(jury: MainWindow) -> None:
    box = editor(jury, "001", "E42")
    assert isinstance(box, QComboBox) and box.findData("ccf") == -1
    box.setCurrentIndex(box.findData("benefit"))
    box.activated.emit(box.currentIndex())
    assert bridge_of(jury).state.candidates["001"].units["E42"] == "benefit"
    assert at(jury, "001", "E42").data() == "bénéfice"
    assert at(jury, "001", "Dossier E42").data() == ""


def test_a_refused_edit_says_why_and_what_was_typed_is_still_there(
    jury: MainWindow, qtbot: QtBot
) -> None:
    seq = bridge_of(jury).desk.seq
    type_in(qtbot, jury, "001", "Né(e) le", "31/02/2000")
    assert "31/02/2000" in told(jury) and bridge_of(jury).desk.seq == seq
    view = table(jury).view
    qtbot.waitUntil(lambda: view.viewport().findChild(QLineEdit) is not None)
    typed = [field.text() for field in view.viewport().findChildren(QLineEdit)]
    assert "31/02/2000" in typed


def test_what_reads_the_same_is_no_act(jury: MainWindow, qtbot: QtBot) -> None:
    seq = bridge_of(jury).desk.seq
    type_in(qtbot, jury, "001", "Nom", "ÉVRARD")
    assert bridge_of(jury).desk.seq == seq and told(jury) == ""


def test_ctrl_z_brings_the_former_values_back_one_gesture_after_another(
    jury: MainWindow, qtbot: QtBot
) -> None:
    bridge = bridge_of(jury)
    before = bridge.state.candidates["001"]
    type_in(qtbot, jury, "001", "Nom", "AUTRE")
    assert bridge.perform(SetUnit("001", "E32", "ccf"))
    for _ in range(2):
        QTest.keyClick(table(jury).view, Key.Key_Z, CTRL)
    assert bridge.state.candidates["001"].candidate == before.candidate
    assert bridge.state.candidates["001"].units == before.units
    assert at(jury, "001", "Nom").data() == "ÉVRARD"
    QTest.keyClick(table(jury).view, Key.Key_Z, CTRL)
    assert "Rien à annuler" in told(jury)


def test_what_is_being_typed_when_the_file_is_closed_is_kept(jury: MainWindow) -> None:
    path = bridge_of(jury).desk.path
    QTest.keyClicks(editor(jury, "002", "Nom"), "BONNET")
    jury.run("close-file")
    assert jury.open(path)
    assert bridge_of(jury).state.candidates["002"].candidate.last_name == "BONNET"


# --- size -----------------------------------------------------------------------------------------


def test_an_act_tells_again_the_line_it_changed_and_no_other(
    hundreds: MainWindow,
) -> None:
    model, changed, resets = table(hundreds).model, list[int](), list[int]()
    model.dataChanged.connect(lambda first, _: changed.append(first.row()))
    model.modelReset.connect(lambda: resets.append(1))
    assert bridge_of(hundreds).perform(SetUnit("00009900007", "E32", "ccf"))
    assert changed == [6] and resets == []
