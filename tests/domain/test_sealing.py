"""What a seal needs, one by one; reopening; versions; prints (rule 8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.rules.sealing import missing
from tests.domain.scene import ANNE, BRUNO, Scene

Change = Callable[[Scene], Any]

LACKING: dict[str, Change] = {
    "situation": lambda s: s.examined(),
    "13 compétences": lambda s: s.examined(),
    "note": lambda s: s.ready().do("set-mark", mark=None),
    "1 compétence à placer": lambda s: s.ready().do("place-level", competency="C21", level=None),
    "appréciation": lambda s: s.ready().do("write-appraisal", text=" \n"),
    f"visa d’{ANNE}": lambda s: (
        s.examined().evaluated().do("give-visa", examiner=BRUNO, paper=True)
    ),
    f"visa de {BRUNO}": lambda s: (
        s.examined().evaluated().do("give-visa", examiner=ANNE, paper=True)
    ),
}


@pytest.mark.parametrize(("lack", "change"), LACKING.items(), ids=LACKING.keys())
def test_a_seal_names_what_it_still_lacks(e32: Scene, lack: str, change: Change) -> None:
    change(e32)
    assert lack in e32.refused("seal")
    assert lack in e32.refused("seal", reason="pressés")


def test_a_seal_names_all_that_it_lacks_at_once(e42: Scene) -> None:
    lacks = missing(e42.state, e42.identified().p, e42.now)
    assert lacks == [
        "la situation choisie",
        "8 compétences à placer",
        "la note",
        "l’appréciation",
        f"le visa d’{ANNE}",
        f"le visa de {BRUNO}",
    ]


@pytest.mark.parametrize("exam", ["E32", "E42"])
def test_a_complete_grid_is_sealed_without_a_reason(exam: str) -> None:
    assert Scene(exam).sealed().status() == "sealed"


def test_no_observable_competency_is_placed_too(e32: Scene) -> None:
    e32.examined().evaluated().do("place-level", competency="C2", level="NO").signed()
    assert e32.do("seal").status() == "sealed"


def replaced(scene: Scene, examiner: str, quality: str) -> Scene:
    return scene.do(
        "replace-examiner", examiner=examiner, by="Chloé ROUX", quality=quality, reason="malade"
    )


def test_two_professionals_do_not_seal(e32: Scene) -> None:
    replaced(e32, ANNE, "professionnel").examined().evaluated()
    for name in ("Chloé ROUX", BRUNO):
        e32.do("give-visa", examiner=name, paper=True)
    assert "enseignant" in e32.refused("seal")


def test_two_teachers_seal_failing_a_professional(e32: Scene) -> None:
    replaced(e32, BRUNO, "enseignant").examined().evaluated()
    for name in (ANNE, "Chloé ROUX"):
        e32.do("give-visa", examiner=name, paper=True)
    assert e32.do("seal").status() == "sealed"


def test_one_examiner_does_not_seal(alone: Scene) -> None:
    alone.examined().evaluated().do("give-visa", examiner=ANNE, paper=True)
    assert "second examinateur" in alone.refused("seal")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A commission of one teacher."""
    monkeypatch.setattr("tests.domain.scene.EXAMINERS", ({"name": ANNE, "quality": "enseignant"},))
    return Scene("E32")


