"""Uncaught errors and Qt's warnings, from any thread, reach the log and the banner: no names."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLoggingCategory, QObject, Signal, qCritical, qCWarning, qWarning
from pytestqt.qtbot import QtBot

from app.services.diagnostics import recent
from ui.reporting import Reporter

SECRET = "DUPONT Léa a 14,5/20 en C20"


class Caught(QObject):
    """What a reporter told."""

    def __init__(self, reporter: Reporter) -> None:
        super().__init__()
        self.failures: list[tuple[str, str]] = []
        self.warnings: list[str] = []
        reporter.failed.connect(self._failed)
        reporter.warned.connect(self.warnings.append)

    def _failed(self, sentence: str, diagnostic: str) -> None:
        self.failures.append((sentence, diagnostic))

    @property
    def text(self) -> str:
        return " ".join([*(" ".join(pair) for pair in self.failures), *self.warnings])


class Button(QObject):
    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pressed.connect(self.slot)

    def slot(self) -> None:
        raise ValueError(SECRET)


def press() -> None:
    button = Button()
    button.pressed.emit()


@pytest.fixture
def reporter(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reporter]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    made = Reporter()
    yield made
    made.release()


@pytest.fixture
def caught(reporter: Reporter) -> Caught:
    return Caught(reporter)


def logged(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in folder.rglob("passage.log"))


def test_an_error_in_a_slot_is_told_with_its_place_and_none_of_its_words(
    caught: Caught, tmp_path: Path
) -> None:
    press()
    ((sentence, diagnostic),) = caught.failures
    assert sentence.startswith("Erreur inattendue du programme (ValueError, test_reporting.py:")
    assert "ui/test_reporting.py:" in diagnostic and ":slot" in diagnostic
    assert "uncaught ValueError" in logged(tmp_path)
    for word in ("DUPONT", "Léa", "14,5/20", "C20"):
        assert word not in caught.text + logged(tmp_path) + "".join(recent.lines)


def test_the_diagnostic_tells_versions_system_and_screen(caught: Caught) -> None:
    press()
    diagnostic = caught.failures[0][1]
    for word in ("Passage 0", "Python 3.", "PySide6 6", "Qt 6", "offscreen", "Écran"):
        assert word in diagnostic


def test_an_error_in_a_thread_is_told_on_the_window_s(qtbot: QtBot, caught: Caught) -> None:
    thread = threading.Thread(target=Button().slot)
    thread.start()
    thread.join()
    assert caught.failures == []
    qtbot.waitUntil(lambda: len(caught.failures) == 1)


def test_an_error_nobody_can_catch_is_told(caught: Caught) -> None:
    class Dying:
        def __del__(self) -> None:
            raise ValueError(SECRET)

    Dying()
    gc.collect()
    assert "ValueError" in caught.failures[0][0]


def test_an_error_that_comes_by_the_second_is_logged_at_ever_longer_steps(
    caught: Caught, tmp_path: Path
) -> None:
    button = Button()
    for _ in range(25):
        button.pressed.emit()
    assert len(caught.failures) == 25
    assert logged(tmp_path).count("uncaught") == 2


def test_a_warning_of_qt_is_noted_once_and_keeps_quotations_to_itself(caught: Caught) -> None:
    for _ in range(2):
        qWarning(f'QPdf: cannot read "{SECRET}"')
    assert caught.warnings == ["Un avertissement technique a été noté au journal du programme."]
    assert any("QPdf: cannot read" in line for line in recent.lines)
    assert not any("DUPONT" in line for line in recent.lines)


def test_what_a_desktop_says_of_itself_is_logged_only(caught: Caught) -> None:
    words = "Wayland does not support requestActivate"
    qCWarning(QLoggingCategory("qt.qpa.wayland"), words)  # type: ignore[arg-type]
    assert caught.text == ""
    assert recent.lines[-1].endswith("Qt qt.qpa.wayland: Wayland does not support requestActivate")


def test_a_grave_message_of_qt_is_a_failure(caught: Caught) -> None:
    qCritical("QPaintDevice: Cannot destroy paint device")
    ((sentence, diagnostic),) = caught.failures
    assert "erreur grave" in sentence
    assert "QPaintDevice" in diagnostic


def test_what_every_offscreen_window_says_is_passed_over(caught: Caught) -> None:
    qWarning("This plugin does not support propagateSizeHints()")
    assert caught.text == ""


def test_a_crash_before_is_told_at_the_next_start(
    caught: Caught, reporter: Reporter, tmp_path: Path
) -> None:
    folder = tmp_path / "Passage" / "log"
    folder.mkdir(parents=True)
    trace = (
        'Fatal Python error: Segmentation fault\n  File "/home/lea/ui/band.py", line 9 in look\n'
    )
    (folder / "crash-1.txt").write_text(trace)
    reporter.keep()
    ((sentence, diagnostic),) = caught.failures
    assert sentence.startswith("La dernière fois, Passage s’est arrêté brutalement.")
    assert "  ui/band.py:9:look" in diagnostic
    assert "lea" not in diagnostic


def test_control_c_is_no_error(caught: Caught) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert caught.failures == []
