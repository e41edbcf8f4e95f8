"""« Choix des fiches »: the dossier, the choice beside it, and who already got what."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.jury.hours import hour_text
from app.domain.jury.people import JuryCandidate
from app.domain.jury.words import DOMAINS
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.choice_dossier import ChoiceDossier
from ui.jury.choice_editor import ChoiceEditor
from ui.jury.pages import Run
from ui.jury.pick import Pick
from ui.jury.table import Choice, Column
from ui.jury.usage_view import UsageView
from ui.theme import Theme
from ui.widgets import Elided, button, card, column, label, row

STATES = {"": "Tous", "without": "Sans choix", "with": "Choisies"}
WHO = "Qui choisit ?"
NO_MEMBER = "Dites d’abord qui choisit : un membre de la commission académique, en haut de la page."
USAGE = 196
"""Pixels the uses take beneath, at most."""


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return ChoicePage(bridge, theme)


class ChoicePage(QWidget):
    """One exam at a time, candidates in order of commission and hour."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._theme = bridge, theme
        self._people, self._lists = Fresh(), Fresh()
        self._order: list[str] = []
        self._number = ""
        self.exam = Choice("Oral", {exam: exam for exam in DOMAINS})
        self.state = Choice("Choix", STATES)
        self.commission, self.day = Choice("Commission", {}), Choice("Jour", {})
        told = Column("Fiches", self._told, 104, tone=self._tone)
        filters = [self.exam, self.state, self.commission, self.day]
        self.pick = Pick(bridge, theme, "choice", told, filters)
        self.member = Choice("Qui choisit", {"": WHO})
        self._name, self._who = Elided("title"), Elided("muted")
        self.dossier = ChoiceDossier(bridge, theme)
        self.editor = ChoiceEditor(bridge)
        self.usage = UsageView(bridge, theme)
        self._assemble()
        self._wire()
        self.resized()

    def _assemble(self) -> None:
        before = button("‹", partial(self.go_on, -1), small=True)
        after = button("›", partial(self.go_on, 1), small=True)
        for made, name, keys in (
            (before, "Candidat précédent", "Alt+↑"),
            (after, "Candidat suivant", "Alt+↓"),
        ):
            made.setAccessibleName(name)
            made.setToolTip(f"{name} ({keys})")
        choosing = row(label("Choisit", "muted"), self.member, spacing=8)
        head = row(self._name, self._who, choosing, before, after, spacing=10)
        head.setStretch(1, 1)
        edited, used = card(), card()
        edited.setLayout(column(self.editor))
        used.setLayout(column(self.usage))
        both = row(self.dossier, edited, spacing=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self._used = used
        right = column(head, both, used, spacing=10)
        right.setStretch(1, 1)
        whole = row(self.pick, right, margins=(14, 12, 14, 12), spacing=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.exam.currentIndexChanged.connect(self._turn_exam)
        for box in (self.state, self.commission, self.day):
            box.currentIndexChanged.connect(self._filter)
        self.member.currentIndexChanged.connect(self._turn_member)
        self.pick.selected.connect(self.show_candidate)
        self.pick.meant.connect(lambda _: self.dossier.view.setFocus())
        self.dossier.chosen.connect(self._choose)
        self.editor.pressed.connect(self._choose)
        self.dossier.large.toggled.connect(self._enlarge)
        for keys, does in (
            ("Alt+Up", partial(self.go_on, -1)),
            ("Alt+Down", partial(self.go_on, 1)),
            ("Alt+F", self.dossier.view.setFocus),
            ("Alt+3", self.dossier.large.click),
            ('Alt+"', self.dossier.large.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # --- what is shown --------------------------------------------------------------------------

    @property
    def shown_exam(self) -> str:
        return str(self.exam.currentData())

    def _told(self, one: JuryCandidate) -> str:
        exam = self.shown_exam
        if one.told(exam).barred:
            return "non conforme"
        choice = one.of(exam).choice
        return f"✓ n° {', '.join(map(str, choice.fiches))}" if choice else "à choisir"

    def _tone(self, one: JuryCandidate) -> str:
        exam = self.shown_exam
        return "wrong" if one.told(exam).barred else "" if one.of(exam).choice else "doubtful"

    def refresh(self) -> None:
        """Tell again who changed, and the choice in view."""
        state = self._bridge.state
        if self._lists.stale(state.commissions, state.members):
            self._offer()
        if self._people.stale(state.candidates, state.models, state.members):
            self._show_people()
            self._show()

    def _show_people(self) -> None:
        exam = self.shown_exam
        there = [c for c in self._bridge.state.candidates.values() if c.sits(exam)]
        ordered = sorted(there, key=lambda c: _place(c, exam))
        self.pick.show_rows(ordered)
        if (order := [c.number for c in ordered]) != self._order:
            self._order = order
            self.pick.filter()  # hours were placed: they stand in another order
        if not self.pick.key and self.pick.model.shown:
            self.pick.view.setCurrentIndex(self.pick.model.index(0, 0))

    def _offer(self) -> None:
        """The commissions and days of the exam, the members."""
        state, exam = self._bridge.state, self.shown_exam
        codes = [c.code for c in state.commissions.values() if c.exam == exam]
        days = sorted({d for c in state.commissions.values() if c.exam == exam for d in c.dates})
        _fill(self.commission, {"": "Commissions", **{code: code for code in codes}})
        _fill(self.day, {"": "Jours", **{d.isoformat(): f"{d:%d/%m}" for d in days}})
        _fill(self.member, {"": WHO, **{name: name for name in state.members}})

    def show_candidate(self, number: str) -> None:
        """The choice for that candidate; what was typed about the one before is sent first."""
        if number and number != self._number:
            self.editor.flush()
            self._number = number
            self._show()

    def _show(self) -> None:
        one = self._bridge.state.candidates.get(self._number)
        if one is None:
            return
        exam = self.shown_exam
        self._name.tell(one.name)
        self._who.tell(_who(one, exam))
        self.dossier.show_candidate(one, exam)
        if not self.dossier.piece.count():
            self.dossier.large.setChecked(False)
        self.editor.show_candidate(one, exam, self.member.currentData() or "")
        self.usage.show_candidate(one, exam)

    def _turn_exam(self) -> None:
        self.editor.flush()
        self._offer()
        self.pick.model.retell()
        self._show_people()
        self._filter()
        self._show()

    def _turn_member(self) -> None:
        self.editor.flush()
        self._show()

    def _filter(self, _: object = None) -> None:
        exam, state = self.shown_exam, self.state.currentData()
        code, day = self.commission.currentData(), self.day.currentData()

        def held(c: JuryCandidate) -> bool:
            file = c.of(exam)
            if state and (not c.passes(exam) or (file.choice is None) != (state == "without")):
                return False
            slot = file.slot
            there = slot is not None and code in ("", slot.commission)
            that_day = slot is not None and day in ("", slot.day.isoformat())
            return (not code or there) and (not day or that_day)

        self.pick.filter_by(held)

    # --- the choice -----------------------------------------------------------------------------

    def _choose(self, part: int | None, number: int) -> None:
        """A key on a fiche; without a part, for the one that lacks a fiche, else the first."""
        if not self.member.currentData():
            self._bridge.refused.emit(NO_MEMBER)
            self.member.setFocus()
            self.editor.again()
            return
        self.editor.choose(self.editor.open_part if part is None else part, number)

    def _enlarge(self, large: bool) -> None:
        """The piece takes the room of the list and of the uses; the choice stays beside it."""
        for part in (self.pick, self._used):
            part.setVisible(not large)

    # --- keyboard -------------------------------------------------------------------------------

    def search(self) -> None:
        self.dossier.large.setChecked(False)
        self.pick.search()

    def go_on(self, way: int) -> None:
        """The next candidate of the list, or the one before; the focus stays where it is."""
        place = self.pick.model.place_of(self._number) + way
        if 0 <= place < len(self.pick.model.shown):
            self.pick.view.setCurrentIndex(self.pick.model.index(place, 0))

    def flush(self) -> None:
        """What was typed becomes acts."""
        self.editor.flush()

    def close_file(self) -> None:
        self.dossier.close_file()

    def resized(self) -> None:
        """Texts have another size."""
        for part in (self.pick, self.dossier, self.usage):
            part.resized()
        self._used.setMaximumHeight(self._theme.px(USAGE))


def _place(one: JuryCandidate, exam: str) -> tuple[bool, str, str, int]:
    """In order of commission, day and hour; who has none after the others."""
    slot = one.of(exam).slot
    if slot is None:
        return True, "", "", 0
    return False, slot.commission, slot.day.isoformat(), slot.minute


def _who(one: JuryCandidate, exam: str) -> str:
    slot = one.of(exam).slot
    where = f"{slot.commission} · {slot.day:%d/%m} à {hour_text(slot.minute)}" if slot else ""
    return " · ".join(filter(None, (one.number, exam, where or "sans heure")))


def _fill(box: Choice, offered: dict[str, str]) -> None:
    """Offer these, what was chosen staying so where it still is there."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for code, text in offered.items():
        box.addItem(text, code)
    box.setCurrentIndex(max(0, box.findData(before)))
    box.blockSignals(False)
