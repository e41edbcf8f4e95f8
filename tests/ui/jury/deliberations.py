"""The window on a jury that received everything: made once a size, then copied."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import mkdtemp

from pytestqt.qtbot import QtBot

from app.services.jury_desk import JuryDesk
from tests.services.deliberations import closed, deliberating
from tests.ui.jury.windows import on_jury
from ui.main_window import MainWindow


@cache
def _made(candidates: int, commissions: int, official: bool) -> Path:
    path = deliberating(Path(mkdtemp(prefix="juries-")) / "j.jury", candidates, commissions)
    if official:
        with JuryDesk(path) as desk:
            closed(desk)
    return path


def deliberation(
    qtbot: QtBot,
    folder: Path,
    candidates: int = 6,
    commissions: int = 2,
    *,
    official: bool = False,
) -> Iterator[MainWindow]:
    """On that many candidates; ``official`` once the minutes are closed."""
    path = folder / "2019.jury"
    copy(_made(candidates, commissions, official), path)
    yield from on_jury(qtbot, path)
