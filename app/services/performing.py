"""``passage perform``: acts as JSON lines in, one JSON line out per act, once it is durable."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from app.domain.acts import Act, OpenCommission
from app.domain.codec import ENVELOPE, FORMAT, compact, decode, parse_line
from app.domain.errors import PassageError, Refusal
from app.domain.facts import dataclass
from app.services.desk import Desk
from app.services.files import create_commission
from app.services.journaling import Journal

MAX_LINE = 4 * 1024 * 1024
IDLE_SECONDS = 2.0
Answer = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of file: what opens one, what makes one, and the act one begins with."""

    open: type[Journal[Any, Any]]
    create: Callable[[Path, Iterable[tuple[Act, str | None]]], None]
    opening: type[Act]
    takes: frozenset[str] | None = None
    """Names of the acts taken from standard input; None for all of the vocabulary."""


COMMISSION = Kind(Desk, create_commission, OpenCommission)


class Performer:
    """Answers the lines of one ``perform``; ``replay`` takes each line's own instant."""

    def __init__(self, path: Path, *, replay: bool, kind: Kind = COMMISSION) -> None:
        """Open ``path``; in a replay it may be missing, and is made by the opening act."""
        self._path, self._replay, self._kind = path, replay, kind
        self._desk: Journal[Any, Any] | None = None
        if not replay or path.exists():
            self._desk = self._open()

    def _open(self) -> Journal[Any, Any]:
        opened: Callable[[Path], Journal[Any, Any]] = self._kind.open
        return opened(self._path)

    def close(self) -> None:
        if self._desk is not None:
            self._desk.close()

    def idle(self) -> None:
        """Two seconds without an act: bring the log into the file."""
        if self._desk is not None:
            self._desk.idle()

    def answer(self, line: bytes) -> bytes:
        """The JSON line that answers one line of input."""
        try:
            answer: Answer = {"seq": self._perform(_text(line)), "ok": True}
        except PassageError as error:
            answer = {"ok": False, "refused": str(error)}
        return compact(answer).encode(errors="replace")

    def _perform(self, text: str) -> int | None:
        data = parse_line(text)
        at = self._instant(data)
        act = decode(data, internal=self._replay, known_acts=self._kind.open.vocabulary)
        if self._kind.takes is not None and act.act not in self._kind.takes:
            raise Refusal(f"L’acte « {act.act} » ne se donne pas ici : utilisez perform.")
        if self._desk is not None:
            return self._desk.perform(act, at).seq
        if not isinstance(act, self._kind.opening):
            raise Refusal(
                f"{self._path} n’existe pas : un journal commence par « {self._kind.opening.act} »."
            )
        self._kind.create(self._path, [(act, at)])
        self._desk = self._open()
        return self._desk.seq

    def _instant(self, data: dict[str, Any]) -> str | None:
        """Take the envelope off the line; its instant in a replay, where it is needed."""
        if not self._replay:
            if "at" in data:
                raise Refusal("Le champ « at » n’est admis qu’avec --replay : retirez-le.")
            return None
        if "at" not in data:
            raise Refusal("Le champ « at » manque : --replay prend l’instant de chaque ligne.")
        if data.get("format", FORMAT) not in range(1, FORMAT + 1):
            raise Refusal("Ce journal vient d’une version plus récente : mettez Passage à jour.")
        if not isinstance(data["at"], str):
            raise Refusal("Le champ « at » doit être un texte, un instant ISO 8601.")
        at: str = data["at"]
        for name in ENVELOPE:
            data.pop(name, None)
        return at


def _text(line: bytes) -> str:
    if len(line) > MAX_LINE:
        raise Refusal(f"La ligne dépasse {MAX_LINE // 1024 // 1024} Mo : raccourcissez l’acte.")
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("La ligne n’est pas en UTF-8 : corrigez-la et renvoyez-la.") from None


def lines_of(stream: BinaryIO) -> Callable[[], bytes | None]:
    """The lines of a stream one call at a time: b"" after two seconds without any, None at the end.

    A line over ``MAX_LINE`` is cut, which makes it refused, and its rest skipped.
    """
    waiting: queue.Queue[bytes | None] = queue.Queue(maxsize=64)

    def read() -> None:
        try:
            while line := stream.readline(MAX_LINE + 1):
                waiting.put(line)
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_LINE)
        finally:  # whatever befalls the stream, nobody waits for ever
            waiting.put(None)

    def next_line() -> bytes | None:
        try:
            return waiting.get(timeout=IDLE_SECONDS)
        except queue.Empty:
            return b""

    threading.Thread(target=read, daemon=True, name="acts").start()
    return next_line


def perform_on(path: Path, *, replay: bool, kind: Kind = COMMISSION) -> None:
    """Perform what standard input says on the file at ``path``, answering on standard output."""
    if sys.stdin is None or sys.stdout is None:
        raise PassageError("perform lit l’entrée standard et répond sur la sortie : ouvrez-les.")
    performer = Performer(path, replay=replay, kind=kind)
    try:
        serve(performer, lines_of(sys.stdin.buffer), sys.stdout.buffer)
    finally:
        performer.close()


def serve(performer: Performer, next_line: Callable[[], bytes | None], output: BinaryIO) -> None:
    """Answer each line until there is none; an answer is flushed only once its act is durable."""
    while (line := next_line()) is not None:
        if not line:
            performer.idle()
        elif line.strip():
            output.write(performer.answer(line) + b"\n")
            output.flush()
