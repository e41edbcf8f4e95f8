"""The observations tab: timed notes tagged with a competency, never in a record or an export."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain import ledger
from app.domain.acts import Observe, StrikeObservation
from app.domain.state import Passage
from app.services.desk import Observation
from ui.bridge import Bridge, Fresh
from ui.part_card import SHORT, clock_text
from ui.widgets import button, key_cap, row

CODES = re.compile(r"\bC ?(\d{1,2})\b", re.IGNORECASE)


def told_time(passage: Passage, at: datetime) -> str:
    """Where in which part a note was taken: "1re 03:40"; the hour outside of the parts."""
    for run in passage.runs:
        if run.started <= at and (run.stopped is None or at <= run.stopped):
            pauses = tuple(p for p in run.pauses if p.started <= at)
            until = ledger.elapsed_s(replace(run, stopped=at, pauses=pauses), at)
            return f"{SHORT.get(run.part, run.part).split()[0].lower()} {clock_text(until)}"
    return f"{at:%H:%M}"


class ObservationsTab(QWidget):
    """The notes on the candidate shown, and a line to write the next one."""

    counted = Signal(int)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge, self._fresh = bridge, Fresh()
        self._list = QListWidget()
        self._list.setAccessibleName("Observations")
        self._list.setWordWrap(True)
        self._entry = QLineEdit()
        self._entry.setAccessibleName("Nouvelle observation")
        self._entry.setPlaceholderText("Nouvelle observation… (C20 pour l’associer)")
        self._entry.returnPressed.connect(self.observe)
        strike = button("Rayer", self._strike, flat=True, small=True)
        strike.setToolTip("Rayer l’observation choisie")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._list)
        box.addLayout(row(self._entry, key_cap("F4"), strike, margins=(8, 4, 8, 8)))

    def refresh(self) -> None:
        notes = [] if self._bridge.veiled else self._bridge.observations()
        passage = self._bridge.passage
        if not self._fresh.stale(notes, passage.runs if passage else None):
            return
        self._list.clear()
        for note in notes:
            item = QListWidgetItem(self._told(note))
            item.setData(Qt.ItemDataRole.UserRole, note.number)
            self._list.addItem(item)
        self._list.scrollToBottom()
        self.counted.emit(len(notes))

    def _told(self, note: Observation) -> str:
        passage = self._bridge.passage
        at = datetime.fromisoformat(note.at)
        when = told_time(passage, at) if passage else f"{at:%H:%M}"
        return "  ".join(filter(None, (when, " ".join(note.competencies), note.text)))

    def observe(self) -> None:
        """Keep what is in the line, about the candidate shown."""
        passage, text = self._bridge.passage, self._entry.text().strip()
        if passage is None or not text:
            return
        known = self._bridge.state.exam.competency_codes
        found = dict.fromkeys(f"C{digits}" for digits in CODES.findall(text))
        codes = tuple(code for code in found if code in known)
        if self._bridge.perform(Observe(passage.number, text, codes)):
            self._entry.clear()

    def _strike(self) -> None:
        item, passage = self._list.currentItem(), self._bridge.passage
        if item is not None and passage is not None:
            number = item.data(Qt.ItemDataRole.UserRole)
            self._bridge.perform(StrikeObservation(passage.number, number))

    def focus(self) -> None:
        self._entry.setFocus()
