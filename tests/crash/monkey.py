"""Somebody who knows nothing: ``python -m tests.crash.monkey FOLDER KIND SEED STEPS``.

The real window on a demonstration, and keys, words, clicks, drops and leaping clocks at random. It
writes one JSON object: how many acts came of it, and the faults: what was raised, Qt's warnings,
another candidate told while one is in the room, a journal that does not tell the state.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import sys
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.domain.acts import ConfirmIdentity, Observe, PlaceLevel, SetMark, WriteAppraisal
from app.domain.rules import fold
from app.domain.state import Passage, State
from app.domain.status import past
from app.services.catalogue import catalogue
from app.services.desk import Desk
from app.services.journaling import read_line
from app.system import Reading, SystemClock
from db.projection import all_rows
from tests.ui.days import copied
from tests.ui.readers import told
from ui import files_dialogs, tasks
from ui.actions import ACTIONS, FORMS
from ui.bridge import Bridge
from ui.new_commission import NewCommission
from ui.reporting import QUIET
from ui.start import application, window

HANGS_S = 60
KEYS = [
    *(getattr(Qt.Key, f"Key_F{number}") for number in range(1, 13)),
    *(getattr(Qt.Key, f"Key_{letter}") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Eacute, Qt.Key.Key_Menu),
]
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
HELD = (NONE, NONE, NONE, NONE, CTRL, CTRL, SHIFT, ALT, CTRL | SHIFT, CTRL | ALT)
WORDS = (
    *("14,5", "20", "0", "21", "-1", "7.", "&é\"'(-è_çà)", "bonjour C20 ", "é" * 40, "09:12"),
    *("😀👩\u200d👧", "شكرا", "\u202eabc", "a\u0301" * 50, "A\r\nB\rC", "\0nul", "\ud800 seul"),
    *("<b>x</b>", "{} %s %1 &&", "\u2028\x0b\x85", "\x1b[31m", "x" * 20_000, "ligne\n" * 3000),
)
PRAISE, NOTE = "éloge du {}", "remarque sur le {}"


class Clock:
    """The machine's, leaping where it is told to."""

    def __init__(self, at: Reading) -> None:
        self._at = at

    def read(self) -> Reading:
        return self._at

    def leap(self, wall_s: float, tick_s: float, boot: str = "") -> None:
        at = self._at
        wall, tick = at.wall + timedelta(seconds=wall_s), at.tick_ms + int(tick_s * 1000)
        self._at = Reading(wall, max(0, tick), boot or at.boot)


