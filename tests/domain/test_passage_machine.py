"""Whatever is tried in whatever order, what must never happen to a passage never happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain import ledger
from app.domain.codec import decode
from app.domain.errors import Refusal
from app.domain.exam import PREPARATION
from app.domain.marks import canonical_mark
from app.domain.record import digest, signed_content
from app.domain.rules import check, fold
from app.domain.state import Passage, Run, SealedVersion, State
from app.domain.status import STATUSES, examiners_of, examining, preparing, status
from tests.domain.scene import MORNING, Scene
from tests.domain.strategies import HABITS, Line, any_act, stretch

Signed = Mapping[str, object]


def lines_ever(passage: Passage) -> int:
    """How many ledger lines the passage holds: present, corrected, annulled."""

    def count(run: Run) -> int:
        return 1 + sum(map(count, run.originals))

    runs = [*passage.runs, *(run for attempt in passage.attempts for run in attempt.runs)]
    return sum(map(count, runs))


class PassageMachine(RuleBasedStateMachine):
    """Acts on three candidates of one commission; facts of the past are kept to compare."""

    state: State
    now: datetime

    @initialize(exam=st.sampled_from(["E32", "E42"]))
    def open(self, exam: str) -> None:
        self.state, self.now, self.exam = Scene(exam).state, MORNING, exam
        self.signed: dict[tuple[str, str], Signed] = {}

    @rule(ms=st.integers(0, 2_000_000))
    def wait(self, ms: int) -> None:
        self.now += timedelta(milliseconds=ms)

    @rule(line=any_act)
    def attempt(self, line: Line) -> None:
        """Anything at all, allowed or not."""
        self.perform(line)

    @rule(passage=st.sampled_from(["001", "001", "002"]), length=st.integers(1, 40))
    def go_well(self, passage: str, length: int) -> None:
        """A passage, from its identity on, as far as it gets."""
        for gap, line in stretch(self.exam, passage, length):
            self.wait(gap)
            self.perform(line)

    @rule(passage=st.sampled_from(["001", "001", "002"]), habit=st.sampled_from(HABITS))
    def habit(self, passage: str, habit: list[Line]) -> None:
        for line in habit:
            self.perform({**line, "passage": passage})

    def perform(self, line: Line) -> None:
        before = self.state
        try:
            act = decode(line, internal=True)
            check(before, act, self.now)
        except Refusal:
            return
        self.state = fold(before, act, self.now)
        for number, old in before.passages.items():
            self.compare(line, old, self.state.passages[number])
        if line["act"] == "give-visa":
            passage = self.state.passages[line["passage"]]
            content = signed_content(self.state, passage)
            self.signed[passage.number, line["examiner"]] = content

    def compare(self, line: Line, old: Passage, new: Passage) -> None:
        """What one act may do to a passage."""
        assert new.versions[: len(old.versions)] == old.versions
        assert lines_ever(new) >= lines_ever(old)
        assert new.attempts[: len(old.attempts)] == old.attempts
        if old.sealed:
            kept = ("levels", "mark", "appraisal", "runs", "situation", "dossier", "candidate")
            assert all(getattr(new, name) == getattr(old, name) for name in kept)
            assert new.sealed or line["act"] == "reopen"
        if new.sealed and not old.sealed:
            assert line["act"] == "seal"

    @invariant()
    def one_examined_and_one_preparing_at_a_time(self) -> None:
        passages = list(self.state.passages.values())
        assert sum(map(examining, passages)) <= 1
        assert sum(map(preparing, passages)) <= 1

    @invariant()
    def a_clock_runs_only_last_and_for_who_may_be_examined(self) -> None:
        for passage in self.state.passages.values():
            assert not any(run.open for run in passage.runs[:-1])
            if passage.runs:
                assert passage.identity
                assert not passage.absent
                assert passage.not_valid is None

    @invariant()
    def a_visa_stands_on_what_it_was_given_for(self) -> None:
        for passage in self.state.passages.values():
            if passage.visas and not passage.sealed:
                names = {e.name for e in examiners_of(self.state, passage)}
                assert passage.visas.keys() <= names
                for name in passage.visas:
                    given = self.signed.get((passage.number, name))
                    assert given in (None, signed_content(self.state, passage))

    @invariant()
    def no_mark_without_identity_and_only_by_half_points(self) -> None:
        for passage in self.state.passages.values():
            assert passage.mark is None or canonical_mark(passage.mark) == passage.mark
            if passage.evaluated:
                assert passage.identity
                assert status(self.state, passage) not in ("absent", "not-valid", "planned")

    @invariant()
    def a_sealed_passage_has_its_record(self) -> None:
        for passage in self.state.passages.values():
            assert status(self.state, passage) in STATUSES
            assert [v.version for v in passage.versions] == list(
                range(1, len(passage.versions) + 1)
            )
            if passage.sealed:
                self.check_record(passage, passage.versions[-1])

    def check_record(self, passage: Passage, version: SealedVersion) -> None:
        record = version.record()
        assert digest(version.canonical) == version.hash
        assert (record["mark"], record["levels"]) == (passage.mark, dict(passage.levels))
        assert len(record["levels"]) == len(self.state.exam.competencies)
        assert len(record["visas"]) == len(record["examiners"]) == 2
        assert all(line["stopped"] for line in record["ledger"])

    @invariant()
    def clocks_add_up_within_the_time_that_passed(self) -> None:
        for passage in self.state.passages.values():
            for run in passage.runs:
                wall = ((run.stopped or self.now) - run.started) // timedelta(seconds=1)
                elapsed = ledger.elapsed_s(run, self.now)
                assert 0 <= elapsed <= elapsed + ledger.paused_s(run, self.now) <= wall
            for part in self.state.exam.clocks:
                time = ledger.part_time(self.state.exam, passage, part, self.now)
                assert time.planned_s >= part.seconds or part.id == PREPARATION


TestPassageMachine = PassageMachine.TestCase
TestPassageMachine.settings = settings(max_examples=100, stateful_step_count=30)
