"""Reserves, NV, absence, fraud: no mark, no mean, no result, until somebody decides (rule 3)."""

from __future__ import annotations

import pytest

from tests.domain.jury.results_scene import AUTHORITY, CODE, ResultScene, passage


@pytest.fixture
def jury() -> ResultScene:
    """Candidate 001 with every mark, the E32 reserved."""
    told = ResultScene().complete()
    told.receive(passage("001", "12", reserved="pièce absente"), passage("001", "13", "E42"))
    return told


def test_an_unlifted_reserve_has_no_mark_and_no_mean(jury: ResultScene) -> None:
    assert (jury.of().kind, jury.of().mark, jury.of().proposed) == ("reserved", None, None)
    assert jury.told().means["E3"].value is None
    assert jury.told().means["E3"].reasons == ("E32 : note réservée",)
    assert jury.told().proposal == ""


def test_a_lifted_reserve_gives_the_sealed_mark_back(jury: ResultScene) -> None:
    jury.do("decide-reserve", decision="lifted", code=CODE, **AUTHORITY)
    assert (jury.of().kind, jury.of().mark, jury.of().note) == ("mark", "12.0", "réserve levée")
    assert str(jury.told().means["E3"].value) == "12.00"


def test_a_reserve_lifted_without_its_sealed_sheet_says_so(jury: ResultScene) -> None:
    jury.do("decide-reserve", decision="lifted", **AUTHORITY)
    assert "pli non rapproché" in jury.of().note


def test_a_code_read_from_the_sealed_sheet_that_is_not_the_held_one_is_refused(
    jury: ResultScene,
) -> None:
    said = jury.refused("decide-reserve", decision="lifted", code="ZZZZ-9999", **AUTHORITY)
    assert "ZZZZ-9999" in said and "pli réservé" in said
    jury.do("decide-reserve", decision="lifted", code="abcd-i234", **AUTHORITY)


def test_a_reserve_turned_into_nv_has_no_mark_for_good(jury: ResultScene) -> None:
    jury.do("decide-reserve", decision="not-valid", **AUTHORITY)
    assert (jury.of().kind, jury.of().mark) == ("not-valid", None)
    assert "E32 : non valide" in jury.told().general.reasons


def test_a_reserve_is_decided_by_somebody_on_a_day_for_a_reason(jury: ResultScene) -> None:
    for lacking in ("authority", "decided", "reason"):
        jury.refused("decide-reserve", decision="lifted", **{**AUTHORITY, lacking: ""})


def test_a_decision_on_a_reserve_is_taken_back_and_both_are_told(jury: ResultScene) -> None:
    jury.do("decide-reserve", decision="lifted", **AUTHORITY)
    jury.do("decide-reserve", decision="pending", **AUTHORITY)
    assert jury.of().kind == "reserved"
    assert [line.after for line in jury.state.results.of("001").log] == ["lifted", "pending"]


def test_a_decision_on_a_reserve_holds_for_the_version_it_was_taken_on_alone(
    jury: ResultScene,
) -> None:
    jury.do("decide-reserve", decision="lifted", **AUTHORITY)
    jury.receive(passage("001", "15", version=2, reserved="pièce absente"))
    assert (jury.of().kind, jury.of().stale) == ("reserved", True)


def test_a_mark_that_is_not_reserved_has_no_reserve_to_decide(jury: ResultScene) -> None:
    said = jury.refused("decide-reserve", exam="E42", decision="lifted", **AUTHORITY)
    assert "n’est pas réservée" in said


def test_a_dossier_judged_unfit_before_the_exam_is_nv_whatever_was_received(
    jury: ResultScene,
) -> None:
    jury.do("give-verdict", verdict="not-conforming", authority="DEC", reason="not-signed")
    assert (jury.of().kind, jury.of().mark) == ("not-valid", None)


# --- absence ------------------------------------------------------------------------------------


def absent() -> ResultScene:
    told = ResultScene().complete()
    told.receive(passage("001", "", status="absent"), passage("001", "13", "E42"))
    return told


def test_absence_is_no_zero_and_leaves_no_mean() -> None:
    jury = absent()
    assert (jury.of().kind, jury.of().mark) == ("absent", None)
    assert jury.told().general.reasons == ("E32 : absent",)


def test_force_majeure_becomes_zero_by_an_explicit_decision_and_is_taken_back() -> None:
    jury = absent().do("record-force-majeure", unit="E32", **AUTHORITY)
    assert isinstance(jury, ResultScene)
    assert (jury.of().mark, jury.of().proposed) == ("0.0", None)
    assert jury.told().general.value is not None
    jury.do("record-force-majeure", unit="E32", granted=False, **AUTHORITY)
    assert jury.of().mark is None


def test_force_majeure_is_no_matter_for_who_was_there() -> None:
    assert "n’est pas absent" in ResultScene().complete().refused(
        "record-force-majeure", unit="E32", **AUTHORITY
    )


def test_a_justified_absence_in_ccf_is_called_again_never_zero() -> None:
    jury = ResultScene().do("set-unit", unit="E32", status="ccf")
    assert isinstance(jury, ResultScene)
    jury.load(E32="absent")
    said = jury.refused("record-force-majeure", unit="E32", **AUTHORITY)
    assert "convoque de nouveau" in said


# --- fraud --------------------------------------------------------------------------------------


def test_a_pending_fraud_leaves_no_mean_and_no_result() -> None:
    jury = ResultScene().complete().do("report-fraud", by="Chef de centre", text="téléphone")
    assert isinstance(jury, ResultScene)
    assert jury.told().general.reasons == ("fraude en instance",)
    assert all(mean.value is None for mean in jury.told().means.values())


@pytest.mark.parametrize(("issue", "told"), [("cleared", True), ("sanctioned", False)])
def test_a_fraud_settled_gives_a_mean_again_unless_it_is_sanctioned(issue: str, told: bool) -> None:
    jury = ResultScene().complete().do("report-fraud", by="Chef de centre", text="téléphone")
    assert isinstance(jury, ResultScene)
    jury.do("settle-fraud", outcome=issue, **AUTHORITY)
    assert (jury.told().general.value is not None) is told
    jury.refused("settle-fraud", outcome=issue, **AUTHORITY)