class Monkey:
    """One gesture at each turn of the window's own loop."""

    def __init__(self, folder: Path, kind: str, dice: random.Random, steps: int) -> None:
        self._dice, self._left, self._folder = dice, steps, folder
        self._path, self._other = copied(kind, folder), copied("E42 morning", folder / "other")
        self.faults: dict[str, None] = {}
        self._doing = ""
        sys.excepthook = lambda _, error, trace: self._raised(error.with_traceback(trace))
        qInstallMessageHandler(
            lambda _, context, said: self._warned(f"{context.category} {said}", said)
        )
        with Desk(self._path) as desk:
            self._clock = Clock(Reading(desk.last + timedelta(minutes=1), 10**7, "boot"))
        SystemClock.read = lambda _: self._clock.read()  # type: ignore[assignment, method-assign]
        for ask in ("open_file", "save_file", "open_folder"):
            setattr(files_dialogs, ask, lambda *_: dice.choice([None, self._file(), folder]))
        files_dialogs.open_files = lambda *_: [self._file()]
        self._shown = window(self._path)
        self._shown.show()
        self._shown.activateWindow()

    def _file(self) -> Path:
        new = self._folder / f"new-{self._dice.randrange(10**9)}.passage"
        return self._dice.choice([self._path, self._other, new, Path("/dev/null"), Path("/" * 300)])

    # --- faults ---------------------------------------------------------------------------------

    def _fault(self, what: str) -> None:
        self.faults[f"{what}, after {self._doing}"] = None

    def _raised(self, error: BaseException) -> None:
        self._fault("".join(traceback.format_exception(error))[-1500:])

    def _warned(self, category: str | None, said: str) -> None:
        if not said.startswith(QUIET):
            self._fault(f"{category}: {said}")

    # --- turns ----------------------------------------------------------------------------------

    def go_on(self) -> None:
        QTimer.singleShot(0, self._turn)

    def _turn(self) -> None:
        self._left -= 1
        faulthandler.dump_traceback_later(HANGS_S, exit=True)
        if self._left < 0:
            self._end()
            return
        self.go_on()  # first: a menu has a loop of its own
        ways = dict.fromkeys((self._key, self._click), 30) | dict.fromkeys(
            (self._write, self._useful, self._wait, self._command), 8
        )
        rare: tuple[Callable[[], None], ...] = (self._paste, self._select, self._resize)
        ways |= dict.fromkeys(rare, 2) | dict.fromkeys((self._drop, self._leap), 1)
        way = self._dice.choices(list(ways), list(ways.values()))[0]
        self._doing = way.__name__
        way()
        if self._left % 20 == 0:
            self._look()
        if self._shown.bridge is None:
            self._shown.open(self._path)
        self._shown.show()  # it may have been closed

    def _target(self) -> QWidget:
        up = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return up or QApplication.focusWidget() or self._shown

    def _key(self) -> None:
        key, held = self._dice.choice(KEYS), self._dice.choice(HELD)
        self._doing = f"{key.name} {held.value:x} on {type(self._target()).__name__}"
        QTest.keyClick(self._target(), key, held)

    def _write(self) -> None:
        for letter in self._dice.choice(WORDS)[:100]:
            press = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter)
            QApplication.sendEvent(self._target(), press)

    def _paste(self) -> None:
        QGuiApplication.clipboard().setText(self._dice.choice(WORDS))
        QTest.keyClick(self._target(), Qt.Key.Key_V, CTRL)

    def _click(self) -> None:
        top = QApplication.activePopupWidget() or self._dice.choice(_tops())
        there = [w for w in top.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
        there += [w for w in there if isinstance(w, QAbstractButton)] * 4 or [top]
        widget = self._dice.choice(there)
        at = QPoint(*(self._dice.randrange(max(1, n)) for n in widget.size().toTuple()))
        spot = widget.mapTo(top, at) if widget is not top else at
        hit = top.childAt(spot) or top
        self._doing = f"a click on {type(hit).__name__} {hit.accessibleName()[:30]}"
        click = self._dice.choice([QTest.mouseClick] * 9 + [QTest.mouseDClick])
        right = self._dice.random() < 0.05
        button = Qt.MouseButton.RightButton if right else Qt.MouseButton.LeftButton
        click(hit, button, NONE, hit.mapFrom(top, spot) if hit is not top else spot)

    def _command(self) -> None:
        self._shown.run(self._dice.choice([*(action.id for action in ACTIONS), *FORMS]))

    def _useful(self) -> None:
        """What a day is made of, so that there is something to lose and to tell."""
        bridge = self._shown.bridge
        if bridge is None or bridge.passage is None:
            return
        number, exam = bridge.passage.number, bridge.state.exam
        code, level = self._dice.choice(exam.competencies).code, self._dice.choice(exam.levels).code
        given = [ConfirmIdentity(number), PlaceLevel(number, code, level), SetMark(number, "14.5")]
        texts = [
            WriteAppraisal(number, PRAISE.format(number)),
            Observe(number, NOTE.format(number), ()),
        ]
        bridge.perform(self._dice.choice([*given, *texts]))
        self._shown.run(self._dice.choice(["next-part", "stop", "pause", "seal", "day"]))

    def _select(self) -> None:
        if self._shown.bridge is not None:
            self._shown.bridge.select(self._dice.choice(list(self._shown.bridge.state.passages)))

    def _resize(self) -> None:
        self._shown.resize(self._dice.randrange(300, 2000), self._dice.randrange(200, 1200))

    def _drop(self) -> None:
        mime, copy = QMimeData(), Qt.DropAction.CopyAction
        mime.setUrls([QUrl.fromLocalFile(str(self._file()))])
        at, left = QPointF(5, 5), Qt.MouseButton.LeftButton
        self._shown.dropEvent(QDropEvent(at, copy, mime, left, NONE))

    def _wait(self) -> None:
        seconds = self._dice.choice([0.5, 3, 30, 300, 1200])
        self._clock.leap(seconds, seconds)

    def _leap(self) -> None:
        leaps = [(3600, 0), (-3600, 0), (0, -100), (6 * 3600, 6 * 3600)]
        self._clock.leap(*self._dice.choice(leaps))
        if self._dice.random() < 0.3:
            self._clock.leap(60, -(10**9), f"boot {self._left}")

    # --- looks ----------------------------------------------------------------------------------

    def _look(self) -> None:
        bridge = self._shown.bridge
        if bridge is None:
            return
        page = self._shown.pages.currentWidget()
        if bridge.in_room() is not None and not isinstance(page, NewCommission):
            texts = [text for top in _tops() for text in told(top)]
            for secret in _secrets(bridge):
                for text in texts:
                    if secret in text:
                        self._fault(f"{type(page).__name__} tells « {text[:150]} »")
        if all_rows(_replayed(bridge)) != all_rows(bridge.state):
            self._fault("the journal tells another state")

    def _end(self) -> None:
        self._look()
        tasks.finish()
        acts = self._shown.bridge.desk.seq if self._shown.bridge else 0
        self._shown.end()
        print(json.dumps({"acts": acts, "faults": list(self.faults)}), flush=True)
        QApplication.exit()


def _tops() -> list[QWidget]:
    return [top for top in QApplication.topLevelWidgets() if top.isVisible()]


def _secrets(bridge: Bridge) -> list[str]:
    """What must not be read now: names of the others, what was said of them."""
    others = [p for p in bridge.state.passages.values() if p is not bridge.in_room()]
    names = [p.candidate.last_name for p in others if not _checked(bridge, p)]
    said = [text.format(p.number) for p in others for text in (PRAISE, NOTE)]
    return [*names, *said]


def _checked(bridge: Bridge, passage: Passage) -> bool:
    """Chosen, and still to come: named, so that an identity can be checked."""
    return passage is bridge.passage and not past(bridge.state.exam, passage)


def _replayed(bridge: Bridge) -> State:
    """What the journal tells; its chain is walked when the file is examined at the end."""
    state = State(catalogue())
    for line in bridge.desk.journal():
        del line["hash"]
        state = fold(state, *read_line(json.dumps(line)))
    return state


def main(folder: Path, kind: str, seed: int, steps: int) -> int:
    (folder / "other").mkdir()
    application()
    monkey = Monkey(folder, kind, random.Random(seed), steps)
    monkey.go_on()
    return QApplication.exec()


if __name__ == "__main__":
    where, which, first, many = sys.argv[1:]
    sys.exit(main(Path(where), which, int(first), int(many)))
