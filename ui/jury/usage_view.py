"""« Qui a eu quoi »: over a commission, the fiches, products and scenarios given, hour by hour.

Whoever may meet the candidate looked at and gets the same is marked with a shape and a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from app.domain.facts import dataclass
from app.domain.jury.hours import hour_text
from app.domain.jury.people import JuryCandidate
from app.domain.jury.usage import SHARED, Use, uses
from app.domain.text import counted
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.table import CellDelegate, Column, TableModel, TableView
from ui.theme import Theme
from ui.widgets import Elided, column, label, row

TITLE = "Qui a eu quoi"
LINE = 25
NONE = "Aucune fiche n’est encore choisie ici."
UNPLACED = "sans heure : toutes les commissions de l’{}"


@dataclass(frozen=True)
class UseRow:
    """What one candidate was given; ``looked_at`` is the candidate shown above."""

    use: Use
    looked_at: bool
    here: str
    """The code of the commission told about."""


def _when(one: UseRow) -> str:
    slot = one.use.slot
    if slot is None:
        return "–"
    other = f" {slot.commission}" if slot.commission != one.here else ""
    return f"{slot.day:%d/%m} {hour_text(slot.minute)}{other}"


def _fiche(one: UseRow, place: int) -> str:
    choice = one.use.choice
    if place >= len(choice.fiches):
        return ""
    product = one.use.products[place] or "non décrite"
    return f"n° {choice.fiches[place]} {product}"


def _scenario(one: UseRow) -> str:
    choice = one.use.choice
    return " / ".join(filter(None, (" ".join(text.split()) for text in choice.scenarios)))


def _mark(one: UseRow) -> str:
    if one.looked_at:
        return "▶ ce candidat"
    told = ", ".join(SHARED[code] for code in one.use.shared)
    return f"◆ {told}" if told else ""


COLUMNS: Sequence[Column[UseRow]] = (
    Column("Passage", _when, 116),
    Column("Candidat", lambda one: one.use.candidate.name, 142),
    Column("Fiche", lambda one: _fiche(one, 0), 152),
    Column("2e fiche", lambda one: _fiche(one, 1), 152),
    Column("Scénario", _scenario, 150),
    Column(
        "A reçu le même",
        _mark,
        214,
        tone=lambda one: "wrong" if one.use.warned else "doubtful" if one.use.shared else "",
    ),
)
SECOND, SCENARIO = 3, 4


class UsageView(QWidget):
    """Beside the choice of one candidate."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self.model = TableModel(COLUMNS, lambda one: one.use.candidate.number, bridge.perform_all)
        self.view, self.told = TableView(), Elided("muted")
        self._dress()
        head = row(label(TITLE, "strong"), self.told, margins=(12, 8, 12, 2), spacing=10)
        head.setStretch(1, 1)
        whole = column(head, self.view, margins=(1, 1, 1, 1), spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.resized()

    def _dress(self) -> None:
        view = self.view
        view.setAccessibleName(TITLE)
        view.setModel(self.model)
        view.setItemDelegate(CellDelegate(self._theme, view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        lines, heads = view.verticalHeader(), view.horizontalHeader()
        lines.hide()
        lines.setMinimumSectionSize(10)
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        for section in range(len(COLUMNS)):
            heads.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(SCENARIO, QHeaderView.ResizeMode.Stretch)

    def show_candidate(self, candidate: JuryCandidate, exam: str) -> None:
        """The uses around that candidate; nothing is looked through while nobody changed."""
        if not self._fresh.stale(self._bridge.state.candidates, candidate, exam):
            return
        slot = candidate.of(exam).slot
        here = slot.commission if slot else ""
        found = uses(self._bridge.state, candidate, exam)
        self.model.show_rows(
            [UseRow(use, use.candidate.number == candidate.number, here) for use in found]
        )
        self.view.setColumnHidden(SECOND, exam != "E32")
        place = self.model.place_of(candidate.number)
        self.view.setCurrentIndex(self.model.index(max(0, place), 0))
        self.told.tell(_told(found, here or UNPLACED.format(exam)))

    def resized(self) -> None:
        """Texts have another size."""
        px = self._theme.px
        self.view.verticalHeader().setDefaultSectionSize(px(LINE))
        for section, each in enumerate(COLUMNS):
            self.view.horizontalHeader().resizeSection(section, px(each.width))
        self.view.setMinimumHeight(self.view.horizontalHeader().sizeHint().height() + 2 * px(LINE))


def _told(found: Sequence[Use], where: str) -> str:
    if not found:
        return f"{where} · {NONE}"
    met = sum(use.warned for use in found)
    warned = f" · ◆ {counted(met, 'voisin')} du même jour avec la même chose" if met else ""
    return f"{where} · {counted(len(found), 'candidat')}{warned}"
