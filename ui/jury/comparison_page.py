"""« Comparaison »: commissions side by side, displayed and never fed back into a mark."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QPushButton, QSizePolicy, QTabWidget, QWidget

from app.domain.facts import dataclass
from app.domain.jury.comparing import decimal_text, points
from app.domain.jury.comparisons import (
    CommissionFigures,
    ExamComparison,
    comparisons,
    sentences,
)
from app.domain.jury.words import DOMAINS
from app.domain.text import counted
from ui import tasks
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.comparison_paint import (
    DRIFT,
    GAP,
    MARKS,
    LevelBars,
    PlotDelegate,
    Scatter,
    reach_of,
)
from ui.jury.grid_view import GridView
from ui.jury.pages import Run
from ui.jury.plain_table import PlainTable
from ui.jury.table import Column
from ui.stack import SteadyArea
from ui.tasks import Job
from ui.theme import Theme
from ui.widgets import Elided, button, card, column, label, row, tell

COUNTING = "Calcul des intervalles…"
NONE = "Aucune note reçue pour cette épreuve : recevez d’abord les exports des commissions."
HOW = (
    "Notes proposées, avant toute décision du jury ; réservées, NV et absents exclus. Bande "
    "grise : ce que fait le hasard seul ; point plein : l’écart le dépasse. Aucune "
    "note n’en est tirée."
)


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return ComparisonPage(bridge, theme)


def _spread(one: CommissionFigures) -> str:
    return one.marks.spread


def _gap(name: str) -> Column[CommissionFigures]:
    def text(one: CommissionFigures) -> str:
        gap = getattr(one, name)
        return gap.sentence if gap else ""

    def place(one: CommissionFigures) -> tuple[bool, object]:
        gap = getattr(one, name)
        return (gap is None, gap.gap if gap else 0)

    title = "Écart" if name == GAP else "− écrit"
    return Column(title, text, 80, place, tip="Écart avec les autres commissions, et le hasard")


COLUMNS: list[Column[CommissionFigures]] = [
    Column("Commission", lambda one: one.commission, 100),
    Column("n", lambda one: str(one.marks.n), 36, lambda one: one.marks.n),
    Column("Médiane", lambda one: decimal_text(one.marks.median), 76, lambda one: one.marks.median),
    Column(
        "Quartiles",
        lambda one: f"{points(one.marks.low)} – {points(one.marks.high)}",
        92,
        lambda one: (one.marks.low, one.marks.high),
    ),
    Column("De … à …", _spread, 94, lambda one: (one.marks.least, one.marks.most)),
    Column(
        "< 10",
        lambda one: f"{one.marks.share_under_ten} %",
        50,
        lambda one: one.marks.share_under_ten,
        tip="Part des notes sous 10",
    ),
    Column("Notes, de 0 à 20", _spread, 124, lambda one: one.marks.median),
    _gap(GAP),
    _gap(DRIFT),
]
NOTES = 6
PLOTS = {NOTES: MARKS, 7: GAP, 8: DRIFT}


@dataclass(frozen=True)
class SatLine:
    """A candidate of the commission selected."""

    number: str
    name: str
    oral: int
    written: int | None
    appraisal: str


SAT_COLUMNS: list[Column[SatLine]] = [
    Column("Candidat", lambda one: one.name, 150),
    Column("Oral", lambda one: points(one.oral), 52, lambda one: one.oral),
    Column(
        "Écrit",
        lambda one: "" if one.written is None else points(one.written),
        52,
        lambda one: (one.written is None, one.written or 0),
    ),
    Column("Appréciation globale", lambda one: one.appraisal, 180),
]


class ComparisonPage(QWidget):
    """An exam's commissions at the left; the one selected, whole, at the right."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self.told: dict[str, ExamComparison] = {}
        self.job: Job | None = None
        self.exam = next(iter(DOMAINS))
        self.exams: dict[str, QPushButton] = {}
        self.table: PlainTable[CommissionFigures] = PlainTable(
            bridge, theme, "Commissions", COLUMNS, lambda one: one.commission, sortable=True
        )
        self._plots = PlotDelegate(theme, self.table.view, PLOTS)
        self.table.view.setItemDelegate(self._plots)
        heads = self.table.view.horizontalHeader()
        heads.setStretchLastSection(False)
        heads.setMinimumSectionSize(theme.px(36))
        heads.setSectionResizeMode(NOTES, QHeaderView.ResizeMode.Stretch)
        self.whole, self.said = Elided("muted"), label("")
        self.said.setWordWrap(True)
        self.levels, self.scatter = LevelBars(theme), Scatter(theme)
        self.marks: PlainTable[SatLine] = PlainTable(
            bridge, theme, "Notes de la commission", SAT_COLUMNS, lambda s: s.number, sortable=True
        )
        self.grids = {exam: GridView(bridge.state, exam, theme) for exam in DOMAINS}
        self._assemble()
        self.table.selected.connect(self._show_commission)
        self.table.meant.connect(lambda _: self._to_marks())
        self.marks.selected.connect(self._show_grid)
        self.marks.meant.connect(lambda _: self.tabs.setCurrentIndex(3))

    def _assemble(self) -> None:
        choice = row(spacing=4)
        for exam in DOMAINS:
            made = button(exam, partial(self.choose, exam), small=True)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setAccessibleName(f"Épreuve {exam}")
            self.exams[exam] = made
            choice.addWidget(made)
        self.exams[self.exam].setChecked(True)
        head = row(label("Comparaison", "title"), choice, self.whole, spacing=12)
        head.setStretch(2, 1)
        frame, how = card(), label(HOW, "caption")
        how.setWordWrap(True)
        told = column(self.said, how, margins=(14, 8, 14, 8), spacing=6)
        inside = column(self.table, told, margins=(1, 6, 1, 4), spacing=0)
        inside.setStretch(0, 1)
        frame.setLayout(inside)
        body = row(frame, self._detail(), spacing=12)
        body.setStretch(0, 9)
        body.setStretch(1, 4)
        whole = column(head, body, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _detail(self) -> QWidget:
        frame = card()
        self.name = label("", "strong")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.tabs.setAccessibleName("Notes, niveaux, écrit et oral de la commission")
        self.tabs.setStyleSheet("QTabWidget::tab-bar { left: 12px; }")
        self.tabs.tabBar().setDrawBase(False)
        self._holder = QWidget()
        self._holder.setLayout(column(*self.grids.values()))
        self.tabs.addTab(self.marks, "Notes")
        self.tabs.addTab(_scrolled(self.levels), "Niveaux")
        self.tabs.addTab(_scrolled(self.scatter), "Écrit, oral")
        self.tabs.addTab(self._holder, "Grille")
        head = row(self.name, margins=(14, 8, 14, 0))
        inside = column(head, self.tabs, margins=(1, 4, 1, 6))
        inside.setStretch(1, 1)
        frame.setLayout(inside)
        return frame

    # --- figures --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count again, off this thread, where a mark changed."""
        state = self._bridge.state
        if not self._fresh.stale(state.received, state.results.candidates, state.candidates):
            return
        self.stop()
        self.whole.tell(COUNTING)
        self.job = job = Job(lambda _: comparisons(state))
        job.done.connect(lambda found: self._counted(job, found))
        job.failed.connect(self._bridge.failed)
        tasks.start(job)

    def _counted(self, job: Job, found: list[ExamComparison]) -> None:
        if self.job is job:  # nothing changed meanwhile
            self.job = None
            self.told = {told.exam: told for told in found}
            self._show()

    def choose(self, exam: str) -> None:
        """The commissions of that exam."""
        self.exam = exam
        self.exams[exam].setChecked(True)
        self._show()

    def _show(self) -> None:
        told = self.told.get(self.exam)
        if told is None:
            return
        self._plots.reach = reach_of(told)
        self.table.show_rows(told.commissions)
        self.whole.tell(_whole(told))
        if told.commissions and not self.table.key:
            self.table.go(told.commissions[0].commission)
        self._show_commission(self.table.key)

    # --- the commission selected ----------------------------------------------------------------

    def _show_commission(self, code: str) -> None:
        told = self.told.get(self.exam)
        one = next((c for c in told.commissions if c.commission == code), None) if told else None
        if told is None or one is None:
            tell(self.name, "")
            tell(self.said, "" if self.job else NONE)
            self.marks.show_rows([])
            self.levels.clear()
            self.scatter.clear()
            return
        tell(self.name, f"{code} · {counted(one.marks.n, 'candidat')}")
        tell(self.said, "\n".join(text for of, text in sentences(told) if of == code))
        self.levels.show_commission(told, one)
        self.scatter.show_commission(told, one)
        self.marks.show_rows(self._sat(one))
        if not self.marks.key and one.sat:
            self.marks.go(self.marks.model.key_at(0))
        self._show_grid(self.marks.key)

    def _sat(self, one: CommissionFigures) -> list[SatLine]:
        people = self._bridge.state.candidates
        return [
            SatLine(s.candidate, people[s.candidate].name, s.oral, s.written, s.passage.appraisal)
            for s in one.sat
        ]

    def _show_grid(self, number: str) -> None:
        for exam, grid in self.grids.items():
            grid.setVisible(exam == self.exam and bool(number))
        if number:
            self.grids[self.exam].show_passage(self._bridge.state, number)

    def _to_marks(self) -> None:
        """Enter on a commission: its marks."""
        self.tabs.setCurrentIndex(0)
        self.marks.view.setFocus()

    # --- the desk -------------------------------------------------------------------------------

    def search(self) -> None:
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.job = None

    def resized(self) -> None:
        for table in (self.table, self.marks):
            table.resized()

    def close_file(self) -> None:
        self.stop()


def _scrolled(inside: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(inside, margins=(14, 10, 14, 10)))
    area = SteadyArea()
    area.setWidget(holder)
    return area


def _whole(told: ExamComparison) -> str:
    if told.whole is None:
        return NONE
    whole = told.whole
    facts = [
        counted(whole.n, "candidat"),
        f"moyenne {decimal_text(whole.mean)}",
        f"médiane {decimal_text(whole.median)}",
        f"{whole.share_under_ten} % sous 10",
    ]
    if told.without:
        facts.append(f"sans note reçue : {', '.join(told.without)}")
    return " · ".join(facts)
