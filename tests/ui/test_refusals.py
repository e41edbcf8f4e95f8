"""Refusals in the window speak French: no field is named as the code names it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.acts import (
    Act,
    AddCandidate,
    DeclareKnown,
    MarkAbsent,
    Observe,
    ReportIncident,
    WithdrawKnown,
    WriteAppraisal,
)
from tests.ui.days import opened
from ui.bridge import Bridge
from ui.transcribe_page import TranscribePage

FIRST, LONG, HIDDEN = "00009900101", "x" * 501, "a\u200bb"


@pytest.fixture
def morning(qtbot: QtBot, tmp_path: Path) -> Iterator[Bridge]:
    bridge = opened("E32 morning", tmp_path)
    yield bridge
    bridge.close()


@pytest.mark.parametrize(
    ("act", "title"),
    [
        (MarkAbsent(FIRST, LONG), "Motif"),
        (ReportIncident(HIDDEN), "Récit"),
        (ReportIncident("feu", informed=LONG), "Personne informée"),
        (WriteAppraisal(FIRST, HIDDEN), "Appréciation globale"),
        (Observe(FIRST, HIDDEN, ()), "Observation"),
        (AddCandidate("1", LONG, "Léa", "DEC"), "Nom de naissance"),
    ],
)
def test_a_text_that_cannot_be_kept_is_named_in_french(
    morning: Bridge, act: Act, title: str
) -> None:
    said: list[str] = []
    morning.refused.connect(said.append)
    assert not morning.perform(act)
    assert said[0].startswith(f"Le champ « {title} » ")


def test_whose_declaration_is_withdrawn_is_asked_for_in_french(morning: Bridge) -> None:
    said: list[str] = []
    morning.refused.connect(said.append)
    assert morning.state.commission is not None
    for examiner in morning.state.commission.examiners:
        morning.perform(DeclareKnown(FIRST, examiner.name, "voisin"))
    morning.perform(WithdrawKnown(FIRST, "erreur"))
    assert "dans « Examinateur »" in said[0]


def test_an_empty_sheet_is_not_sent(morning: Bridge, qtbot: QtBot) -> None:
    page, said = TranscribePage(morning), list[str]()
    qtbot.addWidget(page)
    morning.refused.connect(said.append)
    page.reason.setText("panne")
    page.save()
    assert said[0].startswith("Rien n’est encore transcrit")
