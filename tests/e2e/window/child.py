"""The program in a process of its own, its clock told and its window in a test's hands.

``python -m tests.e2e.window.child [FILE]`` opens the window as ``passage`` does. Each line read is
a JSON object: what to do with which words, and what the machine's clock says meanwhile; each line
written answers one, with what was read off the screen or why it could not be done.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.system import Reading, SystemClock
from tests.e2e.window import hands
from ui import printer
from ui.start import application, run


class ToldClock:
    """The machine's clock, as the test tells it."""

    def __init__(self) -> None:
        self.tell(json.loads(sys.stdin.readline()))

    def tell(self, told: dict[str, Any]) -> None:
        self._now = Reading(datetime.fromisoformat(told["at"]), told["tick"], told["boot"])

    def read(self) -> Reading:
        return self._now


class Ears(QObject):
    """Hears the lines in a thread, obeys them in the window's."""

    said = Signal(str)

    def __init__(self, clock: ToldClock) -> None:
        super().__init__()
        self._clock = clock
        self.said.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.said.emit(line)
        self.said.emit("")

    def finish(self) -> None:
        """Wait until the test says no more."""
        self._thread.join()

    def _obey(self, line: str) -> None:
        if not line:  # whoever held the window is gone
            QApplication.exit()
            return
        told = json.loads(line)
        self._clock.tell(told)
        try:
            answer = {"ok": getattr(hands, told["do"])(*told["words"])}
        except Exception:
            answer = {"wrong": traceback.format_exc()}
        answer["complaint"] = hands.complaint()
        print(json.dumps(answer), flush=True)


def print_into(folder: Path) -> None:
    """Have the printer of this machine be a PDF file, since no other can be counted on."""

    def choose(*_: object, **__: object) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(folder / "printed.pdf"))
        return made

    printer.Printer.choose = choose  # type: ignore[method-assign]


def main(arguments: list[str]) -> int:
    clock = ToldClock()
    SystemClock.read = lambda _: clock.read()  # type: ignore[assignment, method-assign]
    print_into(Path(os.environ["XDG_CONFIG_HOME"]))
    application()
    ears = Ears(clock)
    code = run(Path(arguments[0]) if arguments else None)
    ears.finish()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
