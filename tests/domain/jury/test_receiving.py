"""Sheets on paper, controls, keys and the board: what the rules of receiving refuse and tell."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.codec import cleaned
from app.domain.facts import replace
from app.domain.jury.board_received import Board, Line, board
from app.domain.jury.control import count, drawn
from app.domain.jury.received import ReceivedExport, ReceivedPassage
from app.domain.jury.receiving import act_of
from app.domain.jury.rules import check, fold
from app.domain.record import check_code
from tests.domain.jury.scene import ANNE, BRUNO, CHLOE, SPRING, JuryScene

LEVELS = dict.fromkeys(
    ["C2", "C3", "C5", "C6", "C7", "C8", "C18", "C19", "C20", "C21", "C22", "C23", "C24"], "S"
)
SHEET: dict[str, Any] = {
    "commission": "C1",
    "mark": "14,5",
    "levels": LEVELS,
    "appraisal": "Bon entretien.",
    "examiners": [ANNE, BRUNO],
}


def code(**fields: Any) -> str:
    """The check code of that sheet of candidate 001."""
    told = {"session": 2019, "exam": "E32", "commission": "C1", "levels": LEVELS, "mark": "14.5"}
    return check_code({**told, "version": 1, "candidate": {"number": "001"}, **fields})


def typed(jury: JuryScene, by: str, **fields: Any) -> JuryScene:
    return jury.do("transcribe-paper", **{**SHEET, "by": by, **fields})


def state(jury: JuryScene) -> str:
    return jury.state.received.held("001", "E32").state


def receive(jury: JuryScene, commission: str, *passages: ReceivedPassage) -> JuryScene:
    """An export of that commission with its key recognised; rules are checked."""
    key = commission.encode().hex().ljust(64, "0")
    if key not in jury.state.received.recognised:
        jury.do("recognise-key", commission=commission, public=key, by="Mme D.", reason="relue")
    links = "".join(f"{n:016x}" for n in (ord(commission[1]), len(passages)))
    sha256 = f"{commission}{len(passages)}".encode().hex().ljust(64, "0")
    export = ReceivedExport(
        *(sha256, commission, "E32", key, 2, links[-16:].ljust(64, "0"), links, "", "1", True),
        {p.candidate: replace(p, commission=commission) for p in passages},
    )
    act = cleaned(act_of(export, "x.sqlite", "accepted"))
    check(jury.state, act, SPRING)  # type: ignore[arg-type]
    jury.state = fold(jury.state, act, SPRING)  # type: ignore[arg-type,assignment]
    return jury


def said(number: str, status: str, mark: str | None = None, **fields: Any) -> ReceivedPassage:
    record = number.rjust(64, "a") if status == "sealed" else ""
    told = {"examiners": (ANNE, BRUNO), "record": record, "mark": mark, **fields}
    return ReceivedPassage(number, "E32", "", f"NOM {number}", status, **told)


def line(jury: JuryScene, number: str, exam: str = "E32") -> Line:
    return next(x for x in board(jury.state).lines if (x.candidate, x.exam) == (number, exam))


# --- paper --------------------------------------------------------------------------------------


def test_a_sheet_with_its_check_code_is_held_at_once(jury: JuryScene) -> None:
    typed(jury, "Mme ROY", code=f"{code()[:4]}-{code()[4:].lower()}")
    assert jury.state.received.held("001", "E32").mark == "14.5"


def test_a_code_that_does_not_go_with_the_sheet_is_refused(jury: JuryScene) -> None:
    for wrong in ({"mark": "15"}, {"version": 2}, {"levels": {**LEVELS, "C2": "TS"}}):
        told = {**SHEET, **wrong, "by": "Mme ROY", "code": code()}
        assert "ne va pas avec" in jury.refused("transcribe-paper", **told)


def test_without_a_code_two_persons_type_the_same(jury: JuryScene) -> None:
    assert state(typed(jury, "Mme ROY")) == "missing"
    assert line(jury, "001").typed == ("Mme ROY",)
    assert state(typed(jury, "M. BON")) == "sealed"
    assert line(jury, "001").typed == ()


def test_one_person_does_not_stand_for_two(jury: JuryScene) -> None:
    typed(jury, "Mme ROY")
    assert "une seconde personne" in jury.refused("transcribe-paper", **SHEET, by="Mme ROY")


def test_two_who_do_not_agree_hold_nothing_until_one_types_again(jury: JuryScene) -> None:
    typed(typed(jury, "Mme ROY"), "M. BON", mark="15")
    assert state(jury) == "missing" and len(line(jury, "001").typed) == 2
    assert "avec un motif" in jury.refused("drop-transcription", by="M. BON", reason=" ")
    jury.do("drop-transcription", by="M. BON", reason="mal lu")
    assert state(typed(jury, "M. BON")) == "sealed"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"mark": "14,25"}, "n’est pas une note"),
        ({"levels": {**LEVELS, "C2": "X"}}, "C2 n’a pas de niveau"),
        ({"levels": {**LEVELS, "C99": "S"}}, "n’est pas une compétence"),
        ({"appraisal": " "}, "l’appréciation manque"),
        ({"examiners": [ANNE]}, "deux examinateurs"),
        ({"version": 0}, "version"),
        ({"commission": "D1"}, "n’est pas une commission"),
        ({"by": ""}, "qui saisit"),
        ({"candidate": "404"}, "Aucun candidat"),
    ],
)
def test_a_sheet_says_all_that_a_sheet_says(
    jury: JuryScene, fields: dict[str, Any], sentence: str
) -> None:
    assert sentence in jury.refused("transcribe-paper", **{**SHEET, "by": "Mme ROY", **fields})


def test_a_reserved_sheet_on_paper_is_reserved(jury: JuryScene) -> None:
    assert state(typed(jury, "Mme ROY", code=code(), doubt="fiche 3 absente")) == "reserved"


def test_a_sheet_received_is_compared_not_typed(jury: JuryScene) -> None:
    receive(jury, "C1", said("001", "sealed", "14.5"))
    assert "comparez-la" in jury.refused("transcribe-paper", **SHEET, by="Mme ROY")


def test_a_file_that_holds_the_sheet_typed_takes_its_place(jury: JuryScene) -> None:
    typed(jury, "Mme ROY", code=code())
    receive(jury, "C1", said("001", "sealed", "14.5", levels=LEVELS, version=1))
    held = jury.state.received.held("001", "E32")
    assert held.passage is not None and not held.passage.on_paper and len(held.claims) == 1


def test_a_file_that_says_something_else_than_paper_is_a_conflict(jury: JuryScene) -> None:
    typed(jury, "Mme ROY", code=code())
    assert state(receive(jury, "C1", said("001", "sealed", "9.0", levels=LEVELS))) == "conflict"


# --- controls -----------------------------------------------------------------------------------


def test_a_draw_follows_from_the_root_hash_alone(jury: JuryScene) -> None:
    receive(jury, "C1", *(said(n, "sealed", "12.0") for n in ("001", "002", "003")))
    received = jury.state.received
    draws = {drawn(received, f"{seed:064x}", 1) for seed in range(30)}
    assert drawn(received, "a" * 64, 2) == drawn(received, "a" * 64, 2)
    assert {sat for draw in draws for sat in draw} == {(n, "E32") for n in ("001", "002", "003")}


def test_a_round_counts_the_sheets_looked_at_and_those_right(jury: JuryScene) -> None:
    receive(jury, "C1", said("001", "sealed", "12.0", code="AAAAAAAA"))
    jury.do("draw-control", count=5, seed="a" * 64)
    assert count(jury.state.received, jury.state.received.rounds[-1]) == (0, 0)
    jury.do("check-sheet", code="aaaa-aaaa", by="M. BON").do("check-sheet", code="BBBBBBBB")
    assert count(jury.state.received, jury.state.received.rounds[-1]) == (1, 1)
    assert [control.right for control in jury.state.received.controls] == [True, False]


def test_nothing_is_drawn_before_anything_came(jury: JuryScene) -> None:
    assert "rien à tirer" in jury.refused("draw-control", count=1, seed="a" * 64)
    assert "de 1 à" in jury.refused("draw-control", count=0, seed="a" * 64)
    assert "huit lettres" in jury.refused("check-sheet", code="x")


# --- keys ---------------------------------------------------------------------------------------


def test_a_key_is_recognised_once_for_one_commission(jury: JuryScene) -> None:
    told = {"public": "ab" * 32, "by": "Mme DURAND", "reason": "relue"}
    assert "64 chiffres" in jury.refused(
        "recognise-key", **{**told, "public": "ab"}, commission="C1"
    )
    assert "pas dans ce jury" in jury.refused("recognise-key", **told, commission="C9")
    assert "motif" in jury.refused("recognise-key", **{**told, "reason": ""}, commission="C1")
    jury.do("recognise-key", **told, commission="C1")
    assert "déjà celle de la commission C1" in jury.refused(
        "recognise-key", **told, commission="C2"
    )


# --- the board ----------------------------------------------------------------------------------


def words(told: Board) -> dict[str, tuple[int, bool, bool]]:
    return {c.code: (c.expected, c.received, c.complete) for c in told.commissions}


def test_a_commission_is_complete_when_all_it_was_to_see_is_final(jury: JuryScene) -> None:
    jury.assign("001", "C1", "08:00").assign("002", "C1", "09:00")
    assert words(board(jury.state))["C1"] == (2, False, False)
    receive(jury, "C1", said("001", "sealed", "12.0"))
    assert words(board(jury.state))["C1"] == (2, True, False)
    receive(jury, "C1", said("001", "sealed", "12.0"), said("002", "absent"))
    assert words(board(jury.state))["C1"][1:] == (True, False)  # two journals: a fork


def test_who_is_recused_is_named_until_somebody_else_has_them(jury: JuryScene) -> None:
    jury.assign("001", "C1", "08:00")
    receive(jury, "C1", said("001", "recused"))
    told = line(jury, "001")
    assert (told.state, told.recused_by, told.reassigned) == ("recused", ("C1",), False)
    receive(jury, "C2", said("001", "sealed", "11.0", examiners=(CHLOE, "Denis ROY")))
    told = line(jury, "001")
    assert (told.state, told.reassigned, told.unexpected) == ("sealed", True, "")


def test_nobody_unexpected_goes_unseen(jury: JuryScene) -> None:
    jury.assign("001", "C2", "08:00").do("set-unit", candidate="003", unit="E32", status="ccf")
    receive(jury, "C1", *(said(n, "sealed", "12.0") for n in ("001", "003", "404")))
    assert "attendu devant C2" in line(jury, "001").unexpected
    assert "ne passe pas" in line(jury, "003").unexpected
    assert "n’est pas un candidat" in line(jury, "404").unexpected
    assert {told.candidate for told in board(jury.state).doubts if told.unexpected} == {
        *("001", "003", "404")
    }


def test_nobody_missing_is_silent(jury: JuryScene) -> None:
    told = board(jury.state)
    assert told.counts("E32") == {"missing": 3} and not told.complete
    assert len(told.doubts) == 6


def test_who_was_taken_off_the_list_before_anything_is_not_claimed(jury: JuryScene) -> None:
    receive(jury, "C1", said("404", "open", listed=False))
    assert all(told.candidate != "404" for told in board(jury.state).lines)
