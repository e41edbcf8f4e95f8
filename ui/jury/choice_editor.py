"""The choice for one candidate: the fiches, the modified parameters, the scenarios, by whom.

What is lit is what is stored: a first fiche waits, told as waiting, until the second is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.facts import dataclass
from app.domain.jury.acts import ChooseFiches, WithdrawChoice
from app.domain.jury.people import Choice, JuryCandidate
from app.domain.jury.rules.choice import same_contract
from app.domain.jury.ties import member_ties
from app.domain.jury.words import FICHES
from ui.jury.bridge import JuryBridge
from ui.jury.kept_field import KeptText
from ui.jury.models import Models
from ui.paint import Pill
from ui.widgets import Elided, button, column, label, mark_as, row

SAME = "◆ Même contrat que la première fiche : permis, à vous de voir."
BARRED = "Dossier non conforme : le candidat n’est pas interrogé, il n’y a rien à choisir."
FIRST = "Choisissez d’abord les fiches : ces textes vont avec elles."
WHO = "Dites d’abord qui choisit, en haut à droite."
PARTS = {"E32": ("1re fiche", "2e fiche"), "E42": ("Fiche",)}
TEXTS = {
    "parameters": "Paramètres modifiés de la 1re fiche",
    "scenario": "Scénario, 1re partie",
    "scenario_2": "Scénario, 2e partie",
}


@dataclass(frozen=True)
class Draft:
    """The fiches pressed so far, 0 for none."""

    first: int = 0
    second: int = 0


class ChoiceEditor(QWidget):
    """One exam of one candidate."""

    pressed = Signal(object, int)
    """The part and the number of a fiche whose button was pressed."""

    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._candidate: JuryCandidate | None = None
        self.exam, self.by, self._draft = "E32", "", Draft()
        self.fiches = {part: dict(self._fiche_buttons(part)) for part in (0, 1)}
        self._names = [label(name, "strong") for name in PARTS["E32"]]
        self._second, self._warn = QWidget(), Pill(SAME, "doubtful")
        self.told = Elided("muted")
        self.texts = {name: KeptText(TEXTS[name], partial(self._write, name)) for name in TEXTS}
        self._heads = {name: label(text, "caption") for name, text in TEXTS.items()}
        self.models = Models(bridge, self)
        self.withdraw = button("Retirer le choix", self._take_back, small=True)
        self._last = "scenario"
        self._assemble()

    def _fiche_buttons(self, part: int) -> Iterator[tuple[int, QPushButton]]:
        """A button for each fiche of either exam."""
        for number in range(1, 10):
            made = button(str(number), partial(self.pressed.emit, part, number), small=True)
            made.setCheckable(True)
            made.setAccessibleName(f"{PARTS['E32'][part]} : n° {number}")
            yield number, made

    def _assemble(self) -> None:
        first = row(self._names[0], *self.fiches[0].values(), 1, spacing=4)
        self._second.setLayout(row(self._names[1], *self.fiches[1].values(), 1, spacing=4))
        foot = row(self.told, self.withdraw, spacing=8)
        foot.setStretch(0, 1)
        texts = [column(self._heads[name], self.texts[name], spacing=2) for name in TEXTS]
        whole = column(
            first, self._second, self._warn, foot, *texts, self.models, margins=(12, 10, 12, 10)
        )
        for place in range(4, 4 + len(texts)):
            whole.setStretch(place, 1)
        whole.setSpacing(6)
        self.setLayout(whole)
        for name, text in self.texts.items():
            text.cursorPositionChanged.connect(partial(self._at, name))

    def _at(self, name: str) -> None:
        """Where a model goes is where one wrote last."""
        if self.texts[name].hasFocus():
            self._last = name

    # --- what is shown --------------------------------------------------------------------------

    @property
    def stored(self) -> Choice | None:
        return self._candidate.of(self.exam).choice if self._candidate else None

    def show_candidate(self, candidate: JuryCandidate, exam: str, by: str) -> None:
        before = self._candidate
        afresh = before is None or (before.number, self.exam) != (candidate.number, exam)
        chosen = before is not None and before.of(exam).choice != candidate.of(exam).choice
        self._candidate, self.exam, self.by = candidate, exam, by
        if afresh or chosen:
            self._draft = Draft()
        self._show_fiches()
        self._show_texts(afresh=afresh)
        self._tell()
        self.models.show_exam(exam, writable=self._writable)

    def _show_fiches(self) -> None:
        choice = self.stored
        fiches = choice.fiches if choice else ()
        self._second.setVisible(self.exam == "E32")
        self._names[0].setText(PARTS[self.exam][0])
        lit = (*fiches, 0, 0)[:2]
        waiting = self._draft.first, self._draft.second
        for part, buttons in self.fiches.items():
            for number, made in buttons.items():
                made.setVisible(number in FICHES[self.exam])
                made.setChecked(number == lit[part])
                mark_as(made, "pending", bool(waiting[part]) and number == waiting[part])
        same = self._candidate is not None and self.exam == "E32" and same_contract(self._candidate)
        self._warn.setVisible(same)

    def _show_texts(self, *, afresh: bool) -> None:
        choice = self.stored
        scenarios = (*choice.scenarios, "", "") if choice else ("", "")
        shown = {
            "parameters": choice.parameters if choice else "",
            "scenario": scenarios[0],
            "scenario_2": scenarios[1],
        }
        for name, text in self.texts.items():
            there = self.exam == "E32" or name == "scenario"
            text.setVisible(there)
            self._heads[name].setVisible(there)
            text.show_text(shown[name], afresh=afresh)
            text.setReadOnly(not self._writable)
            text.setPlaceholderText("" if self._writable else FIRST if self.by else WHO)
        self._heads["scenario"].setText("Scénario" if self.exam == "E42" else TEXTS["scenario"])

    @property
    def _writable(self) -> bool:
        return self.stored is not None and bool(self.by)

    def _tell(self) -> None:
        choice, draft = self.stored, self._draft
        self.withdraw.setVisible(choice is not None)
        assert self._candidate is not None
        if self._candidate.told(self.exam).barred:
            self.told.tell(BARRED)
        elif draft.first or draft.second:
            lacks = "2e" if draft.first else "1re"
            self.told.tell(f"En attente de la {lacks} fiche : rien n’est encore enregistré.")
        elif choice is not None:
            self.told.tell(f"Choisi par {choice.by}.")
        else:
            self.told.tell(self._ties() or "Aucune fiche choisie.")

    def _ties(self) -> str:
        """Why the member at work may not choose here, told before they try."""
        member = self._bridge.state.members.get(self.by)
        if member is None or self._candidate is None:
            return ""
        return " ; ".join(member_ties(self._candidate, member, self._bridge.state))

    def again(self) -> None:
        """A button pressed for nothing goes out again."""
        self._show_fiches()

    # --- acts -----------------------------------------------------------------------------------

    @property
    def open_part(self) -> int:
        """The part that lacks a fiche; the first where none does."""
        fiches = self.stored.fiches if self.stored else ()
        first = self._draft.first or (fiches[0] if fiches else 0)
        return 1 if self.exam == "E32" and first and len(fiches) < 2 else 0

    def choose(self, part: int, number: int) -> None:
        """A fiche for that part; sent once all that the exam asks for is there."""
        if self._candidate is None:
            return
        fiches = (*(self.stored.fiches if self.stored else ()), 0, 0)
        first = number if part == 0 else self._draft.first or fiches[0]
        second = number if part == 1 else self._draft.second or fiches[1]
        if self.exam == "E32" and not (first and second):
            self._draft = Draft(first, second)
        elif self._send(fiche_1=first, fiche_2=second if self.exam == "E32" else None):
            self._draft = Draft()
        self._show_fiches()
        self._show_texts(afresh=False)
        self._tell()

    @property
    def _now(self) -> Choice | None:
        """The choice as it stands in the file, shown already or not."""
        assert self._candidate is not None
        return self._bridge.state.candidates[self._candidate.number].of(self.exam).choice

    def _send(self, **fields: object) -> bool:
        assert self._candidate is not None
        choice = self._now
        fiches: tuple[int | None, ...] = (*(choice.fiches if choice else ()), None, None)
        scenarios = (*choice.scenarios, "", "") if choice else ("", "")
        told = {
            "fiche_1": fiches[0],
            "fiche_2": fiches[1],
            "parameters": choice.parameters if choice else "",
            "scenario": scenarios[0],
            "scenario_2": scenarios[1],
            **fields,
        }
        act = ChooseFiches(self._candidate.number, self.exam, by=self.by, **told)  # type: ignore[arg-type]
        return self._bridge.perform(act)

    def _write(self, name: str, text: str) -> bool:
        if self._now is None:  # taken back while one wrote
            self._bridge.refused.emit(FIRST)
            return False
        return self._send(**{name: text})

    def _take_back(self) -> None:
        if self._candidate is not None:
            self._bridge.perform(WithdrawChoice(self._candidate.number, self.exam, "à refaire"))

    # --- models ---------------------------------------------------------------------------------

    @property
    def written(self) -> tuple[str, str]:
        """The scenario one is at, and the parameters, as they stand in their fields."""
        name = self._last if self._last != "parameters" else "scenario"
        return self.texts[name].toPlainText().strip(), self.texts[
            "parameters"
        ].toPlainText().strip()

    def insert(self, scenario: str, parameters: str) -> None:
        """A model’s text where one wrote last, to be adapted; its parameters where there are
        none."""
        name = self._last if self._last != "parameters" else "scenario"
        for field, text in (
            (self.texts[name], scenario),
            (self.texts["parameters"], parameters),
        ):
            standing = field.toPlainText().strip()
            if text and field.isVisible() and (field is self.texts[name] or not standing):
                field.setPlainText(f"{standing}\n{text}" if standing else text)
                field.flush()
        self.texts[name].setFocus()

    def flush(self) -> None:
        """What was typed becomes acts."""
        for text in self.texts.values():
            text.flush()
