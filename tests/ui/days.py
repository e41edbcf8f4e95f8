"""Demonstration files to open pages on, each made once and then copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.demo import demo_request, perform_day
from app.services.desk import Desk
from app.services.mid_morning import ToldClock
from app.services.opening import open_commission
from app.services.preparing import demo_commission
from app.system import Clock, SystemClock
from ui.bridge import Bridge
from ui.day_desk import DayDesk
from ui.main_window import MainWindow
from ui.start import application, window


@cache
def _made(kind: str) -> Path:
    folder = Path(mkdtemp(prefix="pages-"))
    if kind == "mid-morning":
        return demo_commission(folder)
    exam, _, when = kind.partition(" ")
    path = folder / f"{exam}.passage"
    for _ in open_commission(demo_request(exam, path)):
        pass
    if when == "evening":
        for _ in perform_day(path):
            pass
    return path


def copied(kind: str, folder: Path) -> Path:
    """``E32 morning``, ``E32 evening`` (E42 too) or ``mid-morning``, in ``folder``."""
    path = folder / "C04.passage"
    shutil.copy(_made(kind), path)
    return path


def opened(kind: str, folder: Path, clock: Clock | None = None) -> Bridge:
    """The same, opened."""
    return Bridge(Desk(copied(kind, folder), clock))


def tomorrow_at_noon() -> Clock:
    """A clock that never stands just after midnight, when the hours of a day are still to come."""
    told = ToldClock(SystemClock())
    told.at = told.at.replace(hour=12, minute=0) + timedelta(days=1)
    return told


def clock_of(shown: MainWindow) -> QWidget:
    """The candidate's clock, once it was asked for."""
    assert isinstance(shown.desk, DayDesk) and shown.desk.clock is not None
    return shown.desk.clock


def in_window(kind: str, qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """The same, in the real window, which has the keys."""
    application()
    made = window(copied(kind, folder))
    made.resize(1366, 728)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close_file()
