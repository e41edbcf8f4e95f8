"""The one use case: ``Desk.perform(act)`` checks, folds, and writes the act durably.

The window, the command line and the tests are three callers of it; nothing else writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from os import urandom
from pathlib import Path
from typing import Any

from app.domain.acts import (
    Act,
    CloseDay,
    NoteClock,
    Observe,
    OpenCommission,
    PassageAct,
    Seal,
    StrikeObservation,
)
from app.domain.codec import FORMAT, canonical, cleaned, compact, encode, revive
from app.domain.errors import PassageError, Refusal
from app.domain.exam import Catalogue
from app.domain.facts import dataclass, replace
from app.domain.instants import stamp
from app.domain.rules import check, fold
from app.domain.state import State
from app.services.catalogue import catalogue as known_exams
from app.services.clock import Anchor, instant, jumped, parse_at, zone_of
from app.system import Clock, SystemClock
from db.projection import Changes, all_rows, commission_changes, passage_changes
from db.store import GENESIS, CommissionFile, DraftKey, Entry, chain


@dataclass(frozen=True)
class Done:
    """What an act led to: its number in the journal (None for a note) and whom it changed."""

    seq: int | None
    changed: frozenset[str]


@dataclass(frozen=True)
class Observation:
    """A working note: its number within the passage, its instant, the competencies it is about."""

    number: int
    at: str
    text: str
    competencies: tuple[str, ...]


class Desk:
    """An open commission: the state its journal tells, and the way to add an act to it."""

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
        self.path = path
        self._sound = False
        self._clock = clock or SystemClock()
        self._file = CommissionFile(path)
        try:
            self.state = State(known_exams() if catalogue is None else catalogue)
            self._seq, self._hash = 0, GENESIS
            self._anchor: Anchor | None = None
            self._zone: tzinfo = UTC
            self._replay()
            if mend:
                self.mend()
            self._file.upgrade()  # at the end: a file that is refused is left as it was
        except BaseException:
            self._file.leave()
            raise

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Bring all into the one file and unlock it."""
        with suppress(PassageError):  # the next opening tries again
            self.mend()
        self._file.close()

    # --- time -----------------------------------------------------------------------------------

    def now(self) -> datetime:
        """This instant in the centre's time zone, never before the last act."""
        return instant(self._clock.read(), self._anchor, self._zone)

    @property
    def zone(self) -> tzinfo:
        return self._zone

    @property
    def last(self) -> datetime:
        """The instant of the last act; LookupError before the first."""
        if self._anchor is None:
            raise LookupError("no act yet")
        return self._anchor.at.astimezone(self._zone)

    # --- acts -----------------------------------------------------------------------------------

    def perform(self, act: Act, at: str | None = None, settled: DraftKey | None = None) -> Done:
        """Check, fold and write ``act``; ``at`` is a replayed line's own instant, ``settled`` the
        draft the act was made of: it goes in the same transaction.

        Raises Refusal when a rule forbids it, PassageError when the disk does; nothing is then
        written and the state is as before. On return the act is on the disk.
        """
        act = cleaned(act)
        if isinstance(act, OpenCommission):
            zone_of(act.time_zone)
        when = self._moment(act, at)
        check(self.state, act, when)
        if isinstance(act, Observe | StrikeObservation):
            return self._note(act, when, settled)
        if isinstance(act, Seal) and act.salt is None:
            act = replace(act, salt=urandom(16).hex())
        if at is None:
            self.note_jump()
            when = self._moment(act, at)
        return self._commit(act, when, replayed=at is not None, settled=settled)

    def _moment(self, act: Act, at: str | None) -> datetime:
        zone = zone_of(act.time_zone) if isinstance(act, OpenCommission) else self._zone
        if at is None:
            return instant(self._clock.read(), self._anchor, zone)
        when = parse_at(at, zone)
        if self._anchor is not None and when < self._anchor.at:
            raise Refusal(
                f"L’instant {at} précède le dernier acte du fichier ({stamp(self._anchor.at)})."
            )
        return when

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

    def _commit(
        self, act: Act, when: datetime, *, replayed: bool, settled: DraftKey | None = None
    ) -> Done:
        state = fold(self.state, act, when)
        seq = self._seq + 1
        line = compact({"format": FORMAT, "seq": seq, "at": stamp(when), **encode(act)})
        digest = chain(self._hash, line)
        reading = self._clock.read()
        boot, tick = ("", 0) if replayed else (reading.boot, reading.tick_ms)
        entry = Entry(seq, line, digest, boot, tick)
        self._file.append(entry, self._changes(state, act), settled)
        self.state, self._seq, self._hash = state, seq, digest
        self._anchor = Anchor(when, tick, boot)
        self._zone = when.tzinfo or self._zone
        return self._finished(act, seq)

    def _changes(self, state: State, act: Act) -> list[Changes]:
        """What the act changes in the tables, looking at nothing it did not touch."""
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

    def _finished(self, act: Act, seq: int) -> Done:
        if isinstance(act, Seal):
            self._file.checkpoint()
        if isinstance(act, CloseDay):
            self._file.destroy_notes()
        changed = {act.passage} if isinstance(act, PassageAct) else set(self.state.passages)
        return Done(seq, frozenset(changed))

    def _note(
        self, act: Observe | StrikeObservation, when: datetime, settled: DraftKey | None
    ) -> Done:
        if isinstance(act, Observe):
            codes = canonical(list(act.competencies))
            self._file.observe(act.passage, stamp(when), act.text, codes, settled)
        elif not self._file.strike(act.passage, act.observation):
            raise Refusal(f"L’observation n° {act.observation} n’existe pas pour ce candidat.")
        return Done(None, frozenset({act.passage}))

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

    # --- the journal ----------------------------------------------------------------------------

    def _replay(self) -> None:
        last: Entry | None = None
        for entry in self._file.entries():
            self._follow(entry)
            last = entry
        if last is not None:
            at = datetime.fromisoformat(json.loads(last.line)["at"])
            self._anchor = Anchor(at, last.tick_ms, last.boot)
        if self.state.commission is not None:
            self._zone = zone_of(self.state.commission.time_zone)

    def mend(self) -> None:
        """Make the plain tables say what the journal does, should anything have altered them."""
        if not self._sound and self.state.commission is not None:
            self._file.mend(all_rows(self.state))
        self._sound = True

    def _follow(self, entry: Entry) -> None:
        if entry.seq != self._seq + 1 or chain(self._hash, entry.line) != entry.hash:
            raise PassageError(
                f"{self.path} : le journal a été altéré à l’acte n° {entry.seq}. "
                "Reprenez une copie du fichier."
            )
        self.state = follow(self.state, entry.line)
        self._seq, self._hash = entry.seq, entry.hash

    def journal(self) -> list[dict[str, Any]]:
        """The journal as JSON objects: the stored line and its chain hash."""
        return [{**json.loads(e.line), "hash": e.hash} for e in self._file.entries()]

    @property
    def seq(self) -> int:
        """Number of acts in the journal."""
        return self._seq

    @property
    def root_hash(self) -> str:
        """Chain hash of the last act, which stands for the whole journal."""
        return self._hash

    def key_pair(self) -> tuple[bytes, bytes]:
        """The file's Ed25519 key pair: public, private."""
        return self._file.key_pair()

    def write_copy(self, write: Callable[[CommissionFile], None]) -> None:
        """Let ``write`` copy the file as it stands (exports)."""
        write(self._file)

    def observations(self, passage: str) -> list[Observation]:
        """The working notes on a candidate, struck ones left out."""
        return [
            Observation(number, at, text, tuple(json.loads(codes)))
            for number, at, text, codes in self._file.observations(passage)
        ]

    def idle(self) -> None:
        """Called after two seconds of rest: brings the write-ahead log into the file."""
        self._file.checkpoint()


def follow(state: State, line: str) -> State:
    """The state after a stored journal line."""
    act, at = read_line(line)
    return fold(state, act, at)


def read_line(line: str) -> tuple[Act, datetime]:
    """The act and instant of a stored journal line."""
    data = json.loads(line)
    return revive(data), datetime.fromisoformat(data["at"])
