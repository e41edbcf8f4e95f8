"""Sleep and screen lock held off while a clock runs or is paused.

Here stand the ways of each system. Libraries that do this wait for the system's bus, or collect
garbage from a thread that is not the window's; Qt asks the bus without waiting and no thread.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.services.absence import running
from app.services.diagnostics import log
from ui.bridge import Bridge

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusPendingCallWatcher

SETTLE_MS = 1000
"""Once for a part that follows another, and not among the first things a window does."""
ANSWER_MS = 5000
MAC_END_MS = 500
REASON = "Un candidat est interrogé"
UNHELD = (
    "Cet ordinateur ne laisse pas Passage empêcher la mise en veille : branchez-le et réglez la "
    "veille sur « jamais » pour la journée. Le temps compte juste même en veille."
)

Answer = Callable[[bool], None]


class Hold(Protocol):
    """One system's way. Neither act waits nor raises."""

    def begin(self, answer: Answer) -> None:
        """Hold sleep off; ``answer`` is told, once, whether the system agreed."""

    def end(self) -> None:
        """Let the machine sleep again."""


class BusHold:
    """Linux and its kin: the desktop's own service, which lets go when our connection closes."""

    NAME = "passage-awake"
    SERVICE, PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"

    def __init__(self) -> None:
        self._watcher: QDBusPendingCallWatcher | None = None

    def begin(self, answer: Answer) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        address = session_bus()
        if not address:
            answer(False)
            return
        bus = QDBusConnection.connectToBus(address, self.NAME)
        asked = QDBusMessage.createMethodCall(self.SERVICE, self.PATH, self.SERVICE, "Inhibit")
        asked.setArguments(["Passage", REASON])
        call = bus.asyncCall(asked, ANSWER_MS)
        if call.isFinished():  # no bus at that address: no watcher would ever tell
            answer(not call.isError())
            return
        self._watcher = QDBusPendingCallWatcher(call)
        self._watcher.finished.connect(lambda ended: answer(not ended.isError()))

    def end(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        self._watcher = None
        QDBusConnection.disconnectFromBus(self.NAME)


def session_bus() -> str:
    """The address of this session's bus, "" where there is none: none is ever started."""
    told = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    usual = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "bus"
    return told or (f"unix:path={usual}" if usual.exists() else "")


class WindowsHold:
    """Windows: the state of the window's own thread, which ends with it."""

    CONTINUOUS, SYSTEM, DISPLAY = 0x80000000, 0x1, 0x2

    def begin(self, answer: Answer) -> None:
        answer(self._set(self.CONTINUOUS | self.SYSTEM | self.DISPLAY))

    def end(self) -> None:
        self._set(self.CONTINUOUS)

    def _set(self, flags: int) -> bool:
        if sys.platform == "win32":
            ask = ctypes.windll.kernel32.SetThreadExecutionState
            ask.argtypes, ask.restype = [ctypes.c_uint32], ctypes.c_uint32
            return bool(ask(flags))
        return False


class MacHold:
    """macOS: its own command, which ends when its input closes, even when we are killed."""

    COMMAND = "caffeinate"
    ARGUMENTS = ("-d", "-i", "cat")

    def __init__(self) -> None:
        self._process: QProcess | None = None

    def begin(self, answer: Answer) -> None:
        self._process = QProcess()
        self._process.started.connect(lambda: answer(True))
        self._process.errorOccurred.connect(lambda _: answer(False))
        self._process.start(self.COMMAND, list(self.ARGUMENTS))

    def end(self) -> None:
        if self._process is not None:
            self._process.blockSignals(True)
            self._process.kill()
            self._process.waitForFinished(MAC_END_MS)
            self._process = None


def system_hold() -> Hold:
    if sys.platform == "win32":
        return WindowsHold()
    return MacHold() if sys.platform == "darwin" else BusHold()


class Awake(QObject):
    """Follows the clocks of an open file."""

    unheld = Signal(str)
    """Said once where the system refuses."""

    def __init__(self, bridge: Bridge, hold: Hold | None = None) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._hold = hold or system_hold()
        self._held = self._told = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._follow)
        bridge.changed.connect(lambda _: self._settle.start())
        bridge.closed.connect(self.release)
        self._settle.start()

    def _follow(self) -> None:
        wanted = bool(running(self._bridge.state))
        if wanted and not self._held:
            self._held = True
            self._hold.begin(self._answered)
        elif not wanted:
            self.release()

    def release(self) -> None:
        self._settle.stop()
        if self._held:
            self._held = False
            self._hold.end()
            log.info("sleep allowed")

    def _answered(self, agreed: bool) -> None:
        log.info("sleep held off" if agreed else "sleep cannot be held off")
        if not agreed and not self._told:
            self._told = True
            self.unheld.emit(UNHELD)
