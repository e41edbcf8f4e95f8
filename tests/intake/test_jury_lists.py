"""A jury reads a list with the school, the form, the units, and the commission and hour given;
a commission reads the same list as it always did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import PassageError
from app.intake.jury_headers import jury_meaning, unit_named
from app.intake.jury_lists import JuryReading, read_jury_list
from app.intake.lists import read_list
from app.intake.rendering import render_reading
from resources import resource
from tests.intake.conftest import TODAY
from tests.intake.makers import csv_text, several, xlsx

HEAD = ("N° candidat", "Nom", "Prénoms")
ONE = ("00001", "A", "B")
JuryLister = Callable[..., JuryReading]


@pytest.fixture
def jury_listed(tmp_path: Path) -> JuryLister:
    def read(content: bytes | str, mapping: Mapping[str, str] | None = None) -> JuryReading:
        path = tmp_path / "liste.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_jury_list(path, mapping, today=TODAY)

    return read


def own(read: JuryReading) -> list[dict[str, Any]]:
    """What only a jury keeps of each line."""
    common = ("number", "last_name", "first_names")
    return [{k: v for k, v in line.items() if k not in common} for line in read.lines]


def reasons(read: JuryReading) -> list[str]:
    return [note.reason for note in (*read.reading.errors, *read.reading.warnings)]


def test_the_sample_is_read_to_the_letter() -> None:
    read = read_jury_list(resource("demo", "jury.csv"))
    assert reasons(read) == []
    assert read.lines[6] == {
        "number": "00009900307",
        "last_name": "GARNIER",
        "first_names": "Maëlle",
        "born": "1998-10-22",
        "category": "SCOLAIRE",
        "form": "globale",
        "school": "Lycée du Rhône",
        "exam": "E32",
        "commission": "C01",
        "day": "2019-06-05",
        "hour": "08:00",
    }
    assert read.lines[3]["units"] == {"E32": "ponctuel", "E42": "benefit"}
    assert [line["units"] for line in read.lines if "units" in line][1:] == [
        {"E32": "ccf"},
        {"E32": "ccf"},
        {"E32": "not-enrolled"},
        {"E32": "dispensed"},
    ]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("E32", "unit_E32"),
        ("Statut E42", "unit_E42"),
        ("Unité U3.2", "unit_E32"),
        ("Épreuve E31", "unit_E31"),
        ("EF1", "unit_EF"),
        ("Épreuve", "exam"),
        ("N° commission", "commission"),
        ("Forme de passage", "form"),
        ("État des unités", "units"),
        ("Établissement", "school"),
        ("Code UAI", "uai"),
        ("Heure épreuve", "hour"),
        ("Mode formation", "category"),
    ],
)
def test_titles_say_what_a_jury_needs(title: str, field: str) -> None:
    known = jury_meaning(title)
    assert known is not None and known[0] == field


@pytest.mark.parametrize("text", ["E9", "E32 et E42", "", "Note", "E320"])
def test_what_names_no_unit_or_several_names_none(text: str) -> None:
    assert unit_named(text) == ""


@pytest.mark.parametrize(
    ("said", "status"),
    [
        *((text, "ccf") for text in several("CCF|Contrôle en cours de formation")),
        *((text, "benefit") for text in several("Bénéfice|note conservée|BENEFICE")),
        *((text, "dispensed") for text in several("dispense|Dispensé(e)")),
        *((text, "not-enrolled") for text in several("non inscrit|Non inscrite|NI")),
        *((text, "ponctuel") for text in several("ponctuel|Ponctuelle|inscrit|à passer")),
    ],
)
def test_the_state_of_a_unit_is_told_in_many_ways(
    jury_listed: JuryLister, said: str, status: str
) -> None:
    read = jury_listed(csv_text((*HEAD, "E32"), (*ONE, said)))
    assert own(read) == [{"units": {"E32": status}}]


def test_one_column_may_tell_several_units(jury_listed: JuryLister) -> None:
    read = jury_listed(xlsx((*HEAD, "Unités"), (*ONE, "E32 : CCF ; E31 : bénéfice\nE42")))
    assert own(read) == [{"units": {"E32": "ccf", "E31": "benefit", "E42": "ponctuel"}}]


@pytest.mark.parametrize(
    ("title", "said", "told"),
    [
        ("E32", "peut-être", "état de l’E32 illisible"),
        ("E42", "CCF", "jamais en CCF"),
        ("Unités", "CCF", "état des unités illisible"),
        ("Forme", "ovale", "forme illisible"),
        ("Épreuve", "E31", "épreuve illisible"),
        ("Commission", "C\u202e1", "commission avec un caractère invisible"),
        ("Heure", "25:00", "heure de passage"),
    ],
)
def test_a_wrong_cell_is_an_error_of_its_row(
    jury_listed: JuryLister, title: str, said: str, told: str
) -> None:
    read = jury_listed(csv_text((*HEAD, title), (*ONE, said), ("00002", "C", "D", "")))
    assert [note.line for note in read.reading.errors] == [2]
    assert told in read.reading.errors[0].reason
    assert [line["number"] for line in read.lines] == ["00002"]


def test_no_note_repeats_a_school(jury_listed: JuryLister) -> None:
    head = (*HEAD, "Établissement", "UAI")
    read = jury_listed(csv_text(head, (*ONE, "Lycée Secret", "0690026Z")))
    assert own(read) == [{"school": "Lycée Secret", "uai": "0690026Z"}]
    assert "Secret" not in render_reading(read.reading) and "0690026Z" not in str(reasons(read))


def test_a_candidate_may_have_a_row_an_exam_and_no_other(jury_listed: JuryLister) -> None:
    head = (*HEAD, "Épreuve", "Commission", "Heure")
    rows = [(*ONE, "E32", "C1", "08:00"), (*ONE, "E42", "D1", "08:00")]
    read = jury_listed(csv_text(head, *rows))
    assert (reasons(read), len(read.lines)) == ([], 2)
    twice = jury_listed(csv_text(head, *rows, rows[0]))
    assert [note.reason for note in twice.reading.errors] == ["numéro en double, lignes 2 et 4"]


def test_two_of_one_commission_at_once_are_doubtful_and_of_two_are_not(
    jury_listed: JuryLister,
) -> None:
    head, other = (*HEAD, "Commission", "Heure"), ("00002", "C", "D")
    apart = jury_listed(csv_text(head, (*ONE, "C1", "08:00"), (*other, "C2", "08:00")))
    assert reasons(apart) == []
    at_once = jury_listed(csv_text(head, (*ONE, "C1", "08:00"), (*other, "C1", "08:00")))
    assert reasons(at_once) == ["même heure de passage qu’à la ligne 2"]


def test_an_hour_that_is_not_given_yet_is_not_missing(jury_listed: JuryLister) -> None:
    assert reasons(jury_listed(csv_text(HEAD, ONE))) == []
    assert reasons(jury_listed(csv_text((*HEAD, "Commission", "Heure"), (*ONE, "", "")))) == []


def test_a_column_may_be_named_by_hand(jury_listed: JuryLister) -> None:
    read = jury_listed(csv_text((*HEAD, "Bureau"), (*ONE, "C1")), {"Bureau": "commission"})
    assert own(read) == [{"commission": "C1"}]
    with pytest.raises(PassageError, match="unit_E32"):
        jury_listed(csv_text((*HEAD, "Bureau"), (*ONE, "C1")), {"Bureau": "truc"})


def test_a_commission_reads_the_same_list_without_what_it_may_not_know() -> None:
    reading = read_list(resource("demo", "jury.csv"), today=TODAY)
    fields = {column.title: column.field for column in reading.columns}
    kept = {title for title, field in fields.items() if field}
    assert {"E32", "E42", "Commission", "Forme"}.isdisjoint(kept)
    assert "Lycée" not in str(reading)


def test_a_list_too_long_for_a_jury_is_to_be_parted(jury_listed: JuryLister) -> None:
    rows = [(f"{n:05}", "A", "B") for n in range(2001)]
    with pytest.raises(PassageError, match="Partagez-la en plusieurs listes"):
        jury_listed(csv_text(HEAD, *rows))
