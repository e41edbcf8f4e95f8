"""Delimited text is read with any delimiter, and its line numbers are those of the file."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import PassageError
from app.intake.delimited import read_delimited
from app.intake.headers import header_score
from tests.intake.conftest import Lister
from tests.intake.makers import HEADER, OTHER, ROW, csv_text


@pytest.mark.parametrize("delimiter", [*";,\t|:^~#!§_", "\u00a6"])
def test_any_delimiter_is_found(listed: Lister, delimiter: str) -> None:
    row = ("001", "OUÉDRAOGO", "Loïc", "1997-08-16", "8h00")
    reading = listed(csv_text(HEADER, row, delimiter=delimiter))
    assert reading.delimiter == delimiter
    assert reading.candidates[0].hour == "08:00"


@pytest.mark.parametrize("line", ["sep=;\r\n", "SEP=;\n", '"sep=;"\r\n', "sep=; \n"])
def test_a_sep_line_is_obeyed_and_counted(listed: Lister, line: str) -> None:
    reading = listed(line + csv_text(HEADER, ROW))
    assert (reading.delimiter, reading.header_line, reading.rows) == (";", 2, 1)


def test_a_sep_line_that_lies_is_not_obeyed(listed: Lister) -> None:
    assert listed("sep=,\n" + csv_text(HEADER, ROW)).delimiter == ";"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_of_every_system_are_counted(listed: Lister, end: str) -> None:
    reading = listed(csv_text(("Session 2019",), (), HEADER, (), ROW, ("", "X"), end=end))
    assert reading.header_line == 3
    assert [error.line for error in reading.errors] == [6]


def test_quoted_newlines_count_as_lines(listed: Lister) -> None:
    text = f'"N°\ncandidat";{";".join(HEADER[1:])}\n1;"DE\nLA TOUR";A;1/1/1999;8h\n2;;B;;9h\n'
    reading = listed(text)
    assert reading.candidates[0].last_name == "DE LA TOUR"
    assert reading.errors[0].line == 5


def test_padded_and_quoted_cells_are_trimmed(listed: Lister) -> None:
    row = ('  "001" ', "\u00a0DUPONT\u202f", '"Jean\u00a0 Paul"', " 1/1/1999 ", ' "8:00"')
    candidate = listed(csv_text(HEADER, row)).candidates[0]
    assert (candidate.number, candidate.last_name, candidate.first_names) == (
        "001",
        "DUPONT",
        "Jean Paul",
    )


def test_a_number_wrapped_as_a_formula_keeps_its_zeros(listed: Lister) -> None:
    for cell in ('="00012"', '"=""00012"""', "'00012"):
        assert listed(csv_text(HEADER, (cell, *ROW[1:]))).candidates[0].number == "00012"


def test_a_quote_never_closed_is_refused_with_its_line(listed: Lister) -> None:
    with pytest.raises(PassageError, match=r"ligne 2 : un guillemet .* n’est jamais refermé"):
        listed(csv_text(HEADER, ("1", '"DUPONT', "A", "", ""), OTHER))


def test_a_quote_that_swallows_rows_is_an_error(listed: Lister) -> None:
    swallowing = csv_text(HEADER, ROW) + '2;"DUPONT;A;;9h\n3;MARTIN;B;;10h\n4;PETIT";C;;11h\n'
    reading = listed(swallowing)
    assert "réunit plusieurs lignes" in reading.errors[0].reason
    assert len(reading.candidates) == 1


def test_a_quote_inside_a_cell_is_a_sign_like_another(listed: Lister) -> None:
    assert listed(csv_text(HEADER, ("1", 'D"A', *ROW[2:]))).candidates[0].last_name == 'D"A'


def test_a_cell_too_many_is_an_error_unless_blank(listed: Lister) -> None:
    reading = listed(csv_text(HEADER, (*ROW, "", ""), (*OTHER, "", "x")))
    assert [(e.line, "séparateur de trop" in e.reason) for e in reading.errors] == [(3, True)]


def test_missing_cells_at_the_end_are_blank(listed: Lister) -> None:
    reading = listed(csv_text(HEADER, ROW[:3]))
    assert reading.candidates[0].born is None and not reading.errors


CELL = st.text(alphabet='abé ;,"\t\n\r|x', max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=5), st.sampled_from(";,\t|"))
def test_what_csv_writes_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["N° candidat", "Nom", "Prénom"], *rows])
    sheet = read_delimited(out.getvalue(), "x", header_score).sheets[0]
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [list(row.cells) for row in sheet.rows[1:]] == kept
