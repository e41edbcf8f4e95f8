"""The window's process seen from the test: told what to do, killed, opened again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.crash.victim import ROOT

LONGEST_S = 40
HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
GESTURE = timedelta(seconds=2)
LOOKS = ("see", "see_no_more", "texts", "value", "rows", "complaint", "picture", "answer_dialog")


class Clock:
    """The machine's clock: wall time, ticks and boot, moved by the test alone."""

    def __init__(self, now: datetime) -> None:
        self.now, self._tick, self._boots = now, 1_000_000, 1

    def pass_time(self, time: timedelta) -> None:
        self.now += time
        self._tick += int(time.total_seconds() * 1000)

    def until(self, hour: str) -> None:
        """Wait for that hour of the day, unless it is past."""
        hours, minutes = map(int, hour.split(":"))
        wanted = self.now.replace(hour=hours, minute=minutes, second=0)
        self.pass_time(max(timedelta(), wanted - self.now))

    def reboot(self) -> None:
        self._boots, self._tick = self._boots + 1, 5000

    def told(self) -> dict[str, Any]:
        return {"at": self.now.isoformat(), "tick": self._tick, "boot": f"boot-{self._boots}"}


class Window:
    """One process of the program. A gesture takes two seconds of the told clock, a look none."""

    def __init__(self, folder: Path, clock: Clock, path: Path | None = None) -> None:
        self._clock, self._folder = clock, folder
        self._errors = (folder / "errors.txt").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.window.child", *([str(path)] if path else [])],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, **dict.fromkeys(HOMES, str(folder))},
        )
        self._send(clock.told())

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    def do(self, gesture: str, *words: Any, complains: str = "") -> Any:
        """One gesture or look, done when this returns.

        AssertionError when it cannot be done, or when the banner says another thing than
        ``complains``.
        """
        if gesture not in LOOKS:
            self._clock.pass_time(GESTURE)
        self._send({**self._clock.told(), "do": gesture, "words": words})
        line = self._answer()
        assert line, f"the window died: {self.errors}"
        answer = json.loads(line)
        told = answer["complaint"]
        wrong = answer.get("wrong") or (told if not complains or complains not in told else "")
        assert not wrong, self._shown(f"{gesture} {words}: {wrong}")
        return answer["ok"]

    def _answer(self) -> bytes:
        """The next line; the process is killed where none comes."""
        assert self._process.stdout is not None
        watch = threading.Timer(LONGEST_S, self._process.kill)
        watch.start()
        try:
            return self._process.stdout.readline()
        finally:
            watch.cancel()

    def _shown(self, wrong: str) -> str:
        """The trouble, and a picture of the window in it."""
        picture = self._folder / "trouble.png"
        self._send({**self._clock.told(), "do": "picture", "words": [str(picture)]})
        return f"{wrong}\npictured in {picture}\n{self.errors}"

    @property
    def errors(self) -> str:
        """What the program wrote on standard error: nothing, on a good day."""
        lines = (self._folder / "errors.txt").read_text(encoding="utf-8").splitlines()
        return "\n".join(line for line in lines if "plugin does not support" not in line)

    def kill(self) -> None:
        """``kill -9``: nothing more is written, nothing is said. Harmless once it is closed."""
        self._process.kill()
        self._gone()

    def _gone(self) -> None:
        """Wait until the process has ended."""
        if self._errors.closed:
            return
        self._process.communicate(timeout=LONGEST_S)
        self._errors.close()

    def close(self) -> int:
        """Close the window as a person does; the exit code."""
        self._send({**self._clock.told(), "do": "leave", "words": []})
        self._gone()
        return self._process.returncode
