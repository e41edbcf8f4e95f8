"""What two persons typed from one sheet, side by side; one of them may be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QLineEdit

from app.domain.jury.board_received import Line
from app.domain.jury.received import Transcription, agreed
from app.domain.jury.receiving_acts import DropTranscription
from app.domain.text import shown
from ui.jury.bridge import JuryBridge
from ui.jury.side_by_side import SideBySide
from ui.widgets import Elided, button, column, emptied, label, row, tell

PROVEN = "✓ Le code de contrôle va avec ce qui est saisi : la note est retenue."
AGREED = "✓ Les deux saisies sont identiques : la note est retenue."
DIFFERENT = (
    "≠ Les deux saisies diffèrent : relisez la feuille, retirez la mauvaise, resaisissez-la."
)


class PaperCompare(QFrame):
    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge, self._sat = bridge, ("", "")
        self._whom, self.told, self.sides = Elided("title"), label("", "strong"), SideBySide()
        self.told.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Motif du retrait d’une saisie")
        self.reason.setPlaceholderText("Motif : note mal lue, feuille relue à deux…")
        self._drops = row(spacing=8)
        below = row(self.reason, self._drops, spacing=8)
        below.setStretch(0, 1)
        whole = column(
            self._whom, self.told, self.sides, below, margins=(14, 10, 14, 12), spacing=8
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def show_typed(self, line: Line, typed: Sequence[Transcription]) -> None:
        self._sat = line.candidate, line.exam
        self._whom.tell(f"{line.exam}  {line.candidate}  {shown(line.name)}")
        checked = any(one.checked for one in typed)
        tell(self.told, PROVEN if checked else AGREED if agreed(tuple(typed)) else DIFFERENT)
        heads = [f"Saisie de {shown(one.by)}" for one in typed]
        self.sides.show_sides(heads, [one.passage for one in typed])
        emptied(self._drops)
        for one in typed:
            made = button(f"Retirer la saisie de {shown(one.by)}", partial(self.drop, one.by))
            self._drops.addWidget(made)

    def drop(self, by: str) -> None:
        """Take back what that person typed, with the reason typed here."""
        if self._bridge.perform(DropTranscription(*self._sat, by, self.reason.text().strip())):
            self.reason.clear()
