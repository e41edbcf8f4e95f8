"""Dossiers dropped on the desk: matched off the window’s thread, seen and corrected before anything
is kept, then copied and read with a way to stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.jury.state import JuryState
from app.domain.people import Candidate
from app.domain.text import counted
from app.services.jury_dossiers import (
    Gathering,
    Kept,
    counts,
    dossier_acts,
    reason_against,
    whose,
)
from app.services.preparing import DossierFile, Dossiers, find_dossiers
from ui import tasks
from ui.intake_dossiers import DossiersPanel
from ui.jury.bridge import JuryBridge
from ui.tasks import Job
from ui.widgets import button, card, column, label, row

TITLE = "Ranger des dossiers"
MOST_LINES = 4
"""Lines told in full; the rest is counted."""


class JuryDossiers(DossiersPanel):
    """Finds off the window’s thread: a folder of 300 dossiers takes its time."""

    asked = Signal(object)
    """list of paths to look through."""

    def add(self, paths: list[Path]) -> None:
        if paths:
            self.asked.emit(paths)

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Whom pieces can be given to; nothing found yet."""
        self._candidates, self.found = candidates, Dossiers()
        self._show()


class DossiersIntake(QWidget):
    """From what was dropped to pieces kept; ``left`` when it is over or given up."""

    left = Signal()

    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.job: Job | None = None
        self._lines: list[str] = []
        self._read: list[Kept] = []
        self.panel = JuryDossiers(lambda: True)
        self.panel.asked.connect(self.look_through)
        self.panel.failed.connect(bridge.failed)
        self.panel.changed.connect(self._tell)
        self._told, self._bar = label("", "muted"), QProgressBar(textVisible=False)
        self._told.setWordWrap(True)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("Avancement")
        self.keep = button("Ranger", self._keep, primary=True)
        self.cancel = button("Annuler", self.stop)
        frame = card()
        inside = column(self.panel, margins=(1, 1, 1, 1))
        frame.setLayout(inside)
        foot = row(self._told, self.cancel, self.keep, spacing=10)
        foot.setStretch(0, 1)
        whole = column(label(TITLE, "title"), frame, self._bar, foot, spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._bar.hide()

    # --- finding --------------------------------------------------------------------------------

    def begin(self, paths: list[Path]) -> None:
        """Look through what was dropped; nothing where only the way is asked for."""
        people = [one.candidate for one in self._bridge.state.candidates.values()]
        self.panel.show_candidates(people)
        self.panel.add(paths)
        self.keep.setFocus()

    def look_through(self, paths: list[Path]) -> None:
        people = [one.candidate for one in self._bridge.state.candidates.values()]
        self._start(Job(lambda _: find_dossiers(paths, people)), self._found, "Lecture…")

    def _found(self, found: Dossiers) -> None:
        self.panel.take_found(found)

    def _tell(self) -> None:
        """What keeping would do, before it is done."""
        files, barred = wanted(self._bridge.state, self.panel.found)
        people = len({file.number for file in files})
        told = [f"{counted(len(files), 'pièce')} pour {counted(people, 'candidat')}"]
        if self.panel.found.unmatched:
            told.append(f"{self.panel.found.unmatched} à rattacher")
        told += [f"{n} laissées de côté : {why}" for why, n in Counter(barred).items()]
        self._told.setText(" · ".join(told) + "." if self.panel.found.files else "")
        self.keep.setEnabled(bool(files) and self.job is None)

    # --- keeping --------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Copy the pieces and read their forms off this thread; their acts are done on it."""
        state, path = self._bridge.state, self._bridge.desk.path
        files, _ = wanted(state, self.panel.found)
        self._lines, self._read = [], []

        people = len({file.number for file in files})
        total = len(files) + people

        def work(job: Job) -> None:
            gathered = Gathering(state, path, files, lambda n, _: job.progress(n, total))
            for done, (number, pieces) in enumerate(gathered.read(), 1):
                job.step((number, pieces))
                job.progress(len(files) + done, total)

        job = Job(work)
        job.stepped.connect(self._kept)
        self._start(job, self._through, "Copie et lecture des formulaires…")

    def _kept(self, step: tuple[str, list[Kept]]) -> None:
        """The pieces of one candidate are on the disk: say so in the journal."""
        number, pieces = step
        told = dossier_acts(self._bridge.state, number, pieces)
        self._bridge.perform_all(told.acts)
        who = whose(self._bridge.state, number)
        self._lines += [f"{who} : {line}" for line in told.lines]
        self._read += pieces

    def _through(self, _: object) -> None:
        told = list(counts(self._read))
        shown = self._lines[:MOST_LINES]
        more = len(self._lines) - len(shown)
        rest = [f"et {counted(more, 'autre remarque')}"] if more > 0 else []
        self._bridge.noted.emit(" · ".join([*told, *shown, *rest]))
        self.left.emit()

    # --- work under way -------------------------------------------------------------------------

    def _start(self, job: Job, done: Callable[[Any], None], told: str) -> None:
        self.job = job
        job.done.connect(done)
        job.failed.connect(self._bridge.failed)
        job.progressed.connect(self._progress)
        job.ended.connect(self._ended)
        tasks.start(job)
        self._told.setText(told)
        self._bar.setRange(0, 0)
        self._bar.show()
        self.keep.setEnabled(False)

    def _progress(self, steps: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(steps)
        self._told.setText(f"Copie et lecture : {steps} sur {total}")

    def _ended(self) -> None:
        self.job = None
        self._bar.hide()
        self._tell()

    def stop(self) -> None:
        """Stop what is under way: nothing is kept of pieces still being copied, and each candidate
        whose pieces were read has them. Or leave."""
        if self.job is not None:
            self.job.cancel()
        else:
            self.left.emit()

    def close_file(self) -> None:
        """Before the file is let go: what was copied is in the journal."""
        tasks.finish()
        if self.job is not None:
            QCoreApplication.sendPostedEvents(self.job)


def wanted(state: JuryState, found: Dossiers) -> tuple[list[DossierFile], list[str]]:
    """The files somebody is to have, and why others of a candidate are not kept."""
    owned = [file for file in found.files if file.number in state.candidates]
    reasons = [reason_against(state, file) for file in owned]
    files = [file for file, why in zip(owned, reasons, strict=True) if not why]
    return files, [why for why in reasons if why]
