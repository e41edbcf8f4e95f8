"""The top bar: which commission, the pages, the keys of every moment, the hour."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QSizePolicy

from app.domain.state import Commission
from ui.actions import ACTIONS, shown_keys
from ui.icons import NAME, SIZE, dress, wears
from ui.room_chip import RoomChip
from ui.theme import Theme
from ui.widgets import Elided, button, label, mark_as, row, tell

HEIGHT, ICON_ROOM, TITLE = 42, 20, 150
KEYS_ONLY, NO_ICONS, ICONS_ONLY, ALL_ICONS = 1, 2, 3, 4
"""How little room there is: quick buttons say their keys alone; pages go without icons; quick
buttons are icons alone, the title is left out; pages are icons too. Tips say the rest."""
PAGES = {
    "day": "Journée",
    "sheets": "Grilles",
    "journal": "Journal",
    "evening": "Fin de journée",
}
QUICK = {"privacy": "Masquer", "incident": "Incident", "palette": "Commandes", "guide": "Aide"}
SHOW = "Montrer"


class TopBar(QFrame):
    """Its buttons run the actions of the table."""

    def __init__(self, theme: Theme, run: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._theme, self._tightness = theme, 0
        self._words = dict(QUICK)
        self._title, self._hour = Elided("strong"), label("", "strong")
        self._rehearsal = label("RÉPÉTITION", "badge")
        self._rehearsal.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._rehearsal.setProperty("tone", "warn")
        self._rehearsal.hide()
        self.room = RoomChip()
        self.room.wanted.connect(lambda: run("day"))
        self.pages = {name: self._page(name, text, run) for name, text in PAGES.items()}
        self.quick = {name: self._quick(name, text, run) for name, text in QUICK.items()}
        box = row(
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
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(box)
        self._title.tell("Passage")
        self.resized()

    def _page(self, name: str, text: str, run: Callable[[str], None]) -> QPushButton:
        made = button(text, lambda: run(name))
        made.setProperty("tab", True)
        made.setCheckable(True)
        made.setAutoExclusive(True)
        wears(made, _ICONS[name])
        made.setAccessibleName(f"Page : {text.lower()}")
        made.setToolTip(f"{text} ({shown_keys(_KEYS[name])})")
        return made

    def _quick(self, name: str, text: str, run: Callable[[str], None]) -> QPushButton:
        made = button("", lambda: run(name), flat=True, small=True)
        wears(made, _ICONS[name])
        made.setCheckable(name == "privacy")
        self._tell_quick(name, made)
        return made

    def _tell_quick(self, name: str, shown: QPushButton) -> None:
        word, keys = self._words[name], shown_keys(_KEYS[name])
        tell(shown, self._quick_text(name, self._tightness))
        shown.setAccessibleName(f"{word}, {keys}")
        shown.setToolTip(f"{word} ({keys})")

    def _quick_text(self, name: str, tightness: int) -> str:
        word, keys = self._words[name], shown_keys(_KEYS[name])
        if tightness >= ICONS_ONLY:
            return ""
        return keys if tightness >= KEYS_ONLY else f"{word}  {keys}"

    def resized(self) -> None:
        """Texts have another size."""
        self.setFixedHeight(self._theme.px(HEIGHT))
        for shown in self.pages.values():
            shown.setFixedHeight(self._theme.px(HEIGHT) - 1)
        for worn in (*self.pages.values(), *self.quick.values()):
            worn.setIconSize(QSize(self._theme.px(SIZE), self._theme.px(SIZE)))
        self._fit()

    # --- little room ----------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The window may be as narrow as its screen: the bar says less then."""
        return QSize(0, self._theme.px(HEIGHT))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tightness = next(t for t in count() if t == ALL_ICONS or self._needed(t) <= self.width())
        if tightness == self._tightness:
            return
        self._tightness = tightness
        for name, shown in self.quick.items():
            self._tell_quick(name, shown)
        for name, shown in self.pages.items():
            self._tell_page(name, shown)
        self._title.setVisible(tightness < ICONS_ONLY)
        if self.isVisible():
            dress(self, self._theme)

    def _tell_page(self, name: str, shown: QPushButton) -> None:
        tell(shown, self._page_text(name, self._tightness))
        wears(shown, _ICONS[name])
        if not _has_icon(self._tightness):
            shown.setIcon(QIcon())
            shown.setProperty(NAME, "")
        shown.setIconSize(QSize(self._theme.px(SIZE), self._theme.px(SIZE)))

    def _page_text(self, name: str, tightness: int) -> str:
        return PAGES[name] if tightness < ALL_ICONS else ""

    def _needed(self, tightness: int) -> int:
        """Pixels of width the bar needs at that tightness."""
        box = self.layout()
        assert box is not None
        margins = box.contentsMargins()
        fixed = [w for w in (self._rehearsal, self.room, self._hour) if not w.isHidden()]
        wide = sum(shown.sizeHint().width() for shown in fixed) + margins.left() + margins.right()
        if tightness < ICONS_ONLY:
            wide += min(self._title.sizeHint().width(), self._theme.px(48 if tightness else TITLE))
        wide += box.spacing() * (len(fixed) + 1)
        for name, shown in (*self.quick.items(), *self.pages.items()):
            if not shown.isHidden():
                wide += self._button_width(name, shown, tightness) + box.spacing()
        return wide

    def _button_width(self, name: str, shown: QPushButton, tightness: int) -> int:
        advance, icon = shown.fontMetrics().horizontalAdvance, self._theme.px(ICON_ROOM)
        bare = shown.sizeHint().width() - advance(shown.text())
        if name in self.quick:
            return bare + advance(self._quick_text(name, tightness))
        bare -= icon * _has_icon(self._tightness)
        return bare + icon * _has_icon(tightness) + advance(self._page_text(name, tightness))

    # --- what is told ---------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Mark the page shown; none is for pages that have no button."""
        self.room.show_page(name)
        for page, shown in self.pages.items():
            shown.setAutoExclusive(False)
            shown.setChecked(page == name)
            shown.setAutoExclusive(True)

    def show_commission(self, commission: Commission | None) -> None:
        """The commission that is open, or none."""
        self._show_buttons(day=commission is not None, file=commission is not None)
        self._rehearsal.setVisible(commission is not None and commission.rehearsal)
        if commission is None:
            self._title.tell("Passage")
            return
        told = f"{commission.exam} · {commission.commission} · salle {commission.room}"
        self._title.tell(f"{told} · {commission.date:%d/%m/%Y}", told)

    def show_jury(self, title: str, *, rehearsal: bool) -> None:
        """The jury that is open: its pages have buttons of their own."""
        self._show_buttons(day=False, file=True)
        self._rehearsal.setVisible(rehearsal)
        self._title.tell(title)

    def _show_buttons(self, *, day: bool, file: bool) -> None:
        for page in (*self.pages.values(), self.quick["privacy"], self.quick["incident"]):
            page.setVisible(day)
        self.quick["palette"].setVisible(file)

    def show_privacy(self, hidden: bool) -> None:
        shown = self.quick["privacy"]
        shown.setChecked(hidden)
        self._words["privacy"] = SHOW if hidden else QUICK["privacy"]
        self._tell_quick("privacy", shown)
        mark_as(shown, "flat", not hidden)

    def show_hour(self, text: str) -> None:
        tell(self._hour, text)
        self._hour.setAccessibleName(f"Il est {text}")


def _has_icon(tightness: int) -> bool:
    """Whether the buttons of pages wear one."""
    return tightness not in (NO_ICONS, ICONS_ONLY)


_KEYS = {action.id: action.keys for action in ACTIONS}
_ICONS = {action.id: action.icon for action in ACTIONS}
