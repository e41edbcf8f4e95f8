"""« Prononcer »: the results that the means leave no doubt about, all in one gesture.

Whoever is from eight to ten is deliberated about one by one, and nobody is adjourned before their
livret was examined: neither stands here.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import PassageError
from app.domain.jury.results_acts import Pronounce
from app.domain.jury.results_words import RESULTS
from app.domain.text import counted
from app.services.jury_results import mean_text
from ui.jury.bridge import JuryBridge
from ui.jury.deliberation_lines import Line, near
from ui.jury.plain_table import PlainTable
from ui.jury.table import Column
from ui.theme import Theme
from ui.widgets import button, card, column, label, row, tell

HOW = (
    "Chaque résultat est un acte au nom de qui le prononce. N’y sont ni les moyennes de 8 à moins "
    "de 10, à délibérer une à une, ni les ajournements dont le livret n’est pas examiné."
)
NOBODY = "Aucun résultat à prononcer d’un seul geste."
COLUMNS: list[Column[Line]] = [
    Column("Numéro", lambda c: c.number, 130),
    Column("Nom", lambda c: c.candidate.name, 300),
    Column("Moyenne", lambda c: mean_text(c.mean), 110),
    Column("Résultat", lambda c: RESULTS.get(c.told.proposal, ""), 120),
]


def plain(lines: list[Line]) -> list[Line]:
    """Those whose result the mean leaves no doubt about, and none is pronounced yet."""
    waiting = (c for c in lines if c.told.proposal and not c.told.result and not near(c))
    return [c for c in waiting if c.told.proposal == "admitted" or c.own.livret]


class Pronouncing(QWidget):
    """Whom it concerns, by name, and the button that says how many."""

    left = Signal()
    opened = Signal(str)
    """The file of a candidate is asked for."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._lines = bridge, list[Line]()
        self.told, self.by = label("", "strong"), QLineEdit()
        self.by.setAccessibleName("Prononcé par")
        self.by.setMaximumWidth(theme.px(280))
        self.table: PlainTable[Line] = PlainTable(
            bridge, theme, "Résultats à prononcer", COLUMNS, lambda c: c.number
        )
        self.do = button("Prononcer", self._do, primary=True)
        self.table.meant.connect(self.opened)
        self.by.textChanged.connect(lambda _: self._may())
        self._assemble()

    def _assemble(self) -> None:
        back = button("Retour  Échap", self.left.emit, flat=True)
        head = row(label("Prononcer les résultats", "title"), 1, back)
        frame, how = card(), label(HOW, "muted")
        how.setWordWrap(True)
        top = column(self.told, how, margins=(14, 12, 14, 8), spacing=4)
        inside = column(top, self.table, margins=(1, 1, 1, 6))
        inside.setStretch(1, 1)
        frame.setLayout(inside)
        foot = row(1, label("Prononcé par"), self.by, self.do, spacing=10)
        whole = column(head, frame, foot, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_lines(self, lines: list[Line], author: str) -> None:
        self._lines = plain(lines)
        admitted = sum(c.told.proposal == "admitted" for c in self._lines)
        adjourned = len(self._lines) - admitted
        words = f"{admitted} admis, {counted(adjourned, 'ajourné')}"
        tell(self.told, words if self._lines else NOBODY)
        tell(self.do, f"Prononcer {counted(len(self._lines), 'résultat')}")
        self.table.show_rows(self._lines)
        if not self.by.isModified():
            self.by.setText(author)
        self._may()

    def _may(self) -> None:
        self.do.setEnabled(bool(self._lines) and bool(self.by.text().strip()))

    def _do(self) -> None:
        """All of them or none."""
        by, count = self.by.text().strip(), len(self._lines)
        acts = tuple(Pronounce(c.number, c.told.proposal, by) for c in self._lines)
        try:
            self._bridge.perform_whole(acts)
        except PassageError as error:
            self._bridge.refused.emit(str(error))
            return
        self._bridge.noted.emit(f"{counted(count, 'résultat')} : {counted(count, 'acte')} de {by}.")
        self.left.emit()

    def focus(self) -> None:
        """The button, which Enter presses; the list where there is nobody."""
        (self.do if self.do.isEnabled() else self.table.view).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resized(self) -> None:
        self.table.resized()
