"""The one place that owns threads: work is done off the window's thread and told back on it.

Work is given immutable things only and touches no widget. One piece runs after another, in the
order given, so that nothing it uses (ReportLab, a printer) is entered twice at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from app.domain.errors import PassageError


class Cancelled(Exception):  # noqa: N818  the user changed their mind, nothing went wrong
    """Raised inside the work once it was cancelled."""


class Job(QObject):
    """A piece of work under way, seen from the window's thread.

    Exactly one of ``done``, ``failed`` and ``cancelled`` comes, then ``ended``.
    """

    progressed = Signal(int, int)
    """So many steps done, of so many."""
    stepped = Signal(object)
    """What a finished step produced."""
    done = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    ended = Signal()
    _told = Signal(str, object)

    def __init__(self, work: Callable[[Job], Any]) -> None:
        super().__init__()
        self._work = work
        self._stop = Event()
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    # --- from the window ------------------------------------------------------------------------

    def cancel(self) -> None:
        """Stop before the next step; what is done stays done."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was cancelled."""
        return self._stop.is_set()

    def _tell(self, what: str, value: Any) -> None:
        tellers: dict[str, Callable[[], None]] = {
            "progress": lambda: self.progressed.emit(*value),
            "step": lambda: self.stepped.emit(value),
            "done": lambda: self.done.emit(value),
            "failed": lambda: self.failed.emit(value),
            "cancelled": lambda: self.cancelled.emit(),
            "broken": lambda: self._broken(value),
        }
        tellers[what]()
        if what not in ("progress", "step"):
            self.ended.emit()
            _alive.pop(self, None)

    def _broken(self, error: BaseException) -> None:
        """A bug is told where all uncaught errors are."""
        sys.excepthook(type(error), error, error.__traceback__)
        self.failed.emit("Le travail s’est arrêté sur une erreur du programme.")

    # --- from the work --------------------------------------------------------------------------

    def progress(self, steps: int, total: int) -> None:
        """Say how far the work is; Cancelled when it is to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._told.emit("progress", (steps, total))

    def step(self, product: object) -> None:
        """Hand over what one step produced."""
        self._told.emit("step", product)

    def run(self) -> None:
        """Do the work, in whatever thread this is called from."""
        try:
            if self._stop.is_set():
                raise Cancelled
            self._told.emit("done", self._work(self))
        except Cancelled:
            self._told.emit("cancelled", None)
        except PassageError as error:
            self._told.emit("failed", str(error))
        except Exception as error:
            self._told.emit("broken", error)


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._job = job

    def run(self) -> None:
        self._job.run()


_alive: dict[Job, _Runner] = {}
"""Jobs are kept until they have said how they ended."""


@cache
def _pool() -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    return pool


def start(job: Job) -> Job:
    """Have the job done off this thread; connect to its signals before."""
    _alive[job] = _Runner(job)
    _pool().start(_alive[job])
    return job


def finish(milliseconds: int = 5000) -> bool:
    """Cancel everything and wait until no thread works; False when one would not stop."""
    for job in _alive:
        job.cancel()
    return _pool().waitForDone(milliseconds)
