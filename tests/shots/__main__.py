"""Render the scenes named, or all of them, into the folder named."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="passage-shots-")
os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"]

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

import ui  # noqa: F401  # steadies the binding first
from app.services import journaling
from tests.shots import files
from tests.shots.scenes import SCENES, Scene, let_go
from ui import day_desk
from ui.kept import settings
from ui.main_window import MainWindow
from ui.start import application, window

SIZES = {
    "1366": (1366, 728, 1.0),
    "1920": (1920, 1040, 1.0),
    "1280": (1280, 680, 1.0),
    "200": (1366, 728, 2.0),
}
"""Width, height (a screen less its task bar) and size of texts."""
THEMES = ("light", "dark")
PATIENCE_MS = 20_000
NEVER_MS = 10**8
"""What comes after the first paint tells of this machine, which no picture is about."""


def main() -> None:
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2:] or ["*"]
    application()
    told = patch.object(journaling, "SystemClock", lambda: files.CLOCK)
    alone = patch.object(day_desk, "AFTER_PAINT_MS", NEVER_MS)
    with told, alone:
        for name, scene in SCENES.items():
            if any(fnmatch(name, pattern) for pattern in wanted):
                for size in scene.sizes:
                    for theme, picture in pictures(scene, size):
                        picture.save(str(target / f"{name}-{size}-{theme}.png"))


def pictures(scene: Scene, size: str) -> Iterator[tuple[str, QImage]]:
    """The scene in each theme, in one window of that size."""
    with tempfile.TemporaryDirectory() as folder:
        shown = played(scene, Path(folder), size)
        for theme in THEMES:
            if shown.theme.dark != (theme == "dark"):
                shown.theme.choose(theme)
            settle(lambda: scene.ready(shown))
            yield theme, scene.looks(shown).grab().toImage()
        let_go()
        shown.end()
        shown.deleteLater()
        settle(lambda: True)


def played(scene: Scene, folder: Path, size: str) -> MainWindow:
    """The window with the scene played in it, its icons come."""
    settings().clear()
    kept = settings()
    recent = [folder / name for name in scene.recent]
    for path in recent[:2]:
        path.touch()
    if recent:
        kept.setValue("recent", [str(path) for path in recent])
        kept.sync()
    file = files.copied(scene.file, folder) if scene.file else None
    files.pass_time(scene.later)
    shown = window(file)
    width, height, scale = SIZES[size]
    if scale != 1:
        shown.theme.enlarge(scale)
    shown.resize(width, height)
    shown.show()
    for does in scene.does:
        does(shown)
    settle(lambda: not any(map(bare, shown.findChildren(QAbstractButton))) and scene.ready(shown))
    for does in scene.then:
        does(shown)
    scene.looks(shown).resize(width, height)
    return shown


def bare(button: QAbstractButton) -> bool:
    """Whether the button still keeps a place for the icon it waits for."""
    if button.icon().isNull() or not button.isVisible():
        return False
    image = button.icon().pixmap(16).toImage().convertToFormat(QImage.Format.Format_Alpha8)
    return not any(bytes(image.constBits()))


def settle(ready: Callable[[], bool]) -> None:
    """Let the window work until it is ready and at rest."""
    patience = QElapsedTimer()
    patience.start()
    while not ready():
        QTest.qWait(10)
        if patience.hasExpired(PATIENCE_MS):
            raise TimeoutError("The scene never got ready.")
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    main()
