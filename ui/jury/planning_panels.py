"""What stands around the board: a proposal before it is done, the sentence under the board."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.jury.planning import Proposal, Unplaced
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.text import counted
from ui.jury.planning_lines import Line, LineList
from ui.paint import Pill
from ui.theme import Theme
from ui.widgets import Elided, button, column, label, mark_as, row, tell


class ProposalPanel(QFrame):
    """How many would be placed, who would not and why; to be accepted or left."""

    accepted = Signal()
    refused = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.told, self._left = label("", "strong"), label("", "muted")
        for text in (self.told, self._left):
            text.setWordWrap(True)
        self.unplaced = LineList(theme, "Sans place dans la proposition", note_lines=8)
        self.accept_button = button("Accepter", self.accepted.emit, primary=True)
        self.refuse_button = button("Abandonner", self.refused.emit)
        texts = label("Proposition", "figure"), self.told, self._left
        head = column(*texts, margins=(14, 12, 14, 10))
        buttons = column(self.accept_button, self.refuse_button, margins=(10, 8, 10, 10))
        whole = column(head, self.unplaced, buttons, margins=(1, 1, 1, 1), spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_proposal(self, state: JuryState, proposal: Proposal, broken: int) -> None:
        """``broken`` is how many breaches it would add."""
        count, left = len(proposal.acts), len(proposal.unplaced)
        each = (f"{sum(a.exam == exam for a in proposal.acts)} en {exam}" for exam in DOMAINS)
        tell(self.told, f"{counted(count, 'passage placé')} : {', '.join(each)}.")
        told = ["Rien n’est encore fait : en pointillé, ce qui le serait."] if count else []
        told += [f"{counted(broken, 'point')} de plus à revoir."] if broken else []
        told += [f"{counted(left, 'passage')} sans place :"] if left else ["Tous ont une place."]
        tell(self._left, " ".join(told))
        lines = [_unplaced(state, one) for one in proposal.unplaced]
        self.unplaced.lines.show_lines(lines, lambda line: line)
        self.accept_button.setEnabled(bool(count))
        tell(self.accept_button, f"Accepter {counted(count, 'passage')}")

    def focus(self) -> None:
        """The way on, where there is one."""
        on = self.accept_button.isEnabled()
        (self.accept_button if on else self.refuse_button).setFocus()


def _unplaced(state: JuryState, told: Unplaced) -> Line:
    one = state.candidates[told.candidate]
    return Line(told, "", f"{told.exam}, {one.name} ({one.number}) : {told.reason}", "doubtful")


class Strip(QFrame):
    """One sentence under the board."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._text = Elided("muted")
        self._pill = Pill()
        self.setLayout(row(self._pill, self._text, margins=(10, 6, 10, 6)))

    def tell(self, text: str, tone: str) -> None:
        words = {"wrong": "Interdit", "doubtful": "À revoir", "right": "Possible"}
        self._pill.setVisible(bool(tone))
        self._pill.tell(words.get(tone, ""), tone or "right")
        self._text.tell(text)
        mark_as(self._text, "role", "" if tone else "muted")

    @property
    def text(self) -> str:
        return self._text.accessibleName()
