"""Columns are found by their titles, in any order and spelling, or as --map says."""

from __future__ import annotations

import pytest

from app.domain.errors import PassageError
from app.intake.columns import resolve_columns
from app.intake.headers import FIELDS, meaning
from tests.intake.conftest import Lister
from tests.intake.makers import HEADER, ROW, csv_text

TITLES = {
    "number": "N° candidat|Nº candidat|n. candidat|Numéro inscription|N° d'inscription|Matricule"
    "|NUMERO D’INSCRIPTION|numero_candidat|N°|Numéro de candidat",
    "last_name": "Nom de famille|Nom de naissance|NOM|Nom du candidat|Nom patronymique|nomNaissance"
    "|NOM_DE_FAMILLE",
    "usual_name": "Nom d'usage|Nom d’usage|Nom usuel|Nom d'épouse|NOM USAGE",
    "first_names": "Prénoms|Prénom(s)|PRENOM|Prénom|Prénoms du candidat",
    "full_name": "Nom et prénom|Nom Prénom|NOM - Prénom|Candidat|Nom et prénom(s) du candidat",
    "born": "Né(e) le|Née le|Né le|Date de naissance|Date de naissance (jj/mm/aaaa)|Date naiss.",
    "day": "Date|Jour|Date de passage|Jour de passage|Date de l'épreuve",
    "hour": "Heure|Horaire|Heure de passage|Heure de passage (hh:mm)|HORAIRE DE PASSAGE",
    "moment": "Date et heure|Date et heure de passage|Jour et heure",
    "category": "Voie|Catégorie|Statut|Catégorie du candidat|Voie de formation|Régime",
    "extra_time": "Aménagement|Temps majoré|Aménagement (temps majoré)|Tiers temps|1/3 temps"
    "|Majoration de temps|Temps supplémentaire|Majoration préparation et épreuve",
    "extra_preparation": "Majoration préparation|Majoration (préparation)|Tiers temps préparation",
    "extra_parts": "Majoration épreuve|Majoration interrogation|Temps majoré oral",
    "school": "Établissement|Lycée|Centre de formation|CFA|Lycée d'origine|Nom de l'établissement",
    "uai": "UAI|RNE|UAI/RNE|Code UAI|N° UAI|Code établissement|UAI de l'établissement",
}
UNKNOWN = "Né(e) à|Lieu de naissance|N° d'ordre|INE|Commission|Salle|Centre d'examen|Épreuve||1"


@pytest.mark.parametrize(
    "title, field", [(t, field) for field, titles in TITLES.items() for t in titles.split("|")]
)
def test_a_title_is_understood(title: str, field: str) -> None:
    known = meaning(title)
    assert known is not None and known[0] == field


@pytest.mark.parametrize("title", UNKNOWN.split("|"))
def test_another_title_is_not(title: str) -> None:
    assert meaning(title) is None


def fields(*titles: str, **mapping: str) -> list[str | None]:
    return [column.field for column in resolve_columns(titles, mapping)]


def test_unknown_and_untitled_columns_are_ignored(listed: Lister) -> None:
    reading = listed(csv_text(("Salle", *HEADER, ""), ("B1", *ROW, "note")))
    assert reading.columns[0].note == "inconnue, ignorée"
    assert reading.columns[-1].title == "colonne 7"
    assert not reading.errors


def test_columns_may_come_in_any_order(listed: Lister) -> None:
    reading = listed(csv_text(HEADER[::-1], ROW[::-1]))
    assert reading.candidates == listed(csv_text(HEADER, ROW)).candidates


def test_nom_beside_a_birth_name_is_the_usual_name() -> None:
    assert fields("Nom", "Nom de naissance") == ["usual_name", "last_name"]
    assert fields("Nom", "Nom de famille", "Nom d'usage") == [None, "last_name", "usual_name"]
    assert fields("Nom", "Nom d'usage") == ["last_name", "usual_name"]


def test_a_number_of_order_gives_way_to_the_candidate_number() -> None:
    assert fields("N°", "N° candidat", "Nom") == [None, "number", "last_name"]


