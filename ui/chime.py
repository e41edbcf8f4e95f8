"""A sound at two minutes, at one and at the end of a part: off unless it was asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.domain import ledger
from app.domain.state import Passage, Run
from app.services.absence import running
from ui.bridge import Bridge

MARKS_S = (120, 60, 0)
LOOK_MS = 250
KEY = "sound"


def wanted(settings: QSettings) -> bool:
    return settings.value(KEY, False, type=bool) is True


class Chime(QObject):
    """Watches the part being held, else the preparation."""

    def __init__(self, bridge: Bridge, settings: QSettings) -> None:
        super().__init__(bridge)
        self._bridge, self._settings = bridge, settings
        self._left: tuple[object, int] | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        bridge.changed.connect(lambda _: self.follow())
        bridge.closed.connect(self._timer.stop)
        self.follow()

    def toggle(self) -> str:
        """Switch the sound; returns what is now so, in French."""
        on = not wanted(self._settings)
        self._settings.setValue(KEY, on)
        self.follow()
        if on:
            QApplication.beep()
            return "Son activé : à deux minutes, à une minute et à la fin de la partie."
        return "Son coupé : les avertissements restent visibles."

    def follow(self) -> None:
        """Look while there is something to hear, and only then."""
        if wanted(self._settings) and self._part() is not None:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()
            self._left = None

    def look(self) -> None:
        """Sound when a mark was passed since the last look."""
        part = self._part()
        if part is None:
            return
        passage, run = part
        which, left = (passage.number, run.started), self._seconds_left(passage, run)
        before = self._left[1] if self._left and self._left[0] == which else left
        self._left = which, left
        if any(left <= mark < before for mark in MARKS_S):
            QApplication.beep()

    def _part(self) -> tuple[Passage, Run] | None:
        clocks = running(self._bridge.state)
        return clocks[0] if clocks else None

    def _seconds_left(self, passage: Passage, run: Run) -> int:
        exam = self._bridge.state.exam
        time = ledger.part_time(exam, passage, exam.part_by_id[run.part], self._bridge.now())
        return time.planned_s - time.elapsed_s
