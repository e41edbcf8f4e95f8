"""A real ``python -m app`` process, and the ways it is killed with SIGKILL."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def command(*words: str | Path) -> list[str]:
    """The command line of the program under test."""
    return [sys.executable, "-m", "app", *map(str, words)]


def run(
    *words: str | Path, given: str = "", **variables: str | Path
) -> subprocess.CompletedProcess[str]:
    """The program, left alone until it ends; ``variables`` are added to its environment."""
    return subprocess.run(
        command(*words),
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        env={**os.environ, **{name: str(value) for name, value in variables.items()}},
    )


class Victim:
    """A ``perform`` that is being fed; ``answers`` are those it gave before it died, ``complaint``
    what it said on standard error."""

    def __init__(self, path: Path, lines: Sequence[str], *, replay: bool) -> None:
        self._lines = lines
        self._sent = 0
        self.answers: list[dict[str, Any]] = []
        self.complaint = ""
        self.first_answer_s: float | None = None
        self._began = time.perf_counter()
        self._process = subprocess.Popen(
            command("perform", path, *(["--replay"] if replay else [])),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._in, self._out = self._process.stdin, self._process.stdout
        self._err = self._process.stderr

    @property
    def left(self) -> int:
        """Lines not sent yet."""
        return len(self._lines) - self._sent

    def next_act(self) -> str:
        return str(json.loads(self._lines[self._sent])["act"])

    def send(self, count: int) -> None:
        """Write the next lines without waiting for their answers."""
        text = "".join(f"{line}\n" for line in self._lines[self._sent : self._sent + count])
        self._sent = min(len(self._lines), self._sent + count)
        self._write(text.encode())

    def send_half(self) -> None:
        """Begin to write a line that never ends."""
        line = self._lines[self._sent].encode()
        self._write(line[: len(line) // 2])

    def _write(self, data: bytes) -> None:
        with suppress(BrokenPipeError):  # it died by itself: ``wait`` tells why
            self._in.write(data)
            self._in.flush()

    def hear(self, count: int) -> None:
        """Wait for that many answers."""
        for _ in range(count):
            self._take(self._out.readline())

    def converse(self, count: int) -> None:
        """One line, one answer, and so on."""
        for _ in range(min(count, self.left)):
            self.send(1)
            self.hear(1)

    def hang_up(self) -> None:
        self._in.close()

    def _take(self, line: bytes) -> None:
        if not line.endswith(b"\n"):
            return
        if self.first_answer_s is None:
            self.first_answer_s = time.perf_counter() - self._began
        self.answers.append(json.loads(line))

    def kill(self, after_s: float) -> None:
        """SIGKILL after a moment; answers already given are heard first."""
        time.sleep(after_s)
        self._process.kill()
        self.wait()

    def wait(self) -> None:
        """Hear all that is left."""
        for line in self._out.readlines():
            self._take(line)
        self.complaint = self._err.read().decode()
        self._process.wait(timeout=120)
        for stream in (self._in, self._out, self._err):
            with suppress(BrokenPipeError):
                stream.close()


Death = Callable[[Victim, random.Random], None]


def while_streaming(victim: Victim, dice: random.Random) -> None:
    """All lines are waiting; it dies somewhere among them."""
    victim.send(victim.left)
    victim.hear(min(dice.randrange(25), len(victim._lines)))
    victim.kill(dice.uniform(0, 0.004))


def between_acts(victim: Victim, dice: random.Random) -> None:
    """One act at a time; it dies while it works on one, or just after."""
    victim.converse(dice.randrange(25))
    victim.send(1)
    victim.kill(dice.uniform(0, 0.002))


def in_mid_line(victim: Victim, dice: random.Random) -> None:
    """It dies with half a line read."""
    victim.converse(min(dice.randrange(15), victim.left - 1))
    if victim.left:
        victim.send_half()
    victim.kill(dice.uniform(0, 0.001))


def at_seal(victim: Victim, dice: random.Random) -> None:
    """It dies while the log is brought into the file after a seal."""
    while victim.left > 1 and victim.next_act() not in ("seal", "close-day"):
        victim.converse(1)
    victim.send(1)
    victim.kill(dice.uniform(0, 0.003))


def at_close(victim: Victim, dice: random.Random) -> None:
    """It dies while it closes the file."""
    victim.converse(1 + dice.randrange(10))
    victim.hang_up()
    victim.kill(dice.uniform(0, 0.006))


def at_start(victim: Victim, dice: random.Random) -> None:
    """It dies while it starts, or recovers from the kill before."""
    victim.send(1 + dice.randrange(10))
    victim.kill(dice.uniform(0, 0.15))


def at_rest(victim: Victim, dice: random.Random) -> None:
    """It dies about when two seconds of rest bring the log into the file."""
    victim.converse(dice.randrange(10))
    victim.kill(dice.uniform(1.998, 2.004))


DEATHS: dict[Death, int] = {
    while_streaming: 24,
    between_acts: 24,
    in_mid_line: 10,
    at_seal: 16,
    at_close: 12,
    at_start: 12,
    at_rest: 2,
}
"""Each way to die and how often of a hundred."""
