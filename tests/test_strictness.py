"""The tests themselves: what goes wrong out of a test's sight fails it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAD = "from PySide6.QtCore import QObject, Signal, QTimer, qWarning\nimport threading\n"
HIDDEN = {
    "an error in a slot": """
class Thing(QObject):
    pressed = Signal()
    def slot(self): raise ValueError

def test(qtbot):
    thing = Thing()
    thing.pressed.connect(thing.slot)
    thing.pressed.emit()
""",
    "an error in a timer of the opened window": """
from ui.start import application, window

def test(qtbot):
    application()
    shown = window()
    qtbot.addWidget(shown)
    def wrong(): raise ValueError
    QTimer.singleShot(0, wrong)
    qtbot.wait(1)
""",
    "a warning of Qt": """
def test(qtbot):
    qWarning("QPixmap::scaled: Pixmap is a null pixmap")
""",
    "a warning of Qt after the window opened": """
from ui.start import application, window

def test(qtbot):
    application()
    shown = window()
    qtbot.addWidget(shown)
    qWarning("QPixmap::scaled: Pixmap is a null pixmap")
""",
    "an error in a thread": """
def test():
    def wrong(): raise ValueError
    thread = threading.Thread(target=wrong)
    thread.start()
    thread.join()
""",
    "an error on being forgotten": """
def test():
    class Dying:
        def __del__(self): raise ValueError
    Dying()
""",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest, set as here, says of a file for each hidden thing, and of an innocent one."""
    folder = tmp_path_factory.mktemp("strict")
    for place, text in enumerate((*HIDDEN.values(), "def test(): pass")):
        (folder / f"test_{place}.py").write_text(HEAD + text)
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "-p"]
    command += ["no:cacheprovider", "-q", "-rA", "--rootdir", str(folder), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout


@pytest.mark.parametrize(("place", "what"), [*enumerate(HIDDEN)], ids=[*HIDDEN])
def test_what_is_hidden_fails_the_test(report: str, place: int, what: str) -> None:
    assert re.search(rf"FAILED \S*test_{place}.py::test", report), f"{what}\n{report}"


def test_what_is_innocent_passes(report: str) -> None:
    assert re.search(rf"PASSED \S*test_{len(HIDDEN)}.py::test", report)
