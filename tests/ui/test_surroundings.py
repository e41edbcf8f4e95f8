"""What stands around an open file, in the real window."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.days import opened
from ui.kept import settings
from ui.main_window import MainWindow
from ui.start import application, window


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The mid-morning file, last written long ago by a program that is no more."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    bridge = opened("mid-morning", tmp_path)
    bridge.close()
    os.utime(bridge.desk.path, (0, 0))
    application()
    made = window(bridge.desk.path)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.end()


def test_a_file_left_in_the_middle_of_a_part_says_so_until_seen(
    qtbot: QtBot, shown: MainWindow
) -> None:
    qtbot.waitUntil(lambda: "Passage était fermé" in shown.banner.accessibleName())
    assert shown.banner.property("tone") == "warn"
    assert "« Corriger la durée d’une partie »" in shown.banner.accessibleName()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have nobody to ask")
def test_a_machine_that_cannot_be_kept_awake_is_noted(qtbot: QtBot, shown: MainWindow) -> None:
    qtbot.waitUntil(lambda: "empêcher la mise en veille" in shown.banner.accessibleName())


def test_the_sound_is_a_command_that_is_remembered(shown: MainWindow) -> None:
    shown.run("sound")
    assert "Son activé" in shown.banner.accessibleName()
    assert settings().value("sound", type=bool) is True
    shown.run("sound")
    assert settings().value("sound", type=bool) is False
