"""Sleep is held off while a clock runs or is paused, never in the way of the day."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from app.domain.acts import PausePart, SuspendPassage
from app.services.absence import running
from ui.awake import Answer, Awake, BusHold, MacHold, WindowsHold, session_bus, system_hold
from ui.bridge import Bridge

ADDRESS = "DBUS_SESSION_BUS_ADDRESS"


class Recording:
    """A hold that tells what it was asked and answers what it is told to."""

    def __init__(self, agrees: bool = True) -> None:
        self.asked: list[str] = []
        self._agrees = agrees

    def begin(self, answer: Answer) -> None:
        self.asked.append("begin")
        answer(self._agrees)

    def end(self) -> None:
        self.asked.append("end")


def awake(bridge: Bridge, hold: Recording) -> Awake:
    made = Awake(bridge, hold)
    made._settle.setInterval(0)
    return made


def suspend_all(bridge: Bridge) -> None:
    for passage, _ in running(bridge.state):
        bridge.perform(SuspendPassage(passage.number, "reporté"))


def test_nothing_is_asked_before_the_window_had_time_to_paint(examining: Bridge) -> None:
    hold = Recording()
    Awake(examining, hold)
    assert hold.asked == []


def test_sleep_is_held_off_while_a_part_runs_and_allowed_when_none_does(
    qtbot: QtBot, examining: Bridge
) -> None:
    hold = Recording()
    awake(examining, hold)
    qtbot.waitUntil(lambda: hold.asked == ["begin"])
    suspend_all(examining)
    qtbot.waitUntil(lambda: hold.asked == ["begin", "end"])


def test_a_pause_and_another_act_change_nothing(qtbot: QtBot, examining: Bridge) -> None:
    hold = Recording()
    made = awake(examining, hold)
    qtbot.waitUntil(lambda: hold.asked == ["begin"])
    passage, _ = running(examining.state)[0]
    examining.perform(PausePart(passage.number))
    qtbot.waitUntil(lambda: not made._settle.isActive())
    assert hold.asked == ["begin"]


def test_closing_the_file_allows_sleep(qtbot: QtBot, examining: Bridge) -> None:
    hold = Recording()
    awake(examining, hold)
    qtbot.waitUntil(lambda: hold.asked == ["begin"])
    examining.close()
    assert hold.asked == ["begin", "end"]


def test_a_system_that_refuses_is_told_once_a_file(qtbot: QtBot, examining: Bridge) -> None:
    hold = Recording(agrees=False)
    made, said = awake(examining, hold), list[str]()
    made.unheld.connect(said.append)
    qtbot.waitUntil(lambda: len(said) == 1)
    made.release()
    made._follow()
    assert hold.asked == ["begin", "end", "begin"]
    assert len(said) == 1


# --- the ways of each system --------------------------------------------------------------------


def test_without_a_bus_the_answer_is_no_and_nothing_is_started(
    qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    hold, answers = BusHold(), list[bool]()
    hold.begin(answers.append)
    hold.end()
    assert answers == [False]


def test_a_bus_that_is_gone_answers_no(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(ADDRESS, f"unix:path={tmp_path}/gone")
    hold, answers = BusHold(), list[bool]()
    hold.begin(answers.append)
    qtbot.waitUntil(lambda: answers == [False])
    hold.end()


def test_the_usual_place_of_the_bus_is_tried(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert session_bus() == ""
    (tmp_path / "bus").touch()
    assert session_bus() == f"unix:path={tmp_path}/bus"


class Process:
    """A program under test and all it said."""

    def __init__(self, qtbot: QtBot, program: str, *arguments: str, **environment: str) -> None:
        self.process, self.said, self._qtbot = QProcess(), "", qtbot
        given = QProcessEnvironment.systemEnvironment()
        for name, value in environment.items():
            given.insert(name, value)
        self.process.setProcessEnvironment(given)
        self.process.readyReadStandardOutput.connect(self._read)
        self.process.start(program, list(arguments))

    def _read(self) -> None:
        self.said += bytes(self.process.readAllStandardOutput().data()).decode()

    def wait(self, told: Callable[[str], bool]) -> None:
        self._qtbot.waitUntil(lambda: told(self.said), timeout=20_000)

    def end(self) -> None:
        self.process.kill()
        self.process.waitForFinished()


@pytest.fixture
def bus(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Process]:
    daemon = Process(qtbot, "dbus-daemon", "--session", "--nofork", "--print-address")
    daemon.wait(lambda said: said.endswith("\n"))
    monkeypatch.setenv(ADDRESS, daemon.said.strip())
    yield daemon
    daemon.end()


@pytest.fixture
def saver(qtbot: QtBot, bus: Process) -> Iterator[Process]:
    made = Process(qtbot, sys.executable, "-m", "tests.ui.saver", **{ADDRESS: os.environ[ADDRESS]})
    made.wait(lambda said: said == "ready\n")
    yield made
    made.end()


with_a_bus = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="speaks to a real bus")


@with_a_bus
def test_the_desktop_is_asked_with_a_reason_and_let_go_when_we_leave(
    qtbot: QtBot, saver: Process
) -> None:
    hold, answers = BusHold(), list[bool]()
    hold.begin(answers.append)
    qtbot.waitUntil(lambda: answers == [True])
    assert saver.said.endswith("Inhibit Passage Un candidat est interrogé\n")
    hold.end()
    saver.wait(lambda said: said.endswith("left\n"))


@with_a_bus
def test_sleep_can_be_held_off_again_after_it_was_allowed(qtbot: QtBot, saver: Process) -> None:
    hold, answers = BusHold(), list[bool]()
    for place in (1, 2):
        hold.begin(answers.append)
        qtbot.waitUntil(lambda: answers == [True] * place)  # noqa: B023
        hold.end()
    saver.wait(lambda said: said.count("left") == 2)


@with_a_bus
def test_a_desktop_without_that_service_answers_no(qtbot: QtBot, bus: Process) -> None:
    hold, answers = BusHold(), list[bool]()
    hold.begin(answers.append)
    qtbot.waitUntil(lambda: answers == [False])
    hold.end()


@pytest.mark.skipif(sys.platform == "win32", reason="writes a shell script")
def test_the_command_of_macos_runs_until_it_is_let_go(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command = tmp_path / "caffeinate"
    command.write_text('#!/bin/sh\necho $$ "$@" > "$0.said"\nexec cat\n')
    command.chmod(0o755)
    monkeypatch.setattr(MacHold, "COMMAND", str(command))
    hold, answers = MacHold(), list[bool]()
    hold.begin(answers.append)
    said = tmp_path / "caffeinate.said"
    qtbot.waitUntil(lambda: said.exists() and said.read_text().endswith("cat\n"))
    qtbot.waitUntil(lambda: answers == [True])
    hold.end()
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.read_text().split()[0]), 0)


def test_a_command_that_is_missing_answers_no(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(MacHold, "COMMAND", str(tmp_path / "none"))
    hold, answers = MacHold(), list[bool]()
    hold.begin(answers.append)
    qtbot.waitUntil(lambda: answers == [False])
    hold.end()


def test_the_way_of_windows_is_asked_and_let_go_without_raising() -> None:
    hold, answers = WindowsHold(), list[bool]()
    hold.begin(answers.append)
    hold.end()
    assert answers == [sys.platform == "win32"]


def test_each_system_has_its_way() -> None:
    kinds = {"win32": WindowsHold, "darwin": MacHold}
    assert isinstance(system_hold(), kinds.get(sys.platform, BusHold))
