"""The journal of a commission: veiled while a candidate is in the room (rule 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from app.services.journalling import OWN, journal_paper
from app.services.narrating import Told, narrated
from ui.bridge import Bridge
from ui.journal_view import JournalView
from ui.outlet import Leaf

VEILED = "Masqué tant que le candidat est dans la salle."
HIDDEN = "Masqué (F9)."
ROOM = " · un candidat est dans la salle, les autres sont masqués"


class JournalPage(JournalView):
    """The acts of the day; with a candidate in the room, theirs alone."""

    everyone, own_alone = "Tous les candidats et la commission", "La commission seule"
    own, kept = OWN, "journal"
    hint = "Chercher un mot : note, rouverte, pause…"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        bridge.changed.connect(self._changed)
        bridge.privacy.connect(self._changed)
        self.refresh()

    def seq(self) -> int:
        return self._bridge.desk.seq

    def narrated(self) -> Iterable[Told]:
        return narrated(self._bridge.state, self._bridge.desk.journal())

    def people(self) -> Iterator[tuple[str, str]]:
        for passage in self._bridge.state.in_order:
            yield f"{passage.candidate.hour}  {passage.candidate.name}".strip(), passage.number

    def alone(self) -> str | None:
        room = self._bridge.in_room()
        return room.number if room is not None else None

    def note(self) -> str:
        return ROOM if self._bridge.in_room() is not None else ""

    def veiled(self, told: Told) -> Told:
        room = self._bridge.in_room()
        if told.confidential and (room or self._bridge.hidden):
            mask = VEILED if room else HIDDEN
            return Told(told.seq, told.at, told.passage, told.who, "", mask)
        return told

    def leaf(self, lines: tuple[Told, ...], chosen: str) -> Leaf:
        state, now = self._bridge.state, self._bridge.now()
        return Leaf(partial(journal_paper, state, lines, chosen, now))
