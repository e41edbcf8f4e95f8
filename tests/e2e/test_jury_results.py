"""From what was received to what is printed, by the commands alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.e2e.driving import Told, cli
from tests.services.deliberations import AUTHORITY, BY, deliberating, number_of

ONE = number_of(1)


@pytest.fixture
def jury(tmp_path: Path) -> Path:
    return deliberating(tmp_path / "2019.jury")


def decide(jury: Path, *decisions: Mapping[str, object]) -> Told:
    lines = "\n".join(json.dumps(told, ensure_ascii=False) for told in decisions)
    return cli("jury", "decide", jury, given=lines)


def settled(jury: Path) -> list[dict[str, object]]:
    """Decisions to the closing: a reserve lifted, a zero by force majeure, every result."""
    from app.domain.jury.means import outcome
    from app.services.jury_desk import JuryDesk

    lift = {"act": "decide-reserve", "candidate": ONE, "exam": "E32", "decision": "lifted"}
    zero = {"act": "record-force-majeure", "candidate": number_of(2), "unit": "E42"}
    first = [{**lift, "code": "ABCD-1234", **AUTHORITY}, {**zero, **AUTHORITY}]
    assert all(answer["ok"] for answer in decide(jury, *first).answers)
    told: list[dict[str, object]] = []
    with JuryDesk(jury) as desk:
        for number in desk.state.candidates:
            result = outcome(desk.state, number).proposal
            told.append({"act": "record-livret", "candidate": number, "livret": "examined", **BY})
            told.append({"act": "pronounce", "candidate": number, "result": result, **BY})
    return [*told, {"act": "close-minutes", **BY}]


def test_from_the_exports_to_the_minutes(jury: Path, tmp_path: Path) -> None:
    answers = decide(jury, *settled(jury)).answers
    assert [answer for answer in answers if not answer["ok"]] == []
    for command, name in (("minutes", "pv.pdf"), ("report", "r.pdf")):
        assert cli("jury", command, jury, "-o", tmp_path / name).code == 0
        assert len(PdfReader(tmp_path / name).pages) >= 1
    for name in ("r.csv", "r.xlsx"):
        assert (
            "6 résultats prononcés, officiel"
            in cli("jury", "results", jury, "-o", tmp_path / name).out
        )
    assert cli("jury", "slips", jury, "-o", tmp_path / "s").code == 0
    done = cli("jury", "communicate", jury, "-o", tmp_path / "c", "--candidate", ONE, "--levels")
    assert done.out.strip() == str(tmp_path / "c" / f"{ONE}-communicable.pdf")


def test_decide_takes_decisions_alone(jury: Path) -> None:
    told = decide(jury, {"act": "set-unit", "candidate": ONE, "unit": "E1", "status": "ccf"})
    assert told.code == 0
    assert "utilisez perform" in told.answers[0]["refused"]


def test_a_refused_decision_says_why_and_changes_nothing(jury: Path) -> None:
    before = cli("jury", "journal", jury).out
    told = decide(jury, {"act": "pronounce", "candidate": ONE, "result": "admitted", **BY})
    assert "E32 : note réservée" in told.answers[0]["refused"]
    assert cli("jury", "journal", jury).out == before


def test_marks_are_shown_before_they_are_loaded(jury: Path, tmp_path: Path) -> None:
    listed = tmp_path / "ef.csv"
    listed.write_text(f"N° candidat;Nom;Prénoms;EF\n{ONE};OUÉDRAOGO;Noémie;15\n", encoding="utf-8")
    assert "à charger" in cli("jury", "marks", jury, listed, "--dry-run").out
    assert "1 note chargée (EF 1)" in cli("jury", "marks", jury, listed).out


@pytest.mark.parametrize(
    "words",
    [
        ("communicate", "-o", "c"),
        ("purge", "--before", "01/01/2020"),
        ("results", "-o", "r.csv", "--layout", "Nice"),
        ("minutes", "-o", "2019.jury"),
        ("marks", "absente.csv"),
    ],
)
def test_what_cannot_be_done_is_refused_in_french(
    jury: Path, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command, *others = words
    assert cli("jury", command, jury, *others).refused


def test_a_results_file_is_csv_or_xlsx(jury: Path, tmp_path: Path) -> None:
    assert cli("jury", "results", jury, "-o", tmp_path / "r.txt").code == 2
