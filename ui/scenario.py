"""The scenario tab: fiches, modified parameters, scenarios and the tasks of each part."""

from __future__ import annotations

from app.domain.exam import Part
from app.domain.state import Passage, Situation
from ui.bridge import Bridge, Fresh
from ui.paint import printed, typeset
from ui.rich import Reader
from ui.theme import Theme

NONE = "La situation n’est pas encore choisie."
HOW = "Bouton « Situation… » ci-dessus, ou Ctrl+K puis « situation »."


class ScenarioTab(Reader):
    """The part that runs is marked and brought into view."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(theme, "Scénario de l’interrogation", margin=10)
        self._bridge, self._fresh = bridge, Fresh()

    def refresh(self) -> None:
        passage = self._bridge.passage
        running = passage.open_run.part if passage and passage.open_run else ""
        situation = passage.situation if passage else None
        if self._fresh.stale(situation, running, self._theme.palette, self._theme.scale):
            self._tell(passage, running)

    def _tell(self, passage: Passage | None, running: str) -> None:
        self.begin()
        situation = passage.situation if passage else None
        if situation is None:
            self.line((NONE, "strong"))
            self.line((typeset(HOW), "muted"), above=4)
        here = 0
        for place, part in enumerate(self._bridge.state.exam.parts):
            if part.id == running:
                here = self._cursor.position()
            self._tell_part(place, part, situation, runs=part.id == running)
        self.end()
        if here:
            self._show_from(here)

    def _tell_part(
        self, place: int, part: Part, situation: Situation | None, *, runs: bool
    ) -> None:
        fiche = (
            "".join(f"fiche n° {n}" for n in situation.fiches[place : place + 1])
            if situation
            else ""
        )
        marked = ("  ▶ en cours", "head") if runs else ("", "head")
        head = " · ".join(filter(None, (part.name.upper(), fiche)))
        self.line((head, "head"), marked, above=14 if place or not situation else 0)
        if situation and place == 0 and situation.parameters:
            self._block("Paramètres modifiés", situation.parameters)
        if situation and situation.scenarios[place : place + 1] not in ((), ("",)):
            self._block("Scénario", situation.scenarios[place])
        for task in part.tasks:
            self.line(("–  ", "muted"), (printed(task), "muted"), above=3, indent=2)

    def _block(self, title: str, text: str) -> None:
        self.line((title, "small-muted"), above=5)
        self.line((typeset(text), "plain"), above=1)

    def _show_from(self, position: int) -> None:
        self._cursor.setPosition(position + 1)
        top = self.document().documentLayout().blockBoundingRect(self._cursor.block()).top()
        self.verticalScrollBar().setValue(round(top))
