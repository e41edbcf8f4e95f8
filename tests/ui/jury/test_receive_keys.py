"""The pages that consolidate: every control has a name, all of it is done from the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from tests.services.sticks import stick
from tests.ui.jury.evenings import at_rest, examined, files_of, judge, second, session, verdicts
from tests.ui.jury.windows import desk_of, on_jury, page
from ui.main_window import MainWindow

Key = Qt.Key


@pytest.fixture
def c1(tmp_path: Path) -> Path:
    return examined(tmp_path)


@pytest.fixture
def evening(qtbot: QtBot, tmp_path: Path, c1: Path) -> Iterator[MainWindow]:
    yield from on_jury(qtbot, session(tmp_path, c1))


def walk_to(shown: MainWindow, wanted: object) -> None:
    """Tab until that has the focus; it is on the way."""
    for _ in range(40):
        if shown.focusWidget() is wanted:
            return
        QTest.keyClick(shown.focusWidget(), Key.Key_Tab)
    raise AssertionError(f"{wanted} is not on the way of the Tab key")


def test_files_are_received_by_keys_alone(qtbot: QtBot, evening: MainWindow, c1: Path) -> None:
    judge(qtbot, evening, stick(c1))
    QTest.keyClick(evening, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert evening.focusWidget() is files_of(evening).table.word
    walk_to(evening, files_of(evening).receive)
    QTest.keyClick(evening.focusWidget(), Key.Key_Return)
    at_rest(qtbot, evening)
    assert verdicts(evening) == ["✓ reçu"]


def test_a_conflict_is_decided_by_keys_alone(
    qtbot: QtBot, evening: MainWindow, c1: Path, tmp_path: Path
) -> None:
    path = desk_of(evening).path
    evening.close_file()
    other = second(tmp_path, path)
    evening.open(path)
    judge(qtbot, evening, stick(c1), other)
    files_of(evening).receive.click()
    at_rest(qtbot, evening)
    found = page(evening, "receive")
    found.show_view("conflicts")
    found.search()
    first = next(iter(found.conflicts.decision.choices.values()))
    walk_to(evening, first)
    QTest.keyClick(first, Key.Key_Space)
    boxes = found.conflicts.decision.confirmed.values()
    qtbot.waitUntil(lambda: all(box.isVisible() for box in boxes))
    for box in boxes:
        walk_to(evening, box)
        QTest.keyClick(box, Key.Key_Space)
    walk_to(evening, found.conflicts.decision.reason)
    QTest.keyClicks(evening.focusWidget(), "feuille relue")
    QTest.keyClick(evening.focusWidget(), Key.Key_Return)
    assert found.conflicts.open == 0


def test_every_control_has_a_name(qtbot: QtBot, evening: MainWindow, c1: Path) -> None:
    judge(qtbot, evening, stick(c1))
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView)
    for name in ("receive", "board", "check"):
        found = page(evening, name)
        controls = [control for kind in kinds for control in found.findChildren(kind)]
        unnamed = [
            control
            for control in controls
            if control.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        ]
        assert controls and unnamed == []
