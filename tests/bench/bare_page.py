"""``python -m tests.bench.bare_page``: the controls of the exam day, without theme or domain.

The same list of 60, cards, buttons, tabs, grid and fields in plain widgets with plain texts.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from tests.bench.bare_window import CANDIDATES, ROWS, paint

TEXT = "Évaluer si la situation relève de son périmètre de responsabilité, et transférer. " * 6
Part = QWidget | str


def row(*parts: Part, framed: bool = False) -> QWidget:
    """Widgets side by side; a text is a label, one that begins with "!" a button."""
    made: QWidget = QFrame() if framed else QWidget()
    if isinstance(made, QFrame):
        made.setFrameShape(QFrame.Shape.StyledPanel)
    box = QHBoxLayout(made)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addWidget(QPushButton(part[1:]) if part.startswith("!") else QLabel(part))
    return made


def grid() -> QTableWidget:
    """Thirteen competencies, five centred levels each."""
    table = QTableWidget(ROWS, 6)
    table.setHorizontalHeaderLabels(["Compétences à évaluer", "TI", "I", "S", "TS", "NO"])
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().hide()
    for place in range(ROWS):
        table.setItem(place, 0, QTableWidgetItem(f"C{place}  {TEXT[:80]}"))
        for column, level in enumerate(("TI", "I", "S", "TS", "NO"), 1):
            item = QTableWidgetItem(level)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            table.setItem(place, column, item)
    return table


def work() -> QWidget:
    """Left the tabs, right the grid with its wording."""
    tabs = QTabWidget()
    for name in ("Scénario", "Dossier", "Observations"):
        reader = QTextEdit()
        reader.setPlainText(TEXT * 3)
        reader.setReadOnly(True)
        tabs.addTab(reader, name)
    wording, levels = QTextEdit(), QTextEdit()
    for reader in (wording, levels):
        reader.setPlainText(TEXT)
        reader.setReadOnly(True)
    right = QWidget()
    box = QVBoxLayout(right)
    box.addWidget(grid(), 1)
    box.addWidget(row(wording, levels))
    middle = QSplitter(Qt.Orientation.Horizontal)
    middle.addWidget(tabs)
    middle.addWidget(right)
    return middle


def page() -> QWidget:
    """The whole page."""
    people = QListWidget()
    people.addItems([f"08:00  NOM{n} Prénom\nà venir" for n in range(CANDIDATES)])
    cards = [
        row(name, "15 min max.", "15:00", "restant", "!Démarrer", "!Pause", framed=True)
        for name in ("Préparation", "1re partie", "2e partie", "3e partie")
    ]
    visas = [row(name, "signer ici", "!papier", framed=True) for name in ("Visa A", "Visa B")]
    mark = row("Note sur 20", QLineEdit(), "!+", "!−", framed=True)
    lines = [
        row("NOM1 Prénom", "né(e) le 01/01/1999", "Accueil", "Interrogation", "Délibération"),
        row("n° 00000000001", "identité vérifiée", "!Absent", "!Retard", "!Connu", "!Doute"),
        row(*cards, "Total 40 min", "28:26"),
        work(),
        row("Appréciation globale", QPlainTextEdit(), mark, *visas, "!Sceller"),
    ]
    desk = QWidget()
    box = QVBoxLayout(desk)
    for place, line in enumerate(lines):
        box.addWidget(line, 1 if place == 3 else 0)
    made = QWidget()
    whole = QVBoxLayout(made)
    pages = ("!Journée", "!Grilles", "!Journal", "!Fin de journée", "!Masquer", "!Incident")
    whole.addWidget(row("E32 · C04 · salle B204", *pages, "!Commandes", "!Aide", "09:31"))
    whole.addWidget(row(people, desk), 1)
    return made


if __name__ == "__main__":
    paint(page)
