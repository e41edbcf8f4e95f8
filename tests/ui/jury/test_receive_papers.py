"""Sheets on paper only: proven by a code, or typed by two persons who see nothing of each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.domain.jury.scene import ANNE, BRUNO
from tests.ui.jury.evenings import examined, session
from tests.ui.jury.windows import bridge_of, on_jury, page
from tests.ui.test_files import told
from ui.main_window import MainWindow


@pytest.fixture
def evening(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Nothing came of C1: its sheets are typed from paper."""
    for made in on_jury(qtbot, session(tmp_path, examined(tmp_path))):
        page(made, "receive").show_view("papers")
        yield made


def papers(shown: MainWindow) -> Any:
    return page(shown, "receive").papers


def held(shown: MainWindow) -> Any:
    return bridge_of(shown).state.received.held("001", "E32")


def type_sheet(shown: MainWindow, by: str, mark: str = "14,5", code: str = "") -> Any:
    """The whole sheet of 001, by that person; saved."""
    assert papers(shown).table.go("E32 001", 0)
    form = papers(shown).form
    for place in range(len(bridge_of(shown).state.exam("E32").competencies)):
        form.levels.place(place, "S")
    texts = (form.mark, mark), (form.code, code), (form.by, by)
    for field, text in (*texts, *zip(form.examiners, (ANNE, BRUNO), strict=True)):
        field.setText(text)
    form.appraisal.setPlainText("Bon entretien.")
    form.save_button.click()
    return form


def stage(shown: MainWindow) -> str:
    model = papers(shown).table.model
    return str(model.index(model.place_of("E32 001"), 0).data())


def test_the_second_person_sees_nothing_of_what_the_first_typed(evening: MainWindow) -> None:
    form = type_sheet(evening, "Irène DURAND")
    assert held(evening).state == "missing" and stage(evening) == "1 saisie sur 2"
    assert papers(evening)._right.currentWidget() is form
    fields = form.findChildren(QLineEdit), form.findChildren(QPlainTextEdit)
    typed = [f.text() for f in fields[0]] + [f.toPlainText() for f in fields[1]]
    assert set(typed) <= {"", "1", "C1"}
    assert not any(cell.isChecked() for cell in form.levels.stops())
    assert "Irène DURAND a déjà saisi" in form.told.text()


def test_typed_alike_by_two_persons_the_mark_is_held(evening: MainWindow) -> None:
    type_sheet(evening, "Irène DURAND")
    type_sheet(evening, "Paul LENOIR")
    assert held(evening).mark == "14.5" and stage(evening) == "✓ saisie prouvée"


def test_the_same_person_does_not_type_it_twice(evening: MainWindow) -> None:
    type_sheet(evening, "Irène DURAND")
    form = type_sheet(evening, "Irène DURAND")
    assert "une seconde personne la saisit" in told(evening)
    assert held(evening).state == "missing" and form.mark.text() == "14,5"


def test_typed_otherwise_both_are_compared_and_one_is_taken_back(evening: MainWindow) -> None:
    type_sheet(evening, "Irène DURAND")
    type_sheet(evening, "Paul LENOIR", "15")
    compare = papers(evening).compare
    assert stage(evening) == "≠ à comparer" and held(evening).mark is None
    assert ("Note", True, ["14,5 / 20", "15 / 20"]) in compare.sides.told
    compare.drop("Paul LENOIR")
    assert "avec un motif" in told(evening)
    compare.reason.setText("note mal lue")
    compare.drop("Paul LENOIR")
    assert stage(evening) == "1 saisie sur 2"


def test_its_check_code_proves_a_sheet_at_once_and_a_wrong_one_is_refused(
    evening: MainWindow,
) -> None:
    type_sheet(evening, "Irène DURAND", code="A1B2C3D4")
    assert "ne va pas avec ce qui est saisi" in told(evening)
    type_sheet(evening, "Irène DURAND")
    (typed,) = bridge_of(evening).state.received.papers["001", "E32"]
    type_sheet(evening, "Paul LENOIR", code=typed.passage.code)
    assert held(evening).mark == "14.5"


def test_what_lacks_is_said_and_what_is_typed_stays(evening: MainWindow) -> None:
    form = type_sheet(evening, "Irène DURAND", "21")
    assert "n’est pas une note" in told(evening) and form.mark.text() == "21"
    assert stage(evening) == "… rien de reçu"


def test_what_one_types_waits_while_one_looks_at_another_candidate(evening: MainWindow) -> None:
    form = type_sheet(evening, "", "14,5")
    assert papers(evening).table.go("E32 002", 0)
    assert form.mark.text() == "" and not any(c.isChecked() for c in form.levels.stops())
    assert papers(evening).table.go("E32 001", 0)
    assert form.mark.text() == "14,5" and form.appraisal.toPlainText() == "Bon entretien."
    assert form.act().levels["C2"] == "S"


def test_a_sheet_not_saved_is_told_before_the_file_is_closed(evening: MainWindow) -> None:
    type_sheet(evening, "", "14,5")
    evening.leave_file()
    assert "n’est pas enregistrée" in told(evening) and evening.desk is not None
    evening.leave_file()
    assert evening.desk is None
