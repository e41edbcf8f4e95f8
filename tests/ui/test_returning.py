"""Told on return, in the window: closed, killed, rebooted or asleep in the middle of a part."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.acts import StopPart
from app.services.absence import LastSeen, running
from app.services.desk import Desk
from app.system import state_folder
from tests.services.desks import FakeClock, commission_file, perform
from ui.bridge import Bridge
from ui.returning import Returning


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return commission_file(tmp_path_factory.mktemp("template") / "c04.passage")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def path(tmp_path: Path, template: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose part 1 runs since eight."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    made = Path(shutil.copy(template, tmp_path / "c04.passage"))
    with Desk(made, clock) as desk:
        perform(desk, "confirm-identity")
        perform(desk, "start-part", part="preparation")
        perform(desk, "start-part", part="part-1")
    return made


class Opened:
    """The file open in a window's bridge, and what is said on return."""

    def __init__(self, path: Path, clock: FakeClock) -> None:
        self.bridge = Bridge(Desk(path, clock))
        self.failed: list[str] = []
        self.bridge.failed.connect(self.failed.append)
        self.returning = Returning(self.bridge)
        self.said: list[str] = []
        self.returning.said.connect(self.said.append)
        self.returning.tell()

    def kill(self) -> None:
        """Gone without a word: nothing but the lock is let go."""
        self.returning._beat.stop()
        self.bridge.desk.close()


def test_a_file_closed_in_the_middle_of_a_part_tells_since_when(
    qtbot: QtBot, path: Path, clock: FakeClock
) -> None:
    opened = Opened(path, clock)
    clock.go(600)
    opened.bridge.close()
    clock.go(300)
    again = Opened(path, clock)
    assert "Passage était fermé de 08:10 à 08:15 (5 min)" in again.said[0]
    again.bridge.close()


def test_a_killed_program_tells_from_its_last_sign_of_life(
    qtbot: QtBot, path: Path, clock: FakeClock
) -> None:
    opened = Opened(path, clock)
    clock.go(20)
    opened.returning.beat()
    clock.go(20)
    opened.returning.beat()
    opened.kill()
    clock.go(600)
    again = Opened(path, clock)
    assert "fermé de 08:00 à 08:10 (10 min)" in again.said[0]
    again.bridge.close()


def test_a_file_brought_from_another_machine_tells_from_the_last_act(
    qtbot: QtBot, path: Path, clock: FakeClock
) -> None:
    clock.reboot(900)
    opened = Opened(path, clock)
    assert "L’ordinateur a redémarré : Passage était fermé de 08:00 à 08:15" in opened.said[0]
    opened.bridge.close()


def test_a_reboot_is_journalled_when_the_file_is_opened(
    qtbot: QtBot, path: Path, clock: FakeClock
) -> None:
    clock.reboot(60)
    opened = Opened(path, clock)
    assert opened.bridge.desk.journal()[-1]["act"] == "note-clock"
    opened.bridge.close()


def test_a_disk_that_refuses_the_note_is_told_and_the_file_opens(
    qtbot: QtBot, path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.reboot(60)
    bridge = Bridge(Desk(path, clock))
    bridge.desk._file._connection.execute("PRAGMA query_only = ON")
    with qtbot.waitSignal(bridge.failed):
        Returning(bridge)
    bridge.close()


def test_nothing_is_told_nor_kept_when_no_clock_runs(
    qtbot: QtBot, path: Path, clock: FakeClock
) -> None:
    opened = Opened(path, clock)
    perform(opened.bridge.desk, "suspend-passage", reason="reporté")
    opened.bridge.close()
    clock.go(3600)
    again = Opened(path, clock)
    assert again.said == []
    assert LastSeen(state_folder(), path).read() is None
    again.bridge.close()


def test_a_machine_that_slept_tells_it_on_waking(
    qtbot: QtBot, path: Path, clock: FakeClock
) -> None:
    opened = Opened(path, clock)
    clock.go(5)
    opened.returning.beat()
    clock.go(17 * 60)
    opened.returning.beat()
    (said,) = opened.said
    assert said.startswith("L’ordinateur était en veille, ou ne répondait plus, de 08:00 à 08:17")
    opened.returning.beat()
    assert opened.said == [said]
    opened.bridge.close()


def test_a_beat_a_little_late_tells_nothing(qtbot: QtBot, path: Path, clock: FakeClock) -> None:
    opened = Opened(path, clock)
    clock.go(29)
    opened.returning.beat()
    assert opened.said == []
    opened.bridge.close()


def test_a_changed_wall_clock_is_no_sleep(qtbot: QtBot, path: Path, clock: FakeClock) -> None:
    opened = Opened(path, clock)
    clock.set_wall(3600)
    clock.go(5)
    opened.returning.beat()
    assert opened.said == []
    opened.bridge.close()


def test_signs_of_life_are_left_while_a_clock_runs_only(
    qtbot: QtBot, path: Path, clock: FakeClock
) -> None:
    opened = Opened(path, clock)
    assert opened.returning._beat.isActive()
    passage, run = running(opened.bridge.state)[0]
    opened.bridge.perform(StopPart(passage.number, run.part))
    assert not opened.returning._beat.isActive()
    opened.bridge.close()
