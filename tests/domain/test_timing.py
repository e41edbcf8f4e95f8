"""Starting, pausing, stopping parts; the room; minimums (§ 1.4.4)."""

from __future__ import annotations

import pytest

from tests.domain.scene import Scene


def ledger_of(scene: Scene) -> list[str]:
    return [run.part for run in scene.p.runs]


# --- order ----------------------------------------------------------------------------------------


def test_starting_the_next_part_stops_the_running_one(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").wait(15)
    e32.do("start-part", part="part-1").wait(5)
    assert e32.time("preparation").state == "stopped"
    assert e32.time("preparation").elapsed_s == 15 * 60
    assert e32.time("part-1").state == "running"


def test_the_parts_come_in_order_without_any_reason(e32: Scene) -> None:
    assert e32.examined().status() == "deliberating"
    assert ledger_of(e32) == ["preparation", "part-1", "part-2", "part-3"]


def test_an_e42_has_no_preparation(e42: Scene) -> None:
    assert "part-1" in e42.identified().refused("start-part", part="preparation")
    assert e42.do("start-part", part="part-1").status() == "running"


@pytest.mark.parametrize("part", ["part-1", "part-2", "part-3"])
def test_another_order_needs_a_reason(e32: Scene, part: str) -> None:
    assert "ordre" in e32.identified().refused("start-part", part=part)
    assert e32.do("start-part", part=part, reason="préparé ailleurs").status() == "running"


def test_going_back_needs_a_reason(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").do("start-part", part="part-1")
    assert "motif" in e32.refused("start-part", part="preparation")


def test_a_second_start_needs_a_reason_and_both_lines_stay(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").wait(5)
    e32.do("stop-part", part="preparation").wait(1)
    assert "déjà eu lieu" in e32.refused("start-part", part="preparation")
    e32.do("start-part", part="preparation", reason="fausse alerte").wait(10)
    assert ledger_of(e32) == ["preparation", "preparation"]
    assert e32.time("preparation").elapsed_s == 15 * 60


def test_the_running_part_starts_anew_with_a_reason_and_both_lines_stay(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").wait(2)
    assert "tourne déjà" in e32.refused("start-part", part="preparation")
    e32.do("start-part", part="preparation", reason="mauvaise fiche").wait(1)
    assert [run.open for run in e32.p.runs] == [False, True]
    assert e32.time("preparation").elapsed_s == 3 * 60


def test_an_unknown_part_is_refused(e32: Scene) -> None:
    e32.identified()
    for act in ("start-part", "stop-part", "pause-part"):
        assert "part-4" in e32.refused(act, part="part-4")


def test_the_clock_of_the_next_part_is_started_by_hand_only(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation").wait(60)
    assert e32.time("preparation").state == "running"
    assert e32.time("preparation").overtime_s == 45 * 60
    assert e32.time("part-1").state == "planned"


# --- pauses ---------------------------------------------------------------------------------------


def running(scene: Scene) -> Scene:
    return scene.identified().do("start-part", part=scene.exam.clocks[0].id)


def test_a_pause_is_immediate_and_its_reason_may_come_on_resuming(e32: Scene) -> None:
    running(e32).wait(3).do("pause-part").wait(2)
    assert "motif" in e32.refused("resume-part")
    e32.do("resume-part", reason="alarme").wait(1)
    time = e32.time("preparation")
    assert (time.elapsed_s, time.paused_s, time.state) == (240, 120, "running")
    assert e32.p.runs[0].pauses[0].reason == "alarme"


def test_a_pause_that_was_explained_needs_no_second_reason(e32: Scene) -> None:
    running(e32).do("pause-part", part="preparation", reason="malaise").wait(1)
    e32.do("resume-part", part="preparation")
    assert e32.p.runs[0].pauses[0].reason == "malaise"


def test_both_reasons_of_a_pause_are_kept(e32: Scene) -> None:
    running(e32).do("pause-part", reason="malaise").do("resume-part", reason="va mieux")
    assert e32.p.runs[0].pauses[0].reason == "malaise ; va mieux"


def test_a_paused_part_is_still_running_for_the_list(e32: Scene) -> None:
    assert running(e32).do("pause-part").status() == "running"
    assert e32.time("preparation").state == "paused"


def test_pausing_twice_or_resuming_what_runs_is_refused(e32: Scene) -> None:
    assert "n’est pas en pause" in running(e32).refused("resume-part", reason="x")
    assert "déjà en pause" in e32.do("pause-part").refused("pause-part")


@pytest.mark.parametrize("act", ["pause-part", "resume-part"])
def test_only_a_running_clock_is_paused(e32: Scene, act: str) -> None:
    assert "Aucune horloge" in e32.refused(act, reason="x")
    assert "Aucune horloge" in running(e32).refused(act, part="part-1", reason="x")


def test_an_unexplained_pause_is_explained_before_the_part_ends(e32: Scene) -> None:
    running(e32).do("pause-part")
    assert "motif" in e32.refused("stop-part", part="preparation")
    assert "motif" in e32.refused("start-part", part="part-1")
    e32.do("start-part", part="part-1", reason="téléphone")
    assert e32.p.runs[0].pauses[0].reason == "téléphone"


def test_an_explained_pause_takes_no_other_act_s_reason(e32: Scene) -> None:
    running(e32).do("pause-part", reason="malaise").do("start-part", part="part-2", reason="ordre")
    assert e32.p.runs[0].pauses[0].reason == "malaise"


# --- minimum --------------------------------------------------------------------------------------


def at_last_part(scene: Scene) -> Scene:
    scene.identified()
    for part in scene.exam.clocks:
        scene.do("start-part", part=part.id)
    return scene


@pytest.mark.parametrize(("exam", "part", "minimum"), [("E32", "part-3", 10), ("E42", "part-2", 5)])
def test_the_last_part_stops_before_its_minimum_with_a_reason_only(
    exam: str, part: str, minimum: int
) -> None:
    scene = at_last_part(Scene(exam)).wait(minimum, seconds=-1)
    assert "au moins" in scene.refused("stop-part", part=part)
    scene.do("stop-part", part=part, reason="le candidat s’arrête")
    assert scene.p.runs[-1].stop_reason == "le candidat s’arrête"


def test_the_last_part_stops_freely_at_its_minimum(e32: Scene) -> None:
    at_last_part(e32).wait(10).do("stop-part", part="part-3")
    assert e32.status() == "deliberating"


def test_a_pause_does_not_count_towards_the_minimum(e32: Scene) -> None:
    at_last_part(e32).wait(5).do("pause-part", reason="x").wait(5).do("resume-part")
    assert "au moins" in e32.refused("stop-part", part="part-3")


def test_two_lines_of_the_last_part_count_together(e32: Scene) -> None:
    at_last_part(e32).wait(6).do("stop-part", part="part-3", reason="alarme")
    e32.do("start-part", part="part-3", reason="fin de l’alarme").wait(4)
    e32.do("stop-part", part="part-3")


@pytest.mark.parametrize("part", ["preparation", "part-1", "part-2"])
def test_a_maximum_stops_at_any_time_without_a_reason(e32: Scene, part: str) -> None:
    e32.identified().do("start-part", part=part, reason="ordre").wait(seconds=5)
    e32.do("stop-part", part=part)
    assert e32.time(part).elapsed_s == 5


def test_extra_time_lengthens_the_minimum() -> None:
    scene = at_last_part(Scene("E32", extra_parts="1/3")).wait(13, seconds=19)
    assert "13 min 20 s" in scene.refused("stop-part", part="part-3")
    scene.wait(seconds=1).do("stop-part", part="part-3")


# --- the room -------------------------------------------------------------------------------------


def test_one_passage_is_in_its_parts_at_a_time(e32: Scene) -> None:
    at_last_part(e32).identified("002")
    second = {"passage": "002", "part": "part-1", "reason": "ordre"}
    assert "NOM 001" in e32.refused("start-part", **second)
    e32.wait(10).do("stop-part", part="part-3").do("start-part", **second)


def test_between_two_parts_the_room_is_still_taken(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-1", reason="ordre").do("stop-part", part="part-1")
    second = {"passage": "002", "part": "part-1", "reason": "ordre"}
    assert "NOM 001" in e32.identified("002").refused("start-part", **second)


def test_the_next_candidate_prepares_while_the_present_one_is_examined(e32: Scene) -> None:
    at_last_part(e32).identified("002").do("start-part", passage="002", part="preparation")
    assert [e32.status("001"), e32.status("002")] == ["running", "running"]


def test_one_other_may_be_preparing_and_no_more(e32: Scene) -> None:
    running(e32).identified("002")
    assert "préparation" in e32.refused("start-part", passage="002", part="preparation")


def test_who_prepared_waits_for_the_room(e32: Scene) -> None:
    at_last_part(e32).identified("002").do("start-part", passage="002", part="preparation")
    assert "NOM 001" in e32.refused("start-part", passage="002", part="part-1")


def test_a_recused_candidate_leaves_the_room(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-1", reason="x").do("stop-part", part="part-1")
    e32.do("declare-known", examiner="Anne MARTIN", reason="reconnue").identified("002")
    e32.do("start-part", passage="002", part="part-1", reason="x")


def test_who_holds_the_room_goes_on_when_a_recusal_is_withdrawn(e32: Scene) -> None:
    test_a_recused_candidate_leaves_the_room(e32)
    e32.do("withdraw-known", reason="homonyme")
    e32.do("start-part", passage="002", part="part-2")
    assert "NOM 002" in e32.refused("start-part", part="part-2")


def test_a_part_timed_on_paper_holds_no_room(e32: Scene) -> None:
    e32.wait(60).identified().identified("002")
    e32.do("correct-part", part="part-1", started="08:05", stopped="08:20", reason="sur papier")
    e32.do("start-part", passage="002", part="part-1", reason="x")


def test_a_grid_reopened_to_be_corrected_holds_no_room(e32: Scene) -> None:
    e32.identified().do("start-part", part="part-1", reason="x").do("stop-part", part="part-1")
    e32.evaluated().signed().do("seal", reason="parti après la première partie")
    e32.identified("002").do("start-part", passage="002", part="part-1", reason="x")
    e32.do("reopen", reason="faute").do("set-mark", mark="9")
    e32.do("start-part", passage="002", part="part-2")


def test_a_suspended_passage_starts_nothing_before_it_is_resumed(e32: Scene) -> None:
    running(e32).do("suspend-passage", reason="malaise")
    assert "suspendu" in e32.refused("start-part", part="part-1")
    assert "suspendu" in e32.refused("resume-part", reason="x")
