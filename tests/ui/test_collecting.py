"""No widget is ever destroyed off the window's thread."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui import tasks
from ui.collecting import Collector, collect
from ui.tasks import Job


class Loop:
    """A cycle that tells in which thread it was collected."""

    def __init__(self, told: list[int]) -> None:
        self.me, self._told = self, told

    def __del__(self) -> None:
        self._told.append(threading.get_ident())


def busy(_: Job) -> None:
    """Allocates more than any collector waits for."""
    for _round in range(50):
        [[] for _one in range(2000)]


def test_a_thread_that_works_collects_nothing_of_the_window(qtbot: QtBot) -> None:
    gc.enable()
    owner, told = QObject(), list[int]()
    Collector(owner)
    for _ in range(10):
        Loop(told)
    job = Job(busy)
    with qtbot.waitSignal(job.ended):
        tasks.start(job)
    assert told == []
    for _ in range(2):
        [[] for _one in range(5000)]
        collect()
    gc.collect()
    assert told == [threading.get_ident()] * 10
