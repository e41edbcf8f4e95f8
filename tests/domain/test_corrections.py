"""When time goes wrong: paper corrects the clock, an attempt is annulled, a passage suspended."""

from __future__ import annotations

import pytest

from app.domain.record import build
from tests.domain.scene import Scene

PAPER = {"started": "09:31", "stopped": "09:46", "reason": "chronométré sur papier"}


def at(scene: Scene, hour: int, minute: int = 0) -> Scene:
    scene.now = scene.now.replace(hour=hour, minute=minute)
    return scene


# --- a duration corrected -------------------------------------------------------------------------


def test_a_forgotten_clock_is_corrected_with_a_reason(e32: Scene) -> None:
    at(e32, 10).identified().do("correct-part", part="part-1", **PAPER)
    time = e32.time("part-1")
    assert (time.elapsed_s, time.state) == (15 * 60, "stopped")
    assert e32.p.runs[0].corrected == PAPER["reason"]
    assert e32.p.runs[0].originals == ()


def test_a_correction_without_a_reason_is_refused(e32: Scene) -> None:
    at(e32, 10).identified()
    assert "motif" in e32.refused("correct-part", part="part-1", **{**PAPER, "reason": " "})


def test_the_original_stays_in_the_ledger(e32: Scene) -> None:
    at(e32, 9, 40).identified().do("start-part", part="preparation").wait(20)
    original = e32.do("stop-part", part="preparation").p.runs[0]
    e32.do("correct-part", part="preparation", **PAPER)
    assert len(e32.p.runs) == 1
    assert e32.p.runs[0].originals == (original,)


def test_every_earlier_correction_stays_too(e32: Scene) -> None:
    at(e32, 10).identified().do("correct-part", part="part-1", **PAPER)
    e32.do("correct-part", part="part-1", **{**PAPER, "stopped": "09:45"})
    assert [run.corrected for run in e32.p.runs[0].originals] == [PAPER["reason"]]


def test_correcting_the_running_part_stops_its_clock_and_keeps_it(e32: Scene) -> None:
    at(e32, 9, 35).identified().do("start-part", part="preparation").wait(15)
    e32.do("correct-part", part="preparation", **PAPER)
    assert e32.p.open_run is None
    assert [run.stopped for run in e32.p.runs[0].originals] == [e32.now]


def test_a_correction_is_never_blocked_by_another_running_clock(e32: Scene) -> None:
    at(e32, 9, 50).identified().do("start-part", part="part-1", reason="préparation oubliée")
    e32.wait(5).do("correct-part", part="preparation", **PAPER)
    assert [run.part for run in e32.p.runs] == ["preparation", "part-1"]
    assert e32.time("part-1").state == "running"
    e32.wait(10).do("start-part", part="part-2")


def test_a_forgotten_part_takes_its_place_in_the_ledger(e32: Scene) -> None:
    at(e32, 9, 30).identified().do("start-part", part="part-1", reason="x").wait(1)
    e32.do("stop-part", part="part-1").wait(20)
    e32.do("start-part", part="part-3", reason="deuxième partie non chronométrée").wait(10)
    e32.do("stop-part", part="part-3").do("correct-part", part="part-2", **PAPER)
    assert [run.part for run in e32.p.runs] == ["part-1", "part-2", "part-3"]


def test_a_correction_replaces_every_line_of_its_part_and_keeps_them(e32: Scene) -> None:
    at(e32, 9).identified().do("start-part", part="preparation").wait(2)
    e32.do("stop-part", part="preparation").wait(30)
    e32.do("start-part", part="preparation", reason="x").wait(60)
    e32.do("correct-part", part="preparation", **PAPER)
    assert [len(run.originals) for run in e32.p.runs] == [2]
    assert e32.time("preparation").elapsed_s == 15 * 60


@pytest.mark.parametrize(
    ("started", "stopped", "why"),
    [
        ("09:46", "09:31", "suivre"),
        ("09:31", "09:31", "suivre"),
        ("09:31", "10:01", "passée"),
        ("03:00", "09:30", "six heures"),
        ("9 h", "09:46", "début"),
        ("09:31", "25:00", "début"),
        ("", "", "début"),
    ],
)
def test_an_impossible_duration_is_refused(
    e32: Scene, started: str, stopped: str, why: str
) -> None:
    at(e32, 10).identified()
    fields = {"part": "part-1", "started": started, "stopped": stopped, "reason": "x"}
    assert why in e32.refused("correct-part", **fields)


@pytest.mark.parametrize(
    ("started", "stopped"),
    [
        ("9h31", "9h46"),
        ("09:31:00", "09:46:00"),
        ("2019-06-05T09:31:00", "2019-06-05T09:46:00"),
        ("2019-06-05T07:31:00Z", "2019-06-05T09:46:00+02:00"),
    ],
)
def test_hours_are_given_in_any_usual_form(e32: Scene, started: str, stopped: str) -> None:
    at(e32, 10).identified()
    e32.do("correct-part", part="part-1", started=started, stopped=stopped, reason="x")
    assert e32.time("part-1").elapsed_s == 15 * 60


def test_who_examined_is_on_record_after_a_correction_on_paper(e32: Scene) -> None:
    at(e32, 10).identified().do("correct-part", part="part-1", **PAPER)
    new = {"by": "Chloé ROUX", "quality": "professionnel", "reason": "x"}
    e32.do("replace-examiner", examiner="Bruno PETIT", **new)
    assert [e.name for e in e32.p.examiners] == ["Anne MARTIN", "Bruno PETIT"]


# --- an attempt annulled --------------------------------------------------------------------------


