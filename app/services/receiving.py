"""``passage jury receive``: every file gets its verdict, what is good is merged, once for all.

A backup of the jury file comes before the first thing written; the whole reception is one
transaction; what is cancelled or fails leaves nothing, not even the copies of the files.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.acts import Act
from app.domain.codec import cleaned
from app.domain.errors import PassageError, Refusal
from app.domain.jury.received import Held, ReceivedPassage
from app.domain.jury.receiving import (
    ALTERED,
    FOREIGN,
    REFUSED,
    STATUS_WORDS,
    VERDICTS,
    act_of,
    judge,
)
from app.domain.jury.receiving_acts import RefuseExport
from app.domain.jury.rules import fold
from app.domain.jury.rules.closing import need_open
from app.domain.jury.state import JuryState
from app.domain.marks import printed_mark
from app.domain.text import counted, shown
from app.services.examining import Found, Outcome, received_before, weighed
from app.services.jury_desk import JuryDesk
from app.services.looking import looked_at
from app.system import flush_all, naming, world_error

BACKUP = "avant-reception"
LONGEST_NAME, LONGEST_REASON = 200, 400


Watch = Callable[[Outcome, int, int], bool]
"""Told after each file: what became of it, how many are done, of how many; False cancels."""


class CancelledError(PassageError):
    """The reception was cancelled."""


def exports_folder(path: Path) -> Path:
    """The folder beside a jury file that keeps the exports received, by SHA-256."""
    return path.with_name(f"{path.stem}-exports")


def jury_state(path: Path) -> JuryState:
    """The state of a jury file; PassageError where it has no jury."""
    with JuryDesk(path) as desk:
        _need_jury(desk)
        return desk.state


def _need_jury(desk: JuryDesk) -> None:
    if desk.state.jury is None:
        raise PassageError(f"{desk.path} : le fichier n’a pas de jury. Reprenez une copie.")


def receive(
    desk: JuryDesk,
    sources: Sequence[Path],
    *,
    dry_run: bool = False,
    replay: bool = True,
    watch: Watch = lambda *_: True,
) -> list[Outcome]:
    """Receive files, and whatever is in folders; what became of each, in order.

    Without ``replay`` the journals are followed by their chain only: that is for measures.
    PassageError when a source is not there, the disk refuses or ``watch`` cancels: nothing is
    then changed.
    """
    _need_jury(desk)
    need_open(desk.state)
    files = list(_files(desk.path, sources))
    outcomes = []
    with nullcontext(_Rehearsal(desk)) if dry_run else _reception(desk) as reception:
        for done, found in enumerate(looked_at(files, reception.known, replay=replay), 1):
            outcomes.append(reception.take(weighed(reception.state, found)))
            if not watch(outcomes[-1], done, len(files)):
                raise CancelledError("La réception est annulée : rien n’a été écrit.")
    return outcomes


def _files(jury: Path, sources: Sequence[Path]) -> Iterator[Path]:
    """Every file named or below a folder named, but for the jury file and what is beside it."""
    own = {jury.resolve(), jury.resolve().with_name(f"{jury.name}-wal")}
    kept = exports_folder(jury.resolve())
    for source in sources:
        try:
            folder = stat.S_ISDIR(source.stat().st_mode)
        except (OSError, ValueError) as error:
            missing = error if isinstance(error, OSError) else FileNotFoundError()
            raise world_error(source, missing) from error
        found = sorted(_below(source)) if folder else [source]
        for file in found:
            real = file.resolve()
            if real not in own and real.parent != kept:
                yield file


def _below(folder: Path) -> Iterator[Path]:
    """Every file below, and every folder that cannot be read, to be named as such: a stick may
    have one of its system's own."""
    unread: list[OSError] = []
    for place, _, names in os.walk(folder, onerror=unread.append):
        yield from (Path(place, name) for name in names)
    yield from (Path(error.filename) for error in unread)


class _Rehearsal:
    """A reception of which nothing is written: each file is judged as after those before it."""

    def __init__(self, desk: JuryDesk) -> None:
        self._desk = desk
        self._state = desk.state

    @property
    def state(self) -> JuryState:
        return self._state

    def known(self, sha256: str) -> bool:
        """Whether these very bytes were received before."""
        return received_before(self.state, sha256) is not None

    def take(self, found: Found) -> Outcome:
        """What becomes of the file; it is merged or refused."""
        if found.export is None:
            return self._refuse(found.outcome)
        judged = judge(self.state, found.export)
        told = {name: value for name, value in vars(judged).items() if name != "changes"}
        reasons = (*judged.reasons, *(change.text for change in judged.changes))
        outcome = replace(found.outcome, **{**told, "reasons": reasons, "changes": judged.changes})
        act = act_of(found.export, _name(found.outcome.file), judged.verdict)
        try:
            self._perform(act)
        except Refusal as refusal:  # texts that Passage never lets in
            reasons = (f"Il contient ce que Passage n’écrit pas : {refusal}",)
            return self._refuse(replace(found.outcome, verdict=ALTERED, reasons=reasons))
        self._keep(found)
        return outcome

    def _refuse(self, outcome: Outcome) -> Outcome:
        """Refusals are journalled once, but for what is no export at all or was received."""
        known = self.state.received.receipts.get(outcome.sha256)
        new = known is None or known.verdict != outcome.verdict
        if outcome.verdict in REFUSED and outcome.verdict != FOREIGN and outcome.sha256 and new:
            reason = shown(" ".join(outcome.reasons), LONGEST_REASON)
            name, code = _name(outcome.file), outcome.commission or ""
            self._perform(RefuseExport(name, outcome.sha256, outcome.verdict, reason, code))
        return outcome

    def _perform(self, act: Act) -> None:
        act = cleaned(act)
        self._state = fold(self._state, act, self._desk.now())  # type: ignore[arg-type,assignment]

    def _keep(self, found: Found) -> None:
        """Nothing is kept."""


