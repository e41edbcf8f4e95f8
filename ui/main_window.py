"""The window: top bar, banner, pages; one file open at a time, at the desk its kind asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from app.domain.errors import PassageError
from app.services.desk import Desk
from app.services.diagnostics import log
from app.services.kinds import is_jury
from app.system import is_there
from ui import commands
from ui.actions import ACTIONS, ALSO
from ui.banner import Banner
from ui.bridge import Bridge
from ui.day_desk import DayDesk
from ui.exam_day import ExamDay
from ui.file_desk import FileDesk
from ui.icons import dress
from ui.keys import Keys
from ui.stack import Pages, scrolling
from ui.theme import Theme
from ui.top_bar import TopBar

if TYPE_CHECKING:
    from ui.guide import Guide
    from ui.palette import Line, Palette

ICONS_MS, SECOND_MS, LEAVING_MS = 200, 1000, 9000
UNKEPT = (
    "Ce qui est tapé n’est pas enregistré : le disque le refuse. Libérez de la place ou remettez "
    "le fichier. {} encore une fois pour le perdre."
)
RECENT = 8


class MainWindow(QMainWindow):
    """Welcome until a file is opened, then the pages of its desk."""

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Passage")
        self.setAcceptDrops(True)
        self.theme, self.settings = theme, settings
        theme.remember(settings)
        self.desk: FileDesk | None = None
        self._leaving = False
        self.banner, self.top = Banner(), TopBar(theme, self.run)
        self.pages = Pages()
        self._shown: dict[str, QWidget] = {}
        self._assemble()
        self._keys = Keys(self, self.run)
        self._keys.bind(ACTIONS, ALSO)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._tick)
        self._second.start()
        theme.changed.connect(self.restyle)

    def _assemble(self) -> None:
        whole = QWidget()
        whole.setObjectName("page")
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (self.top, self.banner):
            box.addWidget(widget)
        box.addWidget(scrolling(self.pages), 1)
        self.setCentralWidget(whole)

    @property
    def bridge(self) -> Bridge | None:
        """That of an open commission."""
        return self.desk.bridge if isinstance(self.desk, DayDesk) else None

    @property
    def day(self) -> ExamDay | None:
        """The exam day of an open commission."""
        return self.desk.day if isinstance(self.desk, DayDesk) else None

    @cached_property
    def palette_box(self) -> Palette:
        """Made when first asked for."""
        from ui.palette import Palette

        made = Palette(self, self.theme, self._offered)
        made.chosen.connect(self.run)
        return made

    def _offered(self) -> list[Line]:
        """Every command that means something now."""
        from ui.palette import lines_of

        known = self._commands()
        actions, forms = (self.desk.actions, self.desk.forms) if self.desk else (ACTIONS, {})
        return [line for line in lines_of(actions, forms) if line.id in known]

    def run(self, name: str) -> None:
        """Do the action of that id, where it means something."""
        log.debug("action %s", name)
        command = self._commands().get(name)
        if command is not None:
            command()

    def _commands(self) -> dict[str, commands.Command]:
        known = dict(commands.general(self))
        if self.desk is not None:
            known |= commands.of_file(self)
            known |= self.desk.commands()
        return known

    # --- files ----------------------------------------------------------------------------------

    def welcome(self) -> None:
        """The page before any file."""
        from ui.welcome import Welcome

        page = Welcome(self.settings)
        page.opened.connect(self.open)
        page.failed.connect(self.banner.fail)
        self.top.show_commission(None)
        self.show_page("welcome", page)

    def ask_file(self) -> None:
        """Another file, asked for in the system's dialog; never while a part runs (rule 7)."""
        from ui.files_dialogs import ANY_FILE, open_file

        if self.desk is not None and (busy := self.desk.busy()):
            self.banner.refuse(busy)
            return
        path = open_file(self, "Ouvrir un fichier", ANY_FILE)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> bool:
        """Open a commission or a jury file; a sentence in the banner when it cannot be, the one
        open kept."""
        if kept := self._keeps(path):
            self.banner.refuse(kept)
            return False
        try:
            opened = _opened(path)
        except PassageError as error:
            self.banner.fail(str(error))
            return False
        self.close_file()
        self.desk = opened(self)
        self._keys.bind(self.desk.actions, self.desk.also)
        self.desk.begin()
        self._tick()
        self._remember(path)
        return True

    def _keeps(self, path: Path) -> str:
        """Why the file open stays the one: it is the same (reading it again would let go of its
        lock), or its desk says why; "" otherwise."""
        if self.desk is None:
            return ""
        here = self.desk.path
        if is_there(path) and is_there(here) and path.samefile(here):
            return f"{path.name} est déjà ouvert, dans cette fenêtre."
        if unkept := self._unkept("Ouvrez"):
            return "" if self._leaving else self._warned(unkept)
        return self.desk.keeps(path)

    def take(self, paths: list[Path]) -> None:
        """What was dropped: a file of Passage is opened, the desk takes the rest."""
        from app.services.preparing import known_suffix

        files = [path for path in paths if known_suffix(path) == "file"]
        wanted = self.desk is not None and self.desk.wants(paths)
        if self.desk is None or (files and not wanted):
            self.open((files or paths)[0])
        else:
            self.desk.take(paths)

    def leave_file(self) -> None:
        """Let go of the file and offer another; while a part runs, once that was said."""
        if self._holds(self._unkept("Fermez") or self._running()):
            return
        self.close_file()
        self.welcome()

    def flush(self) -> None:
        """What was typed becomes acts."""
        if self.desk is not None:
            self.desk.flush()

    def close_file(self) -> None:
        """Send what was typed, forget the pages, let go of the file."""
        self.flush()
        for page in self._shown.values():
            if (stop := getattr(page, "close_file", None)) is not None:
                stop()
        desk = self.desk
        if desk is not None:
            desk.leave()
        for widget in self._shown.values():  # each that goes brings another into view: while it may
            self._drop(widget)
        self._shown = {}
        self.desk = None
        if desk is not None:
            desk.close()
            desk.deleteLater()  # with all that follows it
        self.banner.ask(lambda _: True)

    def _drop(self, widget: QWidget) -> None:
        widget.hide()
        self.pages.removeWidget(widget)
        widget.deleteLater()

    def _remember(self, path: Path) -> None:
        found = self.settings.value("recent", [])
        known = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        recent = dict.fromkeys([str(path.absolute()), *known])
        self.settings.setValue("recent", list(recent)[:RECENT])

    # --- pages ----------------------------------------------------------------------------------

    def go(self, name: str) -> None:
        """Show a page of the open file; it is made when first asked for."""
        if self.desk is None:
            return
        self.desk.flush()
        if name not in self._shown:
            self.show_page(name, self.desk.make(name))
        elif self.pages.currentWidget() is not self._shown[name]:
            self._raise(name)

    def show_page(self, name: str, page: QWidget) -> None:
        """Show ``page``, in the place of the one of that name."""
        former = self._shown.pop(name, None)
        if former is not None:
            self._drop(former)
        self._shown[name] = page
        self.pages.addWidget(page)
        self._raise(name)
        if self.isVisible():
            dress(page, self.theme)

    def _raise(self, name: str) -> None:
        page = self._shown[name]
        refresh: Callable[[], object] | None = getattr(page, "refresh", None)
        if refresh is not None:
            refresh()
        self.pages.setCurrentWidget(page)
        self.top.show_page(name)

    def turn_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def guide(self) -> None:
        if "guide" in self._shown:
            self._raise("guide")
            return
        guide = self.desk.guide() if self.desk else _guide()
        guide.left.connect(lambda: self.go(self.desk.home) if self.desk else self._raise("welcome"))
        self.show_page("guide", guide)

    # --- the window itself ----------------------------------------------------------------------

    def restyle(self) -> None:
        """Colours or the size of texts changed."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if application.palette() != self.theme.colours():
            application.setPalette(self.theme.colours())
        if application.styleSheet() != self.theme.sheet():
            application.setStyleSheet(self.theme.sheet())
        self.top.resized()
        if self.desk is not None:
            self.desk.resized()
        if self.isVisible():
            self._dress()

    def _dress(self) -> None:
        dress(self, self.theme)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        QTimer.singleShot(ICONS_MS, self, self._dress)

    def _tick(self) -> None:
        if self.desk is not None:
            self.top.show_hour(f"{self.desk.now():%H:%M}")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(paths)

    def _unkept(self, gesture: str) -> str:
        """What to say where something typed is on the screen alone; "" where nothing is."""
        self.flush()
        return UNKEPT.format(gesture) if self.desk is not None and self.desk.unkept else ""

    def _running(self) -> str:
        """What to say where a part runs; "" where none does."""
        return self.desk.running() if self.desk is not None else ""

    def _holds(self, why: str) -> bool:
        """Whether closing now waits to be meant: once said, the second time it is done."""
        if not why or self._leaving or _saving_session():
            return False
        self.banner.refuse(self._warned(why))
        return True

    def _warned(self, why: str) -> str:
        """The same, said now: the next few seconds it is meant."""
        self._leaving = True
        QTimer.singleShot(LEAVING_MS, self, self._stay)
        return why

    def _stay(self) -> None:
        self._leaving = False

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._holds(self._unkept("Fermez") or self._running()):
            event.ignore()
            return
        self.end()
        super().closeEvent(event)

    def end(self) -> None:
        """Whatever ends the program: what was typed is kept, the file closed."""
        self.settings.setValue("geometry", self.saveGeometry())
        self.close_file()


def _opened(path: Path) -> Callable[[MainWindow], FileDesk]:
    """The file of either kind, opened and locked; PassageError when it cannot be used."""
    if is_jury(path):
        from ui.jury.desk import opened  # nothing of it is loaded on an exam day

        return opened(path)
    desk = Desk(path, mend=False)
    return lambda shown: DayDesk(shown, desk)


def _guide() -> Guide:
    from ui.guide import Guide

    return Guide()


def _saving_session() -> bool:
    """Whether the system is ending the session: nothing may then hold it up."""
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()
