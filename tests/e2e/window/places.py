"""Where things are on the screen: the only module of the driver that knows classes of widgets.

All is found as a person finds it, by the name or the text a control shows, among what is visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, takewhile

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)


@dataclass(frozen=True)
class Spot:
    """A point of a widget, in its own coordinates."""

    widget: QWidget
    at: QPoint


def window() -> QWidget:
    """The window hands are on: a menu that dropped, a dialog, else the active one."""
    found = (
        QApplication.activePopupWidget()
        or QApplication.activeModalWidget()
        or QApplication.activeWindow()
    )
    assert found is not None, "no window is active"
    return found


def plain(text: str) -> str:
    """The text as it reads: no mnemonics, single spaces."""
    return " ".join(text.replace("&", "").split())


def name_of(widget: QWidget) -> str:
    """The name a screen reader says."""
    if widget.accessibleName():  # on Linux Qt says the choice of a menu for its name
        return plain(widget.accessibleName())
    interface = QAccessible.queryAccessibleInterface(widget)
    return plain(interface.text(QAccessible.Text.Name)) if interface else ""


def text_of(widget: QWidget) -> str:
    """The text a widget shows, "" for none."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QAbstractSpinBox):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLabel | QAbstractButton):
        return plain(widget.text())
    return ""


def seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def widgets() -> list[QWidget]:
    """Every widget of the window with something of it in sight, or that scrolling brings there."""
    there = window()
    return [there, *(w for w in there.findChildren(QWidget) if w.isVisible())]


# --- controls ---------------------------------------------------------------------------------


def control(name: str, *, field: bool = False) -> Spot:
    """Where to click for the control of that name, a ``field`` where something is typed."""
    found = [spot for spot in _best(name) if isinstance(spot.widget, FIELDS) or not field]
    assert found, f"no control « {name} »"
    assert len(found) == 1, f"{len(found)} controls « {name} »"
    _scroll_to(found[0].widget)
    assert found[0].widget.isEnabled(), f"« {name} » cannot be used now"
    return found[0]


def _best(name: str) -> Iterator[Spot]:
    """Controls of exactly that name, else those whose name begins with it."""
    named = [(word, spot) for spot, words in _controls() for word in words]
    for fits in (str.__eq__, str.startswith):
        spots = {spot.widget: spot for word, spot in named if fits(word, plain(name))}
        if spots:
            yield from spots.values()
            return


def _controls() -> Iterator[tuple[Spot, tuple[str, ...]]]:
    for widget in widgets():
        if isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                at = widget.tabRect(tab).center()
                yield Spot(widget, at), (plain(widget.tabText(tab)),)
        elif widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton):
            shown = text_of(widget) if isinstance(widget, QAbstractButton) else ""
            yield Spot(widget, _handle(widget)), (name_of(widget), shown)


def _handle(widget: QWidget) -> QPoint:
    """The point one aims at: the box of a check box, the middle of anything else."""
    if isinstance(widget, QCheckBox):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        box = QStyle.SubElement.SE_CheckBoxIndicator
        return widget.style().subElementRect(box, option, widget).center()
    return widget.rect().center()


def _scroll_to(widget: QWidget) -> None:
    """Bring a widget into view as the wheel would."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
    assert seen(widget), f"« {name_of(widget)} » is out of sight"


def value_of(name: str) -> str:
    """What a field shows, or "on" and "off" for what is ticked or pressed."""
    widget = control_even_disabled(name)
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        return "on" if widget.isChecked() else "off"
    return text_of(widget)


def control_even_disabled(name: str) -> QWidget:
    found = list(_best(name))
    assert len(found) == 1, f"{len(found)} controls « {name} »"
    return found[0].widget


# --- lists, tables, menus ---------------------------------------------------------------------


def view(name: str) -> QAbstractItemView:
    found = control_even_disabled(name)
    assert isinstance(found, QAbstractItemView), f"« {name} » is no list"
    return found


def cell(name: str, row: str, column: str = "") -> Spot:
    """A cell of a list or table, by what its row says and what heads its column."""
    there = view(name)
    index = _row(there, row)
    if column:
        model = there.model()
        heads = [
            str(model.headerData(n, Qt.Orientation.Horizontal) or "")
            for n in range(model.columnCount())
        ]
        index = index.siblingAtColumn(heads.index(column))
    there.scrollTo(index)
    return Spot(there.viewport(), there.visualRect(index).center())


def _row(there: QAbstractItemView, text: str) -> QModelIndex:
    """The row that begins with these words, else that says them."""
    said = [(spoken(index), index) for index in _indices(there)]
    first = [index for told, index in said if told.startswith((f"{text} ", f"{text},"))]
    found = first or [index for told, index in said if text in told]
    assert len(found) == 1, f"{len(found)} rows « {text} » among {[told for told, _ in said]}"
    return found[0]


def _indices(there: QAbstractItemView, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    model, above = there.model(), parent or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        yield index
        yield from _indices(there, index)


def spoken(index: QModelIndex) -> str:
    """The row as a screen reader says it, cell after cell where it has no words of its own."""
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    row = map(index.siblingAtColumn, count())
    cells = (cell.data() for cell in takewhile(QModelIndex.isValid, row))
    return str(told) if told else ", ".join(str(cell) for cell in cells if cell)


def rows(name: str) -> list[str]:
    return [spoken(index) for index in _indices(view(name))]


def menu_steps(name: str, text: str) -> int:
    """How far below the current choice of a menu another stands."""
    menu = control_even_disabled(name)
    assert isinstance(menu, QComboBox), f"« {name} » is no menu"
    texts = [menu.itemText(place) for place in range(menu.count())]
    assert text in texts, f"« {name} » has no « {text} » but {texts}"
    return texts.index(text) - menu.currentIndex()


# --- what can be read -------------------------------------------------------------------------


def texts() -> list[str]:
    """All that can be read in the window: texts, names, rows of lists."""
    return [text for widget in widgets() if seen(widget) for text in _readable(widget) if text]


def _readable(widget: QWidget) -> Iterable[str]:
    if isinstance(widget, QTabBar):
        return [plain(widget.tabText(tab)) for tab in range(widget.count())]
    if isinstance(widget, QAbstractItemView):
        return [name_of(widget), *(spoken(index) for index in _indices(widget))]
    return (text_of(widget), name_of(widget))


def complaint() -> str:
    """What the banner says went wrong, "" while it is not there or only tells something."""
    tops = QApplication.topLevelWidgets()
    banners = [w for top in tops for w in top.findChildren(QWidget, "banner") if w.isVisible()]
    wrong = [banner for banner in banners if banner.property("tone") == "alert"]
    return " ".join(plain(banner.accessibleName()) for banner in wrong)
