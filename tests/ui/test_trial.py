"""``passage selftest`` opens the real window without a screen, and says what lacks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.errors import PassageError
from ui import trial
from ui.part_card import PartCard


def test_the_selftest_paints_the_exam_day_in_a_process_of_its_own() -> None:
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    command = [sys.executable, "-m", "app", "selftest"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    last = done.stdout.splitlines()[-1]
    assert last.startswith("fenêtre : la journée est peinte (")
    assert last.endswith("textes de Qt en français")


def test_a_page_that_stays_blank_is_refused(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_painted", lambda _: 1)
    with pytest.raises(PassageError, match="la page de la journée reste vide"):
        trial.try_window()


def test_icons_that_are_missing_are_named(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_painted", lambda _: 100)
    monkeypatch.setattr(trial, "dress", lambda *_: None)
    with pytest.raises(PassageError, match="les icônes manquent"):
        trial.try_window()


def test_a_bug_met_while_painting_fails_it(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(self: QWidget, event: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(PartCard, "paintEvent", wrong)
    with pytest.raises(PassageError, match="ZeroDivisionError"):
        trial.try_window()
