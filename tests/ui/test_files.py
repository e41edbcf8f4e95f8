"""Files come to the window by dialog, by a drop or as recent ones: each by its kind, the open one
never lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.exporting import export
from resources import resource
from tests.ui.days import copied
from ui import files_dialogs, tasks
from ui.main_window import MainWindow
from ui.new_commission import NewCommission
from ui.sheets_page import SheetsPage
from ui.start import application, window
from ui.welcome import Welcome

FIRST = "00009900101"


def shown_on(kind: str, qtbot: QtBot, folder: Path) -> MainWindow:
    application()
    made = window(copied(kind, folder) if kind else None)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def morning(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Nobody examined yet."""
    made = shown_on("E32 morning", qtbot, tmp_path)
    yield made
    tasks.finish()
    made.close_file()


@pytest.fixture
def examining(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A part runs."""
    made = shown_on("mid-morning", qtbot, tmp_path)
    yield made
    tasks.finish()
    made.close_file()


def drop(shown: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    shown.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, Qt.MouseButton.LeftButton, none))


def told(shown: MainWindow) -> str:
    return shown.banner.accessibleName()


def other_file(folder: Path) -> Path:
    (folder / "other").mkdir()
    return copied("E42 morning", folder / "other")


# --- what is refused ------------------------------------------------------------------------------


def newer(path: Path) -> None:
    """A file as a later version of the program would leave it."""
    data = bytearray(path.read_bytes())
    data[60:64] = (999).to_bytes(4, "big")
    path.write_bytes(data)


def damaged(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def foreign(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 une archive" * 100)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(newer, "version plus récente"), (damaged, "tronqué"), (foreign, "n’est pas un fichier")],
)
def test_a_file_that_cannot_be_used_is_a_sentence_and_stays_as_it_is(
    qtbot: QtBot, tmp_path: Path, spoil: object, said: str
) -> None:
    assert callable(spoil)
    path = copied("E32 morning", tmp_path)
    spoil(path)
    before = path.read_bytes()
    shown = shown_on("", qtbot, tmp_path)
    assert not shown.open(path)
    assert said in told(shown) and path.name in told(shown)
    assert path.read_bytes() == before and isinstance(shown.pages.currentWidget(), Welcome)


def test_a_file_open_elsewhere_is_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    path = copied("E32 morning", tmp_path)
    with Desk(path):
        shown = shown_on("", qtbot, tmp_path)
        assert not shown.open(path)
    assert "déjà ouvert" in told(shown)


def test_an_export_is_told_for_what_it_is(morning: MainWindow, tmp_path: Path) -> None:
    assert morning.bridge is not None
    path = tmp_path / "export.sqlite"
    export(morning.bridge.desk, path)
    drop(morning, path)
    assert "export" in told(morning) and morning.bridge.desk.path.name == "C04.passage"


# --- dropped on an open day -----------------------------------------------------------------------


def test_the_same_file_again_keeps_its_lock(morning: MainWindow) -> None:
    assert morning.bridge is not None
    bridge, path = morning.bridge, morning.bridge.desk.path
    drop(morning, path)
    assert morning.bridge is bridge and "déjà ouvert" in told(morning)
    script = "import sys; from pathlib import Path; from app.services.desk import Desk; "
    script += "Desk(Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True)
    assert "déjà ouvert ailleurs" in done.stderr


def test_another_commission_takes_the_place_of_a_quiet_one(
    morning: MainWindow, tmp_path: Path
) -> None:
    drop(morning, other_file(tmp_path))
    assert morning.bridge is not None and morning.bridge.state.exam.id == "E42"


def test_another_commission_waits_while_a_part_runs(examining: MainWindow, tmp_path: Path) -> None:
    drop(examining, other_file(tmp_path))
    assert examining.bridge is not None and examining.bridge.state.exam.id == "E32"
    assert "reste ouvert" in told(examining)


def test_a_file_that_cannot_be_opened_leaves_the_open_one(
    morning: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "broken.passage"
    foreign(path)
    drop(morning, path)
    assert morning.bridge is not None and morning.bridge.passage is not None
    assert "broken.passage" in told(morning)


def test_a_list_is_shown_before_anything_is_loaded(examining: MainWindow) -> None:
    assert examining.bridge is not None
    before = examining.bridge.desk.seq
    drop(examining, resource("demo", "E32.csv"))
    page = examining.pages.currentWidget()
    assert isinstance(page, NewCommission) and page.changes.count() > 0
    assert examining.bridge.desk.seq == before
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert examining.pages.currentWidget() is examining.day


def test_a_dossier_is_shown_with_whose_it_is(morning: MainWindow, tmp_path: Path) -> None:
    piece = tmp_path / f"{FIRST} fiche 1.pdf"
    piece.write_bytes(b"%PDF-1.4\n%%EOF")
    drop(morning, piece)
    page = morning.pages.currentWidget()
    assert isinstance(page, NewCommission)
    assert [file.number for file in page.dossiers.found.files] == [FIRST]


def test_a_description_is_not_loaded_into_an_open_commission(morning: MainWindow) -> None:
    drop(morning, resource("demo", "E42.toml"))
    page = morning.pages.currentWidget()
    assert isinstance(page, NewCommission) and page.reason() == "il manque : la liste"
    assert "E42.toml" in page.banner.accessibleName()


# --- keys -----------------------------------------------------------------------------------------


def test_ctrl_enter_on_another_page_seals_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = shown_on("E32 morning", qtbot, tmp_path)
    assert shown.day is not None
    sealing: list[bool] = []
    shown.day.closing.seal.clicked.connect(sealing.append)
    shown.run("journal")
    shown.run("seal")
    assert sealing == []
    shown.close_file()


def test_ctrl_enter_saves_what_is_transcribed(morning: MainWindow) -> None:
    assert morning.bridge is not None
    morning.run("transcribe")
    page = morning.pages.currentWidget()
    assert isinstance(page, SheetsPage)
    page.transcribing.evidence.setText("CNI")
    page.transcribing.reason.setText("panne")
    morning.run("seal")
    assert morning.bridge.state.passages[FIRST].transcribed


def test_ctrl_o_asks_once_on_the_welcome_page(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(files_dialogs, "open_file", lambda *told: asked.append(told[1]))
    shown = shown_on("", qtbot, tmp_path)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    QTest.keyClick(shown, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Ouvrir un fichier"]


def test_closing_the_file_leads_to_the_welcome_page_where_enter_opens_it_again(
    morning: MainWindow, qtbot: QtBot
) -> None:
    morning.run("close-file")
    assert morning.bridge is None
    page = morning.pages.currentWidget()
    assert isinstance(page, Welcome)
    morning.activateWindow()
    qtbot.waitUntil(lambda: page.focusWidget() is page._files[0])
    QTest.keyClick(page._files[0], Qt.Key.Key_Return)
    assert morning.bridge is not None
