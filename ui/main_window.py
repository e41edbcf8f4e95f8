"""The window: top bar, banner, pages; one file open at a time."""

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
from app.domain.status import examining
from app.services.desk import Desk
from app.services.diagnostics import log
from app.system import is_there
from ui import commands
from ui.banner import Banner
from ui.bridge import Bridge
from ui.exam_day import ExamDay
from ui.icons import dress
from ui.keys import Keys
from ui.palette import Palette
from ui.stack import Pages, scrolling
from ui.theme import Theme
from ui.top_bar import TopBar

if TYPE_CHECKING:
    from ui.surroundings import Surroundings

AFTER_PAINT_MS = 300
ICONS_MS, SECOND_MS, LEAVING_MS = 200, 1000, 9000
LEAVING = (
    "Une partie est en cours. Fermez encore une fois pour quitter : l’horloge continue, "
    "rien n’est perdu, et le passage reprend à la réouverture du fichier."
)
UNKEPT = (
    "Ce qui est tapé n’est pas enregistré : le disque le refuse. Libérez de la place ou remettez "
    "le fichier. {} encore une fois pour le perdre."
)
RECENT = 8


class MainWindow(QMainWindow):
    """Welcome until a file is opened, then the exam day and its other pages."""

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Passage")
        self.setAcceptDrops(True)
        self.theme, self._settings = theme, settings
        theme.remember(settings)
        self.bridge: Bridge | None = None
        self.day: ExamDay | None = None
        self._clock: QWidget | None = None
        self._around: Surroundings | None = None
        self._leaving = False
        self.banner, self.top = Banner(), TopBar(theme, self.run)
        self.banner.shifted.connect(self._hold)
        self.pages = Pages()
        self._shown: dict[str, QWidget] = {}
        self._assemble()
        Keys(self, self.run)
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

    @cached_property
    def palette_box(self) -> Palette:
        """Made when first asked for."""
        made = Palette(self, self.theme, lambda: set(self._commands()))
        made.chosen.connect(self.run)
        return made

    def run(self, name: str) -> None:
        """Do the action of that id, where it means something."""
        log.debug("action %s", name)
        command = self._commands().get(name)
        if command is not None:
            command()

    def _commands(self) -> dict[str, commands.Command]:
        known = dict(commands.general(self))
        if self.day is not None and self.bridge is not None:
            known |= commands.of_day(self, self.day, self.bridge)
        return known

    # --- files ----------------------------------------------------------------------------------

    def welcome(self) -> None:
        """The page before any file."""
        from ui.welcome import Welcome

        page = Welcome(self._settings)
        page.opened.connect(self.open)
        page.failed.connect(self.banner.fail)
        self.top.show_commission(None)
        self._show("welcome", page)

    def ask_file(self) -> None:
        """Another file, asked for in the system's dialog; never while a part runs (rule 7)."""
        from ui.files_dialogs import COMMISSIONS, open_file

        if self.bridge is not None and self.bridge.in_room() is not None:
            self.banner.refuse("Un candidat est dans la salle : terminez d’abord ce passage.")
            return
        if self.bridge is not None and self.bridge.clock_runs:
            self.banner.refuse("Une horloge tourne : arrêtez-la avant d’ouvrir un autre fichier.")
            return
        path = open_file(self, "Ouvrir une commission", COMMISSIONS)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> bool:
        """Open a commission file; a sentence in the banner when it cannot be, the one open kept."""
        if kept := self._keeps(path):
            self.banner.refuse(kept)
            return False
        try:
            desk = Desk(path, mend=False)
        except PassageError as error:
            self.banner.fail(str(error))
            return False
        self.close_file()
        self.bridge = bridge = Bridge(desk, self)
        self.day = ExamDay(bridge, self.theme, self.run)
        self._wire(bridge)
        self.top.show_commission(bridge.state.commission)
        self._show("day", self.day)
        self.day.grid.setFocus()
        self._tick()
        self._remember(path)
        self._doubt_the_day(bridge)
        return True

    def _keeps(self, path: Path) -> str:
        """Why the file open stays the one: it is the same (reading it again would let go of its
        lock), or a clock runs in it; "" otherwise."""
        if self.bridge is None:
            return ""
        here = self.bridge.desk.path
        if is_there(path) and is_there(here) and path.samefile(here):
            return f"{path.name} est déjà ouvert, dans cette fenêtre."
        if unkept := self._unkept("Ouvrez"):
            return "" if self._leaving else self._warned(unkept)
        if self.bridge.clock_runs:
            return (
                f"Une horloge tourne : {here.name} reste ouvert. "
                f"Ouvrez {path.name} quand elle sera arrêtée."
            )
        return ""

    def take(self, paths: list[Path]) -> None:
        """What was dropped during the day: a commission is opened, a list or dossiers are shown
        before anything is loaded."""
        from app.services.preparing import known_suffix

        files = [path for path in paths if known_suffix(path) == "file"]
        if files or self.bridge is None:
            self.open((files or paths)[0])
            return
        self.load_list()
        page = self._shown["load-list"]
        page.take(paths)  # type: ignore[attr-defined]

    def leave_file(self) -> None:
        """Let go of the file and offer another; while a part runs, once that was said."""
        if self._holds(self._unkept("Fermez") or self._running()):
            return
        self.close_file()
        self.welcome()

    def _wire(self, bridge: Bridge) -> None:
        bridge.refused.connect(self.banner.refuse)
        bridge.failed.connect(self.banner.fail)
        bridge.noted.connect(self.banner.note)
        self.banner.ask(bridge.may_say)
        bridge.watch(self.banner.look)
        bridge.privacy.connect(lambda: self.top.show_privacy(bridge.hidden))
        bridge.privacy.connect(lambda: self.banner.note(""))  # a refusal may quote a mark
        bridge.changed.connect(lambda _: self.top.show_commission(bridge.state.commission))
        bridge.reason_needed.connect(lambda *_: self.go("day"))
        self.top.show_privacy(bridge.hidden)
        self.top.room.follow(bridge)
        QTimer.singleShot(AFTER_PAINT_MS, bridge, lambda: self._surround(bridge))

    def _hold(self) -> None:
        if self.day is not None:
            self.day.grid.hold()

    def _surround(self, bridge: Bridge) -> Surroundings | None:
        """Sleep held off, absences told: none of it is needed by the first paint."""
        from ui.surroundings import Surroundings

        if self._around is None and bridge is self.bridge:
            self._around = Surroundings(bridge, self.banner, self._settings)
        return self._around

    def _doubt_the_day(self, bridge: Bridge) -> None:
        """Sheets are dated by the clock: say so when it is not at a day of this commission."""
        state, today = bridge.state, bridge.now().date()
        days = {state.day_of(passage) for passage in state.passages.values()}
        if days and today not in days:
            told = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(days)[:3])
            self.banner.fail(
                f"L’horloge de cet ordinateur dit le {today:%d/%m/%Y} ; la commission est du "
                f"{told}. Les feuilles porteront la date de l’ordinateur : réglez-la d’abord."
            )

    def flush(self) -> None:
        """What was typed becomes acts."""
        if self.day is not None:
            self.day.flush()

    def close_file(self) -> None:
        """Send what was typed, forget the pages, let go of the file."""
        self.flush()
        for page in self._shown.values():
            if (stop := getattr(page, "close_file", None)) is not None:
                stop()
        if self._clock is not None:
            self._clock.close()
        for widget in self._shown.values():  # each that goes brings another into view: while it may
            self._drop(widget)
        self._shown = {}
        if self.bridge is not None:
            self.bridge.close()
            self.bridge.deleteLater()  # with all that follows it
        self.top.room.follow(None)
        self.banner.ask(lambda _: True)
        self.bridge, self.day, self._clock, self._around = None, None, None, None

    def _drop(self, widget: QWidget) -> None:
        widget.hide()
        self.pages.removeWidget(widget)
        widget.deleteLater()

    def _remember(self, path: Path) -> None:
        found = self._settings.value("recent", [])
        known = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        recent = dict.fromkeys([str(path.absolute()), *known])
        self._settings.setValue("recent", list(recent)[:RECENT])

    # --- pages ----------------------------------------------------------------------------------

    def go(self, name: str) -> None:
        """Show a page of the open file; it is made when first asked for."""
        if self.day is None or self.bridge is None:
            return
        self.day.flush()
        if name not in self._shown:
            self._show(name, _made(name, self.bridge, self.run))
        elif self.pages.currentWidget() is not self._shown[name]:
            self._raise(name)

    def _show(self, name: str, page: QWidget) -> None:
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

    def load_list(self) -> None:
        """A corrected list or more dossiers for the open file: a new page each time."""
        from ui.new_commission import NewCommission

        page = NewCommission(self.bridge)
        page.made.connect(lambda _: self.go("day"))
        page.left.connect(lambda: self.go("day"))
        self._show("load-list", page)

    def transcribe(self) -> None:
        self.go("sheets")
        page = self._shown["sheets"]
        page.transcribe()  # type: ignore[attr-defined]

    def confirm(self) -> None:
        """Ctrl+Enter answers the question being typed, else seals, on the exam-day page alone;
        elsewhere it is the page’s own."""
        page = self.pages.currentWidget()
        if self.day is not None and page is self.day:
            focused = self.focusWidget()
            asked = focused is not None and self.day.prompt.isAncestorOf(focused)
            self.day.prompt.done() if asked else self.day.closing.seal.click()
        else:
            getattr(page, "confirm", lambda: None)()

    def candidate_clock(self) -> None:
        from ui.clock_window import ClockWindow

        assert self.bridge is not None
        if self._clock is None:
            self._clock = ClockWindow(self.bridge, self.theme)
            self._clock.show()
        else:
            self._clock.setVisible(not self._clock.isVisible())
        self._clock.raise_()

    def toggle_sound(self) -> None:
        around = self._surround(self.bridge) if self.bridge is not None else None
        if around is not None:
            around.toggle_sound()

    def turn_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def guide(self) -> None:
        from ui.guide import Guide

        if "guide" in self._shown:
            self._raise("guide")
            return
        guide = Guide()
        guide.left.connect(lambda: self.go("day") if self.day else self._raise("welcome"))
        self._show("guide", guide)

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
        if self.day is not None:
            self.day.resized()
        if self.isVisible():
            self._dress()

    def _dress(self) -> None:
        dress(self, self.theme)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        QTimer.singleShot(ICONS_MS, self, self._dress)

    def _tick(self) -> None:
        if self.bridge is not None:
            self.top.show_hour(f"{self.bridge.now():%H:%M}")

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
        bridge = self.bridge
        return UNKEPT.format(gesture) if bridge is not None and bridge.unkept else ""

    def _running(self) -> str:
        """What to say where a part runs; "" where none does."""
        bridge = self.bridge
        runs = bridge is not None and any(map(examining, bridge.state.passages.values()))
        return LEAVING if runs else ""

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
        self._settings.setValue("geometry", self.saveGeometry())
        self.close_file()


def _made(name: str, bridge: Bridge, run: Callable[[str], None]) -> QWidget:
    """A page of the open file; its module waits until somebody wants it."""
    if name == "sheets":
        from ui.sheets_page import SheetsPage

        return SheetsPage(bridge)
    if name == "journal":
        from ui.journal_page import JournalPage

        return JournalPage(bridge)
    from ui.evening_page import EveningPage

    page = EveningPage(bridge)
    page.asked.connect(run)
    return page


def _saving_session() -> bool:
    """Whether the system is ending the session: nothing may then hold it up."""
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()
