"""The program's own log, and what to copy when something went wrong: never a word of a candidate.

Only fixed words are written: ids of actions and acts, kinds of errors, places in the code. What an
error says is left out, for it may quote a name or a mark.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from app.services.version import VERSION

log = logging.getLogger("passage")
log.setLevel(logging.DEBUG)
log.propagate = False

LINES = 30
"""How many of the last lines a diagnostic holds."""
SIZE, FILES = 400_000, 3
CHAINED = 5
FORMAT = logging.Formatter("%(asctime)s %(levelname)s %(message)s")
_FRAME = re.compile(r'\s*File "(.+)", line (\d+) in (.+)')
_QUOTING = re.compile(r"[\"'`«»“”‘’<>/\\\d]|\b[a-z]+:/")


class Recent(logging.Handler):
    """The last lines of the log, in memory: they are there before any file is."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(FORMAT)
        self.lines: deque[str] = deque(maxlen=LINES)
        self._early: deque[logging.LogRecord] = deque(maxlen=LINES)
        self.kept = False
        """Whether a file is written too."""

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        if not self.kept:
            self._early.append(record)

    def hand_over(self) -> list[logging.LogRecord]:
        """What came while there was no file to write it to."""
        early, self.kept = list(self._early), True
        self._early.clear()
        return early


recent = Recent()
log.addHandler(recent)


def open_log(folder: Path, *, debug: bool = False) -> logging.Handler | None:
    """Write the log to ``folder`` too, what came before included; None where that cannot be.

    ``debug`` writes every action and act, on standard error as well.
    """
    from logging.handlers import RotatingFileHandler

    level = logging.DEBUG if debug else logging.INFO
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(
            folder / "passage.log", maxBytes=SIZE, backupCount=FILES - 1, encoding="utf-8"
        )
        file.setFormatter(FORMAT)
        for record in recent.hand_over():
            if record.levelno >= level:
                file.handle(record)
        if debug and sys.stderr is not None:
            _attach(logging.StreamHandler(sys.stderr), level)
        return _attach(file, level)
    log.warning("no log file: the folder refuses")
    return None


def _attach(handler: logging.Handler, level: int) -> logging.Handler:
    handler.setLevel(level)
    handler.setFormatter(FORMAT)
    log.addHandler(handler)
    return handler


def close_log(handler: logging.Handler | None) -> None:
    if handler is not None:
        recent.kept = False
        log.removeHandler(handler)
        handler.close()


# --- what went wrong ----------------------------------------------------------------------------


def described(error: BaseException) -> list[str]:
    """The error and what led to it: kinds and places, without what any of them says."""
    told: list[str] = []
    current: BaseException | None = error
    for _ in range(CHAINED):
        if current is None:
            break
        told += [type(current).__name__, *(f"  {place}" for place in _places(current))]
        implied = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or implied
    return told


def _places(error: BaseException) -> Iterator[str]:
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{short_path(code.co_filename)}:{trace.tb_lineno}:{code.co_name}"
        trace = trace.tb_next


def where(error: BaseException) -> str:
    """The last place of ours the error went through: "band.py:123"."""
    places = list(_places(error))
    ours = [place for place in places if place.startswith(("ui/", "app/", "db/"))]
    return (ours or places or ["?"])[-1].rpartition(":")[0].rpartition("/")[2]


def short_path(name: str) -> str:
    """The file and its folder only: what stands above may name whose computer it is."""
    return "/".join(re.split(r"[/\\]", name)[-2:])


def fixed_words(message: str) -> str:
    """What a library says up to the first quotation, path or figure."""
    return _QUOTING.split(message, maxsplit=1)[0].strip()


def diagnostic(about: list[str], machine: list[str]) -> str:
    """The text to hand over: program, machine, what went wrong, the last lines of the log."""
    return "\n".join(
        (f"Passage {VERSION}", *machine, "", *about, "", "Derniers gestes :", *recent.lines)
    )


def machine() -> list[str]:
    """The system and Python, in two lines."""
    import platform

    frozen = ", paquet" if getattr(sys, "frozen", False) else ""
    return [
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"Python {platform.python_version()}{frozen}",
    ]


# --- crashes of the interpreter itself ----------------------------------------------------------

STALE_S = 7 * 24 * 3600


class CrashTrace:
    """Where the interpreter writes how it crashed; gone when the program ends well."""

    def __init__(self, folder: Path) -> None:
        import faulthandler

        self._path = folder / f"crash-{os.getpid()}.txt"
        self._stream: TextIO | None = None
        self._before = faulthandler.is_enabled()
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            self._stream = self._path.open("w", encoding="utf-8")
            faulthandler.enable(self._stream)

    def close(self) -> None:
        import faulthandler

        if self._stream is not None:
            faulthandler.disable()
            if self._before and sys.__stderr__ is not None:
                faulthandler.enable(sys.__stderr__)
            self._stream.close()
            with suppress(OSError):
                self._path.unlink()


def left_traces(folder: Path, now: float) -> list[list[str]]:
    """What earlier runs that crashed left, each as kinds and places; told once, then removed.

    An empty one may belong to a program that is running: it goes after a week.
    """
    found = []
    for path in sorted(folder.glob("crash-*.txt")):
        with suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace")
            if text.strip():
                found.append(list(_crash_lines(text)))
            if text.strip() or now - path.stat().st_mtime > STALE_S:
                path.unlink()
    return found


def _crash_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if frame := _FRAME.fullmatch(line):
            yield f"  {short_path(frame[1])}:{frame[2]}:{frame[3]}"
        elif line.startswith(("Fatal Python error", "Windows fatal exception")):
            yield line
