"""« Documents »: results, minutes, report, slips and copies written to a folder one chooses."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QProgressBar, QPushButton, QWidget

from app.domain.errors import PassageError
from app.services.jury_results import read_layout
from ui import tasks
from ui.bridge import Fresh
from ui.files_dialogs import DESCRIPTIONS, open_file, open_folder
from ui.icons import wears
from ui.jury.bridge import JuryBridge
from ui.jury.jury_papers import DOCUMENTS, Document, Wanted, stage
from ui.jury.pages import Run
from ui.stack import SteadyArea
from ui.tasks import Job
from ui.theme import Theme
from ui.widgets import Elided, button, column, expanding, label, mark_as, row, tell

USUAL = "Colonnes usuelles"
CLOSE_FIRST = "La délibération est secrète jusqu’à la clôture du procès-verbal."
SECRET = (
    "Avant la clôture du procès-verbal, les résultats ne sont que provisoires. Un fichier qui "
    "existe n’est jamais remplacé : prenez un autre dossier."
)
BAR = 6


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return PapersPage(bridge, theme)


class PaperLine(QFrame):
    """A document: what it holds, and the button that writes it."""

    asked = Signal(str)

    def __init__(self, document: Document, *options: QWidget) -> None:
        super().__init__()
        self.setObjectName("card")
        self.document = document
        self._told = Elided("muted")
        self.write: QPushButton = button("Écrire…", lambda: self.asked.emit(document.name))
        self.write.setAccessibleName(f"Écrire : {document.title}")
        wears(self.write, document.icon)
        text = column(label(document.title, "strong"), self._told, spacing=2)
        line = row(text, *options, self.write, margins=(16, 11, 12, 11), spacing=12)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_state(self, *, closed: bool, busy: bool) -> None:
        barred = self.document.after and not closed
        self._told.tell(CLOSE_FIRST if barred else self.document.told)
        self.write.setEnabled(not busy and not barred)


class PapersPage(QWidget):
    """One line a document; the work under way with its progress, and what was written."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._fresh = bridge, Fresh()
        self.job: Job | None = None
        self.layout_box, self.levels = QComboBox(), QCheckBox("avec les positionnements")
        self.layout_box.setAccessibleName("Présentation des fichiers de résultats")
        self.levels.setAccessibleName("Copies avec les positionnements de la grille")
        self.lines = {d.name: PaperLine(d, *self._options(d.name)) for d in DOCUMENTS}
        self.stage, self.done = label("", "badge"), label("")
        self._assemble()
        for line in self.lines.values():
            line.asked.connect(self.ask)

    def _options(self, name: str) -> tuple[QWidget, ...]:
        return (self.levels,) if name == "copies" else ()

    def _assemble(self) -> None:
        other = button("Autre, .toml…", self._ask_layout, small=True)
        other.setToolTip("Les colonnes d’une académie ; le jury les garde sous leur nom")
        other.setAccessibleName("Présentation des résultats d’après un fichier .toml")
        columns = label("Colonnes des résultats", "muted")
        title = label("Documents", "title")
        head = row(title, self.stage, 1, columns, self.layout_box, other, spacing=12)
        why = label(SECRET, "muted")
        why.setWordWrap(True)
        self.done.setWordWrap(True)
        self.done.setProperty("role", "strong")
        self._working, self._bar = label(""), QProgressBar(textVisible=False)
        self._bar.setFixedHeight(BAR)
        self._work = QWidget()
        stop = button("Arrêter  Échap", self.stop, small=True)
        self._work.setLayout(row(expanding(self._working), self._bar, stop, spacing=12))
        self._work.hide()
        inside = QWidget()
        inside.setLayout(
            column(
                head,
                why,
                *self.lines.values(),
                self._work,
                self.done,
                1,
                margins=(14, 12, 14, 12),
                spacing=10,
            )
        )
        area = SteadyArea()
        area.setWidget(inside)
        self.setLayout(column(area))

    def refresh(self) -> None:
        """Whether the results are official, and the layouts the jury keeps."""
        results = self._bridge.state.results
        if self._fresh.stale(results.layouts, results.closing):
            tell(self.stage, stage(self._bridge.desk.picture()))
            mark_as(self.stage, "tone", "" if results.closing else "warn")
            self._show_layouts()
            self._show_state()

    def _show_layouts(self) -> None:
        kept = self.layout_box.currentData()
        self.layout_box.clear()
        self.layout_box.addItem(USUAL, "")
        for name in self._bridge.state.results.layouts:
            self.layout_box.addItem(name, name)
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(kept)))

    def _show_state(self) -> None:
        closed = self._bridge.state.results.closing is not None
        for line in self.lines.values():
            line.show_state(closed=closed, busy=self.job is not None)
        self._work.setVisible(self.job is not None)

    # --- writing --------------------------------------------------------------------------------

    def ask(self, name: str) -> None:
        """Ask where to write that document, and write it."""
        folder = open_folder(self, f"Dossier où écrire : {self.lines[name].document.title}")
        if folder is not None:
            self.write(name, folder)

    def write(self, name: str, folder: Path) -> None:
        """Write it there, off this thread."""
        document = self.lines[name].document
        layouts = self._bridge.state.results.layouts
        layout = layouts.get(self.layout_box.currentData() or "", ())
        wanted = Wanted(folder, layout, self.levels.isChecked())
        job = self.job = Job(document.work(self._bridge.desk.picture(), wanted))
        tell(self.done, "")
        self._said(document.title, 0, 0)
        job.progressed.connect(partial(self._said, document.title))
        job.done.connect(lambda told: tell(self.done, f"✓ {told}"))
        job.failed.connect(self._bridge.failed)
        job.cancelled.connect(lambda: tell(self.done, f"{document.title} : arrêté, rien d’écrit."))
        job.ended.connect(self._ended)
        tasks.start(job)
        self._show_state()

    def _said(self, title: str, steps: int, total: int) -> None:
        tell(self._working, f"{title} : {steps} sur {total}" if total > 1 else f"{title}…")
        self._bar.setRange(0, total if total > 1 else 0)
        self._bar.setValue(steps)

    def _ended(self) -> None:
        self.job = None
        self._show_state()

    def stop(self) -> None:
        """Stop before the next file; nothing is written until all are made."""
        if self.job is not None:
            self.job.cancel()

    def _ask_layout(self) -> None:
        path = open_file(self, "Présentation des résultats", DESCRIPTIONS)
        if path is not None:
            self.take_layout(path)

    def take_layout(self, path: Path) -> None:
        """Keep the columns that file describes under their name, and choose them."""
        try:
            act = read_layout(path)
        except PassageError as error:
            self._bridge.refused.emit(str(error))
            return
        if self._bridge.perform(act):
            self.layout_box.setCurrentIndex(self.layout_box.findData(act.name))

    # --- the desk -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.job is not None:
            self.stop()
        else:
            super().keyPressEvent(event)

    def search(self) -> None:
        """The first document: Tab goes on from there."""
        next(iter(self.lines.values())).write.setFocus()

    def close_file(self) -> None:
        """Before the file is let go: nothing works on."""
        if self.job is not None:
            tasks.finish()
        if self.job is not None:
            QCoreApplication.sendPostedEvents(self.job)
