"""The sheets: what can be printed on the left, exactly what prints on the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from app.domain.acts import ConfirmPaperSignature, RecordPrint
from app.domain.errors import PassageError
from app.domain.state import State
from app.services.printing import write_files
from ui import tasks
from ui.bridge import Bridge
from ui.files_dialogs import open_folder
from ui.papers import Paper, examiners, make, papers, signers
from ui.papers_list import PapersList
from ui.preview import Preview
from ui.printer import Printer, send
from ui.tasks import Job
from ui.transcribe_page import TranscribePage
from ui.widgets import button, card, column, emptied, label, row

LIST = 400


class SheetsPage(QStackedWidget):
    """The list and its preview, and behind it the page that transcribes a sheet from paper."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge = bridge
        self._printer = Printer()
        self._job: Job | None = None
        self.list, self.preview = PapersList(), Preview(bridge)
        self._without = label("", "muted")
        self._without.setWordWrap(True)
        self.print_button = button("Imprimer", self.print_checked, primary=True)
        self.save_button = button("Enregistrer en PDF…", self.save_checked)
        self._bar, self._cancel = QProgressBar(), button("Annuler", self.stop)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._working = label("", "muted")
        self._signatures = QHBoxLayout()
        self.transcribing = TranscribePage(bridge)
        self.transcribing.left.connect(self._back)
        self._assemble()
        self._wire()
        self.refresh()

    def _assemble(self) -> None:
        self._progress = QWidget()
        self._progress.setLayout(column(row(self._working, 1, self._cancel), self._bar, spacing=6))
        self._progress.hide()
        left = card()
        foot = column(
            self._without,
            self._progress,
            row(self.print_button, self.save_button, 1),
            button("Transcrire une grille remplie sur papier…", self.transcribe),
            margins=(12, 8, 12, 12),
        )
        left.setLayout(column(self.list, foot, margins=(1, 6, 1, 1), spacing=0))
        left.setFixedWidth(LIST)
        right = card()
        signed = row(self._signatures, 1, margins=(14, 8, 14, 10))
        right.setLayout(column(self.preview, signed, margins=(1, 1, 1, 1), spacing=0))
        whole = QWidget()
        whole.setObjectName("page")
        box = row(left, right, margins=(14, 12, 14, 12), spacing=12)
        box.setStretch(1, 1)
        whole.setLayout(box)
        self.addWidget(whole)
        self.addWidget(self.transcribing)

    def _wire(self) -> None:
        self.list.chosen.connect(self._show_current)
        self.list.ticked.connect(self._tell)
        self._bridge.changed.connect(self._changed)
        self._bridge.privacy.connect(self._changed)

    def _changed(self, _: object = None) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Bring list, preview and signatures to what is stored."""
        state = self._bridge.state
        veiled = self._bridge.in_room() is not None
        self.list.show_papers(papers(state, veiled=veiled))
        left = sum(p.in_force is None and not p.absent for p in state.in_order)
        told = "Une grille n’est pas encore scellée." if left == 1 else ""
        self._without.setText(told or f"{left} grilles ne sont pas encore scellées." * bool(left))
        self._without.setVisible(bool(left) and not veiled)
        self._show_current()
        self._tell()

    def _show_current(self) -> None:
        paper = self.list.current()
        self.preview.show_paper(paper)
        self._show_signatures(paper)

    def _tell(self) -> None:
        count = len(self.list.checked())
        busy = self._job is not None
        what = "la feuille affichée" if not count else f"{count} feuille{'s' * (count > 1)}"
        self.print_button.setText(f"Imprimer {what}")
        self.save_button.setText("Enregistrer en PDF…")
        for widget in (self.print_button, self.save_button):
            widget.setEnabled(not busy and (count > 0 or self.list.current() is not None))
        self._progress.setVisible(busy)

    # --- signed by hand -------------------------------------------------------------------------

    def _show_signatures(self, paper: Paper | None) -> None:
        emptied(self._signatures)
        passage = self._bridge.state.passages.get(paper.passage) if paper else None
        if paper is None or passage is None or not paper.version or self._bridge.in_room():
            return
        self._signatures.addWidget(label("Signée à la main par :", "muted"))
        done = signers(passage)
        for name in examiners(passage):
            signed = partial(self._sign, paper, name)
            made = button(f"{name} ✓" if name in done else name, signed)
            made.setEnabled(name not in done)
            made.setAccessibleName(f"Signée à la main par {name}")
            self._signatures.addWidget(made)

    def _sign(self, paper: Paper, name: str) -> None:
        self._bridge.perform(ConfirmPaperSignature(paper.passage, name, paper.version))

    # --- printing and saving --------------------------------------------------------------------

    def wanted(self) -> list[Paper]:
        """The ticked papers, else the one shown."""
        current = self.list.current()
        return self.list.checked() or ([current] if current else [])

    def _part_runs(self) -> bool:
        return any(p.open_run and not p.suspended for p in self._bridge.state.passages.values())

    def print_checked(self) -> None:
        """Print what is wanted; the printer is asked for unless a part runs (rule 7)."""
        try:
            printer = self._printer.choose(self, ask=not self._part_runs())
        except PassageError as error:
            self._bridge.failed.emit(str(error))
            return
        if printer is not None:
            work = printing(self._bridge.state, self._bridge.now(), self.wanted(), printer)
            self._start(Job(work), "Impression")

    def save_checked(self) -> None:
        """Save what is wanted as PDF; beside the commission file while a part runs (rule 7)."""
        path = self._bridge.desk.path
        folder: Path | None = path.with_name(f"{path.stem}-grilles")
        if not self._part_runs():
            folder = open_folder(self, "Dossier où enregistrer les feuilles")
        if folder is not None:
            work = saving(self._bridge.state, self._bridge.now(), self.wanted(), folder)
            self._start(Job(work), "Enregistrement")

    def _start(self, job: Job, title: str) -> None:
        self._job = job
        self._title = title
        self._said(0, len(self.wanted()))
        job.progressed.connect(self._said)
        job.stepped.connect(self._printed)
        job.failed.connect(self._bridge.failed)
        job.done.connect(self._done)
        job.ended.connect(self._ended)
        tasks.start(job)
        self._tell()

    def _said(self, steps: int, total: int) -> None:
        self._working.setText(f"{self._title} : {steps} sur {total}")
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(steps)

    def _printed(self, paper: Paper) -> None:
        """A sheet left for the printer: that is an act."""
        if paper.version:
            self._bridge.perform(RecordPrint(paper.passage, paper.version))

    def _done(self, told: object) -> None:
        self._without.setText(str(told))
        self._without.show()

    def _ended(self) -> None:
        self._job = None
        self._tell()

    def stop(self) -> None:
        """Cancel the work under way; what was printed is printed, and recorded."""
        if self._job is not None:
            self._job.cancel()

    def close_file(self) -> None:
        """Before the file is let go: nothing works on, nothing printed goes unrecorded."""
        tasks.finish()
        if self._job is not None:
            QCoreApplication.sendPostedEvents(self._job)

    # --- from paper -----------------------------------------------------------------------------

    def transcribe(self) -> None:
        self.transcribing.refresh()
        self.setCurrentWidget(self.transcribing)
        self.transcribing.levels.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self.setCurrentIndex(0)
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def printing(
    state: State, now: datetime, wanted: list[Paper], printer: QPrinter
) -> Callable[[Job], str]:
    """The work of printing: one job of the printer a paper, handed over once it is through."""

    def work(job: Job) -> str:
        for done, paper in enumerate(wanted):
            job.progress(done, len(wanted))
            name, pdf = make(state, now, paper)
            send(pdf, name, printer, partial(job.progress, done, len(wanted)))
            job.step(paper)
        return f"{_count(wanted)} à l’imprimante."

    return work


def saving(state: State, now: datetime, wanted: list[Paper], folder: Path) -> Callable[[Job], str]:
    """The work of saving: every file, or none (an existing one is never overwritten)."""

    def work(job: Job) -> str:
        files: dict[str, bytes] = {}
        for done, paper in enumerate(wanted):
            job.progress(done, len(wanted))
            name, pdf = make(state, now, paper)
            files[name] = pdf
        write_files(folder, files)
        return f"{_count(wanted)} dans {folder}."

    return work


def _count(wanted: list[Paper]) -> str:
    return "1 feuille envoyée" if len(wanted) == 1 else f"{len(wanted)} feuilles envoyées"
