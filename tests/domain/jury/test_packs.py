"""What a commission's pack holds and what is said of a change (§ 1.4.2, rule 4)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.jury.packs import PackContent, changes, content_of, issued_by, texts_of
from app.domain.jury.schools import Schools
from tests.domain.jury.scene import ANNE, DAY, JuryScene, line

HASH = "0123456789abcdef" * 4


def scene() -> JuryScene:
    """001 and 002 before C1, 003 before C2; 001 has a piece that was attested and one not."""
    made = JuryScene(
        line("001", school="Lycée Émile-Zola", uai="0690001X"),
        line("002", school="Lycée du Cœur"),
        line("003"),
    )
    made.assign("001", "C1", "09:00").assign("002", "C1", "10:00").assign("003", "C2", "09:00")
    for name in ("a.pdf", "b.pdf"):
        made.do("store-piece", name=name, sha256=HASH, size=9)
    made.do("attest-anonymous", piece="a.pdf", by="Mme LOI")
    return made.do("choose-fiches", fiche_1=1, fiche_2=2, by=ANNE, scenario="Il hésite.")


def content(made: JuryScene, code: str = "C1") -> PackContent:
    return content_of(made.state, code)


def news(made: JuryScene, name: str, /, **fields: Any) -> list[str]:
    """What an act changes in C1's pack, as it is said."""
    before = content(made)
    after = content(made.do(name, **fields))
    told = list(changes(before, after))
    assert bool(told) == (before.root != after.root)
    return told


def test_a_pack_holds_the_candidates_of_its_commission_in_order() -> None:
    told = [(p.candidate.number, p.candidate.hour) for p in content(scene()).candidates]
    assert told == [("001", "09:00"), ("002", "10:00")]


def test_only_attested_pieces_go_in() -> None:
    first = content(scene()).candidates[0]
    assert [p.name for p in first.pieces] == ["a.pdf"]
    assert [p.name for p in first.left] == ["b.pdf"]


def test_a_dossier_that_does_not_conform_goes_in_without_a_choice() -> None:
    made = scene().do("give-verdict", verdict="not-conforming", authority="DEC", reason="x")
    last = content(made).candidates[-1]
    assert (last.candidate.number, last.barred, last.choice) == ("001", True, None)


def test_what_is_described_of_the_fiches_is_ticked_and_nothing_else() -> None:
    made = scene().fiche(1, "Auto", "property", professional=True, client=False)
    assert content(made).candidates[0].ticks == {
        "fiche-1": ["yes", "client-missing"],
        "professional": True,
        "professional-property": True,
        "property": True,
    }
    assert content(made).candidates[1].ticks == {}


def test_e42_counts_its_fiches_and_says_claims_only_of_all_four() -> None:
    made = scene().assign("001", "D1", "14:00", "2019-06-06", exam="E42")
    for number in range(6, 9):
        made.fiche(number, "Auto", "property", claim=True)
    assert content(made, "D1").candidates[0].ticks == {"count": 3, "property": True}
    made.fiche(9, "Santé", "persons", claim=True)
    told = content(made, "D1").candidates[0].ticks
    assert told == {"count": 4, "claims-only": True, "property": True, "persons": True}


def test_no_school_nor_who_chose_is_in_what_a_pack_is_made_of() -> None:
    told = repr([(p.candidate, p.ticks) for p in content(scene()).candidates])
    assert "Zola" not in told and "0690001X" not in told


# --- what changed -------------------------------------------------------------------------------


def test_the_same_state_gives_the_same_root() -> None:
    assert content(scene()).root == content(scene()).root


def test_what_concerns_another_commission_changes_nothing() -> None:
    assert news(scene(), "unassign", candidate="003") == []


def test_who_else_chose_the_same_changes_nothing() -> None:
    again = {"fiche_1": 1, "fiche_2": 2, "scenario": "Il hésite."}
    assert news(scene(), "choose-fiches", by="Bruno PETIT", **again) == []


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"name": "assign", "commission": "C1", "day": DAY, "hour": "11:00"}, "à 11:00 au lieu"),
        ({"name": "unassign"}, "parti : NOM 001 Zoé (001)"),
        ({"name": "choose-fiches", "fiche_1": 3, "fiche_2": 2, "by": ANNE}, "fiche 3 et 2"),
        ({"name": "withdraw-choice"}, "choix retiré"),
        ({"name": "attest-anonymous", "piece": "a.pdf", "by": "x", "anonymous": False}, "1 de m"),
        ({"name": "edit-candidate", "field": "usual_name", "value": "B"}, "état civil"),
        (
            {"name": "give-verdict", "verdict": "doubtful", "authority": "D", "reason": "x"},
            "constat : en doute",
        ),
    ],
)
def test_each_change_is_told_in_words(act: dict[str, Any], words: str) -> None:
    told = news(scene(), act.pop("name"), **act)
    assert len(told) == 1 and words in told[0]


def test_another_room_or_examiner_is_told() -> None:
    fields = {"exam": "E32", "site": "Lyon", "room": "Z9", "dates": [DAY]}
    told = news(scene(), "set-commission", commission="C1", examiners=[ANNE, "Denis ROY"], **fields)
    assert told == ["changé : la salle, les examinateurs"]


# --- packs of a jury ----------------------------------------------------------------------------


def test_the_last_pack_of_a_commission_is_the_one_in_force() -> None:
    made = scene()
    for key in ("aa", "bb"):
        made.do("issue-pack", commission="C1", public=key, content=content(made).root)
    assert "paquet n° 1 de la commission C1, remplacé" in issued_by(made.state, "aa")
    assert "paquet n° 2 de la commission C1, en vigueur" in issued_by(made.state, "bb")
    assert "Clé inconnue" in issued_by(made.state, "cc")


def test_a_commission_described_again_keeps_its_packs() -> None:
    made = scene().do("issue-pack", commission="C1", public="aa", content="x")
    fields = {"exam": "E32", "site": "Lyon", "room": "Z9", "dates": [DAY]}
    made.do("set-commission", commission="C1", examiners=[ANNE, "Bruno PETIT"], **fields)
    assert [pack.public for pack in made.state.commissions["C1"].packs] == ["aa"]


# --- schools ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "au Lycée Émile-Zola",
        "LYCEE EMILE ZOLA",
        "lycéeémilezola",
        "lycée Émile\nZola, Lyon",
        "UAI : 0690001x.",
        "le lycee du coeur",
    ],
)
def test_a_school_is_found_however_it_is_written(text: str) -> None:
    assert len(Schools(scene().state).named_in(text)) == 1


@pytest.mark.parametrize("text", ["", "Émile appelle Zola", "069 0001", "le cœur du sujet"])
def test_what_names_no_school_is_left_alone(text: str) -> None:
    assert Schools(scene().state).named_in(text) == []


@given(st.text(), st.text(), st.sampled_from(["utf-8", "latin-1", "utf-16-le", "utf-16-be"]))
def test_a_school_is_found_in_bytes_whatever_stands_around(a: str, b: str, form: str) -> None:
    schools = Schools(scene().state)
    data = f"{a} lycée Émile-Zola {b}".encode(form, "ignore")
    assert schools.named_in_bytes(data) == ["Lycée Émile-Zola"]


def test_a_scenario_is_a_text_to_look_at_and_the_centre_is_not() -> None:
    made = scene()
    told = dict(texts_of(content(made)))
    assert told["le scénario de NOM 001 Zoé"] in ("Il hésite.", "")
    assert "Lyon" not in told.values()
