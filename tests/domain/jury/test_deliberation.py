"""The deliberation: livrets, results, jury, closing, rectification (III, D643-26, D643-31)."""

from __future__ import annotations

import pytest

from app.domain.errors import Refusal
from app.domain.jury.rules.closing import refuse_closed
from app.domain.jury.rules.deliberation import parity
from tests.domain.jury.results_scene import AUTHORITY, BY, ResultScene, passage
from tests.domain.jury.scene import line

PRESIDENT = {"by": "Irène DURAND"}


def one(mark: str = "12") -> ResultScene:
    return ResultScene(line("001")).complete(mark=mark)


def closed(mark: str = "12") -> ResultScene:
    told = one(mark)
    told.do("pronounce", result="admitted", **PRESIDENT)
    told.do("close-minutes", **PRESIDENT)
    return told


def test_nobody_is_adjourned_before_the_jury_examined_the_livret() -> None:
    jury = one("8")
    assert "livret" in jury.refused("pronounce", result="adjourned", **PRESIDENT)
    jury.do("record-livret", livret="examined", **PRESIDENT)
    jury.do("pronounce", result="adjourned", **PRESIDENT)
    assert jury.told().result == "adjourned"


def test_the_livret_of_who_is_adjourned_is_not_unread() -> None:
    jury = one("8").do("record-livret", livret="none", **PRESIDENT)
    jury.do("pronounce", result="adjourned", **PRESIDENT)
    assert "ajourné" in jury.refused("record-livret", livret="", **PRESIDENT)


@pytest.mark.parametrize(("mark", "result"), [("12", "adjourned"), ("8", "admitted")])
def test_a_result_goes_with_the_mean_or_a_mark_is_changed_first(mark: str, result: str) -> None:
    jury = one(mark).do("record-livret", livret="examined", **PRESIDENT)
    assert "acte motivé" in jury.refused("pronounce", result=result, **PRESIDENT)


def test_no_result_without_a_mean() -> None:
    jury = one().receive(passage("001", "", status="absent"))
    said = jury.refused("pronounce", result="admitted", **PRESIDENT)
    assert "E32 : absent" in said


def test_a_result_the_marks_no_longer_say_is_void_until_it_is_pronounced_again() -> None:
    jury = one("10").do("pronounce", result="admitted", **PRESIDENT)
    assert isinstance(jury, ResultScene)
    jury.do("decide-mark", unit="E1", mark="0", **BY)
    assert jury.told().result == ""
    assert "prononcez de nouveau" in jury.told().troubles[0]


# --- the jury -----------------------------------------------------------------------------------


def test_parity_is_counted_from_who_sits_and_from_who_came() -> None:
    jury = ResultScene()
    for name, sector in (("A", "public"), ("B", "private"), ("C", "employer"), ("D", "employee")):
        jury.do("set-juror", name=name, sector=sector)
    jury.do("record-jury-attendance", juror="A", date="2019-07-02")
    assert (parity(jury.state), parity(jury.state, "2019-07-02")) == ((2, 2), (1, 0))


def test_the_president_does_not_sit_by_video() -> None:
    jury = ResultScene().do("set-juror", name="A", sector="public", president=True)
    fields = {"juror": "A", "date": "2019-07-02", "remote": True}
    assert "D643-31-1" in jury.refused("record-jury-attendance", **fields)
    assert "présidé par A" in jury.refused("set-juror", name="B", sector="public", president=True)


def test_who_sat_by_video_does_not_preside() -> None:
    jury = ResultScene().do("set-juror", name="A", sector="public")
    jury.do("record-jury-attendance", juror="A", date="2019-07-02", remote=True)
    fields = {"name": "A", "sector": "public", "president": True}
    assert "à distance" in jury.refused("set-juror", **fields)


# --- the closing --------------------------------------------------------------------------------


def test_the_minutes_do_not_close_while_a_result_is_not_pronounced() -> None:
    assert "n’a pas prononcé" in one().refused("close-minutes", **PRESIDENT)


def test_who_gets_no_result_is_counted_aloud_at_the_closing() -> None:
    jury = ResultScene(line("001"), line("002")).complete("001")
    jury.do("pronounce", result="admitted", **PRESIDENT)
    said = jury.refused("close-minutes", **PRESIDENT)
    assert "1 candidat sans résultat (NOM 002 Zoé (002))" in said
    jury.do("close-minutes", without_result=1, **PRESIDENT)


