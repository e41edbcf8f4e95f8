"""Starting the window: application, French, fonts, theme, and where uncaught errors go."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from ui.kept import settings
from ui.main_window import MainWindow
from ui.theme import Theme, load_fonts

QUIET = ("This plugin does not support propagateSizeHints",)


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
    theme = Theme()
    made = MainWindow(theme, settings())
    geometry = settings().value("geometry")
    if geometry is None or not made.restoreGeometry(geometry):
        made.resize(1366, 728)
    catch_errors(made.banner.fail)
    if path is None or not made.open(path):
        made.welcome()
    made.restyle()  # once all stands: a widget that changes parents is polished anew
    return made


def catch_errors(tell: Callable[[str], None]) -> None:
    """Uncaught exceptions and Qt's warnings reach the banner, names and marks left out."""

    def uncaught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        frames = traceback.extract_tb(trace)[-3:]
        where = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
        print("".join(traceback.format_exception(kind, error, trace)), file=sys.stderr)
        tell(f"Erreur inattendue ({kind.__name__}, {where}). Rien d’enregistré n’est perdu.")

    def warned(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if not message.startswith(QUIET):
            print(f"Qt : {message}", file=sys.stderr)

    sys.excepthook = uncaught
    qInstallMessageHandler(warned)


def run(path: Path | None = None, *, demo: bool = False) -> int:
    """Open the window, on a file or on the demonstration, and stay until it is closed."""
    made = application()
    if demo:
        from app.services.preparing import demo_commission, user_folder

        path = demo_commission(user_folder())
    shown = window(path)
    shown.show()
    return made.exec()
