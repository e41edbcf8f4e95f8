"""The papers printed before the day, read back: whom each names, what none may show."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.domain.errors import PassageError
from app.domain.jury.state import JuryState
from app.services.jury_prints import print_jury, prints
from app.services.jury_prints_control import HIDDEN
from app.services.printing import Files
from tests.domain.jury.scene import ANNE, BRUNO, NEXT_DAY, JuryScene, line, opening

PLANNING, ROOMS, DOORS = (
    "planning-par-commission.pdf",
    "planning-par-salle.pdf",
    "listes-des-portes.pdf",
)
SIGNED, CONTROL = "emargement.pdf", "controle-de-conformite.pdf"
SUBJECTS, SCENARIOS = "sujets-des-candidats.pdf", "scenarios-des-commissions.pdf"
EVERY = {PLANNING, ROOMS, DOORS, SIGNED, CONTROL, SUBJECTS, SCENARIOS}
SCHOOL, UAI = "Lycée Victor-Hugo", "0691234X"
LONG = "DE LA ROCHEFOUCAULD-MONTBAZON DE SAINT-EXUPÉRY"
WRITTEN = {"parameters": "Un troisième enfant.", "scenario": "Vous êtes pressé."}


def person(number: str, **fields: Any) -> dict[str, Any]:
    told = {"school": SCHOOL, "uai": UAI, "born": "1998-02-14", "category": "SCOLAIRE"}
    return line(number, **told | fields)


def scene(**fields: Any) -> JuryScene:
    """001 and 002 in E32 before C1, 003 before C2 the next day; 001 in E42; 004 has no hour, 005
    may not be examined."""
    extra = {"extra_parts": "1/3", "extra_preparation": "1/3"}
    people = [person("001"), person("002", **extra), *map(person, ("003", "004", "005"))]
    made = JuryScene(*people, **fields)
    made.assign("001", "C1", "09:00").assign("002", "C1", "08:00").assign("005", "C1", "10:00")
    made.assign("003", "C2", "08:00", day=NEXT_DAY).assign("001", "D1", "14:00", exam="E42")
    made.fiche(3, "Assurance automobile", "property", professional=False, real=True)
    made.do("choose-fiches", fiche_1=3, fiche_2=5, by=ANNE, scenario_2="Vous héritez.", **WRITTEN)
    made.do("choose-fiches", exam="E42", fiche_1=7, by=BRUNO, scenario="Dégât des eaux.")
    made.do("choose-fiches", candidate="002", fiche_1=1, fiche_2=2, by=ANNE, **WRITTEN)
    verdict = {"verdict": "doubtful", "authority": "DEC", "reason": "Visa illisible"}
    made.do("give-verdict", candidate="002", **verdict)
    return made.do("give-verdict", candidate="005", **verdict | {"verdict": "not-conforming"})


@cache
def state() -> JuryState:
    return scene().state


@cache
def printed() -> Files:
    return prints(state())[0]


def pages(name: str, of: JuryState | None = None) -> list[str]:
    """The text of each page of a paper, white space normalised."""
    files = printed() if of is None else prints(of)[0]
    reader = PdfReader(BytesIO(files[name]))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def text(name: str, of: JuryState | None = None) -> str:
    return " ".join(pages(name, of))


def in_order(read: str, *words: str) -> bool:
    places = [read.find(word) for word in words]
    return -1 not in places and places == sorted(places)


# --- all of them --------------------------------------------------------------------------------


def test_every_paper_is_printed_and_the_same_state_gives_the_same_bytes() -> None:
    assert set(printed()) == EVERY and prints(scene().state)[0] == printed()


@pytest.mark.parametrize("name", sorted(EVERY))
def test_no_paper_names_a_school_or_its_uai(name: str) -> None:
    read = text(name).casefold()
    assert [word for word in ("victor", "hugo", UAI.casefold()) if word in read] == []
    assert UAI.encode() not in printed()[name]


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_rehearsal_says_so_on_every_page_of_every_paper(name: str) -> None:
    rehearsal = scene(rehearsal=True).state
    assert all("RÉPÉTITION – SANS VALEUR" in page for page in pages(name, rehearsal))
    assert "RÉPÉTITION" not in text(name)


def test_the_pages_of_each_paper_of_a_run_are_counted_apart_and_printed_on_one_side() -> None:
    reader = PdfReader(BytesIO(printed()[SUBJECTS]))
    assert all("page 1/1" in page for page in pages(SUBJECTS)) and len(reader.outline) == 2
    preferences: Any = reader.trailer["/Root"]["/ViewerPreferences"]  # type: ignore[index]
    assert preferences["/Duplex"] == "/Simplex"


def test_names_too_long_lose_no_letter_on_any_list() -> None:
    long = scene().do("edit-candidate", field="last_name", value=LONG).state
    for name in (PLANNING, ROOMS, DOORS, SIGNED, SCENARIOS, CONTROL):
        assert LONG.replace(" ", "") in text(name, long).replace(" ", "")


def test_the_longest_texts_a_field_takes_stop_no_paper() -> None:
    rooms = [c | {"room": c["commission"] + "W" * 400} for c in opening()["commissions"]]
    made, long = scene(commissions=rooms), "W" * 500
    for name in ("last_name", "first_names", "usual_name"):
        made.do("edit-candidate", field=name, value=long)
    verdict = {"verdict": "doubtful", "authority": long, "reason": "x\n" * 249}
    made.do("give-verdict", **verdict).fiche(3, long, "property")
    made.do("choose-fiches", fiche_1=3, fiche_2=5, by=ANNE, scenario="W" * 20_000)
    assert all(text(name, made.state).count("W") > 1000 for name in EVERY)


def test_forty_candidates_of_a_day_flow_on_with_the_heads_again() -> None:
    people = [person(f"N{rank:03d}") for rank in range(40)]
    days = [c | {"last_hour": "23:59", "breaks": []} for c in opening()["commissions"]]
    made = JuryScene(*people, commissions=days)
    for rank in range(40):
        hour = f"{8 + rank * 20 // 60:02d}:{rank * 20 % 60:02d}"
        made.assign(f"N{rank:03d}", "D1", hour, exam="E42")
    for name, heads in ((PLANNING, "Commission D1 – mercredi"), (DOORS, "Salle BD1 mercredi")):
        read = pages(name, made.state)
        assert len(read) > 1 and all(heads in page for page in read)
        assert all(f"N{rank:03d}" in " ".join(read) for rank in range(40))


# --- who is told --------------------------------------------------------------------------------


def test_who_has_no_hour_and_who_has_no_fiche_is_told_in_a_sentence() -> None:
    told = prints(state())[1]
    assert "E32 : 1 candidat sans heure : NOM 004 Zoé (004)." in told
    assert "C2 : sans fiche choisie, donc sans feuille : NOM 003 Zoé (003)." in told


def test_a_jury_without_commissions_prints_its_control_and_says_why_no_more() -> None:
    files, told = prints(JuryScene(commissions=[]).state)
    assert set(files) == {CONTROL}
    assert told[0].startswith("Aucune commission dans ce jury")


def test_a_jury_of_whom_nobody_passes_an_oral_is_refused_and_writes_nothing(tmp_path: Any) -> None:
    units = {"E32": "ccf", "E42": "benefit"}
    nobody = JuryScene(line("001", units=units, category="APPRENTISSAGE")).state
    with pytest.raises(PassageError, match="rien à imprimer"):
        print_jury(nobody, tmp_path / "out")
    assert not (tmp_path / "out").exists()


# --- planning -----------------------------------------------------------------------------------


def test_the_planning_of_a_commission_tells_hours_examiners_and_extra_time() -> None:
    first = pages(PLANNING)[0]
    for words in ("mercredi 5 juin 2019", "Anne MARTIN", "Bruno PETIT", "BC1", "14/02/1998"):
        assert words in first
    assert in_order(first, "8 h 00 8 h 20 – 9 h 14 002", "+ 1/3", "9 h 00 9 h 15 – 9 h 55 001")


def test_the_planning_marks_who_may_not_be_examined_apart_from_who_passes() -> None:
    first = pages(PLANNING)[0]
    assert in_order(first, "001", "NE PAS INTERROGER", "005")
    assert "10 h 00" not in first and "NE PAS INTERROGER" not in pages(PLANNING)[1]


def test_every_commission_and_day_has_pages_of_its_own() -> None:
    heads = [("C1", "mercredi 5 juin"), ("C2", "jeudi 6 juin"), ("D1", "mercredi 5 juin")]
    for page, (code, day) in zip(pages(PLANNING), heads, strict=True):
        assert f"Commission {code} – {day} 2019" in page


def test_a_commission_of_two_teachers_says_that_it_is_by_default() -> None:
    made = scene().do("set-examiner", name=BRUNO, quality="enseignant")
    assert "à défaut d’un professionnel" in pages(PLANNING, made.state)[0]
    assert "à défaut" not in text(PLANNING)


def test_the_planning_of_a_room_has_every_commission_that_sits_there() -> None:
    days = [c | {"room": "A1", "site": "Lyon"} for c in opening()["commissions"]]
    days[0]["last_hour"], days[2]["first_hour"] = "13:00", "13:00"
    days[1]["room"] = "A2"
    made = scene(commissions=days)
    first = pages(ROOMS, made.state)[0]
    assert in_order(first, "8 h 00", "C1 (E32) 002", "9 h 00", "C1 (E32) 001", "D1 (E42) 001")


def test_commissions_without_a_room_are_not_put_together() -> None:
    days = [c | {"room": ""} for c in opening()["commissions"]]
    read = pages(DOORS, scene(commissions=days).state)
    assert "à préciser (commission C1)" in read[0] and "002" in read[0]
    assert "commission C1" not in read[1] and "002" not in read[1]


def test_hours_of_an_overseas_site_say_whose_they_are() -> None:
    sites = [{"name": "Lyon", "time_zone": "Indian/Reunion"}, opening()["sites"][1]]
    overseas = scene(sites=sites).state
    for name in (PLANNING, ROOMS, DOORS):
        read = pages(name, overseas)
        assert "8 h 00" in " ".join(read) and "Indian/Reunion" in read[0]
        assert "Heures locales" not in text(name)


# --- doors and attendance -----------------------------------------------------------------------


def test_the_door_shows_hour_name_and_number_and_nothing_else_of_a_candidate() -> None:
    first = pages(DOORS)[0]
    assert in_order(first, "Salle BC1", "8 h 00 NOM 002 Zoé 002", "9 h 00 NOM 001 Zoé 001")
    for hidden in ("005", "1998", "1/3", "9 h 14", "doute", "NV", "fiche", "MARTIN", "Commission"):
        assert hidden not in first


def test_the_attendance_list_is_in_order_of_hour_with_the_examiners() -> None:
    first = pages(SIGNED)[0]
    assert in_order(first, "Signature", "8 h 00", "9 h 00", "Examinateurs", "Anne MARTIN")


def test_what_candidates_sign_tells_nobodys_state() -> None:
    assert "005" not in text(SIGNED) and "Non valide" not in text(SIGNED)


# --- sheets -------------------------------------------------------------------------------------


def test_the_subjects_come_in_order_of_commission_day_and_hour_one_a_candidate() -> None:
    read = pages(SUBJECTS)
    assert [number in page for number, page in zip(("002", "001"), read, strict=True)] == [True] * 2
    assert "n° 3 Assurance automobile, biens et responsabilité, particulier" in read[1]
    assert "Un troisième enfant." in read[1] and "15 min au plus" in read[1]


def test_a_subject_shows_neither_second_fiche_nor_scenario_and_an_e42_has_none() -> None:
    read = text(SUBJECTS)
    for hidden in ("Vous êtes pressé.", "Vous héritez.", "n° 5", "Dégât", "E42", "Conformité"):
        assert hidden not in read


def test_the_commission_holds_both_fiches_both_scenarios_and_the_conformity() -> None:
    read = " ".join(page for page in pages(SCENARIOS) if "C1" in page)
    for words in ("Vous êtes pressé.", "Vous héritez.", "fiche d’activité n° 5", "non contrôlé"):
        assert words in read
    assert in_order(read, "en doute : Visa illisible (DEC, le 02/04/2019)", "note est réservée")


def test_an_e42_scenario_has_its_one_fiche() -> None:
    read = next(page for page in pages(SCENARIOS) if "commission D1" in page)
    assert "Dégât des eaux." in read and "fiche d’activité n° 7" in read


def test_a_text_that_names_a_school_gets_no_sheet_and_is_told() -> None:
    written = WRITTEN | {"scenario": "Un élève du lycée Victor Hugo entre."}
    made = scene().do("choose-fiches", fiche_1=3, fiche_2=5, by=ANNE, **written)
    files, told = prints(made.state)
    assert any("E32 : pas de feuille : un scénario nomme un établissement" in w for w in told)
    assert len(PdfReader(BytesIO(files[SUBJECTS])).pages) == 1
    assert "Hugo" not in text(SCENARIOS, made.state)


# --- conformity ---------------------------------------------------------------------------------


def test_the_control_tells_verdict_and_what_lacks_and_proposes_nothing() -> None:
    made = scene().do("tick-conformity", item="visa", value=False)
    read = text(CONTROL, made.state)
    assert "non conforme" in read and "Visa illisible – DEC, le 02/04/2019" in read
    assert "Visa du représentant de l’équipe pédagogique" in read
    assert "proposé" not in read and "tout : le dossier n’est pas reçu" in read


def test_who_does_not_sit_an_exam_is_in_no_control_of_it() -> None:
    made = JuryScene(line("001", units={"E42": "benefit"}))
    read = text(CONTROL, made.state)
    assert "E32" in read and "E42" not in read


def test_a_reason_that_names_a_school_is_not_printed() -> None:
    verdict = {"verdict": "doubtful", "authority": "DEC", "reason": f"Cachet du {SCHOOL}"}
    read = text(CONTROL, scene().do("give-verdict", **verdict).state)
    assert HIDDEN in read and "Hugo" not in read
