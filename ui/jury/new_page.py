"""« Nouveau jury »: from a description and lists, or from a few fields; all is shown first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QStackedLayout, QWidget

from app.domain.errors import PassageError
from app.services.jury_preparing import (
    JuryDescription,
    described,
    make_jury,
    objections,
    read_jury_description,
)
from ui import files_dialogs
from ui.jury.lists_page import ListsPage
from ui.jury.new_form import NewJuryForm
from ui.paint import typeset
from ui.widgets import button, card, column, emptied, label, row


class NewJury(ListsPage):
    """A description that was read takes the place of the form."""

    title, action = "Nouveau jury", "Créer le jury…"
    takes = "une description .toml ou des listes de candidats"

    def __init__(self) -> None:
        super().__init__("Déposez ici les listes des candidats, la description du jury")
        self.form = NewJuryForm()
        self.told: JuryDescription | None = None
        self.rehearsal = QCheckBox("Répétition, pour toujours sans valeur")
        self.assemble(self._side(), self.rehearsal)
        self.form.changed.connect(self.typed)

    def _side(self) -> QWidget:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        by_hand, read = QWidget(), QWidget()
        from_file = button("Reprendre d’une description…", self._ask)
        by_hand.setLayout(column(area, from_file))
        self._lines = column(spacing=6)
        self._source = label("", "strong")
        self._source.setWordWrap(True)
        inside = QWidget()
        inside.setLayout(column(self._source, self._lines, 1, margins=(16, 14, 16, 14)))
        frame, shown = card(), QScrollArea()
        shown.setFrameShape(QFrame.Shape.NoFrame)
        shown.setWidgetResizable(True)
        shown.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        shown.setWidget(inside)
        frame.setLayout(column(shown, margins=(1, 1, 1, 1)))
        again = button("Autre description…", self._ask)
        read.setLayout(column(frame, row(again, button("Saisir à la main", self.by_hand))))
        side = QWidget()
        self._stack = QStackedLayout(side)
        for page in (by_hand, read):
            self._stack.addWidget(page)
        return side

    # --- the description ------------------------------------------------------------------------

    def _ask(self) -> None:
        path = files_dialogs.open_file(self, "Description du jury", files_dialogs.DESCRIPTIONS)
        if path is not None:
            self.take([path])

    def take_other(self, path: Path, kind: str) -> None:
        if kind == "description":
            self.describe(path)
        else:
            super().take_other(path, kind)

    def describe(self, path: Path) -> None:
        """Show what a description says; one that cannot be read changes nothing here."""
        try:
            self.told = read_jury_description(path)
        except PassageError as error:
            self.banner.fail(str(error))
            return
        self._source.setText(path.name)
        emptied(self._lines)
        for line in described(self.told):
            made = label(typeset(line))
            made.setWordWrap(True)
            self._lines.addWidget(made)
        self._stack.setCurrentIndex(1)
        self.refresh()

    def by_hand(self) -> None:
        """The form again."""
        self.told = None
        self._stack.setCurrentIndex(0)
        self.refresh()

    # --- what it says ---------------------------------------------------------------------------

    def lacks(self) -> list[str]:
        lacking = self.form.missing() if self.told is None else []
        return [f"il manque : {', '.join(lacking)}"] if lacking else []

    def _description(self) -> JuryDescription:
        return self.told if self.told is not None else self.form.description()

    def objections(self) -> list[str]:
        return objections(self._description(), [o.read for o in self.readings if o.read])

    def make(self) -> Path | None:
        told = self._description()
        name = f"Jury {told.session} {told.pilot}.jury".replace("/", "-").replace("\\", "-")
        path = files_dialogs.save_file(self, "Créer le jury", name, files_dialogs.JURIES)
        if path is not None:
            reads = [one.read for one in self.readings if one.read]
            make_jury(path, told, reads, rehearsal=self.rehearsal.isChecked())
        return path
