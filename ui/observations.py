"""The observations tab: timed notes tagged with a competency, never in a record or an export."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain import ledger
from app.domain.acts import Observe, StrikeObservation
from app.domain.state import Passage
from app.services.desk import Observation
from ui.bridge import Bridge, Fresh
from ui.paint import tokens
from ui.part_card import SHORT, clock_text
from ui.typed import FOUND, KEPT, REFUSED, WAITS, Sign, Typed
from ui.widgets import button, expanding, key_cap, row

Index = QModelIndex | QPersistentModelIndex
WHEN, CODES_OF, NOTE = (Qt.ItemDataRole.UserRole + place for place in (1, 2, 3))
SIDE, PAD = 5, 3
CODES = re.compile(r"\bC ?(\d{1,2})\b", re.IGNORECASE)
FIELD = "observation"
HINT = "Nouvelle observation… (C20 pour l’associer)"
MASKED = "Observations masquées : F9 les montre"


def told_time(passage: Passage, at: datetime) -> str:
    """Where in which part a note was taken: "1re 03:40"; the hour outside of the parts."""
    for run in passage.runs:
        if run.started <= at and (run.stopped is None or at <= run.stopped):
            pauses = tuple(p for p in run.pauses if p.started <= at)
            until = ledger.elapsed_s(replace(run, stopped=at, pauses=pauses), at)
            return f"{SHORT.get(run.part, run.part).split()[0].lower()} {clock_text(until)}"
    return f"{at:%H:%M}"


class NotesDelegate(QStyledItemDelegate):
    """Time, competencies, and the note over as many lines as it needs, in three columns."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        view = self.parent()
        assert isinstance(view, QListWidget)
        left, metrics = _columns(option.fontMetrics, index)[1], option.fontMetrics
        room = QRect(0, 0, max(80, view.viewport().width() - left - 2 * SIDE), 10_000)
        high = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, index.data(NOTE)).height()
        return QSize(80, high + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().soft))
            painter.drawRoundedRect(option.rect, 5, 5)
        box = option.rect.adjusted(SIDE, PAD, -SIDE, -PAD)
        middle, right = _columns(option.fontMetrics, index)
        ink, quiet = (tokens().soft_ink,) * 2 if chosen else (tokens().ink, tokens().muted)
        self._write(painter, box, index.data(WHEN), quiet)
        self._write(painter, box.adjusted(right, 0, 0, 0), index.data(NOTE), ink)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        self._write(painter, box.adjusted(middle, 0, 0, 0), index.data(CODES_OF), tokens().accent)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.TextFlag.TextWordWrap, text)


def _columns(metrics: QFontMetrics, index: Index) -> tuple[int, int]:
    """Pixels to the competencies of a note and to its text."""
    middle = metrics.horizontalAdvance("1re 00:00") + 2 * SIDE
    codes = index.data(CODES_OF)
    return middle, middle + max(map(metrics.horizontalAdvance, ("C00", codes))) + 2 * SIDE


class ObservationsTab(QWidget):
    """The notes on the candidate shown, and a line to write the next one."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge, self._fresh = bridge, Fresh()
        self._list = QListWidget()
        self._list.setAccessibleName("Observations")
        self._list.setObjectName("notes")
        self._list.setItemDelegate(NotesDelegate(self._list))
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setSpacing(1)
        self._list.setWordWrap(True)
        self._place: tuple[str, object, object] = ("", None, None)
        self._state = Sign()
        self._entry = QLineEdit()
        self._entry.setAccessibleName("Nouvelle observation")
        self._entry.setPlaceholderText(HINT)
        self._entry.returnPressed.connect(self.observe)
        self._entry.editingFinished.connect(self.flush)
        self._typed = Typed(self._keep, self)
        self._typed.said.connect(self._state.tell)
        self._entry.textEdited.connect(lambda _: self._typed.touch())
        self._strikes = button("Rayer", self._strike, small=True)
        self._strikes.setToolTip("Rayer l’observation choisie")
        self._strikes.setEnabled(False)
        self._list.currentRowChanged.connect(lambda place: self._strikes.setEnabled(place >= 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._list)
        box.addLayout(row(self._entry, key_cap("F4"), margins=(8, 4, 8, 2)))
        box.addLayout(row(expanding(self._state), self._strikes, margins=(10, 2, 8, 6)))

    def refresh(self) -> None:
        self._refresh_line()
        notes = [] if self._bridge.veiled else self._bridge.observations()
        passage = self._bridge.passage
        if not self._fresh.stale(notes, passage.runs if passage else None):
            return
        self._list.clear()
        for note in notes:
            when, codes = self._when(note), " ".join(note.competencies)
            item = QListWidgetItem("  ".join(filter(None, (when, codes, note.text))))
            told = {Qt.ItemDataRole.UserRole: note.number, WHEN: when, CODES_OF: codes}
            for role, value in {**told, NOTE: note.text}.items():
                item.setData(role, value)
            self._list.addItem(item)
        self._list.scrollToBottom()

    def _when(self, note: Observation) -> str:
        passage, at = self._bridge.passage, datetime.fromisoformat(note.at)
        return told_time(passage, at) if passage else f"{at:%H:%M}"

    # --- the line ---------------------------------------------------------------------------

    def _refresh_line(self) -> None:
        """The line is its candidate's: what was typed for another one waits with them."""
        passage, veiled = self._bridge.passage, self._bridge.veiled
        place = (passage.number if passage else "", veiled, self._bridge.state.closed)
        if place == self._place:
            return
        self.flush()
        self._place = place
        found = "" if veiled else self._bridge.drafts(place[0]).get(FIELD, "")
        self._entry.setText(found)
        self._entry.setReadOnly(veiled)
        self._entry.setPlaceholderText(MASKED if veiled else HINT)
        self._state.tell(FOUND if found else "")

    def _keep(self) -> str:
        """Keep what is in the line, no observation yet; what the field then says."""
        text = self._entry.text()
        if not self._bridge.keep(self._place[0], FIELD, text):
            return WAITS
        return KEPT if text else ""

    def observe(self) -> None:
        """Keep what is in the line, about the candidate shown."""
        passage, text = self._bridge.passage, self._entry.text().strip()
        if passage is None or not text or self._entry.isReadOnly():
            return
        known = self._bridge.state.exam.competency_codes
        found = dict.fromkeys(f"C{digits}" for digits in CODES.findall(text))
        codes = tuple(code for code in found if code in known)
        if self._bridge.perform(Observe(passage.number, text, codes), (passage.number, FIELD)):
            self._typed.settle()
            self._entry.clear()
            self._state.tell("")
        else:
            self._state.tell(REFUSED if self._keep() == KEPT else WAITS)

    def flush(self) -> None:
        self._typed.flush()

    def _strike(self) -> None:
        item, passage = self._list.currentItem(), self._bridge.passage
        if item is not None and passage is not None:
            number = item.data(Qt.ItemDataRole.UserRole)
            self._bridge.perform(StrikeObservation(passage.number, number))

    def focus(self) -> None:
        self._entry.setFocus()
