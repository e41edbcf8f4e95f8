"""Dates, hours, extra time, numbers and names are understood as a French reader would."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.dates import parse_date, parse_hour
from app.intake.extra_time import Extra, parse_extra
from app.intake.identity import check_number, parse_number, split_name, uai_doubt
from app.intake.sheets import Cell
from tests.intake.makers import several

THE_DAY = date(1997, 8, 6)
NOTHING = (None, "", " ", "\u00a0")


@pytest.mark.parametrize(
    "cell",
    [
        "06/08/1997",
        "6/8/1997",
        "6/8/97",
        "06-08-1997",
        "06.08.1997",
        "1997-08-06",
        "1997/8/6",
        "1997-08-06T00:00:00",
        "06/08/1997 00:00",
        "6 août 1997",
        "06 AOUT 1997",
        "mercredi 6 août 1997",
        "6-août-1997",
        "06081997",
        "35648",
        35648,
        35648.0,
        THE_DAY,
        datetime(1997, 8, 6, 8, 0),
    ],
)
def test_a_date_in_any_usual_form(cell: Cell) -> None:
    assert parse_date(cell, 2007) == THE_DAY


def test_the_first_of_a_month_and_its_abbreviations() -> None:
    assert parse_date("1er févr. 1998", 2007) == date(1998, 2, 1)
    assert parse_date("1 sept. 1998", 2007) == date(1998, 9, 1)


@pytest.mark.parametrize("cell", ["31/02/1998", "08/16/1997", "32/1/1999", "1/13/99", "29/2/1999"])
def test_a_date_of_no_calendar_is_impossible(cell: str) -> None:
    with pytest.raises(ValueError, match=f"impossible « {cell} »"):
        parse_date(cell, 2007)


@pytest.mark.parametrize("cell", ["LYCÉE B", "0690132U", "1997", "0/0/0", "16", True, 1e300, 1e9])
def test_what_is_no_date_is_not_repeated_unless_of_figures(cell: Cell) -> None:
    with pytest.raises(ValueError) as error:
        parse_date(cell, 2007)
    assert "LYCÉE" not in str(error.value) and "U" not in str(error.value)


@pytest.mark.parametrize("cell", NOTHING)
def test_blank_cells_say_nothing(cell: Cell) -> None:
    assert parse_date(cell, 2007) is None
    assert parse_hour(cell) == ("", "")
    assert parse_extra(cell) == Extra("0", "0")
    assert uai_doubt(cell) == ""


@given(st.dates(date(1910, 1, 1), date(2050, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
        f"{day.day} {months.split()[day.month - 1]} {day.year}",
    ):
        assert parse_date(text, 2007) == day
    assert parse_date(float((day - date(1899, 12, 30)).days), 2007) == day


@pytest.mark.parametrize(
    "cell",
    [
        *several("8:30|08:30|08h30|8h30|8 h 30|08H30|08:30:00|8.30|0830|8h30 - 9h10|8h30min"),
        *several("0,3541667|05/06/2019 08:30|2019-06-05T08:30:00"),
        *(0.354166667, 43621.354166667, time(8, 30), datetime(2019, 6, 5, 8, 30)),
        timedelta(hours=8, minutes=30),
    ],
)
def test_an_hour_in_any_usual_form(cell: Cell) -> None:
    assert parse_hour(cell)[0] == "08:30"


def test_hours_without_minutes_and_of_the_afternoon() -> None:
    assert parse_hour("8h") == ("08:00", "")
    assert parse_hour("14 heures") == ("14:00", "")
    assert parse_hour("2:30 PM") == ("14:30", "")
    assert "compris" in parse_hour("8")[1]
    assert "début" in parse_hour("de 8h à 9h")[1]


@pytest.mark.parametrize(
    "cell", ["25:00", "24:00", "8h75", "8:00:61", "-1:00", timedelta(days=2), 0.9999999]
)
def test_an_hour_of_no_day_is_impossible(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r"impossible|illisible"):
        parse_hour(cell)


@given(st.times())
def test_every_minute_is_read_back(at: time) -> None:
    hour = f"{at:%H:%M}"
    for text in (hour, f"{at:%Hh%M}", f"{at:%H:%M:%S}", f"{at.hour} h {at:%M}"):
        assert parse_hour(text)[0] == hour
    assert parse_hour((at.hour * 60 + at.minute) / 1440)[0] in (hour, "00:00", "")


@pytest.mark.parametrize(
    "cell",
    [
        *several("1/3|33 %|33,33%|33.3 %|tiers temps|Tiers-temps|un tiers|1 / 3|4/12|⅓|1/3 temps"),
        *several("0,33|temps majoré d’un tiers|1/3."),
        *(0.33, 0.333333),
    ],
)
def test_a_third_in_any_usual_form(cell: Cell) -> None:
    assert parse_extra(cell) == Extra("1/3", "1/3")


def test_other_shares_are_kept_in_lowest_terms() -> None:
    assert parse_extra("20 %").parts == "1/5"
    assert parse_extra("25%").parts == parse_extra("1/4").parts == "1/4"
    assert parse_extra("10 %").preparation == "1/10"


@pytest.mark.parametrize("cell", ["oui", "X", True, 1, "1", "VRAI"])
def test_a_mere_yes_is_a_third_to_be_checked(cell: Cell) -> None:
    extra = parse_extra(cell)
    assert extra.parts == "1/3" and "vérifiez la décision" in extra.doubt


@pytest.mark.parametrize("cell", ["non", "Néant", "0", "aucun", "-", "—", False, 0, "0 %"])
def test_a_mere_no_is_nothing(cell: Cell) -> None:
    assert parse_extra(cell) == Extra("0", "0")


@pytest.mark.parametrize("cell", ["50 %", "2/3", "34 %", 0.5])
def test_above_a_third_warns(cell: Cell) -> None:
    assert "doublement sur décision motivée du médecin" in parse_extra(cell).doubt


@pytest.mark.parametrize("cell", ["+10 min", "10'", "15 minutes de plus", "1h"])
def test_minutes_are_told_and_left_out(cell: str) -> None:
    assert parse_extra(cell)[:2] == ("0", "0") and "en minutes" in parse_extra(cell).doubt


def test_a_share_of_the_preparation_only() -> None:
    assert parse_extra("1/3 préparation")[:2] == ("1/3", "0")
    assert "pour la préparation seulement" in parse_extra("1/3 préparation").doubt
    assert parse_extra("1/3 (entretien)")[:2] == ("0", "1/3")
    assert parse_extra("1/3 préparation et interrogation") == Extra("1/3", "1/3")
    assert parse_extra("1/3 épreuves orales") == Extra("1/3", "1/3")


def test_other_arrangements_are_told() -> None:
    assert parse_extra("Secrétaire-lecteur").doubt.startswith("aménagement noté sans")
    assert parse_extra("Tiers temps, ordinateur")[:2] == ("1/3", "1/3")


@pytest.mark.parametrize(
    "cell",
    [
        *several("foo|1/0|5/3|150 %|33|0690132U|0/3|tiers temps : non|pas de tiers-temps"),
        *several("préparation 1/3, oral 1/4|1/3 1/4"),
        *(20.0, float("nan")),
    ],
)
def test_nonsense_is_an_error(cell: Cell) -> None:
    with pytest.raises(ValueError):
        parse_extra(cell)


@given(st.integers(1, 33))
def test_every_percentage_below_a_third_is_silent_and_exact(percent: int) -> None:
    extra = parse_extra(f"{percent} %")
    exact = Fraction(1, 3) if percent == 33 else Fraction(percent, 100)
    assert extra == Extra(str(exact), str(exact))


@pytest.mark.parametrize(
    "cell, number",
    [
        ("00001901930", "00001901930"),
        (1901930.0, "1901930"),
        (1901930, "1901930"),
        ("  A-12 ", "A-12"),
        ("12 34", "12 34"),
        ("'0012", "0012"),
        ("N°7", "N°7"),
    ],
)
def test_a_number_is_kept_as_it_is(cell: Cell, number: str) -> None:
    assert parse_number(cell) == number


@pytest.mark.parametrize(
    "cell",
    [
        *several("|../x|a/b|a\\b|1\u202e2|1\u200b2|1\x002|.|..|12.|CON|nul.txt|com1|a:b|a*b"),
        *several("1,9E+09|1.5e5"),
        *(None, "x" * 41, 19.5, -3.0, 1e15, float("inf")),
    ],
)
def test_a_number_that_cannot_name_a_folder_is_refused(cell: Cell) -> None:
    with pytest.raises(ValueError):
        parse_number(cell)


@given(st.text(max_size=60))
def test_a_number_taken_is_always_a_safe_folder_name(text: str) -> None:
    try:
        number = check_number(text)
    except ValueError:
        return
    assert 0 < len(number) <= 40 and number.isprintable()
    assert not set('/\\:*?"<>|') & set(number) and number.strip(". ") == number


@pytest.mark.parametrize(
    "full, last, first",
    [
        ("DE LA FONTAINE Côme", "DE LA FONTAINE", "Côme"),
        ("Côme DE LA FONTAINE", "DE LA FONTAINE", "Côme"),
        ("d'HÉROUVILLE Anaïs", "d'HÉROUVILLE", "Anaïs"),
        ("de LA TOUR Jean", "de LA TOUR", "Jean"),
        ("McDONALD Rose-Marie", "McDONALD", "Rose-Marie"),
        ("Mme NGUYEN-VÕ Gaëlle", "NGUYEN-VÕ", "Gaëlle"),
        ("Petit, Jean", "Petit", "Jean"),
    ],
)
def test_capitals_tell_the_name_from_the_first_names(full: str, last: str, first: str) -> None:
    assert split_name(full) == (last, "", first, "")


@pytest.mark.parametrize("full", ["DUPONT JEAN", "Dupont Jean", "BEN Ali MOHAMED", "A née B Zoé"])
def test_a_name_that_cannot_be_parted_surely_is_doubtful(full: str) -> None:
    assert "vérifiez" in split_name(full).doubt


def test_a_married_name_is_kept_apart() -> None:
    assert split_name("DUPONT née MARTIN Anne")[:3] == ("MARTIN", "DUPONT", "Anne")
    assert split_name("MARTIN (épouse DUPONT) Anne")[:3] == ("MARTIN", "DUPONT", "Anne")


@pytest.mark.parametrize("code", ["0690132U", "0380027Y", "0250011B", "0690026D", "069 0026d"])
def test_a_right_uai_is_silent(code: str) -> None:
    assert uai_doubt(code) == ""


@pytest.mark.parametrize("code", ["0690026A", "069", "LYCÉE", 690026.0, "069002600D"])
def test_a_wrong_uai_is_told_without_its_value(code: Cell) -> None:
    assert "UAI" in uai_doubt(code) and str(code) not in uai_doubt(code)


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.booleans()))
def test_parsers_raise_nothing_but_value_errors(cell: Cell) -> None:
    for parse in (parse_extra, parse_hour, parse_number, uai_doubt, lambda c: parse_date(c, 2007)):
        try:
            parse(cell)
        except ValueError as error:
            assert str(error)[0].islower()
