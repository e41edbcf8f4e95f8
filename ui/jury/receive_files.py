"""Files dropped: what receiving them would do, said before anything is written; then received."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.facts import dataclass
from app.domain.jury.receiving import ALREADY, FOREIGN, RECEIVED, REFUSED, VERDICTS
from app.domain.text import counted
from app.services.examining import Outcome
from app.services.receiving import total
from ui.files_dialogs import open_files, open_folder
from ui.jury.bridge import JuryBridge
from ui.jury.receive_detail import FileDetail
from ui.jury.table import Column, TablePart
from ui.jury.verdicts import TONES, verdict_text
from ui.jury.working import Outcomes, Working, looking
from ui.stack import Pages
from ui.tasks import Job
from ui.theme import Theme
from ui.widgets import button, card, column, label, row, tell

EXPORTS = "Exports de commission (*.sqlite);;Tous les fichiers (*)"
EMPTY = "Déposez ici les exports des commissions, ou une clé entière"
HOW = (
    "Chaque fichier est d’abord vérifié : signature, journal, conformité au jury. "
    "Rien n’est écrit avant « Recevoir »."
)
UNBROKEN = "\N{NO-BREAK SPACE}"
GONE = "Réception annulée : rien n’a été écrit."


@dataclass(frozen=True)
class Judged:
    """One file: what receiving it would do, or did."""

    outcome: Outcome
    done: bool

    @property
    def number(self) -> str:
        return self.outcome.file


def _count(number: Callable[[Outcome], int]) -> Callable[[Judged], str]:
    return lambda j: str(number(j.outcome)) if j.outcome.verdict not in REFUSED else ""


COLUMNS: list[Column[Judged]] = [
    Column("Fichier", lambda j: Path(j.outcome.file).name, 200, tip="Nom du fichier"),
    Column(
        "Verdict",
        lambda j: verdict_text(j.outcome.verdict, done=j.done),
        164,
        tone=lambda j: TONES.get(j.outcome.verdict, ""),
    ),
    Column("Commission", lambda j: j.outcome.commission or "", 96),
    Column("Oral", lambda j: j.outcome.exam or "", 50),
    Column("Passages", _count(lambda o: o.passages), 80, lambda j: j.outcome.passages),
    Column("Nouveaux", _count(lambda o: o.new), 86, lambda j: j.outcome.new),
    Column("Identiques", _count(lambda o: o.same), 86, lambda j: j.outcome.same),
    Column("Changés", _count(lambda o: o.changed), 76, lambda j: j.outcome.changed),
    Column("Motif", lambda j: next(iter(j.outcome.reasons), ""), 120),
]


class FilesView(QWidget):
    """Empty, judged, or received."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self.sources: list[Path] = []
        self._looked: list[Path] = []
        self.judged: list[Judged] = []
        self.done = False
        self.table: TablePart[Judged] = TablePart(
            bridge, theme, "receive", COLUMNS, lambda j: j.outcome.file
        )
        self.table.view.setAccessibleName("Fichiers et leurs verdicts")
        self.table.word.setPlaceholderText("Filtrer : fichier, verdict, commission…  Ctrl+F")
        self.detail = FileDetail(bridge, theme)
        self.working = Working()
        self.told = label("", "strong")
        self.told.setWordWrap(True)
        self.add_files = self._adder("Choisir des fichiers…", self._ask_files)
        self.add_folder = self._adder("Choisir une clé ou un dossier…", self._ask_folder)
        self._more = self._adder("Fichiers…", self._ask_files)
        self._more_folder = self._adder("Clé ou dossier…", self._ask_folder)
        self.clear = button("Vider la liste", self.forget, flat=True)
        self.receive = button("Recevoir", self.write, primary=True)
        self._stack = Pages()
        self._assemble()
        self.table.selected.connect(self._select)
        self.detail.recognised.connect(self.judge)
        self.working.turned.connect(self._tell)
        self._tell()

    def _assemble(self) -> None:
        for more in (self._more, self._more_folder):
            self.table.beside.addWidget(more)
        self._stack.addWidget(self._empty())
        lines = QWidget()
        both = column(self.table, self.detail, spacing=10)
        both.setStretch(0, 5)
        both.setStretch(1, 3)
        lines.setLayout(both)
        self._stack.addWidget(lines)
        below = row(self.told, self.clear, self.receive, spacing=10)
        below.setStretch(0, 1)
        whole = column(self._stack, self.working, below, spacing=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _adder(self, text: str, asks: Callable[[], None]) -> QPushButton:
        made = button(text, asks)
        made.setAccessibleName(f"{text.rstrip('…')} à recevoir")
        return made

    def _empty(self) -> QWidget:
        made, title, how = card(), label(EMPTY, "title"), label(HOW, "muted")
        for one in (title, how):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            one.setWordWrap(True)
        choose = row(1, self.add_files, self.add_folder, 1, spacing=10)
        inside = column(1, title, how, choose, 1, margins=(40, 20, 40, 20), spacing=12)
        made.setLayout(inside)
        return made

    # --- what is asked --------------------------------------------------------------------------

    def _ask_files(self) -> None:
        self.take(open_files(self, "Exports à recevoir", EXPORTS))

    def _ask_folder(self) -> None:
        folder = open_folder(self, "Clé ou dossier à recevoir")
        self.take([folder] if folder is not None else [])

    def take(self, paths: list[Path]) -> None:
        """Say what receiving these, and those dropped before, would do."""
        if not paths or self._bridge.held:
            return
        known = [] if self.done else self.sources
        self.sources = list(dict.fromkeys([*known, *paths]))
        self.judge()

    def judge(self) -> None:
        """Look at all of them again: nothing is written."""
        self.working.stop()
        job = Job(looking(self._bridge.desk, self.sources, dry_run=True))
        job.done.connect(lambda found: self._show(found, done=False))
        job.cancelled.connect(lambda: self._unlooked(job))
        job.failed.connect(self._failed)
        self.working.start(job, "Vérification")

    def write(self) -> None:
        """Receive them all, in one transaction."""
        if self.working.job is not None or not self.judged or self.done:
            return
        bridge = self._bridge
        job = Job(looking(bridge.desk, self.sources, dry_run=False))
        bridge.hold()
        job.done.connect(lambda found: self._show(found, done=True))
        job.failed.connect(bridge.failed)
        job.cancelled.connect(lambda: bridge.noted.emit(GONE))
        job.ended.connect(bridge.release)
        self.working.start(job, "Réception")

    # --- what came of it ------------------------------------------------------------------------

    def _show(self, found: Outcomes, *, done: bool) -> None:
        self._looked = self.sources
        self.judged, self.done = [Judged(outcome, done) for outcome in found], done
        self.table.show_rows(self.judged)
        if found and not self.table.key:
            self.table.go(found[0].file, 0)
        self._select(self.table.key)
        self._tell()

    def _unlooked(self, job: Job) -> None:
        """What was not looked at to the end is not there to be received."""
        if self.working.job is job:
            self.sources = self._looked

    def _failed(self, sentence: str) -> None:
        self._bridge.failed.emit(sentence)
        self.forget()

    def forget(self) -> None:
        """An empty list; nothing that was received changes."""
        self.sources = []
        self._show([], done=False)

    def _select(self, key: str) -> None:
        found = next((one for one in self.judged if one.outcome.file == key), None)
        self.detail.tell(found.outcome if found else None, done=bool(found and found.done))

    def _tell(self) -> None:
        """What the buttons do now, and the line of counts."""
        busy, held = self.working.job is not None, self._bridge.held
        outcomes = [one.outcome for one in self.judged]
        self._stack.setCurrentIndex(1 if outcomes else 0)
        for one in (self.add_files, self.add_folder, self._more, self._more_folder):
            one.setEnabled(not held)
        self.clear.setVisible(bool(outcomes) and not busy)
        self.receive.setVisible(bool(outcomes) and not self.done)
        self.receive.setEnabled(not busy)
        tell(self.receive, offer(outcomes))
        tell(self.told, summary(outcomes, done=self.done) if outcomes and not busy else "")


def offer(outcomes: Outcomes) -> str:
    """What « Recevoir » will do."""
    new = sum(o.verdict in RECEIVED and o.verdict != ALREADY for o in outcomes)
    refused = sum(o.verdict in REFUSED and o.verdict != FOREIGN for o in outcomes)
    if new:
        return f"Recevoir {counted(new, 'fichier')}"
    return f"Consigner {refused} refus" if refused else "Rien de nouveau"


def summary(outcomes: Outcomes, *, done: bool) -> str:
    """How many files of each verdict; whether anything is written."""
    if done:
        return f"✓ {total(outcomes)}"
    counts = Counter(outcome.verdict for outcome in outcomes)
    told = " · ".join(
        f"{verdict_text(verdict, done=False)} {counts[verdict]}".replace(" ", UNBROKEN)
        for verdict in VERDICTS
        if counts[verdict]
    )
    return f"{counted(len(outcomes), 'fichier')}, rien n’est encore écrit. {told}"
