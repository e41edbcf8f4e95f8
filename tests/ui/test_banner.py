"""The banner: refusals for a moment, failures until seen, none of them lost under another."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui import banner as module
from ui.banner import Banner


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    return made


def said(banner: Banner) -> list[str]:
    return [part.text() for part in banner.findChildren(QLabel) if not part.isHidden()]


def press(banner: Banner, name: str) -> None:
    next(b for b in banner.findChildren(QPushButton) if b.text() == name).click()


def test_nothing_to_say_takes_no_room(banner: Banner) -> None:
    assert banner.isHidden()


def test_a_refusal_is_said_for_a_moment(
    qtbot: QtBot, banner: Banner, monkeypatch: pytest.MonkeyPatch
) -> None:
    banner._moment.setInterval(1)
    banner.refuse("non")
    assert said(banner) == ["non"]
    qtbot.waitUntil(banner.isHidden)


def test_a_failure_stays_until_seen_under_refusals_that_pass(qtbot: QtBot, banner: Banner) -> None:
    banner._moment.setInterval(1)
    banner.fail("disque plein")
    banner.refuse("non")
    assert said(banner) == ["disque plein", "non"]
    qtbot.waitUntil(lambda: said(banner) == ["disque plein"])
    press(banner, "Vu")
    assert banner.isHidden()


def test_failures_that_come_together_are_all_read_before_they_go(banner: Banner) -> None:
    for place in range(5):
        banner.fail(f"échec {place}")
    assert said(banner) == ["échec 3", "échec 4", "3 avant, à lire après « Vu »."]
    press(banner, "Vu")
    assert said(banner) == ["échec 1", "échec 2", "1 avant, à lire après « Vu »."]
    press(banner, "Vu")
    assert said(banner) == ["échec 0"]
    press(banner, "Vu")
    assert banner.isHidden()


def test_a_failure_that_comes_again_is_counted(banner: Banner) -> None:
    for _ in range(3):
        banner.fail("disque plein")
    assert said(banner) == ["disque plein (3 fois)"]


def test_only_so_many_failures_are_kept(banner: Banner) -> None:
    for place in range(module.KEPT + 10):
        banner.fail(f"échec {place}")
    assert f"{module.KEPT - module.AT_ONCE} avant" in said(banner)[-1]


def test_the_gravest_gives_the_strip_its_colour(banner: Banner) -> None:
    banner.note("son coupé")
    assert banner.property("tone") == "calm"
    banner.tell("l’ordinateur a redémarré")
    assert banner.property("tone") == "warn"
    banner.fail("disque plein")
    assert banner.property("tone") == "alert"


def test_the_diagnostics_of_what_is_shown_are_copied(banner: Banner) -> None:
    assert all(b.isHidden() for b in banner.findChildren(QPushButton) if b.text() == module.COPY)
    banner.fail("erreur", "Passage 1\nui/band.py")
    assert said(banner) == ["erreur"]
    banner.fail("autre", "Passage 2")
    press(banner, module.COPY)
    assert QGuiApplication.clipboard().text() == "Passage 1\nui/band.py\n\nPassage 2"


def test_a_screen_reader_is_told_all_of_it(banner: Banner) -> None:
    banner.fail("disque plein")
    banner.refuse("non")
    assert banner.accessibleName() == "disque plein non"
