"""A sound at two minutes, one and the end: never unless asked for, once each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain import ledger
from app.services.desk import Desk
from tests.services.desks import FakeClock, commission_file, perform
from ui.bridge import Bridge
from ui.chime import Chime


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return commission_file(tmp_path_factory.mktemp("template") / "c04.passage")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def bridge(qtbot: QtBot, tmp_path: Path, template: Path, clock: FakeClock) -> Iterator[Bridge]:
    """Part 1 has just begun."""
    made = Bridge(Desk(Path(shutil.copy(template, tmp_path / "c04.passage")), clock))
    for act, part in (("confirm-identity", ""), ("start-part", "preparation")):
        perform(made.desk, act, **({"part": part} if part else {}))
    perform(made.desk, "start-part", part="part-1")
    yield made
    made.close()


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append("beep"))
    return heard


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def chime(bridge: Bridge, settings: QSettings) -> Chime:
    """With the sound asked for, its timer left to the test."""
    settings.setValue("sound", True)
    made = Chime(bridge, settings)
    made._timer.stop()
    return made


def planned(bridge: Bridge) -> int:
    passage = bridge.passage
    assert passage is not None
    return ledger.part_time(
        bridge.state.exam, passage, bridge.state.exam.part_by_id["part-1"], bridge.now()
    ).planned_s


def test_no_sound_unless_it_was_asked_for(
    bridge: Bridge, settings: QSettings, clock: FakeClock, beeps: list[str]
) -> None:
    made = Chime(bridge, settings)
    assert not made._timer.isActive()
    clock.go(planned(bridge))
    bridge.changed.emit(frozenset())
    assert beeps == []


@pytest.mark.parametrize("left", [120, 60, 0])
def test_each_mark_sounds_once(
    bridge: Bridge, chime: Chime, clock: FakeClock, beeps: list[str], left: int
) -> None:
    clock.go(planned(bridge) - left - 1)
    chime.look()
    beeps.clear()
    for _ in range(8):
        clock.go(0.25)
        chime.look()
    assert beeps == ["beep"]


def test_no_other_second_sounds(
    bridge: Bridge, chime: Chime, clock: FakeClock, beeps: list[str]
) -> None:
    for _ in range(planned(bridge) + 30):
        clock.go(1)
        chime.look()
    assert len(beeps) == 3


def test_a_part_already_beyond_when_the_file_is_opened_is_silent(
    bridge: Bridge, settings: QSettings, clock: FakeClock, beeps: list[str]
) -> None:
    clock.go(planned(bridge) + 60)
    settings.setValue("sound", True)
    Chime(bridge, settings).look()
    assert beeps == []


def test_marks_passed_in_the_machine_s_sleep_sound_once(
    bridge: Bridge, chime: Chime, clock: FakeClock, beeps: list[str]
) -> None:
    chime.look()
    clock.go(planned(bridge) + 600)
    chime.look()
    assert beeps == ["beep"]


def test_the_next_part_counts_from_its_own_start(
    bridge: Bridge, chime: Chime, clock: FakeClock, beeps: list[str]
) -> None:
    clock.go(planned(bridge) - 90)
    chime.look()
    beeps.clear()
    perform(bridge.desk, "start-part", part="part-2")
    bridge.changed.emit(frozenset())
    assert beeps == []


def test_the_sound_is_switched_and_remembered(
    bridge: Bridge, settings: QSettings, beeps: list[str]
) -> None:
    made = Chime(bridge, settings)
    assert made.toggle().startswith("Son activé")
    assert beeps == ["beep"]
    assert made._timer.isActive()
    assert Chime(bridge, settings)._timer.isActive()
    assert made.toggle().startswith("Son coupé")
    assert not made._timer.isActive()
