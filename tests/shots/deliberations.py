"""The jury files the deliberation is looked at in: everything received, most results pronounced."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.domain.acts import Act
from app.domain.jury.means import outcome
from app.services.jury_desk import JuryDesk
from tests.services.deliberations import BY, act, chance, closed, deliberating, number_of, seated
from tests.shots.files import CLOCK, PARIS


def _deliberating(folder: Path) -> Path:
    """60 candidates and 12 commissions, everything received; who decides is the president."""
    CLOCK.at = datetime(2019, 7, 2, 10, 20, tzinfo=PARIS)
    return deliberating(folder / "Jury 2019 Strasbourg.jury", 60, 12)


def in_deliberation(folder: Path) -> Path:
    """Most results pronounced, a reserve and an absence left, a mark decided, a fraud pending."""
    path = _deliberating(folder)
    with JuryDesk(path) as desk:
        seated(desk)
        for number in list(desk.state.candidates)[8:]:
            _pronounced(desk, number)
        for act_ in _decided():
            desk.perform(act_)
    return path


def _pronounced(desk: JuryDesk, number: str) -> None:
    told = outcome(desk.state, number).proposal
    if told == "adjourned":
        desk.perform(act("record-livret", candidate=number, livret="examined", **BY))
    if told and chance(number) % 5:
        desk.perform(act("pronounce", candidate=number, result=told, **BY))


def _decided() -> list[Act]:
    fourth, fifth = number_of(3), number_of(4)
    why = {**BY, "reason": "harmonisation avec les commissions voisines"}
    return [
        act("decide-mark", candidate=fourth, unit="E32", mark="12.5", **why),
        act("record-livret", candidate=fourth, livret="examined", **BY),
        act("report-fraud", candidate=fifth, text="Antisèche trouvée à l’écrit.", unit="E31", **BY),
    ]


def closed_minutes(folder: Path) -> Path:
    """The minutes are closed; one mark was rectified since."""
    path = _deliberating(folder)
    with JuryDesk(path) as desk:
        closed(desk)
    return path
