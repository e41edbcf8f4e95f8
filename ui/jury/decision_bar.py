"""The acts the jury may do now as buttons; the one chosen as a short form in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.domain.errors import Refusal
from ui.jury.bridge import JuryBridge
from ui.jury.decision_forms import Form
from ui.question import Asked, Question
from ui.widgets import button, column, emptied, expanding, label, row, tell

ABREAST = 4
HINT, NEW_LINE = "Entrée : enregistrer · Échap : laisser", " · Maj+Entrée : à la ligne"
LOSES = "Ce qui est tapé sera perdu : laissez encore une fois (Échap)."


class DecisionBar(QFrame):
    """Buttons by what they are about, or the fields of the act chosen."""

    decided = Signal(str)
    """An act was done, by whom."""
    over = Signal()
    """The form is gone: done, or left."""

    def __init__(self, bridge: JuryBridge, whole: str = "Candidat") -> None:
        """``whole`` is what acts are about that are about no part."""
        super().__init__()
        self._whole = whole
        self.setObjectName("card")
        self._bridge, self._leaving, self._told = bridge, False, HINT
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.forms: dict[str, Form] = {}
        self.question: Question | None = None
        self._form: Form | None = None
        self._buttons, self._asking = QWidget(), QWidget()
        self._lines = column(spacing=6)
        self._buttons.setLayout(self._lines)
        self._title, self._hint = label("", "strong"), label(HINT, "caption")
        self._title.setWordWrap(True)
        self._holder = column(spacing=0)
        self.save = button("Enregistrer", self.done, primary=True, small=True)
        foot = row(expanding(self._hint), button("Laisser", self.leave, small=True), self.save)
        self._asking.setLayout(column(self._title, self._holder, 1, foot, spacing=6))
        self._asking.hide()
        self.setLayout(column(self._buttons, self._asking, margins=(14, 10, 14, 10)))

    def show_forms(self, forms: Sequence[Form], unit: str) -> None:
        """These acts; a form begun stays with what is typed in it."""
        self.forms = {form.name: form for form in forms}
        seen = ((unit, "", ""), *((f.name, f.text, f.unit) for f in forms))
        if seen == self._shown:
            return
        self._shown = seen
        emptied(self._lines)
        for title, told in ((unit, True), (self._whole, False)):
            group = [form for form in forms if bool(form.unit) == told]
            if group or (told and unit):
                self._lines.addWidget(self._group(title, group))

    def _group(self, title: str, forms: Sequence[Form]) -> QWidget:
        holder = QWidget()
        told = label(title, "strong")
        told.setFixedWidth(self.fontMetrics().horizontalAdvance("Candidat_") + 10)
        told.setAlignment(Qt.AlignmentFlag.AlignTop)
        lines = column(spacing=6)
        for at in range(0, len(forms), ABREAST):
            lines.addLayout(row(*map(self._button, forms[at : at + ABREAST]), 1, spacing=6))
        if not forms:
            lines.addWidget(label("Rien à décider ici.", "muted"))
        holder.setLayout(row(told, lines, spacing=6))
        return holder

    def _button(self, form: Form) -> QWidget:
        made = button(form.text, self._asker(form.name), small=True)
        made.setAccessibleName(form.title)
        made.setProperty("form", form.name)
        return made

    def _asker(self, name: str) -> Callable[[], None]:
        return lambda: self.ask(name)

    # --- the form -------------------------------------------------------------------------------

    def ask(self, name: str) -> None:
        """Ask what the act of that name needs."""
        form = self.forms[name]
        self._drop()
        self._form = form
        self.question = Question(Asked(name, form.title, {}), list(form.inputs), form.build)
        self._holder.addWidget(self.question)
        self.question.watch(self._touched)
        for field in self.question.findChildren(QPlainTextEdit):
            field.installEventFilter(self)
        tell(self._title, form.title)
        long = self.question.findChildren(QPlainTextEdit)
        self._told = HINT + NEW_LINE * bool(long)
        tell(self._hint, self._told)
        self._buttons.hide()
        self._asking.show()
        if form.inputs:
            self.question.focus()
        else:
            self.save.setFocus()

    @property
    def typing(self) -> bool:
        """Whether something is typed that no act holds yet."""
        return self.question is not None and bool(self.question.typed())

    def done(self) -> None:
        """Do the act; what is refused stays to be mended, its reason beside it."""
        if self.question is None or self._form is None:
            return
        by = self.question.fields.get("by")
        try:
            act = self.question.act()
        except Refusal as refusal:
            tell(self._title, f"{self._form.title} : {refusal}")
            return
        if self._bridge.perform(act):
            if by is not None and hasattr(by, "text"):
                self.decided.emit(by.text().strip())
            self.close_form()

    def leave(self) -> None:
        """Let it be; what was typed goes with it the second time alone."""
        if self.typing and not self._leaving:
            self._leaving = True
            tell(self._hint, LOSES)
        else:
            self.close_form()

    def close_form(self) -> None:
        """Back to the buttons."""
        asked = self.question is not None
        self._drop()
        self._asking.hide()
        self._buttons.show()
        if asked:
            self.over.emit()

    def _drop(self) -> None:
        emptied(self._holder)
        self.question, self._form, self._leaving = None, None, False

    def _touched(self) -> None:
        if self._leaving:
            self._leaving = False
            tell(self._hint, self._told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter in a long text does the act, as in a short one; Shift and Enter begin a line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.done()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self.question is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done()
        else:
            super().keyPressEvent(event)
