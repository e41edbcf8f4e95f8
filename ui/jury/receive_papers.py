"""Sheets that exist on paper only: proven by their check code, or typed by two persons apart."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QWidget

from app.domain.facts import dataclass
from app.domain.jury.board_received import Line, board
from app.domain.jury.received import MISSING, OPEN, Transcription, agreed
from app.domain.jury.state import JuryState
from app.domain.text import shown
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.paper_compare import PaperCompare
from ui.jury.paper_form import PaperForm
from ui.jury.table import Column, TablePart
from ui.stack import Pages
from ui.theme import Theme
from ui.widgets import card, label, row

NONE = "Tout ce qui est attendu est arrivé par fichier : aucune grille papier à saisir."
LIST = 420
TO_TYPE, ONCE, DIFFER, DONE = "to-type", "once", "differ", "done"
WORDS = {
    TO_TYPE: "… rien de reçu",
    ONCE: "1 saisie sur 2",
    DIFFER: "≠ à comparer",
    DONE: "✓ saisie prouvée",
}


@dataclass(frozen=True)
class Paper:
    """One candidate whose sheet no file holds, and who typed it from paper."""

    line: Line
    typed: tuple[Transcription, ...]

    @property
    def key(self) -> str:
        return f"{self.line.exam} {self.line.candidate}"

    @property
    def stage(self) -> str:
        if agreed(self.typed):
            return DONE
        return (TO_TYPE, ONCE)[len(self.typed)] if len(self.typed) < 2 else DIFFER


def papers(state: JuryState) -> Iterator[Paper]:
    """Whoever nothing final came of in a file, or whose sheet was typed; those begun first."""
    typed = state.received.papers
    found = [
        Paper(line, typed.get((line.candidate, line.exam), ()))
        for line in board(state).lines
        if line.candidate in state.candidates
        and (line.state in (MISSING, OPEN) or (line.candidate, line.exam) in typed)
    ]
    yield from sorted(found, key=lambda p: ((DIFFER, ONCE, TO_TYPE, DONE).index(p.stage), p.key))


COLUMNS: list[Column[Paper]] = [
    Column(
        "Grille papier",
        lambda p: WORDS[p.stage],
        122,
        tone=lambda p: {DIFFER: "wrong", ONCE: "doubtful"}.get(p.stage, ""),
    ),
    Column("Candidat", lambda p: shown(p.line.name), 128),
    Column("Oral", lambda p: p.line.exam, 46),
    Column("Numéro", lambda p: p.line.candidate, 106),
]


class PapersView(Pages):
    """Those to type on the left; the sheet to fill, or what was typed twice, on the right."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self._papers: dict[str, Paper] = {}
        self.table: TablePart[Paper] = TablePart(bridge, theme, "papers", COLUMNS, lambda p: p.key)
        self.table.view.setAccessibleName("Grilles à saisir d’après le papier")
        self.table.word.setPlaceholderText("Filtrer : nom, numéro…  Ctrl+F")
        self.form, self.compare = PaperForm(bridge, theme), PaperCompare(bridge)
        self._right = Pages()
        for one in (self.form, self.compare):
            self._right.addWidget(one)
        both = QWidget()
        whole = row(self.table, self._right, spacing=10)
        whole.setStretch(1, 1)
        both.setLayout(whole)
        nothing: QFrame = card()
        nothing.setLayout(row(1, label(NONE, "muted"), 1))
        self.addWidget(nothing)
        self.addWidget(both)
        self.table.selected.connect(self._select)
        self.resized()

    def refresh(self) -> None:
        state = self._bridge.state
        if not self._fresh.stale(state.received, state.candidates):
            return
        self._papers = {paper.key: paper for paper in papers(state)}
        self.table.show_rows(self._papers.values())
        self.setCurrentIndex(1 if self._papers else 0)
        if self._papers and not self.table.key:
            self.table.go(next(iter(self._papers)), 0)
        self._select(self.table.key)

    @property
    def begun(self) -> int:
        """Sheets typed that nothing proves yet."""
        return sum(paper.stage in (ONCE, DIFFER) for paper in self._papers.values())

    def _select(self, key: str) -> None:
        paper = self._papers.get(key)
        if paper is None:
            return
        line, typing = paper.line, paper.stage in (TO_TYPE, ONCE)
        self._right.setCurrentIndex(0 if typing else 1)
        if typing:
            self.form.ask(line, [one.by for one in paper.typed])
        else:
            self.compare.show_typed(line, paper.typed)

    def search(self) -> None:
        if self._papers:
            self.table.search()

    def resized(self) -> None:
        self.table.setFixedWidth(self._theme.px(LIST))
        self.table.resized()
