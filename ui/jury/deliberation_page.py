"""« Délibération »: one candidate a line, everything about them one key away; then the closing."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.jury.results import Closing
from app.services.jury_told import moment
from ui.bridge import Fresh
from ui.files_dialogs import LISTS, open_file
from ui.jury.bridge import JuryBridge
from ui.jury.candidate_file import CandidateFile
from ui.jury.closing_panel import ClosingPanel
from ui.jury.deliberation_lines import FILTERS, Line, Lines, columns, counts, summary
from ui.jury.jurors import Jurors
from ui.jury.marks_panel import MarksPanel
from ui.jury.pages import Run
from ui.jury.pronouncing import Pronouncing
from ui.jury.settling import Settling
from ui.jury.table import Choice, TablePart
from ui.stack import Pages
from ui.theme import Theme
from ui.widgets import Elided, button, column, label, mark_as, row, tell

PROVISIONAL = "provisoire"
Part = CandidateFile | Settling | Jurors | MarksPanel | Pronouncing | ClosingPanel
P = TypeVar("P", CandidateFile, Settling, Jurors, MarksPanel, Pronouncing, ClosingPanel)


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return DeliberationPage(bridge, theme)


class DeliberationPage(QWidget):
    """The list, and in its place when asked for: a file, the tables, a list of marks, closing."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._theme = bridge, theme
        self._fresh, self._lines, self._told = Fresh(), Lines(), list[Line]()
        self._by_number: dict[str, Line] = {}
        self.author = QLineEdit(bridge.jury.president)
        self.table: TablePart[Line] = TablePart(
            bridge, theme, "deliberation", columns(self._author), lambda c: c.number
        )
        self.state = Choice("Candidats à voir", {code: text for code, (text, _) in FILTERS.items()})
        self.stage, self.summary = label("", "badge"), Elided("muted")
        self._parts: list[Part] = []
        self._stack = Pages()
        self._assemble()
        self._wire()

    def _author(self) -> str:
        return self.author.text().strip()

    def _assemble(self) -> None:
        self.author.setAccessibleName("Décidé par")
        self.author.setToolTip("Au nom de qui les décisions prises ici sont inscrites")
        self.author.setMaximumWidth(self._theme.px(200))
        for item in (self.state, label("Décidé par", "muted"), self.author):
            self.table.beside.addWidget(item)
        self.pronounce_button = button(
            "Prononcer…", lambda: self._show(self.pronouncing), small=True
        )
        self.close_button = button("Clore…", self._ask_closing, small=True)
        head = row(
            label("Délibération", "title"),
            self.stage,
            self.summary,
            1,
            button("Liste de notes…", self._ask_list, small=True),
            button("Coefficients…", lambda: self._show(self.settling), small=True),
            button("Jury…", lambda: self._show(self.jurors), small=True),
            self.pronounce_button,
            self.close_button,
            spacing=10,
        )
        self.list = QWidget()
        whole = column(head, self.table, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.list.setLayout(whole)
        self._stack.addWidget(self.list)
        self.setLayout(column(self._stack))

    def _wire(self) -> None:
        self.state.currentIndexChanged.connect(self._filter)
        self.table.meant.connect(self.open_file)

    # --- what stands in the place of the list, made when first asked for --------------------------

    @cached_property
    def file(self) -> CandidateFile:
        made = CandidateFile(self._bridge, self._theme)
        made.moved.connect(self._move)
        made.decided.connect(self._decided)
        return self._part(made)

    @cached_property
    def settling(self) -> Settling:
        return self._part(Settling(self._bridge, self._theme))

    @cached_property
    def jurors(self) -> Jurors:
        return self._part(Jurors(self._bridge, self._theme))

    @cached_property
    def marks(self) -> MarksPanel:
        return self._part(MarksPanel(self._bridge, self._theme))

    @cached_property
    def pronouncing(self) -> Pronouncing:
        made = Pronouncing(self._bridge, self._theme)
        made.opened.connect(self.open_file)
        return self._part(made)

    @cached_property
    def closing(self) -> ClosingPanel:
        made = ClosingPanel(self._bridge, self._theme)
        made.opened.connect(self.open_file)
        return self._part(made)

    def _part(self, made: P) -> P:
        made.left.connect(self._back)
        self._stack.addWidget(made)
        self._parts.append(made)
        return made

    # --- what is shown --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Tell again who changed."""
        state = self._bridge.state
        if self._fresh.stale(state.results, state.received, state.candidates):
            self._told = self._lines.of(state)
            self._by_number = {line.number: line for line in self._told}
            self.table.show_rows(self._told)
            self._count()
        self._refresh_part()

    def _count(self) -> None:
        told = counts(self._told)
        for place, (code, (text, _)) in enumerate(FILTERS.items()):
            self.state.setItemText(place, f"{text} ({told[code]})" if code else text)
        self.summary.tell(summary(self._told, told))
        closing = self._bridge.state.results.closing
        tell(self.stage, _stage(closing))
        mark_as(self.stage, "tone", "" if closing else "warn")
        self.stage.setToolTip(f"par {closing.by}" if closing else "")
        for made in (self.pronounce_button, self.close_button):
            made.setEnabled(closing is None)

    def _refresh_part(self) -> None:
        part = self._stack.currentWidget()
        if isinstance(part, CandidateFile):
            self._show_file(self._number)
        elif isinstance(part, Settling):
            part.refresh()
        elif isinstance(part, Jurors):
            part.refresh(self._author())
        elif isinstance(part, ClosingPanel | Pronouncing):
            part.show_lines(self._told, self._author())

    def _filter(self, _: object = None) -> None:
        self.table.filter_by(FILTERS[self.state.currentData()][1])

    # --- parts ----------------------------------------------------------------------------------

    _number = ""

    def open_file(self, number: str) -> None:
        """The whole file of that candidate."""
        if number in self._by_number:
            self._show_file(number)
            self._show(self.file)

    def _show_file(self, number: str) -> None:
        self._number = number
        self.file.show_line(self._by_number[number], self._author())

    def _move(self, lines: int) -> None:
        """The candidate before or after, in the order and among those of the list."""
        model = self.table.model
        place = model.place_of(self._number) + lines
        number = model.key_at(place)
        if number:
            self.table.go(number)
            self._show_file(number)

    def _decided(self, by: str) -> None:
        """Who decided decides the next one, too, unless it is said otherwise."""
        if by and by != self._author():
            self.author.setText(by)
            self._show_file(self._number)

    def _ask_closing(self) -> None:
        self._show(self.closing)

    def _ask_list(self) -> None:
        path = open_file(self, "Liste de notes à charger", LISTS)
        if path is not None:
            self.take([path])

    def take(self, paths: list[Path]) -> None:
        """A list of marks dropped: what it would change is shown first."""
        self._show(self.marks)
        self.marks.read(paths[0])

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self._refresh_part()
        getattr(part, "focus", part.setFocus)()

    def _back(self) -> None:
        """The list again, the cursor on the candidate last looked at."""
        self._stack.setCurrentWidget(self.list)
        if self._number:
            self.table.go(self._number)
        self.table.view.setFocus()

    # --- the desk -------------------------------------------------------------------------------

    def search(self) -> None:
        """The filter of the list; whatever stands in its place stays."""
        if self._stack.currentWidget() is self.list:
            self.table.search()

    def resized(self) -> None:
        for part in (self.table, *self._parts):
            part.resized()

    def close_file(self) -> None:
        for part in self._parts:
            if isinstance(part, MarksPanel):
                part.stop()


def _stage(closing: Closing | None) -> str:
    if closing is None:
        return PROVISIONAL
    return f"clos le {moment(closing.at)}"
