"""Uncaught errors and Qt's warnings, from whatever thread: to the log, and told in the banner."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import Counter
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication

from app.services.diagnostics import (
    CrashTrace,
    close_log,
    described,
    diagnostic,
    fixed_words,
    left_traces,
    log,
    machine,
    open_log,
    where,
)
from app.services.version import VERSION
from app.system import log_folder

QUIET = ("This plugin does not support",)
"""What the offscreen plugin says of itself."""
SCREEN = "qt.qpa"
"""What a desktop says of itself (Wayland cannot raise a window): logged, of no use to examiners."""
LOUD = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
TALK = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


class Reporter(QObject):
    """Takes the interpreter's and Qt's hooks until ``release``."""

    failed = Signal(str, str)
    """A sentence, and the diagnostic to copy."""
    warned = Signal(str)
    """A sentence for a moment."""

    def __init__(self, parent: QObject | None = None, *, debug: bool = False) -> None:
        super().__init__(parent)
        self._debug = debug
        self._met: Counter[str] = Counter()
        self._log: logging.Handler | None = None
        self._trace: CrashTrace | None = None
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._uncaught
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        self._handler = qInstallMessageHandler(self._said)

    def keep(self) -> None:
        """Open the log, and the trace of a crash; tell of crashes before. Done after the first
        paint, which needs none of it."""
        folder = log_folder()
        crashes = left_traces(folder, time.time())
        self._open()
        self._trace = CrashTrace(folder)
        log.info("Passage %s, %s", VERSION, "; ".join(machine_lines()))
        for about in crashes:
            self._crashed(about)

    def _open(self) -> None:
        if self._log is None:
            self._log = open_log(log_folder(), debug=self._debug)

    def release(self) -> None:
        """The program ended well: give the hooks back, leave no trace of a crash."""
        if self._trace is not None:
            self._trace.close()
        close_log(self._log)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        qInstallMessageHandler(self._handler)

    # --- Python ---------------------------------------------------------------------------------

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        if self._debug:
            sys.__excepthook__(kind, error, trace)
        self.report(error.with_traceback(trace))

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    def _unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    def report(self, error: BaseException) -> None:
        """Log a bug and tell it; what it says is left out, for it may quote a candidate."""
        about = described(error)
        place = f"{type(error).__name__}, {where(error)}"
        if self._first(place):
            self._open()
            log.error("uncaught %s", " | ".join(about))
        self.failed.emit(
            f"Erreur inattendue du programme ({place}). Rien d’enregistré n’est perdu. "
            "Copiez le diagnostic pour l’assistance : il ne contient ni nom ni note.",
            diagnostic(about, machine_lines()),
        )

    def _crashed(self, about: list[str]) -> None:
        """Tell that an earlier run ended by a crash."""
        log.error("an earlier run crashed: %s", " | ".join(about))
        self.failed.emit(
            "La dernière fois, Passage s’est arrêté brutalement. Rien d’enregistré n’est perdu. "
            "Copiez le diagnostic pour l’assistance : il ne contient ni nom ni note.",
            diagnostic(about, machine_lines()),
        )

    def _first(self, what: str) -> bool:
        """Whether to log it: the first, tenth, hundredth… time, for some come every second."""
        self._met[what] += 1
        return str(self._met[what]).strip("0") == "1"

    # --- Qt -------------------------------------------------------------------------------------

    def _said(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message.startswith(QUIET):
            return
        words = f"Qt {context.category or ''}: {fixed_words(message)}"
        if kind in TALK:
            log.debug("%s", words)
            return
        if self._first(words):
            log.warning("%s", words)
        if kind in LOUD:
            self.failed.emit(
                "Le système d’affichage signale une erreur grave. Rien d’enregistré n’est perdu. "
                "Copiez le diagnostic pour l’assistance.",
                diagnostic([words], machine_lines()),
            )
        elif self._met[words] == 1 and not (context.category or "").startswith(SCREEN):
            self.warned.emit("Un avertissement technique a été noté au journal du programme.")


def machine_lines() -> list[str]:
    """System, Python, Qt and screens."""
    import PySide6

    screens = ", ".join(
        f"{screen.size().width()}×{screen.size().height()} à {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    qt = f"PySide6 {PySide6.__version__}, Qt {qVersion()}, {QGuiApplication.platformName()}"
    return [*machine(), qt, f"Écran {screens}"]
