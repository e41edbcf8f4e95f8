"""Files that pages are opened on: a day at its end, and a candidate in the room."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.days import opened
from ui import tasks
from ui.bridge import Bridge
from ui.collecting import collect


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """What pages remember is remembered for the test alone."""
    form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    QSettings.setPath(form, scope, str(tmp_path / "settings"))


@pytest.fixture(autouse=True)
def none_left(qapp: QApplication) -> Iterator[None]:
    """The windows of a test are gone before the next: each would be restyled with the others."""
    gc.disable()  # as the program does: a thread that makes sheets collects no widget
    yield
    for left in QApplication.topLevelWidgets():
        left.hide()  # one still in view would answer the keys of the next
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tasks.finish()
    collect()


@pytest.fixture
def evening(qtbot: QtBot, tmp_path: Path) -> Iterator[Bridge]:
    yield from _opened("E32 evening", tmp_path)


@pytest.fixture
def examining(qtbot: QtBot, tmp_path: Path) -> Iterator[Bridge]:
    yield from _opened("mid-morning", tmp_path)


def _opened(kind: str, folder: Path) -> Iterator[Bridge]:
    bridge = opened(kind, folder)
    yield bridge
    tasks.finish()
    bridge.close()
