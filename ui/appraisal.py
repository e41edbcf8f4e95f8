"""The appraisal, written to be read by the candidate."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from app.domain.acts import WriteAppraisal
from ui.bridge import Bridge
from ui.typed import FOUND, REFUSED, WAITS, Sign, Typed
from ui.widgets import column, label, row

FIELD = "appraisal"


class AppraisalField(QFrame):
    """Sends itself; what somebody is typing is never replaced under the cursor, and what a rule
    refuses stays here until it is mended or left by Escape."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge = bridge
        self._place: tuple[str, object, object] = ("", None, None)
        self._shown = ""
        self._draft: str | None = None
        self._state = Sign()
        self._text = QPlainTextEdit()
        self._text.setProperty("bare", True)
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText("Rédigée pour être lue par le candidat…")
        self._text.setAccessibleName("Appréciation globale")
        self._text.document().setDocumentMargin(0)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.installEventFilter(self)
        self._typed = Typed(self._send, self)
        self._typed.said.connect(self._state.tell)
        self._loading = False
        self._text.textChanged.connect(self._changed)
        head = row(label("Appréciation globale", "caption"), 1, self._state)
        self.setLayout(column(head, self._text, margins=(12, 7, 6, 5), spacing=3))

    @property
    def unrecorded(self) -> bool:
        """Whether what is shown is not what is stored."""
        return self._draft is not None

    def refresh(self) -> None:
        """Show what is stored of the candidate shown; what was typed for another goes to them."""
        passage, veiled = self._bridge.passage, self._bridge.veiled
        number = passage.number if passage else ""
        writable = passage is not None and not passage.sealed and passage.identity and not veiled
        place = (number, writable, self._bridge.state.closed)
        if place != self._place:
            self._typed.flush()
            self._place = place
            self._draft = self._bridge.drafts(number).get(FIELD) if writable else None
            self._state.tell(FOUND if self.unrecorded else "")
        stored = passage.appraisal if passage and not veiled else ""
        self._text.setReadOnly(not writable)
        shown = stored if self._draft is None else self._draft
        if shown != self._shown and not self._typed.pending:
            self._load(shown)
        self._shown = shown

    def _load(self, text: str) -> None:
        if self._text.toPlainText() == text:
            return
        self._loading = True
        self._text.setPlainText(text)
        self._loading = False

    def _changed(self) -> None:
        if not self._loading:
            self._typed.touch()

    def _send(self) -> str:
        text, number = self._text.toPlainText(), self._place[0]
        self._shown, self._draft = text, None  # so that its own echo is not loaded over the cursor
        if self._bridge.perform(WriteAppraisal(number, text), (number, FIELD)):
            return ""
        self._draft = text
        return REFUSED if self._bridge.keep(number, FIELD, text) else WAITS

    def _leave(self) -> None:
        """Back to what is stored."""
        self._typed.settle()
        self._bridge.keep(self._place[0], FIELD, "")
        self._draft = None
        self._state.tell("")
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            self._typed.flush()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            left = event.key() == Qt.Key.Key_Escape and self.unrecorded
            if left:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def flush(self) -> None:
        self._typed.flush()

    def focus(self) -> None:
        self._text.setFocus()
