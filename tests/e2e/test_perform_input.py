"""Whatever stands on the lines of ``perform``, each is answered, in order, and the exit is 0."""

from __future__ import annotations

import json
import os
import random
import subprocess
from pathlib import Path

import pytest

from app.services.performing import MAX_LINE
from tests.crash.victim import ROOT, command, run
from tests.e2e.days import opening, whole_day
from tests.e2e.driving import PERSON, cli, opened, perform, refusals, write

GOOD = json.dumps(PERSON).encode()
DICE = random.Random(5)
NOISE = [bytes(DICE.randrange(256) for _ in range(200)).replace(b"\n", b"?") for _ in range(40)]

HOSTILE = {
    "not JSON": b"bonjour",
    "half a line": GOOD[: len(GOOD) // 2],
    "two objects": GOOD + GOOD,
    "a list": b"[1, 2]",
    "a number": b"12",
    "null": b"null",
    "a string": '"é"'.encode(),
    "empty object": b"{}",
    "duplicate keys": b'{"act":"record-person","name":"a","name":"b","role":"c"}',
    "duplicate keys deep": b'{"act":"transcribe","passage":"1","reason":"r","sheet":{"a":1,"a":2}}',
    "unknown act": b'{"act":"dance"}',
    "act of another type": b'{"act":{"act":"seal"}}',
    "unknown field": b'{"act":"record-person","name":"a","role":"b","colour":"c"}',
    "missing field": b'{"act":"record-person","name":"a"}',
    "wrong type": b'{"act":"record-person","name":1,"role":true}',
    "unknown passage": b'{"act":"seal","passage":"404"}',
    "passage of another type": b'{"act":"seal","passage":["1"]}',
    "our own act": b'{"act":"note-clock","before":"","wall":"","cause":""}',
    "opening": opening("E42")[0].encode(),
    "an instant": b'{"at":"2019-06-05T09:00:00","act":"record-person","name":"a","role":"b"}',
    "a float": b'{"act":"set-mark","passage":"00009900100","mark":14.5}',
    "NaN": b'{"act":"set-mark","passage":"00009900100","mark":NaN}',
    "infinity": b'{"act":"set-mark","passage":"00009900100","mark":-Infinity}',
    "a huge integer": b'{"act":"strike-observation","passage":"1","observation":'
    + b"9" * 9000
    + b"}",
    "a large integer": b'{"act":"strike-observation","passage":"1","observation":'
    + b"9" * 40
    + b"}",
    "deep brackets": b"[" * 100_000,
    "deep object": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "deep value": b'{"act":"tick-dossier","passage":"1","item":"x","value":'
    + b"[" * 500
    + b"]" * 500
    + b"}",
    "NUL": b"\0" * 50,
    "NUL in text": b'{"act":"record-person","name":"a\0b","role":"c"}',
    "NUL escaped": b'{"act":"record-person","name":"a\\u0000b","role":"c"}',
    "invalid UTF-8": b'{"act":"record-person","name":"\xff\xfe","role":"c"}',
    "Latin-1": '{"act":"record-person","name":"Éric","role":"c"}'.encode("latin-1"),
    "UTF-16": GOOD.decode().encode("utf-16"),
    "lone surrogate": b'{"act":"record-person","name":"\\ud800","role":"c"}',
    "lone surrogate as act": b'{"act":"\\ud800"}',
    "lone surrogate as field": b'{"act":"record-person","\\udfff":1}',
    "right to left": '{"act":"record-person","name":"a\u202eb","role":"c"}'.encode(),
    "line separator": '{"act":"record-person","name":"a\u2028b","role":"c"}'.encode(),
    "escape": b'{"act":"record-person","name":"a\\u001b[2Jb","role":"c"}',
    "a long name": b'{"act":"record-person","role":"c","name":"' + b"x" * 200_000 + b'"}',
    "a line too long": b'{"act":"record-person","role":"c","name":"' + b"x" * MAX_LINE + b'"}',
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "day.passage", opened("E42"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_is_refused_with_a_sentence_and_the_next_is_done(
    name: str, path: Path
) -> None:
    told = cli("perform", path, given=HOSTILE[name] + b"\n" + GOOD + b"\n")
    refused, done = told.answers
    assert (told.code, told.err) == (0, "")
    assert not refused["ok"] and len(refused["refused"]) > 20
    assert done == {"seq": 3, "ok": True}


@pytest.mark.parametrize("name", [n for n in HOSTILE if n not in ("an instant", "opening")])
def test_a_hostile_line_is_refused_in_a_replay_too(name: str, path: Path) -> None:
    told = cli("perform", path, "--replay", given=HOSTILE[name] + b"\n")
    assert told.code == 0 and len(refusals(told)) == 1


def test_random_bytes_are_answered_line_by_line(path: Path) -> None:
    told = cli("perform", path, given=b"\n".join([*NOISE, GOOD]))
    assert len(refusals(told)) == len(NOISE)
    assert told.answers[-1]["ok"]


def test_a_line_of_ten_megabytes_gets_one_answer_and_the_next_its_own(path: Path) -> None:
    told = cli("perform", path, given=b"x" * 10_000_000 + b"\n" + GOOD)
    assert [answer["ok"] for answer in told.answers] == [False, True]
    assert "4 Mo" in refusals(told)[0]


@pytest.mark.parametrize("ends", [b"", b"\n", b"\r\n", b"\n\n\n", b"\n \t\n"])
def test_empty_lines_are_no_acts_and_the_last_needs_no_newline(path: Path, ends: bytes) -> None:
    told = cli("perform", path, given=b"\n\r\n" + GOOD + ends)
    assert told.answers == [{"seq": 3, "ok": True}]


def test_a_byte_order_mark_from_a_windows_pipe_is_passed_over(path: Path) -> None:
    assert cli("perform", path, given=b"\xef\xbb\xbf" + GOOD).answers[0]["ok"]


@pytest.mark.parametrize(
    "at", ["", "hier", "2019-13-05T00:00:00", 5, None, [], "9" * 500, "\ud800"]
)
def test_an_instant_that_is_none_is_refused(path: Path, at: object) -> None:
    told = perform(path, {"at": at, **PERSON}, replay=True)
    assert told.code == 0 and len(refusals(told)) == 1


def test_an_instant_before_the_last_act_is_refused(path: Path) -> None:
    told = perform(path, {"at": "2019-06-05T06:59:59+02:00", **PERSON}, replay=True)
    assert "précède le dernier acte" in refusals(told)[0]


def test_a_replay_without_file_waits_for_the_opening_act(tmp_path: Path) -> None:
    lines = whole_day("E42")[:5]
    told = cli("perform", tmp_path / "new.passage", "--replay", given="\n".join((lines[2], *lines)))
    assert [answer["ok"] for answer in told.answers] == [False, *[True] * 5]


def test_a_replay_whose_folder_is_missing_answers_every_line(tmp_path: Path) -> None:
    told = cli("perform", tmp_path / "no" / "x", "--replay", given="\n".join(whole_day("E42")[:5]))
    assert told.code == 0 and len(refusals(told)) == 5
    assert "ce dossier n’existe pas" in refusals(told)[0]


def test_a_journal_replays_into_the_same_journal(tmp_path: Path) -> None:
    first, second = tmp_path / "first.passage", tmp_path / "second.passage"
    cli("perform", first, "--replay", given="\n".join(whole_day("E42")))
    journal = cli("journal", first).out
    cli("perform", second, "--replay", given=journal)
    assert cli("journal", second).out == journal


def test_a_reader_who_leaves_loses_no_act_and_sees_no_traceback(path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    told = subprocess.run(
        command("perform", path), input=GOOD, stdout=writing, stderr=subprocess.PIPE, cwd=ROOT
    )
    os.close(writing)
    assert (told.returncode, told.stderr) == (1, b"")
    assert len(cli("journal", path).out.splitlines()) == 3


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&-", "2>&-"])
def test_closed_streams_get_a_sentence(path: Path, closed: str) -> None:
    words = " ".join(f"'{word}'" for word in command("perform", path))
    told = subprocess.run(
        ["sh", "-c", f"{words} {closed}"], input=b"", capture_output=True, cwd=ROOT
    )
    assert told.returncode == (0 if closed == "2>&-" else 1)
    assert b"Traceback" not in told.stderr


def test_every_answer_is_out_before_the_next_line_is_read(path: Path) -> None:
    with subprocess.Popen(
        command("perform", path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin and process.stdout
        for seq in (3, 4, 5):
            process.stdin.write(GOOD + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == {"seq": seq, "ok": True}


def test_the_process_says_the_same_as_the_function(path: Path) -> None:
    told = run("perform", path, given="bonjour\n")
    assert (told.returncode, told.stderr) == (0, "")
    assert not json.loads(told.stdout)["ok"]
