"""« Comparaison »: the figures of the report, drawn and told; nothing there changes a mark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.jury.comparisons import compare, sentences
from app.domain.jury.results_acts import DecideMark, DecideReserve
from tests.services.deliberations import AUTHORITY, PRESIDENT, number_of
from tests.ui.jury.deliberations import deliberation
from tests.ui.jury.windows import bridge_of, on_jury, page, small
from ui.main_window import MainWindow


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    for made in deliberation(qtbot, tmp_path, 24, 6):
        made.run("comparison")
        counted(qtbot, made)
        yield made


def found(shown: MainWindow) -> Any:
    return page(shown, "comparison")


def counted(qtbot: QtBot, shown: MainWindow) -> None:
    qtbot.waitUntil(lambda: found(shown).job is None and bool(found(shown).told))


def colours(widget: Any) -> set[int]:
    image = widget.grab().toImage()
    return {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


def test_the_figures_are_those_of_the_report(jury: MainWindow) -> None:
    told = compare(bridge_of(jury).state, "E32")
    assert found(jury).told["E32"] == told
    row = [found(jury).table.model.index(0, n).data() for n in range(6)]
    marks = told.commissions[0].marks
    assert row[:2] == ["C00", str(marks.n)] and row[5] == f"{marks.share_under_ten} %"


def test_each_difference_stands_with_its_sentence(jury: MainWindow) -> None:
    told = found(jury).told["E32"]
    for one in told.commissions:
        found(jury).table.go(one.commission)
        said = [text for code, text in sentences(told) if code == one.commission]
        assert found(jury).said.text().splitlines() == said and said
    assert "hasard" in found(jury).table.model.index(0, 7).data()


def test_a_commission_leads_to_its_marks_appraisals_and_grids(jury: MainWindow) -> None:
    found(jury).table.go("C02")
    QTest.keyClick(found(jury).table.view, Qt.Key.Key_Return)
    assert jury.focusWidget() is found(jury).marks.view
    told = found(jury).told["E32"].commissions[1]
    assert [s.number for s in found(jury).marks.model.shown] == [s.candidate for s in told.sat]
    assert "Entretien structuré" in found(jury).marks.model.index(0, 3).data()
    QTest.keyClick(found(jury).marks.view, Qt.Key.Key_Return)
    grid = found(jury).grids["E32"]
    assert grid.isVisible() and "C02" in grid.who.accessibleName()
    levels = {code: chip.text() for code, chip in grid.chips.items()}
    assert levels == {**told.sat[0].passage.levels}


def test_the_plots_are_painted_and_told_in_words(jury: MainWindow) -> None:
    page_ = found(jury)
    for place, drawn in ((1, page_.levels), (2, page_.scatter)):
        page_.tabs.setCurrentIndex(place)
        assert drawn.isVisible() and len(colours(drawn)) > 4
    assert page_.levels.accessibleName().startswith("C2 : ")
    assert "Oral moins E31" in page_.scatter.accessibleName()


def test_another_exam_shows_its_own_commissions(jury: MainWindow) -> None:
    found(jury).exams["E42"].click()
    assert [c.commission for c in found(jury).table.model.shown] == ["C01", "C03", "C05"]
    assert found(jury).grids["E42"].isVisibleTo(found(jury)._holder)


def test_what_the_jury_decides_does_not_hide_what_was_proposed(
    jury: MainWindow, qtbot: QtBot
) -> None:
    before = found(jury).told
    act = DecideMark(number_of(0), "E32", "20", PRESIDENT, "relecture")
    assert bridge_of(jury).perform(act)
    counted(qtbot, jury)
    assert found(jury).told == before


def test_a_reserve_lifted_is_counted_from_then_on(jury: MainWindow, qtbot: QtBot) -> None:
    n = found(jury).told["E32"].whole.n
    lifted = DecideReserve(number_of(1), "E32", "lifted", **AUTHORITY)
    assert bridge_of(jury).perform(lifted)
    qtbot.waitUntil(lambda: found(jury).told["E32"].whole.n == n + 1)


def test_nothing_on_the_page_writes(jury: MainWindow) -> None:
    seq = bridge_of(jury).desk.seq
    for table in (found(jury).table, found(jury).marks):
        model = table.model
        places = [(r, c) for r in range(len(model.shown)) for c in range(model.columnCount())]
        assert places and not any(model.editable(model.index(*place)) for place in places)
    assert bridge_of(jury).desk.seq == seq


def test_before_anything_is_received_it_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    for shown in on_jury(qtbot, small(tmp_path)):
        shown.run("comparison")
        counted(qtbot, shown)
        assert "recevez d’abord" in found(shown).said.text()
