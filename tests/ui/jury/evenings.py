"""The window on the jury of an evening, and the exports its commissions really made."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from tests.services.sticks import NUMBERS, commission, examine, issue, jury, stick
from tests.ui.jury.windows import page
from ui.main_window import MainWindow


def examined(folder: Path) -> Path:
    """C1, where candidate 001 was examined."""
    path = commission(folder / "c1.passage", "C1", *NUMBERS)
    examine(path, "001")
    return path


def session(folder: Path, c1: Path) -> Path:
    """The jury that issued the pack of C1."""
    return jury(folder, C1=c1)


def second(folder: Path, session: Path, mark: str = "8.0") -> Path:
    """The export of another file of C1, where 001 has another mark."""
    other = commission(folder / "other.passage", "C1", "001", room="B9")
    examine(other, "001", mark)
    issue(session, "C1", other)
    return stick(other)


def copied(path: Path, name: str) -> Path:
    return Path(shutil.copyfile(path, path.with_name(name)))


def files_of(shown: MainWindow) -> Any:
    return page(shown, "receive").files


def at_rest(qtbot: QtBot, shown: MainWindow) -> None:
    qtbot.waitUntil(lambda: files_of(shown).working.job is None, timeout=30_000)


def judge(qtbot: QtBot, shown: MainWindow, *paths: Path) -> list[str]:
    """Drop them; the verdicts, as the table has them."""
    page(shown, "receive")
    shown.take(list(paths))
    at_rest(qtbot, shown)
    return verdicts(shown)


def verdicts(shown: MainWindow) -> list[str]:
    model = files_of(shown).table.model
    return [str(model.index(place, 1).data()) for place in range(len(model.shown))]


def receive(qtbot: QtBot, shown: MainWindow, *paths: Path) -> list[str]:
    """Drop them, then receive them."""
    judge(qtbot, shown, *paths)
    files_of(shown).receive.click()
    at_rest(qtbot, shown)
    return verdicts(shown)
