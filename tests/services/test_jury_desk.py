"""A jury file: its journal is its truth, its tables follow, and it takes only its own acts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.codec import decode
from app.domain.errors import PassageError, Refusal
from app.domain.jury.acts import JURY
from app.services.desk import Desk
from app.services.jury_desk import JuryDesk
from app.services.jury_files import create_jury_file
from db.jury_projection import jury_rows
from db.schema import JURY_VERSION
from tests.domain.jury.scene import DAY, opening
from tests.domain.jury.strategies import any_act
from tests.domain.strategies import Line
from tests.e2e.driving import execute
from tests.services.juries import APRIL, do, jury_file, jury_tables, replayed


@pytest.fixture
def jury(tmp_path: Path) -> Path:
    return jury_file(tmp_path / "2019.jury")


@pytest.fixture
def desk(jury: Path) -> Iterator[JuryDesk]:
    with JuryDesk(jury) as opened:
        yield opened


def worked(desk: JuryDesk) -> None:
    """A little of everything."""
    do(desk, "assign", commission="C1", day=DAY, hour="08:00")
    do(desk, "receive-dossier", received=DAY, with_school=True, without_school=True, whole=True)
    do(desk, "store-piece", name="piece-01.pdf", sha256="0" * 64, size=3)
    do(desk, "attest-anonymous", piece="piece-01.pdf", by="Zoé")
    do(desk, "tick-conformity", item="cover", value=True)
    do(desk, "set-internship", days=70, required=60, decision="DEC")
    do(desk, "describe-context", context=1, company="Cabinet A")
    do(desk, "describe-fiche", fiche=1, product="MRH", kind="property", real=True, context=1)
    do(desk, "describe-fiche", fiche=2, product="Auto", kind="property")
    do(desk, "choose-fiches", fiche_1=1, fiche_2=2, by="Anne MARTIN", scenario="S", scenario_2="T")
    do(desk, "give-verdict", candidate="002", verdict="doubtful", authority="DEC", reason="visa")
    do(desk, "set-unit", candidate="003", unit="E32", status="ccf", decision="D")
    do(desk, "edit-candidate", field="school", value="Lycée A")
    do(desk, "keep-model", name="refus", exam="E32", scenario="Le client refuse")
    do(desk, "record-attendance", member="Anne MARTIN", date=DAY)
    do(desk, "set-site", name="Nice", time_zone="Europe/Paris", rooms=["A", "B"])
    do(desk, "issue-pack", commission="C1", public="00", content="11")


def test_the_tables_are_those_of_the_state_after_every_act(desk: JuryDesk) -> None:
    worked(desk)
    desk.close()
    assert jury_tables(desk.path) == jury_rows(desk.state)


def test_replaying_the_journal_into_an_empty_file_gives_the_same_tables_row_for_row(
    desk: JuryDesk, tmp_path: Path
) -> None:
    worked(desk)
    journal = desk.journal()
    desk.close()
    again = replayed(journal, tmp_path / "again.jury")
    assert jury_tables(again) == jury_tables(desk.path)
    with JuryDesk(again) as other:
        assert (other.root_hash, other.state) == (desk.root_hash, desk.state)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_act, max_size=25))
def test_the_tables_follow_whatever_acts_the_rules_allow(
    tmp_path_factory: pytest.TempPathFactory, lines: list[Line]
) -> None:
    path = jury_file(tmp_path_factory.mktemp("jury") / "any.jury")
    with JuryDesk(path) as desk:
        for told in lines:
            perform_if_allowed(desk, told)
    assert jury_tables(path) == jury_rows(desk.state)
    with JuryDesk(path) as again:
        assert again.state == desk.state


def perform_if_allowed(desk: JuryDesk, line: dict[str, Any]) -> None:
    try:
        desk.perform(decode(line, internal=True, known_acts=JURY))
    except Refusal as refusal:
        assert str(refusal)


def test_tables_altered_behind_the_journal_are_mended_at_opening(jury: Path) -> None:
    before = jury_tables(jury)
    execute(
        jury,
        "UPDATE candidate SET last_name = 'X' WHERE number = '001'",
        "DELETE FROM exam_file WHERE candidate = '002'",
        "INSERT INTO member VALUES ('Y', 0, '[]', '[]', '[]')",
    )
    JuryDesk(jury).close()
    assert jury_tables(jury) == before


def test_an_act_is_told_for_the_candidates_it_changed(desk: JuryDesk) -> None:
    assert do(desk, "edit-candidate", field="school", value="L").changed == {"001"}
    assert do(desk, "keep-model", name="a", exam="E32", scenario="b").changed == {
        "001",
        "002",
        "003",
    }


def test_a_refused_act_changes_nothing_anywhere(desk: JuryDesk, jury: Path) -> None:
    desk.idle()
    before, state = jury.read_bytes(), desk.state
    with pytest.raises(Refusal):
        do(desk, "assign", commission="C9", day=DAY, hour="08:00")
    desk.idle()
    assert (jury.read_bytes(), desk.state is state) == (before, True)


def test_instants_are_told_in_the_zone_of_the_first_site(tmp_path: Path) -> None:
    sites = [{"name": n, "time_zone": "Indian/Reunion"} for n in ("Lyon", "Grenoble")]
    path = jury_file(tmp_path / "far.jury", sites=sites)
    with JuryDesk(path) as desk:
        do(desk, "edit-candidate", field="school", value="L")
        assert [told["at"][-6:] for told in desk.journal()] == ["+04:00"] * 3


def test_a_time_zone_that_does_not_exist_is_refused(desk: JuryDesk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Atlantis"):
        do(desk, "set-site", name="Lyon", time_zone="Europe/Atlantis")
    sites = [{"name": "Lyon", "time_zone": "Europe/Atlantis"}]
    act = {"act": "open-jury", **opening(sites=sites)}
    with pytest.raises(Refusal, match="Atlantis"):
        create_jury_file(tmp_path / "no", [(decode(act, internal=True, known_acts=JURY), APRIL)])
    assert not (tmp_path / "no").exists()


def test_a_jury_file_is_never_made_over_another(jury: Path) -> None:
    before = jury.read_bytes()
    with pytest.raises(PassageError, match="n’est pas remplacé"):
        jury_file(jury)
    assert jury.read_bytes() == before


def test_a_second_opener_is_refused_at_once(desk: JuryDesk) -> None:
    with pytest.raises(PassageError, match="ouvert"):
        JuryDesk(desk.path)


def test_a_jury_file_is_no_commission_file_and_the_reverse(jury: Path, path: Path) -> None:
    with pytest.raises(PassageError, match=r"fichier de commission.*c’est un fichier de jury"):
        Desk(jury)
    with pytest.raises(PassageError, match=r"fichier de jury.*c’est un fichier de commission"):
        JuryDesk(path)


def test_a_file_takes_only_the_acts_of_its_kind(desk: JuryDesk, path: Path) -> None:
    confirm = decode({"act": "confirm-identity", "passage": "001"})
    with pytest.raises(Refusal, match="genre de fichier"):
        desk.perform(confirm)
    unit = {"act": "set-unit", "candidate": "001", "unit": "E1", "status": "ccf"}
    with Desk(path) as commission, pytest.raises(Refusal, match="genre de fichier"):
        commission.perform(decode(unit, known_acts=JURY))


def test_a_jury_file_of_a_newer_version_says_to_update_the_program(jury: Path) -> None:
    with closing(sqlite3.connect(jury)) as connection:
        connection.execute(f"PRAGMA user_version = {JURY_VERSION + 1}")
    with pytest.raises(PassageError, match="Mettez le programme à jour"):
        JuryDesk(jury)
