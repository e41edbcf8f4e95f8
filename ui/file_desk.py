"""A file open in the window, as the window sees it: its kind chooses the desk it is worked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.actions import Action, Form

if TYPE_CHECKING:
    from ui.guide import Guide
    from ui.main_window import MainWindow

Command = Callable[[], object]


class FileDesk(QObject):
    """Lives as long as its file is open. ``home`` names the page shown first."""

    home: ClassVar[str]
    actions: Sequence[Action]
    """Those of the table that mean something here, with their keys."""
    also: Mapping[str, Sequence[str]] = {}
    """Other keys of an action, by its id."""
    forms: Mapping[str, Form] = {}
    """Acts with fields that the palette offers."""

    def __init__(self, shown: MainWindow) -> None:
        super().__init__(shown)
        self.shown = shown

    def begin(self) -> None:
        """Wire the file to the window and show its first page."""
        raise NotImplementedError

    @property
    def path(self) -> Path:
        raise NotImplementedError

    def now(self) -> datetime:
        """This instant in the file's time zone."""
        raise NotImplementedError

    def commands(self) -> Mapping[str, Command]:
        """What can be done now, by the id of its action."""
        raise NotImplementedError

    def make(self, name: str) -> QWidget:
        """The page of that name, wanted for the first time."""
        raise NotImplementedError

    def guide(self) -> Guide:
        """What F1 shows."""
        from ui.guide import Guide

        return Guide()

    def take(self, paths: list[Path]) -> None:
        """What was dropped on the window and is no file of Passage."""
        raise NotImplementedError

    def wants(self, paths: list[Path]) -> bool:
        """Whether files of Passage dropped on the window are taken here rather than opened."""
        return False

    def close(self) -> None:
        """Let go of the file; its pages are gone."""
        raise NotImplementedError

    # --- what may hold the window back ----------------------------------------------------------

    def flush(self) -> None:
        """What was typed becomes acts."""

    @property
    def unkept(self) -> bool:
        """Whether something typed is on the screen alone."""
        return False

    def running(self) -> str:
        """What to say to whoever closes the window while something runs; "" where nothing does."""
        return ""

    def busy(self) -> str:
        """Why no other file can be asked for now; "" where one can."""
        return ""

    def keeps(self, path: Path) -> str:
        """Why this file stays open when ``path`` is to be opened; "" where it need not."""
        return ""

    # --- the window's own life ------------------------------------------------------------------

    def leave(self) -> None:
        """Before the pages go."""

    def resized(self) -> None:
        """Texts have another size."""
