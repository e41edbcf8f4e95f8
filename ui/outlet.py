"""Where papers leave by: the printer or PDF files, off the window's thread, with a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.errors import PassageError
from app.domain.text import counted
from app.services.printing import write_files
from ui import tasks
from ui.files_dialogs import open_folder
from ui.printer import Printer, send
from ui.tasks import Job
from ui.widgets import button, column, label, row

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.jury.bridge import JuryBridge


@dataclass(frozen=True)
class Leaf:
    """One PDF to come: ``make`` gives its file name and bytes, in whatever thread."""

    make: Callable[[], tuple[str, bytes]]
    paper: object = None
    """What is handed back once it is through."""


class Outlet(QWidget):
    """A strip that shows work under way; hidden when there is none."""

    printed = Signal(object)
    """The paper of a leaf that left for the printer."""
    told = Signal(object)
    """What came of it, as a sentence."""
    turned = Signal()
    """Work began or ended."""

    def __init__(self, bridge: Bridge | JuryBridge, folder: str) -> None:
        super().__init__()
        self._bridge, self._folder = bridge, folder
        self._printer = Printer()
        self.job: Job | None = None
        self._title = ""
        self._working, self._bar = label("", "muted"), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("Avancement")
        cancel = button("Annuler", self.stop)
        self.setLayout(column(row(self._working, 1, cancel), self._bar, spacing=6))
        self.hide()

    def print(self, leaves: Sequence[Leaf]) -> None:
        """Print them; the printer is asked for unless a part runs."""
        try:
            printer = self._printer.choose(self, ask=not self._bridge.clock_runs)
        except PassageError as error:
            self._bridge.failed.emit(str(error))
            return
        if printer is not None:
            self.start(Job(printing(leaves, printer)), "Impression", len(leaves))

    def save(self, leaves: Sequence[Leaf]) -> None:
        """Save them as PDF; beside the commission file while a part runs."""
        path = self._bridge.desk.path
        folder: Path | None = path.with_name(f"{path.stem}-{self._folder}")
        if not self._bridge.clock_runs:
            folder = open_folder(self, "Dossier où enregistrer en PDF")
        if folder is not None:
            self.start(Job(saving(leaves, folder)), "Enregistrement", len(leaves))

    def start(self, job: Job, title: str, total: int) -> None:
        """Do a piece of work in front of the user."""
        self.job, self._title = job, title
        self._said(0, total)
        job.progressed.connect(self._said)
        job.stepped.connect(self.printed)
        job.failed.connect(self._bridge.failed)
        job.done.connect(self.told)
        job.cancelled.connect(lambda: self.told.emit(f"{title} : arrêt, le reste n’est pas fait."))
        job.ended.connect(self._ended)
        tasks.start(job)
        self.show()
        self.turned.emit()

    def _said(self, steps: int, total: int) -> None:
        self._working.setText(f"{self._title} : {steps} sur {total}")
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(steps)

    def _ended(self) -> None:
        self.job = None
        self.hide()
        self.turned.emit()

    def stop(self) -> None:
        """Cancel the work under way; what was printed is printed, and recorded."""
        if self.job is not None:
            self.job.cancel()

    def close_file(self) -> None:
        """Before the file is let go: nothing works on, nothing printed goes unrecorded."""
        tasks.finish()
        if self.job is not None:
            QCoreApplication.sendPostedEvents(self.job)


def printing(leaves: Sequence[Leaf], printer: QPrinter) -> Callable[[Job], str]:
    """The work of printing: one job of the printer a leaf, handed over once it is through."""

    def work(job: Job) -> str:
        for done, leaf in enumerate(leaves):
            job.progress(done, len(leaves))
            name, pdf = leaf.make()
            send(pdf, name, printer, _teller(job, done, len(leaves)))
            job.step(leaf.paper)
        return f"{_sent(leaves)} à l’imprimante."

    return work


def _teller(job: Job, done: int, total: int) -> Callable[[int, int], None]:
    """What to say after each page: how many papers are through, or pages of the only one."""
    if total == 1:
        return job.progress
    return lambda page, pages: job.progress(done, total)


def saving(leaves: Sequence[Leaf], folder: Path) -> Callable[[Job], str]:
    """The work of saving: every file, or none (an existing one is never overwritten)."""

    def work(job: Job) -> str:
        files: dict[str, bytes] = {}
        for done, leaf in enumerate(leaves):
            job.progress(done, len(leaves))
            name, pdf = leaf.make()
            files[name] = pdf
        write_files(folder, files)
        return f"{_sent(leaves)} dans {folder}."

    return work


def _sent(leaves: Sequence[Leaf]) -> str:
    return f"{counted(len(leaves), 'document')} envoyé{'s' * (len(leaves) > 1)}"
