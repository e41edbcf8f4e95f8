"""« Journal »: who did what when in the jury file, by candidate and by word, on paper too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.jury_journalling import OWN, jury_journal_paper
from app.services.jury_narrating import narrated, renamed
from app.services.narrating import Told
from ui.journal_view import JournalView
from ui.jury.bridge import JuryBridge
from ui.jury.pages import Run
from ui.outlet import Leaf
from ui.theme import Theme


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return JuryJournalPage(bridge)


class JuryJournalPage(JournalView):
    """The acts of the jury file."""

    everyone, own_alone = "Tous les candidats et le jury", "Le jury seul"
    own, kept = OWN, "jury-journal"
    most = 300
    hint = "Chercher un mot : dossier, commission, liste…"

    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._told: list[Told] = []
        """The acts told so far, in order."""

    def seq(self) -> int:
        return self._bridge.desk.seq

    def narrated(self) -> Iterable[Told]:
        """Tells the new acts only; whoever has another name since is called by it everywhere."""
        state = self._bridge.state
        names = {number: one.name for number, one in state.candidates.items()}
        self._told = [renamed(told, names) for told in self._told]
        self._told += narrated(state, self._bridge.desk.journal(len(self._told)))
        return self._told

    def people(self) -> Iterator[tuple[str, str]]:
        everyone = self._bridge.state.candidates.values()
        for one in sorted(everyone, key=lambda c: (c.name, c.number)):
            yield f"{one.name}  {one.number}", one.number

    def leaf(self, lines: tuple[Told, ...], chosen: str) -> Leaf:
        state, now = self._bridge.state, self._bridge.now()
        return Leaf(partial(jury_journal_paper, state, lines, chosen, now))

    def search(self) -> None:
        self.word.setFocus()
        self.word.selectAll()
