"""The journal page: every line told, filtered by candidate and word, veiled when it must be."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.domain.acts import ReportIncident
from app.services.narrating import CONFIDENTIAL
from ui.bridge import Bridge
from ui.journal_page import HIDDEN, VEILED, JournalPage
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
