"""The keys and the guide: complete, found without accents, true to the commands they name."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.actions import ACTIONS, FORMS, shown_keys
from ui.guide import Guide, topics

NAMED = re.compile(r"Ctrl\+K, « ((?:[^«»]|« [^»]* »)+) »")


@pytest.fixture
def guide(qtbot: QtBot) -> Guide:
    page = Guide()
    qtbot.addWidget(page)
    return page


def titles(guide: Guide) -> list[str]:
    items = [guide.list.item(row) for row in range(guide.list.count())]
    return [item.text() for item in items if item.data(Qt.ItemDataRole.UserRole)]


def test_every_key_of_the_program_is_listed(guide: Guide) -> None:
    told = guide.text.toPlainText()
    for action in ACTIONS:
        if action.keys:
            assert shown_keys(action.keys) in told
            assert action.text in told


def test_a_guide_names_only_commands_that_there_are() -> None:
    commands = {form.text for form in FORMS.values()} | {action.text for action in ACTIONS}
    named = [name for topic in topics() for line in topic.lines for name in NAMED.findall(line)]
    assert len(named) > 15
    assert [name for name in named if name not in commands] == []


@pytest.mark.parametrize(
    ("sought", "title"),
    [
        ("imprimante", "L’imprimante est en panne"),
        ("FRAUDE", "Une fraude est soupçonnée"),
        ("evacuer", "L’alarme sonne, il faut évacuer"),
        ("retard", "Un candidat est en retard"),
        ("scellee fausse", "Une grille scellée est fausse"),
        ("coupure", "Coupure de courant, arrêt du programme"),
    ],
)
def test_a_topic_is_found_whatever_the_accents(guide: Guide, sought: str, title: str) -> None:
    guide.search.setText(sought)
    found = guide.topic()
    assert found is not None
    assert found.title == title
    assert title in guide.text.toPlainText()


def test_words_found_are_marked_in_the_text(guide: Guide) -> None:
    guide.search.setText("evacuer")
    marked = [mark.cursor.selectedText() for mark in guide.text.extraSelections()]
    assert "évacuer" in marked


def test_a_search_without_result_says_so(guide: Guide) -> None:
    guide.search.setText("xylophone")
    assert titles(guide) == []
    assert guide._none.isVisibleTo(guide)


def test_arrows_go_through_topics_from_the_search_field(guide: Guide, qtbot: QtBot) -> None:
    first = guide.topic()
    QTest.keyClick(guide.search, Qt.Key.Key_Down)
    second = guide.topic()
    assert second is not None
    assert second != first


@pytest.mark.parametrize("where", ["search", "list", "text"])
def test_escape_leaves_from_anywhere(guide: Guide, qtbot: QtBot, where: str) -> None:
    with qtbot.waitSignal(guide.left):
        QTest.keyClick(getattr(guide, where), Qt.Key.Key_Escape)
