"""« Vue d’ensemble »: how far the preparation is; each count leads to where one goes on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QWidget

from app.domain.jury.breaches import breaches
from app.domain.text import counted
from app.services.jury_overview import ExamOverview, Progress, overview
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.pages import PAGES, Run
from ui.stack import SteadyArea
from ui.theme import Theme
from ui.widgets import Elided, card, column, label, row, tell

BAR = 6
EVERYONE = "Tous les candidats du jury le passent."
USUAL = "candidates"
"""Where one goes on while a page of its own is not there."""


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return OverviewPage(bridge, run)


class CountLine(QPushButton):
    """A count, what is to know about it and its share as a bar; leads to its page."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, self._page = run, USUAL
        for look in ("flat", "tile"):
            self.setProperty(look, True)
        self._label, self._figure, self._note = Elided("strong"), label(), Elided("caption")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedHeight(BAR)
        head = row(self._label, self._figure, spacing=14)
        head.setStretch(0, 1)
        self.setLayout(column(head, self._bar, self._note, margins=(12, 7, 12, 5), spacing=5))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda _=False: self._run(self._page))

    def show_progress(self, told: Progress) -> None:
        known = {kind.name for kind in PAGES}
        self._page = told.page if told.page in known else USUAL
        figure = f"{told.done} sur {told.total}"
        self._label.tell(told.label)
        self._note.tell(told.note)
        tell(self._figure, figure)
        self._bar.setRange(0, max(1, told.total))
        self._bar.setValue(told.done)
        self._bar.setVisible(bool(told.total))
        self.setAccessibleName(", ".join(filter(None, (told.label, figure, told.note))))

    def sizeHint(self) -> QSize:  # noqa: N802
        """What its texts need: a button would say nothing of them."""
        inside = self.layout()
        assert inside is not None
        return inside.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        inside = self.layout()
        assert inside is not None
        return inside.minimumSize()


class ExamCard(QFrame):
    """One exam: who sits it, and its counts."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.setObjectName("card")
        self._title, self._who, self._others = label("", "title"), label("", "strong"), label()
        self._others.setProperty("role", "muted")
        self._others.setWordWrap(True)
        self.lines = [CountLine(run) for _ in range(4)]
        head = column(row(self._title, 1, self._who), self._others, margins=(12, 0, 12, 4))
        self.setLayout(column(head, *self.lines, 1, margins=(8, 14, 8, 10), spacing=4))

    def show_exam(self, told: ExamOverview) -> None:
        tell(self._title, told.exam)
        tell(self._who, f"{counted(told.sitting, 'candidat')} à interroger")
        tell(self._others, f"Ne le passent pas : {told.others}." if told.others else EVERYONE)
        for line, progress in zip(self.lines, told.lines, strict=True):
            line.show_progress(progress)


class OverviewPage(QWidget):
    """Both exams, then what concerns the whole jury."""

    def __init__(self, bridge: JuryBridge, run: Run) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._fresh = bridge, Fresh()
        self.exams = [ExamCard(run) for _ in range(2)]
        self.planning, self.packs = CountLine(run), CountLine(run)
        self._told = Elided("muted")
        jury = card()
        jury.setLayout(column(self.planning, self.packs, margins=(8, 10, 8, 10), spacing=4))
        both = row(*self.exams, spacing=12)
        head = row(label("Vue d’ensemble", "title"), self._told, 1, spacing=12)
        inside = QWidget()
        inside.setLayout(column(head, both, jury, 1, margins=(14, 12, 14, 12), spacing=12))
        area = SteadyArea()
        area.setWidget(inside)
        self.setLayout(column(area))

    def refresh(self) -> None:
        """Count again, where anything changed."""
        state = self._bridge.state
        if not self._fresh.stale(state):
            return
        self._told.tell(_told(self._bridge))
        for frame, told in zip(self.exams, overview(state), strict=True):
            frame.show_exam(told)
        self._show_breaches()
        issued = sum(bool(c.packs) for c in state.commissions.values())
        of = len(state.commissions)
        self.packs.show_progress(Progress("Paquets émis", issued, of, _left(of - issued), "issue"))

    def _show_breaches(self) -> None:
        state = self._bridge.state
        found = breaches(state)
        hard = sum(breach.hard for breach in found)
        note = f"{counted(hard, 'interdit')}, {counted(len(found) - hard, 'point')} à revoir"
        note = note if found else "aucun interdit, rien à revoir"
        wrong = {code for breach in found for code in breach.commissions}
        total = len(state.commissions)
        done = total - len(wrong & state.commissions.keys())
        told = Progress("Commissions sans rien à revoir", done, total, note, "planning")
        self.planning.show_progress(told)


def _told(bridge: JuryBridge) -> str:
    state = bridge.state
    told = (
        counted(len(state.candidates), "candidat"),
        counted(len(state.commissions), "commission"),
        counted(len(state.examiners), "examinateur"),
    )
    return " · ".join(told)


def _left(number: int) -> str:
    return f"reste {number}" if number else "tous"
