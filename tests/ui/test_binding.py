"""The Qt binding itself: what it does wrong would end the program in the middle of an exam."""

from __future__ import annotations

import subprocess
import sys

MANY_CALLS = """
import ui
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(100_000):
    thing.setObjectName("nom")
    thing.blockSignals(True)
    thing.blockSignals(False)
print("alive")
"""


def test_a_hundred_thousand_calls_into_qt_leave_the_program_alive() -> None:
    done = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
