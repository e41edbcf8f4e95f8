"""Exit codes 0, 1 and 2, French sentences, and no traceback, whatever is asked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from resources import resource
from tests.crash.victim import ROOT, command, run
from tests.e2e.driving import cli, finished, opened, write

DEMO = (resource("demo", "E42.toml"), resource("demo", "E42.csv"))

MISUSES: list[list[str]] = [
    ["dance"],
    ["list"],
    ["list", "a", "b"],
    ["list", "a", "--jsn"],
    ["perform", "--replay"],
    ["sheets", "a"],
    ["sheets", "a", "-o"],
    ["export", "a"],
    ["verify"],
    ["check", "a"],
    ["attach", "a", "1"],
    ["new", "a"],
    ["load", "a"],
    ["--demo", "--version"],
    ["jury", "dance"],
    ["jury", "forms"],
    ["jury", "new", "a"],
    ["jury", "list"],
    ["jury", "plan", "a", "--dry"],
    ["jury", "dossiers", "a"],
    ["jury", "perform", "--replay"],
]


@pytest.mark.parametrize("words", MISUSES, ids=" ".join)
def test_a_misuse_is_told_with_the_usage_and_code_2(words: list[str]) -> None:
    told = cli(*words)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("utilisation : passage")


def test_a_number_that_is_none_is_told_in_french() -> None:
    told = cli("jury", "check", "a", "--draw", "x")
    assert told.code == 2 and "--draw : 'x' ne convient pas" in told.err


@pytest.mark.parametrize("words", [[], ["--version"], ["--help"], ["list", "--help"], ["jury"]])
def test_help_and_version_are_told_with_code_0(words: list[str]) -> None:
    told = cli(*words)
    assert (told.code, told.err) == (0, "") and told.out


REFUSED: list[list[str]] = [
    ["list", "nowhere"],
    ["journal", "nowhere"],
    ["perform", "nowhere"],
    ["sheets", "nowhere", "-o", "made"],
    ["slips", "nowhere", "-o", "made"],
    ["export", "nowhere", "-o", "made"],
    ["export", "day", "-o", "nowhere/made"],
    ["export", "day", "-o", "day"],
    ["sheets", "day", "-o", "day"],
    ["sheets", "day", "-o", "day/made"],
    ["sheets", "day", "-o", "made", "--passage", "404"],
    ["sheets", "day", "-o", "made", "--passage", ""],
    ["slips", "day", "-o", "day"],
    ["verify", "nowhere"],
    ["verify", "day"],
    ["check", "nowhere", "00000000"],
    ["check", "day", ""],
    ["check", "day", "é" * 8],
    ["check", "day", "x" * 10_000],
    ["load", "nowhere", "list"],
    ["load", "day", "nowhere"],
    ["load", "day", "."],
    ["load", "day", "day"],
    ["attach", "day", "404", "list"],
    ["attach", "day", "00009900100", "nowhere"],
    ["new", "nowhere", "list", "-o", "made"],
    ["new", "list", "list", "-o", "made"],
    ["new", "day", "day", "-o", "made"],
    ["jury", "forms", "-o", "day"],
    ["jury", "forms", "-o", "day/made"],
    ["jury", "new", "list", "list", "-o", "made"],
    ["jury", "new", "nowhere", "list", "-o", "made"],
    ["jury", "list", "nowhere"],
    ["jury", "list", "day"],
    ["jury", "journal", "."],
    ["jury", "plan", "day"],
    ["jury", "perform", "nowhere"],
    ["jury", "dossiers", "day", "."],
]


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: " ".join(words)[:60])
def test_a_refusal_is_a_sentence_with_code_1_and_makes_nothing(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    day = write(tmp_path / "day", finished("E42"))
    (tmp_path / "list").write_text("Numéro;Nom;Prénoms\n1;A;B\n")
    told = cli(*words)
    assert told.code == 1 and "Traceback" not in told.err and len(told.err) > 20
    assert sorted(left.name for left in tmp_path.iterdir()) == ["day", "list"]
    assert day.read_bytes() == finished("E42")


@pytest.mark.parametrize("words", [["list", "nowhere"], ["verify", "."], ["dance"], ["--version"]])
def test_the_process_answers_as_the_function_does(words: list[str]) -> None:
    process, told = run(*words), cli(*words)
    assert (process.returncode, process.stdout, process.stderr) == (told.code, told.out, told.err)


def test_a_new_file_never_replaces_another(tmp_path: Path) -> None:
    path = write(tmp_path / "day.passage", opened("E32"))
    told = cli("new", *DEMO, "-o", path)
    assert told.refused and "n’est pas remplacé" in told.err
    assert path.read_bytes() == opened("E32")


@pytest.mark.parametrize("words", [["list", "day"], ["journal", "day"], ["--help"]])
def test_a_reader_who_leaves_sees_no_traceback(words: list[str], tmp_path: Path) -> None:
    day = write(tmp_path / "day", finished("E42"))
    reading, writing = os.pipe()
    os.close(reading)
    told = subprocess.run(
        command(*(day if word == "day" else word for word in words)),
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    os.close(writing)
    assert told.returncode in (0, 1) and told.stderr == b""


def test_a_console_that_is_not_unicode_shows_the_list_all_the_same(tmp_path: Path) -> None:
    day = write(tmp_path / "day", finished("E42"))
    told = subprocess.run(
        command("list", day),
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )
    assert told.returncode == 0 and "BŒUF" in told.stdout.decode()


def test_a_name_that_is_not_utf_8_gets_its_sentence(tmp_path: Path) -> None:
    told = subprocess.run(
        [*map(os.fsencode, command("list")), b"\xff\xfe"], capture_output=True, cwd=ROOT
    )
    assert told.returncode == 1 and b"Traceback" not in told.stderr


def test_the_commands_need_no_home_and_no_locale(tmp_path: Path) -> None:
    day = write(tmp_path / "day", finished("E42"))
    told = subprocess.run(
        command("list", day), capture_output=True, cwd=ROOT, env={"PATH": os.environ["PATH"]}
    )
    assert (told.returncode, told.stderr) == (0, b"")


def test_the_blank_forms_are_written_and_never_replace_another_file(tmp_path: Path) -> None:
    told = cli("jury", "forms", "-o", tmp_path / "forms")
    assert told.code == 0 and len(told.out.splitlines()) == 5
    cover = write(tmp_path / "forms" / "page-de-garde.pdf", b"mine")
    again = cli("jury", "forms", "-o", tmp_path / "forms")
    assert again.refused and "n’est pas remplacé" in again.err
    assert cover.read_bytes() == b"mine"
