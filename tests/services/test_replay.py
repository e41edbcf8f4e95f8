"""``perform --replay``: a journal taken line by line, each act at its own instant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.services.desk import Desk
from app.services.performing import MAX_LINE, Performer
from tests.domain.scene import french, opening
from tests.services.desks import journalled, perform, stored

NINE = "2019-06-05T09:00:00+02:00"
IDENTITY: dict[str, Any] = {"act": "confirm-identity", "passage": "001"}


class Lines:
    """A ``perform`` and its answers, parsed."""

    def __init__(self, path: Path, *, replay: bool) -> None:
        self.performer = Performer(path, replay=replay)

    def say(self, data: dict[str, Any] | str | bytes) -> dict[str, Any]:
        """The answer to one line."""
        text = json.dumps(data) if isinstance(data, dict) else data
        line = text.encode() if isinstance(text, str) else text
        answer: dict[str, Any] = json.loads(self.performer.answer(line))
        return answer

    def refused(self, data: dict[str, Any] | str | bytes) -> str:
        answer = self.say(data)
        assert answer["ok"] is False
        return french(answer["refused"])


@pytest.fixture
def live(path: Path) -> Iterator[Lines]:
    lines = Lines(path, replay=False)
    yield lines
    lines.performer.close()


@pytest.fixture
def replay(path: Path) -> Iterator[Lines]:
    lines = Lines(path, replay=True)
    yield lines
    lines.performer.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Lines]:
    """A replay into a file that does not exist."""
    lines = Lines(tmp_path / "new.passage", replay=True)
    yield lines
    lines.performer.close()


def test_an_act_is_answered_by_its_number(live: Lines) -> None:
    assert live.say(IDENTITY) == {"seq": 3, "ok": True}


def test_a_refusal_is_answered_by_its_sentence_and_the_next_act_goes_on(live: Lines) -> None:
    assert "identité" in live.refused({**IDENTITY, "act": "set-mark", "mark": "12"})
    assert live.say(IDENTITY)["seq"] == 3


@pytest.mark.parametrize("at", [NINE, None, 5])
def test_an_instant_is_refused_without_replay(live: Lines, at: Any) -> None:
    assert "--replay" in live.refused({**IDENTITY, "at": at})


@pytest.mark.parametrize("field", ["seq", "hash", "format"])
def test_the_rest_of_a_journal_line_is_refused_without_replay_too(live: Lines, field: str) -> None:
    assert f"« {field} »" in live.refused({**IDENTITY, field: 1})


def test_the_salt_is_refused_without_replay(live: Lines) -> None:
    seal = {"act": "seal", "passage": "001", "salt": "0" * 32}
    assert "« salt »" in live.refused(seal)


@pytest.mark.parametrize("act", ["load-list", "open-commission", "attach-document", "note-clock"])
def test_the_program_s_own_acts_are_refused_without_replay(live: Lines, act: str) -> None:
    assert f"« {act} »" in live.refused({"act": act})


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"a":1,"a":2}', "[" * 90_000, b"\xff\xfe{}"])
def test_a_line_that_is_no_act_gets_its_sentence(live: Lines, line: str | bytes) -> None:
    assert live.refused(line)


def test_a_line_of_megabytes_gets_its_sentence(live: Lines) -> None:
    text = {"act": "write-appraisal", "passage": "001", "text": "a" * (MAX_LINE - 100)}
    assert "« text »" in live.refused(text)
    assert "Mo" in live.refused(b" " * (MAX_LINE + 1))


def test_a_lone_surrogate_anywhere_gets_a_sentence_that_can_be_written(live: Lines) -> None:
    for line in ('{"act":"\\ud800"}', '{"act":"seal","\\ud800":1}', '{"\\ud800":1,"\\ud800":1}'):
        assert live.refused(line)


# --- with --replay --------------------------------------------------------------------------------


def test_a_replayed_act_happens_at_its_own_instant(replay: Lines, path: Path) -> None:
    assert replay.say({**IDENTITY, "at": NINE})["seq"] == 3
    replay.performer.close()
    assert json.loads(journalled(path)[-1])["at"] == "2019-06-05T09:00:00.000+02:00"


def test_a_replayed_line_needs_its_instant(replay: Lines) -> None:
    assert "« at »" in replay.refused(IDENTITY)


@pytest.mark.parametrize("at", ["", "hier", "2019-13-01T00:00:00", None, 12, [NINE]])
def test_an_instant_is_iso_8601(replay: Lines, at: Any) -> None:
    assert "« at »" in replay.refused({**IDENTITY, "at": at})


def test_an_instant_before_the_last_act_is_refused(replay: Lines) -> None:
    replay.say({**IDENTITY, "at": NINE})
    late = {"act": "report-incident", "text": "x"}
    assert "précède" in replay.refused({**late, "at": "2019-06-05T08:59:59.999+02:00"})
    assert replay.say({**late, "at": NINE})["ok"]


@pytest.mark.parametrize("at", ["2019-06-05T09:00:00", "2019-06-05T07:00:00Z"])
def test_an_instant_is_kept_in_the_centre_s_time(replay: Lines, path: Path, at: str) -> None:
    replay.say({**IDENTITY, "at": at})
    replay.performer.close()
    assert json.loads(journalled(path)[-1])["at"] == "2019-06-05T09:00:00.000+02:00"


def test_a_line_s_own_seq_and_hash_are_ignored(replay: Lines) -> None:
    line = {"format": 1, "seq": 77, "hash": "abc", **IDENTITY, "at": NINE}
    assert replay.say(line) == {"seq": 3, "ok": True}


def test_a_journal_of_a_newer_program_is_refused(replay: Lines) -> None:
    assert "récente" in replay.refused({"format": 99, **IDENTITY, "at": NINE})


def test_a_replay_makes_the_missing_file_from_its_opening_acts(
    fresh: Lines, tmp_path: Path
) -> None:
    assert "open-commission" in fresh.refused({**IDENTITY, "at": NINE})
    assert list(tmp_path.iterdir()) == []
    assert fresh.say({**opening(), "at": NINE}) == {"seq": 1, "ok": True}
    new = {"number": "9", "last_name": "A", "first_names": "B", "authority": "DEC"}
    assert fresh.say({"act": "add-candidate", **new, "at": NINE})["seq"] == 2


def test_a_refused_opening_makes_no_file(fresh: Lines, tmp_path: Path) -> None:
    assert "E99" in fresh.refused({**opening("E99"), "at": NINE})
    assert list(tmp_path.iterdir()) == []


def test_without_replay_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="n’existe pas"):
        Performer(tmp_path / "new.passage", replay=False)
    assert list(tmp_path.iterdir()) == []


def test_a_whole_journal_replayed_is_the_same_journal_and_the_same_tables(
    desk: Desk, fresh: Lines, tmp_path: Path
) -> None:
    perform(desk, "confirm-identity")
    perform(desk, "start-part", part="preparation")
    perform(desk, "report-incident", text="Alarme.", kind="alarm")
    for line in desk.journal():
        assert fresh.say(line)["seq"] == line["seq"]
    desk.close()
    fresh.performer.close()
    assert journalled(tmp_path / "new.passage") == journalled(desk.path)
    assert stored(tmp_path / "new.passage") == stored(desk.path)


def test_a_replay_goes_on_in_a_file_that_exists(desk: Desk, tmp_path: Path) -> None:
    journal = desk.journal()
    perform(desk, "confirm-identity")
    for part in (journal, desk.journal()[2:]):
        lines = Lines(tmp_path / "new.passage", replay=True)
        assert all(lines.say(line)["ok"] for line in part)
        lines.performer.close()
    assert journalled(tmp_path / "new.passage")[-1] == json.dumps(
        {k: v for k, v in desk.journal()[-1].items() if k != "hash"}, separators=(",", ":")
    )
