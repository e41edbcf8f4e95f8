"""Starting: whatever upsets the program leaves a window that says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from tests.ui.days import opened
from ui import day_desk
from ui.main_window import MainWindow
from ui.start import run

SECRET = "DUPONT Léa a 14,5"


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the banner of the window that was run said, the loop being left at once."""
    said, before = list[str](), QApplication.topLevelWidgets()

    def left(*_: object) -> int:
        made = (w for w in QApplication.topLevelWidgets() if w not in before)
        said.extend(w.banner.accessibleName() for w in made if isinstance(w, MainWindow))
        return 0

    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(QApplication, "exec", left)
    return said


def test_a_bug_met_while_opening_a_file_is_told_and_the_file_let_go(
    shown: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object) -> None:
        raise ValueError(SECRET)

    bridge = opened("mid-morning", tmp_path)
    bridge.close()
    monkeypatch.setattr(day_desk, "ExamDay", wrong)
    assert run(bridge.desk.path) == 0
    (said,) = shown
    assert said.startswith("Erreur inattendue du programme (ValueError, test_start.py:")
    assert "DUPONT" not in said
    Desk(bridge.desk.path).close()


def test_a_demonstration_that_cannot_be_written_is_told(
    shown: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "XDG_DATA_HOME").touch()
    assert run(demo=True) == 0
    (said,) = shown
    assert "Passage : un élément du chemin n’est pas un dossier" in said


def test_a_start_without_a_file_says_nothing(shown: list[str]) -> None:
    assert run() == 0
    assert shown == [""]


def test_what_was_run_is_out_of_sight(shown: list[str]) -> None:
    assert run() == 0
    assert not any(window.isVisible() for window in QApplication.topLevelWidgets())
