"""A later list into an open jury: told first, then taken in; corrections made here stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import PassageError
from app.services.jury_desk import JuryDesk
from app.services.jury_lists import SAME, UNKNOWN, load_jury_list, preview_jury_list
from tests.services.juries import do, jury_file

HEAD = "N° candidat;Nom;Prénoms;Établissement;E32;Commission;Jour;Heure"


@pytest.fixture
def jury(tmp_path: Path) -> Path:
    return jury_file(tmp_path / "jury.jury")


def listed(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "suite.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_what_a_list_adds_and_changes_is_told_and_done(jury: Path, tmp_path: Path) -> None:
    rows = ("001;NOM 001;Zoé;Lycée X;CCF;;;", "009;NEUF;Léa;;;C1;05/06/2019;09:00")
    told = load_jury_list(jury, listed(tmp_path, *rows), {})
    assert told[:4] == [
        "modifié : NOM 001 Zoé (001), établissement : « rien » → « Lycée X »",
        "modifié : NOM 001 Zoé (001), E32 : « rien » → « contrôle en cours de formation »",
        "ajouté : NEUF Léa (009)",
        "2 candidats hors de cette liste, rien n’y change",
    ]
    with JuryDesk(jury) as desk:
        assert desk.state.candidates["001"].units["E32"] == "ccf"
        assert desk.state.candidates["009"].of("E32").slot is not None


def test_a_dry_run_tells_the_same_and_writes_nothing(jury: Path, tmp_path: Path) -> None:
    path, before = listed(tmp_path, "009;NEUF;Léa;;;;;"), jury.read_bytes()
    told = list(preview_jury_list(jury, path, {}))
    assert "ajouté : NEUF Léa (009)" in told and jury.read_bytes() == before


def test_what_was_corrected_here_is_left_and_said(jury: Path, tmp_path: Path) -> None:
    with JuryDesk(jury) as desk:
        do(desk, "edit-candidate", field="school", value="Lycée vrai")
        do(desk, "set-unit", unit="E32", status="benefit")
    told = load_jury_list(jury, listed(tmp_path, "001;NOM 001;Zoé;Lycée faux;CCF;;;"), {})
    assert told[:2] == [
        "corrigé ici, laissé : NOM 001 Zoé (001), E32 (liste : « contrôle en cours de formation »)",
        "corrigé ici, laissé : NOM 001 Zoé (001), établissement (liste : « Lycée faux »)",
    ]
    with JuryDesk(jury) as desk:
        assert desk.state.candidates["001"].school == "Lycée vrai"


def test_a_list_that_says_the_same_changes_nothing(jury: Path, tmp_path: Path) -> None:
    rows = (f"{n};NOM {n};Zoé" for n in ("001", "002", "003"))
    path = listed(tmp_path, *rows, head="N° candidat;Nom;Prénoms")
    assert load_jury_list(jury, path, {})[0] == SAME


def test_a_list_of_strangers_is_pointed_out(jury: Path, tmp_path: Path) -> None:
    assert UNKNOWN in load_jury_list(jury, listed(tmp_path, "900;A;B;;;;;"), {})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("001;AUTRE;Paul;;;;;", "est déjà celui"),
        ("001;NOM 001;Zoé;;peut-être;;;", "une ligne fausse"),
        ("001;NOM 001;Zoé;;;Z9;05/06/2019;09:00", "La commission « Z9 » n’est pas dans ce jury"),
    ],
)
def test_a_list_that_cannot_be_is_refused_whole(
    jury: Path, tmp_path: Path, row: str, said: str
) -> None:
    path, before = listed(tmp_path, "008;HUIT;Léa;;;;;", row), jury.read_bytes()
    with pytest.raises(PassageError, match=said):
        load_jury_list(jury, path, {})
    with pytest.raises(PassageError, match=said):
        list(preview_jury_list(jury, path, {}))
    assert jury.read_bytes() == before
