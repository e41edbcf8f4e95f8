"""Python's cycles are collected on the window's thread alone.

Left to itself the collector runs in whatever thread happens to allocate: in one that makes sheets
it would destroy widgets long closed, off their thread, and end the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 2000


def collect() -> None:
    """Collect the oldest generation that has grown over its limit, and the younger ones."""
    limits = gc.get_threshold()
    grown = [n for n, count in enumerate(gc.get_count()) if count > limits[n]]
    if grown:
        gc.collect(grown[-1])


class Collector(QObject):
    """Takes the place of the automatic collector for as long as the application lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=LOOK_MS)
        timer.timeout.connect(collect)
        timer.start()
