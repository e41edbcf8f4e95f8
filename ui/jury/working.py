"""A piece of work on the jury file under way: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.services.examining import Outcome
from app.services.jury_desk import JuryDesk
from app.services.receiving import receive
from ui import tasks
from ui.tasks import Job
from ui.widgets import button, column, label, row

Outcomes = list[Outcome]
BAR = 6


def looking(desk: JuryDesk, sources: Sequence[Path], *, dry_run: bool) -> Callable[[Job], Outcomes]:
    """The work of receiving, or of saying what that would do; cancelled, it leaves nothing."""

    def work(job: Job) -> Outcomes:
        def watch(_: Outcome, done: int, total: int) -> bool:
            job.progress(done, total)
            return True

        return receive(desk, sources, dry_run=dry_run, watch=watch)

    return work


class Working(QWidget):
    """A strip in view while a job runs; one at a time."""

    turned = Signal()
    """Work began or ended."""

    def __init__(self) -> None:
        super().__init__()
        self.job: Job | None = None
        self._title, self._told, self._bar = "", label("", "strong"), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(BAR)
        self._bar.setAccessibleName("Avancement")
        self.cancel = button("Annuler", self.stop)
        self.setLayout(column(row(self._told, 1, self.cancel), self._bar, spacing=6))
        self.hide()

    def start(self, job: Job, title: str) -> None:
        """Do it in front of the user; connect to the job's signals before."""
        self.job, self._title = job, title
        self.say(0, 0)
        job.progressed.connect(self.say)
        job.ended.connect(lambda: self._ended(job))
        tasks.start(job)
        self.show()
        self.turned.emit()

    def say(self, done: int, total: int) -> None:
        """So many files of so many; of 0, they are still being counted."""
        self._told.setText(f"{self._title} : {done} sur {total}" if total else f"{self._title}…")
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _ended(self, job: Job) -> None:
        if self.job is job:
            self.job = None
            self.hide()
            self.turned.emit()

    def stop(self) -> None:
        """Stop after the file under way; nothing is then written."""
        if self.job is not None:
            self.job.cancel()

    def close_file(self) -> None:
        """Before the file is let go: nothing works on."""
        if self.job is not None:
            tasks.finish()
            QCoreApplication.sendPostedEvents(self.job)
