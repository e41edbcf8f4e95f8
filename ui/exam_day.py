"""The exam-day page: list, header, part band, tabs, grid, closing row, without scrolling."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.exam import PREPARATION
from app.domain.state import Passage
from ui.actions import FORMS
from ui.announce import Announcer
from ui.band import Band
from ui.barred import bar
from ui.bridge import Bridge
from ui.closing import Closing
from ui.daylist import DayList
from ui.focus import FocusPath, Landing, grant
from ui.grid import Grid
from ui.header import Header
from ui.prompt import Prompt
from ui.questions_strip import QuestionStrip
from ui.stack import Pages, SteadyArea, room_for
from ui.tabs import Tabs
from ui.theme import GAP, Theme
from ui.veil import Veil
from ui.widgets import column, label, tell
from ui.wording import Wording

SIDE, NARROW, LEFT, TALL = 226, 206, 372, 840
WIDE, ROOMY, STACKED = 1120, 780, 300
SIDE_SHARE = 0.26
"""Of the width, what the list may have at most."""
VEIL = "Candidat dans la salle :\nétats des autres masqués"


class ExamDay(QWidget):
    """One page, one candidate at a time."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        run: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge, self._theme, self._run = bridge, theme, run
        self.list, self.header = DayList(bridge, theme), Header(bridge, theme, run)
        self.prompt, self.questions = Prompt(bridge), QuestionStrip(bridge)
        self.band, self.tabs = Band(bridge, theme), Tabs(bridge, theme, run)
        self.grid, self.wording = Grid(bridge, theme), Wording(bridge, theme)
        self.closing = Closing(bridge, theme)
        self._veil = label("", "caption")
        self.announcer = Announcer(bridge, self)
        self.path = FocusPath(self, self._places, self._landings())
        self._former: QWidget | None = None
        self._led = False
        """Whether the focus was moved since the candidate is shown."""
        self._assemble()
        self._wire()
        self.resized()

    def _assemble(self) -> None:
        self.side = Unwrapped()
        self.side.setObjectName("side")
        self.side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._veil.setContentsMargins(16, 8, 8, 0)
        self._veil.setWordWrap(True)
        self.side.setLayout(column(self.list, self._veil, margins=(0, 8, 0, 10)))
        self.middle = QSplitter(Qt.Orientation.Horizontal)
        self.middle.setChildrenCollapsible(False)
        self.middle.setHandleWidth(GAP)
        self.middle.addWidget(_framed(self.tabs))
        marking = _framed(self.grid, self.wording)
        for place, share in enumerate((2, 1)):
            marking.layout().setStretch(place, share)  # type: ignore[union-attr]
        self.middle.addWidget(marking)
        for place in (0, 1):
            self.middle.setStretchFactor(place, 1 + place)
        work = QWidget()
        work.setLayout(column(self.middle, self.questions, self.closing, spacing=8))
        self._face = Pages()
        self._face.addWidget(work)
        desk = Unwrapped()
        desk.setLayout(
            column(
                self.header, self.prompt, self.band, self._face, margins=(14, 8, 14, 8), spacing=8
            )
        )
        for box, place in ((desk.layout(), 3), (work.layout(), 0)):
            assert isinstance(box, QVBoxLayout)
            box.setStretch(place, 1)
        self._scroll = SteadyArea()
        self._scroll.setWidget(_holding(desk))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.side)
        whole.addWidget(self._scroll, 1)

    def _wire(self) -> None:
        """Everything that is connected on this page."""
        self._bridge.watch(
            self.list.refresh,
            self.header.refresh,
            self.prompt.refresh,
            self.band.refresh,
            self.tabs.refresh,
            self.grid.refresh,
            self.wording.refresh,
            self.questions.refresh,
            self.closing.refresh,
            self._refresh,
        )
        self._bridge.selected.connect(self._rise)
        self.grid.focused.connect(self.wording.tell)
        self.grid.paged.connect(self.wording.competency.page)
        self.closing.wanted.connect(self._lead)
        self.list.entered.connect(lambda: self.header.focus_confirm() or grant(self.grid))
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda *_: self._keep_in_view())
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        for strip in (self.prompt, self.questions):
            strip.shown.connect(self._make_room)

    @cached_property
    def barred(self) -> Veil:
        """What stands in place of the grid; made when first needed."""
        made = Veil()
        made.setFocusProxy(self.list)
        self._face.addWidget(made)
        return made

    def begin(self) -> None:
        """A file was opened: keys place levels, and who is here can be read."""
        self.grid.setFocus()
        self._led = False

    def refresh(self) -> None:
        """Bring all of the page up to date, as when it is shown again."""
        for part in (self.list, self.header, self.prompt, self.band, self.tabs, self.grid):
            part.refresh()
        for below in (self.wording, self.questions, self.closing):
            below.refresh()
        self._refresh()

    def _refresh(self) -> None:
        room, passage = self._bridge.in_room(), self._bridge.passage
        tell(self._veil, VEIL if room else "")
        barred = bar(self._bridge, self._run)
        if barred is not None:
            self.barred.tell(barred.title, barred.text, barred.offers)
        self._face.setCurrentIndex(0 if barred is None else 1)
        self.header.setVisible(passage is not None)
        self.band.setVisible(passage is not None and self._has_clock(passage))
        self.path.settle()

    # --- the focus ------------------------------------------------------------------------------

    def _places(self) -> list[QWidget | None]:
        """The order of the day."""
        closing = self.closing
        return [
            *(self.list, self.header, self.prompt.question, self.prompt, self.band, self.tabs),
            *(self.grid, self._face.widget(1), self.questions),
            *(closing.appraisal, closing.mark, closing.visas, closing.seal),
        ]

    def _landings(self) -> dict[QWidget, Landing]:
        """Where the focus goes from what went away: on to the next moment, or back."""
        closing = self.closing
        return {
            self.header: self.header.land,
            self.prompt: self._back_from_prompt,
            self.questions: lambda _: grant(closing.seal),
            closing.seal: lambda _: grant(self.list),
            closing.visas: lambda _: closing.visas.focus_missing() or grant(closing.seal),
            self: lambda _: self.band.focus_button() or grant(self.grid) or grant(self.list),
        }

    def _back_from_prompt(self, _: QWidget) -> bool:
        """To where the cursor was when the question came, or what stands in its place."""
        former, self._former = self._former, None
        if former is None or not shiboken6.isValid(former) or self.prompt.isAncestorOf(former):
            return False
        if not grant(former):
            self.path.land(former)
        return True

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802
        if not self.isVisible():
            return super().focusNextPrevChild(following)
        return self.path.move(onward=following) or super().focusNextPrevChild(following)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        self._led = self._led or old is not None
        self._keep_in_view()
        if self.prompt.isAncestorOf(now) and not (old and self.prompt.isAncestorOf(old)):
            self._former = old

    def _rise(self) -> None:
        """Another candidate is shown, who they are first."""
        self._led = False
        self._scroll.verticalScrollBar().setValue(0)

    def _keep_in_view(self) -> None:
        """Scroll to what has the focus, also when all got larger around it."""
        now = QApplication.focusWidget()
        if self._led and now is not None and self._scroll.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now)

    # --- room -----------------------------------------------------------------------------------

    def _has_clock(self, passage: Passage) -> bool:
        """Whether its clocks may be seen: there is nothing to time for who is barred."""
        if self._bridge.other_in_room:  # what was held of another tells that they are suspended
            held = any(run.part != PREPARATION for run in passage.runs)
            return not (held or self._bridge.past_other)
        return bool(passage.runs) or not (passage.not_valid or passage.absent)

    def _make_room(self) -> None:
        """Strips take the place of the wording first, so that the grid is the last to scroll."""
        strips = not self.prompt.isHidden() or not self.questions.isHidden()
        tight = strips and self.height() <= self._theme.px(TALL)
        self.grid.squeeze(tight)
        self.wording.setVisible(not tight)

    def _lead(self, lack: str) -> None:
        """Go to what the seal waits for."""
        places = {
            "identité": self.header.focus_confirm,
            "situation": lambda: self.prompt.ask(FORMS["situation"]),
            "compétence": self.grid.focus_unplaced,
            "note": self.closing.mark.focus,
            "appréciation": self.closing.appraisal.focus,
            "visa": self.closing.visas.focus_missing,
        }
        go = next((place for word, place in places.items() if word in lack), None)
        self._bridge.refused.emit(f"La grille attend : {lack}.") if go is None else go()

    def resized(self) -> None:
        """Texts have another size, or colours changed: everything is drawn again."""
        for part in (self.list, self.header, self.band, self.grid, self.wording, self.closing):
            part.resized()
        self._fold()
        self.middle.setSizes([self._theme.px(LEFT), self._theme.px(2 * LEFT)])
        self._make_room()
        self.refresh()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fold()
        self._make_room()

    def _fold(self) -> None:
        """What stands side by side stands one below the other where texts leave no room."""
        px = self._theme.px
        room = room_for(self)
        wanted = px(SIDE if room >= px(WIDE) else NARROW)
        side = min(wanted, round(room * SIDE_SHARE))
        self.side.setFixedWidth(side)
        folded = room - side < px(ROOMY)
        way = Qt.Orientation.Vertical if folded else Qt.Orientation.Horizontal
        self.middle.setOrientation(way)
        self.tabs.setMinimumHeight(px(STACKED) if folded else 0)
        self.closing.fold(folded)

    def widen_dossier(self) -> None:
        """One key gives the dossier the grid's width, and takes it back."""
        left, right = self.middle.sizes()
        self.tabs.setCurrentWidget(self.tabs.dossier)
        usual = self._theme.px(LEFT)
        self.middle.setSizes([usual, left + right - usual] if left > right else [right, left])
        self.tabs.show_wide(left <= right)

    def flush(self) -> None:
        """Send whatever was typed or drawn and still waits."""
        for part in (self.closing, self.tabs, self.prompt):
            part.flush()


class Unwrapped(QWidget):
    """Asks for no more height because of wrapped texts in it: they take what there is."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return False


def _holding(widget: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(widget))
    return holder


def _framed(*widgets: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(1, 1, 1, 1)
    box.setSpacing(0)
    for widget in widgets:
        box.addWidget(widget)
    return frame
