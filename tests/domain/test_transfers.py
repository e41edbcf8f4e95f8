"""A candidate goes from one commission to another, with what is known of them (§ 1.4)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codec import compact
from app.domain.rules.lists import candidate_line
from app.domain.status import in_room, past
from app.domain.transfer import content_of
from tests.domain.scene import ANNE, Scene, candidate, opening

KEY = "ab" * 32


def gone(scene: Scene, **fields: Any) -> dict[str, Any]:
    """Candidate 001 leaves; the content of the transfer, as its file gives it back."""
    scene.do("transfer-out", reason="échange", **fields)
    content = content_of(scene.state, scene.p, candidate_line(scene.p.candidate))
    told: dict[str, Any] = json.loads(compact(content))
    return told


def other(exam: str = "E32", **fields: Any) -> Scene:
    """Another commission, of candidates 101 and 102."""
    scene = Scene.__new__(Scene)
    known = Scene(exam)
    scene.now, scene.state = known.now, type(known.state)(known.state.catalogue)
    told = opening(exam, **{"commission": "C05", **fields})
    scene.do("open-commission", **{k: v for k, v in told.items() if k != "act"})
    lines = [candidate("101"), candidate("102")]
    return scene.do("load-list", source="liste", candidates=lines)


def arrive(scene: Scene, content: dict[str, Any], **fields: Any) -> Scene:
    return scene.do("transfer-in", transfer=content, public=KEY, **fields)


def turned_away(scene: Scene, content: dict[str, Any], **fields: Any) -> str:
    return scene.refused("transfer-in", transfer=content, public=KEY, **fields)


@pytest.fixture
def e32() -> Scene:
    return Scene("E32", hour="09:00", extra_parts="1/3", conformity="unchecked")


# --- out ----------------------------------------------------------------------------------------


def test_who_left_is_shown_as_transferred_and_is_past(e32: Scene) -> None:
    gone(e32)
    assert e32.status() == "transferred" and past(e32.exam, e32.p)


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("confirm-identity", {}),
        ("start-part", {"part": "preparation"}),
        ("mark-absent", {}),
        ("raise-doubt", {"reason": "x"}),
        ("set-mark", {"mark": "12"}),
        ("attach-document", {"name": "a.pdf", "sha256": "0" * 64, "size": 1}),
        ("transfer-out", {"reason": "x"}),
        ("transcribe", {"sheet": {"mark": "12"}, "reason": "x"}),
    ],
)
def test_nothing_is_done_any_more_where_the_candidate_left(
    act: str, fields: dict[str, Any], e32: Scene
) -> None:
    gone(e32, to="C05")
    assert "a été transféré vers la commission C05" in e32.refused(act, **fields)


def test_a_transfer_needs_a_reason(e32: Scene) -> None:
    assert "motif" in e32.refused("transfer-out", reason=" ")


def test_nobody_is_transferred_to_where_they_are(e32: Scene) -> None:
    assert "déjà dans la commission C04" in e32.refused("transfer-out", reason="x", to="C04")


def test_who_has_begun_stays_until_it_is_annulled(e32: Scene) -> None:
    e32.identified().do("start-part", part="preparation")
    assert "annulez d’abord" in e32.refused("transfer-out", reason="x")
    e32.do("annul-attempt", reason="erreur")
    gone(e32)


def test_who_has_levels_or_a_mark_stays(e32: Scene) -> None:
    e32.do("confirm-identity").do("set-mark", mark="12")
    assert "déjà des niveaux, une note" in e32.refused("transfer-out", reason="x")


def test_who_was_ever_sealed_stays(e32: Scene) -> None:
    e32.sealed().do("reopen", reason="x")
    assert "déjà été scellée" in e32.refused("transfer-out", reason="x")


def test_who_is_absent_is_marked_present_first(e32: Scene) -> None:
    e32.do("mark-absent")
    assert "marquez-le présent" in e32.refused("transfer-out", reason="x")


def test_who_waits_in_the_room_and_leaves_is_in_it_no_more(e32: Scene) -> None:
    e32.identified()
    assert in_room(e32.state) is not None
    gone(e32)
    assert in_room(e32.state) is None and not e32.p.identity


def test_a_corrected_list_leaves_whoever_left_alone(e32: Scene) -> None:
    content = gone(e32)
    e32.do("load-list", source="l", candidates=[candidate("001", hour="15:00"), candidate("002")])
    assert e32.p.candidate.hour == "09:00"
    assert content_of(e32.state, e32.p, candidate_line(e32.p.candidate)) == content


# --- in -----------------------------------------------------------------------------------------


def known(scene: Scene) -> Scene:
    """Everything that may be known of a candidate before the day."""
    scene.do("raise-doubt", reason="visa illisible")
    scene.do("declare-known", examiner=ANNE, reason="ancien élève", tie="school")
    scene.do("tick-dossier", item="fiche-1", value=["yes"])
    scene.do("choose-situation", fiche_1=2, fiche_2=4, parameters="40 ans", scenario_2="Il hésite")
    return scene.do("attach-document", name="piece-01.pdf", sha256="0" * 64, size=9)


def test_all_that_is_known_of_the_candidate_arrives(e32: Scene) -> None:
    content = gone(known(e32))
    there = arrive(other(examiners=[{"name": "C D", "quality": "enseignant"}]), content).p
    assert there.candidate == e32.p.candidate and there.situation == e32.p.situation
    assert (there.doubt, there.dossier) == ("visa illisible", {"fiche-1": ["yes"]})
    assert there.known == e32.p.known and there.listed
    assert there.authority == "transfert de la commission C04"


def test_a_dossier_not_valid_arrives_not_valid(e32: Scene) -> None:
    e32.do("declare-not-valid", reason="not-signed", authority="DEC", decided="2019-05-20")
    there = arrive(other(), gone(e32))
    assert there.p.not_valid == e32.p.not_valid and there.status() == "not-valid"


def test_whoever_arrives_is_examined_and_sealed_there(e32: Scene) -> None:
    there = arrive(other(), gone(e32), hour="14:30")
    assert there.p.candidate.hour == "14:30"
    assert there.sealed().status() == "sealed"


def test_whoever_is_there_already_does_not_arrive(e32: Scene) -> None:
    there = other().do("add-candidate", number="001", last_name="X", first_names="Y", authority="D")
    assert "déjà dans cette commission" in turned_away(there, gone(e32))


def test_a_transfer_serves_once(e32: Scene) -> None:
    content = gone(e32)
    there = arrive(other(), content).do("transfer-out", reason="retour")
    assert "ne sert qu’une fois" in turned_away(there, content)


def test_a_transfer_of_another_exam_or_session_is_refused(e32: Scene) -> None:
    content = gone(e32)
    assert "E32 2019" in turned_away(other("E42"), content)
    assert "E32 2018" in turned_away(other(), {**content, "session": 2018})


def test_a_rehearsal_does_not_enter_a_real_commission_nor_the_reverse(e32: Scene) -> None:
    content = gone(e32)
    assert "de répétition" in turned_away(other(), {**content, "rehearsal": True})
    assert "réelle" in turned_away(other(rehearsal=True), content)


def test_a_transfer_for_another_commission_is_refused(e32: Scene) -> None:
    assert "pour la commission C06" in turned_away(other(), gone(e32, to="C06"))


def test_whoever_said_to_know_the_candidate_does_not_receive_them(e32: Scene) -> None:
    assert f"connu d’{ANNE}" in turned_away(other(), gone(known(e32)))


def test_transferred_by_mistake_the_candidate_comes_back_with_their_pieces(e32: Scene) -> None:
    before = known(e32).p
    there = arrive(e32, gone(e32)).p
    assert (there.situation, there.doubt, there.known) == (
        before.situation,
        before.doubt,
        before.known,
    )
    assert there.documents == before.documents and there.position == before.position


@pytest.mark.parametrize(
    "change",
    [
        {"candidate": {"number": "001"}},
        {"candidate": {"number": "001", "last_name": "X", "school": "Lycée"}},
        {"candidate": []},
        {"dossier": {"nothing": True}},
        {"situation": {"fiche_1": 1, "fiche_2": 1}},
        {"known": [{"examiner": "x"}]},
        {"not_valid": {"reason": "x", "authority": "", "decided": ""}},
        {"mark": "12"},
        {"format": 2},
    ],
)
def test_a_transfer_that_breaks_a_rule_is_refused_whole(change: dict[str, Any], e32: Scene) -> None:
    there = other()
    turned_away(there, {**gone(e32), **change})
    assert set(there.state.passages) == {"101", "102"}


@given(
    st.sets(st.sampled_from(["doubt", "ticks", "situation", "identity", "known"])), st.booleans()
)
def test_out_and_in_again_is_as_if_nothing_had_been(done: set[str], addressed: bool) -> None:
    scene = Scene()
    acts: dict[str, tuple[str, dict[str, Any]]] = {
        "doubt": ("raise-doubt", {"reason": "x"}),
        "ticks": ("tick-dossier", {"item": "property", "value": True}),
        "situation": ("choose-situation", {"fiche_1": 5, "fiche_2": 1}),
        "identity": ("confirm-identity", {}),
        "known": ("declare-known", {"examiner": ANNE, "reason": "x"}),
    }
    for name in sorted(done):
        scene.do(acts[name][0], **acts[name][1])
    before = scene.p
    after = arrive(scene, gone(scene, **({"to": "C09"} if addressed else {}))).p
    names = ("candidate", "doubt", "dossier", "situation", "known", "not_valid", "position")
    assert [getattr(after, n) for n in names] == [getattr(before, n) for n in names]
