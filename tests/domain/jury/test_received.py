"""Whatever the order exports come in, and however often, what is held is the same."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codec import cleaned
from app.domain.jury.board_received import board
from app.domain.jury.received import (
    CONFLICT,
    EXAMINED,
    LINK,
    MISSING,
    OPEN,
    Received,
    ReceivedExport,
    ReceivedPassage,
)
from app.domain.jury.receiving import OUTDATED, act_of, export_of, judge
from app.domain.jury.receiving_acts import DecideConflict, ReceiveExport
from app.domain.jury.rules import fold
from app.domain.jury.state import JuryState
from app.domain.record import digest
from db.projection import Rows
from db.received_projection import received_changes, received_rows
from tests.domain.jury.scene import ANNE, BRUNO, SPRING, JuryScene

OPENED = JuryScene().state
NUMBERS = ("001", "002", "404")
Event = tuple[str, str]
"""A candidate's number and a mark, "absent" or "open"."""
events = st.tuples(st.sampled_from(NUMBERS), st.sampled_from(["8.0", "14.5", "absent", "open"]))


def exported(code: str, told: Sequence[Event]) -> ReceivedExport:
    """The export of a journal of those events: its chain follows from them alone."""
    chain = [digest(f"{code}{told[:length]}")[:LINK] for length in range(len(told) + 1)]
    passages = {n: _passage(code, n, "open", 0) for n in NUMBERS[:2]}
    for rank, (number, said) in enumerate(told, 1):
        passages[number] = _passage(code, number, said, rank)
    sha256 = digest(f"{code}{list(told)}")
    return ReceivedExport(
        *(sha256, code, "E32", "k" * 64, len(chain), chain[-1].ljust(64, "0"), "".join(chain)),
        *("2019-06-05", "1", False, passages),
    )


def _passage(code: str, number: str, said: str, rank: int) -> ReceivedPassage:
    head = (number, "E32", code, f"NOM {number}")
    if said in ("absent", "open"):
        return ReceivedPassage(*head, said, (ANNE, BRUNO))
    record = digest(f"{code}{number}{said}{rank}")
    return ReceivedPassage(
        *(*head, EXAMINED, (ANNE, BRUNO)), rank, record, "0" * 8, said, {"C2": "S"}, "Bien."
    )


@st.composite
def sticks(draw: st.DrawFn) -> list[ReceivedExport]:
    """Exports of a few journals: some carried on, some carried on twice, some of two files."""
    found = []
    for code in draw(st.lists(st.sampled_from(["C1", "C1", "C2"]), min_size=1, max_size=3)):
        told = draw(st.lists(events, max_size=5))
        for _ in range(draw(st.integers(1, 3))):
            kept = told[: draw(st.integers(0, len(told)))]
            more = draw(st.just([]) | st.lists(events, max_size=2))
            found.append(exported(code, [*kept, *more]))
    return found


def receive(state: JuryState, exports: Sequence[ReceivedExport]) -> JuryState:
    """The state after those exports, through the acts that a journal holds."""
    for export in exports:
        act = cleaned(act_of(export, "f.sqlite", judge(state, export).verdict))
        state = fold(state, act, SPRING)  # type: ignore[arg-type,assignment]
    return state


def tables(received: Received) -> Rows:
    """Every row but the receipts, which alone follow the order."""
    return {key: row for key, row in received_rows(received).items() if key[0] != "receipt"}


@given(sticks(), st.randoms(use_true_random=False), st.integers(0, 4))
def test_order_and_repetition_change_nothing(
    found: list[ReceivedExport], dice: st.DataObject, more: int
) -> None:
    again = [*found, *dice.choices(found, k=more)]  # type: ignore[attr-defined]
    dice.shuffle(again)  # type: ignore[attr-defined]
    one, other = receive(OPENED, found), receive(OPENED, again)
    assert tables(one.received) == tables(other.received)
    assert board(one) == board(other)
    assert one.received.receipts.keys() == other.received.receipts.keys()


@given(sticks())
def test_rows_changed_act_by_act_are_the_rows_of_the_whole(found: list[ReceivedExport]) -> None:
    state, rows = OPENED, dict[object, object]()
    for export in found:
        after = receive(state, [export])
        for change in received_changes(state.received, after.received):
            for key in change.gone:
                del rows[key]
            whole = received_rows(after.received)
            rows |= {k: row for k, row in whole.items() if (k[0], row) in change.rows}
        state = after
    assert rows == received_rows(state.received)


@given(sticks())
def test_an_act_tells_the_export_whole(found: list[ReceivedExport]) -> None:
    for export in found:
        act = cleaned(act_of(export, "f.sqlite", "accepted"))
        assert isinstance(act, ReceiveExport) and export_of(act) == export


@given(sticks())
def test_nothing_final_is_lost_and_what_clashes_is_never_held(found: list[ReceivedExport]) -> None:
    received = receive(OPENED, found).received
    ends = [head for commission in received.commissions.values() for head in commission.heads]
    for number in NUMBERS:
        said = {e.passages[number].statement for e in ends if number in e.passages} - {""}
        held = received.held(number, "E32")
        assert (held.state == CONFLICT) == (len(said) > 1)
        assert held.passage is None or not said or held.passage.statement in said
        assert held.state not in (MISSING, OPEN) or not said


@given(sticks(), st.lists(events, min_size=1, max_size=2))
def test_what_a_file_carries_on_is_outdated_ever_after(
    found: list[ReceivedExport], more: list[Event]
) -> None:
    code, told = "C1", [("001", "8.0")]
    state = receive(OPENED, [*found, exported(code, [*told, *more])])
    assert judge(state, exported(code, told)).verdict in (OUTDATED, "already-received")


@settings(max_examples=60)
@given(sticks(), st.integers(0, 3), st.randoms(use_true_random=False))
def test_a_decision_settles_what_was_said_and_nothing_else(
    found: list[ReceivedExport], pick: int, dice: st.DataObject
) -> None:
    state = receive(OPENED, found)
    held = state.received.held("001", "E32")
    for keep in sorted(held.statements)[pick : pick + 1]:
        act = DecideConflict("001", "E32", keep, (ANNE, BRUNO), "Mme DURAND", "relu")
        state = fold(state, act, SPRING)  # type: ignore[arg-type,assignment]
        kept = state.received.held("001", "E32").passage
        assert kept is not None and kept.statement == keep
        stranger = exported("C1", [("404", "8.0"), ("001", "20.0" if pick else "0.5")])
        assert receive(state, [stranger]).received.held("001", "E32").state == CONFLICT
