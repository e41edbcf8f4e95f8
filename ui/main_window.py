"""The window: top bar, banner, pages; one file open at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import PassageError
from app.services.desk import Desk
from ui.actions import ACTIONS, FORMS
from ui.banner import Banner
from ui.bridge import Bridge
from ui.clock_window import ClockWindow
from ui.exam_day import ExamDay
from ui.icons import dress, keep_place
from ui.palette import Palette
from ui.theme import Theme
from ui.widgets import button, key_cap, label, row

PAGES = ("day", "sheets", "journal", "evening")


class MainWindow(QMainWindow):
    """Welcome until a file is opened, then the exam day and its other pages."""

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Passage")
        self.setAcceptDrops(True)
        self._theme, self._settings = theme, settings
        self.bridge: Bridge | None = None
        self.day: ExamDay | None = None
        self._clock: ClockWindow | None = None
        self.banner = Banner()
        self._title, self._wall = label("Passage", "strong"), label("", "strong")
        self._nav = {name: button(text, self._goer(name), flat=True) for name, text in NAV.items()}
        self.pages = QStackedWidget()
        self._shown: dict[str, QWidget] = {}
        for widget in self._nav.values():
            keep_place(widget)
        self._assemble()
        self.palette_box = Palette(self)
        self.palette_box.chosen.connect(self.run)
        self._bind()
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._second.start()
        theme.changed.connect(self.restyle)

    def _assemble(self) -> None:
        bar = QFrame()
        bar.setObjectName("topbar")
        bar.setFixedHeight(40)
        keys = [label("Masquer", "muted"), key_cap("F9"), label("Incident", "muted"), key_cap("F8")]
        keys += [label("Commandes", "muted"), key_cap("Ctrl+K")]
        bar.setLayout(
            row(
                self._title,
                *self._nav.values(),
                1,
                *keys,
                self._wall,
                margins=(14, 0, 14, 0),
                spacing=8,
            )
        )
        whole = QWidget()
        whole.setObjectName("page")
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (bar, self.banner):
            box.addWidget(widget)
        box.addWidget(self.pages, 1)
        self.setCentralWidget(whole)

    def _bind(self) -> None:
        """One visible block: every key of the table does its action."""
        for action in ACTIONS:
            if action.keys:
                shortcut = QShortcut(QKeySequence(action.keys), self)
                shortcut.activated.connect(lambda name=action.id: self.run(name))

    def _goer(self, name: str) -> Callable[[], None]:
        return lambda: self.run(name)

    # --- files ----------------------------------------------------------------------------------

    def welcome(self) -> None:
        """The page before any file."""
        from ui.welcome import Welcome

        page = Welcome(self._settings)
        page.opened.connect(self.open)
        page.failed.connect(self.banner.fail)
        self._show("welcome", page)
        for widget in self._nav.values():
            widget.hide()

    def open(self, path: Path) -> bool:
        """Open a commission file; a sentence in the banner when it cannot be."""
        try:
            desk = Desk(path)
        except PassageError as error:
            self.banner.fail(str(error))
            return False
        self.close_file()
        self.bridge = bridge = Bridge(desk, self)
        bridge.refused.connect(self.banner.refuse)
        bridge.failed.connect(self.banner.fail)
        bridge.changed.connect(lambda _: self._told_title())
        self.day = ExamDay(bridge, self._theme)
        self._show("day", self.day)
        for widget in self._nav.values():
            widget.show()
        self._told_title()
        self._tick()
        self._remember(path)
        self._doubt_the_day(bridge)
        return True

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

    def close_file(self) -> None:
        """Send what was typed, forget the pages, let go of the file."""
        if self.bridge is None:
            return
        if self.day is not None:
            self.day.flush()
        for page in self._shown.values():
            if (stop := getattr(page, "close_file", None)) is not None:
                stop()
        if self._clock is not None:
            self._clock.close()
        self.bridge.close()
        self.bridge, self.day, self._clock = None, None, None
        for widget in self._shown.values():
            self.pages.removeWidget(widget)
            widget.deleteLater()
        self._shown = {}

    def _remember(self, path: Path) -> None:
        recent = [str(path.absolute()), *self._recent()]
        self._settings.setValue("recent", list(dict.fromkeys(recent))[:8])

    def _recent(self) -> list[str]:
        found = self._settings.value("recent", [])
        return [found] if isinstance(found, str) else list(found) if isinstance(found, list) else []

    def _told_title(self) -> None:
        commission = self.bridge.state.commission if self.bridge else None
        if commission is None:
            return
        kind = "  ·  RÉPÉTITION" if commission.rehearsal else ""
        told = f"{commission.exam} · Commission {commission.commission} · salle {commission.room}"
        self._title.setText(f"{told} · {commission.date:%d/%m/%Y}{kind}")
        self.setWindowTitle(f"Passage – {commission.exam} {commission.commission}")

    # --- actions --------------------------------------------------------------------------------

    def run(self, name: str) -> None:
        """Do the action of that id; without a file only the general ones mean something."""
        general: dict[str, Callable[[], object]] = {
            "theme": lambda: self._theme.choose("light" if self._theme.dark else "dark"),
            "larger": lambda: self._theme.enlarge(self._theme.scale + 0.125),
            "smaller": lambda: self._theme.enlarge(self._theme.scale - 0.125),
            "full-screen": self._full_screen,
            "guide": self._guide,
        }
        action = general.get(name) or self._day_actions().get(name)
        if action is not None:
            action()

    def _day_actions(self) -> dict[str, Callable[[], object]]:
        day, bridge = self.day, self.bridge
        if day is None or bridge is None:
            return {}
        asked: dict[str, Callable[[], object]] = {
            form: partial(self._ask, title, kind) for form, (title, kind) in FORMS.items()
        }
        return {
            **asked,
            **{page: partial(self.go, page) for page in PAGES},
            "transcribe": self._transcribe,
            "load-list": self._load_list,
            "identity": day.header.confirm,
            "dossier": day.widen_dossier,
            "observe": day.tabs.observe,
            "pause": day.band.toggle_pause,
            "next-part": day.band.start_next,
            "stop": day.band.stop,
            "incident": asked["report"],
            "privacy": lambda: bridge.hide(not bridge.hidden),
            "candidate-clock": self._candidate_clock,
            "palette": self.palette_box.open,
            "grid": day.grid.setFocus,
            "list": day.list.setFocus,
            "mark": day.closing.mark.focus,
            "appraisal": day.closing.appraisal.focus,
            "seal": day.closing.seal.click,
            "undo": bridge.undo,
        }

    def _ask(self, title: str, kind: type) -> None:
        assert self.day is not None
        self.go("day")
        self.day.prompt.ask(title, kind)

    def go(self, name: str) -> None:
        """Show a page of the open file; it is made when first asked for."""
        if self.day is None or self.bridge is None:
            return
        self.day.flush()
        if name in self._shown:
            self._raise(name)
            return
        self._show(name, self._made(name))

    def _made(self, name: str) -> QWidget:
        assert self.bridge is not None
        if name == "sheets":
            from ui.sheets_page import SheetsPage

            return SheetsPage(self.bridge)
        if name == "journal":
            from ui.journal_page import JournalPage

            return JournalPage(self.bridge)
        from ui.evening_page import EveningPage

        return EveningPage(self.bridge)

    def _show(self, name: str, page: QWidget) -> None:
        self._shown[name] = page
        self.pages.addWidget(page)
        self._raise(name)

    def _raise(self, name: str) -> None:
        page = self._shown[name]
        refresh = getattr(page, "refresh", None)
        if refresh is not None:
            refresh()
        self.pages.setCurrentWidget(page)

    def _load_list(self) -> None:
        """A corrected list or more dossiers for the open file: a new page each time."""
        from ui.new_commission import NewCommission

        page = NewCommission(self.bridge)
        page.made.connect(lambda _: self.go("day"))
        page.left.connect(lambda: self.go("day"))
        former = self._shown.pop("load-list", None)
        if former is not None:
            self.pages.removeWidget(former)
            former.deleteLater()
        self._show("load-list", page)

    def _transcribe(self) -> None:
        self.go("sheets")
        page: Any = self._shown["sheets"]
        page.transcribe()

    def _candidate_clock(self) -> None:
        assert self.bridge is not None
        if self._clock is None:
            self._clock = ClockWindow(self.bridge)
        self._clock.show()
        self._clock.raise_()

    def _full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _guide(self) -> None:
        from ui.guide import Guide

        if "guide" not in self._shown:
            guide = Guide()
            guide.left.connect(lambda: self.go("day") if self.day else self._raise("welcome"))
            self._show("guide", guide)
        else:
            self._raise("guide")

    # --- the window itself ----------------------------------------------------------------------

    def restyle(self) -> None:
        from PySide6.QtWidgets import QApplication

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setStyleSheet(self._theme.sheet())
        if self.isVisible():
            self._dress()

    def _dress(self) -> None:
        dress({ICONS[name]: widget for name, widget in self._nav.items()}, self._theme)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        QTimer.singleShot(200, self._dress)

    def _tick(self) -> None:
        if self.bridge is not None:
            self._wall.setText(f"{self.bridge.now():%H:%M}")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        if paths:
            self.open(paths[0])

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._settings.setValue("geometry", self.saveGeometry())
        self.close_file()
        super().closeEvent(event)


NAV = {
    "day": "Journée",
    "sheets": "Grilles",
    "journal": "Journal",
    "evening": "Fin de journée",
}
ICONS = {
    "day": "mdi6.account-clock-outline",
    "sheets": "mdi6.file-document-outline",
    "journal": "mdi6.format-list-bulleted",
    "evening": "mdi6.weather-night",
}
