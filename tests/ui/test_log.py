"""The log after a whole day in the window, as talkative as can be: nobody's name, mark or words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.codec import decode
from app.services.day import day
from tests.ui.days import _made
from ui.actions import ACTIONS, FORMS
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.reporting import Reporter
from ui.start import application, window

INSTANT = len("2019-06-05 09:31:14,500 ")
"""What every line begins with, where milliseconds may look like a mark."""
WORDLESS = {"act", "at", "passage", "part", "item", "examiner", "value", "paper", "drawing"}


@pytest.fixture
def reporter(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reporter]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    application()
    made = Reporter(debug=True)
    made.keep()
    yield made
    made.release()


@pytest.fixture
def shown(qtbot: QtBot, reporter: Reporter, tmp_path: Path) -> Iterator[MainWindow]:
    path = Path(shutil.copy(_made("E32 morning"), tmp_path / "C04.passage"))
    made = window(path)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.end()


def texts(value: Any) -> Iterator[str]:
    """Every text an act carries that a person wrote or chose."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, held in value.items():
            if name not in WORDLESS:
                yield from texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from texts(held)


def secrets(bridge: Bridge, acts: list[dict[str, Any]]) -> set[str]:
    candidates = [passage.candidate for passage in bridge.state.passages.values()]
    names = {word for c in candidates for word in (*c.last_name.split(), *c.first_names.split())}
    numbers = {candidate.number for candidate in candidates}
    said = {text for act in acts for text in texts(act)}
    return {word for word in names | numbers | said if len(word) > 2}


def test_a_whole_day_leaves_no_word_about_a_candidate_in_the_log(
    shown: MainWindow, reporter: Reporter, tmp_path: Path
) -> None:
    bridge = shown.bridge
    assert bridge is not None
    acts = [json.loads(line) for _, line in day(bridge.state)]
    for act in acts:
        bridge.perform(decode({name: value for name, value in act.items() if name != "at"}))
    for action in ("day", "sheets", "journal", "evening", "privacy", "undo", "observe"):
        shown.run(action)
    lines = (tmp_path / "state" / "Passage" / "log" / "passage.log").read_text(encoding="utf-8")
    log = "\n".join(line[INSTANT:] for line in lines.splitlines())
    assert log.count("act set-mark") > 5
    assert "refused" in log
    assert "uncaught" not in log
    assert "action privacy" in log
    found = {word for word in secrets(bridge, acts) if word in log}
    assert found == set()


def test_the_ids_the_log_names_are_fixed_words() -> None:
    ids = [action.id for action in ACTIONS] + list(FORMS)
    assert all(word.replace("-", "").isalpha() and word.isascii() for word in ids)
