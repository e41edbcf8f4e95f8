"""Left of the grid: the scenario, the dossier, the observations of the moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from ui.bridge import Bridge
from ui.dossier_tab import DossierTab
from ui.observations import ObservationsTab
from ui.scenario import ScenarioTab
from ui.theme import Theme
from ui.widgets import button, tell

KEY = "F3"
MARGIN = 24
WIDEN, NARROW = "Élargir", "Réduire"


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
        self.widen = button("", lambda: run("dossier"), small=True, flat=True)
        self._verb = WIDEN
        self._tell_widen()
        self.scenario, self.dossier = ScenarioTab(bridge, theme), DossierTab(bridge, theme)
        self.observations = ObservationsTab(bridge)
        self.setDocumentMode(True)
        self.setCornerWidget(self.widen)
        self.tabBar().setDrawBase(False)
        self.setAccessibleName("Scénario, dossier, observations")
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
        self._verb = NARROW if wide else WIDEN
        self._tell_widen()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """All three tabs can be read, beside the key."""
        hint, key = super().minimumSizeHint(), self.widen.fontMetrics().horizontalAdvance(KEY)
        return hint.expandedTo(QSize(self.tabBar().sizeHint().width() + key + 2 * MARGIN, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._tell_widen()

    def _tell_widen(self) -> None:
        """Its key alone where the tabs need the room."""
        whole = f"{self._verb}  {KEY}"
        room = self.width() - self.tabBar().sizeHint().width() - MARGIN
        tell(self.widen, whole if self.widen.fontMetrics().horizontalAdvance(whole) < room else KEY)
        self.widen.setAccessibleName(f"{self._verb} le dossier, {KEY}")
        self.widen.setToolTip(f"{self._verb} le dossier ({KEY})")

    def observe(self) -> None:
        """The key for a new observation."""
        self.setCurrentWidget(self.observations)
        self.observations.focus()
