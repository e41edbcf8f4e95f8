"""The log and the diagnostic: kinds, places and ids, never a word about a candidate."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.diagnostics import (
    close_log,
    described,
    diagnostic,
    fixed_words,
    left_traces,
    log,
    open_log,
    recent,
    short_path,
    where,
)

SECRET = "DUPONT Léa a 14,5"
CRASH = """
import faulthandler, sys
from pathlib import Path
from app.services.diagnostics import CrashTrace
trace = CrashTrace(Path(sys.argv[1]))
if sys.argv[2] == "crash":
    faulthandler._sigsegv()
trace.close()
"""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    handler = open_log(tmp_path / "new" / "folder")
    yield tmp_path / "new" / "folder" / "passage.log"
    close_log(handler)


def raised() -> BaseException:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        return error


def test_an_error_is_described_by_kinds_and_places_without_what_it_says() -> None:
    told = described(raised())
    assert [line for line in told if not line.startswith("  ")] == ["ValueError", "KeyError"]
    assert all("services/test_diagnostics.py:" in line for line in told if line.startswith("  "))
    assert "DUPONT" not in "".join(told)


def test_an_endless_chain_of_errors_is_cut() -> None:
    error = ValueError()
    error.__cause__ = error
    assert len(described(error)) == 5


def test_an_error_is_placed_in_our_own_code_where_it_went_through_it() -> None:
    try:
        open_log(3)  # type: ignore[arg-type]
    except AttributeError as error:
        assert where(error).startswith("diagnostics.py:")


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("QPixmap::scaled: Pixmap is a null pixmap", "QPixmap::scaled: Pixmap is a null pixmap"),
        ('QFile: no "DUPONT.pdf"', "QFile: no"),
        ("QPdf: cannot read /home/lea/Mes documents/DUPONT.pdf", "QPdf: cannot read"),
        ("QPdf: cannot read C:\\DUPONT.pdf", "QPdf: cannot read C:"),
        ("QFile: file:DUPONT", "QFile: file:DUPONT"),
        ("QUrl: https://DUPONT", "QUrl:"),
        ("QFont: size 14.5 is wrong", "QFont: size"),
        ("« DUPONT »", ""),
    ],
)
def test_of_a_library_s_words_only_those_before_a_quotation_are_kept(
    message: str, kept: str
) -> None:
    assert fixed_words(message) == kept


def test_the_log_is_kept_in_a_file_without_what_only_a_talkative_one_holds(kept: Path) -> None:
    log.debug("act set-mark")
    log.info("opened")
    text = kept.read_text(encoding="utf-8")
    assert "INFO opened" in text
    assert "set-mark" not in text


def test_what_came_before_the_file_is_written_to_it_once(tmp_path: Path) -> None:
    log.info("opened early")
    for name in ("one", "two"):
        close_log(open_log(tmp_path / name))
    assert "opened early" in (tmp_path / "one" / "passage.log").read_text()
    assert "opened early" not in (tmp_path / "two" / "passage.log").read_text()


def test_a_diagnostic_holds_the_last_gestures_though_the_log_does_not() -> None:
    log.debug("act place-level")
    text = diagnostic(["ValueError"], ["Linux"])
    assert text.startswith("Passage ")
    assert "ValueError" in text
    assert text.endswith("DEBUG act place-level")


def test_a_talkative_log_says_each_act_on_standard_error_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = list(log.handlers)
    open_log(tmp_path, debug=True)
    log.debug("act place-level")
    for handler in set(log.handlers) - set(before):
        close_log(handler)
    assert "act place-level" in (tmp_path / "passage.log").read_text()
    assert "act place-level" in capsys.readouterr().err


def test_a_log_that_grows_is_turned_over(tmp_path: Path) -> None:
    handler = open_log(tmp_path)
    assert isinstance(handler, logging.handlers.RotatingFileHandler)
    handler.maxBytes = 200
    for _ in range(50):
        log.info("opened")
    close_log(handler)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "passage.log",
        "passage.log.1",
        "passage.log.2",
    ]


def test_a_folder_that_refuses_leaves_the_program_without_a_log_only(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert open_log(tmp_path / "file") is None
    assert recent.lines[-1].endswith("WARNING no log file: the folder refuses")


def test_only_the_folder_and_the_file_of_a_place_are_told() -> None:
    assert short_path("/home/lea.dupont/passage/ui/band.py") == "ui/band.py"
    assert short_path(r"C:\Users\lea\passage\ui\band.py") == "ui/band.py"


def ended(folder: Path, how: str) -> int:
    return subprocess.run([sys.executable, "-c", CRASH, str(folder), how]).returncode


def test_a_crash_of_the_interpreter_is_kept_and_told_once(tmp_path: Path) -> None:
    assert ended(tmp_path, "crash") != 0
    ((head, place),) = left_traces(tmp_path, time.time())
    assert head == "Fatal Python error: Segmentation fault"
    assert place == "  <string>:7:<module>"
    assert left_traces(tmp_path, time.time()) == []


def test_a_program_that_ended_well_leaves_no_trace(tmp_path: Path) -> None:
    assert ended(tmp_path, "well") == 0
    assert list(tmp_path.iterdir()) == []


def test_a_trace_that_is_empty_may_be_a_running_program_s_and_goes_after_a_week(
    tmp_path: Path,
) -> None:
    path = tmp_path / "crash-1.txt"
    path.touch()
    assert left_traces(tmp_path, time.time()) == []
    assert path.exists()
    os.utime(path, (0, 0))
    assert left_traces(tmp_path, time.time()) == []
    assert not path.exists()
