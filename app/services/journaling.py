"""A file whose truth is a journal of acts: opened, replayed, added to; nothing else writes.

What a commission file and a jury file share; each says what its state is, what an act changes in
its tables, and what else happens with an act.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from app.domain.acts import REGISTRY, Act, Vocabulary
from app.domain.codec import FORMAT, cleaned, compact, encode, revive
from app.domain.errors import PassageError, Refusal
from app.domain.facts import dataclass
from app.domain.instants import stamp
from app.domain.rules import check, fold
from app.services.clock import Anchor, instant, parse_at
from app.system import Clock, SystemClock
from db.journal_file import GENESIS, Entry, JournalFile, chain
from db.projection import Changes, Row, Rows

S = TypeVar("S")
F = TypeVar("F", bound=JournalFile)
Also = Sequence[tuple[str, Row]]
"""Statements written in the act's own transaction."""


@dataclass(frozen=True)
class Done:
    """What an act led to: its number in the journal (None for a note) and whom it changed."""

    seq: int | None
    changed: frozenset[str]


class Journal(ABC, Generic[S, F]):
    """An open file: the state its journal tells, and the way to add an act to it."""

    vocabulary: Vocabulary
    """The acts it takes."""

    def __init__(self, file: F, state: S, clock: Clock | None = None, *, mend: bool = True) -> None:
        """Replay the open, locked ``file``; PassageError when it cannot be used. Whoever is in a
        hurry says not to ``mend``, and calls it later."""
        self.path: Path = file.path
        self._clock = clock or SystemClock()
        self._file, self.state, self._sound = file, state, False
        self._empty = state
        try:
            self._seq, self._hash = 0, GENESIS
            self._anchor: Anchor | None = None
            self._zone: tzinfo = UTC
            self._replay()
            self._ready()
            if mend:
                self.mend()
        except BaseException:
            self._file.leave()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Bring all into the one file and unlock it."""
        with suppress(PassageError):  # the next opening tries again
            self.mend()
        self._file.close()

    @abstractmethod
    def perform(self, act: Act, at: str | None = None) -> Done:
        """Check, fold and write ``act``; ``at`` is a replayed line's own instant.

        Raises Refusal when a rule forbids it, PassageError when the disk does; nothing is then
        written and the state is as before. On return the act is on the disk.
        """

    # --- what each kind of file says ------------------------------------------------------------

    @abstractmethod
    def _changes(self, state: S, act: Act) -> list[Changes]:
        """What the act changes in the tables, looking at nothing it did not touch."""

    @abstractmethod
    def _rows(self) -> Rows:
        """Every row the tables should hold."""

    @abstractmethod
    def _own_zone(self) -> tzinfo | None:
        """The time zone the file says; None before it is opened."""

    @abstractmethod
    def _changed(self, act: Act) -> frozenset[str]:
        """Numbers of the candidates an act changed."""

    def _moment_zone(self, act: Act) -> tzinfo:
        """The zone the act's instant is told in."""
        return self._zone

    # --- time -----------------------------------------------------------------------------------

    def now(self) -> datetime:
        """This instant in the file's time zone, never before the last act."""
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

    def _moment(self, act: Act, at: str | None) -> datetime:
        zone = self._moment_zone(act)
        if at is None:
            return instant(self._clock.read(), self._anchor, zone)
        when = parse_at(at, zone)
        if self._anchor is not None and when < self._anchor.at:
            raise Refusal(
                f"L’instant {at} précède le dernier acte du fichier ({stamp(self._anchor.at)})."
            )
        return when

    # --- acts -----------------------------------------------------------------------------------

    def _checked(self, act: Act, at: str | None) -> tuple[Act, datetime]:
        """The act as a journal line gives it back, allowed at its instant; Refusal otherwise."""
        act = cleaned(act)
        if act.vocabulary is not self.vocabulary:
            raise Refusal(f"L’acte « {act.act} » n’est pas de ce genre de fichier.")
        when = self._moment(act, at)
        check(self.state, act, when)  # type: ignore[arg-type]  # each kind registers its own rules
        return act, when

    def perform_all(self, acts: Iterable[Act], at: str | None = None) -> None:
        """Ordinary acts in one transaction: all of them, or none. Raises as ``perform`` does."""
        written: list[tuple[str, Row]] = []
        with self._whole():
            for act in acts:
                step, when = self._checked(act, at)
                written += self._advance(step, when, replayed=at is not None)
            self._file.append(written)

    def _commit(self, act: Act, when: datetime, *, replayed: bool, also: Also = ()) -> Done:
        with self._whole():
            self._file.append([*self._advance(act, when, replayed=replayed), *also])
        return Done(self._seq, self._changed(act))

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Whatever fails leaves everything as it was."""
        before = (self.state, self._seq, self._hash, self._anchor, self._zone)
        try:
            yield
        except BaseException:
            self.state, self._seq, self._hash, self._anchor, self._zone = before
            raise

    def _advance(self, act: Act, when: datetime, *, replayed: bool) -> list[tuple[str, Row]]:
        """Go on to the state after the act; the statements that write it."""
        state: Any = fold(self.state, act, when)  # type: ignore[arg-type]
        seq = self._seq + 1
        line = compact({"format": FORMAT, "seq": seq, "at": stamp(when), **encode(act)})
        digest = chain(self._hash, line)
        reading = self._clock.read()
        boot, tick = ("", 0) if replayed else (reading.boot, reading.tick_ms)
        entry = Entry(seq, line, digest, boot, tick)
        written = list(self._file.statements(entry, self._changes(state, act)))
        self.state, self._seq, self._hash = state, seq, digest
        self._anchor = Anchor(when, tick, boot)
        self._zone = self._own_zone() or self._zone  # not of the instant: summer time ends
        return written

    @contextmanager
    def together(self) -> Iterator[None]:
        """The acts performed meanwhile are one transaction: all on the disk at the end, or none,
        and the state then as it was. Unlike ``perform_all`` it keeps nothing of them in memory."""
        with self._whole(), self._file.together():
            yield

    # --- the journal ----------------------------------------------------------------------------

    def _replay(self) -> None:
        last: Entry | None = None
        for entry in self._file.entries():
            self._follow(entry)
            last = entry
        if last is not None:
            at = datetime.fromisoformat(json.loads(last.line)["at"])
            self._anchor = Anchor(at, last.tick_ms, last.boot)
        zone = self._own_zone()
        if zone is not None:
            self._zone = zone

    def mend(self) -> None:
        """Make the plain tables say what the journal does, should anything have altered them."""
        if not self._sound and self._own_zone() is not None:
            self._file.mend(self._rows())
        self._sound = True

    def _ready(self) -> None:
        """Bring a file of an older schema up; one that was refused before is left as it was."""
        self._file.upgrade()

    def _follow(self, entry: Entry) -> None:
        if entry.seq != self._seq + 1 or chain(self._hash, entry.line) != entry.hash:
            raise PassageError(
                f"{self.path} : le journal a été altéré à l’acte n° {entry.seq}. "
                "Reprenez une copie du fichier."
            )
        self.state = follow(self.state, entry.line, self.vocabulary)
        self._seq, self._hash = entry.seq, entry.hash

    def journal(self, after: int = 0) -> list[dict[str, Any]]:
        """The journal behind the act of that number, as JSON objects: the stored line and its
        chain hash."""
        return [{**json.loads(e.line), "hash": e.hash} for e in self._file.entries(after)]

    def history(self) -> Iterator[tuple[Act, S]]:
        """Each act of the journal, and the state in which it was done."""
        state = self._empty
        for entry in self._file.entries():
            act, at = read_line(entry.line, self.vocabulary)
            yield act, state
            state = fold(state, act, at)  # type: ignore[arg-type,assignment]

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

    def idle(self) -> None:
        """Called after two seconds of rest: brings the write-ahead log into the file."""
        self._file.checkpoint()


def follow(state: Any, line: str, known_acts: Vocabulary = REGISTRY) -> Any:
    """The state after a stored journal line."""
    act, at = read_line(line, known_acts)
    return fold(state, act, at)


def read_line(line: str, known_acts: Vocabulary = REGISTRY) -> tuple[Act, datetime]:
    """The act and instant of a stored journal line."""
    data = json.loads(line)
    return revive(data, known_acts), datetime.fromisoformat(data["at"])
