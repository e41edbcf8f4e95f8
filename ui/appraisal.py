"""The appraisal, written to be read by the candidate."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from app.domain.acts import WriteAppraisal
from ui.bridge import Bridge
from ui.typed import Typed
from ui.widgets import column, label, row, tell

WAITS, REFUSED = "non enregistré…", "refusé, non enregistré"


class AppraisalField(QFrame):
    """Sends itself; what somebody is typing is never replaced under the cursor."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge = bridge
        self._number, self._stored = "", ""
        self._state = label("", "caption")
        self._text = QPlainTextEdit()
        self._text.setProperty("bare", True)
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText("Rédigée pour être lue par le candidat…")
        self._text.setAccessibleName("Appréciation globale")
        self._text.document().setDocumentMargin(0)
        self._text.installEventFilter(self)
        self._typed = Typed(self._send, self)
        self._typed.waiting.connect(lambda waits: tell(self._state, WAITS if waits else ""))
        self._loading = False
        self._text.textChanged.connect(self._changed)
        head = row(label("Appréciation globale", "caption"), 1, self._state)
        self.setLayout(column(head, self._text, margins=(12, 7, 6, 5), spacing=3))

    def refresh(self) -> None:
        """Show what is stored of the candidate shown; what was typed for another goes to them."""
        passage = self._bridge.passage
        number = passage.number if passage else ""
        veiled = self._bridge.veiled
        if number != self._number or veiled:
            self._typed.flush()
        if number != self._number:
            self._number = number
            tell(self._state, "")
        stored = passage.appraisal if passage and not veiled else ""
        self._text.setReadOnly(passage is None or passage.sealed or not passage.identity or veiled)
        if stored != self._stored and not self._typed.pending:
            self._load(stored)
        self._stored = stored

    def _load(self, text: str) -> None:
        if self._text.toPlainText() == text:
            return
        self._loading = True
        self._text.setPlainText(text)
        self._loading = False

    def _changed(self) -> None:
        if not self._loading:
            self._typed.touch()

    def _send(self) -> None:
        text = self._text.toPlainText()
        self._stored = text  # so that its own echo is not loaded over the cursor
        if not self._bridge.perform(WriteAppraisal(self._number, text)):
            tell(self._state, REFUSED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            self._typed.flush()
        return super().eventFilter(watched, event)

    def flush(self) -> None:
        self._typed.flush()

    def focus(self) -> None:
        self._text.setFocus()