def test_a_part_never_held_needs_a_reason(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-1", reason="x").wait(15)
    e32.do("start-part", part="part-3", reason="x").wait(25).do("stop-part", part="part-3")
    e32.evaluated().signed()
    assert "La deuxième partie" in e32.refused("seal")
    assert e32.do("seal", reason="refus du candidat").status() == "sealed"


def test_a_passage_without_any_clock_is_sealed_with_a_reason(e42: Scene) -> None:
    e42.identified().evaluated().signed()
    assert "n’a pas eu lieu" in e42.refused("seal", reason=" ")
    e42.do("seal", reason="chronomètre oublié")
    assert e42.p.in_force and e42.p.in_force.reason == "chronomètre oublié"


def test_a_minimum_not_reached_needs_a_reason(e32: Scene) -> None:
    e32.identified()
    for part in e32.exam.parts:
        e32.do("start-part", part=part.id, reason="x").wait(9)
    e32.do("stop-part", part="part-3", reason="x").evaluated().signed()
    assert "10 min au moins" in e32.refused("seal")
    assert e32.do("seal", reason="le candidat s’est arrêté").status() == "sealed"


def test_a_preparation_never_held_needs_none(e32: Scene) -> None:
    e32.identified()
    for part in e32.exam.parts:
        e32.do("start-part", part=part.id, reason="x").wait(15)
    e32.do("stop-part", part="part-3").evaluated().signed()
    assert e32.do("seal").status() == "sealed"


def test_overtime_needs_no_reason(e42: Scene) -> None:
    e42.identified().do("start-part", part="part-1").wait(40).do("start-part", part="part-2")
    e42.wait(40).do("stop-part", part="part-2").evaluated().signed()
    assert e42.do("seal").status() == "sealed"


@pytest.mark.parametrize("act", ["pause-part", "suspend-passage", None])
def test_a_clock_not_stopped_is_stopped_before_the_seal(e32: Scene, act: str | None) -> None:
    e32.examined().do("start-part", part="part-3", reason="une question encore").wait(1)
    if act:
        e32.do(act, reason="x")
    e32.evaluated().signed()
    assert "horloge" in e32.refused("seal")


def test_a_suspended_passage_that_never_resumes_is_sealed(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-1", reason="x").do("suspend-passage", reason="x")
    e32.do("stop-part", part="part-1").evaluated().signed()
    assert e32.do("seal", reason="hospitalisé").status() == "sealed"


def test_a_seal_ends_a_suspension(e32: Scene) -> None:
    test_a_suspended_passage_that_never_resumes_is_sealed(e32)
    assert e32.do("reopen", reason="x").status() == "present"


def test_questions_never_block_a_seal(e32: Scene) -> None:
    e32.ready().do("set-mark", mark="2").signed()
    assert "levels-high-mark-low" in e32.asked()
    assert e32.do("seal").status() == "sealed"


@pytest.mark.parametrize("salt", ["", "00", "0" * 31, "G" * 32, "A" * 32])
def test_a_salt_is_32_hexadecimal_digits(e32: Scene, salt: str) -> None:
    assert "32" in e32.ready().refused("seal", salt=salt)


ACTS_ON_A_GRID: dict[str, dict[str, Any]] = {
    "confirm-identity": {},
    "withdraw-identity": {"reason": "x"},
    "correct-identity": {"field": "last_name", "value": "X", "reason": "x"},
    "mark-absent": {},
    "mark-present": {"reason": "x"},
    "declare-known": {"examiner": ANNE, "reason": "x"},
    "withdraw-known": {"reason": "x"},
    "declare-not-valid": {"reason": "not-signed", "authority": "DEC"},
    "withdraw-not-valid": {"reason": "x", "authority": "DEC"},
    "raise-doubt": {"reason": "x"},
    "withdraw-doubt": {"reason": "x"},
    "tick-dossier": {"item": "property", "value": True},
    "choose-situation": {"fiche_1": 1, "fiche_2": 2, "reason": "x"},
    "start-part": {"part": "part-3", "reason": "x"},
    "pause-part": {"reason": "x"},
    "resume-part": {"reason": "x"},
    "stop-part": {"part": "part-3", "reason": "x"},
    "correct-part": {"part": "part-3", "started": "08:01", "stopped": "08:02", "reason": "x"},
    "annul-attempt": {"reason": "x"},
    "suspend-passage": {"reason": "x"},
    "resume-passage": {"reason": "x"},
    "place-level": {"competency": "C2", "level": "S"},
    "set-mark": {"mark": "12"},
    "write-appraisal": {"text": "Bien."},
    "give-visa": {"examiner": ANNE, "paper": True},
    "answer-question": {"question": "dossier-blank"},
    "seal": {},
    "observe": {"text": "x", "competencies": []},
    "transcribe": {"sheet": {"mark": "12"}, "reason": "x"},
}


@pytest.mark.parametrize(("act", "fields"), ACTS_ON_A_GRID.items(), ids=ACTS_ON_A_GRID.keys())
def test_a_sealed_grid_changes_only_by_reopening(
    e32: Scene, act: str, fields: dict[str, Any]
) -> None:
    assert "rouvrez" in e32.sealed().refused(act, **fields)


def test_a_sealed_grid_is_reopened_with_a_reason(e32: Scene) -> None:
    e32.sealed()
    assert "motif" in e32.refused("reopen", reason="")
    assert e32.do("reopen", reason="faute de frappe").status() == "deliberating"
    assert "n’est pas scellée" in e32.refused("reopen", reason="encore")


def test_reopening_voids_the_visas_and_the_questions_seen(e32: Scene) -> None:
    e32.ready().do("answer-question", question="dossier-blank").do("seal")
    p = e32.do("reopen", reason="x").p
    assert (p.visas, p.answered) == ({}, ())


def test_the_last_sealed_version_stays_in_force_until_the_next_seal(e32: Scene) -> None:
    first = e32.sealed().p.in_force
    e32.do("reopen", reason="note mal lue").do("set-mark", mark="8").signed()
    assert e32.p.in_force is first
    assert e32.do("seal").p.in_force is not first
    assert [version.version for version in e32.p.versions] == [1, 2]
    assert e32.p.versions[0] is first


def test_an_annulled_attempt_leaves_the_sealed_version_in_force(e32: Scene) -> None:
    first = e32.sealed().p.in_force
    e32.do("reopen", reason="x").do("annul-attempt", reason="mauvais candidat")
    assert e32.p.in_force is first


def test_a_print_is_recorded_for_a_version_that_exists(e32: Scene) -> None:
    e32.sealed().do("record-print", version=1)
    assert e32.p.prints == ((1, e32.now),)
    for version in (0, 2, -1):
        assert "version" in e32.refused("record-print", version=version)


def test_a_signature_by_hand_is_confirmed_once_by_each_examiner(e32: Scene) -> None:
    e32.sealed().do("confirm-paper-signature", examiner=ANNE, version=1)
    assert "déjà" in e32.refused("confirm-paper-signature", examiner=ANNE, version=1)
    assert "version 2" in e32.refused("confirm-paper-signature", examiner=BRUNO, version=2)
    assert ANNE in e32.refused("confirm-paper-signature", examiner="Zoé", version=1)


def test_a_version_is_signed_by_its_own_examiners(e32: Scene) -> None:
    e32.sealed().do("reopen", reason="x")
    replaced(e32, BRUNO, "professionnel").do("start-part", part="part-3", reason="x")
    e32.do("confirm-paper-signature", examiner=BRUNO, version=1)


def test_paper_follows_a_sealed_grid_without_reopening_it(e32: Scene) -> None:
    sealed = e32.sealed().p.in_force
    e32.do("record-print", version=1).do("confirm-paper-signature", examiner=ANNE, version=1)
    e32.do("attach-document", name="scan.pdf", sha256="0" * 64, size=9)
    assert e32.p.in_force is sealed
