"""« Choix des fiches »: chosen by a key, by a member, beside what the others got."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QScrollBar
from pytestqt.qtbot import QtBot

from app.domain.jury.acts import (
    Assign,
    ChooseFiches,
    DescribeFiche,
    GiveVerdict,
    KeepModel,
    SetMember,
    SetUnit,
    StorePiece,
)
from app.domain.jury.people import Choice
from app.services.documents import dossier_folder
from tests.domain.jury.scene import ANNE, BRUNO, DAY, line
from tests.ui.jury.test_dossiers_intake import scan
from tests.ui.jury.windows import bridge_of, on_jury, page, small
from tests.ui.test_files import told
from ui.main_window import MainWindow
from ui.stack import SteadyArea

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
STORY = "M. Bernard loue un local mitoyen et croit que son contrat le couvre."


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    lines = [line(number, school="Lycée A", category="SCOLAIRE") for number in ("001", "002")]
    for made in on_jury(qtbot, small(tmp_path, *lines)):
        made.run("choice")
        yield made


def choice(shown: MainWindow) -> Any:
    return page(shown, "choice")


def stored(shown: MainWindow, number: str = "001", exam: str = "E32") -> Choice | None:
    return bridge_of(shown).state.candidates[number].of(exam).choice


def by(shown: MainWindow, name: str) -> None:
    box = choice(shown).member
    box.setCurrentIndex(box.findData(name))


def chosen(shown: MainWindow, *fiches: int) -> None:
    """Fiches pressed in the list, by the key of their part."""
    view, model = choice(shown).dossier.view, choice(shown).dossier.model
    view.setFocus()
    for part, fiche in enumerate(fiches, 1):
        view.setCurrentIndex(model.index(model.place_of(str(fiche)), 0))
        QTest.keyClicks(view, str(part))


def write(shown: MainWindow, name: str, text: str) -> None:
    field = choice(shown).editor.texts[name]
    field.setFocus()
    QTest.keyClicks(field, text)


# --- the choice -----------------------------------------------------------------------------------


def test_two_keys_choose_the_fiches(jury: MainWindow) -> None:
    by(jury, ANNE)
    chosen(jury, 2, 4)
    assert stored(jury) == Choice((2, 4), ANNE, "", ("", ""))
    assert choice(jury).editor.fiches[0][2].isChecked()
    assert choice(jury).pick.model.index(0, 1).data() == "✓ n° 2, 4"


def test_a_first_fiche_waits_for_the_second_and_says_so(jury: MainWindow) -> None:
    by(jury, ANNE)
    chosen(jury, 2)
    editor = choice(jury).editor
    assert stored(jury) is None and "rien n’est encore" in editor.told.accessibleName()
    assert not editor.fiches[0][2].isChecked() and editor.fiches[0][2].property("pending")
    assert editor.texts["scenario"].isReadOnly()


def test_enter_chooses_for_the_part_that_lacks_a_fiche(jury: MainWindow) -> None:
    by(jury, ANNE)
    view, model = choice(jury).dossier.view, choice(jury).dossier.model
    for place in (0, 2):
        view.setCurrentIndex(model.index(place, 0))
        QTest.keyClick(view, Key.Key_Return)
    found = stored(jury)
    assert found is not None and found.fiches == (1, 3)


def test_the_second_fiche_must_differ(jury: MainWindow) -> None:
    by(jury, ANNE)
    chosen(jury, 2, 2)
    assert "doivent différer" in told(jury) and stored(jury) is None


def test_an_equal_contract_only_warns(jury: MainWindow) -> None:
    bridge = bridge_of(jury)
    for fiche in (1, 2):
        assert bridge.perform(DescribeFiche("001", fiche, "Automobile", "property"))
    by(jury, ANNE)
    chosen(jury, 1, 2)
    assert stored(jury) is not None and choice(jury).editor._warn.isVisible()


def test_nobody_chooses_before_it_is_said_who(jury: MainWindow) -> None:
    chosen(jury, 2)
    assert "qui choisit" in told(jury) and jury.focusWidget() is choice(jury).member
    choice(jury).editor.fiches[0][3].click()
    assert not choice(jury).editor.fiches[0][3].isChecked()


def test_a_member_who_knows_the_candidate_is_refused_and_told_before(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(SetMember(ANNE, knows=("001",)))
    by(jury, ANNE)
    assert choice(jury).editor.told.accessibleName() == "Anne MARTIN connaît NOM 001 Zoé"
    chosen(jury, 2, 3)
    assert "un autre membre doit choisir" in told(jury) and stored(jury) is None


def test_e42_asks_for_one_fiche_and_one_scenario(jury: MainWindow) -> None:
    choice(jury).exam.setCurrentIndex(1)
    by(jury, BRUNO)
    chosen(jury, 7)
    assert stored(jury, exam="E42") == Choice((7,), BRUNO, "", ("",))
    shown = [name for name, text in choice(jury).editor.texts.items() if text.isVisible()]
    assert shown == ["scenario"] and not choice(jury).editor.fiches[1][7].isVisible()


def test_a_dossier_that_does_not_conform_has_no_choice(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(GiveVerdict("001", "E32", "not-conforming", "DEC", "not-signed"))
    assert choice(jury).editor.told.accessibleName().startswith("Dossier non conforme")
    by(jury, ANNE)
    chosen(jury, 1, 2)
    assert "non conforme" in told(jury) and stored(jury) is None


def test_the_candidates_stand_in_the_order_of_the_hours_placed_since(jury: MainWindow) -> None:
    model = choice(jury).pick.model
    assert [one.number for one in model.shown] == ["001", "002"]
    assert bridge_of(jury).perform(Assign("002", "E32", "C1", DAY, "08:00"))
    assert [one.number for one in model.shown] == ["002", "001"]


def test_a_choice_is_taken_back_and_undone(jury: MainWindow) -> None:
    by(jury, ANNE)
    chosen(jury, 1, 2)
    choice(jury).editor.withdraw.click()
    assert stored(jury) is None
    choice(jury).dossier.view.setFocus()
    QTest.keyClick(jury, Key.Key_Z, CTRL)
    assert stored(jury) == Choice((1, 2), ANNE, "", ("", ""))


# --- texts ----------------------------------------------------------------------------------------


def test_what_is_written_becomes_an_act_after_a_rest(jury: MainWindow, qtbot: QtBot) -> None:
    by(jury, ANNE)
    chosen(jury, 1, 2)
    write(jury, "scenario", "Un sinistre")
    field = choice(jury).editor.texts["scenario"]
    assert field.property("unkept")
    qtbot.waitUntil(lambda: stored(jury) == Choice((1, 2), ANNE, "", ("Un sinistre", "")))
    QTest.keyClicks(field, " en deux temps")
    choice(jury).flush()
    found = stored(jury)
    assert found is not None and found.scenarios[0] == "Un sinistre en deux temps"
    assert field.textCursor().atEnd()


def test_what_is_written_while_the_choice_is_undone_is_refused(jury: MainWindow) -> None:
    by(jury, ANNE)
    chosen(jury, 1, 2)
    write(jury, "scenario", "Un sinistre")
    jury.run("undo")
    choice(jury).flush()
    assert stored(jury) is None and "Choisissez d’abord les fiches" in told(jury)


def test_what_is_written_stays_with_its_candidate(jury: MainWindow) -> None:
    by(jury, ANNE)
    chosen(jury, 1, 2)
    write(jury, "parameters", "Franchise triple")
    choice(jury).go_on(1)
    found = stored(jury)
    assert found is not None and found.parameters == "Franchise triple"
    assert choice(jury).editor.texts["parameters"].toPlainText() == ""


def test_closing_the_file_keeps_what_was_written(jury: MainWindow) -> None:
    by(jury, ANNE)
    chosen(jury, 1, 2)
    write(jury, "scenario_2", "Une question")
    path = bridge_of(jury).desk.path
    jury.run("close-file")
    assert jury.open(path)
    found = stored(jury)
    assert found is not None and found.scenarios[1] == "Une question"


def test_a_scenario_is_kept_as_a_model_and_adapted_to_another(jury: MainWindow) -> None:
    by(jury, ANNE)
    chosen(jury, 1, 2)
    write(jury, "scenario", "Une histoire")
    models = choice(jury).editor.models
    models.name.setFocus()
    QTest.keyClicks(models.name, "Local")
    QTest.keyClick(models.name, Key.Key_Return)
    choice(jury).go_on(1)
    chosen(jury, 3, 4)
    models.known.setCurrentIndex(models.known.findData("Local"))
    models._insert.click()
    QTest.keyClicks(choice(jury).editor.texts["scenario"], "Et ")
    choice(jury).flush()
    found = stored(jury, "002")
    assert found is not None and found.scenarios[0] == "Et Une histoire"


def test_a_model_of_the_other_exam_is_not_offered(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(KeepModel("E42 seul", "E42", STORY))
    assert choice(jury).editor.models.known.findData("E42 seul") < 0
    choice(jury).exam.setCurrentIndex(1)
    assert choice(jury).editor.models.known.findData("E42 seul") > 0


# --- who got what ---------------------------------------------------------------------------------


def test_a_neighbour_of_the_day_with_the_same_is_marked_by_shape_and_word(
    jury: MainWindow,
) -> None:
    bridge = bridge_of(jury)
    for number, hour in (("001", "08:00"), ("002", "09:00")):
        assert bridge.perform(Assign(number, "E32", "C1", DAY, hour))
        assert bridge.perform(DescribeFiche(number, 1, "Automobile", "property"))
        assert bridge.perform(ChooseFiches(number, "E32", 1, ANNE, 2, "", STORY))
    usage = choice(jury).usage
    marks = {usage.model.index(n, 1).data(): usage.model.index(n, 5).data() for n in range(2)}
    assert marks == {
        "NOM 001 Zoé": "▶ ce candidat",
        "NOM 002 Zoé": "◆ produit, scénario",
    }
    assert "1 voisin du même jour" in usage.told.accessibleName()


def test_a_piece_is_read_large_beside_the_choice(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    bridge, found = bridge_of(jury), choice(jury)
    path = dossier_folder(bridge.desk.path) / "001" / "dossier.pdf"
    scan(path, "dossier")
    assert bridge.perform(StorePiece("001", "E32", path.name, "0" * 64, path.stat().st_size))
    QTest.keyClick(found.dossier.view, Key.Key_3, ALT)
    assert not found.pick.isVisible() and found.editor.isVisible()
    qtbot.waitUntil(lambda: isinstance(found.dossier.viewer.currentWidget(), QPdfView))
    assert bridge.perform(DescribeFiche("001", 1, "Automobile", "property"))
    assert isinstance(found.dossier.viewer.currentWidget(), QPdfView)
    QTest.keyClick(found.dossier.view, Key.Key_F, CTRL)
    assert jury.focusWidget() is found.pick.word


# --- the list -------------------------------------------------------------------------------------


def test_the_list_is_filtered_by_choice_commission_and_day(jury: MainWindow) -> None:
    bridge, found = bridge_of(jury), choice(jury)
    assert bridge.perform(Assign("002", "E32", "C1", DAY, "08:00"))
    assert bridge.perform(ChooseFiches("001", "E32", 1, ANNE, 2))
    for box, code, numbers in (
        (found.state, "without", ["002"]),
        (found.state, "with", ["001"]),
        (found.commission, "C1", ["002"]),
        (found.day, DAY, ["002"]),
    ):
        box.setCurrentIndex(box.findData(code))
        assert [one.number for one in found.pick.model.shown] == numbers
        box.setCurrentIndex(0)
    assert [one.number for one in found.pick.model.shown] == ["002", "001"]


def test_who_does_not_sit_the_exam_is_not_listed(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(SetUnit("001", "E32", "ccf"))
    assert [one.number for one in choice(jury).pick.model.shown] == ["002"]


def test_every_control_of_the_page_has_a_name(jury: MainWindow) -> None:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
    found = [w for kind in kinds for w in choice(jury).findChildren(kind) if w.isVisible()]
    assert len(found) > 10
    nameless = [w for w in found if not w.accessibleName() and not getattr(w, "text", str)()]
    assert nameless == []


def still(bars: list[QScrollBar]) -> bool:
    return not any(bar.maximum() for bar in bars)


def test_the_page_stands_without_scrolling(jury: MainWindow, qtbot: QtBot) -> None:
    by(jury, ANNE)
    chosen(jury, 1, 2)
    for size in ((1366, 728), (1280, 680)):
        jury.resize(*size)
        areas = [a for a in jury.findChildren(SteadyArea) if a.isAncestorOf(choice(jury))]
        bars = [bar for a in areas for bar in (a.verticalScrollBar(), a.horizontalScrollBar())]
        assert bars
        qtbot.waitUntil(partial(still, bars))
