"""« Planning »: who passes before whom and when; checked, proposed, moved by hand (§ 1.4)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from app.domain.jury.acts import Unassign
from app.domain.jury.board import Passage
from app.domain.jury.breaches import Breach
from app.domain.jury.checks import Checks
from app.domain.jury.planning import Proposal, propose
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.text import counted
from app.services.jury_lanes import (
    Openings,
    Waiting,
    day_text,
    days,
    lanes,
    marks,
    slot_text,
    waiting,
    with_proposal,
)
from ui import tasks
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.pages import Run
from ui.jury.planning_board import BoardView
from ui.jury.planning_carry import Carry
from ui.jury.planning_lines import Line, LineList
from ui.jury.planning_panels import ProposalPanel, Strip
from ui.jury.table import Choice
from ui.paint import Pill
from ui.search import plain
from ui.stack import Pages
from ui.tasks import Job
from ui.theme import Theme
from ui.widgets import Elided, button, card, column, label, row, tell

SIDE = 264
HINT = (
    "Flèches : choisir. Entrée : prendre, puis flèches et Entrée. "
    "Ctrl+flèches : déplacer. Suppr : retirer l’heure."
)
ALL_PLACED = "Tous les candidats de l’{} ont une heure."
NOBODY = "Aucun candidat ne correspond."
NOTHING_WRONG = "Aucun interdit, rien à revoir."
NO_DAY = "aucun jour de passage"


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return PlanningPage(bridge, theme)


class PlanningPage(QWidget):
    """The board of a day; beside it who waits, what is wrong, or a proposal."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._theme = bridge, theme
        self._fresh, self._checks = Fresh(), Checks()
        self._found: list[Breach] = []
        self._openings: Openings | None = None
        self.proposal: Proposal | None = None
        self._after: JuryState | None = None
        self.job: Job | None = None
        self.carry = Carry(bridge, self)
        self.board = BoardView(bridge, theme, self.carry)
        self.exam = Choice("Épreuve", {exam: exam for exam in DOMAINS})
        self.day = QComboBox()
        self.word = QLineEdit()
        self.waiting = LineList(theme, "Candidats sans heure", drags=True)
        self.wrong = LineList(theme, "Interdits et points à revoir", note_lines=6)
        self.tabs = [_tab("À placer", self._show_tab), _tab("Contrôle", self._show_tab)]
        self.propose_button = button("Proposer des heures", self.propose, primary=True)
        self.plan = ProposalPanel(theme)
        self._assemble()
        self._wire()

    # --- making ---------------------------------------------------------------------------------

    def _assemble(self) -> None:
        self.before, self.after = button("‹", lambda: self._turn(-1)), button("›", self._next)
        for turner, name in ((self.before, "Jour précédent"), (self.after, "Jour suivant")):
            turner.setProperty("step", True)
            turner.setAccessibleName(name)
            turner.setToolTip(f"{name} (Page préc. et Page suiv. sur le planning)")
        self.day.setAccessibleName("Jour")
        self._count = Elided("muted")
        self.verdict = Pill()
        self.verdict.setAccessibleName("Contrôle")
        days_ = row(self.before, self.day, self.after, spacing=4)
        head = row(label("Planning", "title"), self.exam, days_, self._count, self.verdict)
        head.setSpacing(12)
        head.setStretch(3, 1)
        frame = card()
        self.strip = Strip()
        inside = column(self.board, self.strip, margins=(1, 1, 1, 1), spacing=0)
        inside.setStretch(0, 1)
        frame.setLayout(inside)
        body = row(self._sides(), frame, spacing=12)
        body.setStretch(1, 1)
        whole = column(head, body, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.resized()

    def _sides(self) -> QWidget:
        self._side = Pages()
        self._side.addWidget(self._side_lists())
        self._side.addWidget(self.plan)
        return self._side

    def _side_lists(self) -> QWidget:
        self.word.setPlaceholderText("Chercher : nom, numéro…  Ctrl+F")
        self.word.setAccessibleName("Chercher un candidat")
        self.word.setClearButtonEnabled(True)
        self.nobody, self.sound = label("", "muted"), label(NOTHING_WRONG, "muted")
        who, what = Pages(), Pages()
        for stack, list_, empty in (
            (who, self.waiting, self.nobody),
            (what, self.wrong, self.sound),
        ):
            empty.setWordWrap(True)
            empty.setAlignment(Qt.AlignmentFlag.AlignTop)
            empty.setContentsMargins(14, 10, 14, 10)
            stack.addWidget(list_)
            stack.addWidget(empty)
        self._stacks = who, what
        self._lists = Pages()
        field = row(self.word, margins=(10, 10, 10, 8))
        foot = row(self.propose_button, margins=(10, 8, 10, 10))
        first, second = QWidget(), QWidget()
        for part, box in (
            (first, column(field, who, foot, spacing=0)),
            (second, column(what, margins=(0, 6, 0, 6))),
        ):
            part.setLayout(box)
            self._lists.addWidget(part)
        frame = card()
        tabs = row(*self.tabs, 1, margins=(8, 4, 8, 0), spacing=6)
        whole = column(tabs, self._lists, margins=(1, 1, 1, 1), spacing=0)
        whole.setStretch(1, 1)
        frame.setLayout(whole)
        self.tabs[0].setChecked(True)
        return frame

    def _wire(self) -> None:
        self.exam.currentIndexChanged.connect(lambda _: self._other_exam())
        self.day.currentIndexChanged.connect(lambda _: self._show_board())
        self.word.textChanged.connect(lambda _: self._show_waiting())
        self.word.installEventFilter(self)
        self.waiting.meant.connect(self._meant)
        self.waiting.dragged.connect(self.carry_off)
        self.waiting.carried.connect(self.board.hover)
        self.waiting.dropped.connect(self.board.release)
        self.waiting.left.connect(self.search)
        self.wrong.meant.connect(self.lead_to)
        self.wrong.left.connect(self.tabs[1].setFocus)
        self.board.hovered.connect(self._hovered)
        self.board.removed.connect(self._remove)
        self.board.left.connect(self.search)
        self.board.turned.connect(self._turn)
        self.board.picked.connect(lambda _: self._show_strip())
        self.plan.accepted.connect(self.accept)
        self.plan.refused.connect(self.refuse)
        self.carry.turned.connect(self._show_strip)
        self.carry.dropped.connect(self._dropped)

    # --- showing --------------------------------------------------------------------------------

    @property
    def state(self) -> JuryState:
        """What the board shows: things as they are, or as a proposal would have them."""
        return self._after or self._bridge.state

    @property
    def shown_day(self) -> date | None:
        found = self.day.currentData()
        return date.fromisoformat(found) if found else None

    def refresh(self) -> None:
        """Tell again what changed; a proposal for what was before is left."""
        state = self._bridge.state
        if not self._fresh.stale(state):
            return
        self.carry.abandon()
        self._openings = None
        if self.proposal is not None:
            self._leave_proposal()
        self._found = self._checks.breaches(state)
        self._show_days()
        self._show_all()

    def _show_all(self) -> None:
        self._show_board()
        self._show_waiting()
        self._show_wrong()

    def _show_days(self) -> None:
        """The days of the exam; the one in view stays."""
        exam, kept = self.exam.currentData(), self.day.currentData()
        known = [day.isoformat() for day in days(self.state, exam)]
        if known != [self.day.itemData(place) for place in range(self.day.count())]:
            self.day.blockSignals(True)
            self.day.clear()
            for day in known:
                self.day.addItem(day_text(date.fromisoformat(day)), day)
            self.day.setCurrentIndex(known.index(kept) if kept in known else 0 if known else -1)
            self.day.blockSignals(False)

    def _show_board(self) -> None:
        day, exam = self.shown_day, self.exam.currentData()
        shown = lanes(self.state, exam, day) if day is not None else []
        acts = self.proposal.acts if self.proposal is not None else ()
        proposed = frozenset((act.candidate, act.exam) for act in acts)
        self.board.show_lanes(shown, marks(self._found), proposed)
        taken, room = sum(lane.taken for lane in shown), sum(len(lane.starts) for lane in shown)
        told = f"{counted(len(shown), 'commission')} · {counted(taken, 'passage')} sur {room}"
        self._count.tell(told if shown else NO_DAY)
        place = self.day.currentIndex()
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place < self.day.count() - 1)
        self._show_strip()

    def _show_waiting(self) -> None:
        """Who has no hour, then, among who was looked for, who has one."""
        exam, words = self.exam.currentData(), plain(self.word.text()).split()
        everyone = waiting(self._bridge.state, exam)
        found = [passage for passage in everyone if self._matches(passage, words)]
        if words:
            known = set(everyone)
            placed = [(n, exam) for n, c in self._bridge.state.candidates.items() if c.sits(exam)]
            found += [p for p in placed if p not in known and self._matches(p, words)]
        self.waiting.lines.show_lines(found, self._line_of)
        tell(self.tabs[0], f"À placer · {len(everyone)}")
        tell(self.nobody, NOBODY if words else ALL_PLACED.format(exam))
        self._stacks[0].setCurrentIndex(0 if found else 1)
        anyone = bool(everyone) or any(waiting(self._bridge.state, other) for other in DOMAINS)
        self.propose_button.setEnabled(anyone and self.job is None)

    def _matches(self, passage: Passage, words: list[str]) -> bool:
        one = self._bridge.state.candidates[passage[0]]
        hay = plain(f"{one.name} {one.number} {one.school}") if words else ""
        return all(word in hay for word in words)

    def _line_of(self, passage: Passage) -> Line:
        one = self._bridge.state.candidates[passage[0]]
        slot = one.of(passage[1]).slot
        if one.told(passage[1]).barred:
            return Line(passage, one.name, "Dossier non conforme : non convoqué.", "wrong")
        if slot is not None and slot.commission in self._bridge.state.commissions:
            return Line(passage, one.name, slot_text(slot), "right")
        told = self._opening(passage)
        return Line(passage, one.name, told.why, "" if told.first else "doubtful")

    def _opening(self, passage: Passage) -> Waiting:
        if self._openings is None:
            self._openings = Openings(self._bridge.state)
        return self._openings.of(passage)

    def _show_wrong(self) -> None:
        self.wrong.lines.show_lines(self._found, _wrong_line)
        self._stacks[1].setCurrentIndex(0 if self._found else 1)
        tell(self.tabs[1], f"Contrôle · {len(self._found)}")
        hard = sum(breach.hard for breach in self._found)
        soft = len(self._found) - hard
        told = f"{counted(hard, 'interdit')}, {soft} à revoir" if self._found else "Rien à revoir"
        self.verdict.tell(told, "wrong" if hard else "doubtful" if soft else "right")

    def _show_strip(self) -> None:
        placed = self.board.placed
        if self.carry.passage is not None:
            self.strip.tell(self.carry.text, self.carry.tone)
        elif placed is not None and placed.breaches:
            text = " ".join(breach.text for breach in placed.breaches)
            self.strip.tell(text, placed.tone)
        elif placed is not None:
            self.strip.tell(self._about(placed.card.passage), "")
        else:
            self.strip.tell(HINT, "")

    def _about(self, passage: Passage) -> str:
        """Who it is, and when they pass the other exam."""
        one = self.state.candidates[passage[0]]
        others = (exam for exam in DOMAINS if exam != passage[1])
        slots = ((exam, one.of(exam).slot) for exam in others)
        told = [f"{exam} : {slot_text(slot)}" for exam, slot in slots if slot is not None]
        return " · ".join(filter(None, (one.name, one.number, one.school, *told)))

    def _show_tab(self) -> None:
        self._lists.setCurrentIndex(int(self.tabs[1].isChecked()))

    # --- moving about ---------------------------------------------------------------------------

    def _other_exam(self) -> None:
        self.carry.abandon()
        self._show_days()
        self._show_all()

    def _next(self) -> None:
        self._turn(1)

    def _turn(self, later: int) -> None:
        place = self.day.currentIndex() + later
        if 0 <= place < self.day.count():
            self.day.setCurrentIndex(place)

    def go(self, exam: str, day: date | None) -> None:
        """Show that exam and day."""
        self.exam.setCurrentIndex(self.exam.findData(exam))
        place = self.day.findData(day.isoformat()) if day is not None else -1
        if place >= 0:
            self.day.setCurrentIndex(place)

    def lead_to(self, breach: Breach) -> None:
        """Show what a breach is about: its cards framed, the cursor on the first."""
        state, codes = self._bridge.state, frozenset(breach.commissions)
        slots = {
            (number, exam): slot
            for number in breach.candidates
            for exam in DOMAINS
            if (slot := state.candidates[number].told(exam).slot) and slot.commission in codes
        }
        known = [
            state.commissions[code] for code in breach.commissions if code in state.commissions
        ]
        if slots:
            passage, slot = next(iter(slots.items()))
            there = state.commissions.get(slot.commission)
            self.go(there.exam if there else passage[1], slot.day)
            self.board.go(passage)
        elif known:
            held = (
                self.shown_day
                if self.shown_day in known[0].dates
                else min(known[0].dates, default=None)
            )
            self.go(known[0].exam, held)
        self.board.point(frozenset(slots), codes if not slots else frozenset())
        if slots:
            self.board.setFocus()

    def _meant(self, passage: Passage) -> None:
        """A line of the list: go to the card, or take up who waits."""
        slot = self._bridge.state.candidates[passage[0]].of(passage[1]).slot
        if slot is not None and slot.commission in self._bridge.state.commissions:
            self.go(passage[1], slot.day)
            if self.board.go(passage):
                self.board.setFocus()
            return
        first = self._opening(passage).first
        if self._bridge.state.candidates[passage[0]].passes(passage[1]):
            self.go(passage[1], first.day if first else None)
            self.board.hold(passage, first)

    # --- gestures -------------------------------------------------------------------------------

    def carry_off(self, passage: Passage) -> None:
        """The mouse takes who waits off the list."""
        if self._bridge.state.candidates[passage[0]].passes(passage[1]):
            self.carry.begin(passage)

    def _hovered(self, at: QPoint) -> None:
        """Over the list, a card is taken off the board."""
        if self.carry.to is None:
            inside = self._side.rect().contains(self._side.mapFromGlobal(at))
            self.carry.aim(None, off=inside)

    def _dropped(self, passage: Passage) -> None:
        if self.board.go(passage):
            self.board.setFocus()

    def _remove(self, passage: Passage) -> None:
        number, exam = passage
        if self._bridge.state.candidates[number].told(exam).slot is not None:
            self._bridge.perform(Unassign(number, exam))

    # --- proposal -------------------------------------------------------------------------------

    def propose(self) -> None:
        """Ask for a plan of what has no hour; nothing is done before it is accepted."""
        if self.job is not None:
            return
        state = self._bridge.state
        self.job = Job(lambda _: (state, propose(state)))
        self.job.done.connect(self._proposed)
        self.job.failed.connect(self._bridge.failed)
        self.job.ended.connect(self._proposing_ended)
        self.propose_button.setEnabled(False)
        tasks.start(self.job)

    def _proposing_ended(self) -> None:
        self.job = None
        self._show_waiting()

    def _proposed(self, told: tuple[JuryState, Proposal]) -> None:
        state, proposal = told
        if state is not self._bridge.state:
            return  # it is of what was before
        self.carry.abandon()
        self.proposal, self._after = proposal, with_proposal(state, proposal)
        self.board.locked = True
        new = [b for b in self._checks.breaches(self._after) if b not in self._found]
        self.plan.show_proposal(state, proposal, len(new))
        self._side.setCurrentIndex(1)
        self._show_days()
        self._show_board()
        self.plan.focus()

    def accept(self) -> None:
        """Do what was proposed, as one gesture."""
        proposal = self.proposal
        if proposal is not None:
            self._leave_proposal()
            self._bridge.perform_all(proposal.acts)
            self.refresh()
            self.board.setFocus()

    def refuse(self) -> None:
        """Leave the proposal; nothing was done."""
        self._leave_proposal()
        self._show_all()
        self.search()

    def _leave_proposal(self) -> None:
        self.proposal = self._after = None
        self.board.locked = False
        self._side.setCurrentIndex(0)

    # --- the desk -------------------------------------------------------------------------------

    def search(self) -> None:
        """Type who to look for."""
        if self.proposal is not None:
            return
        self.tabs[0].setChecked(True)
        self._show_tab()
        self.word.setFocus()
        self.word.selectAll()

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802
        """Down leads from the field to the list, Enter means its first line, Escape empties it or
        leads to the board."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key, lines = event.key(), self.waiting.lines.abouts
        if key == Qt.Key.Key_Down and lines:
            self.waiting.setCurrentIndex(self.waiting.lines.index(0))
            self.waiting.setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and lines and self.word.text():
            self._meant(lines[0])
        elif key == Qt.Key.Key_Escape and self.word.text():
            self.word.clear()
        elif key == Qt.Key.Key_Escape:
            self.board.setFocus()
        else:
            return False
        return True

    def resized(self) -> None:
        """Texts have another size."""
        self._side.setFixedWidth(self._theme.px(SIDE))
        self.day.setMinimumWidth(self._theme.px(210))
        for view in (self.waiting, self.wrong, self.plan.unplaced, self.board):
            view.resized()

    def close_file(self) -> None:
        """Before the file is let go."""
        self.carry.abandon()


def _tab(text: str, toggled: object) -> QPushButton:
    made = button(text, toggled)  # type: ignore[arg-type]
    made.setProperty("tab", True)
    made.setCheckable(True)
    made.setAutoExclusive(True)
    return made


def _wrong_line(breach: Breach) -> Line:
    return Line(breach, "", breach.text, "wrong" if breach.hard else "doubtful")
