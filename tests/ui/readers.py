"""The window as a screen reader hears it: Qt's accessible tree, walked; and the tips."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
)
CONTROLS = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.SpinBox,
        QAccessible.Role.Slider,
        QAccessible.Role.List,
        QAccessible.Role.ListItem,
        QAccessible.Role.Table,
        QAccessible.Role.Cell,
        QAccessible.Role.Tree,
        QAccessible.Role.TreeItem,
        QAccessible.Role.PageTab,
        QAccessible.Role.PageTabList,
        QAccessible.Role.Link,
    }
)
"""What is worked with hand or key, whether or not Tab reaches it."""


def tree(whole: QWidget) -> Iterator[QAccessibleInterface]:
    """Everything in view below ``whole``, itself first."""
    top = QAccessible.queryAccessibleInterface(whole)
    assert top is not None
    yield from _below(top)


def _below(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if one.state().invisible:
        return
    yield one
    for place in range(one.childCount()):
        child = one.child(place)
        if child is not None:
            yield from _below(child)


def controls(whole: QWidget) -> Iterator[QAccessibleInterface]:
    """What can have the focus or be clicked."""
    return (one for one in tree(whole) if one.state().focusable or one.role() in CONTROLS)


def described(one: QAccessibleInterface) -> str:
    """Where a nameless control stands, for whoever mends it."""
    above, path = one, list[str]()
    while above is not None and above.isValid():
        there = above.object()
        path.append(type(there).__name__ if there is not None else above.role().name)
        above = above.parent()
    return " < ".join(path)


def told(whole: QWidget) -> list[str]:
    """Every text a reader could say, every tip a pointer could bring up, every window's title."""
    spoken = [one.text(text) for one in tree(whole) for text in TEXTS]
    shown = [w for w in (whole, *whole.findChildren(QWidget)) if w.isVisible()]
    tips = [text for w in shown for text in (w.toolTip(), w.statusTip(), w.whatsThis())]
    cells = [tip for w in shown if isinstance(w, QAbstractItemView) for tip in _cell_tips(w)]
    titles = [w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()]
    return [text for text in (*spoken, *tips, *cells, *titles) if text]


def _cell_tips(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(view, QListView) else model.columnCount(QModelIndex())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole):
                yield str(model.index(row, column).data(role) or "")
