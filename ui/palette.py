"""The command palette (Ctrl+K): every command, searchable, with the key that does the same."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.actions import ACTIONS, FORMS
from ui.widgets import column

WIDTH, HEIGHT = 520, 420


def plain(text: str) -> str:
    """Lower case without accents, to search by."""
    split = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in split if not unicodedata.combining(c)).replace("’", "'")


class Palette(QFrame):
    """Floats over the page; Escape leaves it, Enter runs the line chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._search = QLineEdit()
        self._search.setPlaceholderText("Chercher une commande…")
        self._search.setAccessibleName("Chercher une commande")
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName("Commandes")
        self._list.itemActivated.connect(lambda _: self._run())
        self.setLayout(column(self._search, self._list, margins=(10, 10, 10, 10)))
        self._commands = [(a.id, a.text, a.keys) for a in ACTIONS if a.id != "palette"]
        self._commands += [(name, title, "") for name, (title, _) in FORMS.items()]
        self.hide()

    def open(self) -> None:
        """Show it, empty, in the middle of the window."""
        parent = self.window()
        self._search.clear()
        self._filter("")
        left = (parent.width() - WIDTH) // 2
        self.setGeometry(left, 90, WIDTH, min(HEIGHT, parent.height() - 120))
        self.show()
        self.raise_()
        self._search.setFocus()

    def _filter(self, text: str) -> None:
        self._list.clear()
        words = plain(text).split()
        for name, title, keys in self._commands:
            if all(word in plain(title) for word in words):
                item = QListWidgetItem(f"{title}    {keys}" if keys else title)
                item.setData(Qt.ItemDataRole.UserRole, name)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _run(self) -> None:
        item = self._list.currentItem()
        self.hide()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key())
            if step:
                last = self._list.count() - 1
                self._list.setCurrentRow(min(last, max(0, self._list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
        return super().eventFilter(watched, event)