class _Reception(_Rehearsal):
    """A reception in an open transaction; what it puts on the disk goes again if it fails."""

    def __init__(self, desk: JuryDesk) -> None:
        super().__init__(desk)
        self._folder = exports_folder(desk.path)
        self._made: list[Path] = []
        self._backup: Path | None = None

    @property
    def state(self) -> JuryState:
        return self._desk.state

    def flush(self) -> None:
        """Bring the copies to the disk, before the acts that name them."""
        with naming(self._folder):
            flush_all(self._made)

    def clear(self) -> None:
        """Take away what was put on the disk."""
        for path in (*self._made, *filter(None, [self._backup])):
            with suppress(OSError):
                path.unlink()
        with suppress(OSError):
            self._folder.rmdir()  # only where it is empty

    def _perform(self, act: Act) -> None:
        if self._backup is None:
            self._backup = self._desk.keep_copy(BACKUP)
        self._desk.perform(act)

    def _keep(self, found: Found) -> None:
        """The file verbatim under its SHA-256."""
        path = self._folder / f"{found.outcome.sha256}.sqlite"
        with naming(path):
            if not self._made:
                self._folder.mkdir(exist_ok=True)
            if not path.exists() or path.read_bytes() != found.data:  # half of one, after a crash
                self._made.append(path)
                path.write_bytes(found.data)


@contextmanager
def _reception(desk: JuryDesk) -> Iterator[_Reception]:
    """A reception: all that it takes stands on the disk at the end, or nothing does."""
    reception = _Reception(desk)
    try:
        with desk.together():
            yield reception
            reception.flush()
    except BaseException:
        reception.clear()
        raise


def _name(file: str) -> str:
    return shown(Path(file).name, LONGEST_NAME)


# --- what is told -------------------------------------------------------------------------------


def as_json(outcome: Outcome) -> dict[str, Any]:
    """What became of a file, for a program."""
    return {
        "file": shown(outcome.file, 1000),
        "verdict": outcome.verdict,
        "commission": outcome.commission,
        "exam": outcome.exam,
        "passages": outcome.passages,
        "new": outcome.new,
        "same": outcome.same,
        "changed": outcome.changed,
        "conflicts": [_conflict(held) for held in outcome.conflicts],
        "reasons": list(outcome.reasons),
    }


def _conflict(held: Held) -> dict[str, Any]:
    sides = [side(claim) for claim in held.claims if claim.statement]
    return {"candidate": held.candidate, "exam": held.exam, "sides": sides}


def side(claim: ReceivedPassage) -> dict[str, Any]:
    """One side of a conflict: ``keep`` is what ``decide-conflict`` names it by."""
    names = ("commission", "status", "version", "mark", "code", "appraisal", "sealed_at")
    told = {name: getattr(claim, name) for name in names}
    levels, examiners = dict(claim.levels), list(claim.examiners)
    return {"keep": claim.statement, **told, "levels": levels, "examiners": examiners}


def told(outcome: Outcome) -> Iterator[str]:
    """The lines that say to a person what became of a file."""
    where = f" {outcome.exam} {outcome.commission}," if outcome.commission else ""
    counts = ""
    if outcome.verdict not in REFUSED:
        changed = f", {counted(outcome.changed, 'changé')}" if outcome.changed else ""
        counts = f" {counted(outcome.passages, 'passage')} dont {outcome.new} nouveaux{changed}"
    head = f"{shown(outcome.file, 300)} : {VERDICTS[outcome.verdict]}."
    yield f"{head}{where}{counts}".rstrip(",") + ("." if where or counts else "")
    yield from (f"  {reason}" for reason in outcome.reasons)
    for held in outcome.conflicts:
        yield f"  {held.candidate} ({held.exam}) est dit différemment dans deux fichiers :"
        yield from (f"    {_side(claim)}" for claim in held.claims if claim.statement)


def _side(claim: ReceivedPassage) -> str:
    if claim.statement != claim.record:
        return f"{claim.commission} : {STATUS_WORDS[claim.status]}"
    mark = printed_mark(claim.mark) if claim.mark else "—"
    code = f"{claim.code[:4]}-{claim.code[4:]}"
    return f"{claim.commission} : version {claim.version}, {mark} / 20, code {code}"


def total(outcomes: Sequence[Outcome]) -> str:
    """How many files of each verdict, in a line."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    told = (f"{counts[verdict]} {word}" for verdict, word in VERDICTS.items() if counts[verdict])
    return f"{counted(len(outcomes), 'fichier')} : {', '.join(told) or 'rien à recevoir'}."
