"""The conformity control of one exam: what is seen, what lacks, and the authority’s verdict.

The program proposes no verdict; it lists what is there and what lacks (§ 1.4.2 B).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from app.domain.facts import dataclass, replace
from app.domain.jury.acts import TickConformity
from app.domain.jury.checklist import LACKING, PRESENT, UNSEEN, Item, items, serving_twice
from app.domain.jury.people import JuryCandidate
from app.domain.jury.words import FICHES
from ui.jury.bridge import JuryBridge
from ui.jury.reception import receipt
from ui.jury.table import CellDelegate, Column, TableModel, TableView
from ui.jury.verdict import VerdictPart
from ui.theme import Theme
from ui.widgets import column, label, tell

STATES = {PRESENT: "✓ vu", LACKING: "✗ manque", UNSEEN: "○ à voir"}
LABELS = {
    "with-school": "Exemplaire avec établissement",
    "without-school": "Exemplaire sans établissement",
    "visa": "Visa de l’équipe pédagogique",
    "property": "Biens et responsabilité",
    "persons": "Assurance de personnes",
    "professional": "Professionnel",
    "savings": "Épargne",
    "products": "Produits différents",
    "claims": "Quatre fiches sur un sinistre",
}
"""The circular’s words, shorter where a narrow list would cut them."""
GROUPS = {"fiche": "Fiches d’activité", "client": "Fiches client"}
RECEIVED = ("received", "with-school", "without-school")
"""Lines that say what came in: ticking them receives it."""
KEYS = {"v": True, "m": False}
HOW = "v : vu · m : manque · Suppr : pas regardé"
DERIVED = "« {} » suit de ce qui est saisi : cela ne se coche pas."
TWICE = "deux situations : permis, montré."
LINE, STATE = 23, 82


@dataclass(frozen=True)
class ControlRow:
    """A line of the control: ``id`` and ``ticked`` as of an item, or of a group of them."""

    id: str
    label: str
    state: str
    note: str = ""
    ticked: bool = False


def control_rows(candidate: JuryCandidate, exam: str) -> list[ControlRow]:
    """The control as one reads it: fiches and their clients each on one line."""
    told = items(candidate, exam)
    rows = [_row(item) for item in told if _group(item) is None]
    place = next((n for n, one in enumerate(rows) if one.id == "context"), len(rows) - 1) + 1
    grouped = (_grouped(kind, exam, told) for kind in GROUPS)
    rows[place:place] = [one for one in grouped if one is not None]
    return rows


def _group(item: Item) -> str | None:
    """The group an item is told in, if any."""
    kind, _, number = item.id.partition("-")
    return kind if kind in GROUPS and number.isdecimal() else None


def _row(item: Item) -> ControlRow:
    return ControlRow(item.id, LABELS.get(item.id, item.label), item.state, item.note, item.ticked)


def _grouped(kind: str, exam: str, told: Sequence[Item]) -> ControlRow | None:
    group = [item for item in told if _group(item) == kind]
    if not group:
        return None
    seen = [item for item in group if item.state == PRESENT]
    lacking = [item.id.partition("-")[2] for item in group if item.state == LACKING]
    state = LACKING if lacking else PRESENT if len(seen) == len(group) else UNSEEN
    note = f"n° {', '.join(lacking)}" if lacking else f"{len(seen)} sur {len(FICHES[exam])}"
    return ControlRow(kind, GROUPS[kind], state, note)


def _serving(numbers: Sequence[int]) -> str:
    """Which fiches serve two situations."""
    if len(numbers) == 1:
        return f"La fiche n° {numbers[0]} sert {TWICE}"
    named = ", ".join(str(number) for number in numbers[:-1])
    return f"Les fiches n° {named} et {numbers[-1]} servent {TWICE}"


def _text(one: ControlRow) -> str:
    return f"{one.label} · {one.note}" if one.note else one.label


COLUMNS: Sequence[Column[ControlRow]] = (
    Column(
        "État",
        lambda one: STATES[one.state],
        STATE,
        tone=lambda one: "wrong" if one.state == LACKING else "",
    ),
    Column("Point du contrôle", _text, 220),
)


class ControlView(TableView):
    """v, m and Delete tick the line the cursor is on."""

    ticked = Signal(object)
    """True seen, False lacking, None not looked at."""
    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        letter = event.text().casefold()
        if letter in KEYS:
            self.ticked.emit(KEYS[letter])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.ticked.emit(None)
        elif event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)


class Control(QWidget):
    """One exam of one candidate."""

    def __init__(self, bridge: JuryBridge, theme: Theme, exam: str) -> None:
        super().__init__()
        self._bridge, self._theme, self._exam = bridge, theme, exam
        self._candidate: JuryCandidate | None = None
        self.model = TableModel(COLUMNS, lambda one: one.id, bridge.perform_all)
        self.view = ControlView()
        self._twice, self._how = label("", "caption"), label(HOW, "caption")
        self._twice.setWordWrap(True)
        self.verdict = VerdictPart(bridge, theme, exam)
        self._dress()
        told = column(self._how, self._twice, margins=(10, 4, 10, 4), spacing=2)
        whole = column(self.view, told, self.verdict, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.resized()

    def _dress(self) -> None:
        view = self.view
        view.setAccessibleName(f"Contrôle du dossier {self._exam}")
        view.setModel(self.model)
        view.setItemDelegate(CellDelegate(self._theme, view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.horizontalHeader().hide()
        view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        view.verticalHeader().hide()
        view.verticalHeader().setMinimumSectionSize(10)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.ticked.connect(self._tick)
        view.doubleClicked.connect(lambda _: self._turn())

    def show_candidate(self, candidate: JuryCandidate) -> None:
        self._candidate = candidate
        self.model.show_rows(control_rows(candidate, self._exam))
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))
        twice = serving_twice(candidate, self._exam)
        tell(self._twice, _serving(twice) if twice else "")
        self._twice.setVisible(bool(twice))
        self.verdict.show_candidate(candidate)

    # --- ticks ----------------------------------------------------------------------------------

    @property
    def current(self) -> ControlRow | None:
        place = self.view.currentIndex().row()
        return self.model.shown[place] if 0 <= place < len(self.model.shown) else None

    def _tick(self, value: bool | None) -> None:
        one = self.current
        if one is None or self._candidate is None:
            return
        done = self._perform(one, value)
        if done and value is not None:
            self._onward()

    def _perform(self, one: ControlRow, value: bool | None) -> bool:
        assert self._candidate is not None
        act = receipt(self._candidate, self._exam)
        if one.ticked:
            number = self._candidate.number
            return self._bridge.perform(TickConformity(number, self._exam, one.id, value))
        if one.id == "received" and value:
            if act.received:
                return True  # its date stands
            return self._bridge.perform(replace(act, received=f"{self._bridge.now():%Y-%m-%d}"))
        if one.id == "with-school":
            return self._bridge.perform(replace(act, with_school=bool(value)))
        if one.id == "without-school":
            return self._bridge.perform(replace(act, without_school=bool(value)))
        self._bridge.noted.emit(DERIVED.format(one.label))
        return False

    def _onward(self) -> None:
        """To the next line one ticks."""
        here = self.view.currentIndex().row()
        beyond = (n for n in range(here + 1, len(self.model.shown)) if self._may(n))
        place = next(beyond, None)
        if place is not None:
            self.view.setCurrentIndex(self.model.index(place, 0))

    def _may(self, place: int) -> bool:
        one = self.model.shown[place]
        return one.ticked or one.id in RECEIVED

    def _turn(self) -> None:
        """A double click goes from not looked at to seen, to lacking, and round again."""
        one = self.current
        if one is not None:
            self._perform(one, {UNSEEN: True, PRESENT: False, LACKING: None}[one.state])

    def flush(self) -> None:
        self.verdict.flush()

    def resized(self) -> None:
        """Texts have another size."""
        self.view.verticalHeader().setDefaultSectionSize(self._theme.px(LINE))
        self.view.horizontalHeader().resizeSection(0, self._theme.px(STATE))
        self.verdict.resized()
