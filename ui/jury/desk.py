"""The desk of a jury file: a rail of pages on the left, one page in view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget

from app.services.jury_desk import JuryDesk
from app.services.preparing import known_suffix
from ui.actions import shown_keys
from ui.file_desk import Command, FileDesk
from ui.icons import dress, wears
from ui.jury.actions import JURY_ACTIONS, JURY_ALSO
from ui.jury.bridge import JuryBridge
from ui.jury.pages import PAGES, PageKind, Run
from ui.stack import Pages
from ui.theme import Theme
from ui.widgets import button, column, label, row

if TYPE_CHECKING:
    from ui.jury.guide import JuryGuide
    from ui.main_window import MainWindow

RAIL = 176
UNTAKEN = "{} ne se dépose pas ici : aucune page de ce bureau ne lit ce genre de fichier."
EXPORT = "export"
_KEYS = {action.id: action.keys for action in JURY_ACTIONS}


def opened(path: Path) -> Callable[[MainWindow], JuryFileDesk]:
    """The jury file opened and locked; PassageError when it cannot be used."""
    desk = JuryDesk(path)
    return lambda shown: JuryFileDesk(shown, desk)


class JuryFileDesk(FileDesk):
    """An open jury file."""

    home = "jury"
    actions, also = JURY_ACTIONS, JURY_ALSO

    def __init__(self, shown: MainWindow, desk: JuryDesk) -> None:
        super().__init__(shown)
        self.bridge = JuryBridge(desk, self)
        self.host: PageHost | None = None

    @property
    def path(self) -> Path:
        return self.bridge.desk.path

    def now(self) -> datetime:
        return self.bridge.now()

    def begin(self) -> None:
        shown, bridge = self.shown, self.bridge
        bridge.refused.connect(shown.banner.refuse)
        bridge.failed.connect(shown.banner.fail)
        bridge.noted.connect(shown.banner.note)
        self.host = PageHost(bridge, shown.theme, shown.run)
        jury = bridge.jury
        title = f"Jury · session {jury.session} · {jury.pilot}"
        shown.top.show_jury(title, rehearsal=jury.rehearsal)
        shown.show_page(self.home, self.host)
        self.host.go(PAGES[0].name)

    def commands(self) -> Mapping[str, Command]:
        host = self.host
        if host is None:
            return {}
        pages = {kind.name: partial(self._go, kind.name) for kind in PAGES}
        return {
            **pages,
            "undo": self.bridge.undo,
            "find": host.search,
            "load-list": self.load_lists,
        }

    def load_lists(self, paths: list[Path] | None = None) -> None:
        """What later lists change, shown before they are taken in: a new page each time."""
        from ui.jury.load_page import LoadLists

        page = LoadLists(self.bridge)
        page.made.connect(lambda _: self._go("candidates"))
        page.left.connect(lambda: self.shown.go(self.home))
        self.shown.show_page("load-list", page)
        page.take(paths or [])

    def _go(self, name: str) -> None:
        assert self.host is not None
        self.host.go(name)
        self.shown.go(self.home)

    def guide(self) -> JuryGuide:
        from ui.jury.guide import JuryGuide

        return JuryGuide()

    def wants(self, paths: list[Path]) -> bool:
        """Exports, and whatever is dropped on the page that receives them."""
        there = self.host is not None and self.host.takes(EXPORT)
        return there or all(path.suffix.lower() == ".sqlite" for path in paths)

    def take(self, paths: list[Path]) -> None:
        """The page that reads this kind of file takes it."""
        kind = EXPORT if self.wants(paths) else known_suffix(paths[0])
        shown, page = self._takers(kind)
        if kind == "list" and page is not shown:
            self.load_lists(paths)
            return
        if page is None or self.host is None:
            self.shown.banner.refuse(UNTAKEN.format(f"« {paths[0].name} »"))
            return
        self._go(page.name)
        self.host.current.take(paths)  # type: ignore[attr-defined]

    def _takers(self, kind: str) -> tuple[PageKind | None, PageKind | None]:
        """The page in view, and the one that reads this kind: that in view before any other."""
        shown = next((page for page in PAGES if self.host and page.name == self.host.name), None)
        if shown is not None and kind in shown.takes:
            return shown, shown
        return shown, next((page for page in PAGES if kind in page.takes), None)

    def flush(self) -> None:
        """What was typed in a page, and in an editor open in a table when it loses the focus."""
        if self.host is not None:
            self.host.flush()
        focused = self.shown.focusWidget()
        inside = focused.parentWidget() if focused is not None else None
        view = inside.parentWidget() if inside is not None else None
        if isinstance(view, QAbstractItemView):
            view.setFocus()

    def running(self) -> str:
        """What a page would lose."""
        return self.host.unsaved() if self.host is not None else ""

    def close(self) -> None:
        self.bridge.close()
        self.host = None

    def resized(self) -> None:
        if self.host is not None:
            self.host.resized()


class PageHost(QWidget):
    """The rail and the pages; each is made when first asked for."""

    def __init__(self, bridge: JuryBridge, theme: Theme, run: Run) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._theme, self._run = bridge, theme, run
        self._made: dict[str, QWidget] = {}
        self.name = PAGES[0].name
        self._kinds = {kind.name: kind for kind in PAGES}
        self.rail = {kind.name: self._rail_button(kind) for kind in PAGES}
        self._side, self._stack = QWidget(), Pages()
        self._side.setObjectName("side")
        self._side.setLayout(column(*self._places(), 1, margins=(8, 12, 8, 12), spacing=3))
        whole = row(self._side, self._stack, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        bridge.watch(self.refresh)
        self.resized()
        self.go(PAGES[0].name)

    def _places(self) -> Iterator[QWidget]:
        """The buttons of the rail; those of a group stand under its title."""
        group = ""
        for kind in PAGES:
            if kind.group != group:
                group = kind.group
                title = label(group, "caption")
                title.setContentsMargins(11, 10, 0, 2)
                yield title
            yield self.rail[kind.name]

    def _rail_button(self, kind: PageKind) -> QPushButton:
        made = button(kind.title, lambda: self._run(kind.name))
        made.setProperty("rail", True)
        made.setCheckable(True)
        made.setAutoExclusive(True)
        wears(made, kind.icon)
        made.setAccessibleName(f"Page : {kind.title.lower()}")
        keys = shown_keys(_KEYS[kind.name])
        made.setToolTip(f"{kind.title} ({keys})" if keys else kind.title)
        return made

    @property
    def current(self) -> QWidget:
        """The page in view."""
        found = self._stack.currentWidget()
        assert found is not None
        return found

    def takes(self, kind: str) -> bool:
        """Whether the page in view takes that kind of file."""
        named = (name for name, made in self._made.items() if made is self.current)
        return any(kind in self._kinds[name].takes for name in named)

    def page(self, name: str) -> QWidget:
        """The page of that name, made if it was not."""
        if name not in self._made:
            made = self._kinds[name].make(self._bridge, self._theme, self._run)
            self._made[name] = made
            self._stack.addWidget(made)
            if self.isVisible():
                dress(made, self._theme)
        return self._made[name]

    def go(self, name: str) -> None:
        """Bring that page into view."""
        self.name, page = name, self.page(name)
        _refresh(page)
        self._stack.setCurrentWidget(page)
        self.rail[name].setChecked(True)
        getattr(page, "search", self.rail[name].setFocus)()

    def refresh(self) -> None:
        """Bring the page in view up to date; the others when they are shown."""
        _refresh(self.current)

    def unsaved(self) -> str:
        """What to say to whoever would close now; "" where nothing is lost."""
        told = (getattr(page, "unsaved", lambda: "")() for page in self._made.values())
        return next(filter(None, told), "")

    def search(self) -> None:
        """Go to the filter of the page in view, where it has one."""
        getattr(self.current, "search", lambda: None)()

    def flush(self) -> None:
        """What was typed becomes acts."""
        for page in self._made.values():
            getattr(page, "flush", lambda: None)()

    def resized(self) -> None:
        """Texts have another size."""
        self._side.setFixedWidth(self._theme.px(RAIL))
        for page in self._made.values():
            getattr(page, "resized", lambda: None)()

    def close_file(self) -> None:
        """Before the file is let go."""
        for page in self._made.values():
            getattr(page, "close_file", lambda: None)()


def _refresh(page: QWidget) -> None:
    page.refresh()  # type: ignore[attr-defined]
