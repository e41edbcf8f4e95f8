"""Somebody who types without end: ``python -m tests.crash.typist FILE SEED`` until it is killed.

The real window, and keys into every field that takes text, about several candidates. It writes a
JSON line, unbuffered, for each field that no longer says « non enregistré… » (``kept``), each
Enter that was taken (``done``), each text begun anew or left (``anew``), each write to the disk
about to begin (``writing``), and at first for all that the fields show (``shown``).
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.services.desk import Desk
from tests.crash.typed import CANDIDATES
from ui import typed
from ui.exam_day import ExamDay
from ui.main_window import MainWindow
from ui.question import Question
from ui.start import application, window

PAUSES_MS = (0, 0, 0, 4, 4, 15, 60, 200)
MARKS = ("7", "1", "14,", "12,5", "20")
QUESTIONS = {"report": "text", "doubt": "reason"}
LETTERS = "abcdefghijklmnopqrstuvwxyz   "


def report(kind: str, **told: Any) -> None:
    os.write(1, (json.dumps({"kind": kind, **told}) + "\n").encode())


def announced(write: Callable[..., Any]) -> Callable[..., Any]:
    """A write that is told before it begins."""

    def told(*words: Any, **named: Any) -> Any:
        report("writing")
        return write(*words, **named)

    return told


def text_of(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


class Typist:
    """Presses one key at a time, with pauses of its own."""

    def __init__(self, shown: MainWindow, dice: random.Random) -> None:
        assert shown.day is not None and shown.bridge is not None
        self._shown, self._dice = shown, dice
        self._bridge, self._day = shown.bridge, shown.day
        self._widget: QWidget | None = None
        self._keys: list[str] = []
        self._over: str | None = None
        day = self._day
        self._line, self._mark = day.tabs.observations, day.closing.mark
        self._appraisal, self._prompt = day.closing.appraisal, day.prompt
        self._hear(day)

    def _hear(self, day: ExamDay) -> None:
        line, mark, text = self._line, self._mark, self._appraisal
        line._typed.said.connect(lambda told: self._heard(told, line._place[0], "observation"))
        mark._typed.said.connect(lambda told: self._heard(told, mark._place[0], "mark"))
        text._typed.said.connect(lambda told: self._heard(told, text._place[0], "appraisal"))
        day.prompt._typed.said.connect(self._question_heard)

    def _heard(self, told: str, who: str, what: str) -> None:
        if told != typed.WAITS:
            widgets = (self._line._entry, self._mark._edit, self._appraisal._text)
            names = ("observation", "mark", "appraisal")
            report("kept", who=who, what=what, text=text_of(widgets[names.index(what)]))

    def _question_heard(self, told: str) -> None:
        question = self._prompt.question
        if told != typed.WAITS and question is not None:
            self._tell_question("kept", self._prompt._number, question)

    @staticmethod
    def _tell_question(kind: str, who: str, question: Question) -> None:
        form = question.asked.again["form"]
        report(kind, who=who, what=form, text=text_of(question.fields[QUESTIONS[form]]))

    # --- what it finds --------------------------------------------------------------------------

    def look(self) -> None:
        """Tell what every field shows of every candidate."""
        for who in CANDIDATES:
            self._bridge.select(who)
            for what, widget in (
                ("observation", self._line._entry),
                ("mark", self._mark._edit),
                ("appraisal", self._appraisal._text),
            ):
                report("shown", who=who, what=what, text=text_of(widget))
            for question in self._prompt._asked[who]:
                self._tell_question("shown", who, question)
        report("ready")

    # --- what it does ---------------------------------------------------------------------------

    def go_on(self) -> None:
        QTimer.singleShot(self._dice.choice(PAUSES_MS), self._press)

    def _press(self) -> None:
        if self._keys and self._widget is not None:
            if self._over is not None:  # the first key goes over what stands there
                report("anew", who=self._mark._place[0], what=self._over)
                self._over = None
            QTest.keyClicks(self._widget, self._keys.pop(0))
        else:
            self._dice.choice(self._turns())()
        self.go_on()

    def _turns(self) -> list[Callable[[], None]]:
        fields = [self._observe, self._appraise, self._grade, self._answer]
        return [*fields, *fields, self._turn_to_another, self._turn_page, self._enter, self._leave]

    def _turn_to_another(self) -> None:
        self._bridge.select(self._dice.choice(CANDIDATES))

    def _turn_page(self) -> None:
        self._shown.run("journal")
        self._shown.run("day")

    def _observe(self) -> None:
        self._type(self._line._entry, self._word())

    def _appraise(self) -> None:
        self._type(self._appraisal._text, self._word())

    def _grade(self) -> None:
        self._type(self._mark._edit, self._dice.choice(MARKS))
        self._mark._edit.selectAll()
        self._over = "mark"

    def _answer(self) -> None:
        if self._prompt.question is None:
            self._shown.run(self._dice.choice(list(QUESTIONS)))
        question = self._prompt.question
        assert question is not None
        self._type(question.fields[QUESTIONS[question.asked.again["form"]]], self._word())

    def _word(self) -> str:
        return "".join(self._dice.choices(LETTERS, k=self._dice.randrange(1, 12)))

    def _type(self, widget: QWidget, text: str) -> None:
        """At the end of what stands there; the keys come one by one."""
        widget.setFocus()
        if isinstance(widget, QPlainTextEdit):
            widget.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(widget, QLineEdit):
            widget.end(False)
        self._widget, self._keys = widget, list(text)

    def _enter(self) -> None:
        """Enter in the line of an observation, or in the question."""
        question, text = self._prompt.question, self._line._entry.text()
        if self._dice.random() < 0.5 and text.strip():
            self._line.observe()
            report("done", who=self._line._place[0], what="observation", text=text)
        elif question is not None and question.asked.again["form"] == "report":
            text = text_of(question.fields["text"])
            self._prompt.done()
            if self._prompt.question is not question:
                report("done", who=self._prompt._number, what="report", text=text)

    def _leave(self) -> None:
        question = self._prompt.question
        if question is not None and self._dice.random() < 0.3:
            form = question.asked.again["form"]
            report("anew", who=self._prompt._number, what=form)
            self._prompt.leave()


def main(path: Path, seed: int) -> int:
    """Type until the process is killed; rests are short, so that much is written."""
    typed.REST_MS, typed.LONGEST_MS = 40, 150
    made = application()
    shown = window(path)
    shown.show()
    typist = Typist(shown, random.Random(seed))
    typist.look()
    for name in ("draft", "perform"):
        setattr(Desk, name, announced(getattr(Desk, name)))
    typist.go_on()
    return made.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
