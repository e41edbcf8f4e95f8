"""A desktop's screen saver on the session's bus, in a process of its own: it says what it is asked.

``python -m tests.ui.saver``; its address is ``DBUS_SESSION_BUS_ADDRESS``.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServiceWatcher, QDBusVirtualObject

import ui  # noqa: F401  # steadies the binding first

NAME = "org.freedesktop.ScreenSaver"


def say(*words: str) -> None:
    print(*words, flush=True)


class Saver(QDBusVirtualObject):
    """Agrees to whatever is asked, and watches who asked leave."""

    def __init__(self) -> None:
        super().__init__()
        self._watcher = QDBusServiceWatcher()
        self._watcher.setConnection(QDBusConnection.sessionBus())
        self._watcher.setWatchMode(QDBusServiceWatcher.WatchModeFlag.WatchForUnregistration)
        self._watcher.serviceUnregistered.connect(lambda _: say("left"))

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802
        say(message.member(), *message.arguments())
        self._watcher.addWatchedService(message.service())
        return connection.send(message.createReply([1]))


def main() -> None:
    application = QCoreApplication([])
    bus, saver = QDBusConnection.sessionBus(), Saver()
    bus.registerVirtualObject("/org/freedesktop/ScreenSaver", saver)
    say("ready" if bus.registerService(NAME) else "taken")
    application.exec()


if __name__ == "__main__":
    main()
