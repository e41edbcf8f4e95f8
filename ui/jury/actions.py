"""The actions of the « Préparer » desk: its pages by their number, then what the window does."""

from __future__ import annotations

from ui.actions import ACTIONS, ALSO, Action
from ui.jury.pages import PAGES

SHARED = (
    *("undo", "guide", "palette", "open", "close-file", "full-screen"),
    *("theme", "theme-system", "larger", "smaller"),
)
"""Those of the window that mean the same here."""
AZERTY = "&É\"'(-È_Ç"
"""What the digits send without Shift on a French keyboard; the 6 is a minus sign, which is the
zoom’s."""


def _digit(place: int) -> str:
    """The digit of a page, as far as there are any."""
    return f"Ctrl+{place}" if place <= len(AZERTY) else ""


_known = {action.id: action for action in ACTIONS}
JURY_ACTIONS = (
    *(
        Action(page.name, f"Page : {page.title.lower()}", _digit(place), page.icon)
        for place, page in enumerate(PAGES, 1)
    ),
    Action("load-list", "Compléter par une liste", "", "mdi6.file-import-outline"),
    Action("find", "Chercher dans la page", "Ctrl+F", "mdi6.magnify", "filtrer"),
    *(_known[name] for name in SHARED),
)
JURY_ALSO = {
    **{
        page.name: (f"Ctrl+Shift+{place}", *([f"Ctrl+{AZERTY[place - 1]}"] if place != 6 else []))
        for place, page in enumerate(PAGES[: len(AZERTY)], 1)
    },
    **{name: keys for name, keys in ALSO.items() if name in SHARED},
}
