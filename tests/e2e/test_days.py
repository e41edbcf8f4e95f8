"""Both demonstration days by commands, from the lists to verified exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.services.day import day
from app.services.desk import Desk
from resources import resource
from tests.crash.victim import run
from tests.e2e.days import EXAMS
from tests.e2e.driving import Told, cli


def ok(told: Told) -> Told:
    assert (told.code, told.err) == (0, "")
    return told


@pytest.fixture(scope="module", params=EXAMS)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commission opened from its demonstration list, its whole day performed."""
    exam, path = request.param, tmp_path_factory.mktemp(request.param) / "day.passage"
    ok(cli("new", resource("demo", f"{exam}.toml"), resource("demo", f"{exam}.csv"), "-o", path))
    with Desk(path) as desk:
        lines = [_after_opening(line) for _, line in day(desk.state)]
    told = ok(cli("perform", path, "--replay", given="\n".join(lines)))
    assert all(answer["ok"] for answer in told.answers) and len(told.answers) == len(lines)
    return path


def _after_opening(line: str) -> str:
    """The file was opened today, so the day is played in a year nobody has reached."""
    act = json.loads(line)
    return json.dumps({**act, "at": act["at"].replace("2019-", "2999-")})


def passages(path: Path) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(ok(cli("list", path, "--json")).out)["passages"]
    return listed


def test_the_list_tells_every_passage_in_order(played: Path) -> None:
    listed = passages(played)
    assert {passage["status"] for passage in listed} == {"sealed", "absent", "not-valid"}
    assert [p["passage"] for p in listed] == sorted(str(p["passage"]) for p in listed)
    assert ok(cli("list", played)).out.count("scellé") == sum(
        passage["status"] == "sealed" for passage in listed
    )


def test_every_sealed_passage_has_its_sheet_and_a_reserved_one_two(
    played: Path, tmp_path: Path
) -> None:
    ok(cli("sheets", played, "-o", tmp_path))
    listed = [passage for passage in passages(played) if passage["version"]]
    assert len(list(tmp_path.iterdir())) == len(listed) + sum(bool(p["reserved"]) for p in listed)


def test_sheets_written_twice_are_the_same_and_no_obstacle(played: Path, tmp_path: Path) -> None:
    ok(cli("sheets", played, "-o", tmp_path))
    first = {path: path.read_bytes() for path in tmp_path.iterdir()}
    ok(cli("sheets", played, "-o", tmp_path))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_a_sheet_in_the_way_stops_all_the_others(played: Path, tmp_path: Path) -> None:
    ok(cli("sheets", played, "-o", tmp_path / "a"))
    name = sorted(path.name for path in (tmp_path / "a").iterdir())[-1]
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / name).write_text("autre chose")
    assert cli("sheets", played, "-o", tmp_path / "b").refused
    assert [path.name for path in (tmp_path / "b").iterdir()] == [name]


def test_slips_and_blank_sheets_are_written(played: Path, tmp_path: Path) -> None:
    told = ok(cli("slips", played, "-o", tmp_path / "slips"))
    assert len(told.out.splitlines()) == len(list((tmp_path / "slips").iterdir())) >= 4
    ok(cli("sheets", played, "-o", tmp_path / "blank", "--blank"))
    assert len(list((tmp_path / "blank").iterdir())) == 1


def test_every_code_of_the_list_is_found_and_no_other(played: Path) -> None:
    listed = passages(played)
    codes = {str(passage["code"]): str(passage["number"]) for passage in listed if passage["code"]}
    for code, number in codes.items():
        assert number in ok(cli("check", played, code.lower())).out
    assert cli("check", played, "00000000").refused


def test_the_export_is_verified(played: Path, tmp_path: Path) -> None:
    ok(cli("export", played, "-o", tmp_path / "out.sqlite"))
    told = ok(cli("verify", tmp_path / "out.sqlite"))
    sealed = sum(bool(passage["version"]) for passage in passages(played))
    assert f"{sealed} grilles scellées" in told.out


def test_a_passage_without_seal_has_no_sheet_and_says_so(played: Path, tmp_path: Path) -> None:
    absent = next(str(p["passage"]) for p in passages(played) if p["status"] == "absent")
    assert cli("sheets", played, "-o", tmp_path / "s", "--passage", absent).refused
    assert cli("sheets", played, "-o", tmp_path / "s", "--passage", "404").refused
    assert not (tmp_path / "s").exists()


def test_the_demonstration_plays_both_days_without_a_display(tmp_path: Path) -> None:
    told = run("--demo", TMPDIR=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.count("Export vérifié") == len(EXAMS)


def test_the_selftest_tells_what_works() -> None:
    told = ok(cli("selftest"))
    assert len(told.out.splitlines()) == 7
