"""« Clore le procès-verbal »: what stands against it, who gets no result, then the one act."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.domain.facts import dataclass
from app.domain.jury.results_acts import CloseMinutes
from app.domain.text import counted
from ui.jury.bridge import JuryBridge
from ui.jury.deliberation_lines import Line, left
from ui.jury.plain_table import PlainTable
from ui.jury.table import Column
from ui.theme import Theme
from ui.widgets import button, card, column, label, row, tell

FOR_GOOD = (
    "Clore rend les résultats officiels : plus rien ne se reçoit ni ne se change, sauf par un acte "
    "de rectification motivé. La clôture ne s’annule pas."
)
BARRED = "à régler avant la clôture"
WITHOUT = "n’aura pas de résultat"


@dataclass(frozen=True)
class Lacking:
    """A candidate who bars the closing, or who gets no result."""

    line: Line
    bars: bool
    why: str


COLUMNS: list[Column[Lacking]] = [
    Column("Numéro", lambda told: told.line.number, 116),
    Column("Nom", lambda told: told.line.candidate.name, 220),
    Column(
        "Clôture",
        lambda told: BARRED if told.bars else WITHOUT,
        190,
        tone=lambda told: "wrong" if told.bars else "doubtful",
    ),
    Column("Pourquoi", lambda told: told.why, 320),
]


def lacking(lines: list[Line]) -> list[Lacking]:
    """Those who bar the closing first, then those who get no result."""
    found = []
    for line in lines:
        told = line.told
        bars = bool(told.troubles) or (bool(told.proposal) and not told.result)
        if bars or not told.result:
            found.append(Lacking(line, bars, left(line)))
    return sorted(found, key=lambda one: not one.bars)


class ClosingPanel(QWidget):
    """Nobody without a result is silent: each is named, and the button counts them aloud."""

    left = Signal()
    opened = Signal(str)
    """The file of a candidate is asked for."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._without = bridge, 0
        self.told, self.by = label("", "strong"), QLineEdit()
        self.table: PlainTable[Lacking] = PlainTable(
            bridge, theme, "Candidats à régler ou sans résultat", COLUMNS, lambda n: n.line.number
        )
        self.close_button: QPushButton = button("Clore", self._close, primary=True)
        self.by.setAccessibleName("Clos par")
        self.told.setWordWrap(True)
        self._assemble(theme)
        self.table.meant.connect(self.opened)
        self.by.textChanged.connect(lambda _: self._may())

    def _assemble(self, theme: Theme) -> None:
        back = button("Retour  Échap", self.left.emit, flat=True)
        head = row(label("Clore le procès-verbal", "title"), 1, back)
        frame, warning = card(), label(FOR_GOOD, "muted")
        warning.setWordWrap(True)
        told = column(self.told, warning, margins=(14, 12, 14, 8), spacing=4)
        inside = column(told, self.table, margins=(1, 1, 1, 6))
        inside.setStretch(1, 1)
        frame.setLayout(inside)
        self.by.setMaximumWidth(theme.px(280))
        foot = row(1, label("Clos par"), self.by, self.close_button, spacing=10)
        whole = column(head, frame, foot, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_lines(self, lines: list[Line], author: str) -> None:
        found = lacking(lines)
        bars = sum(one.bars for one in found)
        self._without = sum(not one.line.told.result for one in found)
        self._bars = bool(bars)
        self.table.show_rows(found)
        tell(self.told, _told(len(lines), bars, self._without))
        if not self.by.isModified():
            self.by.setText(author)
        tell(self.close_button, f"Clore : {self._without} sans résultat")
        self._may()

    def _may(self) -> None:
        closed = self._bridge.state.results.closing is not None
        self.close_button.setEnabled(not self._bars and not closed and bool(self.by.text().strip()))

    def _close(self) -> None:
        if self._bridge.perform(CloseMinutes(self.by.text().strip(), self._without)):
            self.left.emit()

    def focus(self) -> None:
        """The candidates to see to, or who closes."""
        if self.table.model.total:
            self.table.go(self.table.model.key_at(0))
            self.table.view.setFocus()
        else:
            self.by.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resized(self) -> None:
        self.table.resized()


def _told(candidates: int, bars: int, without: int) -> str:
    whole = f"{counted(candidates, 'candidat')}, {candidates - without} avec un résultat"
    if bars:
        return f"{whole}. {counted(bars, 'candidat')} {BARRED}."
    if without:
        return f"{whole}. {counted(without, 'candidat')} sans résultat : ils le restent."
    return f"{whole}. Rien ne s’oppose à la clôture."
