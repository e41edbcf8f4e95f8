"""A simulated academy goes from lists to minutes: 300 candidates, 24 commissions, odd sticks."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.domain.jury.means import outcome
from app.services.jury_desk import JuryDesk
from tests.e2e.academy import BY, DOUBTED, UNFIT, Academy
from tests.e2e.driving import cli
from tests.e2e.juries import CANDIDATES, COMMISSIONS, number_of
from tests.e2e.packs import AUTHORITY, done, fold, listing, perform, readable
from tests.services.deliberations import COEFFICIENTS

STRANGE = {
    "C00.sqlite": "already-received",
    "C02v2.sqlite": "updated",
    "C04.sqlite": "outdated",
    "C06.sqlite": "fork",
    "C08.sqlite": "conflict",
    "tronqué.sqlite": "damaged",
    "retouché.sqlite": "altered",
    "notes.txt": "foreign",
    "répétition.sqlite": "rehearsal",
    "hors-jury.sqlite": "unknown-commission",
}
"""What each stick that is not as it should be is told to be."""
UNITS = ("E1", "E2", "E31", "E41", "E5")


@pytest.fixture(scope="module")
def academy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Academy]:
    """Packs issued, days over, sticks in; nothing received yet."""
    made = Academy(tmp_path_factory.mktemp("académie"))
    made.open()
    made.prepare()
    made.examine()
    made.spoil()
    yield made


@pytest.fixture(scope="module")
def received(academy: Academy) -> list[dict[str, Any]]:
    """What each file was told to be, when all were received at once."""
    return done(cli("jury", "receive", academy.jury, academy.sticks, "--json")).answers


@pytest.fixture(scope="module")
def settled(academy: Academy, received: list[dict[str, Any]]) -> Academy:
    """Conflicts decided, marks loaded, reserves lifted, results pronounced, minutes closed."""
    perform(academy.jury, list(_decisions(received)))
    listed = academy.folder / "écrits.csv"
    listed.write_text(_marks(), encoding="utf-8")
    done(cli("jury", "marks", academy.jury, listed))
    decided(academy, *_coefficients(), *_reserves(academy))
    decided(academy, *_results(academy))
    return academy


def decided(academy: Academy, *acts: dict[str, Any]) -> None:
    given = "".join(json.dumps(act) + "\n" for act in acts)
    answers = done(cli("jury", "decide", academy.jury, given=given)).answers
    assert [answer for answer in answers if not answer["ok"]] == []


def _decisions(received: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Of each passage told in two ways, the first that came, confirmed by who examined."""
    for told in received:
        for clash in told["conflicts"]:
            kept = clash["sides"][0]
            yield {
                "act": "decide-conflict",
                "candidate": clash["candidate"],
                "exam": clash["exam"],
                "keep": kept["keep"],
                "confirmed_by": kept["examiners"],
                "reason": "feuille papier relue",
                **BY,
            }


def _marks() -> str:
    """Marks of the written papers, from 4 to 19,5."""
    head = ["N° candidat", "Nom", "Prénoms", *(f"Note {unit}" for unit in UNITS)]
    rows = [head, *map(_mark_row, range(1, CANDIDATES + 1))]
    return "\n".join(";".join(row) for row in rows) + "\n"


def _mark_row(rank: int) -> list[str]:
    halves = ((rank * 7 + place) % 32 for place in range(len(UNITS)))
    marks = [f"{4 + half // 2},{5 * (half % 2)}" for half in halves]
    return [number_of(rank), f"NOM{rank:03d}", "Zoé", *marks]


def _coefficients() -> list[dict[str, Any]]:
    return [
        {"act": "set-coefficient", "unit": unit, "coefficient": worth}
        for unit, worth in COEFFICIENTS.items()
    ]


def _reserves(academy: Academy) -> list[dict[str, Any]]:
    board = json.loads(cli("jury", "board", academy.jury, "--json").out)
    lines = [line for line in board["candidates"] if line["state"] == "reserved"]
    found = [(line["candidate"], line["exam"]) for line in lines]
    about = {"act": "decide-reserve", "decision": "lifted", "reason": "pièce produite", **AUTHORITY}
    assert (DOUBTED, "E32") in found
    return [{**about, "candidate": number, "exam": exam} for number, exam in found]


def _results(academy: Academy) -> list[dict[str, Any]]:
    """What the means lead to, the livret examined before an adjournment; then the closing."""
    acts: list[dict[str, Any]] = []
    without = 0
    with JuryDesk(academy.jury) as desk:
        for number in desk.state.candidates:
            told = outcome(desk.state, number).proposal
            without += not told
            if told:
                livret = {"act": "record-livret", "candidate": number, "livret": "examined"}
                acts.append({**livret, **BY})
                acts.append({"act": "pronounce", "candidate": number, "result": told, **BY})
    return [*acts, {"act": "close-minutes", "without_result": without, **BY}]