def test_a_repeated_title_is_told_and_its_first_column_kept(listed: Lister) -> None:
    reading = listed(csv_text((*HEADER, "Prénom(s)"), (*ROW, "Zoé")))
    assert reading.candidates[0].first_names == "Loïc"
    assert reading.columns[-1].title == "Prénom(s) (2)"
    assert "« Prénom(s) (2) » est ignorée" in reading.warnings[0].reason


def test_one_column_of_extra_time_is_for_preparation_and_parts(listed: Lister) -> None:
    for title in ("Aménagement", "Majoration épreuve", "Aménagement d'épreuves"):
        candidate = listed(csv_text((*HEADER, title), (*ROW, "1/3"))).candidates[0]
        assert (candidate.extra_preparation, candidate.extra_parts) == ("1/3", "1/3")


def test_two_columns_of_extra_time_are_kept_apart(listed: Lister) -> None:
    header = (*HEADER, "Majoration préparation", "Majoration épreuve")
    candidate = listed(csv_text(header, (*ROW, "1/4", "20 %"))).candidates[0]
    assert (candidate.extra_preparation, candidate.extra_parts) == ("1/4", "1/5")


def test_an_own_column_wins_over_the_common_one(listed: Lister) -> None:
    header = (*HEADER, "Temps majoré", "Temps majoré préparation")
    candidate = listed(csv_text(header, (*ROW, "1/3", ""))).candidates[0]
    assert (candidate.extra_preparation, candidate.extra_parts) == ("0", "1/3")


def test_a_column_of_day_and_hour_gives_both(listed: Lister) -> None:
    header = (*HEADER[:4], "Date et heure de passage")
    candidate = listed(csv_text(header, (*ROW[:4], "05/06/2019 08:30"))).candidates[0]
    assert (str(candidate.day), candidate.hour) == ("2019-06-05", "08:30")


def test_a_column_of_days_gives_each_its_day(listed: Lister) -> None:
    reading = listed(csv_text((*HEADER, "Jour"), (*ROW, "05/06/2019"), ("2", *ROW[1:], "06/06/19")))
    assert [str(c.day) for c in reading.candidates] == ["2019-06-05", "2019-06-06"]


def test_a_full_name_column_is_taken_apart(listed: Lister) -> None:
    header = ("N° candidat", "Nom et prénom")
    reading = listed(csv_text(header, ("1", "DE LA TOUR Zoé"), ("2", "DUPONT JEAN")))
    assert [c.last_name for c in reading.candidates] == ["DE LA TOUR", "DUPONT"]
    assert any("devinés" in w.reason and w.line == 3 for w in reading.warnings)


def test_map_corrects_the_mapping(listed: Lister) -> None:
    text = csv_text(("Code", "Libellé", "Prénom"), ("1", "DUPONT", "Jean"))
    reading = listed(text, {"libelle": "last_name", "CODE": "numéro du candidat"})
    assert reading.candidates[0].name == "DUPONT Jean"
    assert reading.columns[1].note == "selon --map"


def test_map_wins_over_the_title(listed: Lister) -> None:
    text = csv_text(("N° candidat", "Nom", "Nom 2", "Prénom"), ("1", "A", "B", "C"))
    candidate = listed(text, {"Nom 2": "last_name", "Prénom": "ignore"}).candidates[0]
    assert (candidate.last_name, candidate.first_names) == ("B", "")


def test_map_reaches_repeated_and_untitled_columns() -> None:
    columns = resolve_columns(
        ("N°", "Nom", "Nom", ""), {"Nom (2)": "usual_name", "colonne 4": "first_names"}
    )
    assert [c.field for c in columns] == ["number", "last_name", "usual_name", "first_names"]


@pytest.mark.parametrize("word", [*FIELDS, *FIELDS.values(), "Nom", "Né(e) le", "ignorer", "AUCUN"])
def test_fields_have_english_and_french_names(word: str) -> None:
    assert resolve_columns(["x"], {"x": word})


def test_map_names_what_it_does_not_know() -> None:
    with pytest.raises(PassageError, match=r"colonne « Bidule » n’est pas dans la liste.*« Nom »"):
        fields("Nom", Bidule="number")
    with pytest.raises(PassageError, match=r"champ « bidule » est inconnu.*last_name"):
        fields("Nom", Nom="bidule")
    with pytest.raises(PassageError, match="tous deux donnés comme nom de naissance"):
        fields("A", "B", A="last_name", B="nom")
