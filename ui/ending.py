"""The session, the machine or a signal ends the program: typed text is kept, the file closed."""

from __future__ import annotations

import signal
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from app.services.diagnostics import log
from ui.main_window import MainWindow

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")
"""Those of them the system has."""


class Ending(QObject):
    """Ends the program well when it is asked to end from outside."""

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        super().__init__(application)
        self._application, self._window = application, window
        application.commitDataRequest.connect(self._session, Qt.ConnectionType.DirectConnection)
        application.aboutToQuit.connect(window.end)
        self._former = {
            number: signal.signal(number, lambda *_: None)
            for name in SIGNALS
            if (number := getattr(signal, name, None)) is not None
        }
        self._wake()

    def _wake(self) -> None:
        """A signal wakes Qt's loop by a byte; the interpreter alone would wait for an event."""
        import socket  # not needed by the first paint, after which all this is made

        self._read, self._written = socket.socketpair()
        for end in (self._read, self._written):
            end.setblocking(False)
        self._fd = signal.set_wakeup_fd(self._written.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._signalled)

    def _session(self, manager: QSessionManager) -> None:
        """The session may end, or not after all: keep what was typed, leave the file open."""
        log.info("the session ends")
        self._window.flush()

    def _signalled(self) -> None:
        with suppress(OSError):
            self._read.recv(16)
        log.info("ended by a signal")
        self._window.end()
        self._application.exit(0)

    def release(self) -> None:
        """Give the signals back, Qt's and the system's."""
        self._application.commitDataRequest.disconnect(self._session)
        self._application.aboutToQuit.disconnect(self._window.end)
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd)
        for number, handler in self._former.items():
            signal.signal(number, handler)
        for end in (self._read, self._written):
            end.close()
