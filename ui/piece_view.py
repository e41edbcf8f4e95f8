"""One piece of a dossier, read in the window: a PDF page under page, a picture, or why neither."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from app.system import is_there
from ui.theme import Theme
from ui.widgets import label

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

TALLEST = 40
"""Times its width beyond which a page is shown whole: at full width its picture fills memory."""
WIDEST = 1600
"""Pixels beyond which a scanned picture is reduced: memory is short on an old laptop."""
NAME = "Pièce du dossier, à lire"


class PieceView(QStackedWidget):
    """Shows one file; Qt’s PDF parts are loaded with the first PDF."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture, self.none = label(), label("", "muted")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.setWordWrap(True)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setAccessibleName(NAME)
        self._area.setWidget(self._picture)
        for page in (self.none, self._area):
            self.addWidget(page)
        self._pdf: QPdfView | None = None
        self._document: QPdfDocument | None = None

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """It takes the room there is: its one sentence asks for none."""
        return False

    def show_file(self, path: Path, beside: str) -> None:
        """The file; a sentence where it cannot be read. ``beside`` names what it lies beside."""
        if not is_there(path, S_ISREG):
            self.show_none(f"« {path.name} » manque à côté du fichier {beside}.")
        elif path.suffix.lower() == ".pdf":
            self._show_pdf(path)
        else:
            self._show_picture(path)

    def show_none(self, told: str) -> None:
        """Nothing of the last candidate stays behind."""
        if self._document is not None:
            self._document.close()
        self._picture.clear()
        self.none.setText(told)
        self.setCurrentWidget(self.none)

    def _show_picture(self, path: Path) -> None:
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        if reader.size().width() > WIDEST:
            reader.setScaledSize(
                reader.size().scaled(QSize(WIDEST, 4 * WIDEST), Qt.AspectRatioMode.KeepAspectRatio)
            )
        image = reader.read()
        if image.isNull():
            self.show_none(f"« {path.name} » n’est pas une image lisible.")
            return
        width = min(image.width(), max(320, self._area.viewport().width() - 8))
        mode = Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(QPixmap.fromImage(image.scaledToWidth(width, mode)))
        self.setCurrentWidget(self._area)

    def _show_pdf(self, path: Path) -> None:
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        if self._pdf is None:
            self._pdf = QPdfView(self)
            self._pdf.setAccessibleName(NAME)
            self._pdf.setFrameShape(QPdfView.Shape.NoFrame)
            self._pdf.setPageMode(QPdfView.PageMode.MultiPage)
            self.addWidget(self._pdf)
            self._document = QPdfDocument(self)  # after the view: who shows it must die first
            self._pdf.setDocument(self._document)
        assert self._document is not None
        if self._document.load(str(path)) != QPdfDocument.Error.None_:
            self.show_none(f"« {path.name} » n’est pas un PDF lisible, ou demande un mot de passe.")
            return
        sizes = map(self._document.pagePointSize, range(self._document.pageCount()))
        whole = any(map(_is_strip, sizes))
        mode = QPdfView.ZoomMode.FitInView if whole else QPdfView.ZoomMode.FitToWidth
        self._pdf.setZoomMode(mode)
        self._tint()
        self.setCurrentWidget(self._pdf)

    def _tint(self) -> None:
        """The ground around the pages follows the theme."""
        if self._pdf is not None:
            colours = self._pdf.palette()
            colours.setColor(QPalette.ColorRole.Dark, self._theme.colour("side"))
            self._pdf.setPalette(colours)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._tint)  # once the style sheet has had its say


def _is_strip(page: QSizeF) -> bool:
    return page.height() > TALLEST * max(1, page.width())
