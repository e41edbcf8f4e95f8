"""The one use case: ``Desk.perform(act)`` checks, folds, and writes the act durably.

The window, the command line and the tests are three callers of it; nothing else writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, tzinfo
from os import urandom
from pathlib import Path

from app.domain.acts import (
    REGISTRY,
    Act,
    CloseDay,
    NoteClock,
    Observe,
    OpenCommission,
    PassageAct,
    Seal,
    StrikeObservation,
)
from app.domain.codec import canonical
from app.domain.errors import PassageError, Refusal
from app.domain.exam import Catalogue
from app.domain.facts import dataclass, replace
from app.domain.instants import stamp
from app.domain.state import State
from app.services.catalogue import catalogue as known_exams
from app.services.clock import jumped, zone_of
from app.services.journaling import Done, Journal
from app.system import Clock
from db.projection import Changes, Rows, all_rows, commission_changes, passage_changes
from db.store import CommissionFile, DraftKey, settling


@dataclass(frozen=True)
class Observation:
    """A working note: its number within the passage, its instant, the competencies it is about."""

    number: int
    at: str
    text: str
    competencies: tuple[str, ...]


class Desk(Journal[State, CommissionFile]):
    """An open commission."""

    vocabulary = REGISTRY

    def __init__(
        self,
        path: Path,
        clock: Clock | None = None,
        catalogue: Catalogue | None = None,
        *,
        mend: bool = True,
    ) -> None:
        """Open, lock and replay; PassageError when the file cannot be used. Whoever is in a hurry
        says not to ``mend``, and calls it later."""
        known = known_exams() if catalogue is None else catalogue
        super().__init__(CommissionFile(path), State(known), clock, mend=mend)

    # --- acts -----------------------------------------------------------------------------------

    def perform(self, act: Act, at: str | None = None, settled: DraftKey | None = None) -> Done:
        """Check, fold and write ``act``; ``at`` is a replayed line's own instant, ``settled`` the
        draft the act was made of: it goes in the same transaction.

        Raises Refusal when a rule forbids it, PassageError when the disk does; nothing is then
        written and the state is as before. On return the act is on the disk.
        """
        act, when = self._checked(act, at)
        if isinstance(act, Observe | StrikeObservation):
            return self._note(act, when, settled)
        if isinstance(act, Seal) and act.salt is None:
            act = replace(act, salt=urandom(16).hex())
        if at is None:
            self.note_jump()
            when = self._moment(act, at)
        done = self._commit(act, when, replayed=at is not None, also=settling(settled))
        self._finish(act)
        return done

    def _moment_zone(self, act: Act) -> tzinfo:
        return zone_of(act.time_zone) if isinstance(act, OpenCommission) else self._zone

    def note_jump(self) -> str | None:
        """Journal that the clock jumped while the program was not running (design, Time).

        Returns the cause, None when time is not in doubt. PassageError when the disk refuses.
        """
        reading = self._clock.read()
        running = any(p.open_run and not p.suspended for p in self.state.passages.values())
        cause = jumped(reading, self._anchor, running)
        if cause and self._anchor is not None:
            wall = stamp(reading.wall.astimezone(self._zone))
            note = NoteClock(stamp(self._anchor.at), wall, cause)
            self._commit(note, self._moment(note, None), replayed=False)
        return cause

    def _finish(self, act: Act) -> None:
        if isinstance(act, Seal):
            self._file.checkpoint()
        if isinstance(act, CloseDay):
            self._file.destroy_notes()

    # --- what an act changes --------------------------------------------------------------------

    def _changes(self, state: State, act: Act) -> list[Changes]:
        if isinstance(act, PassageAct):
            return [passage_changes(self.state, state, act.passage)]
        touched = (passage_changes(self.state, state, number) for number in self._touched(state))
        return [commission_changes(self.state, state), *touched]

    def _touched(self, state: State) -> list[str]:
        """Passages that changed, or all when the commission itself did."""
        if state.commission is not self.state.commission:
            return list(state.passages)
        old = self.state.passages
        return [n for n, passage in state.passages.items() if old.get(n) is not passage]

    def _rows(self) -> Rows:
        return all_rows(self.state)

    def _own_zone(self) -> tzinfo | None:
        commission = self.state.commission
        return zone_of(commission.time_zone) if commission else None

    def _changed(self, act: Act) -> frozenset[str]:
        return frozenset([act.passage] if isinstance(act, PassageAct) else self.state.passages)

    # --- working notes --------------------------------------------------------------------------

    def _note(
        self, act: Observe | StrikeObservation, when: datetime, settled: DraftKey | None
    ) -> Done:
        if isinstance(act, Observe):
            codes = canonical(list(act.competencies))
            self._file.observe(act.passage, stamp(when), act.text, codes, settled)
        elif not self._file.strike(act.passage, act.observation):
            raise Refusal(f"L’observation n° {act.observation} n’existe pas pour ce candidat.")
        return Done(None, frozenset({act.passage}))

    def observations(self, passage: str) -> list[Observation]:
        """The working notes on a candidate, struck ones left out."""
        return [
            Observation(number, at, text, tuple(json.loads(codes)))
            for number, at, text, codes in self._file.observations(passage)
        ]

    # --- what is typed and no act yet -----------------------------------------------------------

    def draft(self, passage: str, field: str, text: str | None) -> None:
        """Keep what stands in a field, durably but outside the journal; None forgets it.

        PassageError when the disk refuses. The act it becomes takes it along: see ``perform``.
        """
        whole = None if text is None else text.encode(errors="replace").decode()
        self._file.draft((passage, field), whole)

    def drafts(self, passage: str) -> dict[str, str]:
        """What was typed about a candidate ("" for nobody) and is no act yet, by field."""
        return self._file.drafts(passage)

    # --- the identity of a pack -----------------------------------------------------------------

    @property
    def pack(self) -> str:
        """Public key, in hex, of the pack this file came in; empty for none."""
        return self.state.commission.pack if self.state.commission else ""

    def keep_pack_key(self, public: bytes, wrapped: bytes) -> None:
        """Keep the identity of the pack this file comes in; PassageError when the disk refuses."""
        self._file.keep_pack_key(public, wrapped)

    def signing_pair(self, passphrase: str = "") -> tuple[bytes, bytes]:
        """The key pair to sign with, public and private: that of the pack under its passphrase,
        else the file's own. PassageError for a passphrase that is not this pack's."""
        if not passphrase:
            return self.key_pair()
        from app.trust.passphrase import unwrap  # needed in the evening only

        kept = self._file.pack_key()
        if kept is None:
            raise PassageError(
                f"{self.path} : ce fichier n’a pas de clé de paquet, donc pas de phrase secrète. "
                "Recommencez sans elle."
            )
        private = unwrap(kept[1], passphrase)
        if private is None:
            raise PassageError(
                f"{self.path} : ce n’est pas la phrase secrète de ce paquet. Relisez-la, ou faites "
                "sans elle : le jury recevra le fichier comme d’une commission inconnue."
            )
        return kept[0], private

    # --- copies ---------------------------------------------------------------------------------

    def write_copy(self, write: Callable[[CommissionFile], None]) -> None:
        """Let ``write`` copy the file as it stands (exports)."""
        write(self._file)
