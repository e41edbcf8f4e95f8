"""The dialogs that ask for files: in French, where one left off, nothing kept when left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.files_dialogs import ANY_FILE, open_file, open_folder, save_file


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def when_asked(does: Callable[[QFileDialog], object]) -> None:
    """Done to the dialog once it is there."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        does(dialog)

    QTimer.singleShot(0, answer)


def test_the_dialog_speaks_french_and_gives_the_file(parent: QWidget, tmp_path: Path) -> None:
    path = tmp_path / "C04.passage"
    path.touch()
    told: list[str] = []

    def choose(dialog: QFileDialog) -> None:
        told.extend(dialog.labelText(label) for label in QFileDialog.DialogLabel)
        dialog.selectFile(str(path))
        dialog.accept()

    when_asked(choose)
    assert open_file(parent, "Ouvrir un fichier", ANY_FILE) == path
    assert told == ["Dans :", "Nom :", "Type :", "Ouvrir", "Annuler"]


def test_the_next_dialog_opens_where_the_last_one_chose(parent: QWidget, tmp_path: Path) -> None:
    def choose(dialog: QFileDialog) -> None:
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(str(tmp_path))
        dialog.accept()

    when_asked(choose)
    assert open_folder(parent, "Dossier") == tmp_path
    seen: list[str] = []

    def look(dialog: QFileDialog) -> None:
        seen.append(dialog.directory().path())
        dialog.reject()

    when_asked(look)
    assert open_file(parent, "Ouvrir", ANY_FILE) is None
    assert [Path(path) for path in seen] == [tmp_path]


def test_a_name_without_suffix_gets_it(parent: QWidget, tmp_path: Path) -> None:
    def choose(dialog: QFileDialog) -> None:
        dialog.selectFile(str(tmp_path / "export"))
        dialog.accept()

    when_asked(choose)
    assert save_file(parent, "Exporter", "E32.sqlite", "") == tmp_path / "export.sqlite"
