"""Left of the grid: the scenario, the dossier, the observations of the moment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.acts import Observe, StrikeObservation
from app.domain.state import Passage
from app.services.documents import dossier_folder
from ui.bridge import Bridge
from ui.ticks import Ticks
from ui.widgets import button, column, key_cap, label, row

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

CODES = re.compile(r"\bC ?(\d{1,2})\b", re.IGNORECASE)


class ScenarioTab(QPlainTextEdit):
    """Fiches, modified parameters, scenarios and the tasks of each part, to read."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setAccessibleName("Scénario de l’interrogation")
        bridge.changed.connect(lambda _: self.refresh())
        bridge.selected.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        passage = self._bridge.passage
        text = self._text(passage) if passage else ""
        if text != self.toPlainText():
            self.setPlainText(text)

    def _text(self, passage: Passage) -> str:
        situation, exam = passage.situation, self._bridge.state.exam
        if situation is None:
            return "La situation n’est pas encore choisie.\nCtrl+K, « choisir la situation »."
        blocks = []
        for place, part in enumerate(exam.parts):
            fiche = "".join(f" – fiche n° {n}" for n in situation.fiches[place : place + 1])
            lines = [f"{part.name}{fiche}".upper()]
            if place == 0 and situation.parameters:
                lines += ["Paramètres modifiés", situation.parameters, ""]
            if place < len(situation.scenarios) and situation.scenarios[place]:
                lines += ["Scénario", situation.scenarios[place], ""]
            lines += [f"– {task}" for task in part.tasks]
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks)


class DossierTab(QWidget):
    """The candidate's files, read in the window: PDFs and images."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._choice = QComboBox()
        self._choice.setAccessibleName("Pièce du dossier")
        self._choice.currentTextChanged.connect(self._open)
        self._picture = label()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(self._picture)
        self._none = label("Aucune pièce numérique.\nLe dossier est sur papier.", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._ticks = Ticks(bridge)
        self._stack = QStackedWidget()
        for page in (self._none, area):
            self._stack.addWidget(page)
        self._pdf: QPdfView | None = None
        self._document: QPdfDocument | None = None
        box = column(self._choice, self._stack, self._ticks, margins=(8, 8, 8, 8))
        box.setStretch(2, 1)
        self.setLayout(box)
        bridge.selected.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        passage = self._bridge.passage
        names = [document.name for document in passage.documents] if passage else []
        self._choice.setVisible(bool(names))
        self._choice.clear()
        self._choice.addItems(names)
        self._stack.setVisible(bool(names))
        if not names:
            self._stack.setCurrentIndex(0)

    def _open(self, name: str) -> None:
        passage = self._bridge.passage
        if passage is None or not name or not self.isVisible():
            return
        path = dossier_folder(self._bridge.desk.path) / passage.number / name
        if not path.exists():
            self._none.setText(f"« {name} » manque à côté du fichier de commission.")
            self._stack.setCurrentIndex(0)
        elif path.suffix.lower() == ".pdf":
            self._show_pdf(path)
        else:
            self._picture.setPixmap(QPixmap(str(path)))
            self._stack.setCurrentIndex(1)

    def _show_pdf(self, path: Path) -> None:
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        if self._pdf is None:
            self._pdf = QPdfView(self._stack)
            self._pdf.setPageMode(QPdfView.PageMode.MultiPage)
            self._pdf.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            self._stack.addWidget(self._pdf)
            self._document = QPdfDocument(self)  # after the view: who shows it must die first
            self._pdf.setDocument(self._document)
        assert self._document is not None
        self._document.load(str(path))
        self._stack.setCurrentWidget(self._pdf)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """A dossier is read from the disk only once somebody looks at it."""
        super().showEvent(event)
        self._open(self._choice.currentText())


class ObservationsTab(QWidget):
    """Timed notes tagged with a competency; never in a record, a sheet or an export."""

    counted = Signal(int)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._list = QListWidget()
        self._list.setAccessibleName("Observations")
        self._list.setWordWrap(True)
        self._entry = QLineEdit()
        self._entry.setAccessibleName("Nouvelle observation")
        self._entry.setPlaceholderText("Nouvelle observation… (C20 pour l’associer)")
        self._entry.returnPressed.connect(self._observe)
        strike = button("Rayer", self._strike, flat=True)
        foot = row(self._entry, key_cap("F4"), strike, margins=(8, 4, 8, 8))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._list)
        box.addLayout(foot)
        bridge.selected.connect(self.refresh)
        bridge.changed.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        notes = self._bridge.observations()
        self._list.clear()
        for note in notes:
            codes = f"{' '.join(note.competencies)}  " if note.competencies else ""
            item = QListWidgetItem(f"{note.at[11:16]}  {codes}{note.text}")
            item.setData(Qt.ItemDataRole.UserRole, note.number)
            self._list.addItem(item)
        self._list.scrollToBottom()
        self.counted.emit(len(notes))

    def _observe(self) -> None:
        passage, text = self._bridge.passage, self._entry.text().strip()
        if passage is None or not text:
            return
        known = self._bridge.state.exam.competency_codes
        found = dict.fromkeys(f"C{digits}" for digits in CODES.findall(text))
        codes = tuple(code for code in found if code in known)
        if self._bridge.perform(Observe(passage.number, text, codes)):
            self._entry.clear()

    def _strike(self) -> None:
        item, passage = self._list.currentItem(), self._bridge.passage
        if item is not None and passage is not None:
            number = item.data(Qt.ItemDataRole.UserRole)
            self._bridge.perform(StrikeObservation(passage.number, number))

    def focus(self) -> None:
        self._entry.setFocus()


class Tabs(QTabWidget):
    """The three tabs."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scenario, self.dossier = ScenarioTab(bridge), DossierTab(bridge)
        self.observations = ObservationsTab(bridge)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.addTab(self.scenario, "Scénario")
        self.addTab(self.dossier, "Dossier")
        self.addTab(self.observations, "Observations")
        self.observations.counted.connect(
            lambda count: self.setTabText(2, f"Observations {count}" if count else "Observations")
        )
        self.observations.refresh()

    def observe(self) -> None:
        """The key for a new observation."""
        self.setCurrentWidget(self.observations)
        self.observations.focus()
