"""Lines without a filter: the table of the desk, as part of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ui.jury.bridge import JuryBridge
from ui.jury.table import LINE, CellDelegate, Column, R, TableModel, TableView
from ui.theme import Theme
from ui.widgets import column


class PlainTable(QWidget, Generic[R]):
    """Its rows as they are given, one selected."""

    meant = Signal(str)
    """The key of a line that Enter or a double click means."""
    selected = Signal(str)
    """The key of the line the cursor is on, "" for none."""

    def __init__(
        self,
        bridge: JuryBridge,
        theme: Theme,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        *,
        sortable: bool = False,
    ) -> None:
        """``name`` is its accessible name."""
        super().__init__()
        self._theme, self._kept = theme, ""
        self.model = TableModel(columns, key, bridge.perform_all)
        self.view = TableView()
        self.view.setAccessibleName(name)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CellDelegate(theme, self.view))
        self._dress(columns, sortable)
        self.setLayout(column(self.view))
        self.view.meant.connect(lambda: self.meant.emit(self.key))
        self.view.doubleClicked.connect(self._double)
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.modelReset.connect(self._restore)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._moved())
        self.resized()

    def _dress(self, columns: Sequence[Column[R]], sortable: bool) -> None:
        view, behaviour = self.view, QAbstractItemView
        view.setSelectionBehavior(behaviour.SelectionBehavior.SelectRows)
        view.setSelectionMode(behaviour.SelectionMode.SingleSelection)
        triggers = behaviour.EditTrigger
        view.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollMode(behaviour.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(behaviour.ScrollMode.ScrollPerPixel)
        view.setCornerButtonEnabled(False)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = view.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setStretchLastSection(True)
        for section, each in enumerate(columns):
            heads.resizeSection(section, self._theme.px(each.width))
        if sortable:
            heads.setSortIndicatorClearable(True)
            heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            view.setSortingEnabled(True)

    def show_rows(self, rows: Iterable[R]) -> None:
        self.model.show_rows(rows)

    @property
    def key(self) -> str:
        """The key of the line the cursor is on, "" where there is none."""
        return self.model.key_at(self.view.currentIndex().row())

    def go(self, key: str) -> bool:
        """Put the cursor on that line; False where it is not shown."""
        place = self.model.place_of(key)
        if place >= 0:
            at = max(0, self.view.currentIndex().column())
            self.view.setCurrentIndex(self.model.index(place, at))
        return place >= 0

    def _keep(self) -> None:
        self._kept = self.key or self._kept

    def _restore(self) -> None:
        if not self._kept or not self.go(self._kept):
            self._moved()

    def _moved(self) -> None:
        self.selected.emit(self.key)

    def _double(self, at: object) -> None:
        if not self.model.editable(self.view.currentIndex()):
            self.meant.emit(self.key)

    def resized(self) -> None:
        """Texts have another size."""
        self.view.verticalHeader().setDefaultSectionSize(self._theme.px(LINE))
