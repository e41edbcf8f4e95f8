"""In a child process: says when the first paint is done, and the memory it took."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Ends the process once ``widget`` and all in it were painted for the first time."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, tell)  # the parts are painted in the same turn
        return False


def tell() -> None:
    """Print the peak of this process's memory, in bytes, and end at once."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert told is not None
    print(int(told[1]) * 1024)
    sys.stdout.flush()
    os._exit(0)
