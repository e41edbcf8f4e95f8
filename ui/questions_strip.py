"""Coherence questions before the seal: asked, answered by a click, never blocking (rule 1)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.domain.acts import AnswerQuestion
from app.domain.questions import Question
from app.domain.rules.sealing import missing
from ui.bridge import Bridge
from ui.widgets import button, expanding, label, row

NAMING = ("same-fiche",)
"""Questions that name another candidate: asked once nobody is in the room (rule 9)."""


class QuestionStrip(QFrame):
    """Shows the first question not yet answered, once nothing else is missing."""

    shown = Signal()
    """It came or went."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self._bridge = bridge
        self._text = label("")
        self._text.setWordWrap(True)
        answer = button("C’est voulu", self._answer)
        answer.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setLayout(row(expanding(self._text), answer, margins=(12, 6, 12, 6)))
        self._asked: Question | None = None
        self.hide()

    def refresh(self) -> None:
        asked = self._first()
        if asked != self._asked or self.isHidden() != (asked is None):
            self._asked = asked
            self.setVisible(asked is not None)
            self.shown.emit()
        if self._asked is not None:
            self._text.setText(self._asked.text)
            self.setAccessibleName(self._asked.text)

    def _first(self) -> Question | None:
        passage, bridge = self._bridge.passage, self._bridge
        if passage is None or passage.sealed or bridge.veiled:
            return None
        if missing(bridge.state, passage, bridge.now()):
            return None
        unseen = {*passage.answered, *(NAMING if bridge.in_room() is not None else ())}
        return next((q for q in bridge.questions() if q.id not in unseen), None)

    def _answer(self) -> None:
        passage = self._bridge.passage
        if passage is not None and self._asked is not None:
            self._bridge.perform(AnswerQuestion(passage.number, self._asked.id))
