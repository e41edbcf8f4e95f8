"""Text to read in several tones, built piece by piece: never markup made of somebody's text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from ui.theme import Theme

Piece = tuple[str, str]
"""A text and its tone."""
TONES = {
    "plain": ("ink", 13, False),
    "strong": ("ink", 13, True),
    "muted": ("muted", 13, False),
    "accent": ("accent", 13, True),
    "head": ("accent", 12, True),
    "small": ("ink", 12, False),
    "small-muted": ("muted", 12, False),
    "small-strong": ("ink", 12, True),
    "tiny-muted": ("muted", 11, False),
    "tiny-strong": ("ink", 11, True),
    "tiny-accent": ("accent", 11, True),
    "small-accent": ("accent", 12, True),
}
"""Token, size in pixels at 100 %, bold."""


class Reader(QTextEdit):
    """A read-only text; scrolls where there is no room."""

    def __init__(self, theme: Theme, name: str, margin: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(margin)
        self._cursor = QTextCursor(self.document())

    def begin(self) -> None:
        """An empty text to add lines to."""
        self.setUpdatesEnabled(False)
        self.clear()
        self._cursor = QTextCursor(self.document())
        self._cursor.beginEditBlock()  # laid out once, at the end

    def line(self, *pieces: Piece, above: int = 0, indent: int = 0) -> None:
        """One paragraph, ``above`` and ``indent`` in pixels at 100 %."""
        block = QTextBlockFormat()
        block.setTopMargin(self._theme.px(above))
        block.setLeftMargin(self._theme.px(indent))
        if self.document().isEmpty():
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        for text, tone in pieces:
            self._cursor.insertText(text, self._format(tone))

    def end(self) -> None:
        """Show what was added, from its beginning."""
        self._cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setUpdatesEnabled(True)
        self.verticalScrollBar().setValue(0)

    def overflows(self) -> bool:
        """Whether there is more than the room shows."""
        return self.document().size().height() > self.contentsRect().height()

    def columns(self, tone: str) -> int:
        """About how many characters of that tone stand on a line."""
        width = round(self.document().textWidth())
        return max(12, width // round(self._theme.px(TONES[tone][1]) * 0.47))

    def page(self, pages: int) -> None:
        """Scroll that many pages down."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _format(self, tone: str) -> QTextCharFormat:
        token, size, bold = TONES[tone]
        made = QTextCharFormat()
        made.setForeground(self._theme.colour(token))
        made.setProperty(QTextCharFormat.Property.FontPixelSize, self._theme.px(size))
        made.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return made
