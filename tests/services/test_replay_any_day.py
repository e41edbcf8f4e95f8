"""Whatever is tried on a real file: its journal rebuilds the same tables, row for row."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.acts import REGISTRY
from app.domain.codec import compact, decode
from app.domain.errors import PassageError, Refusal
from app.domain.status import status
from app.services.desk import Desk
from app.services.performing import Performer
from db.projection import all_rows
from tests.domain.strategies import Line, act_lines, any_act, days
from tests.services.desks import FakeClock, commission_file, journalled, stored

internal_act = st.sampled_from(["load-list", "attach-document"]).flatmap(act_lines)
accidents = st.sampled_from([None] * 12 + ["reopen", "reboot", "set back", "set on"])


class Story:
    """A desk on a real file to which a day happens, accidents included."""

    def __init__(self, path: Path) -> None:
        self.path, self.clock = path, FakeClock()
        self.desk = Desk(path, self.clock)

    def step(self, gap: int, line: Line, accident: str | None) -> None:
        self.clock.go(gap / 1000)
        self.befall(accident)
        before = self.desk.state, self.desk.root_hash, self.desk.seq
        try:
            act = decode(line, internal=REGISTRY[line["act"]].internal)
            self.desk.perform(act)
        except Refusal:
            assert (self.desk.state, self.desk.root_hash, self.desk.seq) == before

    def befall(self, accident: str | None) -> None:
        if accident in ("reopen", "reboot"):
            self.desk.close()
            if accident == "reboot":
                self.clock.reboot()
            self.desk = Desk(self.path, self.clock)
        elif accident:
            self.clock.set_wall(-3600 if accident == "set back" else 3600)


def shown(desk: Desk) -> list[tuple[Any, ...]]:
    """Status, hash and code of every passage."""
    return [
        (p.number, status(desk.state, p), *((v.hash, v.code) for v in p.versions))
        for p in desk.state.in_order
    ]


def replayed(lines: list[dict[str, Any]], path: Path) -> Desk:
    """A desk on a new file made of those journal lines."""
    performer = Performer(path, replay=True)
    for line in lines:
        answer = performer.answer(compact(line).encode()).decode()
        assert '"ok":true' in answer, (line, answer)
    performer.close()
    return Desk(path)


@settings(max_examples=30)
@given(st.data(), st.sampled_from(["E32", "E42"]))
def test_any_journal_replayed_into_an_empty_file_gives_the_same_tables(
    templates: dict[str, Path], data: st.DataObject, exam: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Path(shutil.copy(templates[exam], Path(folder, "first.passage"))))
        for gap, line in data.draw(days(exam, most=7)):
            other = data.draw(st.none() | st.none() | st.none() | internal_act)
            story.step(gap, other or line, data.draw(accidents))
        again = replayed(story.desk.journal(), Path(folder, "again.passage"))
        assert again.state == story.desk.state
        assert again.root_hash == story.desk.root_hash
        assert shown(again) == shown(story.desk)
        for desk in (story.desk, again):
            desk.close()
            assert stored(desk.path) == all_rows(desk.state)
        assert journalled(again.path) == journalled(story.path)


@settings(max_examples=15)
@given(st.data(), st.lists(any_act, max_size=12))
def test_refused_acts_leave_no_byte_behind(
    templates: dict[str, Path], data: st.DataObject, lines: list[Line]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Path(shutil.copy(templates["E32"], Path(folder, "c.passage"))))
        for gap, line in data.draw(days("E32", most=2)):
            story.step(gap, line, None)
        for line in lines:
            story.desk.idle()
            before, seq = story.path.read_bytes(), story.desk.seq
            try:
                story.desk.perform(decode(line))
            except PassageError:
                story.desk.idle()
                assert (story.path.read_bytes(), story.desk.seq) == (before, seq)
        story.desk.close()


def test_the_file_of_a_replay_may_be_any_empty_place(tmp_path: Path) -> None:
    first = Desk(commission_file(tmp_path / "first.passage", "E42"))
    again = replayed(first.journal(), tmp_path / "été 2019.passage")
    assert again.state == first.state
    first.close()
    again.close()
