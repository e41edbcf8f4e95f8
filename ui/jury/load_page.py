"""« Compléter par une liste »: what a later list changes in the open jury is shown first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from app.services.jury_preparing import changes_by, obstacles, sound_acts
from ui.jury.bridge import JuryBridge
from ui.jury.lists_page import ListsPage
from ui.paint import typeset
from ui.widgets import card, column, label

NOTHING = (
    "Rien encore. Déposez une liste : ce qui changera se lit ici avant d’être écrit. Ce qui a été "
    "corrigé dans ce bureau n’est jamais repris d’une liste."
)


class LoadLists(ListsPage):
    """Lists for the open jury."""

    title, action = "Compléter par une liste", "Charger dans le jury"

    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__("Déposez ici la liste nouvelle ou corrigée")
        self._bridge = bridge
        self.changes, self._unchanged = QListWidget(), label(NOTHING, "muted")
        self.changes.setAccessibleName("Ce qui changera")
        self.changes.setWordWrap(True)
        self.changes.setStyleSheet("QListView::item { padding: 5px 0; }")
        self._unchanged.setWordWrap(True)
        self._unchanged.setAlignment(Qt.AlignmentFlag.AlignTop)
        frame, title = card(), label("Ce qui changera", "strong")
        told = column(title, self._unchanged, self.changes, margins=(16, 14, 16, 14))
        for place in (1, 2):
            told.setStretch(place, 1)
        frame.setLayout(told)
        self.assemble(frame)

    def lacks(self) -> list[str]:
        return [] if self.lists.lists else ["il manque : une liste"]

    def objections(self) -> list[str]:
        reads = [one.read for one in self.readings if one.read and not one.read.reading.errors]
        return obstacles(self._bridge.state, reads, self._bridge.now())

    def refresh(self) -> None:
        super().refresh()
        self._tell()

    def _tell(self) -> None:
        reads = [one.read for one in self.readings if one.read and not one.read.reading.errors]
        state, now = self._bridge.state, self._bridge.now()
        lines = changes_by(state, reads, now) if reads else []
        self.changes.clear()
        self.changes.addItems([typeset(line) for line in lines])
        self.changes.setVisible(bool(lines))
        self._unchanged.setVisible(not lines)

    def make(self) -> Path | None:
        reads = [one.read for one in self.readings if one.read]
        acts = sound_acts(self._bridge.state, reads, self._bridge.now())
        return self._bridge.desk.path if self._bridge.perform_all(tuple(acts)) else None
