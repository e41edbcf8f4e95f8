"""The jury's papers: what each tells, what none may tell, whatever the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.errors import PassageError
from app.domain.jury.comparisons import comparisons, sentences
from app.services.jury_communicating import copies
from app.services.jury_desk import JuryDesk
from app.services.jury_minutes import jury_of, minutes
from app.services.jury_report import report
from app.services.jury_slips import jury_slips
from tests.services.deliberations import (
    APPRAISAL,
    AUTHORITY,
    BY,
    act,
    closed,
    deliberating,
    number_of,
    seated,
)

HOSTILE = "<b>O’NEIL</b> & <para>fils</para> &amp; \\ ("


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return deliberating(tmp_path_factory.mktemp("jury") / "2019.jury", 12, 4).read_bytes()


@pytest.fixture
def desk(tmp_path: Path, made: bytes) -> Iterator[JuryDesk]:
    path = tmp_path / "2019.jury"
    path.write_bytes(made)
    with JuryDesk(path) as opened:
        yield opened


def text(data: bytes) -> str:
    """The text of every page, in one line."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return re.sub(r"\s+", " ", " ".join(pages).replace("\u00a0", " "))


def decide(desk: JuryDesk, name: str, rank: int = 0, /, **fields: object) -> None:
    desk.perform(act(name, candidate=number_of(rank), **fields))


# --- minutes --------------------------------------------------------------------------------------


def test_the_minutes_hold_the_fingerprint_of_every_file_received(desk: JuryDesk) -> None:
    told = text(minutes(desk)).replace(" ", "")
    prints = [receipt.sha256 for receipt in desk.state.received.receipts.values()]
    assert len(prints) == 4
    assert [one for one in (*prints, "5" * 64) if one not in told] == []


def test_the_minutes_tell_each_decision_with_its_author_and_its_reason(desk: JuryDesk) -> None:
    decide(desk, "decide-mark", unit="E32", mark="16", by="Mme A", reason="grille relue")
    lift = {"exam": "E32", "decision": "lifted", "code": "ABCD-1234", **AUTHORITY}
    decide(desk, "decide-reserve", 1, **lift)
    desk.perform(act("note-minutes", kind="incident", text="Panne", by="M. B"))
    told = text(minutes(desk))
    for said in (
        "→ 16",
        "Mme A : grille relue",
        "réserve levée",
        "décision du 18/06/2019",
        "pli rapproché",
        "Panne",
        "Coupure de courant de dix minutes.",
    ):
        assert said in told


def test_provisional_minutes_say_so_and_closed_ones_do_not(desk: JuryDesk) -> None:
    assert "PROVISOIRE" in text(minutes(desk))
    closed(desk)
    told = text(minutes(desk))
    assert "PROVISOIRE" not in told
    assert "Livrets examinés avant ajournement" in told or "Ajournés 0" in told


def test_who_gets_no_result_stands_in_the_minutes_with_the_reason(desk: JuryDesk) -> None:
    told = text(minutes(desk))
    assert "Sans résultat : E32 : note réservée" in told
    assert "Sans résultat : E42 : absent" in told


def test_a_rectification_stands_apart_in_the_minutes(desk: JuryDesk) -> None:
    closed(desk)
    correction = {"act": "decide-mark", "candidate": number_of(0), "unit": "E1", "mark": "14"}
    fields = {"by": "Mme A", "reason": "copie relue"}
    decide(desk, "rectify", 0, correction={**correction, **fields}, by="Mme A", reason="report")
    told = text(minutes(desk))
    assert "Rectifications après la clôture" in told and "rectification, Mme A : report" in told


def test_the_same_jury_prints_the_same_minutes(desk: JuryDesk) -> None:
    assert minutes(desk) == minutes(desk)


def test_a_hostile_text_is_printed_as_it_is(desk: JuryDesk) -> None:
    desk.perform(act("note-minutes", kind="decision", text=HOSTILE * 300, by=HOSTILE))
    desk.perform(act("note-minutes", kind="harmonisation", text=HOSTILE * 300, by=HOSTILE))
    told = text(minutes(desk))
    assert "<b>O’NEIL</b> & <para>fils</para> &amp; \\ (" in told
    assert told.count("O’NEIL") >= 600
    jury_slips(desk)


# --- slips ----------------------------------------------------------------------------------------


