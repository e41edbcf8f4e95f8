"""The dossier tab: the candidate's files read in the window, and what they hold, ticked."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from app.services.documents import dossier_folder
from ui.bridge import Bridge, Fresh
from ui.piece_view import PieceView
from ui.theme import Theme
from ui.ticks import Ticks
from ui.widgets import button, column, row, tell

NO_FILE = "Aucune pièce numérique.\nLe dossier est sur papier."


class DossierTab(QWidget):
    """Two faces: the pieces to read, the contents to tick."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._fresh = bridge, Fresh()
        self._read, self._tick = _face("Pièces"), _face("Contenu à cocher")
        faces = QButtonGroup(self)
        for place, face in enumerate((self._read, self._tick)):
            faces.addButton(face, place)
        faces.idClicked.connect(self._turn)
        self._choice = QComboBox()
        self._choice.setAccessibleName("Pièce du dossier")
        self._choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._choice.activated.connect(lambda _: self._open())
        self.viewer, self._faces = PieceView(theme), QStackedWidget()
        self.ticks: Ticks | None = None
        self._faces.addWidget(self.viewer)
        head = row(self._read, self._tick, self._choice, margins=(8, 6, 8, 2), spacing=4)
        head.setStretch(2, 1)
        whole = column(head, self._faces, spacing=4)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        """The pieces of the candidate shown; none while somebody else is in the room."""
        passage = self._bridge.passage
        veiled = self._bridge.other_in_room
        documents = passage.documents if passage and not veiled else ()
        if self.ticks is not None:
            self.ticks.refresh()
        number = passage.number if passage else ""
        if not self._fresh.stale(documents, number):
            return
        self._choice.clear()
        self._choice.addItems([document.name for document in documents])
        self._choice.setVisible(bool(documents))
        tell(self._read, f"Pièces {len(documents)}" if documents else "Pièces")
        self._turn(0 if documents else 1)
        self._open()

    def _turn(self, face: int) -> None:
        self._faces.setCurrentIndex(face)
        (self._read, self._tick)[face].setChecked(True)
        self._choice.setVisible(face == 0 and self._choice.count() > 0)

    def _open(self) -> None:
        """A dossier is read from the disk only once somebody looks at it."""
        passage, name = self._bridge.passage, self._choice.currentText()
        if not name or passage is None:
            self.viewer.show_none(NO_FILE)
            return
        if not self.isVisible():
            return
        path = dossier_folder(self._bridge.desk.path) / passage.number / name
        self.viewer.show_file(path, "de commission")

    def flush(self) -> None:
        """Send a number that was typed and still waits."""
        if self.ticks is not None:
            self.ticks.flush()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Some thirty controls wait until somebody looks at the dossier."""
        super().showEvent(event)
        if self.ticks is None:
            self.ticks = Ticks(self._bridge)
            self._faces.addWidget(self.ticks)
            self.ticks.refresh()
            self._faces.setCurrentIndex(1 if self._tick.isChecked() else 0)
        self._open()


def _face(text: str) -> QPushButton:
    made = button(text, lambda: None, small=True)
    made.setCheckable(True)
    return made
