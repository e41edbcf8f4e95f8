"""Observations: as durable as acts, outside the journal, destroyed when the day is closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import Refusal
from app.services.desk import Desk
from app.services.exporting import export
from app.services.performing import Performer
from db.projection import KEYS
from tests.services.desks import FakeClock, journalled, perform, stored

SECRET = "REFORMULE-TRES-BIEN-LE-BESOIN"


def observe(desk: Desk, text: str = SECRET) -> None:
    assert perform(desk, "observe", text=text, competencies=["C2", "C5"]).seq is None


def bytes_beside(path: Path) -> bytes:
    """All that stands under the file's name, its write-ahead log included."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def test_an_observation_is_answered_without_a_number(path: Path) -> None:
    performer = Performer(path, replay=False)
    line = '{"act":"observe","passage":"001","text":"x","competencies":["C2"]}'
    assert performer.answer(line.encode()) == b'{"seq":null,"ok":true}'
    performer.close()


def test_an_observation_is_kept_with_its_hour_and_competencies(desk: Desk) -> None:
    observe(desk)
    (note,) = desk.observations("001")
    assert (note.number, note.text, note.competencies) == (1, SECRET, ("C2", "C5"))
    assert note.at == "2019-06-05T08:00:00.000+02:00"
    assert desk.observations("002") == []


def test_an_observation_outlives_the_program(desk: Desk, clock: FakeClock) -> None:
    observe(desk)
    desk.close()
    with Desk(desk.path, clock) as again:
        assert again.observations("001")[0].text == SECRET


def test_an_observation_is_neither_in_the_journal_nor_in_the_tables(desk: Desk) -> None:
    before = desk.root_hash
    observe(desk)
    assert (desk.root_hash, desk.seq) == (before, 2)
    desk.close()
    assert "observation" not in KEYS
    assert SECRET not in str(journalled(desk.path))
    assert SECRET not in str(stored(desk.path))


def test_an_observation_is_never_exported(desk: Desk, tmp_path: Path) -> None:
    observe(desk)
    export(desk, tmp_path / "out.sqlite")
    assert SECRET.encode() not in (tmp_path / "out.sqlite").read_bytes()


def test_observations_are_numbered_per_passage_and_struck_for_ever(desk: Desk) -> None:
    observe(desk)
    observe(desk, "Deuxième.")
    assert perform(desk, "strike-observation", observation=1).seq is None
    assert [note.number for note in desk.observations("001")] == [2]
    with pytest.raises(Refusal, match="n° 1"):
        perform(desk, "strike-observation", observation=1)
    observe(desk, "Troisième.")
    assert [note.number for note in desk.observations("001")] == [2, 3]


def test_the_text_of_a_struck_observation_leaves_the_file(desk: Desk) -> None:
    observe(desk)
    perform(desk, "strike-observation", observation=1)
    desk.close()
    assert SECRET.encode() not in bytes_beside(desk.path)


def test_only_an_observation_of_that_candidate_is_struck(desk: Desk) -> None:
    observe(desk)
    with pytest.raises(Refusal, match="n° 1"):
        perform(desk, "strike-observation", passage="002", observation=1)


def test_closing_the_day_destroys_every_observation(desk: Desk) -> None:
    observe(desk)
    observe(desk, "x" * 9000 + SECRET)
    desk.idle()
    assert SECRET.encode() in bytes_beside(desk.path)
    assert perform(desk, "close-day").seq == 3
    assert desk.observations("001") == []
    assert SECRET.encode() not in bytes_beside(desk.path)


def test_closing_the_day_leaves_the_acts(desk: Desk) -> None:
    perform(desk, "confirm-identity")
    observe(desk)
    perform(desk, "close-day")
    assert [line["act"] for line in desk.journal()][-2:] == ["confirm-identity", "close-day"]
