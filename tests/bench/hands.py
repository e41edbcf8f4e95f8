"""What a hand waits for: a click in the grid, another candidate chosen, both until repainted."""

from __future__ import annotations

import itertools
import os
import shutil
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

import ui  # noqa: F401  # steadies the binding first
from app.domain.acts import ConfirmIdentity, PlaceLevel, StartPart
from app.services.desk import Desk
from tests.bench import days
from tests.bench.measure import Measure, seconds
from ui.exam_day import ExamDay
from ui.start import application, window

FRAME_S = 1 / 60
CLICKS = 100
TURNS = 1000
BEGUN = ("preparation", "part-1")


class Repaint(QObject):
    """Counts the paints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() == QEvent.Type.Paint
        return False


def click(folder: Path) -> Measure:
    """Median click on a level, in turns with the same act by the desk alone, plus one frame."""
    path, alone = folder / "day.passage", folder / "alone.passage"
    days.filled(path)
    shutil.copyfile(path, alone)
    ours, bare = [], []
    with _shown(path) as page, Desk(alone) as desk:
        number = desk.state.in_order[-1].number
        page._bridge.select(number)
        for act in (ConfirmIdentity(number), *(StartPart(number, part) for part in BEGUN)):
            page._bridge.perform(act)
            desk.perform(act)
        cells = itertools.islice(itertools.cycle(_cells(page)), CLICKS)
        for row, column in cells:
            clicked = partial(_click, page, row, column)
            ours.append(_until_painted(page.grid, clicked))
            placed = PlaceLevel(number, *_placed(page, row))
            bare.append(seconds(lambda act=placed: desk.perform(act)))  # type: ignore[misc]
    return Measure(statistics.median(ours), statistics.median(bare) + FRAME_S, 2.0)


def switch(folder: Path) -> Measure:
    """Median change of candidate by the arrow of the list, against one frame."""
    path = folder / "day.passage"
    days.filled(path)
    with _shown(path) as page:
        page._bridge.select(page._bridge.state.in_order[0].number)
        page.list.setFocus()
        keys = [Qt.Key.Key_Down] * (days.CANDIDATES - 1) + [Qt.Key.Key_Up] * (days.CANDIDATES - 1)
        ours = [_until_painted(page.list, partial(QTest.keyClick, page.list, key)) for key in keys]
    return Measure(statistics.median(ours), FRAME_S, 1.0)


@contextmanager
def _shown(path: Path) -> Iterator[ExamDay]:
    """The exam day of a file, painted and at rest."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(path.parent))
    application()
    shown = window(path)
    shown.show()
    QTest.qWait(1000)  # icons come after the first paint
    assert shown.day is not None
    yield shown.day
    shown.close()
    shown.settings.sync()  # before the folder goes


def _until_painted(shown: QAbstractItemView, gesture: Callable[[], object]) -> float:
    """Seconds from the gesture until that view shows its outcome and nothing else waits."""
    paint = Repaint(shown.viewport())

    def whole() -> None:
        gesture()
        for _ in range(TURNS):
            QApplication.processEvents()
            if paint.count:
                break
        else:
            raise AssertionError(f"{shown.accessibleName()} was not repainted")
        QApplication.processEvents()  # what the layout still asked for

    taken = seconds(whole)
    paint.deleteLater()
    return taken


def _cells(page: ExamDay) -> Iterator[tuple[int, int]]:
    """Rows and columns of the levels TI to TS, column after column: each click changes one."""
    rows = page.grid.model().rowCount()
    return ((row, column) for column in range(1, 5) for row in range(rows))


def _click(page: ExamDay, row: int, column: int) -> None:
    box = page.grid.visualRect(page.grid.model().index(row, column))
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def _placed(page: ExamDay, row: int) -> tuple[str, str | None]:
    passage = page._bridge.passage
    assert passage is not None
    code = page._bridge.state.exam.competencies[row].code
    return code, passage.levels.get(code)
