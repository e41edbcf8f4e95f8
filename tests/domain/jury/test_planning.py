"""The proposal: it breaks nothing, leaves nobody who could pass, and is always the same."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from app.domain.jury.breaches import Breach, breaches, of_commission
from app.domain.jury.hours import hour_text
from app.domain.jury.planning import Proposal, propose, unassigned
from app.domain.jury.spans import whole
from tests.domain.jury.instances import DAYS, juries, large
from tests.domain.jury.scene import (
    ANNE,
    BRUNO,
    CHLOE,
    DAY,
    JuryScene,
    commission,
    examiner,
    line,
)
from tests.domain.scene import french


def applied(scene: JuryScene) -> Proposal:
    """The proposal, once each of its acts was performed in its order."""
    proposal = propose(scene.state)
    for act in proposal.acts:
        scene.assign(act.candidate, act.commission, act.hour, act.day, act.exam)
    return proposal


def found(scene: JuryScene) -> set[Breach]:
    return {breach for breach in breaches(scene.state) if breach.kind != "whole-school"}


@given(juries())
def test_a_proposal_is_never_refused_and_brings_no_breach(scene: JuryScene) -> None:
    before = found(scene)
    applied(scene)
    brought = found(scene) - before
    tolerated = {
        breach.text
        for breach in brought
        for code in breach.commissions
        if breach.kind == "preparation" and scene.state.commissions[code].slot < 55
    }
    assert {breach.text for breach in brought} == tolerated


@given(juries())
def test_everyone_is_placed_or_told_with_a_reason(scene: JuryScene) -> None:
    waiting = [*unassigned(scene.state, "E32"), *unassigned(scene.state, "E42")]
    proposal = applied(scene)
    placed = [(act.candidate, act.exam) for act in proposal.acts]
    left = [(told.candidate, told.exam) for told in proposal.unplaced]
    assert sorted(placed + left) == sorted(waiting)
    assert all(french(told.reason) for told in proposal.unplaced)


@given(juries())
def test_the_same_jury_gives_the_same_proposal(scene: JuryScene) -> None:
    assert propose(scene.state) == propose(scene.state)


@given(juries())
def test_who_is_unplaced_has_no_hour_left_that_breaks_nothing(scene: JuryScene) -> None:
    proposal = applied(scene)
    sound = scene.state
    for told in proposal.unplaced:
        for code, day, minute in possible(scene, told.candidate, told.exam):
            scene.state = sound
            hour = {"commission": code, "day": day, "hour": hour_text(minute)}
            told_hour = line(told.candidate, exam=told.exam, **hour)
            scene.do("enrol-candidates", source="x", candidates=[told_hour], fields=["number"])
            brought = Counter(of_commission(scene.state, code))
            brought.subtract(of_commission(sound, code))
            assert any(n > 0 for n in brought.values()) or close(
                scene, told.candidate, code, day, minute
            ), (
                told,
                hour,
            )


def possible(scene: JuryScene, number: str, exam: str) -> list[tuple[str, str, int]]:
    """Every hour of every day of every commission, by five minutes."""
    listed = scene.state.candidates[number].of(exam).listed.get("commission")
    return [
        (c.code, day.isoformat(), minute)
        for c in scene.state.commissions.values()
        if c.exam == exam and listed in (None, c.code)
        for day in c.dates
        for minute in range(c.hours.start, c.hours.end, 5)
    ]


def close(scene: JuryScene, number: str, code: str, day: str, minute: int) -> bool:
    """Whether the hour is less than a slot from another passage, or its preparation in a break:
    no breach, and not proposed either."""
    commission = scene.state.commissions[code]
    near = [
        slot.minute
        for _, slot in scene.state.before(code)
        if slot.day.isoformat() == day and abs(slot.minute - minute) < commission.slot
    ]
    own = whole(scene.state.exam(commission.exam), scene.state.candidates[number], minute)
    return len(near) > 1 or any(pause.meets(own) for pause in commission.breaks)


# --- what it is like ------------------------------------------------------------------------------


def test_three_hundred_candidates_pass_both_exams_without_a_breach() -> None:
    scene = large(300, 24)
    proposal = applied(scene)
    assert (len(proposal.acts), proposal.unplaced) == (600, ())
    assert breaches(scene.state) == []


def test_extra_time_gets_a_longer_slot(jury: JuryScene) -> None:
    only = commission("C1", "E32", ANNE, BRUNO, dates=[DAY], first_hour="08:00", last_hour="10:15")
    jury.do("set-commission", **only).do("take-out", table="commission", name="C2")
    for field in ("extra_parts", "extra_preparation"):
        jury.do("edit-candidate", field=field, value="1/3")
    hours = {act.candidate: act.hour for act in propose(jury.state).acts if act.exam == "E32"}
    assert hours == {"001": "08:00", "002": "09:15"}


def test_nothing_is_proposed_within_a_break(jury: JuryScene) -> None:
    for code, pair in (("C1", (ANNE, BRUNO)), ("C2", (CHLOE, "Denis ROY"))):
        told = commission(code, "E32", *pair, first_hour="11:10", last_hour="14:30", dates=[DAY])
        jury.do("set-commission", **told)
    hours = [act.hour for act in propose(jury.state).acts if act.exam == "E32"]
    assert hours == ["13:30", "13:30"]


def test_a_school_is_spread_over_the_commissions() -> None:
    lines = [line(f"{n:03d}", school="Lycée A" if n < 6 else "Lycée B") for n in range(12)]
    scene = JuryScene(*lines)
    applied(scene)
    schools = {
        code: [c.school for c, _ in scene.state.before(code)].count("Lycée A")
        for code in ("C1", "C2")
    }
    assert schools == {"C1": 3, "C2": 3}


def two_sites(last_1: str, last_2: str, **extra: str) -> JuryScene:
    """Two schools of two, each with its E32 in the site of D1 or of D2."""
    lines = [line(f"{n}", school=f"Lycée {n // 2}", **(extra if n < 2 else {})) for n in range(4)]
    scene = JuryScene(*lines)
    scene.do("set-examiner", **examiner("Guy BEC", "DA2")).do("set-examiner", **examiner("Jo LE"))
    hours = {"dates": [DAYS[4]]}
    pairs = ("Guy BEC", "Jo LE"), ("Élise BON", "Farid AZIZ")
    one = commission("D1", "E42", *pairs[0], last_hour=last_1, **hours)
    two = commission("D2", "E42", *pairs[1], site="Grenoble", last_hour=last_2, **hours)
    scene.do("set-commission", **one).do("set-commission", **two)
    scene.do("set-commission", **commission("C2", "E32", CHLOE, "Denis ROY", site="Grenoble"))
    for number, code in (("0", "C1"), ("1", "C1"), ("2", "C2"), ("3", "C2")):
        scene.assign(number, code, "08:00" if number in "02" else "10:00")
    applied(scene)
    return scene


def schools_of(scene: JuryScene, code: str) -> list[str]:
    return sorted(candidate.school for candidate, _ in scene.state.before(code))


def test_two_whole_schools_change_places_where_nothing_is_free() -> None:
    scene = two_sites("09:00", "09:00")
    assert schools_of(scene, "D1") == schools_of(scene, "D2") == ["Lycée 0", "Lycée 1"]


def test_who_cannot_change_places_stays() -> None:
    """With their time doubled, the first two do not fit before D2."""
    scene = two_sites("09:30", "08:50", extra_parts="1")
    assert schools_of(scene, "D1") == ["Lycée 0", "Lycée 0"]
    assert schools_of(scene, "D2") == ["Lycée 1", "Lycée 1"]


def test_what_is_assigned_is_left_alone(jury: JuryScene) -> None:
    jury.assign("001", "C2", "10:00")
    proposal = propose(jury.state)
    assert ("001", "E32") not in {(act.candidate, act.exam) for act in proposal.acts}


def test_a_commission_named_by_a_list_without_an_hour_is_kept(jury: JuryScene) -> None:
    jury.enrol(line("001", commission="C2"), line("002", commission="C9", exam="E32"))
    proposal = propose(jury.state)
    codes = {act.candidate: act.commission for act in proposal.acts if act.exam == "E32"}
    assert codes["001"] == "C2"
    assert [(t.candidate, "C9" in t.reason) for t in proposal.unplaced] == [("002", True)]


def test_who_cannot_pass_and_who_does_not_sit_are_not_placed(jury: JuryScene) -> None:
    jury.do("set-unit", unit="E32", status="ccf")
    nv = {"verdict": "not-conforming", "authority": "DEC", "reason": "not-signed"}
    jury.do("give-verdict", candidate="002", **nv)
    assert unassigned(jury.state, "E32") == [("003", "E32")]
    assert len(unassigned(jury.state, "E42")) == 3


# --- reasons --------------------------------------------------------------------------------------


def reasons(scene: JuryScene, exam: str = "E32") -> dict[str, str]:
    told = propose(scene.state).unplaced
    return {unplaced.candidate: unplaced.reason for unplaced in told if unplaced.exam == exam}


def test_a_conflict_everywhere_is_said_by_name(jury: JuryScene) -> None:
    jury.do("set-examiner", **examiner(ANNE, "DA1", knows=["001"]))
    jury.do("set-examiner", **examiner(CHLOE, "DA1", knows=["001"]))
    told = reasons(jury)["001"]
    assert f"C1 : {ANNE} connaît NOM 001" in told and f"C2 : {CHLOE}" in told


def test_full_commissions_and_short_days_are_said(jury: JuryScene) -> None:
    for code, last, pair in (("C1", "09:00", (ANNE, BRUNO)), ("C2", "08:40", (CHLOE, "Denis ROY"))):
        told = commission(code, "E32", *pair, last_hour=last, dates=[DAY])
        jury.do("set-commission", **told)
    told = reasons(jury)
    assert len(told) == 2
    assert all("aucune place" in reason for reason in told.values())


def test_too_short_a_day_for_the_extra_time_is_said() -> None:
    jury = JuryScene(line("001", extra_parts="1/3"))
    for code, pair in (("C1", (ANNE, BRUNO)), ("C2", (CHLOE, "Denis ROY"))):
        told = commission(code, "E32", *pair, last_hour="09:00", dates=[DAY])
        jury.do("set-commission", **told)
    assert "aucune plage libre n’a 69 minutes" in reasons(jury)["001"]


def test_an_hour_free_only_during_the_other_exam_is_said(jury: JuryScene) -> None:
    jury.assign("001", "C1", "08:00")
    pair = ("Élise BON", "Farid AZIZ")
    hours = {"first_hour": "08:00", "last_hour": "09:30", "dates": [DAY]}
    jury.do("set-commission", **commission("D1", "E42", *pair, **hours, site="Grenoble"))
    assert "l’autre oral" in reasons(jury, "E42")["001"]


def one_hour(scene: JuryScene, code: str, exam: str, *examiners: str, **fields: str) -> None:
    """A commission that has a single passage to give."""
    last = {"last_hour": "09:00" if exam == "E32" else "08:25", "dates": [DAY]}
    scene.do("set-commission", **commission(code, exam, *examiners, **last, **fields))


def test_room_is_made_by_moving_who_can_go_elsewhere(jury: JuryScene) -> None:
    """001 takes C1 though C3 would do, 002 cannot go there and C2 is full."""
    jury.do("set-examiner", **examiner(CHLOE, "DA1", knows=["001"]))
    jury.do("set-examiner", **examiner("Zoé PONS", "DA1", knows=["002"]))
    jury.do("set-examiner", **examiner("Yan LE"))
    one_hour(jury, "C1", "E32", ANNE, BRUNO)
    one_hour(jury, "C2", "E32", CHLOE, "Denis ROY")
    one_hour(jury, "C3", "E32", "Zoé PONS", "Yan LE")
    jury.assign("003", "C2", "08:00")
    codes = {a.candidate: a.commission for a in propose(jury.state).acts if a.exam == "E32"}
    assert codes == {"001": "C3", "002": "C1"}


def test_an_exam_makes_room_for_the_other_of_the_same_candidate() -> None:
    scene = JuryScene(line("001"))
    scene.do("take-out", table="commission", name="C2")
    one_hour(scene, "D1", "E42", "Élise BON", "Farid AZIZ")
    hours = {act.exam: act.hour for act in propose(scene.state).acts}
    assert hours == {"E32": "08:20", "E42": "08:00"}


def test_two_exams_that_exclude_each_other_leave_one_in_place() -> None:
    scene = JuryScene(line("001"))
    scene.do("take-out", table="commission", name="C2")
    one_hour(scene, "C1", "E32", ANNE, BRUNO)
    one_hour(scene, "D1", "E42", "Élise BON", "Farid AZIZ")
    proposal = propose(scene.state)
    assert [(act.exam, act.hour) for act in proposal.acts] == [("E32", "08:00")]
    assert [told.exam for told in proposal.unplaced] == ["E42"]


def test_a_jury_without_a_commission_for_an_exam_says_so(jury: JuryScene) -> None:
    jury.do("take-out", table="commission", name="D1")
    assert set(reasons(jury, "E42").values()) == {"Aucune commission d’E42 dans ce jury."}
