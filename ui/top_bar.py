"""The top bar: which commission, the pages, the keys of every moment, the hour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from app.domain.state import Commission
from ui.actions import ACTIONS, shown_keys
from ui.icons import wears
from ui.room_chip import RoomChip
from ui.theme import Theme
from ui.widgets import Elided, button, label, mark_as, row, tell

HEIGHT = 42
PAGES = {
    "day": "Journée",
    "sheets": "Grilles",
    "journal": "Journal",
    "evening": "Fin de journée",
}
QUICK = {"privacy": "Masquer", "incident": "Incident", "palette": "Commandes", "guide": "Aide"}


class TopBar(QFrame):
    """Its buttons run the actions of the table."""

    def __init__(self, theme: Theme, run: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._theme = theme
        self._title, self._hour = Elided("strong"), label("", "strong")
        self._hour.setAccessibleName("Heure")
        self._rehearsal = label("RÉPÉTITION", "badge")
        self._rehearsal.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._rehearsal.setProperty("tone", "warn")
        self._rehearsal.hide()
        self.room = RoomChip()
        self.room.wanted.connect(lambda: run("day"))
        self.pages = {name: self._page(name, text, run) for name, text in PAGES.items()}
        self.quick = {name: self._quick(name, text, run) for name, text in QUICK.items()}
        self.setLayout(
            row(
                self._title,
                self._rehearsal,
                *self.pages.values(),
                1,
                self.room,
                *self.quick.values(),
                self._hour,
                margins=(14, 0, 14, 0),
                spacing=6,
            )
        )
        self._title.tell("Passage")
        self.resized()

    def _page(self, name: str, text: str, run: Callable[[str], None]) -> QPushButton:
        made = button(text, lambda: run(name))
        made.setProperty("tab", True)
        made.setCheckable(True)
        made.setAutoExclusive(True)
        wears(made, _ICONS[name])
        made.setToolTip(f"{text} ({shown_keys(_KEYS[name])})")
        return made

    def _quick(self, name: str, text: str, run: Callable[[str], None]) -> QPushButton:
        made = button(
            f"{text}  {shown_keys(_KEYS[name])}", lambda: run(name), flat=True, small=True
        )
        wears(made, _ICONS[name])
        made.setCheckable(name == "privacy")
        return made

    def resized(self) -> None:
        """Texts have another size."""
        self.setFixedHeight(self._theme.px(HEIGHT))
        for shown in self.pages.values():
            shown.setFixedHeight(self._theme.px(HEIGHT) - 1)

    def show_page(self, name: str) -> None:
        """Mark the page shown; none is for pages that have no button."""
        self.room.show_page(name)
        for page, shown in self.pages.items():
            shown.setAutoExclusive(False)
            shown.setChecked(page == name)
            shown.setAutoExclusive(True)

    def show_commission(self, commission: Commission | None) -> None:
        """The file that is open, or none."""
        for page in (*self.pages.values(), self.quick["privacy"], self.quick["incident"]):
            page.setVisible(commission is not None)
        self.quick["palette"].setVisible(commission is not None)
        self._rehearsal.setVisible(commission is not None and commission.rehearsal)
        if commission is None:
            self._title.tell("Passage")
            return
        told = f"{commission.exam} · {commission.commission} · salle {commission.room}"
        self._title.tell(f"{told} · {commission.date:%d/%m/%Y}")

    def show_privacy(self, hidden: bool) -> None:
        shown = self.quick["privacy"]
        shown.setChecked(hidden)
        tell(shown, f"{'Montrer' if hidden else 'Masquer'}  {shown_keys(_KEYS['privacy'])}")
        mark_as(shown, "flat", not hidden)

    def show_hour(self, text: str) -> None:
        tell(self._hour, text)


_KEYS = {action.id: action.keys for action in ACTIONS}
_ICONS = {action.id: action.icon for action in ACTIONS}
