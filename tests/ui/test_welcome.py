"""The page before any file: what it offers, and what it does with what is dropped on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.mid_morning import demo_commission
from app.services.preparing import known_suffix
from tests.ui.days import opened
from ui import files_dialogs
from ui.new_commission import NewCommission
from ui.tile import Tile
from ui.welcome import RecentFile, Welcome


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def welcome(settings: QSettings, qtbot: QtBot) -> Welcome:
    page = Welcome(settings)
    qtbot.addWidget(page)
    return page


def drop(page: Welcome, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, Qt.MouseButton.LeftButton, none))


def test_a_recent_file_opens_by_its_button(
    settings: QSettings, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "C04.passage"
    path.touch()
    settings.setValue("recent", [str(path)])
    page = Welcome(settings)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.opened) as caught:
        page.findChildren(RecentFile)[0].click()
    assert caught.args == [path]


def test_a_recent_file_that_is_gone_says_so_and_opens_nothing(
    settings: QSettings, qtbot: QtBot, tmp_path: Path
) -> None:
    settings.setValue("recent", [str(tmp_path / "gone.passage")])
    page = Welcome(settings)
    qtbot.addWidget(page)
    (shown,) = page.findChildren(RecentFile)
    assert "introuvable" in shown.accessibleName()
    with qtbot.waitSignal(page.failed) as caught, qtbot.assertNotEmitted(page.opened):
        shown.click()
    assert "gone.passage" in caught.args[0]


def test_delete_forgets_a_recent_file_and_leaves_it_on_the_disk(
    settings: QSettings, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "C04.passage"
    path.touch()
    settings.setValue("recent", [str(path)])
    page = Welcome(settings)
    qtbot.addWidget(page)
    QTest.keyClick(page.findChildren(RecentFile)[0], Qt.Key.Key_Delete)
    assert page.recent() == []
    assert path.exists()


def test_every_button_has_a_name_and_a_key(welcome: Welcome) -> None:
    tiles = welcome.findChildren(Tile)
    assert [tile.accessibleName() for tile in tiles] == [
        "Ouvrir un fichier…",
        "Nouvelle commission…",
        "Nouveau jury…",
        "Démonstration",
        "Répétition",
    ]
    assert len({tile.keys for tile in tiles}) == 5


def test_opening_asks_for_a_file(
    welcome: Welcome, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files_dialogs, "open_file", lambda *_: tmp_path / "C04.passage")
    with qtbot.waitSignal(welcome.opened) as caught:
        welcome.ask()
    assert caught.args == [tmp_path / "C04.passage"]


def test_a_dialog_that_is_left_opens_nothing(
    welcome: Welcome, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_dialogs, "open_file", lambda *_: None)
    with qtbot.assertNotEmitted(welcome.opened):
        welcome.ask()


def test_a_dropped_commission_is_opened(welcome: Welcome, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(welcome.opened) as caught:
        drop(welcome, tmp_path / "C04.passage")
    assert caught.args == [tmp_path / "C04.passage"]


def test_a_dropped_list_begins_a_new_commission(welcome: Welcome, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("N° candidat;Nom de naissance\n001;DUPONT\n", encoding="utf-8")
    drop(welcome, path)
    (page,) = welcome.findChildren(NewCommission)
    assert page.candidates.rowCount() == 1


def test_a_rehearsal_is_a_new_commission_with_its_box_ticked(welcome: Welcome) -> None:
    welcome.rehearse()
    (page,) = welcome.findChildren(NewCommission)
    assert page.rehearsal.isChecked()


def test_the_demonstration_is_opened_from_the_users_own_folder(
    welcome: Welcome, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("app.services.preparing.user_folder", lambda: tmp_path / "new" / "folder")
    with qtbot.waitSignal(welcome.opened) as caught:
        welcome.demo()
    assert caught.args[0].is_file()


def test_a_demonstration_that_cannot_be_written_is_told(
    welcome: Welcome, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("app.services.preparing.user_folder", lambda: tmp_path / "file")
    with qtbot.waitSignal(welcome.failed), qtbot.assertNotEmitted(welcome.opened):
        welcome.demo()


def test_two_demonstrations_never_share_a_file(tmp_path: Path) -> None:
    assert demo_commission(tmp_path) != demo_commission(tmp_path)


def test_the_demonstration_is_in_mid_morning(tmp_path: Path) -> None:
    bridge = opened("mid-morning", tmp_path)
    passages = bridge.state.in_order
    assert sum(p.sealed and not p.reserved for p in passages) == 1
    assert sum(p.sealed and p.reserved for p in passages) == 1
    assert sum(p.absent for p in passages) == 1
    assert sum(p.not_valid is not None for p in passages) == 1
    assert [p.open_run.part for p in passages if p.open_run] == ["part-1", "preparation"]
    bridge.close()


def test_the_running_part_of_the_demonstration_began_within_this_boot(tmp_path: Path) -> None:
    with Desk(demo_commission(tmp_path)) as desk:
        run = next(p.open_run for p in desk.state.in_order if p.open_run)
        assert run is not None
        assert 694 <= (desk.now() - run.started).total_seconds() < 760
        assert desk.state.commission is not None
        assert desk.state.commission.rehearsal
        assert desk.state.clock_notes == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("liste.XLSX", "list"),
        ("c04.toml", "description"),
        ("dossiers.zip", "dossiers"),
        ("C04.passage", "file"),
        ("export.sqlite", "file"),
    ],
)
def test_what_is_dropped_is_told_by_its_name(name: str, kind: str) -> None:
    assert known_suffix(Path(name)) == kind
