"""``python -m tests.bench.bare_window``: a window of the same kind without theme or domain."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tests.bench.painted import FirstPaint

CANDIDATES, ROWS, COLUMNS = 60, 13, 6


def page() -> QWidget:
    """A list, labels, a grid and a text field, as on the exam day."""
    people = QListWidget()
    people.addItems([f"08:00  NOM{n} Prénom" for n in range(CANDIDATES)])
    table = QTableWidget(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            table.setItem(row, column, QTableWidgetItem(f"C{row} {column}"))
    right = QVBoxLayout()
    for text in ("NOM1 Prénom", "n° 00000000001", "1re partie 20:00", "2e partie 40:00"):
        right.addWidget(QLabel(text))
    right.addWidget(table)
    right.addWidget(QPlainTextEdit())
    made = QWidget()
    whole = QHBoxLayout(made)
    whole.addWidget(people, 1)
    whole.addLayout(right, 4)
    return made


def paint(page: Callable[[], QWidget]) -> None:
    """Show that page in a window of its own until it is painted."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    shown = page()
    window.setCentralWidget(shown)
    window.resize(1366, 728)
    FirstPaint(shown)
    window.show()
    application.exec()


if __name__ == "__main__":
    paint(page)
