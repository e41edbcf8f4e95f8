"""A simulated academy by window: from description and lists to packs, and its sticks received."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.codec import decode
from app.domain.jury.acts import JURY
from tests.e2e.academy import Academy
from tests.e2e.juries import CANDIDATES, COMMISSIONS
from tests.e2e.test_academy import STRANGE
from tests.ui.jury.evenings import judge, receive
from tests.ui.jury.test_new import begun, saved_as
from tests.ui.jury.windows import bridge_of, page
from tests.ui.test_files import drop
from ui.main_window import MainWindow
from ui.start import application, window

WAIT_MS = 120_000
WORDS = {
    "already-received": "= déjà reçu",
    "updated": "↑ plus récent",
    "outdated": "↓ dépassé",
    "fork": "⚠ journal dédoublé",
    "conflict": "≠ en conflit",
    "damaged": "× endommagé",
    "altered": "× modifié",
    "foreign": "○ étranger",
    "rehearsal": "△ répétition",
    "unknown-commission": "? commission inconnue",
}


class Organisers:
    """The window, and what they do in it."""

    def __init__(self, qtbot: QtBot, academy: Academy) -> None:
        application()
        self.qtbot, self.academy = qtbot, academy
        self.shown: MainWindow = window()
        self.shown.resize(1366, 728)
        qtbot.addWidget(self.shown)
        self.shown.show()

    def page(self, name: str) -> Any:
        self.shown.run(name)
        return page(self.shown, name)

    def again(self) -> None:
        """Another day: the file is opened anew."""
        assert self.shown.open(self.academy.jury)

    def leave(self) -> None:
        self.shown.close_file()
        self.shown.welcome()

    def plan(self) -> None:
        found = self.page("planning")
        found.propose_button.click()
        self.qtbot.waitUntil(lambda: found.proposal is not None, timeout=WAIT_MS)
        found.plan.accept_button.click()
        assert found.proposal is None

    def take_in(self, folder: Path) -> None:
        intake = self.page("dossiers").intake
        drop(self.shown, folder)
        found = intake.panel
        self.qtbot.waitUntil(
            lambda: intake.job is None and found.found.files != (), timeout=WAIT_MS
        )
        QTest.keyClick(intake.keep, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: intake.job is None and not intake.isVisible(), timeout=WAIT_MS)

    def issue(self) -> dict[str, str]:
        """The passphrase of each pack, as the page shows it once."""
        found = self.page("issue")
        found.issue_to(self.academy.packs, ())
        self.qtbot.waitUntil(lambda: found.job is None, timeout=WAIT_MS)
        return {code: told.text() for code, told in found.passphrases.phrases.items()}


def test_an_academy_goes_from_lists_to_packs_and_its_sticks_come_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    academy = Academy(tmp_path)
    there = Organisers(qtbot, academy)
    found = begun(there.shown, *academy.begin())
    saved_as(monkeypatch, academy.jury)
    found.write.click()
    there.plan()
    there.leave()
    folder = academy.dossiers()
    there.again()
    there.take_in(folder)
    there.leave()
    acts = tuple(decode(act, known_acts=JURY) for act in academy.prepared())
    there.again()
    bridge_of(there.shown).perform_all(acts)
    academy.words = there.issue()
    assert len(academy.words) == COMMISSIONS
    assert len(bridge_of(there.shown).state.candidates) == CANDIDATES
    there.leave()
    academy.examine()
    academy.spoil()
    there.again()
    _received(there)
    there.shown.close_file()


def _received(there: Organisers) -> None:
    files = sorted(there.academy.sticks.iterdir())
    told = dict(zip((f.name for f in files), judge(there.qtbot, there.shown, *files), strict=True))
    assert {name: told[name] for name in STRANGE} == {n: WORDS[v] for n, v in STRANGE.items()}
    receive(there.qtbot, there.shown, *files)
    board = bridge_of(there.shown).state
    held = [board.received.held(number, "E42") for number in board.candidates]
    assert sum(bool(one.mark) for one in held) > CANDIDATES - 100
