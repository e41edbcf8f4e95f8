"""A passage being moved, by mouse or keys: where it is held, and what its drop would break."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.jury.acts import Unassign
from app.domain.jury.board import Passage
from app.domain.jury.moves import Move, move
from app.domain.jury.people import Slot
from app.services.jury_lanes import slot_text
from ui.jury.bridge import JuryBridge

NOWHERE = "Déposez sur une commission, ou sur la liste pour retirer l’heure. Échap : laisser."
OFF = "Sera sans heure : retiré de sa commission."
SAME = "À sa place. Flèches : l’heure, la commission ; Entrée : poser ; Échap : laisser."


class Carry(QObject):
    """Nothing is carried while ``passage`` is None."""

    turned = Signal()
    """What is carried, where to, or what of it, is another."""
    dropped = Signal(object)
    """A passage that was moved, or taken off."""

    def __init__(self, bridge: JuryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.passage: Passage | None = None
        self.to: Slot | None = None
        self.off = False
        self.found = Move()

    @property
    def from_(self) -> Slot | None:
        """The slot it has now."""
        if self.passage is None:
            return None
        number, exam = self.passage
        return self._bridge.state.candidates[number].of(exam).slot

    @property
    def name(self) -> str:
        return self._bridge.state.candidates[self.passage[0]].name if self.passage else ""

    # --- gestures -------------------------------------------------------------------------------

    def begin(self, passage: Passage) -> None:
        """Take the passage up."""
        self.passage, self.to, self.off, self.found = passage, None, False, Move()
        self.turned.emit()

    def aim(self, to: Slot | None, *, off: bool = False) -> None:
        """Hold it over a slot, over none, or ``off`` the board."""
        if self.passage is None or (to, off) == (self.to, self.off):
            return
        self.to, self.off = to, off
        self.found = move(self._bridge.state, self.passage, to) if to is not None else Move()
        self.turned.emit()

    def drop(self) -> bool:
        """Move it to where it is held; False where that is refused, which is then said."""
        passage, found = self.passage, self.found
        if passage is None:
            return False
        if found.hard:
            self._bridge.refused.emit(found.hard[0].text)
            return False
        taken_off = self.off and self.from_ is not None
        acts = (Unassign(*passage),) if taken_off else found.acts
        self.abandon()
        done = not acts or self._bridge.perform_all(acts)
        if done and acts:
            self.dropped.emit(passage)
        return done

    def abandon(self) -> None:
        """Leave it where it is."""
        if self.passage is not None:
            self.passage, self.to, self.off, self.found = None, None, False, Move()
            self.turned.emit()

    # --- what is said ---------------------------------------------------------------------------

    @property
    def tone(self) -> str:
        """ "wrong" where a drop is refused, "doubtful" where it breaks something, else "right"."""
        if self.found.hard:
            return "wrong"
        return "doubtful" if self.found.soft else "right"

    @property
    def text(self) -> str:
        """What a drop would do, in French."""
        if self.off:
            return f"{self.name} : {OFF}" if self.from_ is not None else NOWHERE
        if self.to is None:
            return f"{self.name} : {NOWHERE}"
        if self.to == self.from_:
            return f"{self.name} : {SAME}"
        found = self.found
        if found.hard:
            return found.hard[0].text
        swapped = ""
        if found.swapped is not None:
            other = self._bridge.state.candidates[found.swapped[0]].name
            swapped = f" Échange avec {other}."
        where = slot_text(self.to)
        if found.soft:
            return f"{' '.join(breach.text for breach in found.soft)}{swapped}"
        return f"{self.name} : {where}, rien ne s’y oppose.{swapped}"
