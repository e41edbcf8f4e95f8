"""« Documents »: each written to a folder, off the window's thread, nothing replaced, stoppable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.jury_minutes import minutes
from tests.ui.jury.deliberations import deliberation
from tests.ui.jury.windows import bridge_of, page
from tests.ui.test_files import told
from ui.jury import papers_page
from ui.main_window import MainWindow

LAYOUT = """name = "Lyon"
[[columns]]
title = "Numéro"
field = "number"
"""


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    for made in deliberation(qtbot, tmp_path):
        made.run("papers")
        yield made


@pytest.fixture
def official(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    for made in deliberation(qtbot, tmp_path, official=True):
        made.run("papers")
        yield made


def found(shown: MainWindow) -> Any:
    return page(shown, "papers")


def written(qtbot: QtBot, shown: MainWindow, name: str, folder: Path) -> list[str]:
    found(shown).write(name, folder)
    qtbot.waitUntil(lambda: found(shown).job is None, timeout=20_000)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_each_document_is_written_where_one_says(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    told_so = {
        "csv": ["resultats.csv"],
        "xlsx": ["resultats.xlsx"],
        "minutes": ["proces-verbal.pdf"],
        "report": ["comparaison.pdf"],
    }
    for name, files in told_so.items():
        assert written(qtbot, jury, name, tmp_path / name) == files
        assert found(jury).done.text().startswith("✓") and files[0] in found(jury).done.text()
    slips = written(qtbot, jury, "slips", tmp_path / "slips")
    assert {"jury-emargement.pdf", "bordereau-E32.pdf", "rapport-harmonisation.pdf"} <= {*slips}


def test_the_minutes_are_those_of_the_command_line(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    written(qtbot, jury, "minutes", tmp_path / "pv")
    pdf = (tmp_path / "pv" / "proces-verbal.pdf").read_bytes()
    assert pdf == minutes(bridge_of(jury).desk)


def test_a_file_that_exists_is_never_replaced(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = tmp_path / "resultats.csv"
    kept.write_text("autre")
    written(qtbot, jury, "csv", tmp_path)
    assert kept.read_text() == "autre" and "resultats.csv" in told(jury)


def test_the_button_asks_for_the_folder(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_page, "open_folder", lambda *_: tmp_path / "chosen")
    found(jury).lines["csv"].write.click()
    qtbot.waitUntil(lambda: (tmp_path / "chosen" / "resultats.csv").exists())


def test_an_academys_columns_are_kept_and_used(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "lyon.toml").write_text(LAYOUT, encoding="utf-8")
    found(jury).take_layout(tmp_path / "lyon.toml")
    assert found(jury).layout_box.currentData() == "Lyon"
    written(qtbot, jury, "csv", tmp_path / "csv")
    lines = (tmp_path / "csv" / "resultats.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == '"Numéro"' and len(lines) == 7


def test_copies_wait_for_the_closing(jury: MainWindow) -> None:
    line = found(jury).lines["copies"]
    assert not line.write.isEnabled() and "secrète" in line._told.accessibleName()


def test_copies_are_one_a_candidate(official: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    files = written(qtbot, official, "copies", tmp_path / "copies")
    assert len(files) == 6 and "6 copies" in found(official).done.text()


def test_copies_stopped_leave_nothing(official: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    found(official).write("copies", tmp_path / "copies")
    found(official).stop()
    qtbot.waitUntil(lambda: found(official).job is None)
    assert not (tmp_path / "copies").exists() and "rien d’écrit" in found(official).done.text()
    assert all(line.write.isEnabled() for line in found(official).lines.values())
