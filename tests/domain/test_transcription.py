"""A sheet filled on paper is typed back under the same rules as the acts it stands for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.scene import ANNE, BRUNO, Scene

LEVELS = ["C2", "C3", "C5", "C6", "C7", "C9", "C10", "C13", "C14", "C18", "C19", "C20", "C21"]
PARTS = [
    {"part": "preparation", "started": "08:00", "stopped": "08:15"},
    {"part": "part-1", "started": "08:15", "stopped": "08:30"},
    {"part": "part-2", "started": "08:30", "stopped": "08:45"},
    {"part": "part-3", "started": "08:45", "stopped": "08:56"},
]


def sheet(scene: Scene, **fields: Any) -> dict[str, Any]:
    """A whole sheet as paper tells it."""
    return {
        "evidence": "CNI",
        "dossier": {"fiche-1": ["yes"], "savings": True},
        "situation": {"fiche_1": 1, "fiche_2": 4},
        "parts": PARTS,
        "levels": {c.code: "S" for c in scene.exam.competencies},
        "mark": "13,5",
        "appraisal": "Bon entretien.",
        "visas": [ANNE, BRUNO],
        **fields,
    }


def test_a_whole_sheet_is_transcribed_and_sealed_without_a_reason(e32: Scene) -> None:
    e32.wait(120).do("transcribe", sheet=sheet(e32), reason="panne de courant").do("seal")
    assert e32.status() == "sealed"
    assert e32.p.transcribed


def test_what_is_transcribed_is_what_the_acts_would_have_made(e32: Scene) -> None:
    e32.wait(120).do("transcribe", sheet=sheet(e32), reason="panne")
    assert (e32.p.mark, e32.p.evidence) == ("13.5", "CNI")
    assert e32.p.dossier == {"fiche-1": ["yes"], "savings": True}
    assert e32.p.situation and e32.p.situation.fiches == (1, 4)
    assert [run.corrected for run in e32.p.runs] == ["panne"] * 4
    assert all(visa.paper for visa in e32.p.visas.values())


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"mark": "14.25"}, "note"),
        ({"mark": 14}, "« mark »"),
        ({"levels": {"C2": "A"}}, "niveau"),
        ({"levels": {"C25": "S"}}, "compétence"),
        ({"levels": ["S"]}, "« levels »"),
        ({"situation": {"fiche_1": 2, "fiche_2": 2}}, "différente"),
        ({"situation": {"fiche_1": 2, "fiche_2": 3, "room": "B"}}, "« room »"),
        ({"situation": {"fiche_1": 2, "fiche_2": 3, "passage": "002"}}, "« passage »"),
        ({"situation": [2, 3]}, "« situation »"),
        ({"parts": [{"part": "part-1", "started": "08:30", "stopped": "08:15"}]}, "suivre"),
        ({"parts": [{"part": "part-9", "started": "08:15", "stopped": "08:30"}]}, "part-9"),
        ({"parts": [{"part": "part-1"}]}, "« started »"),
        ({"parts": {"part-1": "08:15"}}, "« parts »"),
        ({"parts": [{**PARTS[0], "act": "annul-attempt"}]}, "« act »"),
        ({"dossier": {"fiche-9": ["yes"]}}, "fiche-9"),
        ({"dossier": ["fiche-1"]}, "« dossier »"),
        ({"visas": ["Zoé"]}, "examinateur"),
        ({"visas": ANNE}, "« visas »"),
        ({"appraisal": None}, "« text »"),
        ({"evidence": 3}, "« evidence »"),
        ({"doubt": " "}, "motif"),
        ({"school": "Lycée B"}, "« school »"),
    ],
)
def test_a_transcribed_sheet_follows_every_rule(
    e32: Scene, fields: dict[str, Any], why: str
) -> None:
    e32.wait(120)
    assert why in e32.refused("transcribe", sheet=sheet(e32, **fields), reason="panne")


def test_a_refused_sheet_changes_nothing_at_all(e32: Scene) -> None:
    before = e32.wait(120).state
    e32.refused("transcribe", sheet=sheet(e32, visas=["Zoé"]), reason="panne")
    assert e32.state is before


def test_a_transcription_needs_a_reason_and_a_sheet(e32: Scene) -> None:
    assert "motif" in e32.refused("transcribe", sheet={"mark": "12"}, reason="")
    assert "vide" in e32.refused("transcribe", sheet={}, reason="panne")


def test_a_doubt_noted_on_paper_reserves_the_mark(e32: Scene) -> None:
    e32.do("transcribe", sheet={"doubt": "fiche 2 absente", "mark": "12"}, reason="panne")
    assert e32.p.reserved


def test_a_part_of_a_sheet_completes_what_is_there(e32: Scene) -> None:
    e32.examined().do("transcribe", sheet={"mark": "9", "appraisal": "Moyen."}, reason="batterie")
    assert (e32.p.mark, len(e32.p.runs)) == ("9.0", 4)


def test_paper_transcribes_no_absent_known_nor_sealed_candidate(e32: Scene) -> None:
    e32.sealed("001").do("mark-absent", passage="002")
    e32.do("declare-known", passage="003", examiner=ANNE, reason="x")
    assert "rouvrez" in e32.refused("transcribe", sheet={"mark": "1"}, reason="x")
    assert "absent" in e32.refused("transcribe", passage="002", sheet={"mark": "1"}, reason="x")
    assert "connu" in e32.refused("transcribe", passage="003", sheet={"mark": "1"}, reason="x")
