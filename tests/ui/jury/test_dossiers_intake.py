"""Dossiers dropped on the desk: seen and given before anything is kept, and with a way to stop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.domain.jury.people import Piece
from app.services.documents import dossier_folder
from tests.domain.jury.scene import line
from tests.ui.jury.windows import bridge_of, on_jury, page, small
from tests.ui.test_files import drop, told
from ui.main_window import MainWindow

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
LINES = (
    line("001001", last_name="ÉVRARD", category="SCOLAIRE"),
    line("002002", last_name="BON", category="SCOLAIRE", units={"E32": "ccf"}),
)


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    for made in on_jury(qtbot, small(tmp_path, *LINES)):
        made.run("dossiers")
        yield made


def scan(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path))
    canvas.drawString(70, 700, text)
    canvas.save()


def scans(folder: Path) -> Path:
    """Two of ÉVRARD’s, one of E32 for who does not sit it, one of nobody."""
    for name in ("001001 dossier", "001001 annexe", "E32/002002 dossier", "scan0001"):
        scan(folder / f"{name}.pdf", name)
    return folder


def dossiers(shown: MainWindow) -> Any:
    return page(shown, "dossiers")


def pieces(shown: MainWindow, number: str, exam: str = "E42") -> dict[str, Piece]:
    found = bridge_of(shown).state.candidates[number].told(exam).pieces
    return {piece.name: piece for piece in found}


def dropped(shown: MainWindow, qtbot: QtBot, path: Path) -> Any:
    """The intake once all was looked through."""
    drop(shown, path)
    intake = dossiers(shown).intake
    qtbot.waitUntil(lambda: intake.job is None and intake.panel.found.files != ())
    return intake


def kept(shown: MainWindow, qtbot: QtBot, intake: Any) -> None:
    QTest.keyClick(intake.keep, Key.Key_Return)
    qtbot.waitUntil(lambda: intake.job is None and not intake.isVisible())


def test_nothing_is_kept_before_one_says_so(jury: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    intake = dropped(jury, qtbot, scans(tmp_path / "in"))
    assert "2 pièces pour 1 candidat · 1 à rattacher" in intake._told.text()
    assert "ne passe pas l’E32" in intake._told.text()
    assert not dossier_folder(bridge_of(jury).desk.path).exists() and not pieces(jury, "001001")


def test_what_was_matched_is_kept_for_each_exam_sat(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    kept(jury, qtbot, dropped(jury, qtbot, scans(tmp_path / "in")))
    for exam in ("E32", "E42"):
        assert set(pieces(jury, "001001", exam)) == {"001001 annexe.pdf", "001001 dossier.pdf"}
    assert pieces(jury, "002002") == {} and "2 pièces sans champs à lire" in told(jury)
    assert len(dossiers(jury).pieces.model.shown) == 2


def test_a_piece_of_nobody_is_given_by_keyboard(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    intake = dropped(jury, qtbot, scans(tmp_path / "in"))
    intake.panel._pieces.setCurrentRow(0)
    intake.panel._people.setFocus()
    QTest.keyClicks(intake.panel._people, "BON")
    QTest.keyClick(intake.panel._people, Key.Key_Return)
    kept(jury, qtbot, intake)
    assert set(pieces(jury, "002002")) == {"scan0001.pdf"}


def test_a_work_cancelled_keeps_nothing(jury: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    intake = dropped(jury, qtbot, scans(tmp_path / "in"))
    intake.keep.click()
    intake.cancel.click()
    qtbot.waitUntil(lambda: intake.job is None)
    folder = dossier_folder(bridge_of(jury).desk.path)
    assert not pieces(jury, "001001") and not [p for p in folder.rglob("*") if p.is_file()]
    assert intake.isVisible()
    intake.cancel.click()
    assert not intake.isVisible()


def test_a_zip_that_is_none_is_told_and_left(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "in.zip").write_bytes(b"PK nothing")
    drop(jury, tmp_path / "in.zip")
    qtbot.waitUntil(lambda: "in.zip" in told(jury))
    assert dossiers(jury).intake.panel.found.files == ()


# --- the pieces once kept -------------------------------------------------------------------------


@pytest.fixture
def stored(jury: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """ÉVRARD’s two pieces kept and in view, the keyboard on the first."""
    kept(jury, qtbot, dropped(jury, qtbot, scans(tmp_path / "in")))
    assert dossiers(jury).pick.go("001001")
    QTest.keyClick(dossiers(jury).grid.view, Key.Key_3, ALT)
    return jury


def test_a_piece_is_attested_by_name_for_every_exam(stored: MainWindow) -> None:
    found = dossiers(stored).pieces
    assert stored.focusWidget() is found.view
    QTest.keyClicks(found.view, "a")
    assert "qui a relu" in told(stored) and stored.focusWidget() is found.by
    QTest.keyClicks(found.by, "Claire")
    found.view.setFocus()
    QTest.keyClicks(found.view, "a")
    for exam in ("E32", "E42"):
        assert pieces(stored, "001001", exam)["001001 annexe.pdf"].attested_by == "Claire"
    QTest.keyClicks(found.view, "a")
    assert pieces(stored, "001001")["001001 annexe.pdf"].attested_by == ""


def test_a_piece_is_taken_out_of_the_dossier(stored: MainWindow) -> None:
    QTest.keyClick(dossiers(stored).pieces.view, Key.Key_Delete)
    assert set(pieces(stored, "001001")) == {"001001 dossier.pdf"}


def test_a_piece_is_read_in_the_window(stored: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtPdfWidgets import QPdfView

    viewer = dossiers(stored).pieces.viewer
    qtbot.waitUntil(lambda: isinstance(viewer.currentWidget(), QPdfView))
    QTest.keyClick(dossiers(stored).pieces.view, Key.Key_Return)
    assert stored.focusWidget() is viewer.currentWidget()
    assert not dossiers(stored).pick.isVisible()
