"""A new commission or a corrected list: all is shown, and correctable, before it is written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from resources import resource
from tests.ui.days import opened
from ui import files_dialogs
from ui.intake_list import HEADS
from ui.kept import settings
from ui.new_commission import NewCommission

LIST = resource("demo", "E32.csv")
DESCRIPTION = resource("demo", "E32.toml")
FIRST = "00009900101"
WRONG = """N° candidat;Nom de naissance;Prénom(s);Né(e) le;UAI;Établissement;Heure
001;DUPONT;Léa;14/02/1998;0690132U;LYCÉE SECRET;08:00
002;HAMEL;Loïc;31/02/1998;0690132U;LYCÉE SECRET;09:00
003;MARTIN;Zoé;01/03/1998;0690132A;LYCÉE SECRET;10:00
"""


@pytest.fixture
def page(qtbot: QtBot) -> NewCommission:
    made = NewCommission()
    qtbot.addWidget(made)
    return made


def listed(folder: Path, text: str, name: str = "liste.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def column(page: NewCommission, head: str) -> list[str]:
    place = HEADS.index(head)
    items = [page.candidates.item(row, place) for row in range(page.candidates.rowCount())]
    return [item.text() for item in items if item]


def texts(page: NewCommission) -> str:
    rows = [text for head in HEADS for text in column(page, head)]
    return " ".join([*rows, page._facts.accessibleName(), page._trouble_text.text()])


def pdf(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"%PDF-1.4\n%%EOF")
    return path


# --- what was understood --------------------------------------------------------------------------


def test_encoding_delimiter_and_header_line_are_shown(page: NewCommission) -> None:
    page.load_list(LIST)
    told = page._facts.accessibleName()
    assert "UTF-8" in told
    assert "point-virgule" in told
    assert "en-tête ligne 1" in told


def test_wrong_and_doubtful_rows_stand_in_place_with_a_word_and_a_reason(
    page: NewCommission, tmp_path: Path
) -> None:
    page.load_list(listed(tmp_path, WRONG))
    assert column(page, "État") == ["✓ correcte", "✕ fausse", "! à vérifier"]
    assert column(page, "Ligne") == ["", "3", "4"]
    assert "31/02/1998" in column(page, "Remarque")[1]
    assert "UAI" in column(page, "Remarque")[2]


def test_a_wrong_row_is_said_on_the_button(page: NewCommission, tmp_path: Path) -> None:
    page.load_description(DESCRIPTION)
    page.load_list(listed(tmp_path, WRONG))
    assert not page.write.isEnabled()
    assert "une ligne fausse à corriger" in page.write.text()


def test_a_school_is_recognised_and_never_shown(page: NewCommission, tmp_path: Path) -> None:
    page.load_list(listed(tmp_path, WRONG))
    assert "SECRET" not in texts(page)
    fields = {c.title: c.note for c in page._list.columns} if page._list else {}
    assert fields["Établissement"] == fields["UAI"] == "reconnue, non conservée"


def test_a_mapping_corrected_by_a_menu_reads_the_list_again(
    page: NewCommission, tmp_path: Path
) -> None:
    page.load_list(listed(tmp_path, "N° candidat;Nom de naissance;Petit nom\n001;DUPONT;Léa\n"))
    assert column(page, "Candidat") == ["DUPONT"]
    menu = page.columns.menu("Petit nom")
    menu.setCurrentIndex(menu.findData("first_names"))
    menu.activated.emit(menu.currentIndex())
    assert column(page, "Candidat") == ["DUPONT Léa"]


def test_a_header_that_says_nothing_is_named_column_by_column(
    page: NewCommission, tmp_path: Path
) -> None:
    page.load_list(listed(tmp_path, "Ref;Appel;Truc\n001;DUPONT;x\n002;MARTIN;y\n"))
    assert "en-tête" in page._trouble_text.text()
    assert "--map" not in page._trouble_text.text()
    page.columns.corrected.emit("Ref", "number")
    page.columns.corrected.emit("Appel", "last_name")
    assert column(page, "Candidat") == ["DUPONT", "MARTIN"]


def test_a_file_that_is_no_list_is_told_and_changes_nothing(
    page: NewCommission, tmp_path: Path
) -> None:
    page.load_list(LIST)
    page.load_list(listed(tmp_path, ""))
    assert page.banner.isVisibleTo(page)
    assert page.candidates.rowCount() == 8


# --- the form -------------------------------------------------------------------------------------


def test_a_description_fills_the_form(page: NewCommission) -> None:
    page.load_description(DESCRIPTION)
    told = page.form.description()
    assert (told.exam, told.commission, told.room) == ("E32", "D32", "B204")
    assert [e.quality for e in told.examiners] == ["enseignant", "professionnel"]


def test_a_wrong_description_is_told_and_leaves_the_form(
    page: NewCommission, tmp_path: Path
) -> None:
    page.load_description(DESCRIPTION)
    page.load_description(listed(tmp_path, "session = 2019\n", "vide.toml"))
    assert page.banner.isVisibleTo(page)
    assert page.form.description().commission == "D32"


def test_what_is_missing_is_said_on_the_button(page: NewCommission) -> None:
    assert "il manque : la liste, la commission et 5 autres" in page.write.text()
    page.load_list(LIST)
    page.load_description(DESCRIPTION)
    assert page.write.isEnabled()


# --- dossiers -------------------------------------------------------------------------------------


def test_dossiers_find_their_candidates_even_before_the_list_comes(
    page: NewCommission, tmp_path: Path
) -> None:
    pdf(tmp_path / "dossiers" / f"{FIRST} fiches.pdf")
    page.take([tmp_path / "dossiers"])
    assert page.dossiers.found.unmatched == 1
    page.take([LIST])
    assert page.dossiers.found.files[0].number == FIRST


def test_a_piece_of_nobody_is_given_by_the_keyboard(
    page: NewCommission, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take([LIST, pdf(tmp_path / "scan 0012.pdf")])
    assert "1 à rattacher" in page._tabs.tabText(2)
    page.dossiers._people.setCurrentRow(1)
    QTest.keyClick(page.dossiers._people, Qt.Key.Key_Return)
    assert page.dossiers.found.files[0].number == "00009900102"
    assert "rattacher" not in page._tabs.tabText(2)


def test_what_a_hand_gave_outlives_a_list_read_again(page: NewCommission, tmp_path: Path) -> None:
    page.take([LIST, pdf(tmp_path / "scan 0012.pdf")])
    page.dossiers._people.given.emit(FIRST)
    page.columns.corrected.emit("Voie", "ignore")
    assert page.dossiers.found.files[0].number == FIRST


def test_a_damaged_zip_is_told_and_adds_nothing(page: NewCommission, tmp_path: Path) -> None:
    path = tmp_path / "dossiers.zip"
    path.write_bytes(b"PK\x03\x04 rien")
    page.take([LIST, path])
    assert page.banner.isVisibleTo(page)
    assert page.dossiers.found.files == ()


# --- what is written ------------------------------------------------------------------------------


def test_nothing_is_written_before_the_button(page: NewCommission, tmp_path: Path) -> None:
    pdf(tmp_path / f"{FIRST}.pdf")
    before = sorted(tmp_path.rglob("*"))
    page.take([LIST, DESCRIPTION, tmp_path / f"{FIRST}.pdf"])
    assert sorted(tmp_path.rglob("*")) == before


def test_the_commission_is_made_with_its_dossiers(
    page: NewCommission, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "dossiers.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr(f"{FIRST}.pdf", b"%PDF-1.4\n%%EOF")
    page.take([LIST, DESCRIPTION, source])
    page.rehearsal.setChecked(True)
    path = tmp_path / "E32.passage"
    monkeypatch.setattr(files_dialogs, "save_file", lambda *_: path)
    with qtbot.waitSignal(page.made) as caught:
        page.write.click()
    assert caught.args == [path]
    with Desk(path) as desk:
        assert len(desk.state.passages) == 8
        assert desk.state.commission is not None
        assert desk.state.commission.rehearsal
        assert len(desk.state.passages[FIRST].documents) == 1


def test_an_existing_file_is_never_overwritten(
    page: NewCommission, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.take([LIST, DESCRIPTION])
    path = listed(tmp_path, "précieux", "E32.passage")
    monkeypatch.setattr(files_dialogs, "save_file", lambda *_: path)
    with qtbot.assertNotEmitted(page.made):
        page.write.click()
    assert page.banner.isVisibleTo(page)
    assert path.read_text(encoding="utf-8") == "précieux"


@pytest.mark.parametrize("where", ["candidates", "write", "rehearsal", "form"])
def test_escape_leaves_from_anywhere(page: NewCommission, qtbot: QtBot, where: str) -> None:
    page.take([LIST, DESCRIPTION])
    with qtbot.waitSignal(page.left):
        QTest.keyClick(getattr(page, where), Qt.Key.Key_Escape)


def test_one_escape_alone_loses_nothing_typed(page: NewCommission, qtbot: QtBot) -> None:
    page.show()
    room = page.form._texts["room"]
    for letters in ("B2", "04"):
        QTest.keyClicks(room, letters)
        with qtbot.assertNotEmitted(page.left):
            QTest.keyClick(room, Qt.Key.Key_Escape)
    assert "encore une fois" in page.banner.accessibleName()
    with qtbot.waitSignal(page.left):
        QTest.keyClick(room, Qt.Key.Key_Escape)


# --- a corrected list -----------------------------------------------------------------------------


def corrected(folder: Path) -> Path:
    text = LIST.read_text(encoding="utf-8").replace("OUÉDRAOGO;;Loïc", "OUÉDRAOGO;;Loïc Jean")
    return listed(folder, text)


def test_a_corrected_list_says_what_would_change_then_changes_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    bridge = opened("E32 morning", tmp_path)
    page = NewCommission(bridge)
    qtbot.addWidget(page)
    page.load_list(corrected(tmp_path))
    told = [page.changes.item(row).text() for row in range(page.changes.count())]
    assert len(told) == 1
    assert "Loïc Jean" in told[0]
    assert bridge.state.passages["00009900107"].candidate.first_names == "Loïc"
    with qtbot.waitSignal(page.made):
        page.write.click()
    assert bridge.state.passages["00009900107"].candidate.first_names == "Loïc Jean"
    bridge.close()


def test_pieces_alone_are_added_to_the_open_file(qtbot: QtBot, tmp_path: Path) -> None:
    bridge = opened("E32 morning", tmp_path)
    page = NewCommission(bridge)
    qtbot.addWidget(page)
    page.take([pdf(tmp_path / f"{FIRST} fiche 1.pdf")])
    page.write.click()
    assert len(bridge.state.passages[FIRST].documents) == 1
    bridge.close()


def test_changes_tell_nobodys_state_while_a_candidate_is_in_the_room(
    qtbot: QtBot, tmp_path: Path
) -> None:
    bridge = opened("mid-morning", tmp_path)
    page = NewCommission(bridge)
    qtbot.addWidget(page)
    page.load_list(corrected(tmp_path))
    told = [page.changes.item(row).text() for row in range(page.changes.count())]
    assert told
    assert not any("scellé" in line for line in told)
    bridge.close()


def test_a_remark_is_readable_whatever_width_its_column_is_given(
    page: NewCommission, qtbot: QtBot, tmp_path: Path
) -> None:
    page.resize(2400, 700)
    page.show()
    page.load_list(listed(tmp_path, WRONG))
    wide = page.candidates.rowHeight(1)
    page.resize(1366, 700)
    qtbot.waitUntil(lambda: page.candidates.rowHeight(1) > wide)


def test_widths_of_columns_are_kept_for_the_next_list(
    page: NewCommission, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show()
    page.load_list(LIST)
    header = page.candidates.horizontalHeader()
    header.resizeSection(3, 277)
    page.load_list(LIST)
    assert header.sectionSize(3) == 277
    qtbot.waitUntil(lambda: settings().value("columns/candidates-8") == header.saveState())
    again = NewCommission()
    qtbot.addWidget(again)
    again.load_list(LIST)
    assert again.candidates.columnWidth(3) == 277
