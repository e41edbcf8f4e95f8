"""The jury file at work: ``JuryDesk(path).perform(act)`` is the one way to change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path

from app.domain.acts import Act
from app.domain.facts import dataclass
from app.domain.jury import rules
from app.domain.jury.acts import JURY, CandidateAct, OpenJury, SetSite
from app.domain.jury.rules import closing
from app.domain.jury.rules.receiving import RECEIVING
from app.domain.jury.state import Groupings, JuryState
from app.intake.academies import load_groupings
from app.services.catalogue import catalogue
from app.services.clock import zone_of
from app.services.journaling import Done, Journal
from app.system import Clock
from db.jury_file import JuryFile
from db.jury_projection import jury_changes, jury_rows, one_candidate
from db.jury_results_projection import result_changes
from db.projection import Changes, Rows
from db.received_projection import received_changes
from resources import resource

__all__ = ["JuryDesk", "rules"]  # the rules register themselves when they are imported
USUAL_ZONE = "Europe/Paris"


@cache
def groupings() -> Groupings:
    """Annexe II of each session."""
    return load_groupings(resource("exams"))


@dataclass(frozen=True)
class JuryPicture:
    """A jury file as it stood ``at`` one instant: what papers are made of, in any thread."""

    path: Path
    state: JuryState
    seq: int
    root_hash: str
    at: datetime

    def now(self) -> datetime:
        return self.at


class JuryDesk(Journal[JuryState, JuryFile]):
    """An open jury file."""

    vocabulary = JURY

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        """Open, lock and replay; PassageError when the file cannot be used."""
        super().__init__(JuryFile(path), JuryState(catalogue(), groupings()), clock)

    def perform(self, act: Act, at: str | None = None) -> Done:
        act, when = self._checked(act, at)
        return self._commit(act, when, replayed=at is not None)

    def picture(self) -> JuryPicture:
        """The file as it stands now."""
        return JuryPicture(self.path, self.state, self.seq, self.root_hash, self.now())

    def keep_copy(self, suffix: str) -> Path:
        """Copy the file as it stands beside itself; PassageError when the disk refuses."""
        return self._file.keep_copy(suffix)

    def _checked(self, act: Act, at: str | None) -> tuple[Act, datetime]:
        for name in _zones(act):
            zone_of(name)  # one that does not exist is refused before it is kept for ever
        closing.refuse_closed(self.state, act)
        return super()._checked(act, at)

    def _moment_zone(self, act: Act) -> tzinfo:
        return zone_of(next(_zones(act), USUAL_ZONE)) if isinstance(act, OpenJury) else self._zone

    def _changes(self, state: JuryState, act: Act) -> list[Changes]:
        if isinstance(act, RECEIVING):
            told = received_changes(self.state.received, state.received)
            return [*told, *result_changes(self.state, state)]
        if isinstance(act, CandidateAct):
            return one_candidate(self.state, state, act.candidate)
        return jury_changes(self.state, state)

    def _rows(self) -> Rows:
        return jury_rows(self.state)

    def _own_zone(self) -> tzinfo | None:
        """That of the first site."""
        if self.state.jury is None:
            return None
        return zone_of(next((s.time_zone for s in self.state.sites.values()), USUAL_ZONE))

    def _changed(self, act: Act) -> frozenset[str]:
        about = [act.candidate] if isinstance(act, CandidateAct) else self.state.candidates
        return frozenset(about)


JuryView = JuryDesk | JuryPicture
"""What a paper of the jury is made of."""


def _zones(act: Act) -> Iterator[str]:
    """The time zones an act would keep."""
    if isinstance(act, SetSite):
        yield act.time_zone
    elif isinstance(act, OpenJury):
        zones = (site.get("time_zone") for site in act.sites)
        yield from (zone for zone in zones if isinstance(zone, str))
