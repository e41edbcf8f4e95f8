"""A pack in the window: its passphrase, no list, transfers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.acts import ConfirmIdentity, StartPart
from app.services.verifying import verify
from tests.e2e.packs import DOUBTED, issue, prepared
from tests.ui.days import in_window
from ui import files_dialogs
from ui.evening_page import EveningPage
from ui.main_window import MainWindow
from ui.new_commission import NewCommission
from ui.start import application, window

LIST = "Numéro;Nom;Prénoms\n00009900399;X;Y\n"


@pytest.fixture
def words(tmp_path: Path) -> str:
    """The passphrase of the pack of C01, issued in ``packs``."""
    return issue(prepared(tmp_path), tmp_path / "packs", "C01")["C01"]


@pytest.fixture
def shown(words: str, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    application()
    made = window(tmp_path / "packs" / "E32-C01" / "E32-C01.passage")
    made.resize(1366, 728)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_file()


def evening(shown: MainWindow) -> EveningPage:
    shown.go("evening")
    page = shown._shown["evening"]
    assert isinstance(page, EveningPage)
    return page


def exported(shown: MainWindow, path: Path, typed: str, qtbot: QtBot) -> str:
    """What the page says once the export was read back."""
    page = evening(shown)
    page.passphrase.setText(typed)
    page.write(path)
    qtbot.waitUntil(lambda: page.exported.text().startswith("✓"), timeout=20000)
    return page.exported.text()


def test_the_passphrase_signs_the_export_as_the_pack(
    shown: MainWindow, words: str, qtbot: QtBot, tmp_path: Path
) -> None:
    told = exported(shown, tmp_path / "x.sqlite", words, qtbot)
    assert "le jury le reconnaîtra" in told
    assert shown.bridge is not None
    assert verify(tmp_path / "x.sqlite").public == shown.bridge.desk.pack


def test_without_it_the_export_is_made_all_the_same_and_says_so(
    shown: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert "commission inconnue" in exported(shown, tmp_path / "x.sqlite", "", qtbot)


def test_a_wrong_passphrase_writes_nothing_and_is_told(shown: MainWindow, tmp_path: Path) -> None:
    page = evening(shown)
    page.passphrase.setText("AAAA-BBBB")
    page.write(tmp_path / "x.sqlite")
    assert not (tmp_path / "x.sqlite").exists()
    assert "phrase secrète de ce paquet" in shown.banner.accessibleName()


def test_only_a_pack_is_asked_for_a_passphrase(
    shown: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert evening(shown).passphrase.isVisible()
    for other in in_window("E32 evening", qtbot, tmp_path):
        assert not evening(other).passphrase.isVisible()


def test_no_list_is_loaded_into_a_pack(shown: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(LIST, encoding="utf-8")
    shown.run("load-list")
    page = shown._shown["load-list"]
    assert isinstance(page, NewCommission)
    page.take([tmp_path / "l.csv"])
    assert "transfer-out" in page.banner.accessibleName() and not page.write.isEnabled()


def test_a_dossier_nobody_controlled_is_told_in_the_header(shown: MainWindow) -> None:
    assert shown.day is not None and shown.bridge is not None
    unchecked = [
        n for n, p in shown.bridge.state.passages.items() if p.candidate.conformity == "unchecked"
    ]
    for number in (DOUBTED, *unchecked[:1]):
        shown.bridge.select(number)
        told = shown.day.header._number.text()
        assert ("dossier non contrôlé" in told) == (number in unchecked)


# --- transfers ----------------------------------------------------------------------------------


def buttons(shown: MainWindow) -> list[str]:
    assert shown.day is not None
    found = shown.day.header.findChildren(QPushButton)
    return [one.text() for one in found if one.isVisible()]


def test_whoever_left_has_one_button_to_write_the_file_again(
    shown: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown.day is not None and shown.bridge is not None
    shown.bridge.select(DOUBTED)
    shown.run("transfer-out")
    asked = shown.day.prompt.question
    assert asked is not None
    asked.fill({"reason": "échange"})
    shown.day.prompt.done()
    assert buttons(shown) == ["Fichier de transfert…"]
    assert "enregistrez son fichier" in shown.banner.accessibleName()
    monkeypatch.setattr(files_dialogs, "save_file", lambda *_: tmp_path / "t.transfer")
    shown.run("transfer-file")
    assert (tmp_path / "t.transfer").is_file()
    monkeypatch.setattr(files_dialogs, "open_file", lambda *_: tmp_path / "t.transfer")
    shown.run("transfer-in")
    assert "repris de la commission C01" in shown.banner.accessibleName()
    assert "Fichier de transfert…" not in buttons(shown)


def test_no_file_is_asked_for_while_a_clock_runs(
    shown: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown.bridge is not None
    shown.bridge.select(DOUBTED)
    shown.bridge.perform(ConfirmIdentity(DOUBTED))
    shown.bridge.perform(StartPart(DOUBTED, "preparation"))
    for name in ("save_file", "open_file"):
        monkeypatch.setattr(files_dialogs, name, lambda *_: pytest.fail("a dialog opened"))
    for action in ("transfer-file", "transfer-in"):
        shown.run(action)
        assert "Une horloge tourne" in shown.banner.accessibleName()


def test_who_was_not_transferred_has_no_file_to_write(shown: MainWindow) -> None:
    shown.run("transfer-file")
    assert "n’a pas été transféré" in shown.banner.accessibleName()
