"""What went wrong: refusals for a moment, failures of the world until they are seen."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.widgets import button, column, expanding, label, row

MOMENT_MS = 9000


class Banner(QFrame):
    """A strip at the top of the window; a refusal stands under a failure not yet seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._failure, self._refusal = label("", "strong"), label("", "strong")
        for text in (self._failure, self._refusal):
            text.setWordWrap(True)
        texts = expanding(QWidget())
        texts.setLayout(column(self._failure, self._refusal, spacing=2))
        self.setLayout(row(texts, button("Vu", self._seen), margins=(14, 8, 14, 8)))
        self._moment = QTimer(self, singleShot=True, interval=MOMENT_MS)
        self._moment.timeout.connect(lambda: self._tell(self._refusal, ""))
        self._seen()

    def refuse(self, sentence: str) -> None:
        """Said for a moment."""
        self._tell(self._refusal, sentence)
        self._moment.start()

    def fail(self, sentence: str) -> None:
        """Stays until it is seen."""
        self._tell(self._failure, sentence)

    def _tell(self, where: QLabel, sentence: str) -> None:
        where.setText(sentence)
        said = [text for text in (self._failure, self._refusal) if text.text()]
        for text in (self._failure, self._refusal):
            text.setVisible(text in said)
        self.setAccessibleName(" ".join(text.text() for text in said))
        self.setVisible(bool(said))

    def _seen(self) -> None:
        self._moment.stop()
        self._refusal.setText("")
        self._tell(self._failure, "")
