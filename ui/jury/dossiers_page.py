"""« Dossiers »: received, described, controlled and judged, one candidate after another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from app.domain.jury.checklist import missing
from app.domain.jury.people import JuryCandidate
from app.domain.jury.words import DOMAINS, UNIT_STATUSES
from app.domain.people import VERDICTS
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.control import Control
from ui.jury.dossiers_intake import DossiersIntake
from ui.jury.fiches import FichesGrid
from ui.jury.pages import Run
from ui.jury.pick import Pick
from ui.jury.pieces import Pieces
from ui.jury.reception import Reception
from ui.jury.table import Choice, Column
from ui.stack import SteadyArea
from ui.theme import Theme
from ui.widgets import Elided, button, card, column, label, row

WIDE, SIDE, MOST, GRID, LEAST = 1500, 320, 420, 200, 440
"""Pixels: the page from which the list stays beside a piece that is read; the control, and the most
of it; what reading leaves out of its share; the least the dossier itself needs."""
PIECES = "pieces"
SIDES = {"E32": "1&", "E42": "2É", PIECES: '3"'}
"""Each side with its digit, and what that sends without Shift on a French keyboard."""
NOBODY = "Choisissez un candidat dans la liste."
EVERYONE = ""
STATES = {
    EVERYONE: "Tous",
    "to-check": "À contrôler",
    "lacking": "Incomplets",
    "unchecked": "Non contrôlés",
    "not-received": "Non reçus",
    "doubtful": "En doute",
    "not-conforming": "Non conformes",
}
HOLDS: dict[str, Callable[[JuryCandidate, str], bool]] = {
    EVERYONE: lambda c, exam: True,
    "to-check": lambda c, exam: (
        c.of(exam).received is not None and c.of(exam).verdict.verdict == "unchecked"
    ),
    "lacking": lambda c, exam: bool(missing(c, exam)),
    "unchecked": lambda c, exam: c.of(exam).verdict.verdict == "unchecked",
    "not-received": lambda c, exam: c.of(exam).received is None,
    "doubtful": lambda c, exam: c.of(exam).verdict.verdict == "doubtful",
    "not-conforming": lambda c, exam: c.told(exam).barred,
}


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return DossiersPage(bridge, theme)


def _state(one: JuryCandidate) -> str:
    """How far the dossiers of a candidate are, the least first."""
    exams = [exam for exam in DOMAINS if one.sits(exam)]
    if not exams:
        return "aucun oral"
    found = {VERDICTS[one.of(exam).verdict.verdict] for exam in exams}
    if any(one.of(exam).received is None for exam in exams):
        return "non reçu"
    if "non conforme" in found:
        return "non conforme"
    if any(missing(one, exam) for exam in exams):
        return "incomplet"
    return next(word for word in ("en doute", "non contrôlé", "conforme") if word in found)


_TONES = {"non conforme": "wrong", "incomplet": "doubtful", "en doute": "doubtful"}


class DossiersPage(QWidget):
    """The list, the dossier, and at its right what is controlled or read."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self._number = ""
        self.exam = Choice("Oral", {"": "Oraux", **{exam: exam for exam in DOMAINS}})
        self.state = Choice("État du dossier", STATES)
        told = Column("Dossier", _state, 104, tone=lambda c: _TONES.get(_state(c), ""))
        self.pick = Pick(bridge, theme, "dossiers", told, [self.exam, self.state])
        self._name, self._who = Elided("title"), Elided("muted")
        self.reception, self.grid = Reception(bridge, theme), FichesGrid(bridge, theme)
        self.controls = {exam: Control(bridge, theme, exam) for exam in DOMAINS}
        self.pieces = Pieces(bridge, theme)
        self.intake = DossiersIntake(bridge)
        self._faces, self._side, self._stack = (
            QButtonGroup(self),
            QStackedWidget(),
            QStackedWidget(),
        )
        self.faces = {name: self._face(name) for name in SIDES}
        self._assemble()
        self._wire()
        self.resized()

    # --- made of --------------------------------------------------------------------------------

    def _face(self, name: str) -> QPushButton:
        made = button("Pièces" if name == PIECES else f"Contrôle {name}", partial(self.turn, name))
        made.setProperty("tab", True)
        made.setCheckable(True)
        self._faces.addButton(made)
        self._side.addWidget(self.pieces if name == PIECES else self.controls[name])
        return made

    def _assemble(self) -> None:
        add = button("Ranger des dossiers…", partial(self.take, []))
        self._left, self._right = QWidget(), self._beside()
        self._left.setLayout(column(self.pick, add, spacing=8))
        whole = row(self._left, self._middle(), self._right, spacing=12)
        whole.setStretch(1, 1)
        dossier, nobody = QWidget(), label(NOBODY, "muted")
        dossier.setLayout(whole)
        nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(dossier)
        self._stack.addWidget(self.intake)
        self.setLayout(column(self._stack, margins=(14, 12, 14, 12)))

    def _middle(self) -> QWidget:
        before = button("‹", partial(self.go_on, -1), small=True)
        after = button("›", partial(self.go_on, 1), small=True)
        for made, name, tip in (
            (before, "Candidat précédent", "Alt+↑"),
            (after, "Candidat suivant", "Alt+↓"),
        ):
            made.setAccessibleName(name)
            made.setToolTip(f"{name} ({tip})")
        title = row(self._name, before, after, spacing=6)
        title.setStretch(0, 1)
        told, fiches = card(), card()
        told.setLayout(column(title, self._who, self.reception, margins=(12, 8, 12, 10), spacing=6))
        fiches.setLayout(column(self.grid, margins=(1, 1, 1, 1), spacing=0))
        inside = QWidget()
        inside.setLayout(column(told, fiches, 1, spacing=10))
        self._area = SteadyArea()
        self._area.setWidget(inside)
        return self._area

    def _beside(self) -> QWidget:
        frame = card()
        head = row(*self.faces.values(), 1, margins=(8, 6, 8, 0), spacing=4)
        whole = column(head, self._side, margins=(1, 1, 1, 1), spacing=4)
        whole.setStretch(1, 1)
        frame.setLayout(whole)
        return frame

    def _wire(self) -> None:
        for box in (self.exam, self.state):
            box.currentIndexChanged.connect(self._filter)
        self.pick.selected.connect(self.show_candidate)
        self.pick.meant.connect(lambda _: self.grid.begin())
        self.grid.view.through.connect(self._to_side)
        self.grid.view.back.connect(self.pick.view.setFocus)
        for control in self.controls.values():
            control.view.back.connect(self.grid.view.setFocus)
        self.pieces.view.back.connect(self.grid.view.setFocus)
        self.intake.left.connect(self._back)
        for keys, does in (
            ("Alt+Up", partial(self.go_on, -1)),
            ("Alt+Down", partial(self.go_on, 1)),
            *((f"Alt+{keys[0]}", partial(self._jump, name)) for name, keys in SIDES.items()),
            *((f"Alt+{keys[1]}", partial(self._jump, name)) for name, keys in SIDES.items()),
            ("Alt+F", self.grid.begin),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # --- what is shown --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Tell again who changed, and the dossier in view."""
        if not self._fresh.stale(self._bridge.state.candidates):
            return
        self.pick.show_rows(self._bridge.state.candidates.values())
        if not self.pick.key and self.pick.model.shown:
            self.pick.view.setCurrentIndex(self.pick.model.index(0, 0))
        self._show()

    def show_candidate(self, number: str) -> None:
        """The dossier of that candidate; what was typed about the one before is sent first."""
        if number and number != self._number:
            self.flush()
            self._number = number
            self._show()

    def _show(self) -> None:
        one = self._bridge.state.candidates.get(self._number)
        if one is None:
            return
        self._name.tell(one.name)
        self._who.tell(_who(one))
        self.reception.show_candidate(one)
        self.grid.show_candidate(one)
        for exam, control in self.controls.items():
            self.faces[exam].setVisible(one.sits(exam))
            control.show_candidate(one)
        self.pieces.show_candidate(one)
        kept = len(self.pieces.model.shown)
        self.faces[PIECES].setText(f"Pièces {kept}" if kept else "Pièces")
        self._keep_face(one)

    def _keep_face(self, one: JuryCandidate) -> None:
        """The side in view, unless it is of an exam this candidate does not sit."""
        lit = next((name for name, made in self.faces.items() if made.isChecked()), "")
        if lit == PIECES or (lit and one.sits(lit)):
            return
        self.turn(next((exam for exam in DOMAINS if one.sits(exam)), PIECES))

    def turn(self, name: str) -> None:
        """Show that side: the control of an exam, or the pieces."""
        self.faces[name].setChecked(True)
        self._side.setCurrentIndex(list(self.faces).index(name))
        listed = self.pick.isAncestorOf(self.focusWidget() or self)
        self._fit()
        if listed and self._left.isHidden():
            self._to_side()

    def _filter(self, _: object = None) -> None:
        exam, state = self.exam.currentData(), self.state.currentData()
        exams = (exam,) if exam else tuple(DOMAINS)
        holds = HOLDS[state]
        every = not exam and not state
        self.pick.filter_by(lambda c: every or any(c.sits(e) and holds(c, e) for e in exams))

    # --- keyboard -------------------------------------------------------------------------------

    def search(self) -> None:
        if self._stack.currentIndex() == 0:
            self._left.setVisible(True)
            self.pick.search()

    def go_on(self, way: int) -> None:
        """The next candidate of the list, or the one before; the focus stays where it is."""
        place = self.pick.model.place_of(self._number) + way
        if 0 <= place < len(self.pick.model.shown):
            self.pick.view.setCurrentIndex(self.pick.model.index(place, 0))

    def _jump(self, name: str) -> None:
        """Go to that side with the keyboard."""
        if self.faces[name].isVisible():
            self.turn(name)
            self._to_side()

    def _to_side(self) -> None:
        shown = self._side.currentWidget()
        if isinstance(shown, Control | Pieces):
            shown.view.setFocus()

    # --- dossiers that come in ------------------------------------------------------------------

    def take(self, paths: list[Path]) -> None:
        """Look through what was dropped; asked for by hand, the way to choose it."""
        self.flush()
        self._stack.setCurrentWidget(self.intake)
        self.intake.begin(paths)

    def _back(self) -> None:
        self._stack.setCurrentIndex(0)
        self.pick.search()

    # --- the page’s own life --------------------------------------------------------------------

    def flush(self) -> None:
        """What was typed becomes acts."""
        self.grid.flush()
        self.reception.flush()
        for control in self.controls.values():
            control.flush()

    def close_file(self) -> None:
        self.intake.close_file()
        self.pieces.close_file()

    def resized(self) -> None:
        """Texts have another size."""
        self._area.setMinimumWidth(self._theme.px(LEAST))
        for control in self.controls.values():
            control.resized()
        for part in (self.pick, self.reception, self.grid, self.pieces):
            part.resized()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A piece is read beside the grid: where there is no room for both, the list goes."""
        reading = self.faces[PIECES].isChecked()
        px, room = self._theme.px, self.width()
        self._left.setVisible(not reading or room >= px(WIDE))
        side = px(SIDE) if not reading else max(px(SIDE), (room - px(GRID)) * 5 // 9)
        self._right.setFixedWidth(max(side, min(px(MOST), room // 4)))


def _who(one: JuryCandidate) -> str:
    """Number, route, school, and what they do of each exam where it is not to sit it."""
    others = (
        f"{exam} : {UNIT_STATUSES.get(one.units[exam], one.units[exam])}"
        for exam in DOMAINS
        if not one.sits(exam)
    )
    told = (one.number, one.candidate.category.capitalize(), one.school, *others)
    return " · ".join(filter(None, told))
