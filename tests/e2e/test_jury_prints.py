"""``passage jury prints`` from the command line: a jury of 300, its papers and no school."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from resources import resource
from tests.e2e.driving import cli
from tests.e2e.test_jury import done, jury, listing, perform

__all__ = ["jury"]
DEMO = (resource("demo", "jury.toml"), resource("demo", "jury.csv"))


@pytest.fixture
def chosen(jury: Path) -> Path:
    """The jury of 300, planned, with fiches chosen for those who sit both exams."""
    numbers = [one["number"] for one in listing(jury)["candidates"]][:40]
    told = {"act": "choose-fiches", "by": "Prof 00", "scenario": "Vous êtes pressé."}
    acts = [{**told, "candidate": n, "exam": "E42", "fiche_1": 7} for n in numbers]
    perform(jury, *acts)
    return jury


def text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_the_papers_of_a_jury_of_300_name_everybody_and_no_school(
    chosen: Path, tmp_path: Path
) -> None:
    done(cli("jury", "prints", chosen, "-o", tmp_path / "papers"))
    read = {path.stem: text(path) for path in (tmp_path / "papers").iterdir()}
    schools = {one["school"] for one in listing(chosen)["candidates"]}
    assert [(n, s) for n, words in read.items() for s in schools if s in words] == []
    for name in ("planning-par-commission", "listes-des-portes", "emargement"):
        assert all(f"NOM{rank:03d}" in read[name] for rank in range(1, 301))
    assert "Vous êtes pressé." in read["scenarios-des-commissions"]


def test_papers_printed_again_are_left_and_never_replaced_by_others(tmp_path: Path) -> None:
    demo, papers = tmp_path / "demo.jury", tmp_path / "papers"
    done(cli("jury", "new", *DEMO, "-o", demo))
    done(cli("jury", "plan", demo))
    first = done(cli("jury", "prints", demo, "-o", papers)).out
    assert done(cli("jury", "prints", demo, "-o", papers)).out == first
    before = {path: path.read_bytes() for path in papers.iterdir()}
    assert perform(demo, {"act": "unassign", "candidate": "00009900302", "exam": "E32"})[0]["ok"]
    told = cli("jury", "prints", demo, "-o", papers)
    assert told.refused and "n’est pas remplacé" in told.err
    assert {path: path.read_bytes() for path in papers.iterdir()} == before
