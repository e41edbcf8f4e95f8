"""The pair of examiners: recusal, replacement, who examined whom (§ 1.4)."""

from __future__ import annotations

import pytest

from app.domain.status import examiners_of
from tests.domain.scene import ANNE, BRUNO, VISA, Scene

CHLOE = "Chloé ROUX"


def replaced(scene: Scene, examiner: str = BRUNO, quality: str = "professionnel") -> Scene:
    return scene.do(
        "replace-examiner", examiner=examiner, by=CHLOE, quality=quality, reason="malade"
    )


def names(scene: Scene, number: str = "001") -> list[str]:
    return [e.name for e in examiners_of(scene.state, scene.state.passages[number])]


def test_a_known_candidate_is_recused(e32: Scene) -> None:
    e32.identified().do("declare-known", examiner=BRUNO, reason="ancien stagiaire")
    assert e32.status() == "recused"


@pytest.mark.parametrize("tie", ["school", "professional", "personal", None])
def test_a_tie_is_told_or_not(e32: Scene, tie: str | None) -> None:
    e32.do("declare-known", examiner=ANNE, reason="élève", tie=tie)
    assert e32.p.known[0].tie == (tie or "")


def test_an_unknown_tie_is_refused(e32: Scene) -> None:
    assert "school" in e32.refused("declare-known", examiner=ANNE, reason="x", tie="love")


def test_a_declaration_needs_a_reason(e32: Scene) -> None:
    assert "motif" in e32.refused("declare-known", examiner=ANNE, reason="")


def test_only_a_sitting_examiner_declares_once(e32: Scene) -> None:
    assert ANNE in e32.refused("declare-known", examiner="Zoé", reason="x")
    e32.do("declare-known", examiner=ANNE, reason="x")
    assert "déjà" in e32.refused("declare-known", examiner=ANNE, reason="y")


def test_a_recused_candidate_has_no_part_and_no_mark(e32: Scene) -> None:
    e32.identified().do("declare-known", examiner=ANNE, reason="x")
    assert "connu" in e32.refused("start-part", part="preparation")
    assert "connu" in e32.refused("set-mark", mark="12")
    assert "connu" in e32.refused("place-level", competency="C2", level="S")
    assert "connu" in e32.refused("write-appraisal", text="Bien.")
    assert "connu" in e32.refused("seal")


def test_recusal_concerns_one_candidate_only(e32: Scene) -> None:
    e32.do("declare-known", examiner=ANNE, reason="x")
    assert e32.identified("002").status("002") == "present"


def test_recusal_is_withdrawn_with_a_reason(e32: Scene) -> None:
    assert "Aucun examinateur" in e32.refused("withdraw-known", reason="x")
    e32.identified().do("declare-known", examiner=ANNE, reason="x")
    assert "motif" in e32.refused("withdraw-known", reason="")
    assert e32.do("withdraw-known", reason="homonyme").status() == "present"


def test_of_several_declarations_the_one_withdrawn_is_named(e32: Scene) -> None:
    for name in (ANNE, BRUNO):
        e32.do("declare-known", examiner=name, reason="x")
    assert "examiner" in e32.refused("withdraw-known", reason="x")
    assert CHLOE in e32.refused("withdraw-known", reason="x", examiner=CHLOE)
    e32.do("withdraw-known", reason="x", examiner=ANNE)
    assert [known.examiner for known in e32.p.known] == [BRUNO]


def test_replacing_that_examiner_lifts_the_recusal(e32: Scene) -> None:
    e32.identified().do("declare-known", examiner=BRUNO, reason="x")
    assert replaced(e32).status() == "present"


def test_replacing_the_other_examiner_lifts_nothing(e32: Scene) -> None:
    e32.identified().do("declare-known", examiner=BRUNO, reason="x")
    assert replaced(e32, ANNE, "enseignant").status() == "recused"


def test_the_examiner_who_comes_back_is_recused_again(e32: Scene) -> None:
    e32.identified().do("declare-known", examiner=BRUNO, reason="x")
    replaced(e32)
    back = {"by": BRUNO, "quality": "professionnel", "reason": "revenu"}
    e32.do("replace-examiner", examiner=CHLOE, **back)
    assert e32.status() == "recused"


def test_a_replacement_counts_from_then_on(e32: Scene) -> None:
    e32.examined("001")
    replaced(e32).examined("002")
    assert names(e32, "001") == [ANNE, BRUNO]
    assert names(e32, "002") == [ANNE, CHLOE]


def test_who_only_prepared_is_examined_by_who_sits_at_the_first_part(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation")
    replaced(e32).do("start-part", part="part-1")
    assert names(e32) == [ANNE, CHLOE]


def test_a_replacement_needs_a_reason_a_seat_and_a_quality(e32: Scene) -> None:
    new = {"examiner": BRUNO, "by": CHLOE, "quality": "professionnel", "reason": "malade"}
    assert "motif" in e32.refused("replace-examiner", **{**new, "reason": ""})
    assert "ne siège pas" in e32.refused("replace-examiner", **{**new, "examiner": "Zoé"})
    assert "remplaçant" in e32.refused("replace-examiner", **{**new, "by": ANNE})
    assert "remplaçant" in e32.refused("replace-examiner", **{**new, "by": " "})
    assert "qualité" in e32.refused("replace-examiner", **{**new, "quality": "ami"})


def test_a_replacement_stays_on_record(e32: Scene) -> None:
    replaced(e32)
    assert [(r.examiner, r.by) for r in e32.state.replacements] == [(BRUNO, CHLOE)]


def test_the_examiners_of_record_alone_give_visas(e32: Scene) -> None:
    e32.examined()
    replaced(e32)
    assert ANNE in e32.refused("give-visa", examiner=CHLOE, drawing=VISA)
    e32.do("give-visa", examiner=BRUNO, drawing=VISA)


def test_who_examined_a_candidate_they_know_cannot_seal(e32: Scene) -> None:
    e32.ready().do("declare-known", examiner=BRUNO, reason="reconnu trop tard")
    replaced(e32)
    assert BRUNO in e32.refused("seal")
    assert e32.do("withdraw-known", reason="erreur").do("seal").status() == "sealed"


def test_persons_in_the_room_are_recorded_without_a_visa(e32: Scene) -> None:
    e32.do("record-person", name="Mme LOI", role="inspector").examined()
    assert [(p.name, p.role) for p in e32.state.persons] == [("Mme LOI", "inspector")]
    assert ANNE in e32.refused("give-visa", examiner="Mme LOI", drawing=VISA)


@pytest.mark.parametrize(("name", "role"), [("", "observer"), ("Mme LOI", " ")])
def test_a_person_has_a_name_and_a_role(e32: Scene, name: str, role: str) -> None:
    assert "nom" in e32.refused("record-person", name=name, role=role)
