"""Packs are written off the window's thread; what they change in the jury file is done on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event, Lock

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.acts import Act
from app.domain.errors import PassageError
from app.domain.jury.state import JuryState
from app.services.jury_packs import Issue, issue
from ui.jury.bridge import JuryBridge
from ui.tasks import Job

LOOK_S = 0.05


class _Asked:
    """Acts asked for by the work: done once, or withdrawn before."""

    def __init__(self, acts: tuple[Act, ...]) -> None:
        self.acts = acts
        self.done, self.lock = Event(), Lock()
        self.error: BaseException | None = None
        self.withdrawn = False


class Issuer(QObject):
    """The jury file as the work of issuing sees it, from another thread."""

    _ask = Signal(object)

    def __init__(self, bridge: JuryBridge) -> None:
        """On the window's thread: nothing of the file is read later but through signals."""
        super().__init__(bridge)
        self._bridge = bridge
        self.path: Path = bridge.desk.path
        self.state: JuryState = bridge.state
        packed = any(commission.packs for commission in self.state.commissions.values())
        self._history = list(bridge.desk.history()) if packed else []
        self.job: Job | None = None
        self._ask.connect(self._perform, Qt.ConnectionType.QueuedConnection)

    def history(self) -> Iterator[tuple[Act, JuryState]]:
        return iter(self._history)

    def work(self, folder: Path, codes: tuple[str, ...]) -> Job:
        """The job that issues packs into ``folder``; its ``done`` brings an ``Issue``."""

        def does(job: Job) -> Issue:
            return issue(self, folder, codes, job.progress)

        self.job = Job(does)
        return self.job

    def perform_all(self, acts: Iterable[Act]) -> None:
        """From the work: have the acts done on the window's thread, and wait for it."""
        asked = _Asked(tuple(acts))
        self._ask.emit(asked)
        while not asked.done.wait(LOOK_S):
            with asked.lock:
                if self.job is not None and self.job.stopping and not asked.done.is_set():
                    asked.withdrawn = True
                    self.job.progress(0, 0)  # raises: nothing was done, nothing stays
        if asked.error is not None:
            raise asked.error

    def _perform(self, asked: _Asked) -> None:
        with asked.lock:
            if asked.withdrawn:
                return
            try:
                self._bridge.perform_whole(asked.acts)
            except PassageError as error:
                asked.error = error
            finally:
                asked.done.set()
