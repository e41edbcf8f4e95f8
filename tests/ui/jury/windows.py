"""The window on a jury file: that of the tests of services, or a large one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import mkdtemp
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.jury_desk import JuryDesk
from app.services.jury_opening import JuryRequest, open_jury
from tests.e2e.juries import candidate_list, description, row
from tests.services.juries import jury_file
from ui.jury.bridge import JuryBridge
from ui.jury.desk import JuryFileDesk
from ui.main_window import MainWindow
from ui.start import application, window


def on_jury(qtbot: QtBot, path: Path) -> Iterator[MainWindow]:
    """The real window, active, on that jury file."""
    application()
    made = window(path)
    made.resize(1366, 728)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close_file()


def small(folder: Path, *lines: dict[str, Any]) -> Path:
    """Three candidates, or those of ``lines``; three commissions."""
    return jury_file(folder / "jury.jury", *lines)


@cache
def _large(candidates: int) -> Path:
    folder = Path(mkdtemp(prefix="juries-"))
    rows = (row(rank) for rank in range(1, candidates + 1))
    path = folder / "jury.jury"
    listed = candidate_list(folder, "liste.csv", *rows)
    open_jury(JuryRequest(description(folder), [listed], path))
    return path


def large(folder: Path, candidates: int = 300) -> Path:
    """24 commissions; made once, then copied."""
    path = folder / "jury.jury"
    copy(_large(candidates), path)
    return path


def desk_of(shown: MainWindow) -> JuryFileDesk:
    assert isinstance(shown.desk, JuryFileDesk)
    return shown.desk


def bridge_of(shown: MainWindow) -> JuryBridge:
    return desk_of(shown).bridge


def page(shown: MainWindow, name: str) -> Any:
    """The page of that name, brought into view."""
    host = desk_of(shown).host
    assert host is not None
    found: QWidget = host.page(name)
    if host.current is not found:
        shown.run(name)
    assert host.current is found
    return found


def alone(path: Path) -> JuryBridge:
    """A bridge without a window; whoever takes it closes it."""
    return JuryBridge(JuryDesk(path))
