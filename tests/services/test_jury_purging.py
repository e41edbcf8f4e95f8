"""A year's retention: what goes, what stays, and what a recourse holds back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.domain.errors import PassageError
from app.services.jury_desk import JuryDesk
from app.services.jury_purging import purge
from app.services.receiving import exports_folder
from tests.services.deliberations import act, closed, deliberating, number_of
from tests.services.desks import FakeClock

JULY = "2019-07-02T18:00:00+02:00"
TWO_YEARS = 731 * 86_400


@pytest.fixture
def clock() -> FakeClock:
    told = FakeClock()
    told.wall = datetime.fromisoformat(JULY)
    return told


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[JuryDesk]:
    """Closed on 2 July 2019, its exports and two dossiers beside it; two years have passed."""
    path = deliberating(tmp_path / "2019.jury", 6, 4)
    with JuryDesk(path, clock) as opened:
        for export in sorted(sha for sha in opened.state.received.receipts):
            file = exports_folder(path) / f"{export}.sqlite"
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(b"export")
        for rank in (0, 1):
            piece = tmp_path / "2019-dossiers" / number_of(rank) / "piece.pdf"
            piece.parent.mkdir(parents=True)
            piece.write_bytes(b"piece")
        closed(opened)
        clock.go(TWO_YEARS)
        yield opened


def left(desk: JuryDesk) -> list[Path]:
    folders = (exports_folder(desk.path), desk.path.with_name("2019-dossiers"))
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_after_a_year_exports_and_dossiers_go_and_the_journal_stays(desk: JuryDesk) -> None:
    before = desk.seq
    told = list(purge(desk, "01/07/2020"))
    assert left(desk) == []
    assert "6 fichiers purgés" in told[0] and "journal reste entier" in told[-1]
    assert desk.seq == before + 1
    assert len(desk.state.results.purges[0].files) == 6


@pytest.mark.parametrize(
    ("before", "why"),
    [("03/07/2020", "se conservent un an"), ("02/07/2019", "rien n’est antérieur"), ("x", "date")],
)
def test_nothing_goes_before_a_year(desk: JuryDesk, before: str, why: str) -> None:
    with pytest.raises(PassageError, match=why):
        list(purge(desk, before))
    assert len(left(desk)) == 6


def test_a_recourse_holds_back_the_candidates_dossier_and_every_export_on_them(
    desk: JuryDesk,
) -> None:
    fields = {"candidate": number_of(0), "date": "2019-07-10", "text": "recours"}
    desk.perform(act("record-appeal", **fields))
    told = list(purge(desk, "01/07/2020"))
    kept = left(desk)
    assert [path.name for path in kept].count("piece.pdf") == 1
    assert len(kept) == 3
    assert "un recours est ouvert" in told[1]
    desk.perform(act("record-appeal", open=False, **{**fields, "text": "rejeté"}))
    list(purge(desk, "01/07/2020"))
    assert left(desk) == []


def test_nothing_is_purged_while_the_results_are_not_official(tmp_path: Path) -> None:
    with (
        JuryDesk(deliberating(tmp_path / "x.jury")) as opened,
        pytest.raises(PassageError, match="pas officiels"),
    ):
        list(purge(opened, "01/07/2020"))
