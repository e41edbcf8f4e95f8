"""Questions asked in the page, never in a dialog: a missing reason, the fields of a rarer act."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.domain.acts import Act
from app.domain.codec import decode
from app.domain.errors import Refusal
from ui.actions import Form
from ui.bridge import Bridge
from ui.fields import Input, inputs_of
from ui.question import Question
from ui.widgets import button, column, label, row, tell


class Prompt(QFrame):
    """A strip under the header. Enter does it, Escape lets it be.

    A question stays with its candidate: it is put aside while another one is shown.
    """

    shown = Signal()
    """It came or went."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self._bridge, self._number = bridge, ""
        self._asked: dict[str, Question] = {}
        self._title = label("", "strong")
        self._title.setWordWrap(True)
        self._holder = column(spacing=0)
        hint = label("Entrée : enregistrer · Échap : laisser", "caption")
        buttons = row(
            hint,
            1,
            button("Laisser", self.leave, small=True),
            button("Enregistrer", self.done, primary=True, small=True),
        )
        head = row(self._title, spacing=10)
        self.setLayout(column(head, self._holder, buttons, margins=(12, 8, 12, 8), spacing=6))
        bridge.reason_needed.connect(self.ask_reason)
        self.hide()

    @property
    def question(self) -> Question | None:
        """The question asked about the candidate shown."""
        return self._asked.get(self._number)

    def refresh(self) -> None:
        """The question of the candidate shown, if one waits."""
        passage = self._bridge.passage
        number = passage.number if passage else ""
        if number != self._number:
            self._number = number
            self._show()

    def ask_reason(self, sentence: str, act: object) -> None:
        """The act comes again with the reason once it is given."""
        assert isinstance(act, Act)
        self._ask(Question(sentence, [Input("reason", "Motif")], lambda told: replace(act, **told)))

    def ask(self, form: Form) -> None:
        """The fields of an act, the candidate shown being meant."""
        self.refresh()
        passage = self._bridge.passage
        inputs = inputs_of(self._bridge.state, passage, form.act, form.preset)
        names_one = any(f.name == "passage" for f in fields(form.act))
        whom = {"passage": self._number} if self._number and names_one else {}
        common = {"act": form.act.act, **whom, **form.preset}

        def build(told: dict[str, Any]) -> Act:
            return decode({**common, **told})

        named = f" – {passage.candidate.name}" if passage and names_one else ""
        self._ask(Question(f"{form.text}{named}", inputs, build))

    def _ask(self, question: Question) -> None:
        self.refresh()
        self._forget()
        self._asked[self._number] = question
        for field in question.fields.values():
            field.installEventFilter(self)
        self._show()
        question.focus()

    def _show(self) -> None:
        for other in self._asked.values():
            other.hide()
        question = self.question
        if question is not None:
            if question.parent() is not self:
                self._holder.addWidget(question)
            tell(self._title, question.title)
            question.show()
        self.setVisible(question is not None)
        self.shown.emit()

    def done(self) -> None:
        """Make the act of what was given; what is refused stays to be mended."""
        question = self.question
        if question is None:
            return
        try:
            act = question.act()
        except Refusal as refusal:
            tell(self._title, f"{question.title} : {refusal}")
            return
        if self._bridge.perform(act) and self.question is question:
            self.leave()

    def leave(self) -> None:
        self._forget()
        self._show()

    def _forget(self) -> None:
        question = self._asked.pop(self._number, None)
        if question is not None:
            self._holder.removeWidget(question)
            question.hide()
            question.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter in a long text saves as well; a line is begun with Shift."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if isinstance(watched, QPlainTextEdit) and shifted:
                    return False
                self.done()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)
