"""What went wrong, or is to be known: refusals for a moment, failures until they are seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.announce import alert
from ui.widgets import button, column, expanding, label, mark_as, row

MOMENT_MS = 9000
AT_ONCE = 2
"""Lasting sentences shown together; those before them come when these are seen."""
KEPT = 50
LINES, LONGEST, WORD = 8, 900, 40
"""What a strip can show: lines, characters, and characters that nothing breaks."""
BREAK = "\u200b"
REFUSED = "Refusé. La raison se lit quand la salle est libre : elle parle d’un autre candidat."
WITHHELD = "Un message parle d’un autre candidat : il se lit quand la salle est libre."
COPY = "Copier le diagnostic"
TONES = ("calm", "warn", "alert")
"""Colours of the strip, from the quietest: the gravest of what is shown wins."""


@dataclass
class Lasting:
    """A sentence until it is seen, how often it came, and what to copy about it, "" for nothing."""

    sentence: str
    tone: str
    diagnostic: str = ""
    times: int = 1

    @property
    def text(self) -> str:
        return f"{self.sentence} ({self.times} fois)" if self.times > 1 else self.sentence


class Banner(QFrame):
    """A strip at the top of the window; what is said for a moment stands under what lasts."""

    shifted = Signal()
    """What stands under the strip moved on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._lasting: list[Lasting] = []
        self._passing = Lasting("", "calm")
        self._may_say: Callable[[str], bool] = lambda _: True
        self._lines = [label("", "strong") for _ in range(AT_ONCE)]
        self._older, self._moment_line = label(""), label("", "strong")
        texts = expanding(QWidget())
        for part in self._parts:
            part.setWordWrap(True)
        texts.setLayout(column(*self._parts, spacing=3))
        self._copy = button(COPY, self._copied)
        self.setLayout(row(texts, self._copy, button("Vu", self._seen), margins=(14, 8, 14, 8)))
        self._moment = QTimer(self, singleShot=True, interval=MOMENT_MS)
        self._moment.timeout.connect(lambda: self._pass("", "calm"))
        self._show()

    def ask(self, may_say: Callable[[str], bool]) -> None:
        """Show from now on only the sentences it agrees to; the others wait (rule 9)."""
        self._may_say = may_say
        self.look()

    def look(self) -> None:
        """Ask again of what is shown: somebody came into the room, or left it."""
        if self._lasting or self._passing.sentence:
            self._show()

    # --- for a moment ---------------------------------------------------------------------------

    def refuse(self, sentence: str) -> None:
        """An act was refused."""
        self._pass(sentence, "alert")

    def note(self, sentence: str) -> None:
        """Something to know, nothing to do."""
        self._pass(sentence, "calm")

    # --- until seen -----------------------------------------------------------------------------

    def fail(self, sentence: str, diagnostic: str = "") -> None:
        """Something failed."""
        self._last(Lasting(sentence, "alert", diagnostic))

    def tell(self, sentence: str) -> None:
        """Something happened that the examiners must know."""
        self._last(Lasting(sentence, "warn"))

    # --- what is shown --------------------------------------------------------------------------

    @property
    def _parts(self) -> tuple[QLabel, ...]:
        return (*self._lines, self._older, self._moment_line)

    def _pass(self, sentence: str, tone: str) -> None:
        self._passing = Lasting(sentence, tone)
        self._moment.start() if sentence else self._moment.stop()
        self._show()

    def _last(self, new: Lasting) -> None:
        """What comes again is counted."""
        same = next((old for old in self._lasting if old.sentence == new.sentence), None)
        if same is None:
            self._lasting = [*self._lasting, new][-KEPT:]
        else:
            same.times += 1
        self._show()

    def _latest(self) -> list[Lasting]:
        return self._lasting[-AT_ONCE:]

    def _show(self) -> None:
        latest = self._latest()
        older = len(self._lasting) - len(latest)
        texts = [self._said(one.text, WITHHELD) for one in latest]
        texts += [""] * (AT_ONCE - len(latest))
        passing = self._said(self._passing.sentence, REFUSED)
        rest = f"{older} avant, à lire après « Vu »." if older else ""
        for part, text in zip(self._parts, (*texts, rest, passing), strict=True):
            part.setText(text)
            part.setVisible(bool(text))
        for part, one in zip(self._lines, latest, strict=False):
            mark_as(part, "role", "strong" if one.tone == "alert" else "")
        self._copy.setText(COPY)
        self._copy.setVisible(any(one.diagnostic for one in latest))
        tones = (one.tone for one in (*latest, self._passing))
        mark_as(self, "tone", max(tones, key=TONES.index))
        told = " ".join(part.text() for part in self._parts if part.text())
        self._announce(told.replace(BREAK, ""))

    def _said(self, sentence: str, instead: str) -> str:
        return fitted(sentence) if self._may_say(sentence) else instead

    def _announce(self, told: str) -> None:
        before = self.accessibleName()
        new = told and told != before
        self.setAccessibleName(told)
        if told != before:
            self.shifted.emit()
        self.setVisible(bool(told))
        if new:
            alert(self)

    def _seen(self) -> None:
        """What could be read is gone; what could not comes now."""
        self._lasting = self._lasting[:-AT_ONCE]
        self._pass("", "calm")

    def _copied(self) -> None:
        about = (one.diagnostic for one in self._latest() if one.diagnostic)
        QGuiApplication.clipboard().setText("\n\n".join(about))
        self._copy.setText("Copié")


def fitted(sentence: str) -> str:
    """The sentence without hidden characters, which turn a line around, and no larger than a
    window holds, whatever file name or list of errors it quotes."""
    lines = sentence.splitlines()
    kept = lines[:LINES] + ["…"] * (len(lines) > LINES)
    told = "\n".join("".join(c if c.isprintable() else "�" for c in line) for line in kept)
    if len(told) > LONGEST:
        told = f"{told[: LONGEST // 2]} … {told[-LONGEST // 2 :]}"
    return re.sub(rf"\S{{{WORD},}}", lambda found: _broken(found[0]), told)


def _broken(word: str) -> str:
    """A path may be broken after each of its names; a name too long is cut in its middle."""
    names = re.split(r"(?<=[/\\])", word)
    half = WORD // 2
    return BREAK.join(n if len(n) <= WORD else f"{n[:half]}…{n[-half:]}" for n in names)
