"""The program ended from outside: what was typed a moment before is kept, the file is closed."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.absence import running
from app.services.desk import Desk
from tests.ui.days import opened
from ui.ending import Ending
from ui.start import application, window

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.ui.test_ending import type_appraisal
from ui.ending import Ending
from ui.main_window import MainWindow
from ui.start import application, run

def typed():
    if QApplication.instance().findChild(Ending) is None:
        return
    timer.stop()
    shown = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    type_appraisal(shown)
    print("typed", flush=True)

application()
timer = QTimer(interval=20)
timer.timeout.connect(typed)
timer.start()
print("ended", run(Path(sys.argv[1])), flush=True)
"""


def type_appraisal(shown: QWidget) -> None:
    """Characters of an appraisal, with no rest after them."""
    fields = shown.findChildren(QPlainTextEdit)
    field = next(f for f in fields if "ppréciation" in f.accessibleName())
    QTest.keyClicks(field, "Tres bien")


def commission(folder: Path) -> Path:
    bridge = opened("mid-morning", folder)
    bridge.close()
    return bridge.desk.path


def kept(path: Path) -> str:
    with Desk(path) as desk:
        examined, _ = running(desk.state)[0]
        return examined.appraisal


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_closes_the_program_as_a_click_would(
    qtbot: QtBot, tmp_path: Path, number: signal.Signals
) -> None:
    path, process = commission(tmp_path), QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("XDG_STATE_HOME", str(tmp_path / "state"))
    environment.insert("XDG_CONFIG_HOME", str(tmp_path / "config"))
    process.setProcessEnvironment(environment)
    process.start(sys.executable, ["-c", PROGRAM, str(path)])
    qtbot.waitUntil(lambda: b"typed" in bytes(process.peek(1000).data()), timeout=20_000)
    os.kill(process.processId(), number)
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning, timeout=20_000)
    assert bytes(process.readAllStandardOutput().data()).endswith(b"ended 0\n")
    assert kept(path) == "Tres bien"
    assert sorted(left.name for left in tmp_path.glob("C04.passage*")) == ["C04.passage"]
    assert not list((tmp_path / "state").rglob("crash-*"))


def test_a_session_that_may_end_keeps_what_was_typed_and_the_file_open(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    made, shown = application(), window(commission(tmp_path))
    qtbot.addWidget(shown)
    ending = Ending(made, shown)
    type_appraisal(shown)
    ending._session(None)  # type: ignore[arg-type]
    ending.release()
    assert shown.bridge is not None
    examined, _ = running(shown.bridge.state)[0]
    assert examined.appraisal == "Tres bien"
    shown.end()


def test_the_end_of_the_program_closes_the_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    made, shown = application(), window(commission(tmp_path))
    qtbot.addWidget(shown)
    ending = Ending(made, shown)
    made.aboutToQuit.emit()
    ending.release()
    assert shown.bridge is None
