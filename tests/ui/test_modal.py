"""Rule 7: no dialog opens while a clock runs, wherever it is asked from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.acts import ConfirmIdentity, StartPart
from tests.ui.days import copied
from ui.main_window import MainWindow
from ui.new_commission import NewCommission
from ui.start import application, window

FIRST = "00009900101"


@pytest.fixture
def preparing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """Somebody prepares, nobody is in the room; a dialog that opens fails the test."""
    application()
    made = window(copied("E32 morning", tmp_path))
    qtbot.addWidget(made)
    made.show()
    assert made.bridge is not None
    made.bridge.perform(ConfirmIdentity(FIRST))
    made.bridge.perform(StartPart(FIRST, "preparation"))
    monkeypatch.setattr(QFileDialog, "exec", lambda _: pytest.fail("a dialog opened"))
    yield made
    made.close_file()


def loading(shown: MainWindow) -> NewCommission:
    shown.run("load-list")
    page = shown.pages.currentWidget()
    assert isinstance(page, NewCommission)
    return page


def test_another_file_is_not_asked_for_while_somebody_prepares(preparing: MainWindow) -> None:
    preparing.run("open")
    assert "Une horloge tourne" in preparing.banner.accessibleName()


BUTTONS = (
    "Choisir une liste…",
    "Autre liste…",
    "Choisir un dossier…",
    "Choisir des fichiers…",
    "+ Dossier…",
    "+ Fichiers…",
)


@pytest.mark.parametrize("text", BUTTONS)
def test_files_to_load_are_not_asked_for_while_somebody_prepares(
    preparing: MainWindow, text: str
) -> None:
    page = loading(preparing)
    asked = next(b for b in page.findChildren(QPushButton) if b.text() == text)
    asked.click()
    assert "déposez les fichiers ici" in page.banner.accessibleName()


def test_letting_go_of_the_file_while_a_part_runs_is_said_once(
    qtbot: QtBot, tmp_path: Path
) -> None:
    application()
    shown = window(copied("mid-morning", tmp_path))
    qtbot.addWidget(shown)
    shown.run("close-file")
    assert shown.bridge is not None and "Une partie est en cours" in shown.banner.accessibleName()
    shown.run("close-file")
    assert shown.bridge is None
