"""What filled forms come to: acts for the candidate meant, notes, refusals."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.facts import replace
from app.domain.jury.acts import DescribeContext, DescribeFiche
from app.domain.jury.people import Fiche, JuryCandidate
from app.domain.people import Candidate
from app.intake.forms import FormReading
from app.services.forms import Described, blank_forms, described

CANDIDATE = JuryCandidate(
    Candidate("0042", "LEFÈVRE", "Loïc Jean", usual_name="OUÉDRAOGO"), school="Lycée du Secret"
)


def form(form_id: str = "activity-E32", source: str = "a.pdf", **told: Any) -> FormReading:
    names = {"last_name": "LEFÈVRE", "first_names": "Loïc"}
    return FormReading(source, form_id, 1, **(names | told))


def of(*readings: FormReading, candidate: JuryCandidate = CANDIDATE) -> Described:
    return described(candidate, readings)


def test_an_activity_form_describes_its_fiche() -> None:
    told: dict[str, Any] = {
        "product": "MRH",
        "kind": "property",
        "professional": False,
        "real": True,
    }
    assert of(form(fiche=3, context=1, **told)).acts == (
        DescribeFiche("0042", 3, "MRH", "property", False, True, 1),
    )


def test_a_claim_form_describes_a_fiche_of_e42() -> None:
    found = of(form("activity-E42", fiche=7, claim=True, kind="other"))
    assert found.acts == (DescribeFiche("0042", 7, kind="other", claim=True),)


def test_a_context_form_describes_it_and_the_fiches_it_concerns_point_to_it() -> None:
    context = form("context", context=2, company="Cabinet Cœur", fiches=(1, 4))
    found = of(context, form(fiche=1), form(source="b.pdf", fiche=2, context=1))
    assert found.acts == (
        DescribeContext("0042", 2, "Cabinet Cœur"),
        DescribeFiche("0042", 1, context=2),
        DescribeFiche("0042", 2, context=1),
    )


def test_a_context_that_contradicts_a_fiche_changes_nothing_of_it_and_says_so() -> None:
    context = form("context", source="c.pdf", context=2, company="Cœur", fiches=(1,))
    found = of(form(fiche=1, context=3), context)
    assert found.acts[1] == DescribeFiche("0042", 1, context=3)
    assert (
        "« c.pdf » concerne la fiche n° 1, qui renvoie à la fiche contexte n° 3" in found.notes[0]
    )


def test_a_client_form_goes_with_its_fiche_or_waits_for_it() -> None:
    client = form("client", source="c.pdf", fiche=2)
    assert of(client, form(fiche=2)).acts == (DescribeFiche("0042", 2, client=True),)
    alone = of(client)
    assert alone.acts == () and "n’est pas décrite" in alone.notes[0]


def test_what_a_form_leaves_out_keeps_what_was_entered_by_hand() -> None:
    known = Fiche(3, "Santé", "persons", True, True, 1, True)
    candidate = replace(CANDIDATE, fiches={3: known})
    found = of(form(fiche=3, real=False), candidate=candidate)
    assert found.acts == (DescribeFiche("0042", 3, "Santé", "persons", True, False, 1, True),)


def test_a_form_that_says_what_is_known_asks_for_no_act() -> None:
    candidate = replace(CANDIDATE, fiches={3: Fiche(3, "Santé")}, contexts={1: "Cœur"})
    again = form(fiche=3, product="Santé"), form("context", context=1, company="Cœur")
    assert of(*again, candidate=candidate).acts == ()


@pytest.mark.parametrize(
    ("last", "first"),
    [("LEFEVRE", "loic"), ("ouedraogo", "Loïc"), ("Lefèvre", "Loïc Jean"), ("LEFÈVRE", "LOÏC J.")],
)
def test_names_match_whatever_their_accents_case_and_further_first_names(
    last: str, first: str
) -> None:
    assert len(of(form(fiche=1, product="Auto", last_name=last, first_names=first)).acts) == 1


@pytest.mark.parametrize(
    ("last", "first"), [("MARTIN", "Loïc"), ("LEFÈVRE", "Luc"), ("LEFÈVRE", ""), ("", "Loïc")]
)
def test_another_candidates_form_is_refused_with_both_names(last: str, first: str) -> None:
    found = of(form(fiche=1, product="Auto", last_name=last, first_names=first))
    (refused,) = found.refused
    assert found.acts == () and "LEFÈVRE (OUÉDRAOGO) Loïc Jean (0042)" in refused
    assert f"« {f'{last} {first}'.strip()} »" in refused


def test_a_form_without_a_name_is_refused_since_nothing_tells_whose_it_is() -> None:
    found = of(form(fiche=1, last_name="", first_names=""))
    assert found.acts == () and "ne porte aucun nom" in found.refused[0]


def test_a_refused_form_keeps_none_of_the_others_from_being_taken() -> None:
    found = of(form(source="b.pdf", fiche=1, last_name="X"), form(fiche=2, product="Auto"))
    assert [act.fiche for act in found.acts if isinstance(act, DescribeFiche)] == [2]
    assert "« b.pdf »" in found.refused[0]


@pytest.mark.parametrize(
    ("kind", "number"),
    [("activity-E32", 6), ("activity-E32", None), ("activity-E42", 1), ("activity-E42", 10)],
)
def test_a_number_of_the_other_exam_or_none_is_refused(kind: str, number: int | None) -> None:
    found = of(form(kind, fiche=number))
    assert found.acts == () and "(§ 1.4.2 A)" in found.refused[0]


def test_two_forms_of_one_number_are_told_and_only_the_first_is_taken() -> None:
    found = of(form(fiche=1, product="Auto"), form(source="b.pdf", fiche=1, product="Vie"))
    assert found.acts == (DescribeFiche("0042", 1, "Auto"),)
    assert "« b.pdf » et « a.pdf » sont toutes deux la fiche d’activité n° 1" in found.refused[0]


def test_a_form_of_an_exam_the_candidate_does_not_sit_is_refused() -> None:
    candidate = replace(CANDIDATE, units={"E32": "benefit"})
    found = of(form(fiche=1, product="Auto"), candidate=candidate)
    assert found.acts == () and "ne passe pas" in found.refused[0]


@pytest.mark.parametrize("told", [{"context": None}, {"context": 21}, {"company": ""}])
def test_a_context_without_a_possible_number_or_company_is_refused(told: dict[str, Any]) -> None:
    context: dict[str, Any] = {"context": 1, "company": "Cœur"}
    found = of(form("context", **(context | told)))
    assert found.acts == () and len(found.refused) == 1


def test_doubts_of_the_forms_that_are_taken_are_passed_on() -> None:
    assert of(form(fiche=1, notes=("deux cases",))).notes == ("deux cases",)


def test_a_cover_describes_nothing() -> None:
    assert of(form("cover", names_school=True)) == Described((), (), ())


def test_no_sentence_ever_names_the_school() -> None:
    found = of(form(last_name="X"), form("cover", last_name="Y"))
    assert len(found.refused) == 2 and "Secret" not in " ".join(found.refused)


def test_there_are_five_blank_forms() -> None:
    assert sorted(blank_forms()) == [
        "fiche-activite-E32.pdf",
        "fiche-activite-E42.pdf",
        "fiche-client.pdf",
        "fiche-contexte.pdf",
        "page-de-garde.pdf",
    ]
