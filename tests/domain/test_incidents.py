"""Incidents are told as they happened; observations leave no trace in the state."""

from __future__ import annotations

import pytest

from tests.domain.scene import Scene


@pytest.mark.parametrize(
    "kind", ["material", "fraud-suspected", "alarm", "late", "document", "other", None]
)
def test_an_incident_of_each_kind_is_reported_for_all_or_for_one(
    e32: Scene, kind: str | None
) -> None:
    e32.do("report-incident", text="Alarme.", kind=kind)
    e32.do("report-incident", text="Retard.", kind=kind, informed="chef", passage="001")
    assert [i.passage for i in e32.state.incidents] == ["", "001"]
    assert {i.kind for i in e32.state.incidents} == {kind or "other"}


def test_an_incident_says_something_of_a_known_kind_about_a_known_candidate(e32: Scene) -> None:
    assert "Décrivez" in e32.refused("report-incident", text=" ")
    assert "material" in e32.refused("report-incident", text="x", kind="party")
    assert "« 404 »" in e32.refused("report-incident", text="x", passage="404")


def test_under_suspicion_of_fraud_the_candidate_finishes_and_the_mark_stays(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-1", reason="x").do("set-mark", mark="15")
    e32.do("report-incident", text="Téléphone.", kind="fraud-suspected", passage="001")
    assert (e32.status(), e32.p.mark) == ("running", "15.0")
    e32.do("start-part", part="part-2")


def test_an_incident_may_be_told_after_the_seal(e32: Scene) -> None:
    sealed = e32.sealed().p
    e32.do("report-incident", text="Téléphone trouvé ensuite.", passage="001")
    assert e32.p is sealed


def test_an_observation_changes_nothing_in_the_state(e32: Scene) -> None:
    before = e32.state
    e32.do("observe", text="Reformule bien.", competencies=["C2", "C5"])
    e32.do("strike-observation", observation=1)
    assert e32.state is before


def test_an_observation_says_something_about_competencies_of_the_form(e32: Scene) -> None:
    assert "vide" in e32.refused("observe", text=" ", competencies=[])
    assert "C25" in e32.refused("observe", text="x", competencies=["C2", "C25"])


def test_an_observation_may_still_be_struck_after_the_seal(e32: Scene) -> None:
    e32.sealed().do("strike-observation", observation=1)


def test_a_commission_not_opened_yet_takes_no_act_but_its_opening(e32: Scene) -> None:
    e32.state = type(e32.state)(e32.state.catalogue)
    assert "commission" in e32.refused("report-incident", text="x")
    assert "commission" in e32.refused("record-person", name="X", role="observer")
    assert "commission" in e32.refused("close-day")
    assert "« 001 »" in e32.refused("confirm-identity")
