"""A new jury from a description and lists, or by hand: all is shown, contradictions told, and
nothing is written before the button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.jury_desk import JuryDesk
from tests.e2e.juries import candidate_list, description, number_of, row
from tests.ui.jury.windows import bridge_of, desk_of
from tests.ui.test_files import drop, told
from ui import files_dialogs
from ui.jury.new_page import NewJury
from ui.main_window import MainWindow
from ui.start import application, window
from ui.welcome import Welcome

BY_HAND = {
    "president": "Mme DURAND",
    "site": "Lycée Ampère",
    "code": "C01",
    "dates": "3/6 au 5/6",
    "teacher": "Mme ROUX",
    "other": "M. PETIT",
}


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[MainWindow]:
    """The welcome page."""
    application()
    made = window()
    made.resize(1366, 728)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_file()


def begun(shown: MainWindow, *paths: Path) -> NewJury:
    """The page of a new jury, those files dropped on it."""
    welcome = shown.pages.currentWidget()
    assert isinstance(welcome, Welcome)
    welcome.prepare_jury(list(paths))
    found = welcome._stack.currentWidget()
    assert isinstance(found, NewJury)
    return found


def saved_as(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    monkeypatch.setattr(files_dialogs, "save_file", lambda *_: path)


def against(found: NewJury) -> list[str]:
    return [found.against.item(place).text() for place in range(found.against.count())]


def by_hand(found: NewJury, **other: str) -> None:
    for name, text in {**BY_HAND, **other}.items():
        found.form.texts[name].setText(text)


def cells(found: NewJury, place: int) -> list[str]:
    table: Any = found.lists.candidates
    return [table.item(place, column).text() for column in range(table.columnCount())]


def test_a_description_and_lists_make_a_jury_that_opens(
    shown: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = candidate_list(tmp_path, "un.csv", *map(row, range(1, 6)))
    two = candidate_list(tmp_path, "deux.csv", *map(row, range(6, 9)))
    found = begun(shown, description(tmp_path, 4), one, two)
    assert found.told is not None and len(found.lists.lists) == 2 and found.write.isEnabled()
    saved_as(monkeypatch, tmp_path / "2019.jury")
    found.write.click()
    assert desk_of(shown).path == tmp_path / "2019.jury"
    assert len(bridge_of(shown).state.candidates) == 8
    assert len(bridge_of(shown).state.commissions) == 4


def test_a_jurys_description_dropped_on_the_welcome_page_begins_a_jury(
    shown: MainWindow, tmp_path: Path
) -> None:
    welcome = shown.pages.currentWidget()
    assert isinstance(welcome, Welcome)
    welcome.take([description(tmp_path, 2)])
    found = welcome._stack.currentWidget()
    assert isinstance(found, NewJury) and found.told is not None


def test_a_row_shows_the_school_and_what_becomes_of_each_oral(
    shown: MainWindow, tmp_path: Path
) -> None:
    rows = (row(10), row(11, "C00", "2019-06-03", "09:00"))
    found = begun(shown, description(tmp_path, 2), candidate_list(tmp_path, "l.csv", *rows))
    assert {number_of(10), "NOM010 Zoé", "Lycée 0", "CCF"} <= set(cells(found, 0))
    assert "C00 03/06 09:00" in cells(found, 1)


def test_contradictions_are_listed_and_nothing_is_written(
    shown: MainWindow, tmp_path: Path
) -> None:
    path = description(tmp_path, 2)
    text = path.read_text(encoding="utf-8").replace('["Lyon"]', '["Lyon", "Brest"]', 1)
    path.write_text(text, encoding="utf-8")
    lists = [
        candidate_list(tmp_path, f"{name}.csv", f"00001;{name};Zoé;SCOLAIRE;;;;;;")
        for name in ("UN", "DEUX")
    ]
    found = begun(shown, path, *lists)
    said = "\n".join(against(found)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Brest" in said and "UN" in said and "DEUX" in said
    assert not found.write.isEnabled() and "à corriger" in found.write.text()


def test_a_wrong_row_stands_in_its_place_with_its_reason(shown: MainWindow, tmp_path: Path) -> None:
    rows = (row(1), "00009;X;Zoé;SCOLAIRE;;peut-être;;;;", row(2))
    found = begun(shown, description(tmp_path, 2), candidate_list(tmp_path, "l.csv", *rows))
    assert cells(found, 1)[0] == "✕ fausse" and "illisible" in " ".join(cells(found, 1))
    assert "une ligne fausse" in found.write.text() and not found.write.isEnabled()


def test_a_column_taken_for_another_is_corrected_by_its_menu(
    shown: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "l.csv"
    path.write_text("N° candidat;Nom;Machin\n001;A;Lycée Y\n", encoding="utf-8")
    found = begun(shown, path)
    menu = found.lists.columns.menu("Machin")
    menu.setCurrentIndex(menu.findData("school"))
    menu.activated.emit(menu.currentIndex())
    assert "Lycée Y" in cells(found, 0)


def test_a_list_may_be_taken_away_again(shown: MainWindow, tmp_path: Path) -> None:
    lists = [candidate_list(tmp_path, f"{n}.csv", row(n)) for n in (1, 2)]
    found = begun(shown, *lists)
    found.lists._out()
    assert [one.path for one in found.lists.lists] == lists[:1]
    found.lists._out()
    assert found.lists.lists == [] and found.lists.zone.isVisible()


def test_without_a_description_a_few_fields_make_a_jury(
    shown: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = begun(shown)
    assert "il manque : le président, le centre" in found.write.text()
    by_hand(found)
    assert found.write.isEnabled()
    saved_as(monkeypatch, tmp_path / "main.jury")
    found.write.click()
    state = bridge_of(shown).state
    assert state.commissions["C01"].examiners == ("Mme ROUX", "M. PETIT")
    assert len(state.commissions["C01"].dates) == 3 and bridge_of(shown).jury.pilot == "Bordeaux"


def test_a_first_commission_may_come_later_but_not_by_halves(
    shown: MainWindow, qtbot: QtBot
) -> None:
    found = begun(shown)
    by_hand(found, code="", dates="", teacher="", other="")
    assert found.write.isEnabled()
    by_hand(found, dates="", other="")
    assert "les jours, le 2e examinateur" in found.write.text()
    by_hand(found, dates="31/2")
    qtbot.waitUntil(lambda: any("31/2" in line for line in against(found)))
    assert not found.write.isEnabled()


def test_the_academies_offered_are_those_of_the_pilot(shown: MainWindow) -> None:
    found = begun(shown)
    pilot = found.form._pilot
    pilot.setCurrentIndex(pilot.findData("Strasbourg"))
    assert set(found.form.academies) >= {"Lyon", "Besançon"}
    for box in found.form.academies.values():
        box.click()
    assert "une académie" in found.write.text()


def test_an_existing_file_is_never_written_over(
    shown: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "2019.jury"
    path.write_bytes(b"precieux")
    found = begun(shown)
    by_hand(found)
    saved_as(monkeypatch, path)
    found.write.click()
    assert path.read_bytes() == b"precieux" and shown.desk is None
    assert "2019.jury" in found.banner.accessibleName()


def test_a_broken_description_is_told_and_the_form_stays(shown: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "jury.toml"
    path.write_text('pilot = "Lyon"\n', encoding="utf-8")
    found = begun(shown, path)
    assert found.told is None and "jury.toml" in found.banner.accessibleName()


def test_escape_leads_back_to_the_welcome_page(shown: MainWindow) -> None:
    found = begun(shown)
    QTest.keyClick(found, Qt.Key.Key_Escape)
    welcome = shown.pages.currentWidget()
    assert isinstance(welcome, Welcome) and welcome._stack.currentWidget() is welcome._front


# --- a later list ---------------------------------------------------------------------------------


@pytest.fixture
def opened(
    shown: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    found = begun(shown, description(tmp_path, 2), candidate_list(tmp_path, "un.csv", row(1)))
    saved_as(monkeypatch, tmp_path / "2019.jury")
    found.write.click()
    yield shown


def test_a_list_dropped_on_the_desk_is_shown_then_taken_in(
    opened: MainWindow, tmp_path: Path
) -> None:
    drop(opened, candidate_list(tmp_path, "suite.csv", row(1), row(2)))
    found: Any = opened.pages.currentWidget()
    lines = [found.changes.item(place).text() for place in range(found.changes.count())]
    assert len(lines) == 1 and "NOM002" in lines[0]
    assert len(bridge_of(opened).state.candidates) == 1
    found.write.click()
    assert len(bridge_of(opened).state.candidates) == 2
    assert opened.pages.currentWidget() is desk_of(opened).host


def test_a_list_of_someone_else_under_a_known_number_is_not_taken_in(
    opened: MainWindow, tmp_path: Path
) -> None:
    line = f"{number_of(1)};AUTRE;Paul;SCOLAIRE;;;;;;"
    drop(opened, candidate_list(tmp_path, "suite.csv", line))
    found: Any = opened.pages.currentWidget()
    assert "est déjà celui" in found.against.item(0).text() and not found.write.isEnabled()


def test_the_palette_leads_to_a_later_list_and_escape_back(opened: MainWindow) -> None:
    opened.run("load-list")
    found: Any = opened.pages.currentWidget()
    assert "il manque : une liste" in found.write.text()
    QTest.keyClick(found, Qt.Key.Key_Escape)
    assert opened.pages.currentWidget() is desk_of(opened).host and told(opened) == ""
    path = desk_of(opened).path
    opened.close_file()
    with JuryDesk(path) as desk:
        assert len(desk.state.candidates) == 1
