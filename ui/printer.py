"""Printing through Qt: what was made as PDF goes to the printer page by page, as it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.domain.errors import PassageError

Told = Callable[[int, int], None]
"""Called after each page with how many are printed, of how many."""
FINEST = 600
"""Dots an inch beyond which nothing is gained on paper and memory is lost."""
NO_PRINTER = (
    "Aucune imprimante n’est installée sur cet ordinateur. "
    "Enregistrez les feuilles en PDF et imprimez-les ailleurs."
)


def loaded(pdf: bytes, parent: QObject | None = None) -> QPdfDocument:
    """A document of those very bytes; it keeps them alive. PassageError when they are no PDF."""
    document = QPdfDocument(parent)  # type: ignore[arg-type]  # None means no parent
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        raise PassageError("La feuille préparée ne peut être lue. Recommencez.")
    return document


class Printer:
    """The printer of the day: asked for in Qt's own dialog, or the usual one without asking."""

    def __init__(self) -> None:
        self._printer: QPrinter | None = None

    def choose(self, parent: QWidget, *, ask: bool) -> QPrinter | None:
        """The printer to use, None when the user gave up; ``ask`` is False while a part runs,
        when no dialog may open (rule 7). PassageError when there is none."""
        if QPrinterInfo.defaultPrinter().isNull() and not QPrinterInfo.availablePrinterNames():
            raise PassageError(NO_PRINTER)
        if self._printer is None:
            self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not ask:
            return self._printer
        dialog = QPrintDialog(self._printer, parent)
        dialog.setWindowTitle("Imprimer")
        chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
        return self._printer if chosen else None


def send(pdf: bytes, name: str, printer: QPrinter, each: Told) -> int:
    """Print one PDF as a job of its own; number of pages.

    PassageError when the printer does not take it.
    """
    document = loaded(pdf)
    printer.setDocName(name)
    printer.setFullPage(True)
    printer.setResolution(min(printer.resolution(), FINEST))
    painter = QPainter()
    if not painter.begin(printer):
        raise PassageError(f"L’imprimante « {printer.printerName()} » ne répond pas : vérifiez-la.")
    try:
        _pages(document, painter, printer, each)
    finally:
        ended = painter.end()
    if not ended:
        raise PassageError(f"L’impression de « {name} » s’est interrompue : recommencez-la.")
    return document.pageCount()


def _pages(document: QPdfDocument, painter: QPainter, printer: QPrinter, each: Told) -> None:
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    for page in range(document.pageCount()):
        if page and not printer.newPage():
            raise PassageError("L’imprimante n’a pas pris la page suivante : vérifiez-la.")
        target = _placed(document.pagePointSize(page), paper, printer.resolution())
        size = QSize(round(target.width()), round(target.height()))
        painter.drawImage(target, document.render(page, size))
        each(page + 1, document.pageCount())


def _placed(points: QSizeF, paper: QRectF, resolution: int) -> QRectF:
    """Where a page goes on the paper: in the middle, its own size, reduced only if it must."""
    fits = min(paper.width() / points.width(), paper.height() / points.height())
    size = points * min(resolution / 72, fits)
    left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
    return QRectF(QPointF(left, top), size)
