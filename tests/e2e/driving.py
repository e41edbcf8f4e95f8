"""The command line driven in this process, and commission files in the states tests want."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.cli import main
from app.services.performing import Performer
from tests.e2e.days import Lines, live_day, opening, play, whole_day

PERSON = {"act": "record-person", "name": "Mme LOI", "role": "inspector"}


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def refused(self) -> bool:
        """Refused as it should be: exit code 1, one French sentence, nothing of our insides."""
        return self.code == 1 and "Traceback" not in self.err and self.err.count(" : ") >= 1


def cli(*words: str | Path, given: str | bytes = b"") -> Told:
    """One command, in this process."""
    data = given.encode() if isinstance(given, str) else given
    streams = [io.TextIOWrapper(io.BytesIO(some), encoding="utf-8") for some in (data, b"", b"")]
    stdin, out, err = streams
    with patch.multiple(sys, stdin=stdin, stdout=out, stderr=err):
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Told(code, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def perform(path: Path, *acts: Mapping[str, Any], replay: bool = False) -> Told:
    """``perform`` on these acts."""
    words = ("perform", path, *(("--replay",) if replay else ()))
    return cli(*words, given="".join(json.dumps(act) + "\n" for act in acts))


def refusals(told: Told) -> list[str]:
    return [answer["refused"] for answer in told.answers if not answer["ok"]]


@cache
def finished(exam: str, *, rehearsal: bool = False) -> bytes:
    """A commission file whose day is over and not closed: it still holds its notes."""
    return _made(lambda path: play(path, whole_day(exam, rehearsal=rehearsal)[:-1]))


@cache
def by_the_clock(exam: str) -> bytes:
    """The same, played without replay: its journal holds this machine's boot id."""
    return _made(lambda path: _by_the_clock(path, exam))


def _by_the_clock(path: Path, exam: str) -> None:
    play(path, opening(exam))
    play(path, live_day(exam)[:-1], replay=False)


@cache
def opened(exam: str) -> bytes:
    """A commission file nothing happened in yet."""
    return _made(lambda path: play(path, opening(exam)))


def _made(make: Callable[[Path], object]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.passage"
        make(path)
        return path.read_bytes()


@cache
def crashed(exam: str, lines: int = 140) -> tuple[bytes, bytes]:
    """A file and its log, as a process killed in the middle of the day leaves them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.passage"
        performer = Performer(path, replay=True)
        _answer(performer, whole_day(exam)[:lines])
        left = path.read_bytes(), path.with_name("day.passage-wal").read_bytes()
        performer.close()
        return left


def _answer(performer: Performer, lines: Lines) -> None:
    for line in lines:
        assert b'"ok":true' in performer.answer(line.encode())


def write(path: Path, data: bytes, log: bytes | None = None) -> Path:
    """A file with those bytes and that log beside it, or none."""
    path.write_bytes(data)
    beside = path.with_name(f"{path.name}-wal")
    beside.unlink(missing_ok=True)
    if log is not None:
        beside.write_bytes(log)
    return path


def content(path: Path) -> tuple[bytes, bytes | None]:
    """A file's bytes and those of the log beside it."""
    log = path.with_name(f"{path.name}-wal")
    return path.read_bytes(), log.read_bytes() if log.exists() else None


def execute(path: Path, *statements: str) -> None:
    """Change a file as anybody with an SQLite browser can."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
