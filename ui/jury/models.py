"""Scenarios kept as models: inserted to be adapted, kept under a name, taken out."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.jury.acts import KeepModel
from ui.jury.bridge import JuryBridge
from ui.jury.table import Choice
from ui.widgets import button, row

NONE = "Aucun modèle"
CHOOSE = "Modèle…"
EMPTY = "Il n’y a pas de scénario à garder : écrivez-le d’abord."


class Writing(Protocol):
    """The texts a model is taken from and put into."""

    @property
    def written(self) -> tuple[str, str]: ...
    def insert(self, scenario: str, parameters: str) -> None: ...


class Models(QWidget):
    """A list of those of the exam, and a name to keep a new one under."""

    def __init__(self, bridge: JuryBridge, writing: Writing) -> None:
        super().__init__()
        self._bridge, self._writing, self._exam = bridge, writing, ""
        self._told: tuple[object, str] | None = None
        self.known = Choice("Modèles de scénario", {"": NONE})
        self._insert = button("Insérer", self.insert, small=True)
        self._insert.setAccessibleName("Insérer le modèle, à adapter")
        self.name = QLineEdit()
        self.name.setPlaceholderText("modèle à garder : nom")
        self.name.setAccessibleName("Nom sous lequel garder ce scénario")
        self.name.returnPressed.connect(self.keep)
        self._keep = button("Garder", self.keep, small=True)
        self._keep.setAccessibleName("Garder ce scénario comme modèle")
        self._keep.setToolTip("Garder ce scénario comme modèle")
        whole = row(self.known, self._insert, self.name, self._keep, spacing=6)
        for place in (0, 2):
            whole.setStretch(place, 1)
        self.setLayout(whole)

    def show_exam(self, exam: str, *, writable: bool) -> None:
        """The models of that exam; nothing is inserted where nothing can be written."""
        models = self._bridge.state.models
        self._insert.setEnabled(writable and self.known.count() > 1)
        if self._told is not None and self._told[0] is models and self._told[1] == exam:
            return
        self._told, self._exam = (models, exam), exam
        before = self.known.currentData()
        self.known.clear()
        names = sorted(name for name, model in models.items() if model.exam == exam)
        self.known.addItem(CHOOSE if names else NONE, "")
        for name in names:
            self.known.addItem(name, name)
        self.known.setCurrentIndex(max(0, self.known.findData(before)))
        self._insert.setEnabled(writable and bool(names))

    def insert(self) -> None:
        model = self._bridge.state.models.get(self.known.currentData() or "")
        if model is not None:
            self._writing.insert(model.scenario, model.parameters)

    def keep(self) -> None:
        """The scenario one is at, under that name."""
        scenario, parameters = self._writing.written
        if not scenario:
            self._bridge.refused.emit(EMPTY)
        elif self._bridge.perform(
            KeepModel(self.name.text().strip(), self._exam, scenario, parameters)
        ):
            self.name.clear()
