"""The one way from the window to the desk: acts go in, what changed is broadcast.

Each view decides whether it is stale: the state is immutable, so what a view shows has changed
when the objects it was drawn from are others. A refusal is a sentence for the moment; a failure of
the world (disk, file gone) stays in the banner until it is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.acts import Act, CloseDay, TransferOut
from app.domain.errors import PassageError, ReasonNeeded, Refusal
from app.domain.questions import Question, questions
from app.domain.state import Passage, State
from app.domain.status import in_room, past, status
from app.domain.undo import inverse
from app.services.desk import Desk, Observation
from app.services.diagnostics import log
from ui.fields import in_french

REST_MS = 2000
UNSEEN = "Ce qui serait annulé est masqué : montrez-le (F9), ou revenez au candidat présent."
Field = tuple[str, str]
"""A candidate's number, "" for nobody, and what a field is called among the drafts."""


class Fresh:
    """Remembers what a view was drawn from, to tell whether it is stale."""

    def __init__(self) -> None:
        self._seen: tuple[object, ...] = ()

    def stale(self, *now: object) -> bool:
        """Whether any of these is another object than at the last look."""
        before, self._seen = self._seen, now
        return len(before) != len(now) or any(a is not b for a, b in zip(before, now, strict=True))


class Bridge(QObject):
    """An open desk as the widgets see it, and the candidate they show."""

    changed = Signal(object)
    """frozenset of candidate numbers an act changed."""
    selected = Signal()
    refused = Signal(str)
    reason_needed = Signal(str, object)
    """A sentence, and the act that comes again with its reason."""
    failed = Signal(str)
    noted = Signal(str)
    """Something to know, nothing to do."""
    privacy = Signal()
    gone = Signal()
    """A candidate was transferred, whose file is to be written."""
    closed = Signal()
    """The file is about to be let go of."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.hidden = False
        self._undo: list[Act] = []
        self._room: tuple[State, Passage | None] | None = None
        self._notes: dict[str, list[Observation]] = {}
        self._unkept: dict[Field, str] = {}
        self._number = self._first(desk.state.in_order)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._checkpoint)

    def _first(self, order: list[Passage]) -> str:
        """The candidate in the room, else the first not yet done."""
        over = (p.sealed or p.absent or p.not_valid or p.transferred for p in order)
        left = next((p for p, done in zip(order, over, strict=True) if not done), None)
        shown = self.in_room() or left or (order[0] if order else None)
        return shown.number if shown else ""

    def watch(self, *refreshes: Callable[[], object]) -> None:
        """Have each called whenever what it shows may have changed."""
        for refresh in refreshes:
            self.changed.connect(lambda _, call=refresh: call())
            self.selected.connect(refresh)
            self.privacy.connect(refresh)

    # --- what is shown --------------------------------------------------------------------------

    @property
    def state(self) -> State:
        return self.desk.state

    @property
    def passage(self) -> Passage | None:
        """The candidate shown."""
        return self.state.passages.get(self._number)

    def select(self, number: str) -> None:
        if number in self.state.passages and number != self._number:
            self._number = number
            self._undo = []  # what was done to another candidate is not undone unseen
            self.selected.emit()

    def now(self) -> datetime:
        return self.desk.now()

    def in_room(self) -> Passage | None:
        """The candidate in the room: identity confirmed until the last part stops."""
        if self._room is None or self._room[0] is not self.state:
            self._room = (self.state, in_room(self.state))
        return self._room[1]

    @property
    def clock_runs(self) -> bool:
        """Whether any clock runs or is paused: nothing modal may then open (rule 7)."""
        return any(p.open_run and not p.suspended for p in self.state.passages.values())

    @property
    def other_in_room(self) -> bool:
        """Whether somebody else than the candidate shown is in the room."""
        room = self.in_room()
        return room is not None and room.number != self._number

    @property
    def past_other(self) -> bool:
        """Whether the candidate shown is past and another in the room: nothing but the hour of
        their passage may then be read (rule 9)."""
        shown = self.passage
        return self.other_in_room and shown is not None and past(self.state.exam, shown)

    def called(self, passage: Passage) -> str:
        """The name of the candidate shown, their hour where no more may be read."""
        hour = passage.candidate.hour or "ce jour"
        return f"Passage de {hour}" if self.past_other else passage.candidate.name

    @property
    def veiled(self) -> bool:
        """Whether levels, mark and appraisal of the candidate shown must not be read now."""
        return self.hidden or self.other_in_room

    @property
    def hushed(self) -> bool:
        """Whether a mark must not be told to be reserved: with F9, or anybody in the room."""
        return self.hidden or self.in_room() is not None

    def may_name(self, passage: Passage) -> bool:
        """Whether a sentence may say this candidate's name and state (rule 9): with another in the
        room only of the one shown, to come, of whom there is no more to say than stands there."""
        room = self.in_room()
        if room is None or passage is room:
            return True
        known = status(self.state, passage) in ("planned", "present", "running")
        return known and passage.number == self._number and not past(self.state.exam, passage)

    def may_say(self, sentence: str) -> bool:
        """Whether it names nobody but those it may."""
        if self.in_room() is None:
            return True
        unnamed = (p.candidate.name for p in self.state.passages.values() if not self.may_name(p))
        return not any(name in sentence for name in unnamed)

    def questions(self) -> list[Question]:
        """Coherence questions on the candidate shown."""
        passage = self.passage
        return questions(self.state, passage, self.now()) if passage else []

    def observations(self) -> list[Observation]:
        """Working notes on the candidate shown."""
        if self._number and self._number not in self._notes:
            self._notes[self._number] = self.desk.observations(self._number)
        return self._notes.get(self._number, [])

    def hide(self, hidden: bool) -> None:
        """The privacy key: marks, levels and appraisal of the candidate shown, too."""
        self.hidden = hidden
        self.privacy.emit()

    # --- acts -----------------------------------------------------------------------------------

    def perform(self, act: Act, settled: Field | None = None) -> bool:
        """Perform an act; False when it was refused or failed, which has then been said. The draft
        it was made of, in the field ``settled``, goes with it."""
        back = inverse(self.state, act)
        done = self._perform(act, settled)
        if done:
            self._undo = [*self._undo[-49:], back] if back is not None else []
        return done

    def undo(self) -> None:
        """Restore what the last level, mark, appraisal or tick replaced, by an ordinary act."""
        if self.veiled:
            self.refused.emit(UNSEEN)
        elif self._undo:
            self._perform(self._undo.pop())

    def _perform(self, act: Act, settled: Field | None = None) -> bool:
        try:
            done = self.desk.perform(act, settled=settled)
        except ReasonNeeded as needed:
            self.reason_needed.emit(in_french(str(needed), act), act)
            return False
        except Refusal as refusal:
            log.debug("refused %s", act.act)
            self.refused.emit(in_french(str(refusal), act))
            return False
        except PassageError as error:
            log.warning("failed %s", act.act)
            self.failed.emit(str(error))
            return False
        log.debug("act %s", act.act)
        self._rest.start()
        if settled is not None:
            self._unkept.pop(settled, None)
        if isinstance(act, CloseDay):
            self._unkept = {}
        if done.seq is None or isinstance(act, CloseDay):
            self._notes = {}
        self.changed.emit(done.changed)
        if isinstance(act, TransferOut):
            self.gone.emit()
        return True

    def take_in(self, source: Path) -> None:
        """Take in the candidate of a transfer file, and show them; said where it is refused."""
        from app.services.transferring import transfer_in

        try:
            number, told = transfer_in(self.desk, source)
        except Refusal as refusal:
            self.refused.emit(str(refusal))
        except PassageError as error:
            self.failed.emit(str(error))
        else:
            self._undo = []
            self._rest.start()
            self.changed.emit(frozenset({number}))
            self.select(number)
            self.noted.emit("\n".join(told))

    # --- what is typed and no act yet -----------------------------------------------------------

    def keep(self, number: str, field: str, text: str) -> bool:
        """Keep what stands in a field, nothing where it is empty; False where the disk refuses,
        which has then been said: it is tried again with the next rest, and on closing."""
        self._unkept[number, field] = text
        try:
            self._keep_all()
        except PassageError as error:
            self.failed.emit(str(error))
            return False
        self._rest.start()
        return True

    def _keep_all(self) -> None:
        for (number, field), text in list(self._unkept.items()):
            self.desk.draft(number, field, text or None)
            del self._unkept[number, field]

    @property
    def unkept(self) -> bool:
        """Whether the disk refused something typed, which then stands on the screen alone."""
        return bool(self._unkept)

    def drafts(self, number: str) -> dict[str, str]:
        """What was typed about a candidate and is no act yet, by field."""
        waiting = {field: text for (of, field), text in self._unkept.items() if of == number}
        kept = {**self.desk.drafts(number), **waiting}
        return {field: text for field, text in kept.items() if text}

    def unrecorded(self) -> list[Passage]:
        """The candidates about whom something is typed and no act yet."""
        return [passage for passage in self.state.in_order if self.drafts(passage.number)]

    def _checkpoint(self) -> None:
        try:
            self._keep_all()
            self.desk.idle()
        except PassageError as error:
            self.failed.emit(str(error))

    def mend(self) -> None:
        """The tables people read are looked at once the page stands."""
        try:
            self.desk.mend()
        except PassageError as error:
            self.failed.emit(str(error))

    def note_jump(self) -> str | None:
        """Journal what a reboot did to the clock, when it did; returns the cause."""
        try:
            return self.desk.note_jump()
        except PassageError as error:
            self.failed.emit(str(error))
            return None

    def close(self) -> None:
        self._rest.stop()
        with suppress(PassageError):  # it was said when it was typed
            self._keep_all()
        self.closed.emit()
        self.desk.close()