def test_the_jury_signs_a_list_that_shows_parity(desk: JuryDesk) -> None:
    seated(desk)
    told = text(jury_slips(desk)["jury-emargement.pdf"])
    assert "3 enseignants dont 2 du public, 3 de la profession" in told
    assert "Présents le 02/07/2019" in told and "à distance" in told


def test_a_mark_slip_shows_no_reserved_mark(desk: JuryDesk) -> None:
    held = desk.state.received.held(number_of(1), "E32").mark
    told = text(jury_slips(desk)["bordereau-E32.pdf"])
    row = told[told.index(number_of(1)) : told.index(number_of(2))]
    assert "Note réservée" in row and held is not None
    assert held.replace(".0", "").replace(".", ",") not in row.split("Noémie")[1]


def test_a_mark_slip_stands_for_each_unit_somebody_takes(desk: JuryDesk) -> None:
    names = {f"bordereau-{unit}.pdf" for unit in ("E1", "E2", "E31", "E32", "E41", "E42", "E5")}
    assert jury_slips(desk).keys() == {*names, "jury-emargement.pdf", "rapport-harmonisation.pdf"}


def test_the_harmonisation_report_keeps_the_three_values_apart(desk: JuryDesk) -> None:
    decide(desk, "set-unit", unit="E5", status="ccf")
    decide(desk, "harmonise-mark", unit="E5", mark="3.5", by="Comm.", reason="sévère")
    decide(desk, "decide-mark", unit="E5", mark="4.5", **BY, reason="jury")
    proposed = desk.state.results.of(number_of(0)).of("E5").listed
    assert proposed is not None and proposed.mark is not None
    told = text(jury_slips(desk)["rapport-harmonisation.pdf"])
    mark = proposed.mark.removesuffix(".0").replace(".", ",")
    assert f"E5 {mark} 3,5 4,5 Comm. : sévère" in told


# --- comparison -----------------------------------------------------------------------------------


def test_the_report_prints_the_very_sentences_of_the_comparison(desk: JuryDesk) -> None:
    told = text(report(desk.state, jury_of(desk)))
    said = [s for one in comparisons(desk.state) for _, s in sentences(one)]
    assert len(said) == 8
    assert [s for s in said if s not in told] == []


def test_a_report_without_a_mark_says_so(tmp_path: Path) -> None:
    from tests.services.juries import jury_file

    with JuryDesk(jury_file(tmp_path / "x.jury")) as empty:
        assert text(report(empty.state, jury_of(empty))).count("Aucune note reçue.") == 2
        assert "Aucun fichier n’a été reçu." in text(minutes(empty))


# --- copies ---------------------------------------------------------------------------------------


def test_nothing_is_communicated_before_the_results_are_official(desk: JuryDesk) -> None:
    with pytest.raises(PassageError, match="délibération est secrète"):
        copies(desk)


def test_a_copy_holds_identity_marks_and_appraisals_of_its_candidate_alone(desk: JuryDesk) -> None:
    closed(desk)
    files = copies(desk)
    assert len(files) == 12
    told = text(files[f"{number_of(0)}-communicable.pdf"])
    assert number_of(0) in told and "01/01/1999" in told and told.count(APPRAISAL[:40]) == 2
    assert [n for n in map(number_of, range(1, 12)) if n in told] == []


def test_positions_are_masked_unless_they_are_asked_for(desk: JuryDesk) -> None:
    closed(desk)
    masked = text(copies(desk, number=number_of(0))[f"{number_of(0)}-communicable.pdf"])
    shown = text(copies(desk, number=number_of(0), levels=True)[f"{number_of(0)}-communicable.pdf"])
    assert "occultés" in masked and "Position" not in masked
    assert "Compétence Position" in shown


def test_a_copy_of_an_unlifted_reserve_shows_neither_mark_nor_appraisal(desk: JuryDesk) -> None:
    closed(desk)
    told = text(copies(desk, number=number_of(1))[f"{number_of(1)}-communicable.pdf"])
    assert "Note réservée" in told and told.count(APPRAISAL[:40]) == 1


def test_a_copy_is_of_somebody_the_jury_knows(desk: JuryDesk) -> None:
    closed(desk)
    with pytest.raises(PassageError, match="Aucun candidat"):
        copies(desk, number="x")
