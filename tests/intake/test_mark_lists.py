"""Lists of marks: a column a unit or a row a mark, read by the candidate reader's own means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.intake.mark_lists import MarkReading, mark_meaning, read_mark_list
from tests.intake.makers import csv_text, styled, xlsx

KINDS = {"ab": "absent", "absent": "absent", "nv": "not-valid", "dispense": "dispensed"}
HEAD = ("N° candidat", "Nom", "Prénoms")
ONE, TWO = ("00001", "A", "B"), ("00002", "C", "D")
MarkLister = Callable[..., MarkReading]


@pytest.fixture
def read(tmp_path: Path) -> MarkLister:
    def reading(content: bytes | str, mapping: Mapping[str, str] | None = None) -> MarkReading:
        path = tmp_path / "notes.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_mark_list(path, KINDS, mapping)

    return reading


def marks(told: MarkReading) -> list[tuple[Any, ...]]:
    assert told.reading.errors == ()
    return [(m["number"], m["unit"], m.get("mark") or m["kind"]) for m in told.marks]


def wrong(told: MarkReading) -> list[str]:
    return [note.reason for note in told.reading.errors]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("E31", "mark_E31"),
        ("Note E4.1", "mark_E41"),
        ("U31 (sur 20)", "mark_E31"),
        ("Note de l’épreuve E1", "mark_E1"),
        ("Note EF1 /20", "mark_EF"),
        ("Note", "mark"),
        ("Épreuve", "unit"),
    ],
)
def test_a_title_says_whose_mark_stands_below(title: str, field: str) -> None:
    assert mark_meaning(title) == (field, 0)


def test_a_column_a_unit(read: MarkLister) -> None:
    told = read(csv_text((*HEAD, "Note E31", "E41"), (*ONE, "14,5", "9"), (*TWO, "7", "")))
    assert marks(told) == [
        ("00001", "E31", "14.5"),
        ("00001", "E41", "9.0"),
        ("00002", "E31", "7.0"),
    ]


def test_a_row_a_mark(read: MarkLister) -> None:
    told = read(csv_text((*HEAD, "Unité", "Note"), (*ONE, "U31", "14.5"), (*ONE, "E5", "12,0")))
    assert marks(told) == [("00001", "E31", "14.5"), ("00001", "E5", "12.0")]


@pytest.mark.parametrize(
    ("said", "mark"), [("12/20", "12.0"), ("12,50", "12.5"), ("12.00", "12.0"), (" 7 ", "7.0")]
)
def test_a_mark_is_read_as_people_write_it(read: MarkLister, said: str, mark: str) -> None:
    assert marks(read(csv_text((*HEAD, "E1"), (*ONE, said)))) == [("00001", "E1", mark)]


@pytest.mark.parametrize(("said", "kind"), [("AB", "absent"), ("Dispensé", "dispensed")])
def test_a_code_or_its_label_stands_in_place_of_a_mark(
    read: MarkLister, said: str, kind: str
) -> None:
    assert marks(read(csv_text((*HEAD, "E1"), (*ONE, said)))) == [("00001", "E1", kind)]


@pytest.mark.parametrize("said", ["12,25", "21", "-1", "XX", "quinze"])
def test_what_is_neither_mark_nor_code_is_named_with_its_line(read: MarkLister, said: str) -> None:
    told = read(csv_text((*HEAD, "E1"), (*ONE, said)))
    assert told.reading.errors[0].line == 2
    assert "ni une note par demi-point ni un code connu" in wrong(told)[0]


def test_a_mark_twice_for_one_unit_is_named(read: MarkLister) -> None:
    told = read(csv_text((*HEAD, "Unité", "Note"), (*ONE, "E1", "14"), (*ONE, "E1", "13")))
    assert wrong(told) == ["numéro en double, lignes 2 et 3"]


def test_an_unknown_unit_is_named(read: MarkLister) -> None:
    told = read(csv_text((*HEAD, "Unité", "Note"), (*ONE, "E9", "14")))
    assert wrong(told) == ["unité « E9 » inconnue : E1, E2, E31, E32, E41, E42, E5, EF"]


def test_a_workbook_gives_its_numbers_and_keeps_the_zeros_of_a_text(read: MarkLister) -> None:
    told = read(xlsx((*HEAD, "E1", "E2"), ("00001", "A", "B", 14.5, 12)))
    assert marks(told) == [("00001", "E1", "14.5"), ("00001", "E2", "12.0")]


def test_a_mark_that_a_spreadsheet_made_a_date_is_named(read: MarkLister) -> None:
    told = read(xlsx((*HEAD, "E1"), ("00001", "A", "B", styled(43621, 1))))
    assert "changée en date" in wrong(told)[0]


def test_a_column_may_be_named_by_hand(read: MarkLister) -> None:
    told = read(csv_text((*HEAD, "Total"), (*ONE, "12")), {"Total": "mark_E2"})
    assert marks(told) == [("00001", "E2", "12.0")]


def test_a_title_of_two_units_is_of_none() -> None:
    assert mark_meaning("E31 et E32") is None
