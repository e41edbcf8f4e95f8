"""The dossier tab: the candidate's files read in the window, and what they hold, ticked."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImageReader, QPalette, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from app.services.documents import dossier_folder
from app.system import is_there
from ui.bridge import Bridge, Fresh
from ui.theme import Theme
from ui.ticks import Ticks
from ui.widgets import button, column, label, row, tell

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

NO_FILE = "Aucune pièce numérique.\nLe dossier est sur papier."
TALLEST = 40
"""Times its width beyond which a page is shown whole: at full width its picture fills memory."""
WIDEST = 1600
"""Pixels beyond which a scanned picture is reduced: memory is short on an old laptop."""


class DossierTab(QWidget):
    """Two faces: the pieces to read, the contents to tick."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self._read, self._tick = _face("Pièces"), _face("Contenu à cocher")
        faces = QButtonGroup(self)
        for place, face in enumerate((self._read, self._tick)):
            faces.addButton(face, place)
        faces.idClicked.connect(self._turn)
        self._choice = QComboBox()
        self._choice.setAccessibleName("Pièce du dossier")
        self._choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._choice.activated.connect(lambda _: self._open())
        self._picture, self._none = label(), label(NO_FILE, "muted")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setAccessibleName("Pièce du dossier, à lire")
        self._area.setWidget(self._picture)
        self._viewer, self._faces = QStackedWidget(), QStackedWidget()
        self.ticks: Ticks | None = None
        for page in (self._none, self._area):
            self._viewer.addWidget(page)
        self._faces.addWidget(self._viewer)
        self._pdf: QPdfView | None = None
        self._document: QPdfDocument | None = None
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
            self._show_none(NO_FILE)
            return
        if not self.isVisible():
            return
        path = dossier_folder(self._bridge.desk.path) / passage.number / name
        if not is_there(path, S_ISREG):
            self._show_none(f"« {name} » manque à côté du fichier de commission.")
        elif path.suffix.lower() == ".pdf":
            self._show_pdf(path)
        else:
            self._show_picture(path)

    def _show_none(self, told: str) -> None:
        """Nothing of the last candidate stays behind."""
        if self._document is not None:
            self._document.close()
        self._picture.clear()
        self._none.setText(told)
        self._viewer.setCurrentWidget(self._none)

    def _show_picture(self, path: Path) -> None:
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        if reader.size().width() > WIDEST:
            reader.setScaledSize(
                reader.size().scaled(QSize(WIDEST, 4 * WIDEST), Qt.AspectRatioMode.KeepAspectRatio)
            )
        image = reader.read()
        if image.isNull():
            self._show_none(f"« {path.name} » n’est pas une image lisible.")
            return
        width = min(image.width(), max(320, self._area.viewport().width() - 8))
        mode = Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(QPixmap.fromImage(image.scaledToWidth(width, mode)))
        self._viewer.setCurrentWidget(self._area)

    def _show_pdf(self, path: Path) -> None:
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        if self._pdf is None:
            self._pdf = QPdfView(self._viewer)
            self._pdf.setAccessibleName("Pièce du dossier, à lire")
            self._pdf.setFrameShape(QPdfView.Shape.NoFrame)
            self._pdf.setPageMode(QPdfView.PageMode.MultiPage)
            self._viewer.addWidget(self._pdf)
            self._document = QPdfDocument(self)  # after the view: who shows it must die first
            self._pdf.setDocument(self._document)
        assert self._document is not None
        if self._document.load(str(path)) != QPdfDocument.Error.None_:
            self._show_none(
                f"« {path.name} » n’est pas un PDF lisible, ou demande un mot de passe."
            )
            return
        sizes = map(self._document.pagePointSize, range(self._document.pageCount()))
        whole = any(map(_is_strip, sizes))
        mode = QPdfView.ZoomMode.FitInView if whole else QPdfView.ZoomMode.FitToWidth
        self._pdf.setZoomMode(mode)
        colours = self._pdf.palette()
        colours.setColor(QPalette.ColorRole.Dark, self._theme.colour("side"))
        self._pdf.setPalette(colours)
        self._viewer.setCurrentWidget(self._pdf)

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


def _is_strip(page: QSizeF) -> bool:
    return page.height() > TALLEST * max(1, page.width())


def _face(text: str) -> QPushButton:
    made = button(text, lambda: None, small=True)
    made.setCheckable(True)
    return made