def test_the_minutes_do_not_close_on_a_decision_that_must_be_taken_again() -> None:
    jury = one().do("decide-mark", unit="E32", mark="13", **BY)
    assert isinstance(jury, ResultScene)
    jury.receive(passage("001", "16", version=2), passage("001", "12", "E42"))
    assert "est à reprendre" in jury.refused("close-minutes", **PRESIDENT)


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("decide-mark", {"unit": "E32", "mark": "13", **BY}),
        ("set-coefficient", {"unit": "E1", "coefficient": 2}),
        ("set-unit", {"unit": "E1", "status": "dispensed"}),
        ("enrol-candidates", {"source": "x", "candidates": [line("009")]}),
        ("close-minutes", PRESIDENT),
    ],
)
def test_the_closing_ends_reception_and_every_change(act: str, fields: dict[str, object]) -> None:
    jury = closed()
    with pytest.raises(Refusal, match="rectification"):
        refuse_closed(jury.state, jury.act(act, **fields))


def test_once_official_the_final_mark_is_the_one_in_force() -> None:
    assert (one().of().final, closed().of().final) == (None, "12.0")


def test_after_the_closing_a_rectification_changes_a_mark_and_tells_why() -> None:
    jury = closed()
    correction = {"act": "decide-mark", "candidate": "001", "unit": "E32", "mark": "15", **BY}
    rectify = {"by": "Irène DURAND", "reason": "erreur de report", "correction": correction}
    refuse_closed(jury.state, jury.act("rectify", **rectify))
    jury.do("rectify", **rectify)
    assert (jury.of().mark, jury.of().proposed) == ("15.0", "12.0")
    assert jury.state.results.of("001").log[-1].rectifies == "Irène DURAND : erreur de report"
    assert jury.state.results.closing is not None


@pytest.mark.parametrize(
    "correction",
    [
        {"act": "close-minutes", "by": "X"},
        {"act": "decide-mark", "candidate": "002", "unit": "E32", "mark": "15", **BY},
        {"act": "decide-mark", "candidate": "001", "unit": "E32", "mark": "22", **BY},
        {"act": "danser"},
        {},
    ],
)
def test_a_rectification_obeys_the_rules_of_what_it_corrects(correction: object) -> None:
    jury = ResultScene(line("001"), line("002")).complete()
    jury.do("pronounce", result="admitted", **PRESIDENT)
    jury.do("close-minutes", without_result=1, **PRESIDENT)
    jury.refused("rectify", by="X", reason="y", correction=correction)


def test_before_the_closing_there_is_nothing_to_rectify() -> None:
    correction = {"act": "decide-mark", "candidate": "001", "unit": "E32", "mark": "15", **BY}
    said = one().refused("rectify", by="X", reason="y", correction=correction)
    assert "n’est pas clos" in said


# --- after --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "allowed"), [("2018-04-02", False), ("2018-04-03", False), ("2019-04-01", False)]
)
def test_results_are_kept_a_year_at_least(before: str, allowed: bool) -> None:
    said = closed().refused("purge-files", before=before, files=[])
    assert ("un an" in said or "n’est antérieur" in said) is not allowed


def test_a_recourse_ends_and_is_told() -> None:
    jury = closed().do("record-appeal", date="2019-07-10", text="recours gracieux")
    assert jury.state.results.of("001").on_appeal
    jury.do("record-appeal", date="2019-09-10", text="rejeté", open=False)
    assert not jury.state.results.of("001").on_appeal
    jury.refused("record-appeal", date="2019-09-11", text="rejeté", open=False)


def test_a_reserve_still_pending_at_the_closing_is_decided_by_a_rectification() -> None:
    jury = one().receive(passage("001", "12", reserved="doute"), passage("001", "12", "E42"))
    jury.do("close-minutes", without_result=1, **PRESIDENT)
    told = {"act": "decide-reserve", "candidate": "001", "exam": "E32", "decision": "lifted"}
    jury.do("rectify", by="X", reason="vérifié", correction={**told, **AUTHORITY})
    assert jury.of().mark == "12.0"