def test_an_annulled_attempt_goes_back_to_present_and_is_kept(e32: Scene) -> None:
    e32.ready().do("annul-attempt", reason="mauvais candidat")
    attempt = e32.p.attempts[0]
    assert e32.status() == "present"
    assert [run.part for run in attempt.runs] == ["preparation", "part-1", "part-2", "part-3"]
    assert (attempt.mark, attempt.appraisal, len(attempt.levels)) == ("12.5", "Bon entretien.", 13)


def test_nothing_of_the_annulled_attempt_stands(e32: Scene) -> None:
    p = e32.ready().do("annul-attempt", reason="mauvais candidat").p
    assert (p.runs, p.levels, p.mark, p.appraisal, p.visas) == ((), {}, None, "", {})
    e32.do("start-part", part="preparation")


def test_the_running_clock_of_an_annulled_attempt_is_stopped(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").wait(1)
    e32.do("annul-attempt", reason="mauvaise fiche")
    assert e32.p.attempts[0].runs[0].stopped == e32.now
    e32.identified("002").do("start-part", passage="002", part="preparation")


def test_annulling_needs_a_reason_and_an_attempt(e32: Scene) -> None:
    assert "rien à annuler" in e32.identified().refused("annul-attempt", reason="x")
    e32.do("start-part", part="preparation")
    assert "motif" in e32.refused("annul-attempt", reason="")


def test_annulling_forgets_that_a_sheet_was_transcribed(e32: Scene) -> None:
    e32.do("transcribe", sheet={"mark": "12"}, reason="panne")
    assert not e32.do("annul-attempt", reason="mauvais candidat").p.transcribed


# --- a passage suspended --------------------------------------------------------------------------


def suspended(scene: Scene) -> Scene:
    scene.identified().do("start-part", part="part-1", reason="x").wait(5)
    return scene.do("suspend-passage", reason="malaise", authority="chef de centre")


def test_a_suspended_passage_stops_counting_and_frees_the_room(e32: Scene) -> None:
    suspended(e32).wait(60)
    assert e32.status() == "suspended"
    assert e32.time("part-1").elapsed_s == 5 * 60
    e32.identified("002").do("start-part", passage="002", part="part-1", reason="x")


def test_a_suspended_preparation_frees_its_place(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").do("suspend-passage", reason="x")
    e32.identified("002").do("start-part", passage="002", part="preparation")


def test_it_is_resumed_later_or_another_day_then_its_clock_by_hand(e32: Scene) -> None:
    suspended(e32).wait(24 * 60).do("resume-passage", reason="reconvoqué")
    assert e32.time("part-1").state == "paused"
    e32.do("resume-part").wait(10)
    assert e32.time("part-1").elapsed_s == 15 * 60


def test_it_is_resumed_when_the_room_is_free_only(e32: Scene) -> None:
    suspended(e32).identified("002").do("start-part", passage="002", part="part-1", reason="x")
    assert "NOM 002" in e32.refused("resume-passage", reason="va mieux")
    e32.do("suspend-passage", passage="002", reason="x").do("resume-passage", reason="va mieux")


def test_between_two_parts_too_it_is_resumed_when_the_room_is_free_only(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-1", reason="x").do("stop-part", part="part-1")
    e32.do("suspend-passage", reason="alarme").identified("002")
    e32.do("start-part", passage="002", part="part-1", reason="x")
    assert "NOM 002" in e32.refused("resume-passage", reason="fin d’alarme")


def test_suspending_and_resuming_need_a_reason(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation")
    assert "motif" in e32.refused("suspend-passage", reason="")
    assert "n’est pas suspendu" in e32.refused("resume-passage", reason="x")
    e32.do("suspend-passage", reason="x")
    assert "déjà" in e32.refused("suspend-passage", reason="x")
    assert "motif" in e32.refused("resume-passage", reason=" ")


def test_only_a_started_passage_is_suspended(e32: Scene) -> None:
    assert "rien à suspendre" in e32.identified().refused("suspend-passage", reason="x")


def test_suspending_explains_a_pause_that_was_not(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").do("pause-part")
    e32.do("suspend-passage", reason="alarme").do("resume-passage", reason="fin")
    e32.do("resume-part")
    assert e32.p.runs[0].pauses[0].reason == "alarme"


def test_a_suspended_passage_is_still_evaluated(e32: Scene) -> None:
    suspended(e32).do("set-mark", mark="8").do("place-level", competency="C2", level="I")
    assert (e32.p.mark, e32.p.levels) == ("8.0", {"C2": "I"})


def test_overtime_of_a_part_started_again_is_counted_once_in_the_record(e42: Scene) -> None:
    e42.identified().do("start-part", part="part-1").wait(14)
    e42.do("stop-part", part="part-1").do("start-part", part="part-1", reason="x").wait(3)
    e42.do("start-part", part="part-2", reason="y").wait(6).do("stop-part", part="part-2")
    lines = build(e42.state, e42.p, "", 1)["ledger"]
    assert [line["overtime_s"] for line in lines] == [0, 120, 60]


def test_each_ledger_line_names_who_sat_when_it_started(e42: Scene) -> None:
    first = [e.name for e in e42.state.commission.examiners]  # type: ignore[union-attr]
    e42.identified().do("start-part", part="part-1").wait(14)
    e42.do(
        "replace-examiner", examiner=first[1], by="Zoé", quality="professionnel", reason="malaise"
    )
    e42.do("start-part", part="part-2")
    lines = build(e42.state, e42.p, "", 1)["ledger"]
    assert [line["examiners"] for line in lines] == [first, [first[0], "Zoé"]]
