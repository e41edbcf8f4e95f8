"""What went wrong: refusals for a moment, failures of the world until they are seen."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets import button, label, row

MOMENT_MS = 9000


class Banner(QFrame):
    """A strip at the top of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = label("", "strong")
        self._text.setWordWrap(True)
        self.setLayout(row(self._text, 1, button("Vu", self._seen), margins=(14, 8, 14, 8)))
        self.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self._moment = QTimer(self, singleShot=True, interval=MOMENT_MS)
        self._moment.timeout.connect(self.hide)
        self._stays = False
        self.hide()

    def refuse(self, sentence: str) -> None:
        """Said for a moment; a failure not yet seen is not pushed away."""
        if self._stays:
            return
        self._tell(sentence)
        self._moment.start()

    def fail(self, sentence: str) -> None:
        """Stays until it is seen."""
        self._moment.stop()
        self._stays = True
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def _seen(self) -> None:
        self._stays = False
        self.hide()
