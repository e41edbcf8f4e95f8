"""One candidate's whole file before the jury: units, grids, decisions, incidents, and the acts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QWidget

from app.domain.facts import dataclass
from app.domain.jury.marks import status_of
from app.domain.jury.means import Mean
from app.domain.jury.results_words import LIVRETS, MARKED, NOT_ENROLLED, PARTS, RESULTS
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS, UNITS
from app.domain.rules.incidents import KINDS
from app.services.jury_results import mark_text, mean_text
from app.services.jury_told import moment, value_text
from ui.jury.bridge import JuryBridge
from ui.jury.decision_bar import DecisionBar
from ui.jury.decision_forms import forms
from ui.jury.deliberation_lines import Line, left, standing_text, standing_tone
from ui.jury.grid_view import GridView
from ui.jury.plain_table import PlainTable
from ui.jury.table import Column
from ui.theme import Theme
from ui.widgets import Elided, button, card, column, label, mark_as, row, tell

GENERAL = "Général"
LOG_KINDS = {
    "final": "note décidée",
    "harmonised": "note harmonisée",
    "enter": "note saisie",
    "reserve": "réserve",
    "majeure": "force majeure",
    "fraud": "fraude",
    "livret": "livret",
    "result": "résultat",
    "appeal": "recours",
}


@dataclass(frozen=True)
class UnitLine:
    """A unit, or the mean of an exam, as the file tells it."""

    name: str
    source: str
    coefficient: str
    proposed: str = ""
    harmonised: str = ""
    decided: str = ""
    held: str = ""
    tone: str = ""
    told: str = ""


UNIT_COLUMNS: list[Column[UnitLine]] = [
    Column("Unité", lambda u: u.name, 76),
    Column("Coef.", lambda u: u.coefficient, 52),
    Column("D’où", lambda u: u.source, 96),
    Column("Proposée", lambda u: u.proposed, 78),
    Column("Harmon.", lambda u: u.harmonised, 72, tip="Harmonisée : en CCF seulement"),
    Column("Arrêtée", lambda u: u.decided, 64, tip="Décidée par le jury"),
    Column("Retenue", lambda u: u.held, 98, tone=lambda u: u.tone),
    Column("À savoir", lambda u: u.told, 60),
]
HARMONISED = 4
"""The column that only CCF fills."""


@dataclass(frozen=True)
class LogLine:
    at: str
    what: str
    change: str
    why: str
    key: str


LOG_COLUMNS: list[Column[LogLine]] = [
    Column("Le", lambda told: told.at, 122),
    Column("Quoi", lambda told: told.what, 120),
    Column("Avant → après", lambda told: told.change, 130),
    Column("Par qui, pourquoi", lambda told: told.why, 200),
]


def unit_lines(state: JuryState, line: Line) -> Iterator[UnitLine]:
    """Units in the order of the exams, each exam of several with its mean after them."""
    for exam, units in PARTS.items():
        yield from (_unit_line(state, line, unit) for unit in units)
        if len(units) > 1:
            yield _mean_line(f"Moy. {exam}", line.told.means[exam])
    if line.told.standings["EF"].kind != NOT_ENROLLED:
        yield _unit_line(state, line, "EF")
    yield _mean_line(GENERAL, line.told.general)


def _unit_line(state: JuryState, line: Line, unit: str) -> UnitLine:
    told, own = line.told.standings[unit], line.own.of(unit)
    coefficient = state.results.coefficients.get(unit)
    missing = "" if unit == "EF" else "à saisir"
    final = own.final.mark if own.final else None
    return UnitLine(
        name=unit,
        source=_source(state, line, unit),
        coefficient=str(coefficient) if coefficient else missing,
        proposed=mark_text(told.proposed),
        harmonised=mark_text(told.harmonised),
        decided=mark_text(final),
        held=standing_text(told, line.codes),
        tone=standing_tone(told),
        told=told.note or ("note de bénéfice" if told.kept else ""),
    )


def _source(state: JuryState, line: Line, unit: str) -> str:
    held = state.received.held(line.number, unit).passage if unit in DOMAINS else None
    status = status_of(line.candidate, line.own.of(unit), unit)
    if held is not None and status == "ponctuel":
        return held.commission
    words = {"ccf": "CCF", "benefit": "bénéfice", "dispensed": "dispense"}
    listed = line.own.of(unit).listed
    return words.get(status, listed.source if listed else "")


def _mean_line(name: str, mean: Mean) -> UnitLine:
    return UnitLine(name, "", "", held=mean_text(mean.value), told=" ; ".join(mean.reasons))


def log_lines(line: Line) -> list[LogLine]:
    """The history of decisions, the last first."""
    told = []
    for place, one in enumerate(line.own.log):
        what = " ".join(filter(None, (LOG_KINDS.get(one.kind, one.kind), one.unit)))
        why = " : ".join(filter(None, (one.by, one.reason)))
        why += f" — rectification, {one.rectifies}" if one.rectifies else ""
        change = f"{value_text(one.before)} → {value_text(one.after)}"
        told.append(LogLine(moment(one.at), what, change, why, str(place)))
    return told[::-1]


def incident_lines(state: JuryState, number: str) -> list[LogLine]:
    """What commissions reported about the candidate, suspicions, lines of the minutes."""
    found = [
        LogLine(moment(told.at), KINDS.get(told.kind, told.kind), commission, told.text, told.at)
        for commission, kept in sorted(state.received.commissions.items())
        for head in kept.heads
        for told in head.incidents
        if told.candidate == number
    ]
    own = state.results.of(number)
    for fraud in own.frauds:
        told_so = {"": "en instance", "cleared": "sans suite", "sanctioned": "sanctionnée"}
        change = told_so.get(fraud.outcome, fraud.outcome)
        found.append(LogLine(moment(fraud.at), "fraude", change, fraud.text, f"f{fraud.at}"))
    for note in state.results.notes:
        if note.candidate == number:
            found.append(LogLine(moment(note.at), "mention au PV", note.by, note.text, note.at))
    return found


INCIDENT_COLUMNS: list[Column[LogLine]] = [
    Column("Le", lambda told: told.at, 122),
    Column("Quoi", lambda told: told.what, 130),
    Column("Où, issue", lambda told: told.change, 100),
    Column("Récit", lambda told: told.why, 220),
]


class CandidateFile(QWidget):
    """Units and acts at the left, what they rest on at the right; Escape leaves."""

    left = Signal()
    moved = Signal(int)
    """To the candidate so many lines further."""
    decided = Signal(str)

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._line, self._author = bridge, None, ""
        self.name, self.about = Elided("title"), Elided("muted")
        self.result = label("", "badge")
        self.why = Elided("muted")
        self.units: PlainTable[UnitLine] = PlainTable(
            bridge, theme, "Unités du candidat", UNIT_COLUMNS, lambda u: u.name
        )
        self.bar = DecisionBar(bridge)
        self.grids = {exam: GridView(bridge.state, exam, theme) for exam in DOMAINS}
        self.log: PlainTable[LogLine] = PlainTable(
            bridge, theme, "Décisions prises", LOG_COLUMNS, lambda told: told.key
        )
        self.incidents: PlainTable[LogLine] = PlainTable(
            bridge, theme, "Incidents et mentions", INCIDENT_COLUMNS, lambda told: told.key
        )
        self._assemble()
        self.units.selected.connect(lambda _: self._show_forms())
        self.units.meant.connect(lambda _: self._first_form())
        self.bar.decided.connect(self.decided)
        self.bar.over.connect(self.units.view.setFocus)
        for keys, lines in (("PgUp", -1), ("PgDown", 1)):
            pressed = QShortcut(QKeySequence(keys), self)
            pressed.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            pressed.activated.connect(partial(self._move, lines))

    _line: Line | None

    def _assemble(self) -> None:
        back = button("Retour  Échap", self.leave, flat=True)
        before = button("Précédent  Page ↑", partial(self._move, -1), small=True)
        after = button("Suivant  Page ↓", partial(self._move, 1), small=True)
        head = row(self.name, self.result, before, after, back, spacing=12)
        head.setStretch(0, 1)
        facts = row(self.about, self.why, spacing=5)
        facts.setStretch(1, 1)
        frame = card()
        frame.setLayout(column(self.units, margins=(1, 6, 1, 6)))
        side = column(frame, self.bar, spacing=10)
        side.setStretch(0, 1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.tabs.setAccessibleName("Grilles, décisions, incidents")
        self.tabs.setStyleSheet("QTabWidget::tab-bar { left: 12px; }")
        self.tabs.tabBar().setDrawBase(False)
        for exam, grid in self.grids.items():
            self.tabs.addTab(grid, f"Grille {exam}")
        self.tabs.addTab(self.log, "Décisions")
        self.tabs.addTab(self.incidents, "Incidents")
        right = card()
        right.setLayout(column(self.tabs, margins=(1, 6, 1, 6)))
        body = row(side, right, spacing=12)
        body.setStretch(0, 6)
        body.setStretch(1, 5)
        whole = column(head, facts, body, margins=(14, 12, 14, 12), spacing=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    # --- what is shown --------------------------------------------------------------------------

    def show_line(self, line: Line, author: str) -> None:
        """This candidate; a form begun on another one is left, typed on the same it stays."""
        other = self._line is None or self._line.number != line.number
        self._line, self._author = line, author
        if other:
            self.bar.close_form()
        state = self._bridge.state
        self._show_head(line)
        self.units.show_rows(unit_lines(state, line))
        ccf = "ccf" in line.candidate.units.values()
        self.units.view.setColumnHidden(HARMONISED, not ccf)
        if other:
            self.units.go(_first_unit(line))
        self.log.show_rows(log_lines(line))
        self.incidents.show_rows(incident_lines(state, line.number))
        for grid in self.grids.values():
            grid.show_passage(state, line.number)
        self._show_tabs()
        self._show_forms()

    def _show_head(self, line: Line) -> None:
        candidate, told = line.candidate, line.told
        self.name.tell(candidate.name)
        livret = LIVRETS.get(line.own.livret, "pas encore examiné")
        facts = (line.number, candidate.candidate.category.capitalize(), candidate.form)
        self.about.tell(" · ".join((*filter(None, facts), f"livret {livret}")))
        word = RESULTS.get(told.result, "Sans résultat")
        mean = f" · {mean_text(line.mean)}" if line.mean is not None else ""
        tell(self.result, word + mean)
        mark_as(self.result, "tone", "" if told.result else "warn")
        words = left(line)
        self.why.tell(f"· à régler : {words}" if words else "· rien à régler")

    def _show_tabs(self) -> None:
        first = len(self.grids)
        for place, (name, table) in enumerate(
            (("Décisions", self.log), ("Incidents", self.incidents)), first
        ):
            count = table.model.total
            self.tabs.setTabText(place, f"{name} ({count})" if count else name)

    def _show_forms(self) -> None:
        if self._line is None:
            return
        unit = self.units.key
        state, number = self._bridge.state, self._line.number
        self.bar.show_forms(forms(state, number, unit, self._author), unit)
        if unit in self.grids and self.tabs.currentIndex() < len(self.grids):
            self.tabs.setCurrentWidget(self.grids[unit])

    # --- keyboard -------------------------------------------------------------------------------

    def focus(self) -> None:
        """The units, whence every act is reached."""
        self.units.view.setFocus()

    def _first_form(self) -> None:
        """Enter on a unit: the first act there is on it."""
        name = next((form.name for form in self.bar.forms.values() if form.unit), "")
        if name:
            self.bar.ask(name)

    def leave(self) -> None:
        """Back to the list; what is typed is lost the second time alone."""
        if self.bar.question is not None:
            self.bar.leave()
        else:
            self.left.emit()

    def _move(self, lines: int) -> None:
        if self.bar.typing:
            self.bar.leave()
        else:
            self.moved.emit(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def resized(self) -> None:
        for table in (self.units, self.log, self.incidents):
            table.resized()


def _first_unit(line: Line) -> str:
    """The unit to look at first: one that has no mark, else the first oral."""
    wanting = (
        unit
        for unit in UNITS
        if line.told.standings[unit].kind not in (MARKED, NOT_ENROLLED, "dispensed")
    )
    return next(wanting, next(iter(DOMAINS)))
