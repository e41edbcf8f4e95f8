"""Left of the grid: the scenario, the dossier, the observations of the moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget, QWidget

from ui.bridge import Bridge
from ui.dossier_tab import DossierTab
from ui.observations import ObservationsTab
from ui.scenario import ScenarioTab
from ui.theme import Theme
from ui.widgets import button

WIDEN = "Élargir  F3"


class Tabs(QTabWidget):
    """The three tabs."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        run: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.widen = button(WIDEN, lambda: run("dossier"), small=True, flat=True)
        self.scenario, self.dossier = ScenarioTab(bridge, theme), DossierTab(bridge, theme)
        self.observations = ObservationsTab(bridge)
        self.setDocumentMode(True)
        self.setCornerWidget(self.widen)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName("Scénario, dossier, observations")
        for page, text in (
            (self.scenario, "Scénario"),
            (self.dossier, "Dossier"),
            (self.observations, "Observations"),
        ):
            self.addTab(page, text)
        self.observations.counted.connect(
            lambda count: self.setTabText(2, f"Observations {count}" if count else "Observations")
        )

    def refresh(self) -> None:
        for page in (self.scenario, self.dossier, self.observations):
            page.refresh()

    def show_wide(self, wide: bool) -> None:
        """The button says what it does next."""
        self.widen.setText("Réduire  F3" if wide else WIDEN)

    def observe(self) -> None:
        """The key for a new observation."""
        self.setCurrentWidget(self.observations)
        self.observations.focus()
