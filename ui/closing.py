"""The bottom row: appraisal, mark, visas, and the seal, which says what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.acts import Seal
from app.domain.rules.sealing import missing
from app.domain.state import Passage
from app.domain.text import counted
from ui.appraisal import AppraisalField
from ui.bridge import Bridge, Fresh
from ui.mark_field import MarkField
from ui.theme import Theme
from ui.visas import Visas
from ui.widgets import Button, column, label, mark_as, tell

HEIGHT, SEAL_WIDTH, SPACING = 84, 184, 10
VEILED = "La grille est masquée : montrez-la (F9) avant de la sceller."
UNRECORDED = (
    "{} affichée n’est pas enregistrée : corrigez-la, ou Échap pour revenir à ce qui l’est."
)


class SealButton(Button):
    """Says what it waits for; pressed before it is ready, it leads there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("primary", True)
        self.setProperty("seal", True)
        self._title, self._detail = label("Sceller", "seal"), label("", "seal-detail")
        self._detail.setWordWrap(True)
        for text in (self._title, self._detail):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(column(1, self._title, self._detail, 1, margins=(8, 4, 8, 4), spacing=2))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_state(self, title: str, detail: str, *, waits: bool) -> None:
        tell(self._title, title)
        tell(self._detail, detail)
        self._detail.setVisible(bool(detail))
        for shown in (self, self._title, self._detail):
            mark_as(shown, "waits", waits)
        self.setAccessibleName(" : ".join(filter(None, (title, detail))))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Ready and under the cursor: a ring inside, for its own colour hides one around it."""
        super().paintEvent(event)
        if self.hasFocus() and not self.property("waits"):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent_ink"), 2))
            painter.drawRoundedRect(self.rect().adjusted(5, 5, -5, -5), 4, 4)
            painter.end()


class Closing(QWidget):
    """The row itself."""

    wanted = Signal(str)
    """What the seal waits for first, in the words of ``missing``."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self.appraisal, self.mark = AppraisalField(bridge), MarkField(bridge, theme)
        self.visas, self.seal = Visas(bridge, theme), SealButton(theme)
        self.seal.clicked.connect(lambda _=False: self._seal())
        self._box = QGridLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACING)
        self._rows = 0
        self.fold(False)
        self.resized()

    def fold(self, folded: bool) -> None:
        """In two rows where there is no room for one."""
        rows = 2 if folded else 1
        if rows == self._rows:
            return
        self._rows = rows
        parts = (self.appraisal, self.mark, self.visas, self.seal)
        for place, part in enumerate(parts):
            self._box.addWidget(part, *divmod(place, len(parts) // rows))
        for row in (0, 1):
            self._box.setRowStretch(row, 1 if row < rows else 0)
        for place, stretch in enumerate((5, 0) if folded else (9, 0, 8, 0)):
            self._box.setColumnStretch(place, stretch)
        if folded:
            self._box.setColumnStretch(2, 0)
        self.resized()

    def resized(self) -> None:
        """Texts have another size."""
        high = self._theme.px(HEIGHT) * self._rows + SPACING * (self._rows - 1)
        self.setFixedHeight(high)
        self.seal.setFixedWidth(self._theme.px(SEAL_WIDTH))
        self.mark.resized()

    def refresh(self) -> None:
        for part in (self.appraisal, self.mark, self.visas):
            part.refresh()
        passage = self._bridge.passage
        if self._fresh.stale(passage, self._bridge.veiled, self._bridge.state.commission):
            self.seal.setEnabled(passage is not None and not passage.sealed)
            if passage is not None:
                self._tell_seal(passage)

    def _tell_seal(self, passage: Passage) -> None:
        if self._bridge.veiled:
            self.seal.show_state("Sceller", "masqué", waits=True)
            self.seal.setToolTip("")
            return
        if passage.sealed:
            self.seal.show_state("Scellé ✓", "", waits=True)
            self.seal.setToolTip("La grille est scellée ; elle se rouvre avec un motif.")
            return
        lacks = missing(self._bridge.state, passage, self._bridge.now())
        more = f" et\u00a0{counted(len(lacks) - 2, 'autre')}" if lacks[2:] else ""
        more = more.replace(" autre", "\u00a0autre")
        shown = ", ".join(lacks[:2]) + more
        told = f"manque : {shown}" if lacks else "Ctrl+Entrée"
        self.seal.show_state("Sceller", told, waits=bool(lacks))
        self.seal.setToolTip("Il manque : " + ", ".join(lacks) if lacks else "Sceller la grille")

    def _seal(self) -> None:
        """Seal; or lead to what is missing first."""
        self.flush()
        passage = self._bridge.passage
        if self._bridge.veiled:
            self._bridge.refused.emit(VEILED)
            return
        if passage is None:
            return
        for field, what in ((self.appraisal, "L’appréciation"), (self.mark, "La note")):
            if field.unrecorded:
                self._bridge.refused.emit(UNRECORDED.format(what))
                field.focus()
                return
        lacks = missing(self._bridge.state, passage, self._bridge.now())
        if lacks:
            self.wanted.emit(lacks[0])
        else:
            self._bridge.perform(Seal(passage.number))

    def flush(self) -> None:
        """Send whatever was typed or drawn and still waits."""
        for part in (self.appraisal, self.mark, self.visas):
            part.flush()