# --- before the day -------------------------------------------------------------------------------


def test_every_commission_of_300_candidates_has_its_pack(academy: Academy) -> None:
    told = listing(academy.jury)
    assert len(told["candidates"]) == CANDIDATES and len(academy.words) == COMMISSIONS
    assert all(commission["packs"] for commission in told["commissions"])


def test_filled_forms_described_the_fiches_and_scans_did_not(academy: Academy) -> None:
    told = {one["number"]: one["fiches"] for one in listing(academy.jury)["candidates"]}
    assert len(told[number_of(12)]) == 3 and not told[number_of(13)]


def test_no_byte_of_a_school_is_in_the_packs_of_300_candidates(academy: Academy) -> None:
    schools = {fold(one["school"]) for one in listing(academy.jury)["candidates"]}
    for pack in sorted(academy.packs.iterdir())[:6]:
        found = [where for where, text in readable(pack) if any(s in text for s in schools)]
        assert found == []


# --- the evening ----------------------------------------------------------------------------------


def test_every_strange_stick_is_told_for_what_it_is(received: list[dict[str, Any]]) -> None:
    told = {Path(one["file"]).name: one["verdict"] for one in received}
    assert {name: told[name] for name in STRANGE} == STRANGE
    assert {told[name] for name in told.keys() - STRANGE.keys()} == {"accepted"}


def test_received_again_nothing_is_new(academy: Academy, received: list[dict[str, Any]]) -> None:
    before = json.loads(cli("jury", "board", academy.jury, "--json").out)
    again = done(cli("jury", "receive", academy.jury, academy.sticks, "--json", "--dry-run"))
    assert sum(one["new"] + one["changed"] for one in again.answers) == 0
    assert json.loads(cli("jury", "board", academy.jury, "--json").out) == before


def test_a_passage_told_in_two_ways_waits_for_a_decision(received: list[dict[str, Any]]) -> None:
    assert received  # the board below is of what came
    clashes = {Path(one["file"]).name: len(one["conflicts"]) for one in received}
    assert clashes["C06.sqlite"] == 1 and clashes["C08.sqlite"] > 1


# --- the deliberation -----------------------------------------------------------------------------


def test_the_board_is_complete_once_conflicts_are_decided(settled: Academy) -> None:
    board = json.loads(cli("jury", "board", settled.jury, "--json").out)
    assert len(board["commissions"]) == COMMISSIONS
    assert all(line["received"] for line in board["commissions"])
    assert not any("conflict" in counts for counts in board["counts"].values())


def test_the_results_of_everybody_leave_in_an_official_file(settled: Academy) -> None:
    out = settled.folder / "résultats.csv"
    assert "officiel" in done(cli("jury", "results", settled.jury, "-o", out)).out
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == CANDIDATES + 1
    unfit = next(row for row in rows if number_of(int(UNFIT[-5:])) in row)
    assert "NV" in unfit


def test_minutes_report_slips_receipts_and_copies_are_printed(settled: Academy) -> None:
    folder = settled.folder
    for command, name in (("minutes", "pv.pdf"), ("report", "rapport.pdf")):
        done(cli("jury", command, settled.jury, "-o", folder / name))
        assert len(PdfReader(folder / name).pages) > 1
    done(cli("jury", "slips", settled.jury, "-o", folder / "bordereaux"))
    done(cli("jury", "receipts", settled.jury, "-o", folder / "récépissés"))
    done(cli("jury", "communicate", settled.jury, "-o", folder / "copies"))
    assert len(list((folder / "récépissés").iterdir())) == COMMISSIONS
    assert len(list((folder / "copies").iterdir())) > CANDIDATES - 60


def test_a_commission_reads_which_sheets_the_jury_received(settled: Academy) -> None:
    folder, path = settled.folder / "reçus-du-jury", settled.file("C10")
    done(cli("jury", "receipts", settled.jury, "-o", folder))
    (receipt,) = (p for p in folder.iterdir() if "C10" in p.name)
    done(cli("receipt", path, receipt))
    assert "reçu par le jury" in done(cli("list", path)).out


def test_the_closing_ends_reception(settled: Academy) -> None:
    told = cli("jury", "receive", settled.jury, settled.sticks / "C01.sqlite")
    assert told.refused


def test_the_whole_journal_replayed_gives_the_same_tables(settled: Academy) -> None:
    again = settled.folder / "encore.jury"
    lines = done(cli("jury", "journal", settled.jury)).out
    told = cli("jury", "perform", again, "--replay", given=lines)
    assert told.code == 0 and all(answer["ok"] for answer in told.answers)
    board = [cli("jury", "board", path, "--json").out for path in (settled.jury, again)]
    assert board[0] == board[1]
