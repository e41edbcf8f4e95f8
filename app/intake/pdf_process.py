"""Reading PDFs nobody trusts: in a process of their own, bounded in time and memory.

The process serves many files and is replaced once one of them killed it. What comes back is JSON,
so that even a process taken over by its file hands over texts and nothing else.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from app.domain.errors import PassageError
from app.system import limit_process

Report = dict[str, Any]
ENCRYPTED, BROKEN, TOO_MUCH = "encrypted", "broken", "too-much"
SECONDS, STARTING_SECONDS = 10, 60
MEMORY = 700_000_000
_MAX_REPORT = 30_000_000
_READY = b"ready"
_WIDGETS, _TEXTS = b"widgets", b"texts"


class PdfProcess:
    """``report`` and ``texts`` read one file after another; use it in a ``with``."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: Any = None
        self._pipe: Connection | None = None

    def __enter__(self) -> PdfProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def report(self, data: bytes) -> Report:
        """What ``pdf_widgets.report`` says of the file; "too-much" where it took too long, took
        too much or killed its reader. PassageError where no reader can be started."""
        return self._bounded(_WIDGETS, data)

    def texts(self, path: Path) -> Report:
        """What ``pdf_texts.report`` says of the file there, within the same bounds."""
        return self._bounded(_TEXTS, os.fsencode(path.absolute()))

    def _bounded(self, wanted: bytes, data: bytes) -> Report:
        told = self._ask(self._pipe or self._start(), wanted, data)
        if told["problem"] == TOO_MUCH:
            self._stop()  # what it holds of that file goes with it
        return told

    def _ask(self, pipe: Connection, wanted: bytes, data: bytes) -> Report:
        with suppress(OSError, EOFError, ValueError):
            pipe.send_bytes(wanted)
            pipe.send_bytes(data)
            if pipe.poll(self._seconds):
                told: Report = json.loads(pipe.recv_bytes(_MAX_REPORT))
                return told
        return problem(TOO_MUCH) | {"texts": []}

    def _start(self) -> Connection:
        with suppress(OSError, EOFError):
            pipe = self._launch()
            if pipe.poll(STARTING_SECONDS) and pipe.recv_bytes() == _READY:
                return pipe
        self._stop()
        raise PassageError(
            "La lecture des formulaires PDF n’a pas pu démarrer. Recommencez ; si cela persiste, "
            "saisissez les fiches à la main."
        )

    def _launch(self) -> Connection:
        """Our end of the pipe to a new process; OSError where the system has no room for one."""
        context = get_context("spawn")  # a fork would copy the window and its threads
        self._pipe, theirs = context.Pipe()
        child = context.Process(target=serve, args=(theirs,), daemon=True)
        with theirs:
            child.start()
        self._child = child
        return self._pipe

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._child is not None:
            self._child.kill()
            self._child.join()
            self._child.close()
            self._child = None


def serve(pipe: Connection) -> None:
    """The process's own loop: a file's bytes in, its report out, until nobody asks any more."""
    from app.intake import pdf_texts, pdf_widgets

    reports = {_WIDGETS: pdf_widgets.report, _TEXTS: pdf_texts.report}

    logging.disable()  # pypdf tells each oddity of a file on the standard error
    pipe.send_bytes(_READY)
    with suppress(EOFError, OSError, MemoryError, KeyboardInterrupt):
        while True:
            report = reports[pipe.recv_bytes()]
            data = pipe.recv_bytes()
            limit_process(MEMORY, SECONDS)
            pipe.send_bytes(json.dumps(report(data)).encode())


def problem(code: str) -> Report:
    """The report of a file that gives nothing."""
    return {"problem": code, "pages": 0, "active": False, "widgets": []}
