"""Dossiers: receipt, description, the conformity control, the verdict (§ 1.4.2, § 1.4.4)."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.jury.checklist import items, missing, serving_twice
from app.domain.jury.rules.dossiers import reason_text
from tests.domain.jury.scene import DAY, JuryScene, line

PIECE = {"name": "dossier.pdf", "sha256": "ab", "size": 3}
NV = {"verdict": "not-conforming", "authority": "DEC de Lyon", "reason": "dossier-missing"}


def of_route(route: str) -> JuryScene:
    return JuryScene(line("001", category=route))


def complete_e32(scene: JuryScene) -> JuryScene:
    """Five fiches that cover every situation, each with its client and its context."""
    scene.do("describe-context", context=1, company="MAIF")
    more: dict[str, Any] = {"context": 1, "client": True}
    scene.fiche(1, "Auto", "property", professional=False, **more)
    scene.fiche(2, "Santé", "persons", professional=False, **more)
    scene.fiche(3, "Multirisque professionnelle", "property", professional=True, **more)
    scene.fiche(4, "Assurance vie", "savings", professional=False, **more)
    return scene.fiche(5, "Auto", "property", professional=False, **more)


# --- receipt and pieces ---------------------------------------------------------------------------


def test_both_copies_of_a_dossier_are_ticked_off_at_a_date(jury: JuryScene) -> None:
    assert jury.items()["with-school"] == "unseen"
    jury.do("receive-dossier", received="02/04/2019", with_school=True)
    assert (jury.items()["received"], jury.items()["without-school"]) == ("present", "lacking")
    assert "date" in jury.refused("receive-dossier", received="hier")
    assert "date" in jury.refused("receive-dossier", received="", with_school=True)


def test_a_receipt_noted_by_mistake_is_taken_back(jury: JuryScene) -> None:
    jury.do("receive-dossier", received=DAY, with_school=True).do("receive-dossier", received="")
    assert jury.items()["received"] == jury.items()["with-school"] == "unseen"


def test_two_sub_dossiers_are_received_and_ticked_apart(jury: JuryScene) -> None:
    jury.do("receive-dossier", received=DAY).do("tick-conformity", item="cover", value=True)
    assert jury.items("E42")["received"] == jury.items("E42")["cover"] == "unseen"


def test_a_dossier_for_both_exams_is_received_and_ticked_once(jury: JuryScene) -> None:
    jury.do("receive-dossier", received=DAY, with_school=True, without_school=True, whole=True)
    jury.do("tick-conformity", exam="E42", item="cover", value=True)
    for exam in ("E32", "E42"):
        assert jury.items(exam)["received"] == jury.items(exam)["cover"] == "present"


def test_a_person_attests_that_a_piece_does_not_name_the_school(jury: JuryScene) -> None:
    jury.do("store-piece", **PIECE)
    assert "nom" in jury.refused("attest-anonymous", piece="dossier.pdf", by=" ")
    assert "autre.pdf" in jury.refused("attest-anonymous", piece="autre.pdf", by="Zoé")
    jury.do("attest-anonymous", piece="dossier.pdf", by="Zoé")
    assert jury.file().pieces[0].attested_by == "Zoé"
    jury.do("attest-anonymous", piece="dossier.pdf", by="Zoé", anonymous=False)
    assert jury.file().pieces[0].attested_by == ""


def test_a_piece_replaced_has_to_be_read_again(jury: JuryScene) -> None:
    jury.do("store-piece", **PIECE).do("attest-anonymous", piece="dossier.pdf", by="Zoé")
    jury.do("store-piece", **{**PIECE, "sha256": "cd"})
    assert [(p.sha256, p.attested_by) for p in jury.file().pieces] == [("cd", "")]


def test_a_piece_of_someone_else_is_taken_out(jury: JuryScene) -> None:
    jury.do("store-piece", **PIECE).do("drop-piece", name="dossier.pdf", reason="autre candidat")
    assert jury.file().pieces == ()
    assert "dossier.pdf" in jury.refused("drop-piece", name="dossier.pdf")


# --- the control, by route ------------------------------------------------------------------------


@pytest.mark.parametrize("route", ["SCOLAIRE", "APPRENTISSAGE", "FORMATION CONTINUE", ""])
def test_a_dossier_bears_the_visa_of_the_teaching_team(route: str) -> None:
    scene = of_route(route)
    assert "visa" in scene.items() and "statement" not in scene.items()
    assert "visa" in scene.refused("tick-conformity", item="statement", value=True)


def test_an_individual_candidate_brings_a_statement_and_no_visa() -> None:
    scene = of_route("INDIVIDUEL").do("tick-conformity", item="statement", value=False)
    assert scene.items()["statement"] == "lacking" and "visa" not in scene.items()
    assert "statement" in scene.refused("tick-conformity", item="visa", value=True)


def test_an_item_is_ticked_denied_and_untouched_again(jury: JuryScene) -> None:
    states = []
    for value in (True, False, None):
        jury.do("tick-conformity", item="cover", value=value)
        states.append(jury.items()["cover"])
    assert states == ["present", "lacking", "unseen"]


def test_what_follows_from_the_description_is_not_ticked(jury: JuryScene) -> None:
    assert "cover" in jury.refused("tick-conformity", item="fiche-1", value=True)


@pytest.mark.parametrize(
    ("days", "required", "state"),
    [
        (None, None, "unseen"),
        (75, None, "present"),
        (74, None, "lacking"),
        (120, None, "present"),
        (60, 60, "present"),
        (59, 60, "lacking"),
        (0, 0, "present"),
    ],
)
def test_an_internship_is_short_under_what_is_due_and_never_too_long(
    jury: JuryScene, days: int | None, required: int | None, state: str
) -> None:
    jury.do("set-internship", days=days, required=required, decision="positionnement")
    assert jury.items()["internship"] == state


def test_a_duration_is_changed_by_a_decision_only(jury: JuryScene) -> None:
    assert "décision" in jury.refused("set-internship", days=60, required=60)
    assert "80" in jury.refused("set-internship", required=81, decision="x")
    assert "401" in jury.refused("set-internship", days=401)
    assert "proof" in repr(jury.act("set-internship", proof="work"))
    assert "inconnu" in jury.refused("set-internship", proof="parole")


@pytest.mark.parametrize("proof", ["work", "contract"])
def test_six_months_of_work_or_a_contract_stand_for_the_internship(
    jury: JuryScene, proof: str
) -> None:
    jury.do("set-internship", proof=proof, days=10)
    assert jury.items()["internship"] == "present"


def test_an_apprentice_brings_the_employers_attestation() -> None:
    scene = of_route("APPRENTISSAGE")
    labels = {item.id: item.label for item in items(scene.c, "E32")}
    assert "apprentissage" in labels["certificates"]
    assert scene.items()["internship"] == "present"


# --- fiches ---------------------------------------------------------------------------------------


def test_a_complete_dossier_lacks_nothing(jury: JuryScene) -> None:
    complete_e32(jury)
    assert missing(jury.c, "E32") == []
    states = jury.items()
    found = {states[f"fiche-{n}"] for n in range(1, 6)} | {states["context"], states["products"]}
    assert found == {"present"}


def test_a_fiche_lacking_is_told_once_others_are_described(jury: JuryScene) -> None:
    assert jury.items()["fiche-2"] == "unseen"
    jury.fiche(1, "Auto", "property")
    assert (jury.items()["fiche-1"], jury.items()["fiche-2"]) == ("present", "lacking")
    assert jury.items("E42")["fiche-6"] == "unseen"


def test_each_fiche_comes_with_its_client(jury: JuryScene) -> None:
    states = []
    for client in (None, True, False):
        states.append(jury.fiche(1, "Auto", client=client).items()["client-1"])
    assert states == ["unseen", "present", "lacking"]


def test_each_fiche_points_to_a_context_that_is_there(jury: JuryScene) -> None:
    jury.fiche(1, "Auto", context=2)
    assert jury.items()["context"] == jury.items()["context-2"] == "lacking"
    jury.do("describe-context", context=2, company="AXA")
    assert "context-2" not in jury.items()
    assert jury.do("describe-context", context=2).c.contexts == {}
    assert "21" in jury.refused("describe-context", context=21, company="AXA")


@pytest.mark.parametrize("item", ["property", "persons", "professional", "savings"])
def test_e32_shows_property_persons_professional_and_savings(jury: JuryScene, item: str) -> None:
    for number in range(1, 6):
        jury.fiche(
            number, f"P{number}", "savings" if item != "savings" else "property", professional=False
        )
    assert jury.items()[item] == "lacking"
    assert complete_e32(jury).items()[item] == "present"


def test_the_professional_is_property_or_persons(jury: JuryScene) -> None:
    jury.fiche(1, "Retraite", "savings", professional=True)
    assert jury.items()["professional"] == "lacking"
    jury.fiche(2, "Prévoyance", "persons", professional=True)
    assert jury.items()["professional"] == "present"


@pytest.mark.parametrize(("exam", "first"), [("E32", 1), ("E42", 6)])
def test_each_exam_shows_at_least_three_products(jury: JuryScene, exam: str, first: int) -> None:
    for number, product in enumerate(["Auto", "AUTO ", "Santé", "sante"], first):
        jury.fiche(number, product, "property")
    assert jury.items(exam)["products"] == "lacking"
    jury.fiche(first, "Habitation", "property")
    assert jury.items(exam)["products"] == "present"


def test_what_a_fiche_leaves_out_is_not_told_as_lacking(jury: JuryScene) -> None:
    for number in range(1, 6):
        jury.fiche(number, client=True)
    states = jury.items()
    wanted = ("products", "property", "persons", "professional", "savings")
    assert [states[item] for item in wanted] == ["unseen"] * 5


def test_e42_shows_property_and_persons_all_on_claims(jury: JuryScene) -> None:
    for number, kind in zip(range(6, 10), ("property", "persons", "other", "other"), strict=True):
        jury.fiche(number, f"P{number}", kind, claim=True)
    states = jury.items("E42")
    assert {states[i] for i in ("property", "persons", "products", "claims")} == {"present"}
    assert "professional" not in states and "savings" not in states
    assert jury.fiche(9, "P9", "other", claim=False).items("E42")["claims"] == "lacking"
    assert jury.fiche(9, "P9", "other").items("E42")["claims"] == "unseen"


def test_one_fiche_may_serve_two_situations_and_it_is_shown(jury: JuryScene) -> None:
    complete_e32(jury).fiche(3)
    jury.fiche(2, "Prévoyance", "persons", professional=True, client=True)
    assert serving_twice(jury.c, "E32") == [2]
    notes = {item.id: item.note for item in items(jury.c, "E32")}
    assert notes["persons"] == notes["professional"] == "n° 2"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"fiche": 0}, "1 à 5"),
        ({"fiche": 10}, "6 à 9"),
        ({"fiche": 1, "kind": "vie"}, "vie"),
        ({"fiche": 1, "kind": "other"}, "annexe V"),
        ({"fiche": 6, "kind": "savings"}, "annexe IX"),
        ({"fiche": 1, "context": 0}, "contexte"),
    ],
)
def test_a_fiche_is_described_as_its_annexe_has_it(
    jury: JuryScene, fields: dict[str, Any], said: str
) -> None:
    assert said in jury.refused("describe-fiche", **fields)


# --- the verdict ----------------------------------------------------------------------------------


def test_the_authority_gives_the_verdict_with_who_and_when(jury: JuryScene) -> None:
    assert "autorité" in jury.refused("give-verdict", verdict="conforming", authority=" ")
    assert "inconnu" in jury.refused("give-verdict", verdict="bon", authority="DEC")
    jury.do("give-verdict", verdict="conforming", authority="DEC")
    assert (jury.file().verdict.authority, jury.file().verdict.decided) == ("DEC", "2019-04-02")
    jury.do("give-verdict", verdict="conforming", authority="DEC", decided="01/04/2019")
    assert jury.file().verdict.decided == "2019-04-01"
    bad = {"verdict": "conforming", "authority": "DEC", "decided": "hier"}
    assert "date" in jury.refused("give-verdict", **bad)


@pytest.mark.parametrize("verdict", ["not-conforming", "doubtful"])
def test_an_unfavourable_verdict_says_why(jury: JuryScene, verdict: str) -> None:
    told = jury.refused("give-verdict", verdict=verdict, authority="DEC")
    assert "motif" in told


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("dossier-missing", "absent"),
        ("internship-short", "stage"),
        ("not-signed", "visé"),
        ("fiches recopiées", "fiches recopiées"),
    ],
)
def test_not_conforming_is_for_a_reason_of_the_circular_or_another(
    jury: JuryScene, reason: str, text: str
) -> None:
    jury.do("give-verdict", **{**NV, "reason": reason})
    assert text in reason_text(jury.file().verdict)


def test_the_lack_of_a_visa_does_not_apply_to_individual_candidates() -> None:
    told = of_route("INDIVIDUEL").refused("give-verdict", **{**NV, "reason": "not-signed"})
    assert "individuel" in told


def test_a_dossier_not_conforming_has_no_choice_and_no_passage(jury: JuryScene) -> None:
    jury.do("give-verdict", **NV)
    chosen = {"fiche_1": 1, "fiche_2": 2, "by": "Anne MARTIN"}
    assert "non conforme" in jury.refused("choose-fiches", **chosen)
    where = {"commission": "C1", "day": DAY, "hour": "08:00"}
    assert "non conforme" in jury.refused("assign", **where)
    assert jury.file("E42").verdict.verdict == "unchecked"


def test_a_verdict_frees_the_hour_and_the_commission_still_knows_of_the_candidate(
    jury: JuryScene,
) -> None:
    jury.assign("001", "C1", "08:00").do("give-verdict", **NV)
    assert jury.file().slot is None and jury.state.before("C1") == []
    assert [c.number for c in jury.state.barred("C1")] == ["001"]
    jury.assign("002", "C1", "08:00")


def test_a_verdict_given_by_mistake_is_taken_back_and_the_hour_with_it(jury: JuryScene) -> None:
    jury.assign("001", "C1", "08:00").do("give-verdict", **NV)
    jury.do("give-verdict", verdict="unchecked", authority="")
    assert jury.file().slot and jury.file().verdict.authority == ""
    assert jury.state.barred("C1") == []


def test_a_doubt_forbids_nothing(jury: JuryScene) -> None:
    jury.do("give-verdict", verdict="doubtful", authority="DEC", reason="visa illisible")
    jury.assign("001", "C1", "08:00")
    jury.do("choose-fiches", fiche_1=1, fiche_2=2, by="Anne MARTIN")


def test_each_exam_has_its_own_verdict(jury: JuryScene) -> None:
    jury.do("give-verdict", **NV).assign("001", "D1", "08:00", exam="E42")
    assert jury.file("E42").slot and jury.file().slot is None
