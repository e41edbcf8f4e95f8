"""What pages are painted with: the colours in force, lengths that follow the texts, short texts."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from ui.theme import DARK, LIGHT, Palette
from ui.widgets import Elided

BASE = 13
GROUNDS = {"wrong": ("alert", "alert_ink"), "doubtful": ("warn", "warn_ink")}


def tokens() -> Palette:
    """The colours of the style sheet in force."""
    application = QApplication.instance()
    sheet = application.styleSheet() if isinstance(application, QApplication) else ""
    return DARK if DARK.ground in sheet else LIGHT


def scaled(widget: QWidget, pixels: int) -> int:
    """A length meant for texts of the usual size, at the size texts have now."""
    widget.ensurePolished()
    return round(pixels * max(1.0, widget.fontInfo().pixelSize() / BASE))


class Pill(QLabel):
    """A count or a state in a few words, in the colours of what it says."""

    def __init__(self, text: str = "", state: str = "right") -> None:
        super().__init__(text)
        self._state = state
        self.setProperty("role", "strong")
        self.setContentsMargins(10, 3, 10, 3)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tell(self, text: str, state: str) -> None:
        """Another count or state."""
        if (text, state) != (self.text(), self._state):
            self._state = state
            self.setText(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        ground, ink = GROUNDS.get(self._state, ("soft", "soft_ink"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens(), ground)))
        round_end = self.height() / 2
        painter.drawRoundedRect(self.rect(), round_end, round_end)
        painter.setPen(QColor(getattr(tokens(), ink)))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def middled(text: str, role: str) -> Elided:
    """One line, its middle left out where it is too long."""
    return Elided(role, text, Qt.TextElideMode.ElideMiddle)


def printed(text: str) -> str:
    """The circular's words with the apostrophes and the spaces of a printed page."""
    return typeset(re.sub(r"(?<=\w)'(?=\w)", "’", re.sub(r" {2,}", " ", text)))


def typeset(text: str) -> str:
    """French spaces that must not break at a line's end."""
    return re.sub(r" (?=[:;!?»])|(?<=«) ", "\u00a0", text)
