"""The cards of the planning as a list: each is read, found and chosen like a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.facts import dataclass
from app.domain.jury.board import Passage
from app.domain.jury.breaches import Breach
from app.services.jury_lanes import Card, Lane

Index = QModelIndex | QPersistentModelIndex
Marks = Mapping[tuple[str, str], Sequence[Breach]]
PLACED = Qt.ItemDataRole.UserRole
"""The ``Placed`` of a line."""


@dataclass(frozen=True)
class Placed:
    """A card in the lane of that place, what is wrong with it, whether it is only proposed."""

    card: Card
    lane: int
    breaches: tuple[Breach, ...] = ()
    proposed: bool = False

    @property
    def tone(self) -> str:
        """ "wrong", "doubtful" or ""."""
        if any(breach.hard for breach in self.breaches):
            return "wrong"
        return "doubtful" if self.breaches or self.card.out else ""

    @property
    def text(self) -> str:
        """All of it in one sentence."""
        card = self.card
        told = (
            card.hours,
            card.name,
            f"n° {card.passage[0]}",
            f"commission {card.slot.commission}",
            f"temps majoré {card.extra}" if card.extra else "",
            "proposé" if self.proposed else "",
            card.out,
            *(f"{'interdit' if b.hard else 'à revoir'} : {b.text}" for b in self.breaches),
        )
        return ", ".join(filter(None, told))


class CardModel(QAbstractListModel):
    """Every card of the day, lane by lane, in order of passage."""

    def __init__(self) -> None:
        super().__init__()
        self.lanes: list[Lane] = []
        self.placed: list[Placed] = []

    def show_lanes(
        self, lanes: list[Lane], marks: Marks, proposed: frozenset[Passage] = frozenset()
    ) -> bool:
        """These lanes instead; False where they are told as they were."""
        placed = [
            Placed(card, place, _wrong(marks, card), card.passage in proposed)
            for place, lane in enumerate(lanes)
            for card in lane.cards
        ]
        if (lanes, placed) == (self.lanes, self.placed):
            return False
        self.beginResetModel()
        self.lanes, self.placed = lanes, placed
        self.endResetModel()
        return True

    def row_of(self, passage: Passage) -> int:
        """Where the card of a passage stands; -1 where it is not on this board."""
        known = enumerate(self.placed)
        return next((row for row, placed in known if placed.card.passage == passage), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.placed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        placed = self.placed[index.row()]
        if role == PLACED:
            return placed
        if role == Qt.ItemDataRole.DisplayRole:
            return placed.card.name
        told = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return placed.text if role in told else None


def _wrong(marks: Marks, card: Card) -> tuple[Breach, ...]:
    return tuple(marks.get((card.passage[0], card.slot.commission), ()))
