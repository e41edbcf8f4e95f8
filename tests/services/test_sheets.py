"""Sheets and slips of a whole day, as the commands write them (annexes VIII and X, § 1.4.2 B)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.errors import PassageError
from app.domain.state import State
from app.services.demo import demo_request, perform_day
from app.services.desk import Desk
from app.services.opening import open_commission
from app.services.printing import Files, blank_sheet, sheets, write_files
from app.services.slips import slips

SEALED, RESERVED, ABSENT = "00009900101", "00009900106", "00009900104"


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> State:
    path = tmp_path_factory.mktemp("day") / "E32.passage"
    open_commission(demo_request("E32", path))
    list(perform_day(path))
    with Desk(path) as desk:
        return desk.state


def text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def of(files: Files, ending: str) -> str:
    return text(next(data for name, data in files.items() if name.endswith(ending)))


def test_each_sealed_passage_prints_one_pdf_and_the_others_are_named(state: State) -> None:
    files, without = sheets(state)
    assert sum(SEALED in name for name in files) == 1
    assert any(ABSENT in line for line in without)


def test_a_reserved_mark_prints_without_figure_for_all_and_whole_for_the_president(
    state: State,
) -> None:
    files, _ = sheets(state, RESERVED)
    code = state.passages[RESERVED].versions[-1].code
    assert "9,5 / 20" not in of(files, "-v1.pdf")
    assert code[:4] not in of(files, "-v1.pdf")
    assert "9,5 / 20" in of(files, "-pli-reserve.pdf")


def test_an_unsealed_passage_asked_for_by_number_is_refused(state: State) -> None:
    with pytest.raises(PassageError, match="pas de grille scellée"):
        sheets(state, ABSENT)


def test_the_same_state_gives_the_same_bytes(state: State) -> None:
    assert sheets(state) == sheets(state)


def test_a_rehearsal_is_watermarked_on_every_page_of_everything(state: State) -> None:
    files = sheets(state)[0] | blank_sheet(state) | slips(state, state.incidents[0].at)
    for data in files.values():
        pages = PdfReader(io.BytesIO(data)).pages
        assert all("RÉPÉTITION" in page.extract_text() for page in pages)


def test_the_subject_never_shows_the_second_fiche_nor_a_scenario(state: State) -> None:
    situation = state.passages[SEALED].situation
    assert situation is not None
    subject = of(slips(state, state.incidents[0].at), f"{SEALED}-sujet.pdf")
    assert situation.parameters[:20] in subject.replace("\n", " ")
    assert all(scenario[:20] not in subject for scenario in situation.scenarios)
    assert f"fiche d’activité n° {situation.fiches[1]}" not in subject


def test_the_summary_counts_the_candidates_examined_per_examiner(state: State) -> None:
    summary = of(slips(state, state.incidents[0].at), "-recapitulatif.pdf")
    assert "M. BERTHIER" in summary
    assert "M. ÉTIENNE" in summary


def test_an_existing_file_with_other_bytes_stops_all_beforehand(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"somebody's")
    with pytest.raises(PassageError, match=r"b\.pdf"):
        write_files(tmp_path, {"a.pdf": b"1", "b.pdf": b"2"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]


def test_writing_the_same_files_again_is_no_error(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pdf": b"1"})
    assert write_files(tmp_path, {"a.pdf": b"1"}) == [tmp_path / "a.pdf"]
