"""Two programs on one file, and files that go away: refused at once, nothing lost."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.victim import ROOT, command, run
from tests.e2e.driving import PERSON, Told, cli, opened, perform, write

COMMANDS = ("list", "perform", "journal", "sheets", "slips", "export", "check", "load", "attach")


class Elsewhere:
    """A ``perform`` in another process that has the file open and waits for lines."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(
            command("perform", path),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # nohup ignores it
        )
        assert self.say(PERSON)["ok"]

    def say(self, act: dict[str, str]) -> dict[str, object]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(act).encode() + b"\n")
        self.process.stdin.flush()
        answer: dict[str, object] = json.loads(self.process.stdout.readline())
        return answer

    def end(self) -> int:
        self.process.communicate()
        return self.process.returncode


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "day.passage", opened("E42"))


@pytest.fixture
def elsewhere(path: Path) -> Iterator[Elsewhere]:
    other = Elsewhere(path)
    yield other
    other.end()


def give(name: str, path: Path) -> Told:
    more: dict[str, list[str | Path]] = {
        "sheets": ["-o", path.parent / "made"],
        "slips": ["-o", path.parent / "made"],
        "export": ["-o", path.parent / "made"],
        "check": ["00000000"],
        "load": [path.parent / "list.csv"],
        "attach": ["00009900100", path.parent / "list.csv"],
    }
    (path.parent / "list.csv").write_text("Numéro;Nom;Prénoms\n1;A;B\n")
    return cli(name, path, *more.get(name, []), given=json.dumps(PERSON))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_open_elsewhere_is_refused_at_once(
    name: str, path: Path, elsewhere: Elsewhere
) -> None:
    told = give(name, path)
    assert told.refused and "déjà ouvert ailleurs" in told.err
    assert not (path.parent / "made").exists()
    assert elsewhere.say(PERSON) == {"seq": 4, "ok": True}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_closed_elsewhere_is_free_again(name: str, path: Path) -> None:
    other = Elsewhere(path)
    assert other.end() == 0
    assert "déjà ouvert" not in give(name, path).err


def test_a_process_that_was_killed_keeps_no_lock(path: Path, elsewhere: Elsewhere) -> None:
    elsewhere.process.kill()
    elsewhere.process.wait()
    assert perform(path, PERSON).answers == [{"seq": 4, "ok": True}]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_process_told_to_stop_loses_no_act(number: int, path: Path, elsewhere: Elsewhere) -> None:
    elsewhere.process.send_signal(number)
    assert elsewhere.process.wait() != 0
    assert perform(path, PERSON).answers == [{"seq": 4, "ok": True}]


def test_two_files_are_open_at_once_in_two_processes(path: Path, tmp_path: Path) -> None:
    others = [Elsewhere(path), Elsewhere(write(tmp_path / "other.passage", opened("E32")))]
    assert [other.say(PERSON)["seq"] for other in others] == [4, 4]
    assert [other.end() for other in others] == [0, 0]


@pytest.mark.parametrize("loss", ["removed", "moved", "replaced"])
def test_a_file_that_goes_away_while_open_refuses_each_act_and_hangs_on_none(
    loss: str, path: Path, elsewhere: Elsewhere
) -> None:
    match loss:
        case "removed":
            path.unlink()
        case "moved":
            path.rename(path.with_name("moved.passage"))
        case "replaced":
            write(path.with_name("copy"), opened("E42")).replace(path)
    for _ in range(2):
        refused = elsewhere.say(PERSON)["refused"]
        assert "supprimé, déplacé ou remplacé" in str(refused)
    assert elsewhere.end() == 0


def test_a_file_moved_while_open_holds_what_was_accepted(path: Path, elsewhere: Elsewhere) -> None:
    moved = path.rename(path.with_name("moved.passage"))
    elsewhere.say(PERSON)
    elsewhere.end()
    assert len(cli("journal", moved).out.splitlines()) == 3


def test_what_exists_is_never_written_over(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    for taken in ("day.passage", "link"):
        before = path.read_bytes()
        told = cli("export", path, "-o", tmp_path / taken)
        assert told.refused and "n’est pas remplacé" in told.err
        assert path.read_bytes() == before
    assert not (tmp_path / "nowhere").exists()


def test_a_replay_never_makes_a_file_through_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    told = run("perform", tmp_path / "link", "--replay", given='{"at":"x"}\n')
    assert told.returncode == 0 and not (tmp_path / "nowhere").exists()
