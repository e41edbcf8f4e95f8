"""The sheets page: what is listed, shown, printed, saved and recorded; what is veiled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.printing import sheets
from ui import outlet
from ui.bridge import Bridge
from ui.papers import DAY, OWN, SHEETS, make, papers
from ui.printer import NO_PRINTER, send
from ui.sheets_page import SheetsPage

RESERVED = "00009900106"
FIRST = "00009900101"


def page_on(bridge: Bridge, qtbot: QtBot) -> SheetsPage:
    page = SheetsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    return page


def told(bridge: Bridge, number: str) -> list[str]:
    found = papers(bridge.state, veiled=False)
    return [p.told for p in found if p.passage == number and p.group == SHEETS]


def to_file(page: SheetsPage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    monkeypatch.setattr(page.outlet._printer, "choose", lambda parent, ask: printer)


def test_every_paper_of_the_day_can_be_made(evening: Bridge) -> None:
    found = papers(evening.state, veiled=False)
    made = [make(evening.state, evening.now(), paper) for paper in found]
    assert {p.group for p in found} == {SHEETS, DAY, OWN}
    assert len({name for name, _ in made}) == len(made)
    assert all(pdf.startswith(b"%PDF") for _, pdf in made)


def test_a_reserved_mark_has_its_sheet_and_the_presidents(evening: Bridge) -> None:
    found = [p for p in papers(evening.state, veiled=False) if p.passage == RESERVED]
    assert [p.kind for p in found if p.group == SHEETS] == ["withheld", "president"]
    assert all("réservée" in p.told for p in found if p.group == SHEETS)


def test_the_privacy_key_makes_a_reserved_mark_look_as_any(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    page.list.tick(SHEETS)
    ticked = [paper.key for paper in page.list.checked()]
    evening.hide(True)
    shown = [line.text(0) for line in page.list._lines.values()]
    assert not any("réservé" in text or "président" in text for text in shown)
    assert not any("usages" in text for text in shown)
    evening.hide(False)
    assert [paper.key for paper in page.list.checked()] == ticked


def test_who_needs_no_grid_is_not_told_to_lack_one(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    assert page._without.text() == ""


def test_the_preview_shows_the_bytes_that_print(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    qtbot.waitUntil(lambda: page.preview.pdf != b"")
    assert page.preview.pdf in sheets(evening.state, FIRST)[0].values()


def test_what_was_printed_is_recorded(
    evening: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_on(evening, qtbot)
    to_file(page, tmp_path / "out.pdf", monkeypatch)
    page.print_checked()
    qtbot.waitUntil(lambda: page.outlet.job is None, timeout=20000)
    assert told(evening, FIRST) == ["imprimée v1, à signer"]
    out = QPdfDocument(page)
    out.load(str(tmp_path / "out.pdf"))
    assert out.pageCount() == 4


def test_a_cancelled_print_records_nothing_more(
    evening: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_on(evening, qtbot)
    to_file(page, tmp_path / "out.pdf", monkeypatch)
    page.list.tick(SHEETS)
    page.print_checked()
    page.outlet.stop()
    qtbot.waitUntil(lambda: page.outlet.job is None, timeout=20000)
    printed = [p for p in evening.state.passages.values() if p.prints]
    assert len(printed) < 6


def test_letting_the_file_go_records_what_came_out(
    evening: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_on(evening, qtbot)
    to_file(page, tmp_path / "out.pdf", monkeypatch)
    sent: list[str] = []

    def noted(pdf: bytes, name: str, to: QPrinter, each: Callable[[int, int], None]) -> None:
        send(pdf, name, to, each)
        sent.append(name)

    monkeypatch.setattr(outlet, "send", noted)
    page.list.tick(SHEETS)
    page.print_checked()
    qtbot.waitUntil(lambda: len(sent) > 0, timeout=20000)
    page.close_file()
    prints = [v for p in evening.state.passages.values() for v in p.prints]
    assert len(prints) == len(sent)


def test_a_signature_by_hand_is_confirmed_once(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    name = evening.state.passages[FIRST].examiners[0].name
    button = next(b for b in page.findChildren(QPushButton) if b.text() == name)
    button.click()
    other = evening.state.passages[FIRST].examiners[1].name
    assert told(evening, FIRST) == [f"v1 à imprimer, à signer par {other}"]
    again = [b for b in page.findChildren(QPushButton) if b.text() == f"{name} ✓"]
    assert {b.isEnabled() for b in again} == {False}


def test_space_ticks_the_sheet_under_the_cursor(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert [paper.passage for paper in page.list.checked()] == [FIRST]
    assert page.print_button.text() == "Imprimer 1 feuille  Ctrl+P"


def test_ticks_stay_when_states_change(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    page.list.tick(DAY)
    page._printed(next(p for p in papers(evening.state, veiled=False) if p.passage == FIRST))
    assert len(page.list.checked()) == 5


def test_saving_writes_the_same_sheets_as_the_command_line(
    evening: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "open_folder", lambda *_: tmp_path / "out")
    page = page_on(evening, qtbot)
    page.list.tick(SHEETS)
    page.save_checked()
    qtbot.waitUntil(lambda: page.outlet.job is None, timeout=20000)
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert written == sheets(evening.state)[0]


def test_without_printer_a_sentence_says_what_to_do(
    evening: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.printer.QPrinterInfo.availablePrinterNames", list)
    page = page_on(evening, qtbot)
    with qtbot.waitSignal(evening.failed) as failed:
        page.print_checked()
    assert failed.args == [NO_PRINTER]


def test_with_a_candidate_in_the_room_nothing_can_be_read(examining: Bridge, qtbot: QtBot) -> None:
    page = page_on(examining, qtbot)
    assert page.preview.pdf == b"" and "dans la salle" in page.preview.veil.text()
    shown = [page.list._lines[key].text(0) for key in page.list._lines]
    names = [p.candidate.last_name for p in examining.state.passages.values()]
    assert not any(name in text for text in shown for name in names)
    assert not any("réservé" in text or "signée" in text for text in shown)


def test_with_a_candidate_in_the_room_a_reserved_mark_looks_as_any(examining: Bridge) -> None:
    found = [p for p in papers(examining.state, veiled=True) if p.group == SHEETS]
    assert len({p.passage for p in found}) == len(found)


def test_no_dialog_opens_while_a_part_runs(
    examining: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_on(examining, qtbot)
    asked: list[bool] = []
    monkeypatch.setattr(page.outlet._printer, "choose", lambda _, ask: asked.append(ask))
    monkeypatch.setattr(outlet, "open_folder", lambda *_: pytest.fail("dialog"))
    page.print_checked()
    page.save_checked()
    qtbot.waitUntil(lambda: page.outlet.job is None, timeout=20000)
    folder = examining.desk.path.with_name("C04-grilles")
    assert asked == [False] and len(list(folder.iterdir())) == 1


def test_the_privacy_key_veils_the_preview(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    qtbot.waitUntil(lambda: page.preview.pdf != b"")
    evening.hide(True)
    assert page.preview.pdf == b""
