"""A person's hands on the real window: clicks, keys and eyes, nothing a person cannot do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.e2e.window import places
from tests.e2e.window.places import Spot
from ui.grid import Grid
from ui.keys import Keys

PATIENCE_S = 10
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def until(happened: Callable[[], Any], what: str) -> None:
    """Let the window live until something happened; AssertionError when it never does."""
    loop, looks, late = QEventLoop(), QTimer(interval=5), QTimer(singleShot=True)
    looks.timeout.connect(lambda: loop.quit() if happened() else None)
    late.timeout.connect(lambda: loop.exit(1))
    looks.start()
    late.start(PATIENCE_S * 1000)
    assert happened() or loop.exec() == 0, f"never came: {what}"


def _hit(spot: Spot) -> Spot:
    """What a click at the spot really falls on, which must be what was aimed at."""
    there = spot.widget.window()
    at = spot.widget.mapTo(there, spot.at)
    hit = there.childAt(at)
    aimed = hit is not None and (hit is spot.widget or spot.widget.isAncestorOf(hit))
    assert hit is not None and aimed, f"{hit} covers « {places.name_of(spot.widget)} »"
    return Spot(hit, hit.mapFrom(there, at))


def _click(spot: Spot) -> None:
    hit = _hit(spot)
    QTest.mouseClick(hit.widget, LEFT, PLAIN, hit.at)


# --- mouse ------------------------------------------------------------------------------------


def click(name: str) -> None:
    """Click the control of that name."""
    _click(places.control(name))


def click_cell(view: str, row: str, column: str = "") -> None:
    """Click a row of a list, or a cell of a table, once it stands still."""
    grid = places.view(view)
    until(lambda: not (isinstance(grid, Grid) and grid.settling), "a grid that stands still")
    _click(places.cell(view, row, column))


def draw(name: str, points: list[list[int]]) -> None:
    """Draw with the mouse on the control: from the first point through the others."""
    widget = places.control(name).widget
    path = [_hit(Spot(widget, QPoint(*point))) for point in points]
    QTest.mousePress(path[0].widget, LEFT, PLAIN, path[0].at)
    for there in path[1:]:
        QTest.mouseMove(there.widget, there.at)
    QTest.mouseRelease(path[-1].widget, LEFT, PLAIN, path[-1].at)


# --- keyboard ---------------------------------------------------------------------------------


def key(sequence: str) -> None:
    """Press a key, or a chord such as "Ctrl+K"."""
    pressed = QKeySequence(sequence)[0]  # type: ignore[index]  # its stub forgets that it can be
    if sequence == "F6":
        keys = places.window().findChild(Keys)
        until(lambda: keys is None or not keys.resting, "a finger off F6")
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or places.window()
    QTest.keyClick(target, pressed.key(), pressed.keyboardModifiers())


def write(text: str) -> None:
    """Type into whatever has the focus, as a keyboard of any layout sends it."""
    for character in text:
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        code = Qt.Key.Key_Return if character == "\n" else ord(character.upper()[0])
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, code, PLAIN, character))


def fill(name: str, text: str) -> None:
    """Put the cursor into a field and write over what stands there."""
    _click(places.control(name, field=True))
    key("Ctrl+A")
    write(text)


def pick(name: str, text: str) -> None:
    """Choose in a menu by the arrow keys."""
    steps = places.menu_steps(name, text)
    reach(name)
    for _ in range(abs(steps)):
        key("Down" if steps > 0 else "Up")
    assert places.value_of(name) == text


def reach(name: str) -> None:
    """Come to a control by the Tab key alone."""
    wanted = places.control(name).widget
    for _ in range(200):
        if QApplication.focusWidget() is wanted:
            return
        key("Tab")
    raise AssertionError(f"the Tab key never comes to « {name} »")


# --- dialogs ----------------------------------------------------------------------------------


def answer_dialog(path: str) -> None:
    """The file dialog that comes next is answered with this path."""
    timer, above = QTimer(QApplication.instance(), interval=5), places.window()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog) or not dialog.isVisible():
            return
        field = dialog.findChild(QLineEdit)
        assert field is not None
        timer.stop()
        timer.deleteLater()
        dialog.finished.connect(above.activateWindow)  # what a window manager does
        field.setText(path)  # at once: typed, it would drop a menu of what it could become
        QTest.keyClick(field, Qt.Key.Key_Return)

    timer.timeout.connect(look)
    timer.start()


# --- eyes -------------------------------------------------------------------------------------


def see(*wanted: str) -> None:
    """Wait until all of these can be read in the window."""

    def read() -> bool:
        if QApplication.activeWindow() is None:
            return False
        told = "\n".join(places.texts())
        return all(text in told for text in wanted)

    try:
        until(read, f"{wanted}")
    except AssertionError as error:
        raise AssertionError(f"{error}; there is {places.texts()}") from None


def see_no_more(text: str) -> None:
    """Wait until this can be read nowhere in the window."""
    until(lambda: not any(text in told for told in places.texts()), f"the end of « {text} »")


def texts() -> list[str]:
    return places.texts()


def value(name: str) -> str:
    return places.value_of(name)


def rows(name: str) -> list[str]:
    return places.rows(name)


def complaint() -> str:
    return places.complaint()


def picture(path: str) -> None:
    """What the window looks like, for whoever reads a failure."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    places.window().grab().save(path)


def shut(title: str) -> None:
    """Close a window beside the main one by its frame."""
    beside = next(top for top in QApplication.topLevelWidgets() if top.windowTitle() == title)
    others = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top != beside]
    beside.close()
    others[0].activateWindow()  # what a window manager does


def leave() -> None:
    """Close the window by its frame, once this was answered."""
    QTimer.singleShot(0, places.window().close)
