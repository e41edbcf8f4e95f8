"""What is said on return, when a clock went on while nobody was there to see it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain import ledger
from app.domain.exam import PREPARATION
from app.domain.state import Passage, Run, State
from app.domain.text import of

SHORT_S = 5
"""An absence of fewer seconds is not told."""
FRESH_S = 60
"""A file this young that was never seen here has just been made, not left."""


@dataclass(frozen=True)
class Absence:
    """From when to when nobody saw the clocks, and why: ``closed``, ``asleep``, or the cause of a
    clock's jump (``reboot-while-running``, ``clock-set-back``)."""

    since: datetime
    until: datetime
    cause: str = "closed"

    @property
    def seconds(self) -> int:
        return max(0, int((self.until - self.since).total_seconds()))

    @property
    def worth_telling(self) -> bool:
        return self.seconds >= SHORT_S or self.cause not in ("closed", "asleep")


HEADS = {
    "closed": "Passage était fermé {span}.",
    "asleep": "L’ordinateur était en veille, ou ne répondait plus, {span}.",
    "reboot-while-running": "L’ordinateur a redémarré : Passage était fermé {span}, d’après "
    "l’horloge de l’ordinateur, et c’est noté au journal. Vérifiez l’heure en haut à droite.",
    "clock-set-back": "L’horloge de l’ordinateur a reculé : elle est en retard sur le dernier "
    "geste ({since}), et c’est noté au journal. Le temps de l’arrêt n’est pas compté : réglez "
    "l’heure de l’ordinateur.",
}
ADVICE = "Après une interruption : F5 (pause), puis Ctrl+K, « Corriger la durée d’une partie »."
PAUSED = "F5 reprend."


def running(state: State) -> list[tuple[Passage, Run]]:
    """Whose clock runs or is paused, examined before preparing."""
    found = [(p, p.open_run) for p in state.in_order if p.open_run and not p.suspended]
    return sorted(((p, run) for p, run in found if run), key=lambda one: one[1].part == PREPARATION)


def told(state: State, absence: Absence) -> str:
    """The sentences for the banner, "" when there is nothing to tell.

    They name the candidate examined; who prepares is told by hour only (rule 9).
    """
    clocks = running(state)
    if not clocks or not absence.worth_telling:
        return ""
    head = HEADS[absence.cause].format(span=_span(absence), since=f"{absence.since:%H:%M}")
    lines = [_clock(state, passage, run, absence.until) for passage, run in clocks]
    advice = PAUSED if all(run.paused for _, run in clocks) else ADVICE
    return " ".join((head, *lines, advice))


def _clock(state: State, passage: Passage, run: Run, now: datetime) -> str:
    part = state.exam.part_by_id[run.part].the_upper
    if run.part == PREPARATION:
        hour = passage.candidate.hour
        whom = f"du candidat de {hour}" if hour else "du candidat suivant"
    else:
        whom = of(passage.candidate.name)
    begun = f"{part} {whom}, commencée à {run.started:%H:%M},"
    if run.paused:
        return f"{begun} est en pause depuis {run.pauses[-1].started:%H:%M}."
    return f"{begun} a continué : {lasting(ledger.elapsed_s(run, now))} comptées."


def _span(absence: Absence) -> str:
    days = "" if absence.since.date() == absence.until.date() else "%d/%m à "
    since, until = (f"{moment:{days}%H:%M}" for moment in (absence.since, absence.until))
    if since == until:
        return f"{lasting(absence.seconds)}, à {since}"
    between = f"du {since} au {until}" if days else f"de {since} à {until}"
    return f"{between} ({lasting(absence.seconds)})"


def lasting(seconds: int) -> str:
    """``"40 s"``, ``"17 min"``, ``"1 h 05 min"``, rounded down."""
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min" if minutes else f"{seconds} s"


class LastSeen:
    """When the program last had a file open, kept outside the file: one small text a file.

    It is an aid only: whatever goes wrong with it is passed over, and the last act tells instead.
    """

    def __init__(self, folder: Path, file: Path) -> None:
        name = hashlib.sha256(str(file.absolute()).encode()).hexdigest()[:24]
        self._path = folder / f"{name}.seen"

    def write(self, now: datetime) -> None:
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(now.isoformat(), encoding="ascii")

    def read(self) -> datetime | None:
        with suppress(OSError, ValueError):
            return datetime.fromisoformat(self._path.read_text(encoding="ascii"))
        return None

    def forget(self) -> None:
        with suppress(OSError):
            self._path.unlink()


def last_sign(file: Path, last_act: datetime, seen: datetime | None, now: datetime) -> datetime:
    """When the program was last there: what was seen, else the last act; now for a new file."""
    if seen is not None:
        return seen if last_act <= seen <= now else min(last_act, now)
    with suppress(OSError):
        written = datetime.fromtimestamp(file.stat().st_mtime, now.tzinfo)
        if abs((now - written).total_seconds()) < FRESH_S:
            return now
    return min(last_act, now)
