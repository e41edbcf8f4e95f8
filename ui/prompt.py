"""Questions asked in the page, never in a dialog: a missing reason, the fields of a rarer act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.domain.acts import Act, ChooseSituation, Seal
from app.domain.codec import compact, decode, encode, parse_line
from app.domain.errors import Refusal
from app.domain.facts import replace
from ui.actions import FORMS, Form
from ui.bridge import Bridge
from ui.fields import Input, inputs_of
from ui.question import Asked, Question
from ui.typed import FOUND, KEPT, WAITS, Sign, Typed
from ui.widgets import button, column, expanding, label, row, tell

LATER = "Un autre candidat est dans la salle : cette situation se lit et se corrige à sa sortie."
FIELD = "question "
"""What the drafts of questions begin with."""
NAMED = " – "
REASON = "Indiquez un motif."
HINT, NEW_LINE = "Entrée : enregistrer · Échap : laisser", " · Maj+Entrée : à la ligne"
LOSES = "Ce qui est tapé sera perdu : laissez encore une fois (Échap)."


class Prompt(QFrame):
    """A strip under the header. Enter does it, Escape lets it be.

    A question stays with its candidate: it is put aside while another one is shown, or while
    another question is asked. What is typed in it is kept until it is done or left, so that it is
    asked again after a crash.
    """

    shown = Signal()
    """It came or went."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self._bridge, self._number, self._veiled = bridge, "", False
        self._closed = bridge.state.closed
        self._asked: dict[str, list[Question]] = {}
        self._doing: Question | None = None
        self._leaving: Question | None = None
        self._title, self._state = label("", "strong"), Sign()
        self._title.setWordWrap(True)
        self._holder = column(spacing=0)
        self._typed = Typed(self._keep, self)
        self._typed.said.connect(self._say)
        self._hint = label(HINT, "caption")
        self._hint.setWordWrap(True)
        buttons = row(
            expanding(self._hint),
            expanding(self._state),
            button("Laisser", self.leave, small=True),
            button("Enregistrer", self.done, primary=True, small=True),
        )
        head = row(self._title, spacing=10)
        self._whole = column(head, self._holder, buttons, margins=(12, 8, 12, 8), spacing=6)
        self.setLayout(self._whole)
        bridge.reason_needed.connect(self.ask_reason)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its texts are at the width there is: the page does not ask."""
        high = max(0, self._whole.totalHeightForWidth(self.width()))
        if high != self.minimumHeight():
            self.setMinimumHeight(high)

    @property
    def question(self) -> Question | None:
        """The question asked about the candidate shown; others may wait under it."""
        waiting = [] if self._veiled else self._asked.get(self._number)
        return waiting[-1] if waiting else None

    def refresh(self) -> None:
        """The question of the candidate shown, if one waits. With somebody else in the room it
        says too much, unless it is asked just now (rule 9)."""
        passage, veiled = self._bridge.passage, self._bridge.other_in_room
        number = passage.number if passage else ""
        if self._closed != (closed := self._bridge.state.closed):
            self._closed = closed
            self._forget_all()
        if number != self._number or number not in self._asked:
            self.flush()
            self._number, self._veiled = number, veiled
            if number not in self._asked:
                self._recall()
            self._show()
        elif self._veiled and not veiled:
            self._veiled = False
            self._show()
        elif self.question is not None and not self._bridge.may_say(self._title.text()):
            self._show()

    # --- asking ---------------------------------------------------------------------------------

    def ask_reason(self, sentence: str, act: object) -> None:
        """The act comes again with the reason once it is given."""
        assert isinstance(act, Act)
        sentence = sentence if self._bridge.may_say(sentence) else REASON
        doing = self._doing
        if doing is not None and "reason" in doing.fields:  # it has a field for it
            tell(self._title, sentence)
            doing.fields["reason"].setFocus()
            return
        self._ask(self._reason(sentence, act))

    def ask(self, form: Form) -> None:
        """The fields of an act, the candidate shown being meant."""
        if form.act is ChooseSituation and self._bridge.past_other:
            self._bridge.refused.emit(LATER)
            return
        self.refresh()
        self._ask(self._form(next(name for name, known in FORMS.items() if known is form)))

    def _reason(self, sentence: str, act: Act) -> Question:
        asked = Asked(f"{FIELD}{act.act}", sentence, {"title": sentence, "act": encode(act)})
        known = self._told_before(act)
        return Question(asked, [Input("reason", "Motif", value=known)], lambda t: replace(act, **t))

    def _told_before(self, act: Act) -> str | None:
        """The reason the last part was cut short for: the seal asks for it again."""
        passage = self._bridge.passage
        runs = passage.runs if passage is not None and isinstance(act, Seal) else ()
        return runs[-1].stop_reason or None if runs else None

    def _form(self, name: str) -> Question:
        form, passage = FORMS[name], self._bridge.passage
        inputs = inputs_of(self._bridge.state, passage, form.act, form.preset)
        names_one = any(f.name == "passage" for f in fields(form.act))
        whom = {"passage": self._number} if self._number and names_one else {}
        common = {"act": form.act.act, **whom, **form.preset}

        def build(told: dict[str, Any]) -> Act:
            return decode({**common, **told})

        named = f"{NAMED}{self._bridge.called(passage)}" if passage and names_one else ""
        asked = Asked(f"{FIELD}form {name}", f"{form.text}{named}", {"form": name})
        return Question(asked, inputs, build)

    def _ask(self, question: Question) -> None:
        """Ask it above the others; asked before, it comes back with what was typed in it."""
        self.refresh()
        self.flush()
        self._veiled = False
        waiting = self._asked[self._number]
        former = next((q for q in waiting if q.asked.name == question.asked.name), None)
        if former is not None:
            question.fill(former.typed())
            question.said = former.said
            self._forget(former)
        self._add(question)
        self._show()
        question.focus()

    def _add(self, question: Question) -> None:
        self._asked[self._number].append(question)
        for field in question.fields.values():
            field.installEventFilter(self)
        question.watch(self._touch)

    def _recall(self) -> None:
        """Ask again what a crash, or closing the window, interrupted."""
        self._asked[self._number] = []
        for name, text in self._bridge.drafts(self._number).items():
            question = self._again(text) if name.startswith(FIELD) else None
            if question is not None:
                question.said = FOUND
                self._add(question)

    def _again(self, text: str) -> Question | None:
        try:
            told: Mapping[str, Any] = parse_line(text)
            if "form" in told:
                question = self._form(told["form"])
            else:
                question = self._reason(told["title"], decode(told["act"]))
            question.fill(told["typed"])
        except (Refusal, LookupError, TypeError):  # of another version of the program
            return None
        return question

    def _show(self) -> None:
        question, self._leaving = self.question, None
        for other in (other for others in self._asked.values() for other in others):
            if other is not question:
                other.hide()
        if question is not None:
            if question.parent() is not self:
                self._holder.addWidget(question)
            tell(self._title, self._titled(question))
            long = any(isinstance(field, QPlainTextEdit) for field in question.fields.values())
            tell(self._hint, HINT + NEW_LINE * long)
            self._state.tell(question.said)
            question.show()
        self._fit()
        self.setVisible(question is not None)
        self.shown.emit()

    def _titled(self, question: Question) -> str:
        """What is asked, of whom it is left out where the header leaves it out (rule 9)."""
        title = question.asked.title
        return title if self._bridge.may_say(title) else title.partition(NAMED)[0]

    # --- what is typed --------------------------------------------------------------------------

    def _keep(self) -> str:
        question = self.question
        if question is None:
            return ""
        typed = question.typed()
        text = compact({**question.asked.again, "typed": typed}) if typed else ""
        if not self._bridge.keep(self._number, question.asked.name, text):
            return WAITS
        return KEPT if text else ""

    def _touch(self) -> None:
        self._leaving = None
        self._typed.touch()

    def _say(self, told: str) -> None:
        self._state.tell(told)
        if self.question is not None:
            self.question.said = told

    def flush(self) -> None:
        """Keep what is typed, now."""
        self._typed.flush()

    # --- answering ------------------------------------------------------------------------------

    def done(self) -> None:
        """Make the act of what was given; what is refused stays to be mended."""
        question = self.question
        if question is None:
            return
        try:
            act = question.act()
        except Refusal as refusal:
            tell(self._title, f"{self._titled(question)} : {refusal}")
            return
        self._doing = question
        done = self._bridge.perform(act, (self._number, question.asked.name))
        self._doing = None
        if done:
            self._typed.settle()
            self._forget(question)
            self._show()

    def leave(self) -> None:
        """Let the question be; what was typed in it goes with it the second time alone."""
        question = self.question
        if question is not None and question.typed() and self._leaving is not question:
            self.flush()
            self._leaving = question
            self._state.tell(LOSES)
        elif question is not None:
            self._typed.settle()
            if question.said:
                self._bridge.keep(self._number, question.asked.name, "")
            self._forget(question)
            self._show()

    def _forget(self, question: Question) -> None:
        for waiting in self._asked.values():
            if question in waiting:
                waiting.remove(question)
        self._holder.removeWidget(question)
        question.hide()
        question.deleteLater()

    def _forget_all(self) -> None:
        """The day was closed: what was typed is destroyed."""
        self._typed.settle()
        for question in [question for waiting in self._asked.values() for question in waiting]:
            self._forget(question)
        self._asked = {}

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
