"""Coherence questions ask; they compute nothing and block nothing (rule 1)."""

from __future__ import annotations

import pytest

from tests.domain.scene import Scene


def graded(scene: Scene, level: str, mark: str) -> list[str]:
    scene.identified()
    for competency in scene.exam.competencies:
        scene.do("place-level", competency=competency.code, level=level)
    scene.do("tick-dossier", item="documents", value=True)
    scene.do("tick-dossier", item="property", value=True)
    return scene.do("set-mark", mark=mark).asked()


@pytest.mark.parametrize(
    ("level", "mark", "question"),
    [
        ("TI", "14", ["levels-low-mark-high"]),
        ("I", "12,5", ["levels-low-mark-high"]),
        ("TI", "12", []),
        ("TS", "5", ["levels-high-mark-low"]),
        ("S", "7,5", ["levels-high-mark-low"]),
        ("S", "8", []),
        ("NO", "11", ["levels-all-not-observable"]),
    ],
)
def test_levels_at_one_end_and_a_mark_at_the_other_are_asked_about(
    e32: Scene, level: str, mark: str, question: list[str]
) -> None:
    assert graded(e32, level, mark) == question


def test_mixed_levels_ask_nothing_whatever_the_mark(e32: Scene) -> None:
    graded(e32, "TI", "20")
    assert e32.do("place-level", competency="C2", level="TS").asked() == []


def test_a_blank_dossier_zone_is_asked_about_until_something_printed_is_ticked(e32: Scene) -> None:
    assert e32.asked() == ["dossier-blank"]
    e32.do("tick-dossier", item="general-conditions", value=True)
    assert e32.asked() == ["dossier-blank"]
    assert e32.do("tick-dossier", item="savings", value=True).asked() == []


@pytest.mark.parametrize("answers", [["no"], ["context-missing"], ["yes", "client-missing"]])
def test_a_missing_fiche_is_asked_about_unless_a_doubt_is_raised(
    e32: Scene, answers: list[str]
) -> None:
    e32.do("tick-dossier", item="fiche-3", value=answers)
    assert e32.asked() == ["missing-fiche-no-doubt"]
    assert e32.do("raise-doubt", reason="fiche 3").asked() == []


def test_an_e42_with_fewer_than_four_fiches_is_asked_about_too(e42: Scene) -> None:
    assert e42.do("tick-dossier", item="count", value=3).asked() == ["missing-fiche-no-doubt"]
    assert e42.do("tick-dossier", item="count", value=4).asked() == []


def situation(scene: Scene, number: str, parameters: str) -> Scene:
    two = {"fiche_1": 1, "fiche_2": 2, "parameters": parameters}
    return scene.do("choose-situation", passage=number, **two)


def test_the_fiche_of_an_earlier_candidate_is_asked_about(e32: Scene) -> None:
    situation(e32, "002", "Deux enfants.")
    e32.identified("002").do("start-part", passage="002", part="preparation").wait(15)
    situation(e32, "001", " Deux enfants. ").do("tick-dossier", item="savings", value=True)
    assert e32.asked() == ["same-fiche"]


@pytest.mark.parametrize("parameters", ["Trois enfants.", ""])
def test_another_fiche_or_none_asks_nothing(e32: Scene, parameters: str) -> None:
    situation(e32, "002", "Deux enfants.")
    e32.identified("002").do("start-part", passage="002", part="preparation")
    assert "same-fiche" not in situation(e32, "001", parameters).asked()


def test_a_later_candidate_with_the_same_fiche_asks_nothing_of_the_first(e32: Scene) -> None:
    situation(e32, "001", "Deux enfants.").identified()
    e32.do("start-part", part="preparation").wait(15).do("start-part", part="part-1")
    situation(e32, "002", "Deux enfants.").identified("002")
    e32.do("start-part", passage="002", part="preparation")
    assert "same-fiche" not in e32.asked()


def test_a_part_far_from_its_plan_is_asked_about_unless_a_reason_was_given(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").wait(7)
    e32.do("start-part", part="part-1").wait(23).do("start-part", part="part-2").wait(12)
    e32.do("stop-part", part="part-2")
    asked = [question for question in e32.asked() if "plan" in question]
    assert asked == ["preparation-far-from-plan", "part-1-far-from-plan"]


def test_a_part_far_from_its_plan_with_a_reason_asks_nothing(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").wait(3)
    e32.do("stop-part", part="preparation", reason="renonce à préparer")
    assert e32.asked() == ["dossier-blank"]


def test_an_answer_says_that_a_question_was_seen(e32: Scene) -> None:
    e32.do("answer-question", question="dossier-blank")
    assert e32.p.answered == ("dossier-blank",)
    assert e32.do("answer-question", question="dossier-blank").p.answered == ("dossier-blank",)


def test_a_question_that_does_not_arise_is_not_answered(e32: Scene) -> None:
    assert "dossier-blank" in e32.refused("answer-question", question="same-fiche")


def test_questions_change_nothing(e32: Scene) -> None:
    before = e32.ready().p
    e32.asked()
    assert e32.p is before


def test_parts_that_overlap_by_their_corrected_hours_are_asked_about(e32: Scene) -> None:
    e32.identified().wait(60)
    told = {"started": "08:10", "stopped": "08:25", "reason": "horloge oubliée"}
    e32.do("correct-part", part="part-1", **told)
    assert "parts-overlap" not in e32.asked()
    e32.do("correct-part", part="part-2", **{**told, "started": "08:20", "stopped": "08:35"})
    assert "parts-overlap" in e32.asked()
