"""Left of the grid: the scenario, the dossier, the observations of the moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from ui.bridge import Bridge
from ui.scenario import ScenarioTab
from ui.theme import Theme
from ui.widgets import button, row, tell

if TYPE_CHECKING:
    from ui.dossier_tab import DossierTab
    from ui.observations import ObservationsTab

TITLES = ("Scénario", "Dossier", "Observations")
DOSSIER, OBSERVATIONS = 1, 2
KEY = "F3"
MARGIN = 24
WIDEN, NARROW = "Élargir", "Réduire"


class Corner(QWidget):
    """In line with the tabs, where Qt would stand it lower."""

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802
        super().moveEvent(event)
        if self.y():
            self.move(self.x(), 0)


class Tabs(QTabWidget):
    """The three tabs; what stands in one is made when somebody first looks at it."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        run: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self.widen = button("", lambda: run("dossier"), small=True, flat=True)
        self._verb, self._corner = WIDEN, Corner()
        self._corner.setLayout(row(self.widen, margins=(0, 0, 6, 0)))
        self.scenario = ScenarioTab(bridge, theme)
        self.setDocumentMode(True)
        self.setCornerWidget(self._corner)
        self.tabBar().setDrawBase(False)
        self.setAccessibleName("Scénario, dossier, observations")
        for page, text in zip((self.scenario, QWidget(), QWidget()), TITLES, strict=True):
            self.addTab(page, text)
        self._tell_widen()
        self.currentChanged.connect(self._come)

    @cached_property
    def dossier(self) -> DossierTab:
        from ui.dossier_tab import DossierTab

        made = DossierTab(self._bridge, self._theme)
        self._bring(DOSSIER, made)
        return made

    @cached_property
    def observations(self) -> ObservationsTab:
        from ui.observations import ObservationsTab

        made = ObservationsTab(self._bridge)
        self._bring(OBSERVATIONS, made)
        return made

    def _bring(self, place: int, page: DossierTab | ObservationsTab) -> None:
        """The page, where its place was kept."""
        page.refresh()
        with QSignalBlocker(self):
            shown, text, kept = self.currentIndex(), self.tabText(place), self.widget(place)
            assert kept is not None
            self.removeTab(place)
            self.insertTab(place, page, text)
            self.setCurrentIndex(shown)
        kept.deleteLater()

    def _come(self, place: int) -> None:
        if place == DOSSIER:
            self.setCurrentWidget(self.dossier)
        elif place == OBSERVATIONS:
            self.setCurrentWidget(self.observations)

    @property
    def _made(self) -> list[ScenarioTab | DossierTab | ObservationsTab]:
        late = ("dossier", "observations")
        return [self.scenario, *(self.__dict__[name] for name in late if name in self.__dict__)]

    def refresh(self) -> None:
        for page in self._made:
            page.refresh()
        count = 0 if self._bridge.veiled else len(self._bridge.observations())
        text = f"{TITLES[OBSERVATIONS]} {count}" if count else TITLES[OBSERVATIONS]
        if self.tabText(OBSERVATIONS) != text:
            self.setTabText(OBSERVATIONS, text)

    def flush(self) -> None:
        """Send whatever was typed and still waits."""
        for page in self._made[1:]:
            page.flush()  # type: ignore[union-attr]

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
        """In line with the tabs; its key alone where they need the room."""
        self._corner.setFixedHeight(self.tabBar().sizeHint().height())
        whole = f"{self._verb}  {KEY}"
        room = self.width() - self.tabBar().sizeHint().width() - MARGIN
        tell(self.widen, whole if self.widen.fontMetrics().horizontalAdvance(whole) < room else KEY)
        self.widen.setAccessibleName(f"{self._verb} le dossier, {KEY}")
        self.widen.setToolTip(f"{self._verb} le dossier ({KEY})")

    def observe(self) -> None:
        """The key for a new observation."""
        self.setCurrentWidget(self.observations)
        self.observations.focus()
