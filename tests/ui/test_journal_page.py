"""The journal page: every line told, filtered by candidate and word, veiled when it must be."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.acts import ReportIncident
from app.services.narrating import CONFIDENTIAL
from ui import outlet
from ui.bridge import Bridge
from ui.journal_page import HIDDEN, VEILED, JournalPage
from ui.kept import settings
from ui.search import plain


def page_on(bridge: Bridge, qtbot: QtBot) -> JournalPage:
    page = JournalPage(bridge)
    qtbot.addWidget(page)
    page.resize(1300, 700)
    page.show()
    return page


def sentences(page: JournalPage) -> list[str]:
    return [told.sentence for told in page.model.lines]


def test_every_act_has_its_line(evening: Bridge, qtbot: QtBot) -> None:
    assert len(sentences(page_on(evening, qtbot))) == evening.desk.seq


def test_a_new_act_comes_at_the_end(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    evening.perform(ReportIncident("Alarme", "alarm"))
    assert sentences(page)[-1] == "Incident (alarme, évacuation) : « Alarme »."


def test_one_candidate_alone_can_be_read(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    page.whom.setCurrentIndex(page.whom.findData("00009900104"))
    assert sentences(page) == ["Candidat marqué absent."]


def test_the_commission_alone_can_be_read(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    page.whom.setCurrentIndex(page.whom.findData(""))
    assert {told.passage for told in page.model.lines} == {""}


@pytest.mark.parametrize("word", ["recopiee", "RECOPIÉE", "bœuf rouverte", "boeuf rouverte"])
def test_a_word_is_found_without_accents_or_capitals(
    evening: Bridge, qtbot: QtBot, word: str
) -> None:
    page = page_on(evening, qtbot)
    page.word.setText(word)
    assert sentences(page) == ["Grille rouverte ; motif : note mal recopiée du brouillon."]


def test_plain_text_has_no_accent() -> None:
    assert plain("Œuvre d’ÉTÉ ñ") == "oeuvre d'ete n"


def test_with_a_candidate_in_the_room_others_are_not_there(examining: Bridge, qtbot: QtBot) -> None:
    page, room = page_on(examining, qtbot), examining.in_room()
    assert room is not None
    assert {told.passage for told in page.model.lines} == {room.number}
    assert [page.whom.itemData(n) for n in range(page.whom.count())] == [room.number]


def test_with_a_candidate_in_the_room_levels_are_masked(examining: Bridge, qtbot: QtBot) -> None:
    page = page_on(examining, qtbot)
    assert VEILED in sentences(page)
    assert not any("placée" in sentence for sentence in sentences(page))
    page.word.setText("placee")
    assert sentences(page) == []


def test_the_privacy_key_masks_marks(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    evening.hide(True)
    assert not any(told.act in CONFIDENTIAL for told in page.model.lines)
    assert HIDDEN in sentences(page)
    evening.hide(False)
    assert any("14,5 / 20" in sentence for sentence in sentences(page))


# --- order, columns, paper ------------------------------------------------------------------------


def saved(page: JournalPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    """The text of the PDF that was saved in ``folder``."""
    monkeypatch.setattr(outlet, "open_folder", lambda *_: folder)
    page.save_shown()
    qtbot.waitUntil(lambda: page.outlet.job is None, timeout=20000)
    (path,) = folder.glob("*-journal-*.pdf")
    return "\n".join(sheet.extract_text() for sheet in PdfReader(path).pages)


def test_a_click_on_a_column_sorts_by_it(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    page.view.header().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    names = [told.who for told in page.model.lines]
    assert names[0] == "PETIT Éloïse" and names[-1] == "ABADIE Léonie"
    evening.perform(ReportIncident("Alarme", "alarm"))
    assert page.model.lines[0].who == "PETIT Éloïse"


def test_widths_and_sorting_are_kept_for_the_next_time(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    header = page.view.header()
    header.resizeSection(1, 333)
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: settings().value("columns/journal-3") == header.saveState())
    again = page_on(evening, qtbot)
    assert again.view.header().sectionSize(1) == 333
    assert again.model.lines[0].seq == evening.desk.seq


def test_what_is_shown_is_what_is_saved(
    evening: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_on(evening, qtbot)
    page.word.setText("recopiée")
    text = saved(page, qtbot, monkeypatch, tmp_path)
    assert "note mal recopiée du brouillon" in text and "« recopiée »" in text
    assert "Identité" not in text and "1 acte" in text


def test_with_a_candidate_in_the_room_paper_masks_what_the_screen_masks(
    examining: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_on(examining, qtbot)
    folder = examining.desk.path.with_name("C04-papiers")
    text = saved(page, qtbot, monkeypatch, folder)
    assert VEILED in text and "placée" not in text
    names = [p.candidate.last_name for p in examining.state.passages.values()]
    assert [name for name in names if name in text] == ["N'DIAYE"]


def test_the_journal_goes_to_the_printer_page_by_page(
    evening: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_on(evening, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    monkeypatch.setattr(page.outlet._printer, "choose", lambda parent, ask: printer)
    page.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    QTest.keyClick(page.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (tmp_path / "out.pdf").exists() and page.outlet.job is None)
    pages = len(PdfReader(tmp_path / "out.pdf").pages)
    assert pages > 3 and page.outlet._bar.maximum() == pages
    assert page._said.text() == "1 document envoyé à l’imprimante."


def test_without_a_line_there_is_nothing_to_print(evening: Bridge, qtbot: QtBot) -> None:
    page = page_on(evening, qtbot)
    page.word.setText("xylophone")
    assert not page._print.isEnabled() and page._nothing.isVisible()
