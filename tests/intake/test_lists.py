"""A list becomes candidates; wrong rows are errors, doubtful ones warnings, all told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import PassageError
from app.domain.people import Candidate
from app.intake.lists import read_list
from app.intake.reading import Reading
from app.intake.rendering import render_reading
from tests.intake.conftest import TODAY, Lister
from tests.intake.makers import HEADER, OTHER, ROW, csv_text

FULL = (*HEADER, "Nom d'usage", "UAI", "Établissement", "Voie", "Temps majoré")


def reasons(reading: Reading) -> list[str]:
    return [note.reason for note in (*reading.errors, *reading.warnings)]


@pytest.mark.parametrize(
    "name, count, encoding, header",
    [
        ("e32-c04.csv", 8, "Windows-1252", 1),
        ("excel-sep-line.csv", 6, "Windows-1252", 2),
        ("utf8-bom-tabs.csv", 6, "UTF-8 avec BOM", 1),
        ("e42-c11.xlsx", 13, None, 1),
    ],
)
def test_good_samples_have_neither_error_nor_warning(
    sample: Callable[[str], Path], name: str, count: int, encoding: str | None, header: int
) -> None:
    reading = read_list(sample(name))
    assert (len(reading.candidates), reading.encoding) == (count, encoding)
    assert reading.header_line == header
    assert not reading.errors and not reading.warnings


def test_the_first_sample_is_read_to_the_letter(sample: Callable[[str], Path]) -> None:
    candidates = read_list(sample("e32-c04.csv")).candidates
    assert candidates[4] == Candidate(
        number="00001901934",
        last_name="NGUYEN-VÕ",
        first_names="Gaël",
        usual_name="HAMEL",
        born=date(1995, 9, 1),
        hour="12:00",
        category="SCOLAIRE",
    )
    assert candidates[2].extra_parts == candidates[2].extra_preparation == "1/3"


def test_the_four_bad_rows_are_told_as_asked(sample: Callable[[str], Path]) -> None:
    reading = read_list(sample("four-bad-rows.csv"))
    assert [(e.line, e.reason) for e in reading.errors] == [
        (3, "numéro en double, lignes 2 et 3"),
        (4, "date de naissance impossible « 31/02/1998 », écrivez jj/mm/aaaa"),
        (5, "nom de naissance manquant"),
    ]
    assert [(w.line, w.reason) for w in reading.warnings] == [(6, "clé de l’UAI fausse")]
    assert reading.errors[0].candidate == "00001902100 MAÎTREJEAN Léa"
    assert reading.counts == {"rows": 6, "candidates": 3, "errors": 3, "warnings": 1}


@pytest.mark.parametrize("name", ["four-bad-rows.csv", "e32-c04.csv", "e42-c11.xlsx"])
def test_no_school_nor_uai_is_anywhere(sample: Callable[[str], Path], name: str) -> None:
    reading = read_list(sample(name))
    for text in (repr(reading), render_reading(reading)):
        assert not any(hint in text for hint in ("LYCÉE", "CFA", "0690026", "0380027", "0250011"))


def test_a_school_in_the_wrong_column_is_not_repeated(listed: Lister) -> None:
    row = ("1", "DUPONT", "Jean", "LYCÉE B", "0690132U", "", "", "", "", "LYCÉE B")
    reading = listed(csv_text(FULL, row))
    assert len(reading.errors) == 3
    assert "LYCÉE" not in repr(reading) and "0690132U" not in repr(reading)


def test_titles_above_and_furniture_below_are_passed_over(listed: Lister) -> None:
    text = csv_text(
        ("Liste des candidats",),
        ("Session 2019", "", "BTS"),
        (),
        HEADER,
        ROW,
        HEADER,
        OTHER,
        ("Total : 2 candidats",),
    )
    reading = listed(text)
    assert (reading.header_line, reading.rows, len(reading.candidates)) == (4, 2, 2)
    assert [w.line for w in reading.warnings] == [6, 8]


def test_a_row_of_a_single_name_is_no_furniture(listed: Lister) -> None:
    reading = listed(csv_text(HEADER, ROW, ("", "PAGE"), ("", "DUPONT")))
    assert [e.line for e in reading.errors] == [4]


def test_a_number_missing_is_an_error(listed: Lister) -> None:
    reading = listed(csv_text(HEADER, ("", *ROW[1:])))
    assert [e.reason for e in reading.errors] == ["numéro du candidat manquant"]


@pytest.mark.parametrize("other", ["00001901930", " 00001901930 "])
def test_a_duplicate_number_names_both_lines(listed: Lister, other: str) -> None:
    reading = listed(csv_text(HEADER, ROW, (), (other, *OTHER[1:])))
    assert [(e.line, e.reason) for e in reading.errors] == [(4, "numéro en double, lignes 2 et 4")]


def test_numbers_alike_but_for_case_are_duplicates(listed: Lister) -> None:
    assert listed(csv_text(HEADER, ("a1", *ROW[1:]), ("A1", *OTHER[1:]))).errors


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u200f", "\x07", "\ufeff", "\u00ad"])
def test_a_hidden_character_is_an_error_naming_the_field(
    listed: Lister, place: int, sign: str
) -> None:
    row = list(ROW)
    row[place] = row[place][:2] + sign + row[place][2:]
    reading = listed(csv_text(HEADER, row))
    assert [e.line for e in reading.errors] == [2]
    assert sign not in repr(reading) and sign not in render_reading(reading)


def test_hidden_characters_are_told_by_their_code(listed: Lister) -> None:
    reading = listed(csv_text(HEADER, ("1", "DU\u202ePONT", *ROW[2:])))
    assert reading.errors[0].reason == (
        "nom de naissance avec un caractère invisible ou illisible (U+202E), à retaper"
    )


@pytest.mark.parametrize(
    "born, told",
    [
        ("02/06/2019", "dans le futur"),
        ("31/02/1998", "impossible"),
    ],
)
def test_an_impossible_birth_is_an_error(listed: Lister, born: str, told: str) -> None:
    reading = listed(csv_text(HEADER, (*ROW[:3], born, "8h")))
    assert told in reading.errors[0].reason and not reading.candidates


@pytest.mark.parametrize("born, age", [("01/01/2015", 4), ("01/01/1901", 118)])
def test_an_absurd_age_is_only_a_doubt(listed: Lister, born: str, age: int) -> None:
    reading = listed(csv_text(HEADER, (*ROW[:3], born, "8h")))
    assert f"invraisemblable ({age} ans)" in reading.warnings[0].reason and reading.candidates


@pytest.mark.parametrize(
    "row, told",
    [
        (("1", "A", "", "1/1/1999", "8h"), "prénoms manquants"),
        (("1", "A", "B", "", "8h"), "date de naissance manquante"),
        (("1", "A", "B", "1/1/1999", ""), "heure de passage manquante"),
        (("1", "A", "B", "1/1/99", "8h"), "année de naissance sur deux chiffres, comprise 1999"),
        (("1", "A", "B", "1/1/1999", "3h"), "heure de passage inhabituelle (03:00)"),
        (("1", "A2", "B", "1/1/1999", "8h"), "un chiffre dans le nom, vérifiez le nom"),
    ],
)
def test_a_doubtful_row_only_warns(listed: Lister, row: tuple[str, ...], told: str) -> None:
    reading = listed(csv_text(HEADER, row))
    assert reasons(reading) == [told] and len(reading.candidates) == 1


def test_the_same_person_or_hour_twice_warns(listed: Lister) -> None:
    reading = listed(csv_text(HEADER, ROW, ("2", "Ouedraogo", "LOÏC", *ROW[3:])))
    assert [w.reason for w in reading.warnings if w.line == 3][1:] == [
        "mêmes nom, prénoms et date de naissance qu’à la ligne 2",
        "même heure de passage qu’à la ligne 2",
    ]


def test_the_same_hour_on_another_day_is_fine(listed: Lister) -> None:
    rows = [(*ROW, "05/06/2019"), (*OTHER[:4], ROW[4], "06/06/2019")]
    assert not listed(csv_text((*HEADER, "Jour"), *rows)).warnings


def test_lost_zeros_are_suspected_beside_longer_numbers(listed: Lister) -> None:
    reading = listed(csv_text(HEADER, ROW, ("1901931", *OTHER[1:])))
    assert reasons(reading) == [
        "numéro plus court (7 chiffres) que d’autres (11 chiffres), zéros perdus ?"
    ]
    assert reading.candidates[1].number == "1901931"


def test_numbers_counted_from_one_are_no_lost_zeros(listed: Lister) -> None:
    assert not listed(csv_text(HEADER, ("9", *ROW[1:]), ("10", *OTHER[1:]))).warnings


def test_a_usual_name_like_the_birth_name_is_none(listed: Lister) -> None:
    row = (*ROW, "ouedraogo", "", "", "", "")
    assert listed(csv_text(FULL, row)).candidates[0].usual_name == ""


def test_missing_columns_are_told_once(listed: Lister) -> None:
    reading = listed(csv_text(HEADER[:2], ROW[:2], OTHER[:2]))
    assert [w.reason for w in reading.warnings if not w.candidate] == [
        "aucune colonne ne donne l’heure de passage",
        "aucune colonne ne donne les prénoms",
    ]


@pytest.mark.parametrize(
    "text, told",
    [
        ("bonjour\nmonde\n", "n’a pas de ligne d’en-tête"),
        (csv_text(ROW, OTHER), "n’a pas de ligne d’en-tête"),
        (csv_text(HEADER), "n’a aucun candidat sous son en-tête"),
        (csv_text(HEADER, (), ("", " ")), "n’a aucun candidat sous son en-tête"),
        (csv_text(HEADER[1:], ROW[1:]), "aucune colonne ne donne le numéro du candidat"),
        (csv_text(("N° candidat", "Prénom"), ("1", "B")), "ne donne le nom de naissance"),
        ("<!DOCTYPE html><table><tr><td>Nom</td></tr></table>", "est une page web"),
        ("<?xml version='1.0'?><Workbook/>", "est une page web"),
        (csv_text(HEADER, *[(str(n), *ROW[1:]) for n in range(2001)]), "compte 2001 candidats"),
    ],
)
def test_what_is_no_list_gets_a_sentence(listed: Lister, text: str, told: str) -> None:
    with pytest.raises(PassageError) as error:
        listed(text)
    assert told in str(error.value) and "« liste.csv »" in str(error.value)


def test_two_thousand_candidates_are_accepted(listed: Lister) -> None:
    rows = [(f"{n:05}", f"NOM{'ABCDEFGHIJ'[n % 10]}", "B", "1/1/1999", "8h") for n in range(2000)]
    assert len(listed(csv_text(HEADER, *rows)).candidates) == 2000


def test_all_errors_of_a_list_come_at_once(listed: Lister) -> None:
    reading = listed(csv_text(HEADER, ("", "", "", "x", "y"), ("", "", "", "x", "y")))
    assert len(reading.errors) == 8 and [e.line for e in reading.errors] == [2] * 4 + [3] * 4


def test_a_reading_holds_no_more_than_its_fields() -> None:
    assert {field.name for field in fields(Candidate)}.isdisjoint({"school", "uai"})


NAME = st.text(alphabet="ABCDÉÈÎabcdéèîôï' -", min_size=1, max_size=20).filter(
    lambda text: any(c.isalpha() for c in text)
)


@given(
    st.lists(st.tuples(NAME, NAME), min_size=1, max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"]),
    st.sampled_from(";,\t|"),
)
def test_names_survive_every_encoding_and_delimiter(
    tmp_path_factory: pytest.TempPathFactory,
    names: list[tuple[str, str]],
    codec: str,
    delimiter: str,
) -> None:
    rows = [(f"{n:05}", *pair, "01/01/1999", "08:00") for n, pair in enumerate(names)]
    path = tmp_path_factory.getbasetemp() / "round.csv"
    path.write_bytes(csv_text(HEADER, *rows, delimiter=delimiter).encode(codec))
    reading = read_list(path, today=TODAY)
    read = [(c.number, c.last_name, c.first_names) for c in reading.candidates]
    assert read == [(row[0], " ".join(row[1].split()), " ".join(row[2].split())) for row in rows]
