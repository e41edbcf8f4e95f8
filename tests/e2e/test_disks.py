"""A full or read-only disk: a sentence, nothing half written, and work goes on once it can."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from resources import resource
from tests.crash.victim import ROOT, command
from tests.e2e.days import Lines, whole_day
from tests.e2e.disks import fill, limit_files, remount, small_disk, unlimit_files
from tests.e2e.driving import (
    PERSON,
    cli,
    content,
    crashed,
    finished,
    opened,
    perform,
    refusals,
    write,
)

FULL = ("disque est plein", "ne répond pas (plein", "n’accepte pas un fichier")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as folder:
        yield folder


class Talk:
    """A ``perform --replay`` spoken to line by line."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin and process.stdout
        self._in: IO[bytes] = process.stdin
        self._out: IO[bytes] = process.stdout

    def say(self, line: str) -> str:
        """The sentence of a refusal, empty when the act is done."""
        self._in.write(line.encode() + b"\n")
        self._in.flush()
        answer = json.loads(self._out.readline())
        return "" if answer["ok"] else str(answer["refused"])

    def until_refused(self, lines: Lines, start: int) -> tuple[int, str]:
        """The index of the first line refused, and the refusal."""
        for index in range(start, len(lines)):
            refused = self.say(lines[index])
            if refused:
                return index, refused
        return len(lines), ""


def speak(path: Path, limit: int | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command("perform", path, "--replay"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        preexec_fn=limit_files(limit) if limit else None,
    )


def told_full(sentence: str) -> bool:
    return any(word in sentence for word in FULL)


def same_list(path: Path, tmp_path: Path) -> bool:
    right = write(tmp_path / "right.passage", finished("E42"))
    return cli("list", path, "--json").out == cli("list", right, "--json").out


def test_a_full_disk_refuses_acts_until_room_is_made_in_one_process(
    disk: Path, tmp_path: Path
) -> None:
    lines, path = whole_day("E42")[:-1], disk / "day.passage"
    with speak(path) as process:
        talk = Talk(process)
        assert not any(talk.say(line) for line in lines[:3])
        ballast = fill(disk)
        index, refused = talk.until_refused(lines, 3)
        assert told_full(refused) and told_full(talk.say(lines[index]))
        ballast.unlink()
        assert talk.until_refused(lines, index) == (len(lines), "")
    assert process.returncode == 0
    assert same_list(path, tmp_path)


def test_a_day_on_a_disk_that_fills_again_and_again_loses_nothing(
    disk: Path, tmp_path: Path
) -> None:
    lines, path, index = whole_day("E42")[:-1], disk / "day.passage", 3
    with speak(path) as process:
        talk = Talk(process)
        assert not any(talk.say(line) for line in lines[:3])
        ballast = fill(disk)
        while index < len(lines):
            ballast.write_bytes(b"")
            fill(disk, spare=40_000 + 3_000 * index)
            index, _ = talk.until_refused(lines, index)
    assert same_list(path, tmp_path)


def test_a_file_size_limit_refuses_acts_and_the_same_process_goes_on(tmp_path: Path) -> None:
    lines, path = whole_day("E42")[:-1], tmp_path / "day.passage"
    with speak(path, limit=200_000) as process:
        talk = Talk(process)
        index, refused = talk.until_refused(lines, 0)
        assert told_full(refused) and told_full(talk.say(lines[index]))
        unlimit_files(process.pid)
        assert talk.until_refused(lines, index) == (len(lines), "")
    assert same_list(path, tmp_path)


MAKING: dict[str, list[str | Path]] = {
    "new": ["new", resource("demo", "E42.toml"), resource("demo", "E42.csv"), "-o", "made"],
    "replay": ["perform", "made", "--replay"],
    "export": ["export", "day.passage", "-o", "made"],
    "sheets": ["sheets", "day.passage", "-o", "made"],
    "slips": ["slips", "day.passage", "-o", "made"],
}


@pytest.mark.parametrize("name", MAKING)
def test_a_command_on_a_full_disk_is_refused_leaves_nothing_and_can_be_given_again(
    name: str, disk: Path
) -> None:
    write(disk / "day.passage", finished("E42"))
    words = [disk / word if word in ("made", "day.passage") else word for word in MAKING[name]]
    given = "\n".join(whole_day("E42")[:2])
    for spare in (0, 8192, 60_000):
        ballast = fill(disk, spare)
        told = cli(*words, given=given)
        assert told_full(told.err + told.out), spare
        assert str(disk / "made") in told.err + told.out
        assert sorted(left.name for left in disk.iterdir()) == ["ballast", "day.passage"]
    ballast.unlink()
    assert cli(*words, given=given).code == 0


def test_a_read_only_disk_shows_the_list_and_refuses_acts(disk: Path) -> None:
    path = write(disk / "day.passage", finished("E42"))
    remount(disk, "ro")
    before = content(path)
    assert cli("list", path).code == cli("list", path, "--json").code == 0
    for command_ in ("perform", "journal", "export"):
        words = ["-o", str(disk / "made")] if command_ == "export" else []
        told = cli(command_, path, *words)
        assert told.refused and "lecture seule" in told.err, command_
    remount(disk, "rw")
    assert content(path) == before


def test_a_crashed_file_on_a_read_only_disk_says_to_copy_it(disk: Path) -> None:
    path = write(disk / "day.passage", *crashed("E42"))
    remount(disk, "ro")
    told = cli("list", path)
    assert told.refused and "Copiez-le" in told.err


def test_a_read_only_folder_refuses_what_would_be_made_in_it(disk: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "day.passage", finished("E42"))
    remount(disk, "ro")
    assert cli("export", path, "-o", disk / "x").refused
    assert cli("sheets", path, "-o", disk / "s").refused
    told = cli("perform", disk / "new", "--replay", given=whole_day("E42")[0])
    assert told.code == 0 and str(disk / "new") in refusals(told)[0]


def test_a_disk_that_turns_read_only_refuses_the_act_and_keeps_the_others(
    disk: Path, tmp_path: Path
) -> None:
    path = write(disk / "day.passage", opened("E42"))
    assert perform(path, PERSON).answers[0]["ok"]
    remount(disk, "ro")
    assert perform(path, PERSON).refused
    remount(disk, "rw")
    assert perform(path, PERSON).answers == [{"seq": 4, "ok": True}]
