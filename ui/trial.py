"""The window tried without a screen, for ``passage selftest``: opened, painted, closed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QLocale, QSettings, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import PassageError
from app.services.absence import LastSeen
from app.services.preparing import demo_commission
from app.system import state_folder
from ui.icons import dress, wears
from ui.main_window import MainWindow
from ui.reporting import Reporter
from ui.theme import Theme

SIZE_OF_ICON = 16
SIZE = (1366, 728)
FEWEST_COLOURS, STEP, LIFE_MS = 40, 2, 500
"""A blank page has one; the exam day's has hundreds."""


def try_window() -> str:
    """Open a demonstration in a new folder and look at its page; PassageError for what lacks."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.start import application

    application()
    with tempfile.TemporaryDirectory() as folder:
        colours = _painted(Path(folder))
    _need(colours >= FEWEST_COLOURS, "la page de la journée reste vide")
    _need(_colours(_icon()) > 1, "les icônes manquent")
    cancel = QCoreApplication.translate("QPlatformTheme", "Cancel")
    _need(cancel == "Annuler", "les textes de Qt ne sont pas en français")
    _need(QLocale().decimalPoint() == ",", "les nombres ne sont pas en français")
    return f"la journée est peinte ({colours} couleurs), textes de Qt en français"


def _icon() -> QImage:
    holder = QWidget()
    button = QPushButton(holder)
    wears(button, "mdi6.check")
    dress(holder, Theme())
    return button.icon().pixmap(SIZE_OF_ICON, SIZE_OF_ICON).toImage()


def _painted(folder: Path) -> int:
    """How many colours the exam day of a demonstration in ``folder`` shows."""
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    reporter, bugs = Reporter(), list[str]()
    reporter.failed.connect(lambda _, about: bugs.append(about))
    shown = MainWindow(Theme(), settings)
    shown.restyle()
    shown.resize(*SIZE)
    path = demo_commission(folder)
    try:
        if not shown.open(path):
            raise PassageError(shown.banner.accessibleName())
        shown.show()
        _live()
        _need(not bugs, "\n".join(["le programme a une erreur", *bugs]))
        return _colours(shown.grab().toImage())
    finally:
        shown.hide()
        shown.end()
        settings.sync()
        LastSeen(state_folder(), path).forget()
        reporter.release()


def _live() -> None:
    """The window’s ordinary life for a moment: paint, icons, what comes after the first paint.

    Errors are met here and not in ``grab``, where one in an override ends the interpreter.
    """
    loop = QEventLoop()
    QTimer.singleShot(LIFE_MS, loop.quit)
    loop.exec()


def _need(held: bool, otherwise: str) -> None:
    if not held:
        raise PassageError(f"fenêtre : {otherwise}. Réinstallez Passage ou appelez l’assistance.")


def _colours(image: QImage) -> int:
    """Different colours of the page, looked at every few points."""
    places = ((x, y) for y in range(0, image.height(), STEP) for x in range(0, image.width(), STEP))
    return len({image.pixel(x, y) for x, y in places})
