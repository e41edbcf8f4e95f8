"""Starting the window: application, French, fonts, theme, and how it ends."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.domain.errors import PassageError
from ui.collecting import Collector
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


def window(path: Path | None = None, reporter: Reporter | None = None) -> MainWindow:
    """The window, on ``path`` when one is given. With a reporter, a file that upsets the program
    leaves a window to say so."""
    made = MainWindow(Theme(), settings())
    geometry = settings().value("geometry")
    if geometry is None or not made.restoreGeometry(geometry):
        made.resize(1366, 728)
    if reporter is not None:
        reporter.failed.connect(made.banner.fail)
        reporter.warned.connect(made.banner.note)
    if path is None or not _opened(made, path, reporter):
        made.welcome()
    made.restyle()  # once all stands: a widget that changes parents is polished anew
    return made


def _opened(made: MainWindow, path: Path, reporter: Reporter | None) -> bool:
    try:
        return made.open(path)
    except Exception as error:
        if reporter is None:
            raise
        reporter.report(error)
        made.close_file()
        return False


def run(path: Path | None = None, *, demo: bool = False, debug: bool = False) -> int:
    """Open the window, on a file or on the demonstration, and stay until it is closed."""
    made = application()
    Collector(made)
    reporter = Reporter(debug=debug)
    problem = ""
    if demo:
        path, problem = _demonstration()
    shown = window(path, reporter)
    if problem:
        shown.banner.fail(problem)
    shown.show()
    settling = QTimer(shown, singleShot=True, interval=AFTER_PAINT_MS)
    settling.timeout.connect(partial(_settle, made, shown, reporter))
    settling.start()
    try:
        return made.exec()
    finally:
        settling.stop()
        shown.end()
        shown.hide()  # its keys would answer for another window of this process
        reporter.release()


def _settle(made: QApplication, shown: MainWindow, reporter: Reporter) -> None:
    """What the first paint does not wait for."""
    from ui.ending import Ending

    Ending(made, shown)
    reporter.keep()


def _demonstration() -> tuple[Path | None, str]:
    """The file of a new demonstration, or why there is none."""
    from app.services.preparing import demo_commission, user_folder

    try:
        return demo_commission(user_folder()), ""
    except PassageError as error:
        return None, str(error)
