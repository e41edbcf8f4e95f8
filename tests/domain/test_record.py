"""The sealed record, its hash and its check code depend on exactly what the issue lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from app.domain.codec import canonical
from app.domain.record import CROCKFORD, check_code, read_code
from app.domain.state import SealedVersion
from tests.domain.scene import ANNE, BRUNO, SALT, VISA, Scene, candidate

Change = Callable[[Scene], Any]


def version(scene: Scene) -> SealedVersion:
    found = scene.p.in_force
    assert found
    return found


def sealed_after(change: Change, exam: str = "E32") -> SealedVersion:
    """The record of the usual grid, changed before it is signed and sealed."""
    scene = Scene(exam).examined().evaluated()
    change(scene)
    return version(scene.signed().do("seal", salt=SALT))


PLAIN = sealed_after(lambda s: s)

ON_PAPER: dict[str, Change] = {
    "mark": lambda s: s.do("set-mark", mark="13"),
    "a level": lambda s: s.do("place-level", competency="C2", level="TS"),
}

RECORDED: dict[str, Change] = {
    "a dossier tick": lambda s: s.do("tick-dossier", item="savings", value=True),
    "the situation": lambda s: s.do("choose-situation", fiche_1=2, fiche_2=1, reason="x"),
    "a scenario": lambda s: s.do(
        "choose-situation", fiche_1=1, fiche_2=2, scenario="S", reason="x"
    ),
    "the appraisal": lambda s: s.do("write-appraisal", text="Autre."),
    "the name": lambda s: s.do("correct-identity", field="last_name", value="X", reason="x"),
    "the birth": lambda s: s.do("correct-identity", field="born", value="1999-01-01", reason="x"),
    "the ledger": lambda s: s.do("start-part", part="part-3", reason="x").do(
        "stop-part", part="part-3"
    ),
}

NOT_RECORDED: dict[str, Change] = {
    "the hour of the seal": lambda s: s.wait(600),
    "a doubt": lambda s: s.do("raise-doubt", reason="x"),
    "an incident": lambda s: s.do("report-incident", text="x", passage="001"),
    "a document": lambda s: s.do("attach-document", name="a.pdf", sha256="0" * 64, size=1),
    "another candidate": lambda s: s.identified("002").do("set-mark", passage="002", mark="1"),
    "a person": lambda s: s.do("record-person", name="X", role="observer"),
    "a question seen": lambda s: s.do("answer-question", question="dossier-blank"),
    "an observation": lambda s: s.do("observe", text="secret", competencies=["C2"]),
    "a list without it": lambda s: s.do("load-list", source="l", candidates=[candidate("009")]),
    "its hour and category": lambda s: s.do(
        "load-list",
        source="l",
        candidates=[candidate("001", hour="10:00", category="INDIVIDUEL", day="2019-06-06")],
    ),
}


@pytest.mark.parametrize("change", ON_PAPER.values(), ids=ON_PAPER.keys())
def test_hash_and_code_depend_on_mark_and_levels(change: Change) -> None:
    other = sealed_after(change)
    assert other.hash != PLAIN.hash
    assert other.code != PLAIN.code


@pytest.mark.parametrize("change", RECORDED.values(), ids=RECORDED.keys())
def test_the_hash_depends_on_the_rest_of_the_record_and_the_code_does_not(change: Change) -> None:
    other = sealed_after(change)
    assert other.hash != PLAIN.hash
    assert other.code == PLAIN.code


@pytest.mark.parametrize("change", NOT_RECORDED.values(), ids=NOT_RECORDED.keys())
def test_neither_depends_on_anything_else(change: Change) -> None:
    other = sealed_after(change)
    assert (other.hash, other.code) == (PLAIN.hash, PLAIN.code)


def test_two_salts_give_two_hashes_and_one_code() -> None:
    other = version(Scene("E32").ready().do("seal", salt="f" * 32))
    assert other.hash != PLAIN.hash
    assert other.code == PLAIN.code


def test_the_hash_depends_on_the_visas_and_not_on_who_signed_first() -> None:
    scene = Scene("E32").examined().evaluated().do("give-visa", examiner=BRUNO, paper=True)
    scene.do("give-visa", examiner=ANNE, drawing=VISA)
    assert version(scene.do("seal", salt=SALT)).hash == PLAIN.hash
    drawn = Scene("E32").ready().do("give-visa", examiner=BRUNO, drawing=VISA)
    assert version(drawn.do("seal", salt=SALT)).hash != PLAIN.hash


def test_the_reason_of_the_seal_and_of_the_reopening_stay_outside() -> None:
    other = version(Scene("E32").ready().do("seal", salt=SALT, reason="inutile"))
    assert other.hash == PLAIN.hash


def test_the_next_version_of_the_same_grid_has_its_own_hash_and_code(e32: Scene) -> None:
    first = version(e32.sealed())
    e32.do("reopen", reason="x").signed().do("seal", salt=SALT)
    assert version(e32).hash != first.hash
    assert version(e32).code != first.code


def test_the_record_says_what_the_issue_lists_and_nothing_else() -> None:
    assert " ".join(sorted(PLAIN.record())) == (
        "appraisal candidate commission dossier exam examiners ledger levels mark salt session "
        "situation version visas"
    )


def test_the_record_names_no_school_and_no_hour_of_passage() -> None:
    assert " ".join(PLAIN.record()["candidate"]) == "born first_names last_name number usual_name"


def test_the_hash_is_the_sha256_of_canonical_json() -> None:
    text = PLAIN.canonical
    assert text == canonical(json.loads(text))
    assert PLAIN.hash == hashlib.sha256(text.encode()).hexdigest()


def test_the_code_is_eight_characters_of_crockford_base_32() -> None:
    assert len(PLAIN.code) == 8
    assert set(PLAIN.code) <= set(CROCKFORD)
    assert not set("ILOU") & set(CROCKFORD)


@pytest.mark.parametrize("field", ["session", "exam", "commission", "version", "number"])
def test_the_code_depends_on_whose_mark_it_is(field: str) -> None:
    record = PLAIN.record()
    where = record["candidate"] if field == "number" else record
    where[field] = 7 if isinstance(where[field], int) else "X"
    assert check_code(record) != PLAIN.code


def test_a_code_is_read_back_as_people_type_it() -> None:
    assert read_code("7qz4-k2mx") == "7QZ4K2MX"
    assert read_code(" OIL1 0000 ") == "01110000"
    for wrong in ("", "7QZ4K2M", "7QZ4K2MXX", "7QZ4K2MU", "é" * 8):
        assert read_code(wrong) is None


def test_the_ledger_tells_planned_actual_paused_overtime_and_reason(e42: Scene) -> None:
    e42.identified().do("start-part", part="part-1").wait(10).do("pause-part").wait(2)
    e42.do("resume-part", reason="alarme").wait(6).do("start-part", part="part-2").wait(4)
    e42.do("stop-part", part="part-2", reason="malaise").evaluated().signed()
    first, last = version(e42.do("seal", reason="x")).record()["ledger"]
    assert (first["planned_s"], first["elapsed_s"], first["paused_s"]) == (900, 960, 120)
    assert (first["overtime_s"], first["pauses"][0]["reason"]) == (60, "alarme")
    assert (last["planned_s"], last["elapsed_s"], last["reason"]) == (300, 240, "malaise")


def test_a_correction_and_its_original_stand_in_the_record(e42: Scene) -> None:
    e42.examined().do(
        "correct-part", part="part-1", started="08:00", stopped="08:14", reason="papier"
    )
    first = version(e42.evaluated().signed().do("seal")).record()["ledger"][0]
    assert (first["elapsed_s"], first["corrected"]) == (840, "papier")
    assert first["originals"][0]["elapsed_s"] == 900


def test_the_examiners_of_record_are_named_with_their_quality() -> None:
    assert PLAIN.record()["examiners"] == [
        {"name": ANNE, "quality": "enseignant"},
        {"name": BRUNO, "quality": "professionnel"},
    ]


def test_an_annulled_attempt_leaves_no_trace_in_the_record(e32: Scene) -> None:
    e32.identified().do("set-mark", mark="1").do("start-part", part="preparation")
    e32.do("annul-attempt", reason="mauvais candidat").do("withdraw-identity", reason="x")
    record = version(e32.sealed()).record()
    parts = [line["part"] for line in record["ledger"]]
    assert parts == ["preparation", "part-1", "part-2", "part-3"]
    assert version(e32).code == PLAIN.code
