"""The pages of the window, one in view: each asks for its own room alone, and scrolls for want."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

NESTED = 4
"""Sizes a page may ask for within one another; whoever wavers between two gets neither."""


class Pages(QStackedWidget):
    """As small as the page in view; a plain stack is never smaller than its largest page."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        shown = self.currentWidget()
        if shown is None:
            return QSize(0, 0)
        return shown.minimumSizeHint().expandedTo(shown.minimumSize())

    def sizeHint(self) -> QSize:  # noqa: N802
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else QSize(0, 0)


class SteadyArea(QScrollArea):
    """Fits its widget to the room there is. Qt's own does so again within each resizing, without
    end where the widget's least size depends on its size: the stack runs over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nested = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if self._nested >= NESTED:
            return False
        self._nested += 1
        try:
            return super().eventFilter(watched, event)
        finally:
            self._nested -= 1


def scrolling(pages: Pages) -> QScrollArea:
    """So that at twice the size of texts the window still fits its screen."""
    area = SteadyArea()
    area.setWidget(pages)
    return area


def room_for(page: QWidget) -> int:
    """Pixels of width the window has for a page: its own. The page's width may be more, and comes
    from what it asks for: nothing it asks for may come from that."""
    return page.window().width()
