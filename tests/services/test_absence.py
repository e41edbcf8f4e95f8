"""Told on return: which part, since when, how long nobody saw it, and what to do."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.services.absence import Absence, LastSeen, last_sign, lasting, told
from app.services.desk import Desk
from tests.services.desks import FakeClock, perform


def examining(desk: Desk, clock: FakeClock) -> None:
    """Part 1 begun at 8:00, and nothing done for ten minutes."""
    perform(desk, "confirm-identity")
    perform(desk, "start-part", part="preparation")
    perform(desk, "start-part", part="part-1")
    clock.go(600)


def away(desk: Desk, clock: FakeClock, seconds: float, cause: str = "closed") -> str:
    since = desk.now()
    clock.go(seconds)
    return told(desk.state, Absence(since, desk.now(), cause))


def test_a_part_that_went_on_is_told_with_whose_it_is_since_when_and_how_long(
    desk: Desk, clock: FakeClock
) -> None:
    examining(desk, clock)
    name = desk.state.passages["001"].candidate.name
    said = away(desk, clock, 17 * 60)
    assert said.startswith(
        "Passage était fermé de 08:10 à 08:27 (17 min). La première partie de "
        f"{name}, commencée à 08:00, a continué : 27 min comptées. "
    )
    assert "F5" in said
    assert "« Corriger la durée d’une partie »" in said


def test_a_pause_that_went_on_is_told_as_a_pause(desk: Desk, clock: FakeClock) -> None:
    examining(desk, clock)
    perform(desk, "pause-part")
    said = away(desk, clock, 60)
    assert "est en pause depuis 08:10. F5 reprend." in said


def test_who_prepares_is_told_by_hour_only(desk: Desk, clock: FakeClock) -> None:
    perform(desk, "confirm-identity")
    perform(desk, "start-part", part="preparation")
    said = away(desk, clock, 60)
    assert "La préparation du candidat de 08:00, commencée à 08:00, a continué" in said
    assert desk.state.passages["001"].candidate.last_name not in said


def test_the_examined_come_before_who_prepares(desk: Desk, clock: FakeClock) -> None:
    examining(desk, clock)
    perform(desk, "confirm-identity", passage="002")
    perform(desk, "start-part", passage="002", part="preparation")
    said = away(desk, clock, 60)
    assert 0 < said.index("La première partie") < said.index("La préparation du candidat suivant")


def test_nothing_is_told_when_no_clock_ran_or_the_passage_is_suspended(
    desk: Desk, clock: FakeClock
) -> None:
    assert away(desk, clock, 600) == ""
    examining(desk, clock)
    perform(desk, "suspend-passage", reason="reporté")
    assert away(desk, clock, 600) == ""


def test_a_few_seconds_are_not_told(desk: Desk, clock: FakeClock) -> None:
    examining(desk, clock)
    assert away(desk, clock, 4) == ""
    assert away(desk, clock, 5) != ""


def test_a_night_is_told_with_its_days(desk: Desk, clock: FakeClock) -> None:
    examining(desk, clock)
    said = away(desk, clock, 15 * 3600 + 20)
    assert "fermé du 05/06 à 08:10 au 05/06 à 23:10" not in said
    assert "fermé de 08:10 à 23:10 (15 h 00 min)" in said
    assert "fermé du 05/06 à 23:10 au 06/06 à 14:10" in away(desk, clock, 15 * 3600)


def test_less_than_a_minute_is_told_by_its_seconds(desk: Desk, clock: FakeClock) -> None:
    examining(desk, clock)
    assert away(desk, clock, 16).startswith("Passage était fermé 16 s, à 08:10. La première")


def test_a_machine_that_slept_is_told_as_such(desk: Desk, clock: FakeClock) -> None:
    examining(desk, clock)
    said = away(desk, clock, 120, "asleep")
    assert said.startswith("L’ordinateur était en veille, ou ne répondait plus, de 08:10 à 08:12")


@pytest.mark.parametrize(
    ("seconds", "cause", "words"),
    [
        (90, "reboot-while-running", "L’ordinateur a redémarré"),
        (-3600, "clock-set-back", "L’horloge de l’ordinateur a reculé"),
    ],
)
def test_a_reboot_is_told_with_what_the_journal_notes(
    desk: Desk, clock: FakeClock, seconds: int, cause: str, words: str
) -> None:
    examining(desk, clock)
    since = desk.last
    desk.close()
    clock.reboot(seconds)
    with Desk(desk.path, clock) as again:
        assert again.note_jump() == cause
        said = told(again.state, Absence(since, again.now(), cause))
        assert [note.cause for note in again.state.clock_notes] == [cause]
        assert again.note_jump() is None
    assert said.startswith(words)
    assert "c’est noté au journal" in said


def test_a_clock_set_back_goes_on_at_once_from_the_note(desk: Desk, clock: FakeClock) -> None:
    examining(desk, clock)
    desk.close()
    clock.reboot(-3600)
    with Desk(desk.path, clock) as again:
        again.note_jump()
        before = again.now()
        clock.go(30)
        assert (again.now() - before).seconds == 30


@pytest.mark.parametrize(
    ("seconds", "text"), [(40, "40 s"), (61, "1 min"), (3599, "59 min"), (3900, "1 h 05 min")]
)
def test_a_duration_is_told_roughly(seconds: int, text: str) -> None:
    assert lasting(seconds) == text


NOW = datetime.fromisoformat("2019-06-05T09:58:00+02:00")
ACT, SEEN = NOW - timedelta(minutes=27), NOW - timedelta(minutes=17)


def test_the_program_was_away_since_it_was_last_seen(tmp_path: Path) -> None:
    trace = LastSeen(tmp_path / "new folder", tmp_path / "c04.passage")
    trace.write(SEEN)
    assert last_sign(tmp_path / "c04.passage", ACT, trace.read(), NOW) == SEEN
    trace.forget()
    assert last_sign(tmp_path / "c04.passage", ACT, trace.read(), NOW) == ACT


@pytest.mark.parametrize("seen", [ACT - timedelta(1), NOW + timedelta(1)])
def test_a_trace_that_cannot_be_right_is_passed_over(tmp_path: Path, seen: datetime) -> None:
    assert last_sign(tmp_path / "c04.passage", ACT, seen, NOW) == ACT


def test_a_file_just_made_was_left_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "c04.passage"
    path.touch()
    os.utime(path, (NOW.timestamp() - 20, NOW.timestamp() - 20))
    assert last_sign(path, ACT, None, NOW) == NOW
    assert last_sign(path, ACT, SEEN, NOW) == SEEN
    os.utime(path, (NOW.timestamp() - 90, NOW.timestamp() - 90))
    assert last_sign(path, ACT, None, NOW) == ACT


def test_a_trace_that_cannot_be_written_or_read_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    trace = LastSeen(tmp_path / "file", tmp_path / "c04.passage")
    trace.write(NOW)
    trace.forget()
    assert trace.read() is None


def test_a_damaged_trace_is_no_trace(tmp_path: Path) -> None:
    trace = LastSeen(tmp_path, tmp_path / "c04.passage")
    trace.write(NOW)
    next(tmp_path.glob("*.seen")).write_text("x")
    assert trace.read() is None
