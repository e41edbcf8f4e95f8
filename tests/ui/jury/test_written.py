"""Days and lists as they are written in one cell."""

from __future__ import annotations

from datetime import date

import pytest

from ui.jury.written import days_of, days_text, names_of, parts_of

FIVE = ("2019-06-03", "2019-06-04", "2019-06-05")


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", ()),
        ("3/6", ("2019-06-03",)),
        ("3/6 au 5/6", FIVE),
        ("03/06-05/06 ; 7/6/2020", (*FIVE, "2020-06-07")),
        ("2019-06-03, 03/06/2019", ("2019-06-03",)),
        ("31/2", ("31/2",)),
        ("5/6 au 3/6", ("5/6 au 3/6",)),
        ("1/1/2019 au 31/12/2019", ("1/1/2019 au 31/12/2019",)),
        ("demain", ("demain",)),
    ],
)
def test_days_are_read_as_written_and_what_is_none_is_kept_to_be_refused(
    typed: str, days: tuple[str, ...]
) -> None:
    assert days_of(typed, 2019) == days


def test_days_read_back_as_they_are_shown() -> None:
    days = [date(2019, 6, n) for n in (3, 4, 5, 7, 8)] + [date(2020, 1, 2)]
    shown = days_text(days, 2019)
    assert shown == "03/06 au 05/06, 07/06, 08/06, 02/01/2020"
    assert days_of(shown, 2019) == tuple(day.isoformat() for day in days)


def test_a_list_keeps_each_part_once() -> None:
    assert parts_of(" B1 ,B2;; B1 ") == ("B1", "B2")
    assert names_of("Lycée A, Lyon ; Lycée B") == ("Lycée A, Lyon", "Lycée B")
