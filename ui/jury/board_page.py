"""« Tableau »: what is in, what is missing, what nobody expected."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.jury.board_received import HELD_WORDS, Board, CommissionLine, Line, board
from app.domain.jury.received import CONFLICT, MISSING, OPEN
from app.domain.jury.words import DOMAINS
from app.domain.text import counted
from ui.bridge import Fresh
from ui.jury.board_lines import COMMISSIONS, DOUBTS, EVERYONE, LINES, UNEXPECTED, key_of, wanted
from ui.jury.bridge import JuryBridge
from ui.jury.pages import Run
from ui.jury.table import Choice, TablePart
from ui.jury.verdicts import state_text
from ui.theme import Theme
from ui.widgets import Elided, button, card, column, emptied, label, mark_as, row

LIST = 368
STATES = {
    EVERYONE: "Tous les candidats",
    DOUBTS: "Ce qui reste à faire",
    UNEXPECTED: "⚠ Inattendus",
    **{state: state_text(state) for state in HELD_WORDS},
}
EVERYWHERE = "Toutes"
COMPLETE = "✓ Tout est là, rien n’est en doute."


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return BoardPage(bridge, theme)


class BoardPage(QWidget):
    """Counts that filter, the commissions, the candidates."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self.told = Elided("strong")
        self.counts: dict[tuple[str, str], QPushButton] = {}
        self._rows: dict[str, QHBoxLayout] = {exam: row(spacing=6) for exam in DOMAINS}
        self.commissions: TablePart[CommissionLine] = TablePart(
            bridge, theme, "board-commissions", COMMISSIONS, lambda c: c.code
        )
        self.commissions.view.setAccessibleName("Commissions")
        self.commissions.word.setPlaceholderText("Commission…")
        self.table: TablePart[Line] = TablePart(bridge, theme, "board", LINES, key_of)
        self.table.view.setAccessibleName("Candidats de chaque oral")
        self.table.word.setPlaceholderText("Filtrer : nom, numéro…  Ctrl+F")
        self.exam = Choice("Oral", {"": "E32 et E42", **{e: f"{e} seul" for e in DOMAINS}})
        self.state = Choice("État", STATES)
        self.where = Choice("Commission", {"": EVERYWHERE})
        for box in (self.exam, self.state, self.where):
            box.currentIndexChanged.connect(lambda _: self._filter())
            self.table.beside.addWidget(box)
        self.commissions.meant.connect(lambda code: self.ask(where=code))
        self._assemble()
        self.resized()

    def _assemble(self) -> None:
        told = card()
        lines = [row(label(exam, "strong"), box, 1, spacing=12) for exam, box in self._rows.items()]
        told.setLayout(column(*lines, margins=(14, 8, 14, 8), spacing=6))
        head = row(label("Tableau", "title"), self.told, 1, spacing=14)
        both = row(self.commissions, self.table, spacing=10)
        both.setStretch(1, 1)
        whole = column(head, told, both, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    # --- what is shown --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look over all of it again, where something it shows changed."""
        state = self._bridge.state
        if not self._fresh.stale(state.received, state.candidates, state.commissions):
            return
        made = board(state)
        self._show_counts(made)
        self._fill_where(made)
        self.commissions.show_rows(made.commissions)
        self.table.show_rows(made.lines)
        self.table.filter()
        awaited = sum(not c.received for c in made.commissions)
        doubts = f"{counted(len(made.doubts), 'candidat')} à regarder"
        left = f"Il reste à faire : {doubts}, {counted(awaited, 'commission attendue')}."
        self.told.tell(COMPLETE if made.complete else left)

    def _show_counts(self, made: Board) -> None:
        """Every state that somebody is in, and the unexpected; each one filters."""
        self.counts = {}
        for exam, box in self._rows.items():
            emptied(box)
            counts = made.counts(exam)
            strange = sum(line.exam == exam and bool(line.unexpected) for line in made.lines)
            shown = {s: (state_text(s), counts[s]) for s in HELD_WORDS if counts[s]}
            shown |= {UNEXPECTED: ("⚠ inattendu", strange)} if strange else {}
            for state, (text, number) in shown.items():
                made_button = button(f"{text} : {number}", partial(self.ask, exam, state))
                made_button.setProperty("small", True)
                if state in (MISSING, OPEN, CONFLICT, UNEXPECTED):
                    mark_as(made_button, "chip", True)
                    mark_as(made_button, "mood", "over" if state == CONFLICT else "soon")
                made_button.setAccessibleName(f"{exam}, {text} : {number}")
                self.counts[exam, state] = made_button
                box.addWidget(made_button)
            if not shown:
                box.addWidget(label("personne n’est attendu", "muted"))

    def _fill_where(self, made: Board) -> None:
        codes = [line.code for line in made.commissions]
        if codes == [self.where.itemData(place) for place in range(1, self.where.count())]:
            return
        chosen = self.where.currentData()
        self.where.blockSignals(True)
        self.where.clear()
        self.where.addItem(EVERYWHERE, "")
        for code in codes:
            self.where.addItem(code, code)
        self.where.setCurrentIndex(max(0, self.where.findData(chosen)))
        self.where.blockSignals(False)

    # --- what is asked --------------------------------------------------------------------------

    def ask(self, exam: str = "", state: str = EVERYONE, where: str = "") -> None:
        """Show those alone, and go to them."""
        for box, code in ((self.exam, exam), (self.state, state), (self.where, where)):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(code)))
            box.blockSignals(False)
        self._filter()
        if self.table.model.shown:
            self.table.view.setCurrentIndex(self.table.model.index(0, 0))
            self.table.view.setFocus()

    def _filter(self) -> None:
        asked = self.exam.currentData(), self.state.currentData(), self.where.currentData() or ""
        self.table.filter_by(lambda line: wanted(line, *asked))

    def search(self) -> None:
        self.table.search()

    def resized(self) -> None:
        self.commissions.setFixedWidth(self._theme.px(LIST))
        for part in (self.commissions, self.table):
            part.resized()
