"""The bottom row: appraisal, mark, visas, and the seal, which says what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.domain.acts import Seal
from app.domain.rules.sealing import missing
from app.domain.state import Passage
from ui.appraisal import AppraisalField
from ui.bridge import Bridge, Fresh
from ui.mark_field import MarkField
from ui.theme import Theme
from ui.visas import Visas
from ui.widgets import column, label, mark_as, tell

HEIGHT, SEAL_WIDTH = 84, 184
UNRECORDED = (
    "{} affichée n’est pas enregistrée : corrigez-la, ou Échap pour revenir à ce qui l’est."
)


class SealButton(QPushButton):
    """Says what it waits for; pressed before it is ready, it leads there."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("primary", True)
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
        mark_as(self, "waits", waits)
        self.setAccessibleName(" : ".join(filter(None, (title, detail))))


class Closing(QWidget):
    """The row itself."""

    wanted = Signal(str)
    """What the seal waits for first, in the words of ``missing``."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self.appraisal, self.mark = AppraisalField(bridge), MarkField(bridge, theme)
        self.visas, self.seal = Visas(bridge, theme), SealButton()
        self.seal.clicked.connect(lambda _=False: self._seal())
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for widget, stretch in (
            (self.appraisal, 5),
            (self.mark, 0),
            (self.visas, 4),
            (self.seal, 0),
        ):
            box.addWidget(widget, stretch)
        self.resized()

    def resized(self) -> None:
        """Texts have another size."""
        self.setFixedHeight(self._theme.px(HEIGHT))
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
            self.seal.show_state("Scellé ✓", "", waits=False)
            self.seal.setToolTip("La grille est scellée ; elle se rouvre avec un motif.")
            return
        lacks = missing(self._bridge.state, passage, self._bridge.now())
        shown = ", ".join(lacks[:2]) + (f" et {len(lacks) - 2} de plus" if lacks[2:] else "")
        told = f"manque : {shown}" if lacks else "Ctrl+Entrée"
        self.seal.show_state("Sceller", told, waits=bool(lacks))
        self.seal.setToolTip("Il manque : " + ", ".join(lacks) if lacks else "Sceller la grille")

    def _seal(self) -> None:
        """Seal; or lead to what is missing first."""
        self.flush()
        passage = self._bridge.passage
        if passage is None or self._bridge.veiled:
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
