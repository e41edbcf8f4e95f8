"""Starting the window: application, French, fonts, theme, and how it ends."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.domain.errors import PassageError
from ui.kept import settings
from ui.main_window import MainWindow
from ui.reporting import Reporter
from ui.theme import Theme, load_fonts

AFTER_PAINT_MS = 300


def application() -> QApplication:
    """The one application: Qt’s sentences, dates and decimals in French on any machine."""
    made = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(made, QApplication)
    made.setApplicationName("Passage")
    made.setOrganizationName("Passage")
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(made)
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        made.installTranslator(translator)
    load_fonts()
    return made


def window(path: Path | None = None) -> MainWindow:
    """The window, on ``path`` when one is given."""
    made = _empty()
    _begin(made, path)
    return made


def _empty() -> MainWindow:
    made = MainWindow(Theme(), settings())
    geometry = settings().value("geometry")
    if geometry is None or not made.restoreGeometry(geometry):
        made.resize(1366, 728)
    return made


def _begin(made: MainWindow, path: Path | None) -> None:
    if path is None or not made.open(path):
        made.welcome()
    made.restyle()  # once all stands: a widget that changes parents is polished anew


def run(path: Path | None = None, *, demo: bool = False, debug: bool = False) -> int:
    """Open the window, on a file or on the demonstration, and stay until it is closed."""
    made = application()
    reporter = Reporter(debug=debug)
    shown = _empty()
    reporter.failed.connect(shown.banner.fail)
    reporter.warned.connect(shown.banner.note)
    try:
        _begin(shown, _demonstration(shown) if demo else path)
    except Exception as error:  # a file that upsets the program leaves a window to say so
        reporter.report(error)
        shown.close_file()
        _begin(shown, None)
    shown.show()
    settling = QTimer(shown, singleShot=True, interval=AFTER_PAINT_MS)
    settling.timeout.connect(partial(_settle, made, shown, reporter))
    settling.start()
    try:
        return made.exec()
    finally:
        settling.stop()
        shown.end()
        reporter.release()


def _settle(made: QApplication, shown: MainWindow, reporter: Reporter) -> None:
    """What the first paint does not wait for."""
    from ui.ending import Ending

    Ending(made, shown)
    reporter.keep()


def _demonstration(shown: MainWindow) -> Path | None:
    """The file of a new demonstration; the banner says why there is none."""
    from app.services.preparing import demo_commission, user_folder

    try:
        return demo_commission(user_folder())
    except PassageError as error:
        shown.banner.fail(str(error))
        return None
