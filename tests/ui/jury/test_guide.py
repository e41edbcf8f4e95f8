"""F1 on a jury file: its own topics, true to the commands and pages they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.days import copied
from tests.ui.jury.windows import desk_of, on_jury, small
from tests.ui.test_guide import NAMED
from ui.actions import shown_keys
from ui.jury.actions import JURY_ACTIONS
from ui.jury.guide import JuryGuide, jury_topics
from ui.jury.pages import PAGES
from ui.main_window import MainWindow

PAGE = re.compile(r"[Ll]a page « (\w[^»]*) »")


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from on_jury(qtbot, small(tmp_path))


def test_f1_shows_the_guide_of_the_desk_and_escape_leads_back(jury: MainWindow) -> None:
    QTest.keyClick(jury, Qt.Key.Key_F1)
    found = jury.pages.currentWidget()
    assert isinstance(found, JuryGuide) and found.topic() == jury_topics()[0]
    QTest.keyClick(found, Qt.Key.Key_Escape)
    assert jury.pages.currentWidget() is desk_of(jury).host


def test_an_exam_day_keeps_its_own(jury: MainWindow, tmp_path: Path) -> None:
    QTest.keyClick(jury, Qt.Key.Key_F1)
    assert jury.open(copied("E32 morning", tmp_path))
    QTest.keyClick(jury, Qt.Key.Key_F1)
    assert not isinstance(jury.pages.currentWidget(), JuryGuide)


def test_every_key_of_the_desk_is_told() -> None:
    told = "\n".join(jury_topics()[0].lines)
    assert all(shown_keys(a.keys) in told and a.text in told for a in JURY_ACTIONS if a.keys)


def test_only_commands_and_pages_that_there_are_are_named() -> None:
    lines = [line for topic in jury_topics() for line in topic.lines]
    commands = [name for line in lines for name in NAMED.findall(line)]
    pages = [name for line in lines for name in PAGE.findall(line)]
    assert commands and set(commands) <= {action.text for action in JURY_ACTIONS}
    assert pages and set(pages) <= {page.title for page in PAGES}


@pytest.mark.parametrize(
    ("sought", "title"),
    [
        ("desiste", "Un examinateur se désiste"),
        ("RETIRE", "Une ligne ne se retire pas"),
        ("presences", "La commission académique"),
        ("liste plus tard", "Une liste arrive plus tard"),
    ],
)
def test_a_topic_is_found_whatever_the_accents(qtbot: QtBot, sought: str, title: str) -> None:
    found: Any = JuryGuide()
    qtbot.addWidget(found)
    found.search.setText(sought)
    assert found.topic().title == title
