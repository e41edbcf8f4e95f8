"""Where the keyboard is: Tab follows the moments of the day, what has the focus is in view, and the
focus is never lost when what had it goes away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QTabWidget, QWidget

Places = Callable[[], Sequence[QWidget | None]]
Landing = Callable[[QWidget], bool]


def stops(places: Iterable[QWidget | None]) -> list[QWidget]:
    """Where Tab halts in these places, in their order, whether or not it can now."""
    found = (stop for place in places if place is not None for stop in _within(place))
    return list(dict.fromkeys(found))


def _within(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for child in _children(widget):
        yield from _within(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QTabWidget):
        pages = (widget.widget(place) for place in range(widget.count()))
        found: Iterable[object] = (widget.tabBar(), widget.cornerWidget(), *pages)
    else:
        found = widget.children()
    for child in found:
        if isinstance(child, QWidget) and not child.isWindow():
            yield child


def alive(widget: QWidget | None) -> bool:
    """Whether it can have the focus now."""
    return (
        widget is not None
        and shiboken6.isValid(widget)
        and widget.isVisible()
        and widget.isEnabled()
    )


def grant(widget: QWidget | None) -> bool:
    """Give it the focus if it can have it."""
    if widget is None or not alive(widget):
        return False
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


class FocusPath(QObject):
    """Moves the focus within ``page``; ``landings`` say where to go from a place that went away."""

    def __init__(self, page: QWidget, places: Places, landings: dict[QWidget, Landing]) -> None:
        super().__init__(page)
        self._page, self._places, self._landings = page, places, landings
        self._gone: QWidget | None = None

    def move(self, *, onward: bool) -> bool:
        """To the next stop, or out of the page after the last; False when there is nowhere."""
        now = self._page.window().focusWidget()
        if now is not None and self._page.isAncestorOf(now) and not alive(now):
            self._gone = now  # its place is filled once everything has been brought up to date
            QTimer.singleShot(0, self, self.settle)
            return True
        there = [stop for stop in stops(self._places()) if alive(stop)]
        if not there:
            return False
        place = _place(there, now) + (1 if onward else -1)
        if now in there and not 0 <= place < len(there):
            return grant(self._outside(now, onward=onward)) or grant(there[place % len(there)])
        return grant(there[max(0, min(place, len(there) - 1))])

    def _outside(self, start: QWidget | None, *, onward: bool) -> QWidget | None:
        """The next stop of the window that is not of this page."""
        at = start
        while at is not None:
            at = at.nextInFocusChain() if onward else at.previousInFocusChain()
            if at is None or at is start:
                return None
            halts = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and alive(at)
            if halts and not self._page.isAncestorOf(at):
                return at
        return None

    def settle(self) -> None:
        """Fill the place of what had the focus and went away, unless somebody has it since."""
        gone, self._gone = self._gone, None
        if gone is None or not self._page.isVisible():
            return
        if alive(self._page.window().focusWidget()) or not shiboken6.isValid(gone):
            return
        self.land(gone)

    def land(self, gone: QWidget) -> None:
        """Go where its place says."""
        for place, landing in self._landings.items():
            if (place is gone or place.isAncestorOf(gone)) and landing(gone):
                return
        grant(next((stop for stop in stops(self._places()) if alive(stop)), None))


def _place(there: list[QWidget], now: QWidget | None) -> int:
    """Where the focus is among the stops; within one where a part of it has it."""
    for place, stop in enumerate(there):
        if now is not None and (stop is now or stop.isAncestorOf(now)):
            return place
    return -1
