"""What a page shows when it may not show itself: why, until when, what can be done meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.paint import scaled
from ui.tile import Tile
from ui.widgets import card, column, emptied, label, row

WIDTH, LEAST = 460, 200
IN_ROOM = "Un candidat est dans la salle"
Offer = tuple[str, str, str, Callable[[], object]]
"""Title, hint, key, and what it does."""


class Veil(QWidget):
    """A card in the middle of the page, or of the card it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._title, self._text = label("", "figure"), label("", "muted")
        self._tiles = QVBoxLayout()
        self._tiles.setSpacing(8)
        for told in (self._title, self._text):
            told.setWordWrap(True)
        self._frame = frame = card()
        inside = column(self._title, self._text, self._tiles, margins=(28, 24, 28, 26), spacing=6)
        inside.insertSpacing(2, 10)
        frame.setLayout(inside)
        frame.setMinimumWidth(LEAST)
        beside = row(1, frame, 1)
        beside.setStretch(1, 100)  # as wide as it may be, before what is beside it
        self.setLayout(column(2, beside, 3))

    def tell(self, title: str, text: str, offers: Iterable[Offer] = ()) -> None:
        """Say why, and offer what is possible; nothing moves when it is said already."""
        if (title, text) == (self._title.text(), self._text.text()):
            return
        self._title.setText(title)
        self._text.setText(text)
        emptied(self._tiles)
        for offer in offers:
            self._tiles.addWidget(Tile(*offer))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As wide as its texts are large, as far as the page allows."""
        super().resizeEvent(event)
        self._frame.setMaximumWidth(scaled(self, WIDTH))

    def text(self) -> str:
        """All that it says."""
        return f"{self._title.text()}. {self._text.text()}"
