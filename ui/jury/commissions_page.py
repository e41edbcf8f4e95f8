"""« Commissions »: everyone and every place of the jury, one tab a table."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

from ui.jury import commission_lines, examiner_lines, site_lines
from ui.jury.bridge import JuryBridge
from ui.jury.jury_form import JuryForm
from ui.jury.lines import LinesPart
from ui.jury.member_lines import MembersPart
from ui.jury.pages import Run
from ui.theme import Theme
from ui.widgets import column, label, row

HINT = "Entrée corrige une case, Ctrl+Z annule."
TITLES = {
    "commissions": "Commissions",
    "examiners": "Examinateurs",
    "members": "Commission académique",
    "sites": "Centres",
}


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return CommissionsPage(bridge, theme)


class CommissionsPage(QWidget):
    """Commissions, examiners, members of the commission académique, centres, the jury."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge = bridge
        self.parts: dict[str, LinesPart[object]] = {
            "commissions": commission_lines.part(bridge, theme),  # type: ignore[dict-item]
            "examiners": examiner_lines.part(bridge, theme),  # type: ignore[dict-item]
            "members": MembersPart(bridge, theme),  # type: ignore[dict-item]
            "sites": site_lines.part(bridge, theme),  # type: ignore[dict-item]
        }
        self.jury = JuryForm(bridge)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName("Tables du jury")
        for name, part in self.parts.items():
            self.tabs.addTab(part, TITLES[name])
        self.tabs.addTab(self.jury, "Jury")
        self.tabs.currentChanged.connect(lambda _: self.refresh())
        head = row(label("Commissions", "title"), label(HINT, "muted"), 1, spacing=12)
        whole = column(head, self.tabs, margins=(14, 12, 14, 12), spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @property
    def _current(self) -> LinesPart[object] | JuryForm:
        found = self.tabs.currentWidget()
        assert isinstance(found, LinesPart | JuryForm)
        return found

    def go(self, name: str) -> LinesPart[object]:
        """Bring that table into view."""
        self.tabs.setCurrentWidget(self.parts[name])
        return self.parts[name]

    def refresh(self) -> None:
        """The table in view, and how many lines each has."""
        self._current.refresh()
        for place, name in enumerate(self.parts):
            count = len(getattr(self._bridge.state, name))
            self.tabs.setTabText(place, f"{TITLES[name]} {count}")

    def search(self) -> None:
        self._current.search()

    def resized(self) -> None:
        for part in self.parts.values():
            part.resized()

    def close_file(self) -> None:
        """Before the file is let go: a name typed is kept."""
        self.jury.flush()
