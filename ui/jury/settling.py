"""Coefficients and codes: two small tables, data the jury enters and nobody guesses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.facts import dataclass
from app.domain.jury.results_acts import SetCode, SetCoefficient
from app.domain.jury.results_words import CODED, KNOWN_COEFFICIENTS, OBLIGATORY, STANDINGS
from app.domain.jury.state import JuryState
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.plain_table import PlainTable
from ui.jury.table import Acts, Column
from ui.theme import Theme
from ui.widgets import button, card, column, label, row

WHOLE = (
    "Nombres entiers de 1 à 20. Seul le coefficient d’E5 (2) est public : les autres se "
    "saisissent d’après le règlement d’examen. Sans eux, aucune moyenne."
)
CODES = (
    "Ce que les listes de notes et les fichiers de résultats écrivent à la place d’une note. "
    "Un code vide laisse le libellé seul."
)


@dataclass(frozen=True)
class Coefficient:
    unit: str
    value: int | None
    closed: bool


@dataclass(frozen=True)
class CodeLine:
    kind: str
    code: str
    label: str
    closed: bool


def _weighed(one: Coefficient, typed: str) -> Acts:
    """Empty takes it out; what is no number is refused by the rule itself."""
    if not typed:
        return (SetCoefficient(one.unit, None),)
    return (SetCoefficient(one.unit, int(typed) if typed.isascii() and typed.isdigit() else 0),)


COEFFICIENTS: list[Column[Coefficient]] = [
    Column("Unité", lambda c: c.unit, 120),
    Column(
        "Coefficient",
        lambda c: str(c.value) if c.value else "",
        130,
        edit=_weighed,
        may=lambda c: not c.closed,
    ),
    Column(
        "À savoir",
        lambda c: _known(c),
        120,
        tone=lambda c: "" if c.value else "doubtful",
    ),
]


def _known(one: Coefficient) -> str:
    if one.value is None:
        return "à saisir"
    return "publié" if KNOWN_COEFFICIENTS.get(one.unit) == one.value else ""


CODE_COLUMNS: list[Column[CodeLine]] = [
    Column("Cas", lambda c: STANDINGS[c.kind], 210),
    Column(
        "Code",
        lambda c: c.code,
        90,
        edit=lambda c, typed: (SetCode(c.kind, typed, c.label),),
        may=lambda c: not c.closed,
    ),
    Column(
        "Libellé",
        lambda c: c.label,
        160,
        edit=lambda c, typed: (SetCode(c.kind, c.code, typed),),
        may=lambda c: not c.closed,
    ),
]


class Settling(QWidget):
    """Both tables side by side; Enter edits, Escape leaves."""

    left = Signal()

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._fresh = bridge, Fresh()
        self.coefficients: PlainTable[Coefficient] = PlainTable(
            bridge, theme, "Coefficients", COEFFICIENTS, lambda c: c.unit
        )
        self.codes: PlainTable[CodeLine] = PlainTable(
            bridge, theme, "Codes", CODE_COLUMNS, lambda c: c.kind
        )
        back = button("Retour  Échap", self.left.emit, flat=True)
        head = row(label("Coefficients et codes", "title"), 1, back)
        both = row(
            _framed("Coefficients", WHOLE, self.coefficients),
            _framed("Codes", CODES, self.codes),
            spacing=12,
        )
        both.setStretch(0, 2)
        both.setStretch(1, 3)
        whole = column(head, both, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        """Tell again, where anything changed."""
        results = self._bridge.state.results
        if self._fresh.stale(results.coefficients, results.codes, results.closing):
            self.coefficients.show_rows(_coefficients(self._bridge.state))
            self.codes.show_rows(_codes(self._bridge.state))

    def focus(self) -> None:
        """The first coefficient that lacks."""
        known = self._bridge.state.results.coefficients
        unit = next((unit for unit in OBLIGATORY if unit not in known), OBLIGATORY[0])
        model = self.coefficients.model
        self.coefficients.view.setCurrentIndex(model.index(model.place_of(unit), 1))
        self.coefficients.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resized(self) -> None:
        for table in (self.coefficients, self.codes):
            table.resized()


def _framed(title: str, told: str, table: QWidget) -> QFrame:
    frame, text = card(), label(told, "muted")
    text.setWordWrap(True)
    head = column(label(title, "strong"), text, margins=(14, 12, 14, 4), spacing=4)
    inside = column(head, table, margins=(1, 1, 1, 6))
    inside.setStretch(1, 1)
    frame.setLayout(inside)
    return frame


def _coefficients(state: JuryState) -> list[Coefficient]:
    known, closed = state.results.coefficients, state.results.closing is not None
    return [Coefficient(unit, known.get(unit), closed) for unit in OBLIGATORY]


def _codes(state: JuryState) -> list[CodeLine]:
    closed = state.results.closing is not None
    codes = state.results.codes
    return [CodeLine(kind, codes[kind].code, codes[kind].label, closed) for kind in CODED]
