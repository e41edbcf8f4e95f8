"""The results as a file: safe in a spreadsheet, in an academy's own columns, never overwritten."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.errors import PassageError, UsageError
from app.domain.jury.results import LayoutColumn
from app.domain.jury.results_words import RESULT_FIELDS
from app.intake.workbooks import read_zipped_workbook
from app.services.jury_desk import JuryDesk
from app.services.jury_listing import jury_listing
from app.services.jury_marks import load_marks
from app.services.jury_results import COLUMNS, USUAL, result_table, write_results
from app.services.tables import csv_bytes, xlsx_bytes
from db.jury_projection import jury_rows
from tests.domain.jury.results_scene import ResultScene
from tests.domain.jury.scene import line
from tests.domain.scene import french
from tests.services.deliberations import AUTHORITY, BY, act, closed, deliberating, number_of
from tests.services.juries import jury_tables, replayed

NOW = datetime(2019, 7, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return deliberating(tmp_path_factory.mktemp("jury") / "2019.jury").read_bytes()


@pytest.fixture
def desk(tmp_path: Path, made: bytes) -> Iterator[JuryDesk]:
    path = tmp_path / "2019.jury"
    path.write_bytes(made)
    with JuryDesk(path) as opened:
        yield opened


def rows_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


# --- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    assert rows_of(csv_bytes([["titre"], [cell]]))[1][0].startswith("'")


@pytest.mark.parametrize("cell", ["0000123", 'é;"«\n»', "14,5", ""])
def test_a_cell_of_a_csv_comes_back_as_it_was(cell: str) -> None:
    assert rows_of(csv_bytes([["titre"], [cell]]))[1] == [cell]


def test_a_workbook_holds_texts_alone_zeros_and_formulas_as_written() -> None:
    table = [["titre", "x"], ["0000123", "=1+1"], ["14,5", "http://x"]]
    data = xlsx_bytes(table, "Résultats", NOW)
    book = read_zipped_workbook(data, "x")
    assert [list(row.cells) for row in book.sheets[0].rows] == table
    assert b"<f>" not in data


def test_the_same_results_make_the_same_workbook() -> None:
    assert xlsx_bytes([["a"], ["b"]], "R", NOW) == xlsx_bytes([["a"], ["b"]], "R", NOW)


def test_the_columns_of_a_layout_are_those_the_program_knows() -> None:
    assert sorted(COLUMNS) == sorted(RESULT_FIELDS)
    assert set(USUAL) <= set(COLUMNS)


# --- what stands in it --------------------------------------------------------------------------


def cell(desk: JuryDesk, rank: int, title: str) -> str:
    titles, *rows = result_table(desk.state)
    return rows[rank][titles.index(title)]


def test_numbers_keep_their_zeros_and_marks_have_a_decimal_comma(desk: JuryDesk) -> None:
    assert cell(desk, 0, "N° de candidat") == "00009900000"
    assert cell(desk, 0, "Note E1") == "12,5"
    assert "," in cell(desk, 0, "Moyenne E3")


def test_a_reserve_and_an_absence_show_no_figure(desk: JuryDesk) -> None:
    assert (cell(desk, 1, "Note E32"), cell(desk, 1, "Mention E32")) == ("", "Note réservée")
    assert (cell(desk, 2, "Note E42"), cell(desk, 2, "Code E42")) == ("", "AB")
    assert cell(desk, 2, "Moyenne générale") == ""
    assert cell(desk, 2, "Ce qui manque") == "E42 : absent"


def test_results_are_provisional_until_the_minutes_are_closed(desk: JuryDesk) -> None:
    assert (cell(desk, 0, "État"), cell(desk, 0, "Résultat")) == ("provisoire", "")
    closed(desk)
    assert (cell(desk, 0, "État"), cell(desk, 0, "Résultat")) == ("officiel", "Admis")


def test_an_existing_file_of_results_is_never_overwritten(desk: JuryDesk, tmp_path: Path) -> None:
    target = tmp_path / "r.csv"
    target.write_text("à garder")
    with pytest.raises(PassageError, match="existe déjà"):
        list(write_results(desk, target))
    assert target.read_text() == "à garder"


def test_results_are_csv_or_xlsx(desk: JuryDesk, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        list(write_results(desk, tmp_path / "r.pdf"))


LAYOUT = """name = "Lyon"
[[columns]]
title = "NUMERO"
field = "number"
[[columns]]
field = "mark_E32"
"""


def test_an_academy_keeps_its_columns_in_the_jury_file(desk: JuryDesk, tmp_path: Path) -> None:
    layout = tmp_path / "lyon.toml"
    layout.write_text(LAYOUT, encoding="utf-8")
    list(write_results(desk, tmp_path / "one.csv", str(layout)))
    list(write_results(desk, tmp_path / "two.csv", "Lyon"))
    one = rows_of((tmp_path / "one.csv").read_bytes())
    assert one[:2] == [["NUMERO", "Note E32"], ["00009900000", cell(desk, 0, "Note E32")]]
    assert (tmp_path / "two.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()


def test_a_layout_nobody_knows_is_refused_and_so_is_an_unknown_field(
    desk: JuryDesk, tmp_path: Path
) -> None:
    with pytest.raises(PassageError, match="n’est pas dans ce jury"):
        list(write_results(desk, tmp_path / "r.csv", "Nice"))
    layout = tmp_path / "l.toml"
    layout.write_text(LAYOUT.replace("mark_E32", "rang"), encoding="utf-8")
    with pytest.raises(PassageError, match="« rang » est inconnu"):
        list(write_results(desk, tmp_path / "r.csv", str(layout)))


def test_a_layout_is_not_kept_where_the_file_cannot_be_written(
    desk: JuryDesk, tmp_path: Path
) -> None:
    layout = tmp_path / "lyon.toml"
    layout.write_text(LAYOUT, encoding="utf-8")
    (tmp_path / "r.csv").touch()
    with pytest.raises(PassageError, match="existe déjà"):
        list(write_results(desk, tmp_path / "r.csv", str(layout)))
    assert desk.state.results.layouts == {}


def test_the_results_of_a_rehearsal_say_so_in_every_layout() -> None:
    scene = ResultScene(line("001"), rehearsal=True)
    layout = (LayoutColumn("N", "number"),)
    assert result_table(scene.state, layout) == [["N", "RÉPÉTITION"], ["001", "sans valeur"]]


def test_the_list_for_a_program_holds_what_the_jury_decided(desk: JuryDesk) -> None:
    everything(desk)
    jury = desk.state.jury
    assert jury is not None
    told = json.loads(json.dumps(jury_listing(desk.state, jury)))["candidates"][4]["results"]
    assert (told["units"]["E32"]["final"], told["means"]["E3"]) == ("13.0", "12,00")
    assert told["decisions"][-2]["rectifies"] == "X : y"


# --- lists of marks -----------------------------------------------------------------------------


def listed(desk: JuryDesk, *rows: str, dry_run: bool = False) -> list[str]:
    path = desk.path.with_name("notes.csv")
    path.write_text("\n".join(["N° candidat;Nom;Prénoms;E1", *rows]), encoding="utf-8")
    return list(load_marks(desk, path, {}, dry_run=dry_run))


def test_a_list_of_marks_is_loaded_and_counted(desk: JuryDesk) -> None:
    assert listed(desk, "00009900000;MARTIN;Loïc;18") == ["notes.csv : 1 note chargée (E1 1)"]
    assert cell(desk, 0, "Note E1") == "18"
    assert desk.state.results.lists[-1].count == 1


def test_a_list_shown_only_changes_nothing(desk: JuryDesk) -> None:
    before = desk.seq
    assert "à charger" in listed(desk, "00009900000;MARTIN;Loïc;18", dry_run=True)[0]
    assert desk.seq == before


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("00009900000;DURAND;Luc;18", "ce numéro est celui de"),
        ("00000000009;MARTIN;Loïc;18", "n’est pas dans le jury"),
        ("00009900000;MARTIN;Loïc;18,3", "ni une note par demi-point"),
        ("00009900000;MARTIN;Loïc;", "ne donne aucune note"),
    ],
)
def test_one_wrong_row_refuses_the_whole_list(desk: JuryDesk, row: str, why: str) -> None:
    before = desk.seq
    with pytest.raises(PassageError, match=why) as caught:
        listed(desk, "00009900001;OUÉDRAOGO;Noémie;", row)
    french(str(caught.value).splitlines()[0])
    assert desk.seq == before


def test_a_code_the_table_was_given_is_read(desk: JuryDesk) -> None:
    desk.perform(act("set-code", kind="absent", code="ABS", label="Absent"))
    listed(desk, "00009900000;MARTIN;Loïc;abs")
    assert (cell(desk, 0, "Note E1"), cell(desk, 0, "Code E1")) == ("", "ABS")


# --- the file of the jury -----------------------------------------------------------------------


def everything(desk: JuryDesk) -> None:
    """A decision of each kind, to the closing and after."""
    two, four = number_of(2), number_of(4)
    told = {"by": "X", "reason": "y"}
    for name, fields in (
        (
            "decide-reserve",
            {"candidate": number_of(1), "exam": "E32", "decision": "lifted", **AUTHORITY},
        ),
        ("record-force-majeure", {"candidate": two, "unit": "E42", **AUTHORITY}),
        ("decide-mark", {"candidate": four, "unit": "E32", "mark": "13", **told}),
        ("enter-mark", {"candidate": four, "unit": "EF", "mark": "15", **told}),
        ("set-unit", {"candidate": four, "unit": "E5", "status": "ccf"}),
        ("harmonise-mark", {"candidate": four, "unit": "E5", "mark": "10", **told}),
        ("report-fraud", {"candidate": number_of(5), "by": "X", "text": "y"}),
        ("note-minutes", {"kind": "incident", "text": "x", "by": "Y"}),
        ("set-code", {"kind": "dispensed", "code": "DI", "label": "Dispensé"}),
    ):
        desk.perform(act(name, **fields))
    closed(desk)
    correction = {"act": "decide-mark", "candidate": four, "unit": "E1", "mark": "14", **told}
    desk.perform(act("rectify", candidate=four, correction=correction, **told))
    desk.perform(act("record-appeal", candidate=four, date="2019-07-10", text="recours"))


def test_the_plain_tables_say_what_the_journal_does(desk: JuryDesk) -> None:
    everything(desk)
    expected = jury_rows(desk.state)
    desk.close()
    assert jury_tables(desk.path) == expected


def test_a_replayed_journal_gives_the_same_tables(desk: JuryDesk, tmp_path: Path) -> None:
    everything(desk)
    told = desk.journal()
    desk.close()
    again = replayed(told, tmp_path / "again.jury")
    assert jury_tables(again) == jury_tables(desk.path)


def test_a_closed_jury_takes_a_rectification_and_nothing_else(desk: JuryDesk) -> None:
    closed(desk)
    with pytest.raises(PassageError, match="procès-verbal est clos"):
        desk.perform(
            act("decide-mark", candidate=number_of(0), unit="E1", mark="2", **BY, reason="x")
        )
    with pytest.raises(PassageError, match="procès-verbal est clos"):
        listed(desk, "00009900000;MARTIN;Loïc;18")


def test_the_journal_of_decisions_is_json_without_a_float(desk: JuryDesk) -> None:
    everything(desk)
    text = json.dumps(desk.journal(), ensure_ascii=False)
    assert not any(isinstance(v, float) for line in desk.journal() for v in line.values())
    assert '"mark": "13"' in text
