"""A jury file opens the « Préparer » desk; a commission file never loads it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.jury.acts import EditCandidate
from app.services.jury_desk import JuryDesk
from tests.ui.days import copied
from tests.ui.jury.windows import bridge_of, desk_of, on_jury, page, small
from tests.ui.test_files import damaged, drop, foreign, newer, told
from ui.day_desk import DayDesk
from ui.exam_day import ExamDay
from ui.jury.desk import PageHost
from ui.jury.pages import PAGES
from ui.main_window import MainWindow
from ui.start import application, window
from ui.welcome import Welcome

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from on_jury(qtbot, small(tmp_path))


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[MainWindow]:
    """The welcome page."""
    application()
    made = window()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_file()


def test_a_jury_file_named_on_the_command_line_opens_its_desk(jury: MainWindow) -> None:
    host = jury.pages.currentWidget()
    assert isinstance(host, PageHost) and host.current is host.page(PAGES[0].name)
    assert jury.bridge is None and jury.day is None


def test_the_kind_of_the_file_chooses_the_desk_whatever_its_name(
    empty: MainWindow, tmp_path: Path
) -> None:
    path = small(tmp_path).rename(tmp_path / "jury.passage")
    assert empty.open(path) and isinstance(empty.pages.currentWidget(), PageHost)
    assert empty.open(copied("E32 morning", tmp_path).rename(tmp_path / "E32.jury"))
    assert isinstance(empty.pages.currentWidget(), ExamDay)


def test_a_dropped_jury_takes_the_place_of_a_quiet_commission(
    empty: MainWindow, tmp_path: Path
) -> None:
    assert empty.open(copied("E32 morning", tmp_path))
    drop(empty, small(tmp_path))
    assert desk_of(empty).path.name == "jury.jury"
    drop(empty, tmp_path / "C04.passage")
    assert isinstance(empty.desk, DayDesk)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(newer, "version plus récente"), (damaged, "tronqué"), (foreign, "un fichier de jury")],
)
def test_a_jury_that_cannot_be_used_is_a_sentence_and_stays_as_it_is(
    empty: MainWindow, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    path = small(tmp_path)
    spoil(path)
    before = path.read_bytes()
    assert not empty.open(path)
    assert said in told(empty) and path.name in told(empty)
    assert path.read_bytes() == before and isinstance(empty.pages.currentWidget(), Welcome)


def test_a_jury_open_elsewhere_is_a_sentence(empty: MainWindow, tmp_path: Path) -> None:
    path = small(tmp_path)
    with JuryDesk(path):
        assert not empty.open(path)
    assert "déjà ouvert" in told(empty)


def test_the_same_jury_again_keeps_its_lock(jury: MainWindow) -> None:
    bridge = bridge_of(jury)
    drop(jury, bridge.desk.path)
    assert bridge_of(jury) is bridge and "dans cette fenêtre" in told(jury)


def test_closing_the_jury_leads_to_the_welcome_page_which_offers_it(jury: MainWindow) -> None:
    path = bridge_of(jury).desk.path
    jury.run("close-file")
    found = jury.pages.currentWidget()
    assert isinstance(found, Welcome) and found.recent() == [str(path)]
    assert jury.open(path)


def test_the_keys_are_those_of_the_desk(jury: MainWindow, tmp_path: Path) -> None:
    QTest.keyClick(jury, Qt.Key.Key_2, CTRL)
    host = desk_of(jury).host
    assert host is not None and host.current is host.page("candidates")
    QTest.keyClick(jury, Qt.Key.Key_F1)
    assert jury.pages.currentWidget() is not host
    QTest.keyClick(jury, Qt.Key.Key_1, CTRL)
    assert jury.pages.currentWidget() is host and host.current is host.page("overview")
    assert jury.open(copied("E32 morning", tmp_path))
    QTest.keyClick(jury, Qt.Key.Key_3, CTRL)
    assert jury.pages.currentWidget() is jury._shown["journal"]


def test_a_page_with_a_filter_is_typed_in_at_once(jury: MainWindow) -> None:
    QTest.keyClick(jury, Qt.Key.Key_2, CTRL)
    found = page(jury, "candidates")
    assert jury.focusWidget() is found.table.word
    QTest.keyClicks(found.table.word, "003")
    QTest.keyClick(found.table.word, Qt.Key.Key_Down)
    assert jury.focusWidget() is found.table.view and found.table.key == "003"


def test_the_palette_offers_what_means_something_here(jury: MainWindow) -> None:
    QTest.keyClick(jury, Qt.Key.Key_K, CTRL)
    titles = {line.title for line in jury.palette_box._offered()}
    assert {"Page : candidats", "Annuler le dernier geste", "Thème clair ou sombre"} <= titles
    assert not titles & {"Sceller la grille", "Marquer le candidat absent"}


def test_the_top_bar_says_which_jury_and_shows_no_page_of_a_day(jury: MainWindow) -> None:
    assert jury.top._title.accessibleName() == "Jury · session 2019 · Strasbourg"
    shown = [*jury.top.pages.values(), jury.top.quick["privacy"], jury.top.quick["incident"]]
    assert not any(button.isVisible() for button in shown)
    assert jury.top.quick["palette"].isVisible()


def test_a_file_that_no_page_reads_is_refused_in_a_sentence(
    jury: MainWindow, tmp_path: Path
) -> None:
    drop(jury, tmp_path / "notes.toml")
    assert "notes.toml" in told(jury)


def test_a_page_is_brought_up_to_date_when_it_is_shown_again(jury: MainWindow) -> None:
    table = page(jury, "candidates").table
    jury.run("overview")
    assert bridge_of(jury).perform(EditCandidate("002", "last_name", "AUTRE"))
    assert page(jury, "candidates").table is table
    assert table.model.index(1, 1).data() == "AUTRE"


def test_an_exam_day_loads_nothing_of_the_other_desk(tmp_path: Path) -> None:
    path = copied("E32 morning", tmp_path)
    script = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from pathlib import Path; from ui.start import application, window\n"
        "application(); shown = window(Path(sys.argv[1])); shown.close_file()\n"
        "print([name for name in sys.modules if 'jury' in name and not name.startswith('db.')])"
    )
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, env=environment
    )
    assert done.stdout == "[]\n", done.stderr
