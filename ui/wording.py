"""Under the grid: the focused competency in full, its indicators, its observations, and what each
level means."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.bridge import Bridge, Fresh
from ui.paint import printed
from ui.rich import Reader
from ui.theme import Theme
from ui.widgets import short

LEAST, WANTED = 44, 118
SPARE = 7
"""Characters of a line that go to the code of a level, and to what scrolls."""


class Wording(QWidget):
    """Two texts side by side; the grid's PageUp and PageDown scroll the first."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._theme = bridge, theme
        self._fresh_text, self._fresh_levels = Fresh(), Fresh()
        self._code, self._level = bridge.state.exam.competencies[0].code, ""
        self.competency = Reader(theme, "Compétence, indicateurs et observations")
        self.levels = Reader(theme, "Sens des niveaux")
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 6, 6, 4)
        box.setSpacing(14)
        box.addWidget(self.competency, 8)
        box.addWidget(self.levels, 5)
        self.resized()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def resized(self) -> None:
        """Texts have another size; once they are larger, the page scrolls anyway."""
        self.setMinimumHeight(self._theme.px(LEAST if self._theme.scale == 1 else WANTED))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self._theme.px(WANTED))

    def tell(self, code: str, level: str) -> None:
        """Show that competency, and what that level means."""
        self._code, self._level = code, level
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fresh_text, self._fresh_levels = Fresh(), Fresh()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        if not self.isVisible():
            return  # laid out once, at its own size
        passage, veiled = self._bridge.passage, self._bridge.veiled
        notes = [] if veiled else self._bridge.observations()
        placed = passage.levels.get(self._code) if passage and not veiled else None
        looks = (self._theme.palette, self._theme.scale)
        meant = self._level or placed
        if self._fresh_text.stale(self._code, notes, *looks):
            heard = [note.text for note in notes if self._code in note.competencies]
            self._tell_competency(heard)
        if self._fresh_levels.stale(meant, *looks):
            self._tell_levels(meant, whole=True)
            if self.levels.overflows():
                self._tell_levels(meant, whole=False)

    def _tell_competency(self, heard: list[str]) -> None:
        exam = self._bridge.state.exam
        competency = next(c for c in exam.competencies if c.code == self._code)
        texts = {i.number: i.text for i in exam.indicators}
        self.competency.begin()
        self.competency.line(
            (f"{competency.code}  ", "small-accent"), (printed(competency.text), "small-strong")
        )
        for text in heard:
            self.competency.line(("●  ", "small-accent"), (text, "small"), above=1)
        for number in competency.indicators:
            pieces = (f"({number})  ", "small-muted"), (printed(texts.get(number, "")), "small")
            self.competency.line(*pieces, above=1)
        self.competency.end()

    def _tell_levels(self, meant: str | None, *, whole: bool) -> None:
        """Each level's definition; the one meant in full, the others too where there is room."""
        self.levels.begin()
        limit = self.levels.columns("tiny-muted") - SPARE
        for level in self._bridge.state.exam.levels:
            told = _plainly(level.definition) or level.label.lower()
            shown = told if whole or level.code == meant else short(told, limit)
            tone = "tiny-strong" if level.code == meant else "tiny-muted"
            self.levels.line((f"{level.code}  ", "tiny-accent"), (shown, tone), above=1)
        self.levels.end()


def _plainly(definition: str) -> str:
    """The definition without what the circular's misprints leave at its end."""
    text = definition.rstrip(" –")
    return f"{text})" if text.count("(") > text.count(")") else text
